"""Terms as they count, read in one go for whole lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.promises.models import PromiseTermsVersion
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
)
from app.storage.transaction import Reader

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

    def own(self, whose: Whose, at: datetime | None = None) -> OwnTerms:
        """What firm, client or matter says of itself."""
        version = in_force(self.versions.get(whose, ()), at or self.now)
        return version.own if version else OwnTerms()

    def steps(self, at: datetime | None = None) -> tuple[EscalationStep, ...]:
        """Whom a breach reaches, and when."""
        version = in_force(self.versions.get((None, None), ()), at or self.now)
        return version.steps if version and version.steps is not None else DEFAULT_STEPS


def terms_book(reader: Reader) -> TermsBook:
    """Every term that was set, in one statement: firms have few that differ."""
    query = select(PromiseTermsVersion).order_by(PromiseTermsVersion.set_at, PromiseTermsVersion.id)
    if reader.known_by is not None:
        query = query.where(PromiseTermsVersion.set_at <= reader.known_by)
    found: dict[Whose, list[TermsVersion]] = defaultdict(list)
    for row in reader.session.scalars(query):
        found[row.client_id, row.matter_id].append(_version(row))
    return TermsBook(reader.now, dict(found))


def _version(row: PromiseTermsVersion) -> TermsVersion:
    own = OwnTerms(**{name: unspell(getattr(row, name)) for name in TERMS})
    return TermsVersion(row.holds_from, row.set_at, own, _steps(row.steps), row.reason)


def _steps(words: str) -> tuple[EscalationStep, ...] | None:
    found = []
    for line in words.splitlines():
        to, after = line.split(" ", 1)
        if (promise := unspell(after)) is not None:
            found.append(EscalationStep(EscalationTo(to), promise))
    return tuple(found) or None


def _wider_first(client_id: UUID | None, matter_id: UUID | None) -> list[Whose]:
    found: list[Whose] = [(None, None)]
    if client_id is not None:
        found.append((client_id, None))
    if matter_id is not None:
        found.append((None, matter_id))
    return found
