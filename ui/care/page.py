"""Client care: each room of the firm's own house with how it stands; Enter goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.kernel.numbers import say_number
from app.workspace import Workspace
from ui.care.rooms import ROOMS, CareRoom, Stand
from ui.kit import chips, tasks
from ui.kit.page import Page
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList

_Stands = Sequence[tuple[CareRoom, Stand]]


class CarePage(Page):
    """A line for each room, read when it is seen."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(QCoreApplication.translate("Care", "Client care"))
        self._workspace = workspace
        self.rows = RowList(name=self.tr("Client care"), name_share=0.5)
        self.rows.acted.connect(self._on_rows_opened)
        self.rows.opened.connect(self._on_rows_opened)
        self.body.addWidget(self.rows, 1)

    def reload(self) -> None:
        workspace = self._workspace
        tasks.run(lambda: _read(workspace), owner=self, done=self._show, failed=self.errors.show_error)

    def _show(self, stands: _Stands) -> None:
        self.errors.clear()
        self.rows.set_groups([Group("", tuple(_row(room, stand) for room, stand in stands))])
        if self.rows.current_key() is None:
            self.rows.select_first()

    def _on_rows_opened(self, key: object) -> None:
        if isinstance(key, str):
            self.navigate(key)


def _read(workspace: Workspace) -> _Stands:
    with workspace.read() as reader:
        return [(room, room.stands(reader)) for room in ROOMS]


def _row(room: CareRoom, stand: Stand) -> Row:
    words = say_number(stand.waiting)
    chip = chips.late(words) if stand.late else chips.todo(words)
    return Row(
        key=room.page,
        title=QCoreApplication.translate("Care", room.word),
        subtitle=QCoreApplication.translate("Care", room.about),
        icon=room.icon,
        text=stand.words,
        chips=(chip,) if stand.waiting else (),
    )
