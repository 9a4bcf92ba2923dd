"""The firm's kinds of contact: those that come with the program, as the firm changed them, and its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from app.contactlog.kinds import Kind, kind_from, supplied
from app.contactlog.models import ContactKind
from app.settings.queries import firm
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind as the Firm page lists it. ``id`` is None for one that nobody changed."""

    id: UUID | None
    kind: Kind
    retired: bool
    own: bool
    """Whether the firm made it or changed it."""


def kinds(reader: Reader) -> tuple[Kind, ...]:
    """The kinds that the form offers, in their order."""
    return tuple(row.kind for row in kind_rows(reader) if not row.retired)


def kind_rows(reader: Reader) -> tuple[KindRow, ...]:
    """Every kind, those put away, too: first those of the program in the language of the firm, then the firm's own."""
    query = select(ContactKind).order_by(ContactKind.position, ContactKind.id)
    kept = [
        KindRow(
            row.id,
            replace(kind_from({**row.body, "name": row.name}), key=row.key),
            row.retired_at is not None,
            True,
        )
        for row in reader.session.scalars(query)
    ]
    changed = {row.kind.key: row for row in kept if row.kind.key}
    ours = supplied(firm(reader).details.written_in)
    first = [changed.get(one.key) or KindRow(None, one, retired=False, own=False) for one in ours]
    known = {one.key for one in ours}
    return (*first, *(row for row in kept if row.kind.key not in known))
