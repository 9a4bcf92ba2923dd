"""A sheet that gives the vault a new key: the long part with its bar, which Cancel takes back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.kit import tasks, theme
from ui.kit.banner import Banner
from ui.kit.labels import Label
from ui.kit.sheet import Sheet


class NewKeySheet(Sheet):
    """Who derives from it puts what it means into the body, then `_add_long_part`, and says what came of it."""

    def __init__(self, over: QWidget, title: str, *, width: int = 560) -> None:
        super().__init__(over, title, width=width)
        self._task: tasks.Task | None = None
        self._done = False
        self._closing: Callable[[], object] | None = None  # the window, when all is taken back
        self.step = Label("", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(theme.px(6))
        self.bar.setAccessibleName(self.tr("Making the new key"))
        self.result, self.trouble = Banner(kind="done"), Banner(kind="late")

    def _add_long_part(self) -> None:
        """The bar and what came of it stand below all else."""
        for widget in (self.step, self.bar, self.result, self.trouble):
            self.body.addWidget(widget)
            widget.hide()

    def _show_long_part(self, words: str) -> None:
        """``words`` say what is being made; empty: it is over."""
        self.step.setText(words)
        self.bar.setRange(0, 0)
        self.step.setVisible(bool(words))
        self.bar.setVisible(bool(words))
        self.accept_button.setEnabled(not words)
        if words:
            self.trouble.say("", "")

    def _start(
        self,
        work: Callable[[tasks.Task], object],
        *,
        done: Callable[..., object],
        failed: Callable[[Exception], None],
    ) -> None:
        """Begin: ``work`` tells the task how far it is. Once it is through nothing can be taken back."""

        def through(task: tasks.Task) -> object:
            result = work(task)
            task.settle()
            return result

        self._task = tasks.run_long(through, owner=self, done=done, failed=failed)
        self._task.progressed.connect(self._on_task_progressed)
        self._task.finished.connect(self._on_task_finished)

    def _on_task_progressed(self, done: int, whole: int, _words: str) -> None:
        self.bar.setRange(0, whole)
        self.bar.setValue(done)

    def _on_task_finished(self) -> None:
        was, self._task = self._task, None
        closing, self._closing = self._closing, None
        if was is not None and was.cancelled:
            if not self.isHidden():
                self._finish(accepted=False)
            if closing is not None:
                QTimer.singleShot(0, closing)

    def holds_window(self, close: Callable[[], object]) -> bool:
        """Who closes the window means a cancel. Where that comes too late the window stays, and says what was done:
        nobody would know which key holds."""
        if self._task is None:
            return False
        self._closing = close
        self.reject()
        return True

    def drop(self) -> None:
        """Nothing goes on that nobody sees."""
        if self._task is not None:
            self._task.cancel()
        super().drop()

    def may_close(self) -> bool:
        """Cancel while it works takes everything back; the sheet goes when that is done."""
        if self._task is None:
            return super().may_close()
        self._task.cancel()
        self.step.setText(self.tr("Taking everything back…"))
        return False
