"""How the edit of a matter is taken back (`app.storage.undoing`)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from uuid import UUID

from app.kernel.language import tr
from app.matters.commands import MatterDetails, edit_matter
from app.matters.parties import Party, parties, set_parties
from app.matters.sheet import matter_sheet
from app.storage.transaction import Reader, Transaction
from app.storage.undoing import Way


@dataclass(frozen=True, slots=True)
class _Matter:
    """Two are equal where they say the same: a party that came back is a new row."""

    details: MatterDetails
    said: tuple[Party, ...]
    """The parties without the ids of their rows."""
    parties: tuple[Party, ...] = field(compare=False)


_KEPT = ("responsible_id", "point_of_contact_id", "supervisor_id", "emergency_contact")
"""Who answered for a matter, and from when, is asked for later (PRACTICE B4)."""


def matter_way(matter_id: UUID) -> Way:
    """The matter as its form has it, with its parties."""

    def state(reader: Reader) -> _Matter:
        found = parties(reader, matter_id)
        said = tuple(replace(one, id=None) for one in found)
        return _Matter(matter_sheet(reader, matter_id).details, said, found)

    def put(tx: Transaction, wanted: _Matter, _why: str) -> None:
        edit_matter(tx, matter_id, wanted.details)
        set_parties(tx, matter_id, wanted.parties)

    return Way(state, put, _against)


def _against(before: _Matter, after: _Matter) -> str:
    if all(getattr(before.details, name) == getattr(after.details, name) for name in _KEPT):
        return ""
    return tr(
        "Who looks after the matter stays on record and is not undone. Edit the matter to give it back."
    )
