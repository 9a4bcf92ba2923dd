"""The timer of a call: Start, Stop, and the time that ran."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit import theme
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.labels import Label


class CallTimer(QWidget):
    """Counts seconds while it runs."""

    started = Signal()
    ticked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._elapsed = QElapsedTimer()
        self._before = 0
        self._words = Label("", tone=Tone.DIM)
        self._words.setFont(theme.font(tabular=True))
        self.button = Button(self.tr("S&tart timer"), self.toggle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        row.addWidget(self._words)
        row.addWidget(self.button)
        self._beat = QTimer(self)
        self._beat.setInterval(1000)
        self._beat.timeout.connect(self._on_beat_timeout)

    def running(self) -> bool:
        """Whether it counts."""
        return self._beat.isActive()

    def seconds(self) -> int:
        """What it has counted."""
        return self._before + (self._elapsed.elapsed() // 1000 if self.running() else 0)

    def minutes(self) -> int:
        """Begun minutes, at least one."""
        return max(1, -(-self.seconds() // 60))

    def toggle(self) -> None:
        """Start or stop."""
        if self.running():
            self.stop()
        else:
            self._elapsed.start()
            self._beat.start()
            self.button.setText(self.tr("S&top"))
            self.started.emit()
        self._show()

    def stop(self) -> None:
        """Stop counting."""
        self._before = self.seconds()
        self._beat.stop()
        self.button.setText(self.tr("S&tart timer") if not self._before else self.tr("Go on (&t)"))
        self._show()
        if self._before:
            self.ticked.emit(self.minutes())

    def _on_beat_timeout(self) -> None:
        self._show()
        self.ticked.emit(self.minutes())

    def _show(self) -> None:
        seconds = self.seconds()
        text = self.tr("{time} on the timer").format(time=f"{seconds // 60}:{seconds % 60:02}")
        self._words.setText(text if seconds or self.running() else "")
        self.button.updateGeometry()
