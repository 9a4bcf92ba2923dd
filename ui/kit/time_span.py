"""From when until when a list looks back: a few usual spans, or two days that are typed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.kernel.days import parse_day
from app.kernel.said import say_day
from app.workspace import Workspace
from ui.kit.choice import Choice
from ui.kit.fields import DateWords

DAYS: Final = "days"
"""The choice of two days of one's own."""
_BACK: Final = {"today": 0, "week": 6, "month": 29, "year": 364}
translate = QCoreApplication.translate


class SpanChoice(Choice[str]):
    """`first(today)` of what is chosen; `DAYS` where somebody wants to type them."""

    def __init__(self) -> None:
        super().__init__(
            [
                ("", translate("SpanChoice", "Any time")),
                ("today", translate("SpanChoice", "Today")),
                ("week", translate("SpanChoice", "Last 7 days")),
                ("month", translate("SpanChoice", "Last 30 days")),
                ("year", translate("SpanChoice", "Last 365 days")),
                (DAYS, translate("SpanChoice", "From … to …")),
            ],
            name=translate("SpanChoice", "Time"),
        )

    def first(self, today: date) -> date | None:
        """The first day of the span; None for any time, and for days of one's own."""
        back = _BACK.get(self.value())
        return today - timedelta(days=back) if back is not None else None

    @staticmethod
    def meant(first: date | None, last: date | None, today: date) -> str:
        """The choice that means these days."""
        if first is None and last is None:
            return ""
        back = (today - first).days if first is not None and last is None else None
        return next((name for name, days in _BACK.items() if days == back), DAYS)


def past_day(workspace: Workspace, name: str) -> DateWords:
    """A field for a day that has come."""
    field = DateWords(
        lambda words: parse_day(words, workspace.today, order=workspace.day_order, look="back"),
        lambda day: say_day(day, workspace.today),
        placeholder=name,
    )
    field.setAccessibleName(name)
    return field
