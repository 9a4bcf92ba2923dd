"""schedule, schedule untold."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from app.cli import spelling
from app.cli.flags import add_times, iso_date
from app.cli.rhythm_flags import add_rhythm, read_flags
from app.cli.session import Add, Answer, Session, note
from app.cli.tables import plain, table
from app.hours.queries import firm_calendar
from app.kernel.days import LAST_YEAR
from app.kernel.errors import Problem, Refused
from app.kernel.said import say_day
from app.matters.queries import find_matter, list_matters
from app.matters.words import MatterStatus
from app.owed.slipped.dropped import say_why_not_given
from app.people.queries import colleagues, find_colleague
from app.schedule.commands import drop_plan, new_plan, set_plan
from app.schedule.dropping import dropped, late_update
from app.schedule.queries import UpdateDue, update_dues
from app.schedule.rhythm import Rhythm, say_rhythm
from app.schedule.said import say_due
from app.schedule.silences import SilenceRow, allow_silence, end_silence, nobody_agreed, say_agreed, silences
from app.schedule.untold import told_nothing
from app.schedule.words import UpdateFormat
from app.storage.transaction import Reader, Transaction


def register(add: Add) -> None:
    """Add the commands."""
    parser = add("schedule", "how often a matter's client is updated; without more, where that stands")
    parser.add_argument("--matter", required=True, metavar="NUMBER")
    add_rhythm(parser)
    parser.add_argument(
        "--from", dest="counted_from", type=iso_date, metavar="DATE", help="as if the last was given then"
    )
    parser.add_argument("--by", metavar="NAME", help="who gives the updates")
    parser.add_argument("--drop", action="store_true", help="no schedule of its own: the firm's by default")
    parser.add_argument(
        "--excuse",
        type=iso_date,
        metavar="DATE",
        help="the update due that day will not be given, or never was",
    )
    parser.add_argument(
        "--silent", metavar="FROM..TO", help="silence is agreed: no updates are owed on these days"
    )
    parser.add_argument(
        "--agreed-with", metavar="WHO", help="who of the client's agreed to the silence, and how"
    )
    parser.add_argument("--agreed-on", type=iso_date, metavar="DATE", help="when they did; today if not said")
    parser.add_argument("--end-silence", action="store_true", help="end the silence that runs, or the next")
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.set_defaults(run=_schedule)
    untold = add("schedule untold", "whose clients were told nothing this month")
    untold.add_argument("--month", type=_month, metavar="YYYY-MM")
    untold.add_argument("--person", metavar="NAME")
    add_times(untold)
    untold.set_defaults(run=_untold)


def _schedule(session: Session, args: argparse.Namespace) -> Answer:
    if not _changes(args):
        with session.workspace.read() as reader:
            return _standing(reader, find_matter(reader, args.matter).id, args)
    with session.workspace.write() as tx:
        reader = tx.reader()
        matter_id, calendar = find_matter(reader, args.matter, exact=True).id, firm_calendar(reader)
        now = update_dues(reader, calendar, matter_id).get(matter_id)
        late = late_update(reader, calendar, matter_id)
        if args.drop:
            drop_plan(tx, matter_id)
        elif (rhythm := read_flags(args, now.rhythm if now else None)) is not None:
            _set(tx, matter_id, args, now, rhythm)
        if args.silent is not None:
            agreed = args.agreed_with, args.agreed_on
            allow_silence(tx, matter_id, *_span(args.silent), args.reason, *agreed)
        if args.end_silence:
            _end_silence(tx, matter_id)
        if args.excuse is not None:
            say_why_not_given(tx, matter_id, args.excuse, args.reason, calendar)
        said = dropped(tx.reader(), calendar, late, matter_id)
        warned = [] if said is None else [said]
        if args.silent is not None and args.agreed_with is None:
            warned.append(nobody_agreed())
        answer = _standing(tx.reader(), matter_id, args, warned)
    for one in warned:
        note(one.message)
    return answer


def _set(
    tx: Transaction, matter_id: UUID, args: argparse.Namespace, now: UpdateDue | None, rhythm: Rhythm
) -> None:
    """``--every`` says the whole schedule; without it what is not said stays as it is."""
    stays = now if args.every is None else None
    by_id = stays.by_id if stays else None
    if args.by is not None:
        by_id = find_colleague(tx.reader(), args.by, active_only=True).id
    wanted = UpdateFormat(args.format) if args.format else stays.format if stays else None
    set_plan(tx, new_plan(matter_id, rhythm, wanted, by_id, args.counted_from))


def _end_silence(tx: Transaction, matter_id: UUID) -> None:
    """The season that runs, or else the next one to come."""
    agreed = [one for one in silences(tx.reader(), matter_id) if one.last >= tx.today]
    if not agreed:
        raise Refused("no-silence", "No silence is agreed in this matter.", field="end_silence")
    end_silence(tx, agreed[0].id)


def _standing(
    reader: Reader, matter_id: UUID, args: argparse.Namespace, warned: Sequence[Problem] = ()
) -> Answer:
    """Where it stands; what was asked for alone has the schedule in its JSON as well; ``warned``: what was dropped, or
    not said."""
    due = update_dues(reader, firm_calendar(reader), matter_id).get(matter_id)
    agreed = [one for one in silences(reader, matter_id) if one.last >= reader.today]
    (row,) = list_matters(reader, ids=[matter_id])
    owes = due is not None and row.status is MatterStatus.OPEN
    data: dict[str, object] = {"matter": row.number, "next_due": due.due_on if due and owes else None}
    if not _changes(args):
        data["update_plan"] = spelling.plan(due) if due else None
    if not _changes(args) or args.silent is not None or args.end_silence:
        data["silences"] = [
            {
                "id": one.id,
                "from": one.first,
                "to": one.last,
                "reason": one.reason,
                "agreed_with": one.agreed_with,
                "agreed_on": one.said_on,
            }
            for one in agreed
        ]
    if warned:
        data["warnings"] = spelling.problems(warned)
    quiet = "".join(f"\n{_say_silence(one, reader.today)}" for one in agreed)
    if due is None:
        return Answer(data, f"No update schedule.{quiet}")
    said = say_due(due, reader.today) if owes else "The matter is not open; no update is owed."
    by = f", by default for {due.by_default}" if due.by_default else ""
    every = say_rhythm(due.rhythm)
    text = f"{every[:1].upper()}{every[1:]}{by}. {said}"
    if not _changes(args):
        text += f" {_how(reader, due)}"
    return Answer(data, text + quiet)


def _say_silence(one: SilenceRow, today: date) -> str:
    """A season that runs or is to come."""
    first, last = say_day(one.first, today), say_day(one.last, today)
    said = f"Silence is agreed from {first} to {last}: {plain(one.reason)}"
    return f"{said}. {plain(agreed)}" if (agreed := say_agreed(one, today)) else said


def _how(reader: Reader, due: UpdateDue) -> str:
    """By whom and how, and from when it is counted."""
    names = {one.id: one.name for one in colleagues(reader, active_only=False)}
    parts = [
        f"by {due.format.label}" if due.format else "",
        f"by {names.get(due.by_id, '')}" if due.by_id else "",
    ]
    given = ", ".join(plain(part) for part in parts if part)
    said = f"Given {given}. " if given else ""
    if due.last_given is not None:
        said += f"Last given {say_day(reader.local(due.last_given).date(), reader.today)}."
    else:
        said += f"None given yet; counted from {say_day(due.counted_from, reader.today)}."
    return said


def _changes(args: argparse.Namespace) -> bool:
    said = (args.every, args.counted_from, args.by, args.excuse, args.silent, args.format, args.at_most)
    more = (
        args.anchor,
        args.at_stages,
        args.at_key_dates,
        args.roll,
        args.drop or None,
        args.end_silence or None,
    )
    return any(one is not None for one in (*said, *more))


def _span(words: str) -> tuple[date, date]:
    first, dots, last = words.partition("..")
    try:
        if dots:
            return iso_date(first.strip()), iso_date(last.strip())
    except argparse.ArgumentTypeError:
        pass
    raise Refused(
        "bad-span", "Please give the silence as two days, such as 2026-12-20..2027-01-10.", field="silent"
    )


def _month(words: str) -> date:
    try:
        found = date.fromisoformat(f"{words}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{words!r} is not a month such as 2026-11") from None
    if found.year >= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"{words!r} is too far away")
    return found


def _untold(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        person = find_colleague(reader, args.person).id if args.person is not None else None
        rows = told_nothing(reader, firm_calendar(reader), args.month, person)
        data = [
            {
                "matter": row.matter.number,
                "title": row.matter.title,
                "client": row.matter.client,
                "last_given": row.last_given,
                "next_due": row.due.due_on if row.due else None,
                "silent_until": row.due.silent.last if row.due and row.due.silent else None,
                "next_action": row.next_action,
            }
            for row in rows
        ]
        lines = [
            [
                plain(row.matter.number),
                plain(row.matter.client),
                reader.local(row.last_given).date().isoformat() if row.last_given else "never",
                plain(row.next_action),
            ]
            for row in rows
        ]
    said = "Every client was told something."
    if rows:
        said = table(("Matter", "Client", "Last update", "Next"), lines)
    return Answer({"untold": data}, said)
