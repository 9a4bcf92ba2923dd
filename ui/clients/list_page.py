"""All clients, filtered while one types: by name, number or address."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.clients.queries import ClientRow, any_client, count_clients, list_clients
from app.clients.words import ClientKind
from app.kernel.numbers import say_number
from app.matters.of_clients import count_by_client, running_matters
from app.workspace import Workspace
from ui.clients.client_form import open_client_form
from ui.kit.buttons import Button
from ui.kit.empty import EmptyState
from ui.kit.listpage import Asked, Found, ListPage
from ui.kit.opening_menu import give_opening_menu
from ui.kit.rights import writes
from ui.kit.tables import Column
from ui.shell.requests import BringInFiles, LogContactRequest, OpenClient
from ui.today.sentences import read_channel

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class ClientLine:
    """A line of the list."""

    row: ClientRow
    matters: int

    def prefers(self) -> str:
        """The preferred channel as people say it."""
        channel = read_channel(self.row.preferred_channel)
        return channel.label if channel else self.row.preferred_channel

    def listed(self) -> str:
        """As a list by last name says it: "Whitcombe, Nora"."""
        return self.row.listed

    def icon(self) -> str:
        """A person or a house."""
        return "building-2" if self.row.kind is ClientKind.ORGANISATION else "client"


def columns() -> tuple[Column[ClientLine], ...]:
    """The columns, with their heads in the reader's language."""
    return (
        Column(
            "name",
            translate("Clients", "Name"),
            ClientLine.listed,
            icon=ClientLine.icon,
            stretch=4,
            least=200,
            bold=True,
        ),
        Column(
            "phone",
            translate("Clients", "Phone"),
            lambda line: line.row.phone,
            stretch=2,
            least=150,
            back=5,
            plain=True,
            sortable=False,
        ),
        Column(
            "email",
            translate("Clients", "E-mail"),
            lambda line: line.row.email,
            stretch=3,
            back=4,
            plain=True,
            sortable=False,
        ),
        Column(
            "prefers", translate("Clients", "Prefers"), ClientLine.prefers, width=120, back=2, sortable=False
        ),
        Column(
            "language",
            translate("Clients", "Language"),
            lambda line: line.row.language,
            width=110,
            back=1,
            sortable=False,
        ),
        Column(
            "matters",
            translate("Clients", "Matters"),
            lambda line: str(line.matters) if line.matters else "",
            width=80,
            right=True,
            dim=True,
            back=3,
        ),
    )


class ClientsPage(ListPage[ClientLine]):
    """Name, how to reach them, how many matters run."""

    kinds = frozenset({"client", "matter"})

    def __init__(self, workspace: Workspace) -> None:
        empty = EmptyState(
            translate("Clients", "No clients yet. Import them from the system you used until now."),
            translate("Clients", "Import clients and matters"),
            self._on_import_clicked,
        )
        super().__init__(
            translate("Clients", "Clients"),
            columns(),
            key=lambda line: line.row.id,
            sort="name",
            keep="clients",
            empty=empty,
            placeholder=translate("Clients", "Filter by name, number or address"),
            choices=((False, translate("Clients", "Current")), (True, translate("Clients", "All"))),
            choices_name=translate("Clients", "Which"),
        )
        self._workspace = workspace
        self.new = Button(self.tr("New client"), self.new_client)
        self.duplicates = Button(self.tr("Duplicates…"), self.show_duplicates)
        self.conflicts = Button(self.tr("Conflict checks"), lambda: self.navigate("conflicts"))
        self.bring = Button(self.tr("Import…"), self._on_import_clicked)
        self.add_to_head(self.bring)
        self.add_to_head(self.conflicts)
        self.add_to_head(self.duplicates)
        self.add_to_head(self.new)
        writes(workspace, self.new, self.bring, empty.button)
        self.table.opened.connect(self._on_table_opened)
        give_opening_menu(self.table)

    def look_up(self, asked: Asked) -> Found[ClientLine]:
        archived = asked.choice is True
        with self._workspace.read() as reader:
            rows = list_clients(
                reader,
                query=asked.words,
                archived=archived,
                by_points=True,
                descending=not asked.ascending,
                by=running_matters() if asked.sort == "matters" else None,
                offset=asked.start,
                limit=asked.most,
            )
            counts = count_by_client(reader, [row.id for row in rows])
            lines = [ClientLine(row, counts.get(row.id, 0)) for row in rows]
            more = len(rows) == asked.most
            if asked.start:
                return Found(lines, any_at_all=True, more=more)
            # Of what many fit nobody counts, and counting takes as long as finding.
            many = more and not asked.words
            count = count_clients(reader, archived=archived) if many else len(rows)
            any_at_all = bool(rows) or any_client(reader)
        return Found(lines, any_at_all, _subtitle(count, asked, more=more) if any_at_all else "", more)

    def log_begins_with(self) -> object:
        rows = [line.row for line in self.table.picked_rows()]
        if len(rows) != 1:
            return None
        return LogContactRequest(client_id=rows[0].id, channel=read_channel(rows[0].preferred_channel))

    def new_client(self) -> None:
        """Open the form of a new client."""
        open_client_form(self, self._workspace)

    def show_duplicates(self) -> None:
        """Clients that may be one."""
        from ui.clients.duplicates_sheet import DuplicatesSheet

        DuplicatesSheet(self, self._workspace).open()

    def on_clients_merged(self, merged: object) -> None:
        """Go to the client that stayed."""
        if isinstance(merged, tuple):
            self.request(OpenClient(merged[1]))

    def reopen(self, form: str, thing: UUID | None) -> bool:
        if form != "client" or thing is not None:
            return False
        self.new_client()
        return True

    def on_client_saved(self, client_id: object) -> None:
        """Go to the client that was added."""
        if isinstance(client_id, UUID):
            self.request(OpenClient(client_id))

    def _on_table_opened(self, key: object) -> None:
        if isinstance(key, UUID):
            self.request(OpenClient(key))

    def _on_import_clicked(self) -> None:
        self.request(BringInFiles())


def _subtitle(count: int, asked: Asked, *, more: bool) -> str:
    if asked.words:
        said = (
            translate("Clients", "More than {count} fit") if more else translate("Clients", "{count} shown")
        )
        return said.format(count=say_number(count))
    if count == 1:
        return translate("Clients", "1 client")
    return translate("Clients", "{count} clients").format(count=say_number(count))
