"""A rule of the firm's on its page: what it says in sentences, and the form that changes it."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.rights import Right
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.buttons import Button
from ui.kit.formsheet import FormSheet
from ui.kit.labels import Label
from ui.kit.page import section
from ui.kit.rights import needs

R = TypeVar("R")
translate = QCoreApplication.translate


class RulePart(QWidget, Generic[R]):
    """Reads by itself; its form saves by itself. Override `read`, `said` and `form`."""

    def __init__(self, workspace: Workspace, title: str) -> None:
        super().__init__()
        self.workspace = workspace
        self.rule: R | None = None
        """What was read last."""
        self.change_button = Button(translate("RulePart", "Change…"), self.change)
        needs(self.change_button, workspace, Right.FIRM)
        self.words = Label("", wrap=True)
        top = QHBoxLayout()
        top.addWidget(section(title), 1)
        top.addWidget(self.change_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.words)

    def read(self, reader: Reader) -> R:
        """What is set. Runs on the vault's worker."""
        raise NotImplementedError

    def said(self, rule: R) -> str:
        """The rule in sentences."""
        raise NotImplementedError

    def form(self, rule: R) -> FormSheet:
        """What changes it."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read what is set."""
        tasks.run(self._read, owner=self, done=self._show)

    def change(self) -> None:
        """Open the form, of what is set now."""
        tasks.run(self._read, owner=self, done=self._open)

    def _read(self) -> R:
        with self.workspace.read() as reader:
            return self.read(reader)

    def _show(self, rule: R) -> None:
        self.rule = rule
        self.words.setText(self.said(rule))

    def _open(self, rule: R) -> None:
        form = self.form(rule)
        form.saved.connect(lambda _: self.reload())
        form.open()
