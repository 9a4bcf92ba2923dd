"""import."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Mapping
from dataclasses import asdict

from app.cli.flags import some_path
from app.cli.import_options import add_options, readings_of, remember, save_rows, say_remembered
from app.cli.session import Add, Answer, Session, note, printable
from app.exchange.commands import bring_in, has_long_table, read_files
from app.exchange.outcome import ALWAYS, FileOutcome, total
from app.exchange.remembered import known_mappings
from app.kernel.errors import Refused


def register(add: Add) -> None:
    """Add the command."""
    parser = add("import", "take over clients, matters, e-mails and court notices")
    parser.add_argument(
        "files",
        nargs="+",
        type=some_path,
        metavar="FILE",
        help="files or folders; the kind is found by content",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    parser.add_argument(
        "--dates-known",
        action=argparse.BooleanOptionalAction,
        default=False,
        help="the clients know of the new dates of calendars; unless said, these are news to tell",
    )
    add_options(parser)
    parser.set_defaults(run=_import)


def _import(session: Session, args: argparse.Namespace) -> Answer:
    # Path.exists raises for a name too long.
    missing = [path for path in args.files if not os.path.exists(path)]
    if missing:
        raise Refused("no-file", f"There is no file or folder {missing[0]}.", field="file")
    workspace = session.workspace
    readings = readings_of(args)
    with workspace.read() as reader:
        known = known_mappings(reader)
    batch = read_files(args.files, readings=readings, known=known)
    if args.dry_run and has_long_table(batch):
        with workspace.trial() as begin_trial:
            outcomes = bring_in(begin_trial, batch, keeps=False, dates_known=args.dates_known)
    else:
        begin = workspace.rehearse if args.dry_run else workspace.write
        keeps = not args.dry_run
        outcomes = bring_in(begin, batch, keeps=keeps, kept=_said_kept, dates_known=args.dates_known)
    if args.dry_run:
        note("Nothing was changed: this was a preview.")
    elif args.remember:
        with workspace.write() as tx:
            remember(tx, batch, args)
    say_remembered(outcomes)
    if not args.dates_known and (count := sum(one.new_dates for one in outcomes)):
        note(f"New dates that clients have to hear of: {count}. With --dates-known they are no news.")
    saved = save_rows(batch, outcomes, args.refused, readings, known) if args.refused else ()
    whole = total(outcomes)
    data: dict[str, object] = {"files": [_file(one) for one in outcomes], "totals": _totals(whole)}
    if args.refused:
        data["saved"] = [str(file) for file in saved]
    text = printable("\n".join([*(_said(one) for one in outcomes), _said_in_all(whole)]))
    if whole.refused and not (whole.changes_something() or whole.unchanged):
        # What stands in quotation marks is the file's own, and standard error goes into the logs of nightly jobs.
        message = f"Nothing was taken over. {re.sub('“[^”]*”', '“…”', whole.refused[0].reason)}"
        note(message)
        return Answer(
            {**data, "error": {"code": "nothing-taken-over", "message": message, "field": "file"}}, text, 1
        )
    return Answer(data, text)


def _said_kept(things: int) -> None:
    """Of many rows and messages some hundred are in at a time: who stops it sees how far it came."""
    note(f"{things:,} rows and messages are in.")


def _file(one: FileOutcome) -> dict[str, object]:
    return {**asdict(one), "created": _counts(one.created), "updated": _counts(one.updated)}


def _counts(counted: Mapping[str, int]) -> dict[str, int]:
    return {kind: count for kind, count in counted.items() if count or kind in ALWAYS}


def _totals(whole: FileOutcome) -> dict[str, object]:
    return {
        "created": _counts(whole.created),
        "updated": _counts(whole.updated),
        "unchanged": whole.unchanged,
        "unmatched": len(whole.unmatched),
        "refused": len(whole.refused),
    }


def _said(one: FileOutcome) -> str:
    parts = [f"{count} {kind.replace('_', ' ')} new" for kind, count in one.created.items() if count]
    parts += [f"{count} {kind.replace('_', ' ')} filled in" for kind, count in one.updated.items() if count]
    parts += [f"{one.unchanged} already there"] if one.unchanged else []
    lines = [f"{one.file}: {', '.join(parts) or 'nothing taken over'}"]
    lines += [f"  row {row.row} waits: {row.reason}" for row in one.unmatched[:20]]
    lines += [f"  row {row.row} refused: {row.reason}" for row in one.refused[:20]]
    lines += [f"  row {row.row}, please look: {row.reason}" for row in one.doubts[:20]]
    return "\n".join(lines)


def _said_in_all(whole: FileOutcome) -> str:
    made = _counts(whole.created)
    created = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in made.items())
    rest = f"{whole.unchanged} already there, {len(whole.unmatched)} wait, {len(whole.refused)} refused"
    return f"In all: {created}; {rest}."
