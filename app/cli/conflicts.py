"""conflicts check, conflicts list, conflicts show, conflicts conclude."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.flags import add_times, count, some_path
from app.cli.session import Add, Answer, Session
from app.cli.tables import plain, table
from app.conflicts.commands import NewCheck, conclude_check, keep_check, look_for_conflicts, record_saved
from app.conflicts.queries import CheckRow, CheckSheet, HitRow, check_sheet, checks
from app.conflicts.words import Conclusion
from app.kernel.errors import NotFound
from app.kernel.ids import read_id
from app.matters.queries import find_matter
from app.storage.transaction import Reader

RESTRICTED = (
    "Something restricted matches. A partner who may see it has to look at this check: ask the partners."
)


def register(add: Add) -> None:
    """Add the commands."""
    checking = add("conflicts check", "look for conflicts of interest everywhere, and keep what was found")
    checking.add_argument("name", nargs="*", metavar="NAME")
    checking.add_argument("--phone", action="append", default=[], metavar="NUMBER")
    checking.add_argument("--email", action="append", default=[], metavar="ADDRESS")
    checking.add_argument("--about", default="", metavar="TEXT", help="what the check is for")
    checking.add_argument("--matter", metavar="NUMBER", help="the matter it is made for")
    checking.set_defaults(run=_check)
    listing = add("conflicts list", "list the checks that were made")
    listing.add_argument("--query", default="", metavar="TEXT", help="words of what was looked for")
    listing.add_argument("--open", action="store_true", help="those without a conclusion")
    listing.add_argument("--limit", type=count, metavar="N")
    listing.add_argument("--offset", type=count, default=0, metavar="N")
    add_times(listing)
    listing.set_defaults(run=_list)
    showing = add("conflicts show", "show one check; with --out, as a page to print")
    showing.add_argument("check", metavar="ID")
    showing.add_argument("--out", type=some_path, metavar="FILE.pdf")
    showing.set_defaults(run=_show)
    concluding = add("conflicts conclude", "say what came of a check")
    concluding.add_argument("check", metavar="ID")
    chosen = concluding.add_mutually_exclusive_group(required=True)
    for word in Conclusion:
        chosen.add_argument(f"--{word.value}", action="store_const", const=word, dest="conclusion")
    concluding.add_argument("--note", default="", metavar="TEXT")
    concluding.set_defaults(run=_conclude)


def _check(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.read() as reader:
        matter_id = find_matter(reader, args.matter, exact=True).id if args.matter is not None else None
        new = NewCheck(tuple(args.name), tuple(args.phone), tuple(args.email), args.about, matter_id)
        looked = look_for_conflicts(reader, new)
    with session.workspace.write() as tx:
        sheet = check_sheet(tx.reader(), keep_check(tx, looked))
    return Answer({"check": _whole(sheet)}, _text(sheet))


def _list(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        rows = checks(reader, query=args.query, open_only=args.open, limit=args.limit, offset=args.offset)
        text = table(
            ["Asked", "By", "For", "Matches", "Conclusion"],
            [
                [_day(reader, row), row.asked_by, row.asked, _matches(row), row.conclusion.value]
                for row in rows
            ],
        )
    return Answer({"checks": [_data(row) for row in rows]}, text if rows else "No check was made.")


def _show(session: Session, args: argparse.Namespace) -> Answer:
    check_id = read_id(args.check)
    with session.workspace.read() as reader:
        sheet = check_sheet(reader, check_id) if check_id is not None else None
        if sheet is None:
            raise NotFound("no-check", "That conflict check is not in the vault.")
    data: dict[str, object] = {"check": _whole(sheet)}
    if args.out is not None:
        data["file"], data["pages"] = args.out, _print(session, sheet, args.out)
    return Answer(data, _text(sheet))


def _print(session: Session, sheet: CheckSheet, file: Path) -> int:
    from app.reports.conflict_record import conflict_record
    from app.vault.leaving import send_out

    with session.workspace.read() as reader:
        pdf, pages = conflict_record(reader, sheet)
    send_out(session.workspace, file, pdf, lambda tx: record_saved(tx, sheet.row.id, pages, file))
    return pages


def _conclude(session: Session, args: argparse.Namespace) -> Answer:
    check_id = read_id(args.check)
    if check_id is None:
        raise NotFound("no-check", "That conflict check is not in the vault.")
    with session.workspace.write() as tx:
        conclude_check(tx, check_id, args.conclusion, args.note)
        sheet = check_sheet(tx.reader(), check_id)
    return Answer({"check": _whole(sheet)}, f"Concluded: {sheet.row.conclusion.value}.")


def _data(row: CheckRow) -> dict[str, object]:
    return {
        "id": row.id,
        "asked_at": row.asked_at,
        "asked_by": row.asked_by,
        "about": row.about,
        "names": list(row.names),
        "phones": list(row.phones),
        "emails": list(row.emails),
        "restricted": row.restricted,
        "matches": row.hits,
        "more": row.more,
        "conclusion": row.conclusion,
        "note": row.note,
        "concluded_at": row.concluded_at,
        "concluded_by": row.concluded_by or None,
    }


def _whole(sheet: CheckSheet) -> dict[str, object]:
    hits = [_hit(one) for one in sheet.hits]
    return {**_data(sheet.row), "searched": sheet.searched, "hidden": sheet.hidden, "hits": hits}


def _hit(hit: HitRow) -> dict[str, object]:
    return {
        "source": hit.source,
        "asked": hit.asked,
        "found": hit.found,
        "match": hit.match,
        "detail": hit.detail,
        "client_id": hit.client_id,
        "matter": hit.matter_number or None,
    }


def _text(sheet: CheckSheet) -> str:
    rows = [
        [one.found, one.match.value, one.source.value, one.detail, one.matter_number] for one in sheet.hits
    ]
    said = table(["Found", "How", "Where", "As", "Matter"], rows) if rows else "Nothing matches."
    lines = [f"Check {sheet.row.id} for {plain(sheet.row.asked)}", said]
    if sheet.row.more:
        lines.append(f"{sheet.row.more:,} more matches are not shown. Check fuller names, one at a time.")
    return "\n".join([*lines, RESTRICTED] if sheet.hidden else lines)


def _matches(row: CheckRow) -> str:
    parts = [str(row.hits)] + [f"{row.more:,} more"] * bool(row.more) + ["restricted"] * row.restricted
    return " + ".join(parts)


def _day(reader: Reader, row: CheckRow) -> str:
    return f"{reader.local(row.asked_at):%Y-%m-%d %H:%M}"
