"""All keys on one sheet, made from the action registry."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit import theme
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.sheet import Sheet
from ui.shell.actions import ActionSpec, menu_name


class ShortcutSheet(Sheet):
    """What each key does, grouped as the menu is."""

    def __init__(self, over: QWidget, specs: Sequence[ActionSpec]) -> None:
        super().__init__(over, over.tr("Keys"), width=620)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(6))
        groups = list(dict.fromkeys(spec.menu for spec in specs if spec.menu))
        lines = [0, 0]
        for group in groups:
            side = 0 if lines[0] <= lines[1] else 1
            grid.addWidget(Label(menu_name(group), "bold"), lines[side], side * 2, 1, 2)
            lines[side] += 1
            for spec in (spec for spec in specs if spec.menu == group and spec.keys):
                keys = QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
                grid.addWidget(Label(keys, tone=Tone.DIM), lines[side], side * 2, Qt.AlignmentFlag.AlignRight)
                grid.addWidget(Label(spec.text.rstrip("…")), lines[side], side * 2 + 1)
                lines[side] += 1
            lines[side] += 1
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.body.addLayout(grid)
        self.add_buttons(self.tr("Close"), cancel="")
