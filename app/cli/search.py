"""search, reindex."""

from __future__ import annotations

import argparse
from datetime import date, datetime, time, timedelta, tzinfo
from functools import partial

from app.cli.flags import add_times, count, iso_date
from app.cli.found_out import add_out, take_out
from app.cli.session import Add, Answer, Session, note
from app.cli.tables import table
from app.clients.queries import find_client
from app.contactlog.words import Channel
from app.kernel.errors import MachineTrouble
from app.matters.queries import find_matter
from app.people.queries import find_colleague
from app.search.asking import Asked, parse
from app.search.expression import Within
from app.search.found import Found, FoundPage, Where
from app.search.indexing import catch_up, reindex
from app.search.searching import count_found, search

_SHOWN = 50
_EVERY = 10_000
_PLACES = {
    Where.PEOPLE: "people",
    Where.MATTER: "matter",
    Where.CLIENT: "client",
    Where.TAG: "tag",
    Where.FORMER: "an earlier version",
}


def register(add: Add) -> None:
    """Add the commands."""
    parser = add("search", "find entries of the contact log, newest first")
    parser.add_argument(
        "query", nargs="*", metavar="QUERY", help='words, "phrases", prefix*, -minus, tag:lease …'
    )
    parser.add_argument("--matter", metavar="NUMBER")
    parser.add_argument("--client", metavar="NAME")
    parser.add_argument("--person", metavar="NAME", help="who wrote it down")
    parser.add_argument("--channel", choices=[word.value for word in Channel])
    parser.add_argument("--tag", action="append", default=[], metavar="TAG")
    parser.add_argument("--from", dest="first", type=iso_date, metavar="DATE")
    parser.add_argument("--to", dest="last", type=iso_date, metavar="DATE", help="this day, too")
    parser.add_argument(
        "--limit", type=count, default=_SHOWN, metavar="N", help=f"so many (default {_SHOWN})"
    )
    parser.add_argument(
        "--offset", type=count, default=0, metavar="N", help="leave out so many of the newest"
    )
    add_out(parser)
    add_times(parser)
    parser.set_defaults(run=_search)
    again = add("reindex", "make the index for searching anew from the log")
    again.set_defaults(run=_reindex)


def _search(session: Session, args: argparse.Namespace) -> Answer:
    workspace = session.workspace
    with session.reading(args) as reader:
        as_of, known_by, today = reader.now, reader.known_by, reader.today
        within = _within(session, args)
    asked = parse(" ".join(args.query), today, session.day_order())
    for one in asked.unclear:
        note(f"{one.operator}: is searched as words. {one.why}")
    try:
        catch_up(workspace, told=partial(_told, "Reading entries"))
    except MachineTrouble as error:  # a full disk keeps nobody from what is indexed
        note(f"Entries written last may be missing: {error.message}")
    then = as_of if args.as_of or args.known_by else None
    total = count_found(workspace, asked, within=within, as_of=then, known_by=known_by)
    if args.out is not None:
        return take_out(session, args, asked, within, total)
    if args.limit:
        some = {"limit": args.limit, "offset": args.offset}
        page = search(workspace, asked, within=within, **some, as_of=then, known_by=known_by)
    else:
        page = FoundPage((), None)
    data = {"total": total, "entries": [_spelled(row) for row in page.rows]}
    rows = [_line(session, row) for row in page.rows]
    shown = table(["When", "Matter", "Client", "Channel", "What"], rows)
    return Answer(
        data, f"{shown}\n{_counted(total, len(rows), asked)}" if rows else _counted(total, 0, asked)
    )


def _within(session: Session, args: argparse.Namespace) -> Within:
    zone = session.workspace.zone
    with session.workspace.read() as reader:
        return Within(
            matter_id=find_matter(reader, args.matter).id if args.matter is not None else None,
            client_id=find_client(reader, args.client) if args.client is not None else None,
            author_id=find_colleague(reader, args.person).id if args.person is not None else None,
            channels=frozenset({Channel(args.channel)}) if args.channel else frozenset(),
            tags=frozenset(args.tag),
            since=_midnight(args.first, zone) if args.first else None,
            before=_midnight(args.last + timedelta(days=1), zone) if args.last else None,
        )


def _spelled(row: Found) -> dict[str, object]:
    return {
        "id": row.id,
        "matter": row.matter or None,
        "client": row.client,
        "occurred_at": row.occurred_at,
        "channel": row.channel,
        "direction": row.direction,
        "author": row.author,
        "snippet": row.snippet,
        "marks": [list(one) for one in row.marks],
        "found_in": row.where,
        "file": row.file or None,
        "withdrawn": row.is_withdrawn,
    }


def _line(session: Session, row: Found) -> list[str]:
    where = f" [{row.file or _PLACES.get(row.where, '')}]" if row.where is not Where.SAID else ""
    gone = "withdrawn: " if row.is_withdrawn else ""
    when = str(session.spell(row.occurred_at))[:16]
    return [when, row.matter, row.client, row.channel.label, f"{gone}{row.snippet}{where}"]


def _counted(total: int, shown: int, asked: Asked) -> str:
    if not total:
        return "Nothing is found." if not asked.is_empty else "The log is empty."
    if shown < total:
        return f"{shown:,} of {total:,} entries. More of them with --offset and --limit."
    return "1 entry." if total == 1 else f"{total:,} entries."


def _reindex(session: Session, _args: argparse.Namespace) -> Answer:
    done = reindex(session.workspace, told=partial(_told, "Entries indexed"))
    catch_up(session.workspace, told=partial(_told, "Reading files"))
    return Answer({"entries": done}, f"{done:,} entries are indexed anew.")


def _told(words: str, done: int, every: int) -> None:
    if every >= _EVERY and (done % _EVERY == 0 or done == every):
        note(f"{words}: {done:,} of {every:,}")


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)
