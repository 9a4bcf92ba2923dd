"""Whose concern it is: said where it is known, else asked."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.clients.queries import client_names
from app.concerns.forms import NewConcern
from app.kernel.ids import read_id
from app.matters.queries import matters_of
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.contactlog.about import Whom
from ui.contactlog.whom import WhomField
from ui.kit.labels import Label


def read_whom(reader: Reader, new: NewConcern) -> str:
    """Whose it is, in words; "" where that is to be asked."""
    if new.matter_id is not None:
        row = matters_of(reader, [new.matter_id]).get(new.matter_id)
        return f"{row.title} · {row.client}" if row is not None else ""
    return client_names(reader, [new.client_id]).get(new.client_id, "") if new.client_id is not None else ""


class _Field(WhomField):
    """Keeps its choice with the draft of its form."""

    def kept(self) -> object:
        """For a draft: the ids and the words."""
        whom = self.whom()
        ids = (
            [str(one) if one is not None else "" for one in (whom.matter_id, whom.client_id)] if whom else []
        )
        return [*ids, self.text()] if whom or self.text() else None

    def show_kept(self, value: object) -> None:
        """What a draft kept."""
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            return
        ids = [read_id(one) if one else None for one in value[:2]] if len(value) == 3 else []
        if any(ids):
            self.set_key(Whom(ids[0], ids[1]), value[2])
        elif value:
            self.setText(value[-1])


class ConcernOf:
    """The field, or the words where it is known already."""

    def __init__(self, workspace: Workspace, known: str) -> None:
        self._asked = None if known else _Field(workspace)
        self.field: QWidget = self._asked or Label(known, "bold", wrap=True)

    def on_chosen(self, hear: Callable[[UUID | None], object]) -> None:
        """``hear`` the matter (None: a client alone) whenever another is chosen, or the words are changed."""
        asked = self._asked
        if asked is not None:
            for signal in (asked.textChanged, asked.chosen):
                signal.connect(lambda _: hear(whom.matter_id if (whom := asked.whom()) else None))

    def chosen(self) -> tuple[UUID | None, UUID | None] | None:
        """Matter and client that were chosen; None where nothing was asked, or nothing chosen."""
        whom = self._asked.whom() if self._asked is not None else None
        return (whom.matter_id, whom.client_id) if whom is not None else None
