"""Words and signs for concerns, translated."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import QCoreApplication

from app.concerns.queries import ConcernRow
from app.concerns.rules import Clock
from app.concerns.standing import Standing, say_standing
from app.concerns.words import Cause, ClockKind, Ending, Stage, StepKind
from app.kernel.language import counted
from app.kernel.numbers import say_number
from ui.care.due import due_chip as due_chip_of
from ui.kit import chips
from ui.kit.chips import Chip

SOON = 2
"""Days before a day on which something is due from which it is shown as soon."""


def tr(words: str) -> str:
    """A word of this room, translated."""
    return QCoreApplication.translate("Concerns", words)


def first_up(words: str) -> str:
    """With a capital at the beginning, as a line begins."""
    return words[:1].upper() + words[1:]


def word(one: Cause | Ending | Stage | StepKind | ClockKind) -> str:
    """As people read it."""
    return first_up(one.label)


_SHORT = {
    ClockKind.ACKNOWLEDGE: "Acknowledge",
    ClockKind.STAGE: "Settle, or pass on",
    ClockKind.FINAL_RESPONSE: "Final response",
    ClockKind.FOLLOW_UP: "Follow-up call",
    ClockKind.LEARN: "Record lessons",
}


def short(one: ClockKind) -> str:
    """What is to be done, in a column of a list."""
    return tr(_SHORT[one])


def state_chip(row: ConcernRow) -> Chip:
    """How it stands: closed, a formal complaint, open."""
    if not row.is_open:
        return chips.done(tr("closed"))
    if row.course.formal_on is not None:
        return chips.urgent(tr("formal complaint"))
    return chips.todo(tr("open"))


def standing_chips(found: Collection[Standing]) -> list[Chip]:
    """What is open, with who looks after it, under a matter's or a client's name. A formal complaint has its shape,
    too: who answers the telephone must not miss it, and red is late and nothing else."""
    return [chips.urgent(said, shape=is_formal) for said, is_formal in say_standing(found)]


def apart_chip(row: ConcernRow) -> Chip | None:
    """That it is kept apart."""
    return chips.locked(tr("apart")) if row.facts.apart else None


def due_chip(clock: Clock | None, today: date) -> Chip | None:
    """When a thing is due, and whether it is late."""
    if clock is None or clock.done_on is not None:
        return None
    return due_chip_of(clock.due, today, soon=SOON)


def age(row: ConcernRow) -> str:
    """How old it is, or how long it took."""
    return counted(row.age_days, "1 day", "{count} days").format(count=say_number(row.age_days))


def stands(rows: tuple[ConcernRow, ...], today: date) -> tuple[str, bool]:
    """How the open ones stand in a sentence, and whether something is late."""
    if not rows:
        return tr("Nobody is unhappy that we know of."), False
    oldest = max(row.age_days for row in rows)
    late = any(row.next is not None and row.next.due < today for row in rows)
    return tr("{count} open, the oldest for {days} days").format(
        count=say_number(len(rows)), days=say_number(oldest)
    ), late
