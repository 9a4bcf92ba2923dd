"""What becomes of key dates, written down for the client to hear: new, moved, cancelled, held after all (PRACTICE D4).

What a client has to hear follows from what they heard last. News that nobody told before the date turned again is
overtaken: it is withdrawn, and the client hears how the date stands now.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contactlog.corrections import withdraw_development
from app.contactlog.telling import tellings
from app.hours.queries import firm_calendar
from app.kernel.language import counted, tr
from app.matters.announcing import DateTurn, date_news, origin_of
from app.matters.developments import NewDevelopment, add_development
from app.matters.key_dates import cancel_key_date, reopen_key_date, standing_key_date
from app.matters.models import Development, KeyDate
from app.matters.slots import Dated, Slot, slot_in, slot_of
from app.settings.queries import firms_language
from app.storage.transaction import Reader, Transaction

_NEAR = 2
"""Working days: in so many essential news is told by the usual promise (E1)."""


@dataclass(frozen=True, slots=True)
class DateNews:
    """One turn of a date that was written down. ``version``: since which version of the date it says when that is."""

    id: UUID
    origin: str
    turn: DateTurn
    version: int
    is_told: bool
    is_withdrawn: bool

    @property
    def says(self) -> tuple[bool, int]:
        """Whether the date takes place, and which of its days it speaks of."""
        return self.turn is not DateTurn.CANCELLED, self.version


@dataclass(frozen=True, slots=True)
class Heard:
    """What was written down of one date for the client, in the order in which it was."""

    all: tuple[DateNews, ...] = ()

    @property
    def last(self) -> DateNews | None:
        """What stands as the newest word."""
        return next((one for one in reversed(self.all) if not one.is_withdrawn), None)

    @property
    def told(self) -> DateNews | None:
        """What the client heard last."""
        return next((one for one in reversed(self.all) if one.is_told and not one.is_withdrawn), None)

    @property
    def untold(self) -> tuple[DateNews, ...]:
        """What stands and nobody told."""
        return tuple(one for one in self.all if not (one.is_told or one.is_withdrawn))


def heard_of_dates(reader: Reader, matter_id: UUID) -> dict[UUID, Heard]:
    """Of each key date of a matter what was written down of it by the reader's moment."""
    by = min(reader.now, reader.known_by or reader.now)
    query = (
        select(Development.id, Development.origin, Development.withdrawn_at)
        .where(
            Development.matter_id == matter_id,
            Development.origin.startswith("key-date:"),
            Development.written_at <= by,
        )
        .order_by(Development.written_at, Development.id)
    )
    rows = reader.session.execute(query).all()
    told = tellings(reader, matter_id) if rows else {}
    found: dict[UUID, list[DateNews]] = defaultdict(list)
    for development_id, said, withdrawn_at in rows:
        origin = str(said)
        _, key_date_id, turn, version = origin.split(":")[:4]
        withdrawn = withdrawn_at is not None and withdrawn_at <= by
        news = DateNews(
            development_id, origin, DateTurn(turn), int(version), development_id in told, withdrawn
        )
        found[UUID(key_date_id)].append(news)
    return {key: Heard(tuple(news)) for key, news in found.items()}


def known_slot(session: Session, row: Dated, heard: Heard, now: Slot) -> str:
    """When a date was as its client knows it; "" where it is as it always was."""
    if heard.told is not None:
        return slot_in(session, row, heard.told.version)
    moved = [one for one in heard.untold if one.turn is DateTurn.MOVED]
    return slot_in(session, row, moved[0].version - 1) if moved else now.was


def announce_key_date(
    tx: Transaction, key_date_id: UUID, *, more: int = 0, again: bool = False
) -> UUID | None:
    """Write down what became of a date for the client to hear: that it is new, moved, does not take place, or does
    after all.

    What is near is urgent: the client would hear of a hearing of tomorrow when it is over, or come to one that does not
    take place. The answer is the development; None where that is the last word already. What was written down before
    and nobody told is withdrawn. ``more`` dates turned likewise; ``again``: it was cancelled, by news of another date
    even.
    """
    found = standing_key_date(tx.session, key_date_id)
    holds = found.cancelled_at is None
    heard = heard_of_dates(tx.reader(), found.matter_id).get(found.id, Heard())
    # The client reads it, whatever is spoken here.
    with firms_language(tx.reader()):
        now = slot_of(tx.session, found)
        was = known_slot(tx.session, found, heard, now)
    if heard.last is not None and heard.last.says == (holds, now.version):
        return None
    for one in heard.untold:
        withdraw_development(tx, one.id, tr("Overtaken before anybody told it"))
    told = heard.told
    if told is not None and told.says == (holds, now.version):
        return None  # as the client knows it
    turn = _turn(told, was, now, holds=holds, again=again and not heard.untold)
    if turn is None:
        return None
    with firms_language(tx.reader()):
        news = _news(tx, found, turn, now, was, more)
    near = firm_calendar(tx.reader()).add_working_days(tx.today, _NEAR)
    news = replace(news, urgent=news.essential and found.on <= near)
    origin = origin_of(found.id, turn, now.version)
    times = sum(one.origin == origin or one.origin.startswith(f"{origin}:") for one in heard.all)
    if times:
        news = replace(news, origin=f"{origin}:{times + 1}")
    return add_development(tx, news)


def _news(tx: Transaction, found: KeyDate, turn: DateTurn, now: Slot, was: str, more: int) -> NewDevelopment:
    title = found.title
    if found.place and turn is not DateTurn.CANCELLED:
        title = tr("{title} at {place}").format(title=title, place=found.place)
    news = date_news(
        found.id,
        found.matter_id,
        found.kind,
        title,
        turn,
        tx.now,
        slot=now.slot,
        was=was,
        client_attends=found.client_attends,
        version=now.version,
    )
    if not more:
        return news
    words = counted(more, "{text} (and 1 more date)", "{text} (and {more} more dates)")
    return replace(news, text=words.format(text=news.text, more=more))


def reopen_date(tx: Transaction, key_date_id: UUID) -> UUID | None:
    """`reopen_key_date`; where "does not take place" is the last word of a date that was called off, that is put right
    in the same act, asked for or not: a client who heard it would not come.

    News of it that nobody told is withdrawn. The answer is the development by which the client hears of it; None where
    there is nothing to hear, as of a day that has passed.
    """
    found = standing_key_date(tx.session, key_date_id)
    was_called_off = found.cancelled_at is not None
    reopen_key_date(tx, key_date_id)
    heard = heard_of_dates(tx.reader(), found.matter_id).get(found.id, Heard())
    if not was_called_off or heard.last is None or heard.last.turn is not DateTurn.CANCELLED:
        return None
    if found.on >= tx.today:
        return announce_key_date(tx, key_date_id)
    for one in heard.untold:
        withdraw_development(tx, one.id, tr("Overtaken before anybody told it"))
    return None


def call_off_again(tx: Transaction, key_date_id: UUID, reason: str) -> None:
    """The way back from `reopen_date`: it does not take place, and the client hears what they do not know yet."""
    cancel_key_date(tx, key_date_id, reason)
    if heard_of_dates(tx.reader(), standing_key_date(tx.session, key_date_id).matter_id).get(key_date_id):
        announce_key_date(tx, key_date_id)


def _turn(told: DateNews | None, was: str, now: Slot, *, holds: bool, again: bool) -> DateTurn | None:
    if not holds:
        return DateTurn.CANCELLED
    if (told is not None and told.turn is DateTurn.CANCELLED) or again:
        return DateTurn.AGAIN
    if was and was != now.slot:
        return DateTurn.MOVED
    return DateTurn.NEW if told is None else None
