"""Whom the firm asked and what came back, read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select

from app.clients.models import Client
from app.contactlog.models import FollowUp
from app.feedback.models import FeedbackAnswer, FeedbackAsk
from app.feedback.rules import Scores, say_score
from app.feedback.words import AnsweredHow, Occasion
from app.kernel.language import tr
from app.matters.keepers import names_of
from app.matters.models import Matter
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class AskRow:
    """A client was asked. ``answer_id``: what came back; None while it is waited for."""

    id: UUID
    matter_id: UUID
    number: str
    title: str
    client_id: UUID
    client: str
    occasion: Occasion | None
    asked_on: date
    answer_id: UUID | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What came back. ``call_due``: by when the call it owes is due; ``call_done``: whether it was made."""

    id: UUID
    matter_id: UUID
    number: str
    title: str
    client_id: UUID
    client: str
    ask_id: UUID | None
    entry_id: UUID | None
    received_on: date
    declined: bool
    scores: Scores
    words: str
    how: AnsweredHow
    person_id: UUID | None
    person: str
    practice_area: str
    follow_up_id: UUID | None
    call_due: date | None
    call_done: bool
    written_at: datetime
    withdrawn_reason: str

    @property
    def said(self) -> str:
        """The scores as a line: "clarity 4, timeliness 5; recommend 9"."""
        if self.declined:
            return tr("declined")
        rated = ", ".join(say_score(name, value) for name, value in self.scores.rated.items())
        net = "" if self.scores.recommend is None else say_score("recommend", self.scores.recommend)
        return "; ".join(filter(None, (rated, net))) or tr("words alone")


_Found = tuple[FeedbackAnswer, str, str, str, date | None, datetime | None]
_Answers = Select[FeedbackAnswer, str, str, str, date | None, datetime | None]


def asks(reader: Reader, matter_id: UUID | None = None, *, waiting: bool = False) -> tuple[AskRow, ...]:
    """Who was asked, newest first; ``waiting``: where nothing came back."""
    query = (
        select(FeedbackAsk, Matter.number, Matter.title, Client.name)
        .join(Matter, Matter.id == FeedbackAsk.matter_id)
        .join(Client, Client.id == FeedbackAsk.client_id)
        .where(FeedbackAsk.asked_on <= reader.today)
        .order_by(FeedbackAsk.asked_on.desc(), FeedbackAsk.id.desc())
    )
    if matter_id is not None:
        query = query.where(FeedbackAsk.matter_id == matter_id)
    if reader.known_by is not None:
        query = query.where(FeedbackAsk.written_at <= reader.known_by)
    answered = _answered(reader)
    rows = (
        AskRow(
            ask.id,
            ask.matter_id,
            number,
            title,
            ask.client_id,
            client,
            ask.occasion,
            ask.asked_on,
            answered.get(ask.id),
        )
        for ask, number, title, client in reader.session.execute(query)
    )
    return tuple(row for row in rows if not (waiting and row.answer_id is not None))


def answers(
    reader: Reader,
    matter_id: UUID | None = None,
    *,
    first: date | None = None,
    last: date | None = None,
    low_only: bool = False,
    withdrawn: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[AnswerRow, ...]:
    """What came back between two days, newest first; ``low_only``: what owes or owed a call; ``withdrawn`` adds what
    was written down wrongly."""
    query = _answers(reader, withdrawn=withdrawn)
    if matter_id is not None:
        query = query.where(FeedbackAnswer.matter_id == matter_id)
    if first is not None:
        query = query.where(FeedbackAnswer.received_on >= first)
    if last is not None:
        query = query.where(FeedbackAnswer.received_on <= last)
    if low_only:
        query = query.where(FeedbackAnswer.follow_up_id.is_not(None))
    found = reader.session.execute(query.limit(limit).offset(offset or None)).all()
    names = names_of(reader, {row[0].person_id for row in found})
    return tuple(_row(reader, row, names) for row in found)


def _answers(reader: Reader, *, withdrawn: bool) -> _Answers:
    query = (
        select(FeedbackAnswer, Matter.number, Matter.title, Client.name, FollowUp.due_on, FollowUp.done_at)
        .join(Matter, Matter.id == FeedbackAnswer.matter_id)
        .join(Client, Client.id == FeedbackAnswer.client_id)
        .join(FollowUp, FollowUp.id == FeedbackAnswer.follow_up_id, isouter=True)
        .where(FeedbackAnswer.received_on <= reader.today)
        .order_by(FeedbackAnswer.received_on.desc(), FeedbackAnswer.id.desc())
    )
    until = min(reader.now, reader.known_by or reader.now)
    if not withdrawn:
        standing = FeedbackAnswer.withdrawn_at.is_(None)
        query = query.where(standing | (FeedbackAnswer.withdrawn_at > until))
    if reader.known_by is not None:
        query = query.where(FeedbackAnswer.written_at <= reader.known_by)
    return query


def _row(
    reader: Reader,
    found: _Found,
    names: dict[UUID | None, str],
) -> AnswerRow:
    answer, number, title, client, due_on, done_at = found
    return AnswerRow(
        answer.id,
        answer.matter_id,
        number,
        title,
        answer.client_id,
        client,
        answer.ask_id,
        answer.entry_id,
        answer.received_on,
        answer.declined,
        Scores(answer.clarity, answer.timeliness, answer.usefulness, answer.recommend),
        answer.words,
        answer.how,
        answer.person_id,
        names.get(answer.person_id, ""),
        answer.practice_area,
        answer.follow_up_id,
        due_on,
        done_at is not None and done_at <= reader.now,
        answer.written_at,
        answer.withdrawn_reason,
    )


def _answered(reader: Reader) -> dict[UUID | None, UUID]:
    query = select(FeedbackAnswer.ask_id, FeedbackAnswer.id).where(
        FeedbackAnswer.ask_id.is_not(None),
        FeedbackAnswer.withdrawn_at.is_(None),
        FeedbackAnswer.received_on <= reader.today,
    )
    if reader.known_by is not None:
        query = query.where(FeedbackAnswer.written_at <= reader.known_by)
    return dict(reader.session.execute(query).all())
