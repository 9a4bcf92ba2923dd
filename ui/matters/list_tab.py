"""A tab that lists rows under a quiet sentence, with its own button or two."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import theme
from ui.kit.buttons import Button
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.flow import Flow
from ui.kit.labels import dim
from ui.kit.row_model import Group
from ui.kit.rows import RowList

BESIDE = 2
"""So many buttons stand beside the sentence; more stand under it."""


class ListTab(QWidget):
    """`show_groups(groups, sentence)`; the rows' signals are those of `RowList`."""

    def __init__(
        self,
        name: str,
        empty: str,
        buttons: Sequence[tuple[str, Callable[[], object]]] = (),
        parent: QWidget | None = None,
        *,
        name_share: float = 0.42,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.sentence = dim()
        self.buttons = [Button(text, on_click) for text, on_click in buttons]
        beside = self._beside = len(self.buttons) <= BESIDE
        self._head = QHBoxLayout()
        if beside:
            self._head.addWidget(self.sentence, 1)
            for button in self.buttons:
                self._head.addWidget(button)
        else:
            self._head.addWidget(Flow(self.buttons))
        self.rows = RowList(name, name_share=name_share)
        self._either = OrEmpty(self.rows, EmptyState(empty))
        self._column = QVBoxLayout(self)
        if not beside:
            self.sentence.setWordWrap(True)
            self._column.addWidget(self.sentence)
        self._column.addLayout(self._head)
        self._column.addWidget(self._either, 1)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def show_groups(self, groups: Sequence[Group], sentence: str = "") -> None:
        """Show these rows, or the kind sentence where there are none."""
        self.sentence.setText(sentence)
        # Without buttons behind it an empty line would only be a gap above the rows.
        self.sentence.setVisible(bool(sentence) or (self._beside and bool(self.buttons)))
        self.rows.set_groups(groups)
        self._either.show_full(any(group.rows for group in groups))

    def _restyle(self) -> None:
        self._column.setContentsMargins(0, theme.px(10), 0, 0)
        self._column.setSpacing(theme.px(4))
        self._head.setSpacing(theme.px(8))
        self._head.setContentsMargins(0, 0, 0, 0 if self._beside else theme.px(8))
