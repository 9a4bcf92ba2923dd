"""What the note of a contact is called on buttons and in menus: as on its paper, by the firm's country."""

from __future__ import annotations

from app.workspace import Workspace


def note_called(workspace: Workspace) -> str:
    """As in "Attendance note", in the US "File memo"; one short look at the firm's settings."""
    from app.reports.stationery import note_name  # seldom wanted

    with workspace.read() as reader:
        return note_name(reader)


def with_key(name: str) -> str:
    """The name for a button, its last word under the finger: "File &memo…"."""
    before, space, last = name.rpartition(" ")
    return f"{before}{space}&{last}…"
