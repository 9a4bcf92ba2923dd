"""rotate: a new key for the vault. With a new recovery key, too: `users recovery-key`."""

from __future__ import annotations

import argparse

from app.cli.session import Add, Answer, Session


def register(add: Add) -> None:
    """Add the command."""
    rotating = add("rotate", "give the vault a new key; takes as long as a backup")
    rotating.add_argument("--reason", default="", metavar="TEXT", help="for the audit trail")
    rotating.set_defaults(run=_rotate)


def _rotate(session: Session, args: argparse.Namespace) -> Answer:
    epoch = session.workspace.rotate(args.reason)
    said = "The vault has a new key. Backups made before it open with the passwords of then, as ever: make one now."
    return Answer({"epoch": epoch}, said)
