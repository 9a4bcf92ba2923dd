"""export --client: all that is held on a client, as their open access request has it decided."""

from __future__ import annotations

import argparse

from app.access.queries import requests
from app.cli.access_spelling import OPEN
from app.cli.flags import some_path
from app.cli.how_far import told
from app.cli.session import Add, Answer, Session, note
from app.clients.merges import present_client
from app.clients.queries import find_client
from app.kernel.errors import Refused


def register(add: Add) -> None:
    """Add the command."""
    parser = add(
        "export", "all that is held on a client who asked for it: the export of their access request"
    )
    parser.add_argument("--client", required=True, metavar="NAME", help="name or id")
    parser.add_argument("--out", required=True, type=some_path, metavar="DIR")
    parser.set_defaults(run=_export)


def _export(session: Session, args: argparse.Namespace) -> Answer:
    from app.reports.access_out import save_export
    from app.reports.files import free_names, paper_name

    with session.workspace.read() as reader:
        client_id = find_client(reader, args.client, exact=True)
        name = paper_name(reader, "What we hold")
        found = [
            row
            for row in requests(reader, open_only=True)
            if row.client_id is not None and present_client(reader, row.client_id) == client_id
        ]
    if not found:
        message = (
            "No access request of this client is open. Note one first: `access-request open --client NAME`."
        )
        raise Refused("no-request", message, field="client")
    args.out.mkdir(parents=True, exist_ok=True)
    (free,) = free_names(args.out, [f"{name}.zip"])
    file = args.out / free
    made = save_export(session.workspace, found[0].id, file, progress=told())
    note(OPEN)
    return Answer({"files": [file]}, f"{file}  {made.given:,} items, {made.files:,} files")
