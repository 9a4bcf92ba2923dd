"""Where the engagement terms of the open matters stand beside each other (PRACTICE B2)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.engagement.missing import Missing, without_terms
from app.engagement.terms_queries import terms_states
from app.engagement.words import TermsState
from app.matters.models import Matter
from app.matters.queries import MatterRow, list_matters
from app.matters.words import MatterStatus
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class MatterTerms:
    """An open matter with its terms. ``owed``: by when the firm's rule asks for them; None where it does not."""

    matter: MatterRow
    state: TermsState
    owed: Missing | None


def terms_overview(
    reader: Reader, *, query: str = "", responsible_id: UUID | None = None
) -> tuple[MatterTerms, ...]:
    """The open matters by number; ``query`` filters by words of number, title and client."""
    owed = {one.matter_id: one for one in without_terms(reader)}
    states = terms_states(reader)
    rows = list_matters(reader, status=MatterStatus.OPEN, responsible_id=responsible_id, query=query)
    return tuple(MatterTerms(row, states.get(row.id, TermsState.MISSING), owed.get(row.id)) for row in rows)


def none_written(reader: Reader) -> int:
    """In how many open matters no terms are written at all, also where the firm's rule asks for none."""
    written = terms_states(reader)
    opened = select(Matter.id).where(
        Matter.status == MatterStatus.OPEN, Matter.added_at <= (reader.known_by or reader.now)
    )
    return sum(one not in written for one in reader.session.scalars(opened))
