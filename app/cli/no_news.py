"""no-news: the update that says that there is none, as the window gives it in two keystrokes."""

from __future__ import annotations

import argparse

from app.channels.words import Channel
from app.cli.session import Add, Answer, Session
from app.cli.spelling import problems, with_warnings
from app.contactlog.waiting import say_waiting
from app.contactlog.warnings import warnings_of
from app.hours.queries import firm_calendar
from app.kernel.errors import Refused
from app.kernel.said import say_long
from app.matters.queries import find_matter
from app.schedule.no_news import NoNews, give_no_news, no_news, no_news_contact
from app.storage.transaction import Reader

_NOTHING_SENT = "Liaison sends nothing: tell the client so, then log it here."
_ANSWER = "Answer it, or say --although-asked."


def register(add: Add) -> None:
    """Add the command."""
    parser = add("no-news", "log that the client was told that nothing happened: an update like any other")
    parser.add_argument("--matter", required=True, metavar="NUMBER")
    parser.add_argument(
        "--channel",
        choices=[one.value for one in Channel if one is not Channel.NOTE],
        help="by what; as the schedule has it, or as the client likes it, if not given",
    )
    parser.add_argument("--summary", metavar="TEXT", help="other words than those that are suggested")
    parser.add_argument(
        "--although-asked",
        action="store_true",
        help="the client waits for an answer, and this does not give it",
    )
    parser.add_argument("--dry-run", action="store_true", help="only show what it would say")
    parser.set_defaults(run=_no_news)


def _no_news(session: Session, args: argparse.Namespace) -> Answer:
    if args.dry_run:
        with session.workspace.read() as reader:
            return _shown(reader, args)
    with session.workspace.write() as tx:
        reader = tx.reader()
        number, found, channel, words = _wanted(reader, args, exact=True)
        contact = no_news_contact(tx.now, found.matter_id, channel, words, found.tells)
        warnings = warnings_of(reader, contact)
        although = [one.id for one in found.waits] if args.although_asked else []
        if found.waits and not although:
            raise Refused("unanswered", f"{say_waiting(found.waits)} {_ANSWER}", field="although_asked")
        entry_id = give_no_news(tx, found.matter_id, channel, words, found.tells, although=although)
    data = {"id": entry_id, **_spelled(number, found, channel, words), "warnings": problems(warnings)}
    said = f"Logged as an update by {channel.label}: {number}.{_next(found)}\n{words}"
    return Answer(data, with_warnings(said, warnings))


def _shown(reader: Reader, args: argparse.Namespace) -> Answer:
    """What it would say, and what stands against it."""
    number, found, channel, words = _wanted(reader, args)
    contact = no_news_contact(reader.now, found.matter_id, channel, words, found.tells)
    warnings = warnings_of(reader, contact)
    data = {"id": None, **_spelled(number, found, channel, words), "warnings": problems(warnings)}
    if found.news:
        said = (
            'There is news the client has not been told, so this is no "no news" update. Log one that tells:'
        )
        return Answer(data, "\n".join((said, *(" ".join(one.for_client.split()) for one in found.news))))
    said = f"By {channel.label} it would say:{_next(found)}\n{words}\n{_NOTHING_SENT}"
    if found.waits:
        said = f"{said}\n{say_waiting(found.waits)}"
    return Answer(data, with_warnings(said, warnings))


def _wanted(
    reader: Reader, args: argparse.Namespace, *, exact: bool = False
) -> tuple[str, NoNews, Channel, str]:
    """The matter's number, what there is, by which channel and in which words."""
    row = find_matter(reader, args.matter, exact=exact)
    found = no_news(reader, firm_calendar(reader), row.id)
    channel = found.channel if args.channel is None else Channel(args.channel)
    if args.summary is not None and not args.summary.strip():
        raise Refused("no-summary", "Please say what the client was told.", field="summary")
    return row.number, found, channel, found.summary if args.summary is None else args.summary


def _spelled(number: str, found: NoNews, channel: Channel, words: str) -> dict[str, object]:
    return {
        "matter": number,
        "client": found.client,
        "channel": channel,
        "summary": words,
        "tells": list(found.tells),
        "unanswered": [{"id": one.id, "called": one.called, "text": one.words} for one in found.waits],
        "news": [{"id": one.id, "kind": one.kind, "text": one.for_client} for one in found.news],
        "next_due": found.next_due,
    }


def _next(found: NoNews) -> str:
    return f" The next update is due {say_long(found.next_due)} then." if found.next_due else ""
