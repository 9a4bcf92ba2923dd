"""Terms as they count, read in one go for whole lists; where contacts stand by them; what was shown to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.contactlog.queries import AwaitingReply, asked
from app.hours.queries import work_time
from app.people.models import Colleague
from app.promises.course import Course, course
from app.promises.models import EscalationShown, PromiseTermsVersion
from app.promises.rules import ClockKind
from app.promises.terms import (
    DEFAULT_STEPS,
    DEFAULT_TERMS,
    TERMS,
    EscalationStep,
    EscalationTo,
    OwnTerms,
    PromiseTerms,
    TermsVersion,
    in_force,
    unspell,
    unspell_steps,
)
from app.storage.transaction import Reader
from app.workdays.worktime import WorkTime


@dataclass(frozen=True, slots=True)
class ShownRow:
    """That a step of a breach was shown to somebody."""

    entry_id: UUID
    clock: ClockKind
    step: EscalationTo
    colleague_id: UUID
    colleague: str
    due_at: datetime
    shown_at: datetime


Whose = tuple[UUID | None, UUID | None]
"""Client and matter; neither for the firm, one of them else."""


@dataclass(frozen=True, slots=True)
class TermsBook:
    """All terms that were ever set and the reader may know, in the order in which they were written."""

    now: datetime
    versions: Mapping[Whose, Sequence[TermsVersion]]

    def of(self, client_id: UUID | None, matter_id: UUID | None, at: datetime | None = None) -> PromiseTerms:
        """What counts for a contact of ``at`` (aware; None: the reader's now): matter, else client, else firm."""
        found = DEFAULT_TERMS
        for whose in _wider_first(client_id, matter_id):
            if versions := self.versions.get(whose):
                version = in_force(versions, at or self.now)
                found = version.own.over(found) if version else found
        return found

    def course(self, waiting: AwaitingReply, where: WorkTime, client_id: UUID | None = None) -> Course:
        """Where a contact stands by what was promised when it came in; ``client_id`` where the entry names none."""
        at = waiting.occurred_at
        terms = self.of(waiting.client_id or client_id, waiting.matter_id, at)
        return course(waiting, self.now, where, terms, self.steps(at))

    def own(self, whose: Whose, at: datetime | None = None) -> OwnTerms:
        """What firm, client or matter says of itself."""
        version = in_force(self.versions.get(whose, ()), at or self.now)
        return version.own if version else OwnTerms()

    def said_by(self, name: str, client_id: UUID | None, matter_id: UUID | None) -> str:
        """Who says what counts now: "matter", "client", "firm"; "default" where nobody did."""
        if getattr(self.own((None, matter_id)), name) is not None and matter_id is not None:
            return "matter"
        if getattr(self.own((client_id, None)), name) is not None and client_id is not None:
            return "client"
        return "default" if getattr(self.own((None, None)), name) is None else "firm"

    def steps(self, at: datetime | None = None) -> tuple[EscalationStep, ...]:
        """Whom a breach reaches, and when."""
        return self.own_steps(at) or DEFAULT_STEPS

    def own_steps(self, at: datetime | None = None) -> tuple[EscalationStep, ...] | None:
        """The same as the firm set it; None for the usual ones."""
        version = in_force(self.versions.get((None, None), ()), at or self.now)
        return version.steps if version else None


def terms_book(reader: Reader) -> TermsBook:
    """Every term that was set, in one statement: firms have few that differ."""
    query = select(PromiseTermsVersion).order_by(PromiseTermsVersion.set_at, PromiseTermsVersion.id)
    if reader.known_by is not None:
        query = query.where(PromiseTermsVersion.set_at <= reader.known_by)
    found: dict[Whose, list[TermsVersion]] = defaultdict(list)
    for row in reader.session.scalars(query):
        found[row.client_id, row.matter_id].append(_version(row))
    return TermsBook(reader.now, dict(found))


def terms_history(reader: Reader, whose: Whose) -> list[dict[str, object]]:
    """Every time that response times were set, the latest first: by whom, from when they hold, why."""
    client_id, matter_id = whose
    query = (
        select(PromiseTermsVersion, Colleague.name)
        .join(Colleague, Colleague.id == PromiseTermsVersion.set_by)
        .where(
            PromiseTermsVersion.client_id.is_not_distinct_from(client_id),
            PromiseTermsVersion.matter_id.is_not_distinct_from(matter_id),
        )
        .order_by(PromiseTermsVersion.set_at.desc(), PromiseTermsVersion.id.desc())
    )
    if reader.known_by is not None:
        query = query.where(PromiseTermsVersion.set_at <= reader.known_by)
    return [
        {
            "set_at": row.set_at,
            "set_by": name,
            "holds_from": row.holds_from,
            "reason": row.reason,
            **{one: getattr(row, one) or None for one in TERMS},
        }
        for row, name in reader.session.execute(query)
    ]


def courses(
    reader: Reader,
    *,
    entry_ids: Collection[UUID] | None = None,
    matter_id: UUID | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> tuple[Course, ...]:
    """Where contacts that needed a reply stand, answered or not, oldest first; chosen as by `asked`."""
    found = asked(reader, entry_ids=entry_ids, matter_id=matter_id, since=since, until=until)
    if not found:
        return ()
    where, book = work_time(reader), terms_book(reader)
    return tuple(book.course(one, where) for one in found)


def course_of(reader: Reader, entry_id: UUID) -> Course | None:
    """Where one contact stands; None for an entry that needs no reply."""
    return next(iter(courses(reader, entry_ids=[entry_id])), None)


def escalations_shown(
    reader: Reader, entry_ids: Collection[UUID] | None = None, colleague_id: UUID | None = None
) -> tuple[ShownRow, ...]:
    """What of breaches was shown to whom, in the order of time; of these entries, to one of the firm."""
    query = (
        select(EscalationShown, Colleague.name)
        .join(Colleague, Colleague.id == EscalationShown.colleague_id)
        .where(EscalationShown.shown_at <= min(reader.now, reader.known_by or reader.now))
        .order_by(EscalationShown.shown_at, EscalationShown.id)
    )
    if entry_ids is not None:
        query = query.where(EscalationShown.entry_id.in_(list(entry_ids)))
    if colleague_id is not None:
        query = query.where(EscalationShown.colleague_id == colleague_id)
    return tuple(
        ShownRow(row.entry_id, row.clock, row.step, row.colleague_id, name, row.due_at, row.shown_at)
        for row, name in reader.session.execute(query)
    )


def _version(row: PromiseTermsVersion) -> TermsVersion:
    own = OwnTerms(**{name: unspell(getattr(row, name)) for name in TERMS})
    return TermsVersion(row.holds_from, row.set_at, own, unspell_steps(row.steps), row.reason)


def _wider_first(client_id: UUID | None, matter_id: UUID | None) -> list[Whose]:
    found: list[Whose] = [(None, None)]
    if client_id is not None:
        found.append((client_id, None))
    if matter_id is not None:
        found.append((None, matter_id))
    return found
