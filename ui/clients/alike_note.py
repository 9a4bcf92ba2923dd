"""Under the name in the form of a client: who of the firm's clients may be the same. Quietly, while one types."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.clients.commands import Point
from app.clients.duplicates import Alike, alike_clients
from app.workspace import Workspace
from ui.clients.merge_words import why
from ui.kit import tasks, theme
from ui.kit.buttons import LinkButton
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.pausing import after_typing

PAUSE = 300
"""Milliseconds without a key before the vault is asked."""
SHOWN = 3


class Typed(NamedTuple):
    """What stands in the form."""

    name: str
    points: tuple[Point, ...]


class AlikeNote(QWidget):
    """``on_open(id)`` looks at that client, ``on_same(id)`` says that it is the same."""

    def __init__(
        self,
        workspace: Workspace,
        typed: Callable[[], Typed],
        but: UUID | None,
        on_open: Callable[[UUID], object],
        on_same: Callable[[UUID], object] | None,
    ) -> None:
        super().__init__()
        self._workspace, self._typed, self._but = workspace, typed, but
        self._on_open, self._on_same = on_open, on_same
        self._asked: Typed | None = None
        self._task: tasks.Task | None = None
        self.found: tuple[Alike, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.XS)
        self._lines: list[QWidget] = []
        self._wait = after_typing(self, PAUSE, self.look)
        self.hide()

    def typed(self, *_: object) -> None:
        """Something was typed: look in a moment."""
        self._wait.start()

    def look(self) -> None:
        """Ask the vault, off the main thread."""
        typed = self._typed()
        if typed == self._asked:
            return
        self._asked, but = typed, self._but
        if self._task is not None:
            self._task.cancel()

        def read() -> tuple[Alike, ...]:
            with self._workspace.read() as reader:
                return alike_clients(reader, typed.name, typed.points, but=but)

        self._task = tasks.run(read, owner=self, done=self._show)

    def _show(self, found: tuple[Alike, ...]) -> None:
        self.found = found
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [self._line(one) for one in found[:SHOWN]]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(found))

    def _line(self, one: Alike) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.M)
        said = self.tr("{name} is a client already: {why}").format(name=one.name, why=why(one.reasons))
        row.addWidget(Label(f"▲ {said}", "small", tone=Tone.SOON, wrap=True), 1)
        opening = LinkButton(self.tr("Open", "button"), lambda: self._on_open(one.id))
        opening.setAccessibleName(self.tr("Open {name}").format(name=one.name))
        row.addWidget(opening)
        on_same = self._on_same
        if on_same is not None:
            same = LinkButton(self.tr("It is the same"), lambda: on_same(one.id))
            same.setAccessibleName(self.tr("It is the same as {name}").format(name=one.name))
            row.addWidget(same)
        return line
