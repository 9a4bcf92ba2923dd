"""Holds on all that is held on a client, on the client's page: put on, read, and lifted by a partner (PRACTICE J5)."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.clients.queries import client_names
from app.kernel.rights import Right
from app.people.queries import colleagues
from app.retention.queries import HoldRow, holds
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.kit import chips, tasks
from ui.kit.formsheet import FormSheet
from ui.kit.page import Page
from ui.kit.rights import writes
from ui.kit.row_model import Group, Row
from ui.matters.list_tab import ListTab
from ui.retention.forms import HoldForm, LiftForm
from ui.retention.words import since_words
from ui.schedule.desk import Desk, load_desk

translate = QCoreApplication.translate


class ClientHolds(ListTab):
    """Reads by itself what holds the client that is shown; what was lifted stays to be read."""

    def __init__(self, page: Page, workspace: Workspace) -> None:
        empty = translate(
            "ClientHolds", "Nothing holds this client’s files: each is reviewed when its time is over."
        )
        button = translate("ClientHolds", "Hold…"), self.hold
        super().__init__(translate("ClientHolds", "Holds"), empty, [button])
        self._page, self._workspace = page, workspace
        self._client_id: UUID | None = None
        self._name = ""
        self._holds: dict[object, HoldRow] = {}
        writes(workspace, *self.buttons)
        self.rows.acted.connect(self._on_rows_acted)
        self.rows.opened.connect(self._on_rows_acted)

    def show_client(self, client_id: UUID) -> None:
        """Read what holds this one."""
        if client_id != self._client_id:
            self._client_id, self._name, self._holds = client_id, "", {}
            self.show_groups([])
        workspace = self._workspace

        def read() -> tuple[UUID, str, tuple[tuple[HoldRow, Row], ...]]:
            with workspace.read() as reader:
                found = holds(reader, client_id=client_id, lifted=True)
                name = client_names(reader, [client_id]).get(client_id, "")
                return client_id, name, tuple(zip(found, _rows(reader, found), strict=True))

        tasks.run(read, owner=self, done=self._show, failed=self._page.errors.show_error)

    def hold(self) -> None:
        """Put one more on."""
        if self._client_id is not None:
            self._open(HoldForm(self._page, self._workspace, client_id=self._client_id))

    def reopen(self, form: str, thing: UUID | None) -> bool:
        """A form of these that was left unsaved."""
        if form == "hold" and thing is not None and thing == self._client_id:
            self.hold()
            return True
        return form == "lift-hold" and self._on_rows_acted(("hold", thing))

    def _show(self, found: tuple[UUID, str, tuple[tuple[HoldRow, Row], ...]]) -> None:
        client_id, name, rows = found
        if client_id == self._client_id:
            self._name = name
            self._holds = {row.key: hold for hold, row in rows}
            self.show_groups([Group("", tuple(row for _, row in rows))])

    def _on_rows_acted(self, key: object) -> bool:
        hold = self._holds.get(key)
        if hold is None or hold.lifted_at is not None or not self._workspace.may(Right.DESTROY):
            return False
        self._open(LiftForm(self._page, self._workspace, hold))
        return True

    def _open(self, form: FormSheet) -> None:
        form.say_whose(self._name)
        form.open()


def _rows(reader: Reader, found: tuple[HoldRow, ...]) -> list[Row]:
    names: dict[UUID | None, str] = {one.id: one.name for one in colleagues(reader, active_only=False)}
    desk, may = load_desk(reader), Right.DESTROY in reader.rights
    return [_row(one, names, desk, may=may) for one in found]


def _row(one: HoldRow, names: dict[UUID | None, str], desk: Desk, *, may: bool) -> Row:
    since = since_words(one, names, desk.now.tzinfo)
    title = translate("ClientHolds", "Held")
    if one.lifted_at is None:
        action = translate("ClientHolds", "Lift") if may else ""
        return Row(("hold", one.id), title, since, "lock", one.reason, action=action)
    lifted = translate("ClientHolds", "lifted {day}, {who}: {reason}").format(
        day=desk.say(one.lifted_at.astimezone(desk.now.tzinfo).date()),
        who=names.get(one.lifted_by, ""),
        reason=one.lifted_reason,
    )
    chip = chips.plain(translate("ClientHolds", "lifted"))
    return Row(("hold", one.id), title, since, "lock", f"{one.reason} · {lifted}", (chip,))
