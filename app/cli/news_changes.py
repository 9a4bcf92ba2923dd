"""development list|versions|correct|withdraw|restore, key-date list|versions|move|correct|cancel|done|reopen|…"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from app.cli import spelling
from app.cli.flags import add_times, iso_date
from app.cli.handles import handle, read_handle
from app.cli.news import day_and_time
from app.cli.session import Add, Answer, Session
from app.cli.tables import table
from app.contactlog.corrections import correct_development, restore_development, withdraw_development
from app.contactlog.date_turns import announce_key_date, reopen_date
from app.kernel.errors import Problem, Refused
from app.matters.development_queries import developments
from app.matters.developments import NewDevelopment, the_development
from app.matters.history import development_versions, key_date_versions
from app.matters.key_date_queries import KeyDateRow, key_dates
from app.matters.key_date_warnings import day_warnings
from app.matters.key_dates import (
    NewKeyDate,
    add_key_date,
    cancel_key_date,
    correct_key_date,
    finish_key_date,
    move_key_date,
    restore_key_date,
    the_key_date,
    withdraw_key_date,
)
from app.matters.offers import asks_until, last_day_to_answer
from app.matters.queries import find_matter
from app.matters.words import DevelopmentKind, KeyDateKind
from app.owed.news import NewsState, news_standing
from app.storage.transaction import Reader, Transaction

_STATES = {
    NewsState.OVERDUE: "not told, late",
    NewsState.OWED: "not told",
    NewsState.WITH_UPDATE: "with the next update",
    NewsState.TOLD: "told",
    NewsState.TOLD_LATE: "told late",
    NewsState.NOT_OWED: "not told, closed",
    NewsState.WITHDRAWN: "withdrawn",
}
Act = Callable[[Transaction, UUID, str], object]


def register(add: Add) -> None:
    """Add the commands."""
    listing = add("development list", "what happened in a matter, and by which entry the client was told")
    listing.add_argument("--matter", required=True, metavar="NUMBER")
    add_times(listing)
    listing.set_defaults(run=_list)
    ahead = add("key-date list", "the dates of a matter, those that are over, cancelled and withdrawn, too")
    ahead.add_argument("--matter", required=True, metavar="NUMBER")
    add_times(ahead)
    ahead.set_defaults(run=_list_dates)
    showing = add("development versions", "what a development said before it was corrected")
    showing.add_argument("id", metavar="DEVELOPMENT_ID")
    add_times(showing)
    showing.set_defaults(run=_versions, of=development_versions)
    dates = add("key-date versions", "when a key date was before it was moved or corrected")
    dates.add_argument("id", metavar="KEY_DATE_ID")
    add_times(dates)
    dates.set_defaults(run=_versions, of=key_date_versions)
    _add_correct_development(add)
    _add_correct_key_date(add)
    for name, about, act in (
        ("development withdraw", "it did not happen, or not there", withdraw_development),
        ("key-date cancel", "the date does not take place", cancel_key_date),
        ("key-date withdraw", "the date was put in by mistake", withdraw_key_date),
    ):
        _add_act(add, name, about, act, reason=True)
    for name, about, plain in (
        ("development restore", "a withdrawn development happened after all", restore_development),
        ("key-date done", "the date was kept", finish_key_date),
        ("key-date reopen", "the date was not kept, or takes place after all", reopen_date),
        ("key-date restore", "a withdrawn date was no mistake", restore_key_date),
    ):
        _add_act(add, name, about, _without_reason(plain), reason=False)


def _add_act(add: Add, name: str, about: str, act: Act, *, reason: bool) -> None:
    parser = add(name, about)
    parser.add_argument("id", metavar="ID")
    if reason:
        parser.add_argument("--reason", required=True, metavar="TEXT")
    if name in {"key-date cancel", "key-date reopen"}:
        parser.add_argument("--tell", action="store_true", help="write it down for the client to hear")
    parser.set_defaults(run=_act, act=act)


def _without_reason(act: Callable[[Transaction, UUID], object]) -> Act:
    return lambda tx, thing, _: act(tx, thing)


def _add_correct_development(add: Add) -> None:
    parser = add("development correct", "say of a development what is right; what it said before stays")
    parser.add_argument("id", metavar="DEVELOPMENT_ID")
    parser.add_argument("--reason", required=True, metavar="TEXT")
    absent = argparse.SUPPRESS
    parser.add_argument("--kind", choices=[word.value for word in DevelopmentKind], default=absent)
    parser.add_argument("--at", metavar="DATETIME", default=absent)
    for flag, dest in (("--text", "text"), ("--document", "document_number"), ("--plain", "plain_words")):
        parser.add_argument(flag, dest=dest, metavar="TEXT", default=absent)
    parser.add_argument(
        "--open-until", type=iso_date, metavar="DATE", help="of an offer: the last day to answer, a key date"
    )
    parser.add_argument("--urgent", action=argparse.BooleanOptionalAction, default=absent)
    parser.add_argument("--supplementary", action=argparse.BooleanOptionalAction, default=absent)
    parser.add_argument(
        "--tell-again", action="store_true", help="who heard it as it was is owed what is right"
    )
    parser.set_defaults(run=_correct_development)


def _add_correct_key_date(add: Add) -> None:
    moving = add("key-date move", "put a key date on another day or time")
    moving.add_argument("id", metavar="KEY_DATE_ID")
    moving.add_argument("--on", required=True, metavar="DATE[TIME]")
    moving.add_argument("--reason", required=True, metavar="TEXT")
    moving.add_argument("--tell", action="store_true", help="write it down for the client to hear")
    moving.set_defaults(run=_move_key_date)
    parser = add("key-date correct", "say of a key date what is right; what it said before stays")
    parser.add_argument("id", metavar="KEY_DATE_ID")
    parser.add_argument("--reason", required=True, metavar="TEXT")
    absent = argparse.SUPPRESS
    parser.add_argument("--kind", choices=[word.value for word in KeyDateKind], default=absent)
    parser.add_argument("--on", metavar="DATE[TIME]", default=absent)
    for flag in ("--title", "--place", "--who-acts"):
        parser.add_argument(flag, metavar="TEXT", default=absent)
    parser.add_argument("--client-attends", action=argparse.BooleanOptionalAction, default=absent)
    parser.set_defaults(run=_correct_key_date)


def _list(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        matter_id = find_matter(reader, args.matter).id
        standings = news_standing(reader, matter_id)
    session.workspace.viewed(matter_id)
    data = spelling.developments(standings)
    zone = session.workspace.zone
    rows = [
        [
            handle(one.row.id),
            f"{one.row.occurred_at.astimezone(zone):%Y-%m-%d %H:%M}",
            _STATES[one.state],
            f"{one.due.astimezone(zone):%Y-%m-%d %H:%M}" if one.due else str(one.update_on or ""),
            f"{one.first.by}, {one.first.at.astimezone(zone):%Y-%m-%d %H:%M}" if one.first else "",
            one.row.text,
        ]
        for one in standings
    ]
    text = table(["Id", "Happened", "Client", "Tell by", "Told by", "What"], rows)
    return Answer({"developments": data}, text if rows else "Nothing has happened yet.")


def _list_dates(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        matter_id = find_matter(reader, args.matter).id
        found = key_dates(reader, matter_id, withdrawn=True)
        today = reader.today
    session.workspace.viewed(matter_id)
    data = [
        {
            **spelling.key_date(one),
            "withdrawn_at": one.withdrawn_at,
            "withdrawn_because": one.withdrawn_reason or None,
        }
        for one in found
    ]
    rows = [
        [
            handle(one.id),
            f"{one.on.isoformat()} {one.at:%H:%M}" if one.at else one.on.isoformat(),
            one.kind.label,
            _stands(one, today),
            one.title,
            one.place,
            one.who_acts,
        ]
        for one in found
    ]
    text = table(["Id", "On", "Kind", "", "What", "Where", "Who acts"], rows)
    return Answer({"key_dates": data}, text if rows else "No date is in this matter.")


def _stands(one: KeyDateRow, today: date) -> str:
    """What became of it; nothing of what is to come."""
    if one.withdrawn_at is not None:
        return "withdrawn"
    if one.cancelled_at is not None:
        return "cancelled"
    if one.done_at is not None:
        return "done"
    return "past" if one.on < today else ""


def _versions(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        thing = _thing(reader, args.id, of_dates=args.of is key_date_versions)
        found = args.of(reader, thing)
        if not found:
            row = the_key_date if args.of is key_date_versions else the_development
            row(reader.session, thing)
    rows = [
        [str(one.version), str(session.spell(one.written_at))[:16], one.author, one.reason] for one in found
    ]
    text = table(["Version", "Written", "By", "Why"], rows)
    return Answer({"versions": [spelling.former(one) for one in found]}, text if rows else "Never corrected.")


def _correct_development(session: Session, args: argparse.Namespace) -> Answer:
    given = vars(args)
    at = session.moment(args.at) if "at" in given else None
    with session.workspace.write() as tx:
        development_id = _thing(tx.reader(), args.id, of_dates=False)
        row = the_development(tx.session, development_id)
        was = NewDevelopment(**{one.name: getattr(row, one.name) for one in fields(NewDevelopment)})
        changed: dict[str, Any] = {
            name: given[name]
            for name in ("text", "document_number", "plain_words", "urgent")
            if name in given
        }
        if "text" in given:
            changed["whole_text"] = ""
        if "kind" in given:
            changed["kind"] = DevelopmentKind(args.kind)
        if "supplementary" in given:
            changed["essential"] = not args.supplementary
        new = replace(was, occurred_at=at or was.occurred_at, **changed)
        if args.open_until is not None:
            _check_open_until(new.kind, was.kind)
        version = correct_development(tx, development_id, new, args.reason, tell_again=args.tell_again)
        data: dict[str, Any] = {"id": development_id, "version": version}
        doubts: tuple[Problem, ...] = ()
        said = f"Corrected; this is version {version}."
        if args.open_until is not None:
            data["key_date"] = add_key_date(tx, last_day_to_answer(tx.reader(), new, args.open_until))
            doubts = day_warnings(tx.reader(), args.open_until, new.matter_id)
            data["warnings"] = spelling.problems(doubts)
            said += f" The last day to answer is noted for {args.open_until.isoformat()}."
    return Answer(data, spelling.with_warnings(said, doubts))


def _check_open_until(kind: DevelopmentKind, was: DevelopmentKind) -> None:
    if asks_until(kind, was):
        return
    if kind is DevelopmentKind.OFFER:
        message = (
            "It is an offer already. Its last day to answer is a key date: see key-date, and key-date move."
        )
        raise Refused("offer-stands", message, field="open_until")
    raise Refused("no-offer", "Only an offer is open until a day.", field="open_until")


def _move_key_date(session: Session, args: argparse.Namespace) -> Answer:
    on, at = day_and_time(session, args.on)
    with session.workspace.write() as tx:
        key_date_id = _thing(tx.reader(), args.id, of_dates=True)
        move_key_date(tx, key_date_id, on, at, args.reason)
        told = announce_key_date(tx, key_date_id) if args.tell else None
        of_day = day_warnings(tx.reader(), on, the_key_date(tx.session, key_date_id).matter_id)
        warnings = [*session.doubts(), *of_day]
    data = {"id": key_date_id, "development": told, "warnings": spelling.problems(warnings)}
    return Answer(data, spelling.with_warnings(f"Moved to {on.isoformat()}.", warnings))


def _correct_key_date(session: Session, args: argparse.Namespace) -> Answer:
    given = vars(args)
    with session.workspace.write() as tx:
        key_date_id = _thing(tx.reader(), args.id, of_dates=True)
        row = the_key_date(tx.session, key_date_id)
        was = NewKeyDate(**{one.name: getattr(row, one.name) for one in fields(NewKeyDate)})
        names = ("title", "place", "who_acts", "client_attends")
        changed: dict[str, Any] = {name: given[name] for name in names if name in given}
        if "kind" in given:
            changed["kind"] = KeyDateKind(args.kind)
        if "on" in given:
            changed["on"], changed["at"] = day_and_time(session, args.on)
        version = correct_key_date(tx, key_date_id, replace(was, **changed), args.reason)
        warnings = session.doubts()
        if "on" in changed:
            warnings += day_warnings(tx.reader(), changed["on"], was.matter_id)
    data = {"id": key_date_id, "version": version, "warnings": spelling.problems(warnings)}
    return Answer(data, spelling.with_warnings(f"Corrected; this is version {version}.", warnings))


def _act(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        thing = _thing(tx.reader(), args.id, of_dates=args.command.startswith("key-date"))
        made = args.act(tx, thing, getattr(args, "reason", ""))
        told = announce_key_date(tx, thing) if getattr(args, "tell", False) else None
        told = told or (made if isinstance(made, UUID) else None)
    return Answer(
        {"id": thing, "development": told}, "Done. The client is to hear of it." if told else "Done."
    )


def _thing(reader: Reader, words: str, *, of_dates: bool) -> UUID:
    """A key date or a development by its id, or by the handle that lists print."""
    rows = key_dates if of_dates else developments
    found = read_handle(words, lambda: [one.id for one in rows(reader, withdrawn=True)])
    if found is None:
        raise Refused("bad-id", f"{words!r} is not an id.", field="id")
    return found
