"""The morning list: seen as it will be printed, then printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.kernel.errors import LiaisonError
from app.kernel.rights import Right
from app.reports.commands import page_count
from app.reports.lists_out import record_list, save_list
from app.reports.morning import MorningList, morning_list
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.bars import ErrorBar
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.rights import needs
from ui.kit.sheet import Sheet
from ui.reports.preview import Preview
from ui.reports.printing import ask_printer

_HIGH = 520


@dataclass(frozen=True, slots=True)
class Printable:
    """The list in words, and set in type."""

    words: MorningList
    pdf: bytes
    pages: int


def load_morning(workspace: Workspace, *, team: bool) -> MorningList:
    """Read it, on the worker."""
    with workspace.read() as reader:
        return morning_list(reader, team=team)


def set_list(words: MorningList) -> Printable:
    """Set it in type, beside the worker."""
    from app.reports.morning_page import render_morning

    pdf = render_morning(words)
    return Printable(words, pdf, page_count(pdf))


class MorningSheet(Sheet):
    """Print is the one button; saving lies beside it."""

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        *,
        team: bool = False,
        title: str = "",
        load: Callable[[], MorningList] | None = None,
    ) -> None:
        words = title or QCoreApplication.translate("MorningSheet", "Print what is owed")
        super().__init__(over, words, width=640)
        self._workspace = workspace
        self._shown: Printable | None = None
        self.errors = ErrorBar()
        self.whose = Label("", tone=Tone.DIM, wrap=True)
        self.preview = Preview(self.tr("Preview of the list"), self)
        self.preview.setMinimumHeight(theme.px(_HIGH))
        for widget in (self.errors, self.whose, self.preview):
            self.body.addWidget(widget)
        self.add_buttons(self.tr("&Print…"), extra=(self.tr("&Save as PDF…"),))
        assert self.box is not None  # noqa: S101 - made one line above
        for button in self.box.buttons():
            if self.box.buttonRole(button) is self.box.ButtonRole.ActionRole:
                needs(button, workspace, Right.EXPORT)  # a file with the names of many clients
        self._enable(ready=False)
        work = load or (lambda: load_morning(workspace, team=team))
        tasks.run(work, owner=self, done=self._set, failed=self._on_failed)

    def _set(self, words: MorningList) -> None:
        tasks.run_pool(lambda _: set_list(words), owner=self, done=self._show, failed=self._on_failed)

    def _enable(self, *, ready: bool) -> None:
        for button in self.box.buttons() if self.box is not None else ():
            if self.box is not None and self.box.buttonRole(button) != self.box.ButtonRole.RejectRole:
                button.setEnabled(ready)

    def _show(self, found: Printable) -> None:
        self._shown = found
        self.whose.setText(f"{found.words.whose}. {found.words.summary}")
        self.preview.show_pdf(found.pdf)
        self._enable(ready=True)
        self.accept_button.setFocus()

    def apply(self, button: str) -> None:
        """Ask for the printer, or for where to."""
        if self._shown is None:
            return
        if button:
            self._ask_where(self._shown)
        else:
            self._ask_printer(self._shown)

    def _ask_printer(self, shown: Printable) -> None:
        workspace = self._workspace

        def tell() -> None:
            with workspace.write() as tx:
                record_list(tx, shown.words, shown.pages)

        ask_printer(self, shown.pdf, tell, done=lambda _: self.accept(), failed=self._on_failed)

    def _ask_where(self, shown: Printable) -> None:
        dialog = QFileDialog(self, self.tr("Save the list outside the vault"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        day = self._workspace.clock.now().astimezone(self._workspace.zone).date()
        name = "owed" if shown.words.kind == "morning_list" else "told-nothing"
        dialog.selectFile(f"{name}-{day.isoformat()}.pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def save_to(self, file: Path) -> None:
        """Write it to ``file``; the audit trail has its name."""
        shown, workspace = self._shown, self._workspace
        if shown is not None:
            tasks.run(
                lambda: save_list(workspace, file, shown.words, shown.pdf, shown.pages),
                owner=self,
                done=lambda _: self.accept(),
                failed=self._on_failed,
            )

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self.errors.show_error(error)
