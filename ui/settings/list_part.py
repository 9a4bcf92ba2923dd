"""Several rules of the firm's on its page, a row each, with the form that changes one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.rights import Right
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.buttons import Button
from ui.kit.formsheet import FormSheet
from ui.kit.labels import dim
from ui.kit.page import section
from ui.kit.rights import needs
from ui.kit.row_model import Row
from ui.kit.rows import RowList

R = TypeVar("R")
translate = QCoreApplication.translate


class ListPart(QWidget, Generic[R]):
    """Reads by itself; its forms save by themselves. Who may not change the rules reads them. Override `read`, `row`
    and `form`."""

    def __init__(self, workspace: Workspace, title: str, words: str, add: str = "") -> None:
        """``add``: what the button for one more says, where there can be more."""
        super().__init__()
        self.workspace = workspace
        self._may = workspace.may(Right.FIRM)
        self._known: dict[object, R] = {}
        self.rows = RowList(title, name_share=0.4)
        self.rows.stand_whole()
        self.rows.opened.connect(self.open)
        said = dim(words)
        said.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(section(title))
        column.addWidget(said)
        column.addWidget(self.rows)
        if add:
            self.add_button = Button(add, lambda: self._show_form(None))
            needs(self.add_button, workspace, Right.FIRM)
            foot = QHBoxLayout()
            foot.addWidget(self.add_button)
            foot.addStretch(1)
            column.addLayout(foot)

    def read(self, reader: Reader) -> Sequence[R]:
        """What is set. Runs on the vault's worker."""
        raise NotImplementedError

    def row(self, one: R) -> Row:
        """One of them as it is shown; its key finds it again."""
        raise NotImplementedError

    def form(self, one: R | None) -> FormSheet:
        """What changes it; None: a new one."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read what is set."""
        tasks.run(self._read, owner=self, done=self._show)

    def open(self, key: object) -> None:
        """The form of the one with this key."""
        if self._may and key in self._known:
            self._show_form(self._known[key])

    def _read(self) -> Sequence[R]:
        with self.workspace.read() as reader:
            return self.read(reader)

    def _show(self, found: Sequence[R]) -> None:
        rows = [self.row(one) for one in found]
        self._known = {row.key: one for row, one in zip(rows, found, strict=True)}
        self.rows.set_rows(rows)

    def _show_form(self, one: R | None) -> None:
        form = self.form(one)
        form.saved.connect(lambda _: self.reload())
        form.open()
