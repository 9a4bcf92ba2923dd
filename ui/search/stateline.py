"""The quiet line under the box: what was not understood, that a search runs on, that the index is still made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit import theme
from ui.kit.buttons import LinkButton
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.sides import set_margins
from ui.search.words import reading_words

MOST_OF_IT = 1000
"""The words' part of the line, beside what is empty behind them."""


class StateLine(QWidget):
    """Not there where there is nothing to say."""

    def __init__(self, on_stop: Callable[[], object], on_go_on: Callable[[], object]) -> None:
        super().__init__()
        self._unclear = self._reading = ""
        self._run = ""
        self.words = Label("", tone=Tone.DIM, wrap=True)
        self.stop = LinkButton(self.tr("Stop"), on_stop)
        self.stop.setAccessibleName(self.tr("Stop searching"))
        self.go_on = LinkButton(self.tr("Go on"), on_go_on)
        self.go_on.setAccessibleName(self.tr("Go on searching"))
        row = QHBoxLayout(self)
        set_margins(row, theme.px(2), 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.words, MOST_OF_IT)
        row.addWidget(self.stop)
        row.addWidget(self.go_on)
        row.addStretch(1)
        self._show()
        theme.bus().changed.connect(self._show)

    def show_unclear(self, sentence: str) -> None:
        """What of the box was not understood; "" for nothing."""
        self._unclear = sentence
        self._show()

    def show_pending(self, pending: int) -> None:
        """How many entries the search does not know yet."""
        self._reading = reading_words(pending) if pending else ""
        self._show()

    def show_running(self, *, running: bool, stopped: bool) -> None:
        """Whether it still looks, or was stopped before the end."""
        self._run = "running" if running else "stopped" if stopped else ""
        self._show()

    def text(self) -> str:
        """What is said."""
        return self.words.text()

    def _show(self) -> None:
        run = {"running": self.tr("Searching on …"), "stopped": self.tr("Stopped.")}.get(self._run, "")
        said = " ".join(part for part in (self._unclear, self._reading, run) if part)
        self.words.setText(said)
        self.words.setAccessibleName(said)
        self.words.setMaximumWidth(self.words.fontMetrics().horizontalAdvance(said) + 4)  # a link comes next
        self.stop.setVisible(self._run == "running")
        self.go_on.setVisible(self._run == "stopped")
        self.setVisible(bool(said))
