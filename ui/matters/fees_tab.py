"""A matter's fees: costs against the estimate as a bar, what was arranged, every figure (PRACTICE F1, F2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit import theme
from ui.kit.chip_line import ChipLine
from ui.kit.row_model import Group
from ui.kit.sidepane import ShareBar
from ui.kit.sides import set_margins
from ui.matters.fees_view import TONES, FeesView, fees_sentence, level_chip
from ui.matters.list_tab import ListTab


class FeesTab(ListTab):
    """`show_fees(fees, groups, today)`."""

    def __init__(self, name: str, empty: str, buttons: Sequence[tuple[str, Callable[[], object]]]) -> None:
        super().__init__(name, empty, buttons, name_share=0.4)
        self.bar = ShareBar(0, name)
        self.level = ChipLine()
        line = QHBoxLayout()
        set_margins(line, 0, theme.px(2), theme.px(8), theme.px(6))
        line.addWidget(self.bar, 1)
        line.addWidget(self.level)
        self._line = QWidget()
        self._line.setLayout(line)
        self._column.insertWidget(1, self._line)
        self._line.hide()

    def show_nothing(self) -> None:
        """Another matter is coming."""
        self._line.hide()
        self.show_groups([])

    def show_fees(self, fees: FeesView, groups: Sequence[Group], today: date) -> None:
        """Show what was read."""
        stands = fees.costs.standing
        self._line.setVisible(stands is not None)
        chip = level_chip(fees)
        self.level.set_chips(() if chip is None else (chip,))
        if stands is not None:
            marks = (fees.rule.amber / 100, fees.rule.red / 100)
            said = QCoreApplication.translate("Fees", "Costs against the estimate")
            self.bar.show_share(stands.percent / 100, said, TONES[stands.level], marks)
        self.show_groups(groups, fees_sentence(fees, today))
