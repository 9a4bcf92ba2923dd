"""A document that takes a while: made beside the window with how far it is, seen, then printed or saved.

`PaperSheet(over, workspace, title, make).open()`; ``make(task, ticked)`` says what to do with what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QFileDialog, QProgressBar, QWidget

from app.kernel.errors import LiaisonError
from app.kernel.rights import Right
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.bars import ErrorBar
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.rights import needs
from ui.kit.sheet import Sheet
from ui.reports.preview import Preview
from ui.reports.printing import ask_printer

_HIGH = 500


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was made. ``said``: a line above it; ``tell`` records that it was printed; ``save`` writes it, or
    with a .csv ending its table, and records that."""

    pdf: bytes
    name: str
    """What a file of it is called, without ending."""
    said: str
    tell: Callable[[], object]
    save: Callable[[tasks.Task, Path], object]


Make = Callable[[tasks.Task, bool], Paper]
"""Makes it, off the main thread; whether the sheet's box is ticked."""


class PaperSheet(Sheet):
    """Print is the one button; saving lies beside it. Closing stops what is still being made."""

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        title: str,
        make: Make,
        *,
        endings: Collection[str] = ("pdf",),
        tick: str = "",
        exports: bool = False,
    ) -> None:
        super().__init__(over, title, width=700)
        self._make = make
        self._paper: Paper | None = None
        self._task: tasks.Task | None = None
        self.errors = ErrorBar()
        self.tick = QCheckBox(tick)
        self.tick.setVisible(bool(tick))
        self.tick.toggled.connect(self.make)
        self.said = Label("", tone=Tone.DIM, wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(6))
        self.bar.setAccessibleName(self.tr("Progress"))
        self.preview = Preview(self.tr("Preview of the document"), self)
        self.preview.setMinimumHeight(theme.px(_HIGH))
        for widget in (self.errors, self.tick, self.said, self.bar, self.preview):
            self.body.addWidget(widget)
        self._table = self.tr("Save as a &table (CSV)…")
        self._endings = {self.tr("&Save as PDF…"): "pdf", self._table: "csv"}
        extra = tuple(words for words, ending in self._endings.items() if ending in endings)
        self.add_buttons(self.tr("&Print…"), extra=extra)
        for button in self._buttons():
            if exports and button.text() in self._endings:
                needs(button, workspace, Right.EXPORT)  # a file with the names of many clients
        self.make()

    def make(self) -> None:
        """Make it, or make it anew: what was under way is stopped."""
        if self._task is not None:
            self._task.cancel()
        self._paper = None
        self.preview.clear()
        self._busy(self.tr("Being set in type"))
        make, ticked = self._make, self.tick.isChecked()
        self._begin(
            tasks.run_pool(lambda task: make(task, ticked), owner=self, done=self._show, failed=self._failed)
        )

    def _begin(self, task: tasks.Task) -> None:
        self._task = task
        task.progressed.connect(self._on_task_progressed)

    def _buttons(self) -> list[QAbstractButton]:
        box = self.box
        assert box is not None  # noqa: S101 - made with the sheet
        return [one for one in box.buttons() if box.buttonRole(one) != box.ButtonRole.RejectRole]

    def _busy(self, words: str) -> None:
        self.errors.clear()
        self.said.setText(words)
        self.bar.setRange(0, 0)
        self.bar.show()
        for button in self._buttons():
            button.setEnabled(False)

    def _at_rest(self) -> None:
        self._task = None
        self.bar.hide()
        self.said.setText(self._paper.said if self._paper is not None else "")
        for button in self._buttons():
            button.setEnabled(self._paper is not None)

    def _show(self, paper: Paper) -> None:
        self._paper = paper
        self._at_rest()
        self.preview.show_pdf(paper.pdf)
        if not self.tick.hasFocus():
            self.accept_button.setFocus()

    def _on_task_progressed(self, done: int, total: int, _words: str) -> None:
        if self._task is not None:
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def apply(self, button: str) -> None:
        """Ask for the printer, or for where to."""
        paper = self._paper
        if paper is None:
            return
        if button:
            self._ask_where(paper, self._endings[button])
        else:
            ask_printer(self, paper.pdf, paper.tell, done=lambda _: self.accept(), failed=self._failed)

    def _ask_where(self, paper: Paper, ending: str) -> None:
        dialog = QFileDialog(self, self.tr("Save outside the vault"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{ending.upper()} (*.{ending})")
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(f"{paper.name}.{ending}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def save_to(self, file: Path) -> None:
        """Write it to ``file``, a .pdf or .csv; the audit trail has its name."""
        paper = self._paper
        if paper is None:
            return
        self._busy(self.tr("Being written"))
        self._begin(
            tasks.run_pool(
                lambda task: paper.save(task, file),
                owner=self,
                done=lambda _: self.accept(),
                failed=self._failed,
            )
        )

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
