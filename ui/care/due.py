"""A day by which something is owed, as the lists of the firm's own house show it."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.kernel.language import counted
from app.kernel.numbers import say_number
from app.kernel.said import say_day
from ui.kit import chips
from ui.kit.chips import Chip

translate = QCoreApplication.translate
SOON: Final = 7
"""Days before it from which a day looks near, unless a room says otherwise."""


def due_chip(due: date, today: date, *, soon: int = SOON) -> Chip:
    """By when, and whether it is late."""
    if due < today:
        late = (today - due).days
        words = counted(late, "1 day late", "{days} days late")
        return chips.late(words.format(days=say_number(late)))
    said = translate("Care", "by {day}").format(day=say_day(due, today))
    return chips.urgent(said) if (due - today).days <= soon else chips.todo(said)
