"""All keys on one sheet, made from the action registry, and below them what counts on one page only."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSlider, QGridLayout, QHBoxLayout, QWidget

from ui.kit import theme
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.sheet import Sheet
from ui.shell.actions import ActionSpec, menu_name
from ui.shell.local_keys import local_keys

Lines = list[tuple[str, str]]
"""Keys as this system writes them, and what they do."""

_KEYS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
SCROLLS = {
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
}


class ShortcutSheet(Sheet):
    """What each key does, grouped as the menu is, then by place."""

    def __init__(self, over: QWidget, specs: Sequence[ActionSpec]) -> None:
        columns = 3 if over.window().width() >= theme.px(1040) else 2
        super().__init__(over, over.tr("Keys"), width=1120 if columns == 3 else 720)
        # Each its own: a line that wraps pulls no other column apart.
        grids = [QGridLayout() for _ in range(columns)]
        beside = QHBoxLayout()
        beside.setSpacing(theme.px(16))
        for grid in grids:
            grid.setHorizontalSpacing(theme.px(12))
            grid.setVerticalSpacing(theme.px(4))
            grid.setColumnStretch(1, 1)
            beside.addLayout(grid, 1)
            beside.setAlignment(grid, Qt.AlignmentFlag.AlignTop)
        for name, lines in sections(specs):
            grid = min(grids, key=QGridLayout.rowCount)
            row = grid.rowCount()
            if grid.count():
                grid.setRowMinimumHeight(row, theme.px(14))  # between two headings
            grid.addWidget(Label(name, "bold"), row + 1, 0, 1, 2)
            for at, (keys, text) in enumerate(lines, start=row + 2):
                grid.addWidget(Label(keys, tone=Tone.DIM), at, 0, _KEYS)
                grid.addWidget(Label(text, wrap=True), at, 1)
        self.body.addLayout(beside)
        self.add_buttons(self.tr("Close"), cancel="")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = SCROLLS.get(Qt.Key(event.key()))
        if step is not None:
            self._scroll.verticalScrollBar().triggerAction(step)
        super().keyPressEvent(event)


def sections(specs: Sequence[ActionSpec]) -> Iterator[tuple[str, Lines]]:
    """The headings with their lines: of the actions that have keys, then of single places."""
    for menu in dict.fromkeys(spec.menu for spec in specs if spec.menu and spec.keys):
        lines = [
            (written(spec.keys), spec.text.rstrip("…")) for spec in specs if spec.menu == menu and spec.keys
        ]
        yield menu_name(menu), lines
    for place, keys in local_keys():
        yield place, [(written(one.keys), one.text) for one in keys]


def written(keys: Sequence[str]) -> str:
    """Keys as this system writes them: "Ctrl+/, ?". The key that ends a line has one name, that of most keyboards."""
    name, other = ("Return", "Enter") if sys.platform == "darwin" else ("Enter", "Return")
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(one.replace(other, name)).toString(native) for one in keys)
