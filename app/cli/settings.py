"""settings: the firm's settings as a file, written and taken over."""

from __future__ import annotations

import argparse

from app.cli.flags import some_path
from app.cli.session import Add, Answer, Session
from app.cli.tables import table
from app.kernel.errors import Refused
from app.reports.press.pictures import take_logo
from app.settings_file.file import (
    Change,
    changes,
    read_settings,
    save_settings,
    settings_bytes,
    take_over_settings,
    unknown_groups,
)

Json = dict[str, object]
_WIDEST = 60
"""Letters of a value in the table; the JSON has all of it."""


def register(add: Add) -> None:
    """Add the commands."""
    saving = add(
        "settings export", "the firm's settings as a file: no password, no person, nothing of a client"
    )
    saving.add_argument("file", type=some_path, metavar="FILE")
    saving.set_defaults(run=_export)
    taking = add("settings import", "let the firm's settings hold as a file has them, all of it or nothing")
    taking.add_argument("file", type=some_path, metavar="FILE")
    taking.add_argument("--dry-run", action="store_true", help="only say what would change")
    taking.set_defaults(run=_import)


def _export(session: Session, args: argparse.Namespace) -> Answer:
    groups = save_settings(session.workspace, args.file, {})
    return Answer({"file": str(args.file), "groups": list(groups)}, f"{args.file}: {', '.join(groups)}.")


def _import(session: Session, args: argparse.Namespace) -> Answer:
    workspace = session.workspace
    says = read_settings(settings_bytes(args.file), take_logo).firm
    if says is None:
        message = "This file has the settings of a computer alone; the window takes those over."
        raise Refused("no-settings", message, field="file")
    with workspace.rehearse() if args.dry_run else workspace.write() as tx:
        found = changes(tx.reader(), says)
        take_over_settings(tx, says)
    left_out = unknown_groups(says)
    data = {
        "file": str(args.file),
        "changes": [_change(one) for one in found],
        "left_out": list(left_out),
        "taken_over": bool(found) and not args.dry_run,
    }
    said = _said(found, dry_run=args.dry_run)
    if left_out:
        said += f"\nNot known to this Liaison, and left out: {', '.join(left_out)}."
    return Answer(data, said)


def _said(found: tuple[Change, ...], *, dry_run: bool) -> str:
    if not found:
        return "All is as the file says."
    rows = [[one.group, one.name, _short(one.now), _short(one.then)] for one in found]
    end = "Nothing was changed yet." if dry_run else "The settings are taken over."
    return f"{table(['Part', 'What', 'Now', 'In the file'], rows)}\n\n{end}"


def _change(one: Change) -> Json:
    is_picture = one.group == "logo"
    now, then = (None if value is None else "a picture" for value in (one.now, one.then))
    return {
        "group": one.group,
        "name": one.name,
        "now": now if is_picture else one.now,
        "then": then if is_picture else one.then,
    }


def _short(value: object) -> str:
    said = "" if value is None else str(value).replace("\n", " ")
    return said if len(said) <= _WIDEST else said[: _WIDEST - 1] + "…"
