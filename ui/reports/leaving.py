"""A document leaves the vault: as a file, with a password or without, as a table, or on paper. One way for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.kernel.language import spoken
from app.kernel.numbers import say_number
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.saving import ask_where
from ui.reports.password_sheet import PdfPasswordSheet
from ui.reports.printing import ask_printer


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was made. ``said``: a line above it; ``tell`` records that it was printed; ``save(task, file,
    password)`` writes it, or with a .csv ending its table, and records that."""

    pdf: bytes
    name: str
    """What a file of it is called by the firm's pattern, without ending."""
    said: str
    tell: Callable[[], object]
    save: Callable[[tasks.Task, Path, str | None], object] = lambda *_: None
    both_sides: bool = False
    """What the printer's dialog begins with."""
    title: str = ""
    """What the firm's country calls it, where that is another word than the sheet's."""


def if_spoken(words: str, language: str) -> str:
    """``words`` of a paper in this ``language`` (a code) for the line above it: only where the window speaks it too.
    The paper says them itself, and half a dialog would be in a language that was not chosen."""
    return words if language.partition("-")[0] == spoken().code.partition("-")[0] else ""


class Leaving(QObject):
    """What leaves is the paper that was shown when the button was pressed.

    `began(task)` when a file is being written; then `saved()`, or `failed(error)`. `printed(pages)`.
    """

    began = Signal(object)
    saved = Signal()
    printed = Signal(int)
    failed = Signal(object)

    def __init__(self, over: QWidget, workspace: Workspace) -> None:
        super().__init__(over)
        self._over, self._workspace = over, workspace

    def save(self, paper: Paper, ending: str = "pdf", password: str | None = None) -> None:
        """Ask where to. With a password the PDF asks for it."""
        title = self.tr("Save outside the vault")
        ask_where(self._over, title, paper.name, ending, lambda file: self.save_to(file, paper, password))

    def save_sealed(self, paper: Paper) -> None:
        """Ask for the password first."""
        sheet = PdfPasswordSheet(self._over, self._workspace)
        sheet.saved.connect(lambda password: self.save(paper, password=str(password)))
        sheet.open()

    def save_to(self, file: Path, paper: Paper, password: str | None = None) -> None:
        """Write it into ``file``; the audit trail has its name."""
        task = tasks.run_pool(
            lambda task: paper.save(task, file, password),
            owner=self._over,
            done=lambda _: self.saved.emit(),
            failed=self.failed.emit,
        )
        self.began.emit(task)

    def print(self, paper: Paper) -> None:
        """Ask for the printer."""
        ask_printer(
            self._over,
            paper.pdf,
            paper.tell,
            done=self.printed.emit,
            failed=self.failed.emit,
            both_sides=paper.both_sides,
        )

    def say_printed(self, pages: int) -> str:
        """In a sentence."""
        said = self.tr("1 page was sent to the printer.")
        many = self.tr("{n} pages were sent to the printer.").format(n=say_number(pages))
        return said if pages == 1 else many
