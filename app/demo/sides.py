"""Who else is in the matters of the demo firm, and the checks for conflicts before it took some of them."""

from __future__ import annotations

from uuid import UUID

from app.conflicts.commands import NewCheck, check_conflicts, conclude_check, give_to_matter
from app.conflicts.words import Conclusion
from app.demo.matters import MATTERS
from app.matters.parties import Party, PartyRole, set_parties
from app.storage.transaction import Transaction

_NAMED = {"Mr.", "Ms."}
_CHECKED = {3: "", 9: "", 11: "Another Halloway: not of the firm in Whitcombe."}
"""Matters with a check, and what was noted of it."""


def write_sides(tx: Transaction, matter_id: UUID, number: int, title: str) -> None:
    """The other side and its lawyer; before some matters a check for conflicts, which was clear."""
    spec = next((one for one in MATTERS if one.number == number), None)
    if spec is None:
        return
    named = spec.other[:1].isupper() and spec.other.split()[0] != "The"
    others = [Party(spec.other, PartyRole.OPPOSING_PARTY)] if named else []
    if spec.counsel[:3] in _NAMED:
        others.append(Party(spec.counsel, PartyRole.OPPOSING_COUNSEL, note=f"for {spec.other}"))
    if others and number in _CHECKED:
        check = check_conflicts(tx, NewCheck(tuple(one.name for one in others), about=f"New matter: {title}"))
        conclude_check(tx, check, Conclusion.CLEAR, _CHECKED[number] or "Nobody of ours.")
        give_to_matter(tx, check, matter_id)
    set_parties(tx, matter_id, others)
