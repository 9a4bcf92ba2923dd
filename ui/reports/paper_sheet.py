"""A document that takes a while: made beside the window with how far it is, seen, then printed or saved.

`PaperSheet(over, workspace, title, ask).open()`. ``ask()`` reads what was chosen and gives what makes the document, off
the main thread, and says what to do with what came of it (`Paper`); it may raise a LiaisonError, which is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QProgressBar, QWidget

from app.kernel.errors import LiaisonError
from app.kernel.rights import Right
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.bars import ErrorBar
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.rights import needs
from ui.kit.sheet import Sheet
from ui.reports.leaving import Leaving, Paper
from ui.reports.options import Options
from ui.reports.preview import Preview

_HIGH = 500
_SEALED = "sealed"

Make = Callable[[tasks.Task], Paper]


class PaperSheet(Sheet):
    """Print is the one button; saving lies beside it. Closing stops what is still being made. `left(words)`: it was
    printed or saved.

    ``endings``: as what it can be saved ("pdf", which can ask for a password; "csv"); ``exports``: those of them that
    name clients of several matters, and so need the right.
    """

    left = Signal(str)

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        title: str,
        ask: Callable[[], Make],
        *,
        options: Options | None = None,
        endings: Collection[str] = ("pdf",),
        exports: Collection[str] = (),
    ) -> None:
        super().__init__(over, title, width=820)
        self._ask = ask
        self._paper: Paper | None = None
        self._task: tasks.Task | None = None
        self._is_writing = False
        self.options = options
        self.errors = ErrorBar()
        self.said = Label("", tone=Tone.DIM, wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(6))
        self.bar.setAccessibleName(self.tr("Progress"))
        self.preview = Preview(self.tr("Preview of the document"), self)
        self.preview.setMinimumHeight(theme.px(_HIGH))
        for widget in (self.errors, options, self.said, self.bar, self.preview):
            if widget is not None:
                self.body.addWidget(widget)
        self.leaving = Leaving(self, workspace)
        self.leaving.began.connect(self._on_leaving_began)
        self.leaving.saved.connect(lambda: self._leave(self.tr("Saved.")))
        self.leaving.printed.connect(lambda pages: self._leave(self.leaving.say_printed(pages)))
        self.leaving.failed.connect(self._failed)
        self._add_ways_out(workspace, endings, exports)
        if options is not None:
            options.changed.connect(self.make)
        self.make()

    def _add_ways_out(self, workspace: Workspace, endings: Collection[str], exports: Collection[str]) -> None:
        ways = {
            self.tr("&Save as PDF…"): "pdf",
            self.tr("With a pass&word…"): _SEALED,
            self.tr("Save as a &table (CSV)…"): "csv",
        }
        self._ways = {words: way for words, way in ways.items() if way.replace(_SEALED, "pdf") in endings}
        self.add_buttons(self.tr("&Print…"), extra=tuple(self._ways), keys="Ctrl+Return")
        for button in self._buttons():
            way = self._ways.get(button.text(), "")
            if way.replace(_SEALED, "pdf") in exports:
                needs(button, workspace, Right.EXPORT)
            if way == _SEALED:
                button.setToolTip(self.tr("Save as a PDF that asks for a password"))

    def make(self) -> None:
        """Make it, or make it anew: what was under way is stopped. What is being written is left to end."""
        if self._is_writing:
            return
        if self._task is not None:
            self._task.cancel()
        self._task = self._paper = None
        self.preview.clear()
        try:
            make = self._ask()
        except LiaisonError as error:
            self._failed(error)
            return
        self._begin(
            tasks.run_pool(make, owner=self, done=self._show, failed=self._failed),
            self.tr("Being set in type"),
        )

    def _begin(self, task: tasks.Task, words: str) -> None:
        self.errors.clear()
        self._say(words)
        self.bar.setRange(0, 0)
        self.bar.show()
        for button in self._buttons():
            button.setEnabled(False)
        self._task = task
        task.progressed.connect(self._on_task_progressed)

    def _say(self, words: str) -> None:
        """One line under the title; without words it takes no room."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _buttons(self) -> list[QAbstractButton]:
        box = self.box
        assert box is not None  # noqa: S101 - made with the sheet
        return [one for one in box.buttons() if box.buttonRole(one) != box.ButtonRole.RejectRole]

    def _at_rest(self) -> None:
        self._task = None
        self._is_writing = False
        if self.options is not None:
            self.options.setEnabled(True)
        self.bar.hide()
        self._say(self._paper.said if self._paper is not None else "")
        for button in self._buttons():
            button.setEnabled(self._paper is not None)

    def _show(self, paper: Paper) -> None:
        self._paper = paper
        self._at_rest()
        self.preview.show_pdf(paper.pdf)
        if paper.title:
            self.title.setText(paper.title)
            self.setAccessibleName(paper.title)
        if self.options is None or not self.options.has_focus():
            self.accept_button.setFocus()

    def _on_task_progressed(self, done: int, total: int, _words: str) -> None:
        if self._task is not None:
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def print_here(self) -> bool:
        """Ctrl+P prints what is seen."""
        self._on_accept_clicked()
        return True

    def apply(self, button: str) -> None:
        """Ask for the printer, for a password, or for where to."""
        paper, way = self._paper, self._ways.get(button, "")
        if paper is None:
            return
        if not way:
            self.leaving.print(paper)
        elif way == _SEALED:
            self.leaving.save_sealed(paper)
        else:
            self.leaving.save(paper, way)

    def save_to(self, file: Path, password: str | None = None) -> None:
        """Write it to ``file``, a .pdf or .csv; the audit trail has its name."""
        if self._paper is not None:
            self.leaving.save_to(file, self._paper, password)

    def _on_leaving_began(self, task: tasks.Task) -> None:
        self._is_writing = True
        if self.options is not None:
            self.options.setEnabled(False)
        self._begin(task, self.tr("Being written"))

    def _leave(self, words: str) -> None:
        self.accept()
        self.left.emit(words)

    def may_close(self) -> bool:
        """Closing stops what is still being made or written; nothing of it is kept."""
        if self._task is not None:
            self._task.cancel()
        return True

    def drop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        super().drop()

    def _failed(self, error: Exception) -> None:
        self._at_rest()
        if not isinstance(error, LiaisonError):
            raise error
        self.errors.show_error(error)


def ready(paper: Paper) -> Callable[[], Make]:
    """What a sheet asks of a document that is made already."""
    return lambda: lambda _task: paper
