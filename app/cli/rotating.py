"""rotate: a new key for the vault."""

from __future__ import annotations

import argparse

from app.cli.session import Add, Answer, Session, note


def register(add: Add) -> None:
    """Add the command."""
    rotating = add("rotate", "give the vault a new key; takes as long as a backup")
    rotating.add_argument(
        "--new-recovery-key",
        action="store_true",
        help="and a new recovery key: the old one opens older backups alone",
    )
    rotating.add_argument("--reason", default="", metavar="TEXT", help="for the audit trail")
    rotating.set_defaults(run=_rotate)


def _rotate(session: Session, args: argparse.Namespace) -> Answer:
    from app.vault.recovery import RecoveryKey

    recovery = RecoveryKey.new() if args.new_recovery_key else None
    epoch = session.workspace.rotate(args.reason, recovery=recovery)
    said = "The vault has a new key. Backups made before it open with the passwords of then, as ever."
    if recovery is None:
        return Answer({"epoch": epoch}, said)
    note(
        "Write the new recovery key down and keep it away from this computer. The old one opens no later state."
    )
    return Answer({"epoch": epoch, "recovery_key": str(recovery)}, f"{said}\nRecovery key: {recovery}")
