"""Whom a matter is for: clients of the firm as chips, and names that become new ones."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.clients.commands import ClientDetails, add_client
from app.clients.queries import list_clients
from app.kernel.text import fold
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.clients.alike_note import AlikeNote, Typed
from ui.kit.people import PeopleEdit, Person
from ui.kit.typeahead import Suggestion

translate = QCoreApplication.translate


class ClientsField(PeopleEdit):
    """``alike`` is the note that belongs under it: who may be the client that was typed."""

    def __init__(self, workspace: Workspace, on_open: Callable[[UUID], object]) -> None:
        super().__init__(
            self._suggest,
            name=translate("ClientsField", "Clients"),
            placeholder=translate("ClientsField", "type a name"),
            ends=";",
        )
        self._workspace = workspace
        self.alike = AlikeNote(workspace, self._typed, None, on_open, self._is_same)
        self.changed.connect(self.alike.typed)

    def _suggest(self, words: str) -> list[Suggestion]:
        with self._workspace.read() as reader:
            found = list_clients(reader, query=words, limit=8)
        return [Suggestion(row.id, row.name, row.email or row.phone, "client") for row in found]

    def _typed(self) -> Typed:
        """The first name that no client was chosen for: it becomes a new one."""
        typed = (person.text for person in self.people() if not isinstance(person.key, UUID))
        return Typed(next(typed, ""), ())

    def _is_same(self, client_id: UUID) -> None:
        """The client that is there is meant, in place of the name."""
        typed = self._typed().name
        name = next((one.name for one in self.alike.found if one.id == client_id), typed)
        meant = [Person(client_id, name) if one.text == typed else one for one in self.people()]
        self.clear_typed()
        self.set_people(meant)
        self.alike.look()


def client_for(tx: Transaction, person: Person) -> UUID:
    """The client that was chosen, or the one of exactly that name, or a new one."""
    if isinstance(person.key, UUID):
        return person.key
    same = [
        row.id for row in list_clients(tx.reader(), query=person.text) if fold(row.name) == fold(person.text)
    ]
    if len(same) == 1:
        return same[0]
    first, _, last = person.text.rpartition(" ")
    return add_client(tx, ClientDetails(first_name=first, last_name=last))
