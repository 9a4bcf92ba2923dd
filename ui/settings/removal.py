"""What somebody leaves behind who is removed, in words; and its hand-over after the removal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.kernel.errors import LiaisonError
from app.kernel.language import counted
from app.owed.handover.handing_over import NewHandOver, Outlook, hand_over
from app.owed.handover.heirs import Heir
from app.owed.handover.house import say_house
from app.owed.handover.left_with import LeftWith
from app.owed.handover.to_come import ToCome
from app.workspace import Workspace

SHOWN = 4
"""So many matters are named; of the rest the number."""


@dataclass(frozen=True, slots=True)
class LeaverOutlook:
    """What stands in the name of who leaves, and who could take it over."""

    left: LeftWith
    walled: int
    """Restricted matters that nobody else, or no partner, could open."""
    heirs: tuple[Heir, ...]
    names: dict[UUID, str]
    to_come: tuple[ToCome, ...] = ()
    """What was to change hands on a day to come, and is settled with the removal."""

    @property
    def needs_heir(self) -> bool:
        """Whether somebody is asked for who takes over."""
        return not self.left.nothing or self.walled > 0


@dataclass(frozen=True, slots=True)
class Removal:
    """What was done."""

    given: Outlook | None
    trouble: str = ""


def open_words(name: str, left: LeftWith, walled: int = 0) -> str:
    """What stands in somebody's name, in a sentence or two."""
    alone = translate(
        "No other partner could open {count} of the restricted matters and concerns kept apart: say which one "
        "takes over."
    )
    told = [alone.format(count=walled)] if walled else []
    if left.nothing:
        return " ".join(told) or translate("Nothing open stands in {name}'s name.").format(name=name)
    parts = []
    if left.matters:
        count = len(left.matters)
        named = ", ".join(one.title for one in left.matters[:SHOWN])
        rest = translate(" and {count} more").format(count=count - SHOWN) if count > SHOWN else ""
        what = counted(count, "1 open matter", "{count} open matters").format(count=count)
        parts.append(f"{what} ({named}{rest})")
    if left.follow_ups:
        count = left.follow_ups
        parts.append(counted(count, "1 follow-up", "{count} follow-ups").format(count=count))
    parts += say_house(left.house)
    what = translate("In {name}'s name stand {what}.").format(name=name, what=translate(" and ").join(parts))
    begun = translate("A review of a file that they began goes back to the queue.") if left.reviews else ""
    return " ".join(filter(None, [what, begun, *told]))


def say_to_come(several: Sequence[ToCome]) -> str:
    """What is settled with the removal."""
    if not several:
        return ""
    rest = translate(" and {count} more").format(count=len(several) - SHOWN) if len(several) > SHOWN else ""
    return translate("Settled with it: {what}.").format(
        what="; ".join(one.said for one in several[:SHOWN]) + rest
    )


def give_after_removal(workspace: Workspace, new: NewHandOver) -> Removal:
    """Hand over after the removal, which cannot be cancelled any more; what fails here is told and done by hand."""
    if new.to_id is None and not new.of_matter:
        return Removal(None)
    try:
        with workspace.write() as tx:
            return Removal(hand_over(tx, new).outlook)
    except LiaisonError as error:
        return Removal(None, error.message)


def translate(words: str) -> str:
    """In the window's language."""
    return QCoreApplication.translate("RemoveSheet", words)
