"""Short questions and long work, as sheets: `confirm(…)` for what cannot be undone, `Progress` with a
cancel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QProgressBar, QWidget

from ui.kit.buttons import Button
from ui.kit.labels import Label
from ui.kit.sheet import Sheet
from ui.kit.tasks import Task


class Question(Sheet):
    """A question with a verb on its button. Only for what cannot be undone."""

    def __init__(
        self,
        over: QWidget,
        title: str,
        text: str,
        action: str,
        on_yes: Callable[[], object],
        other: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        super().__init__(over, title, width=440)
        self._on_yes, self._other = on_yes, other
        self.body.addWidget(Label(text, wrap=True))
        self.add_buttons(action, extra=(other[0],) if other is not None else (), primary=other is None)
        better = [one for one in self.foot.findChildren(Button) if other and one.text() == other[0]]
        self._first = (better or [self.accept_button])[0]
        self._first.setDefault(True)

    def apply(self, button: str) -> None:
        self.accept()
        if self._other is not None and button == self._other[0]:
            self._other[1]()
        else:
            self._on_yes()

    def _focus_first(self) -> None:
        """What had better be done has the keyboard: who presses Enter twice has not gone on by mistake."""
        self._first.setFocus()


def confirm(
    over: QWidget,
    title: str,
    text: str,
    action: str,
    on_yes: Callable[[], object],
    other: tuple[str, Callable[[], object]] | None = None,
) -> Question:
    """Ask, then call ``on_yes`` (or nothing). ``action`` is the verb: "Withdraw", never "OK". ``other``: what had
    better be done instead, its verb and how; it has the keyboard."""
    question = Question(over, title, text, action, on_yes, other)
    question.open()
    return question


class Progress(Sheet):
    """Shows a `Task` under way with its words and a cancel; closes by itself."""

    def __init__(self, over: QWidget, title: str, task: Task) -> None:
        super().__init__(over, title, width=440)
        self._task = task
        self._words = Label("", wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        self.body.addWidget(self._words)
        self.body.addWidget(self._bar)
        self.add_buttons(self.tr("Cancel"), cancel="", primary=False)
        task.progressed.connect(self._on_task_progressed)
        task.finished.connect(self.accept)

    def _on_task_progressed(self, done: int, total: int, words: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if words:
            self._words.setText(words)

    def apply(self, button: str) -> None:
        self.reject()

    def may_close(self) -> bool:
        self._task.cancel()
        return True

    def drop(self) -> None:
        """Nothing goes on that nobody sees, or would be told of."""
        self._task.cancel()
        super().drop()
