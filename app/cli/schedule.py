"""schedule, schedule defaults, schedule untold."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from uuid import UUID

from app.cli import spelling
from app.cli.flags import add_times, iso_date
from app.cli.session import Add, Answer, Session, note
from app.cli.tables import plain, table
from app.hours.queries import firm_calendar
from app.kernel.days import LAST_YEAR
from app.kernel.errors import Refused
from app.kernel.said import say_day
from app.kernel.text import fold
from app.matters.queries import find_matter, list_matters
from app.matters.words import MatterStatus
from app.people.queries import colleagues, find_colleague
from app.schedule.commands import drop_plan, excuse_update, new_plan, set_plan
from app.schedule.defaults import DefaultRow, defaults, drop_default, firm_roll, set_default, set_roll
from app.schedule.queries import UpdateDue, update_dues
from app.schedule.rhythm import QUIET, Rhythm, parse_rhythm, rhythm_words, say_rhythm
from app.schedule.rules import LONGEST, parse_interval
from app.schedule.said import say_due
from app.schedule.silences import allow_silence, end_silence
from app.schedule.untold import told_nothing
from app.schedule.words import IntervalUnit, Roll, UpdateFormat
from app.storage.transaction import Reader, Transaction

_EVERY = (
    'week|fortnight|month|quarter|year|"N days"|"N working days"|"month on the 31st and at stage changes"'
)


def register(add: Add) -> None:
    """Add the commands."""
    parser = add("schedule", "how often a matter's client is updated; without more, where that stands")
    parser.add_argument("--matter", required=True, metavar="NUMBER")
    _add_rhythm(parser)
    parser.add_argument(
        "--from", dest="counted_from", type=iso_date, metavar="DATE", help="as if the last was given then"
    )
    parser.add_argument("--by", metavar="NAME", help="who gives the updates")
    parser.add_argument("--drop", action="store_true", help="no schedule of its own: the firm's by default")
    parser.add_argument(
        "--excuse", type=iso_date, metavar="DATE", help="the update due that day will not be given"
    )
    parser.add_argument("--silent", metavar="FROM..TO", help="no updates are owed on these days")
    parser.add_argument("--end-silence", action="store_true", help="end the season of silence that runs")
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.set_defaults(run=_schedule)
    firms = add("schedule defaults", "the firm's schedules by practice area and stage; with --every sets one")
    firms.add_argument("--area", default="", metavar="NAME", help="practice area; any if not given")
    firms.add_argument("--stage", default="", metavar="NAME", help="any if not given")
    _add_rhythm(firms)
    firms.add_argument("--drop", action="store_true", help="take that of the area and stage away")
    firms.set_defaults(run=_defaults)
    untold = add("schedule untold", "whose clients were told nothing this month")
    untold.add_argument("--month", type=_month, metavar="YYYY-MM")
    untold.add_argument("--person", metavar="NAME")
    add_times(untold)
    untold.set_defaults(run=_untold)


def _add_rhythm(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--every", metavar=_EVERY)
    parser.add_argument("--anchor", type=int, metavar="DAY", help="the day of the month, 1 to 31")
    parser.add_argument("--at-stages", action=argparse.BooleanOptionalAction, help="when the stage changes")
    parser.add_argument("--at-key-dates", action=argparse.BooleanOptionalAction, help="after key dates")
    parser.add_argument(
        "--roll", choices=[word.value for word in Roll], help="where a due day moves that is no working day"
    )
    parser.add_argument("--at-most", metavar='"N days"', help="overdue after so long")
    parser.add_argument("--format", choices=[word.value for word in UpdateFormat])


def _schedule(session: Session, args: argparse.Namespace) -> Answer:
    if not _changes(args):
        with session.workspace.read() as reader:
            return _standing(reader, find_matter(reader, args.matter).id, args)
    with session.workspace.write() as tx:
        reader = tx.reader()
        matter_id, calendar = find_matter(reader, args.matter, exact=True).id, firm_calendar(reader)
        now = update_dues(reader, calendar, matter_id).get(matter_id)
        if args.drop:
            drop_plan(tx, matter_id)
        elif (rhythm := _rhythm(args, now.rhythm if now else None)) is not None:
            _set(tx, matter_id, args, now, rhythm)
        if args.silent is not None:
            allow_silence(tx, matter_id, *_span(args.silent), args.reason)
        if args.end_silence:
            _end_silence(tx, now)
        if args.excuse is not None:
            excuse_update(tx, matter_id, args.excuse, args.reason, calendar)
        return _standing(tx.reader(), matter_id, args)


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


def _end_silence(tx: Transaction, now: UpdateDue | None) -> None:
    if now is None or now.silent is None:
        raise Refused("no-silence", "No season of silence runs in this matter.", field="end_silence")
    end_silence(tx, now.silent.id)


def _standing(reader: Reader, matter_id: UUID, args: argparse.Namespace) -> Answer:
    """Where it stands; what was asked for alone has the schedule in its JSON as well."""
    due = update_dues(reader, firm_calendar(reader), matter_id).get(matter_id)
    (row,) = list_matters(reader, ids=[matter_id])
    owes = due is not None and row.status is MatterStatus.OPEN
    data: dict[str, object] = {"matter": row.number, "next_due": due.due_on if due and owes else None}
    if not _changes(args):
        data["update_plan"] = spelling.plan(due) if due else None
    if due is None:
        return Answer(data, "No update schedule.")
    said = say_due(due, reader.today) if owes else "The matter is not open; no update is owed."
    by = f", by default for {due.by_default}" if due.by_default else ""
    every = say_rhythm(due.rhythm)
    text = f"{every[:1].upper()}{every[1:]}{by}. {said}"
    if not _changes(args):
        text += f" {_how(reader, due)}"
    return Answer(data, text)


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


def _rhythm(args: argparse.Namespace, now: Rhythm | None) -> Rhythm | None:
    """The rhythm that was asked for; None where none was."""
    parts = (args.every, args.anchor, args.at_stages, args.at_key_dates, args.roll, args.at_most, args.format)
    rest = (getattr(args, "by", None), getattr(args, "counted_from", None))
    if all(one is None for one in (*parts, *rest)):
        return None
    if args.every is None and now is None and not (args.at_stages or args.at_key_dates):
        raise Refused(
            "no-interval",
            'Please say how often: --every week, fortnight, month, quarter or "10 days".',
            field="every",
        )
    rhythm = parse_rhythm(args.every) if args.every is not None else now or Rhythm(QUIET)
    said = {
        "anchor_day": args.anchor,
        "at_stages": args.at_stages,
        "at_dates": args.at_key_dates,
        "roll": Roll(args.roll) if args.roll else None,
        "at_most_days": _days(args.at_most),
    }
    return replace(rhythm, **{name: value for name, value in said.items() if value is not None})


def _days(words: str | None) -> int | None:
    """The longest interval in days: "45 days", "6 weeks"."""
    if words is None:
        return None
    interval = parse_interval(words, "at_most")
    days = interval.count * {IntervalUnit.DAY: 1, IntervalUnit.WEEK: 7}.get(interval.unit, 0)
    if not 1 <= days <= LONGEST:
        raise Refused(
            "bad-interval", 'Please give the longest interval in days, such as "45 days".', field="at_most"
        )
    return days


def _span(words: str) -> tuple[date, date]:
    first, dots, last = words.partition("..")
    try:
        if dots:
            return iso_date(first.strip()), iso_date(last.strip())
    except argparse.ArgumentTypeError:
        pass
    raise Refused(
        "bad-span", "Please give the season as two days, such as 2026-12-20..2027-01-10.", field="silent"
    )


def _month(words: str) -> date:
    try:
        found = date.fromisoformat(f"{words}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{words!r} is not a month such as 2026-11") from None
    if found.year >= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"{words!r} is too far away")
    return found


def _defaults(session: Session, args: argparse.Namespace) -> Answer:
    asked = any(
        one is not None
        for one in (args.every, args.anchor, args.at_stages, args.at_key_dates, args.at_most, args.format)
    )
    if not (asked or args.drop or args.roll):
        with session.workspace.read() as reader:
            return _listed(reader)
    with session.workspace.write() as tx:
        found = _named(tx.reader(), args)
        if args.drop:
            if found is None:
                raise Refused("no-default", "The firm has no schedule for that.", field="area")
            drop_default(tx, found.id)
        elif asked:
            rhythm = _rhythm(args, found.rhythm if found else None)
            if rhythm is not None:
                by = (
                    UpdateFormat(args.format)
                    if args.format
                    else found.format
                    if found and not args.every
                    else None
                )
                set_default(tx, args.area, args.stage, rhythm, by)
                _mention(tx.reader(), args)
        elif args.area or args.stage:
            raise Refused("no-interval", "Please say how often: --every month.", field="every")
        else:
            set_roll(tx, Roll(args.roll))
        return _listed(tx.reader())


def _mention(reader: Reader, args: argparse.Namespace) -> None:
    """What a careful colleague would say of a schedule for a practice area, before more is written for it."""
    area = fold(args.area)
    if not area:
        return
    rows = [one for one in list_matters(reader, closed=False) if fold(one.practice_area) == area]
    if not rows:
        note("No matter that you may see has this practice area.")
    elif all(one.restricted for one in rows):
        note(
            "Only restricted matters have this practice area, and everybody at the firm can read the firm's schedules."
        )


def _named(reader: Reader, args: argparse.Namespace) -> DefaultRow | None:
    found = defaults(reader).of(args.area, args.stage)
    wanted = (bool(args.area.strip()), bool(args.stage.strip()))
    return found if found and (bool(found.practice_area), bool(found.stage)) == wanted else None


def _listed(reader: Reader) -> Answer:
    rows, roll = defaults(reader).rows, firm_roll(reader)
    data = {
        "roll": roll,
        "defaults": [
            {
                "id": row.id,
                "area": row.practice_area,
                "stage": row.stage,
                "every": rhythm_words(row.rhythm),
                "at_most_days": row.rhythm.at_most_days,
                "format": row.format,
                "roll": row.rhythm.roll,
                "since": row.since,
            }
            for row in rows
        ],
    }
    lines = [
        [plain(row.name), say_rhythm(row.rhythm), row.format.label if row.format else ""] for row in rows
    ]
    said = f"A due day that is no working day {roll.label}."
    return Answer(data, "\n".join((table(("For", "Every", "By"), lines), said) if rows else (said,)))


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
