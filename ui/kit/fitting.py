"""How wide the words of a table are: a date of another year, a long chip and a German head stand whole where there is
room for them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QFontMetrics

from ui.kit import theme
from ui.kit.chips import chip_size

if TYPE_CHECKING:
    from ui.kit.tables import Column

RowT = TypeVar("RowT")

SEEN = 100
"""Rows that are measured, from the first: a page of them."""


def needs(columns: Sequence[Column[RowT]], rows: Sequence[RowT]) -> dict[str, int]:
    """How many pixels the columns that share no room need, by their ids, for their heads and the first rows."""
    text, bold, small = (QFontMetrics(theme.font(one)) for one in ("text", "bold", "small"))
    figures = QFontMetrics(theme.font("text", tabular=True))
    found: dict[str, int] = {}
    for column in columns:
        if column.stretch or column.draw is not None:
            continue
        head = small.horizontalAdvance(f"{column.header} ↓" if column.sortable else column.header)
        icon = theme.px(26) if column.icon else 0
        metrics = bold if column.bold else figures
        widest = 0
        for row in islice(rows, SEEN):
            chips = column.chips(row)
            wide = max((chip_size(chip).width() for chip in chips), default=0)
            if not chips:
                second = text.horizontalAdvance(column.second(row)) if column.second else 0
                wide = max(metrics.horizontalAdvance(column.text(row)), second)
            widest = max(widest, wide)
        found[column.id] = max(head, widest + icon) + theme.px(16) + 2
    return found
