"""What the page of access requests shows, read on the vault's worker."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from app.access.queries import RequestRow, RequestSheet, request_sheet, requests
from app.kernel.errors import NotFound
from app.workspace import Workspace
from ui.schedule.desk import Desk, load_desk


class Shown(NamedTuple):
    """The requests, and one of them whole."""

    desk: Desk
    rows: tuple[RequestRow, ...]
    sheet: RequestSheet | None


def load_requests(workspace: Workspace, request_id: UUID | None, *, open_only: bool) -> Shown:
    """The list, and the request that is looked at: the one asked for, else the first."""
    with workspace.read() as reader:
        rows = requests(reader, open_only=open_only)
        ids = [row.id for row in rows]
        wanted = request_id if request_id in ids else ids[0] if ids else None
        sheet = request_sheet(reader, wanted) if wanted is not None else None
        return Shown(load_desk(reader), rows, sheet)


def load_request(workspace: Workspace, request_id: UUID) -> tuple[Desk, RequestSheet] | None:
    """One request; None where it is gone."""
    with workspace.read() as reader:
        try:
            return load_desk(reader), request_sheet(reader, request_id)
        except NotFound:
            return None
