"""The queue of files to review, the reviews, and one of them whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from app.contactlog.models import FollowUp
from app.kernel.errors import NotFound
from app.kernel.language import tr
from app.matters.keepers import names_of
from app.matters.queries import MatterRow, matters_of
from app.matters.running import running
from app.people.models import Colleague
from app.reviews.models import FileReview, ReviewLine
from app.reviews.own import own_files
from app.reviews.risks import risks_of
from app.reviews.words import Risk, Verdict
from app.storage.transaction import Reader

Risks = tuple[tuple[Risk, int], ...]


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A file that nobody is reviewing. ``last_on``: when it was last reviewed, None if never; ``stale_days``: since
    then, else since it was opened; ``own``: whether the reader may not review it."""

    matter: MatterRow
    risks: Risks
    last_on: date | None
    stale_days: int
    own: bool

    @property
    def weight(self) -> int:
        """How much speaks for it: each risk by its weight and number, a year without a review like an update that is
        late."""
        risky = sum(risk.weight * count for risk, count in self.risks)
        return risky + self.stale_days * Risk.UPDATES.weight // 365


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review. It runs, is finished, or was given up (``dropped_reason``)."""

    id: UUID
    matter_id: UUID
    number: str
    title: str
    reviewer_id: UUID
    reviewer: str
    of_id: UUID | None
    of: str
    practice_area: str
    checklist: int
    risks: Risks
    started_at: datetime
    finished_at: datetime | None
    findings: str
    dropped_reason: str
    attention: int
    comments: int

    @property
    def runs(self) -> bool:
        """Whether it is neither finished nor given up."""
        return self.finished_at is None and not self.dropped_reason


@dataclass(frozen=True, slots=True)
class LineRow:
    """A point and what was said of it, or a comment to the author. ``done``: whether its action is done."""

    position: int
    text: str
    verdict: Verdict | None
    note: str
    follow_up_id: UUID | None
    who: str
    due_on: date | None
    done: bool


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """A review whole."""

    row: ReviewRow
    lines: tuple[LineRow, ...]

    @property
    def points(self) -> tuple[LineRow, ...]:
        """The checklist."""
        return tuple(line for line in self.lines if line.follow_up_id is None)

    @property
    def comments(self) -> tuple[LineRow, ...]:
        """What the author is to do."""
        return tuple(line for line in self.lines if line.follow_up_id is not None)


def review_queue(reader: Reader, *, own: bool = False, matter_id: UUID | None = None) -> tuple[QueueRow, ...]:
    """The files that run and that nobody reviews just now, stale and risky first; one's ``own`` only if asked for."""
    ids = {matter_id} if matter_id is not None else set(reader.session.scalars(running()))
    matters = matters_of(reader, ids)
    mine = own_files(reader, reader.viewer, matters)
    risks, last, busy = risks_of(reader), _last(reader), _running(reader)
    rows = [
        _queued(reader, matter, risks.get(one, ()), last.get(one), own=one in mine)
        for one, matter in matters.items()
        if one not in busy and (own or one not in mine)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.weight, -row.stale_days, row.matter.number)))


def _queued(reader: Reader, matter: MatterRow, risks: Risks, last: date | None, *, own: bool) -> QueueRow:
    since = last or matter.opened_on or reader.today
    return QueueRow(matter, risks, last, max((reader.today - since).days, 0), own)


def _known(reader: Reader) -> list[ColumnElement[bool]]:
    return [FileReview.started_at <= min(reader.now, reader.known_by or reader.now)]


def _last(reader: Reader) -> dict[UUID, date]:
    until = min(reader.now, reader.known_by or reader.now)
    query = (
        select(FileReview.matter_id, func.max(FileReview.finished_at))
        .where(FileReview.finished_at <= until)
        .group_by(FileReview.matter_id)
    )
    return {one: reader.local(at).date() for one, at in reader.session.execute(query) if at is not None}


def _running(reader: Reader) -> set[UUID]:
    until = min(reader.now, reader.known_by or reader.now)
    left = select(Colleague.id).where(Colleague.id == FileReview.reviewer_id, Colleague.active.is_(False))
    query = select(FileReview.matter_id).where(
        *_known(reader),
        ~left.exists(),  # nobody else could record it: `start_review` gives it up
        or_(FileReview.finished_at.is_(None), FileReview.finished_at > until),
        or_(FileReview.dropped_at.is_(None), FileReview.dropped_at > until),
    )
    return set(reader.session.scalars(query))


def reviews(
    reader: Reader,
    matter_id: UUID | None = None,
    *,
    running_only: bool = False,
    dropped: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[ReviewRow, ...]:
    """Reviews, newest first; ``dropped`` adds those that were given up."""
    query = select(FileReview).where(*_known(reader))
    if matter_id is not None:
        query = query.where(FileReview.matter_id == matter_id)
    if running_only:
        query = query.where(FileReview.finished_at.is_(None))
    if not dropped:
        query = query.where(FileReview.dropped_at.is_(None))
    query = query.order_by(FileReview.started_at.desc(), FileReview.id.desc())
    return _rows(reader, reader.session.scalars(query.limit(limit).offset(offset or None)).all())


def _rows(reader: Reader, found: Iterable[FileReview]) -> tuple[ReviewRow, ...]:
    several = list(found)
    names = names_of(reader, {person for one in several for person in (one.reviewer_id, one.of_id)})
    matters = matters_of(reader, {one.matter_id for one in several})
    counts = _counts(reader, [one.id for one in several])
    until = min(reader.now, reader.known_by or reader.now)
    return tuple(
        ReviewRow(
            one.id,
            one.matter_id,
            matters[one.matter_id].number,
            matters[one.matter_id].title,
            one.reviewer_id,
            names.get(one.reviewer_id, ""),
            one.of_id,
            names.get(one.of_id, ""),
            one.practice_area,
            one.checklist,
            tuple((Risk(word), count) for word, count in one.risks),
            one.started_at,
            one.finished_at if one.finished_at is not None and one.finished_at <= until else None,
            one.findings,
            one.dropped_reason,
            *counts.get(one.id, (0, 0)),
        )
        for one in several
        if one.matter_id in matters
    )


def _counts(reader: Reader, ids: list[UUID]) -> dict[UUID, tuple[int, int]]:
    query = (
        select(
            ReviewLine.review_id,
            func.count().filter(ReviewLine.verdict == Verdict.ATTENTION),
            func.count(ReviewLine.follow_up_id),
        )
        .where(ReviewLine.review_id.in_(ids))
        .group_by(ReviewLine.review_id)
    )
    return {one: (attention, comments) for one, attention, comments in reader.session.execute(query)}


def review_sheet(reader: Reader, review_id: UUID) -> ReviewSheet:
    """A review whole. Raises NotFound ("no-review")."""
    found = reader.session.get(FileReview, review_id)
    rows = _rows(reader, [found]) if found is not None else ()
    if not rows:
        raise NotFound("no-review", tr("That review is not in the vault."), field="review")
    query = (
        select(ReviewLine, FollowUp)
        .join(FollowUp, FollowUp.id == ReviewLine.follow_up_id, isouter=True)
        .where(ReviewLine.review_id == review_id)
        .order_by(ReviewLine.position)
    )
    lines = [
        LineRow(
            line.position,
            line.text,
            line.verdict,
            line.note,
            line.follow_up_id,
            action.who if action is not None else "",
            action.due_on if action is not None else None,
            action is not None and action.done_at is not None and action.done_at <= reader.now,
        )
        for line, action in reader.session.execute(query)
    ]
    return ReviewSheet(rows[0], tuple(lines))
