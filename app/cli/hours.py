"""hours: show, set, close, open, remove. absence: add, list, remove."""

from __future__ import annotations

import argparse
from datetime import date, time, timedelta
from uuid import UUID

from app.cli.flags import add_times, iso_date
from app.cli.session import Add, Answer, Session
from app.cli.spelling import problems
from app.cli.tables import table
from app.hours.commands import (
    NewAbsence,
    NewFirmDay,
    add_absence,
    add_firm_day,
    remove_firm_day,
    set_opening_hours,
)
from app.hours.queries import Absence, FirmDayRow, absences, firm_days, work_time
from app.hours.typed import read_hours, read_time, read_week, say_clock, say_hours, say_week
from app.kernel.datewords import WEEKDAYS
from app.kernel.errors import NotFound, Refused
from app.owed.handover.away_news import end_absence
from app.owed.handover.unwatched import absence_warnings
from app.people.queries import colleagues, find_colleague
from app.storage.transaction import Reader, Transaction
from app.workdays.calendar import DayNote
from app.workdays.own_days import DayKind, Span
from app.workdays.worktime import WorkTime

Json = dict[str, object]
_AHEAD = timedelta(days=366)


def register(add: Add) -> None:
    """Add the commands."""
    showing = add("hours show", "when the firm works: hours, holidays, its own days")
    showing.add_argument("--year", type=int, metavar="YEAR", help="of this year (default: this and the next)")
    showing.set_defaults(run=_show)
    setting = add("hours set", 'when the firm is open: hours set "Mon-Thu 9-12:30, 13:30-17:30" "Fri 9-13"')
    setting.add_argument("week", nargs="*", metavar='"DAYS HOURS"')
    setting.add_argument("--usual", action="store_true", help="nine to five on the working days of the place")
    setting.set_defaults(run=_set)
    closing = add("hours close", "days on which the firm is closed, or closes early")
    closing.add_argument("--early", metavar="TIME", help="a half day that ends then")
    closing.set_defaults(run=_close)
    opening = add("hours open", "days on which the firm works though they are a holiday or a weekend")
    opening.add_argument("--hours", metavar="HOURS", help="such as 9-12 (default: those of the weekday)")
    opening.set_defaults(run=_open)
    for parser in (closing, opening):
        parser.add_argument("first", type=iso_date, metavar="DATE")
        parser.add_argument("last", type=iso_date, nargs="?", metavar="LAST")
        parser.add_argument("--name", default="", metavar="TEXT")
        parser.add_argument("--yearly", action="store_true", help="every year again")
    removing = add("hours remove", "take one of the firm's own days back")
    removing.add_argument("id", metavar="ID")
    removing.set_defaults(run=_remove)
    _register_absences(add)


def _register_absences(add: Add) -> None:
    adding = add("absence add", "somebody is away")
    adding.add_argument("--person", metavar="NAME", help="who (default: who signs in)")
    adding.add_argument("--from", dest="first", type=iso_date, required=True, metavar="DATE")
    adding.add_argument("--to", dest="last", type=iso_date, metavar="DATE", help="(default: that day alone)")
    adding.add_argument("--stand-in", metavar="NAME")
    adding.add_argument("--note", default="", metavar="TEXT")
    adding.set_defaults(run=_add_absence)
    listing = add("absence list", "who is away, and when")
    add_times(listing)
    listing.add_argument("--person", metavar="NAME")
    listing.add_argument("--from", dest="first", type=iso_date, metavar="DATE", help="(default: today)")
    listing.add_argument("--to", dest="last", type=iso_date, metavar="DATE", help="(default: a year later)")
    listing.set_defaults(run=_list_absences)
    removing = add("absence remove", "somebody is not away after all, or not any more")
    removing.add_argument("id", metavar="ID")
    removing.set_defaults(run=_remove_absence)


def _show(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.read() as reader:
        year = reader.today.year if args.year is None else args.year
        last = year + 1 if args.year is None else year
        if not 1800 <= year <= 2999:
            raise Refused("bad-year", "Please give a year from 1800 to 2999.", field="year")
        where = work_time(reader)
        notes = where.calendar.notes(date(year, 1, 1), date(last, 12, 31))
        own = firm_days(reader)
    data = {
        "time_zone": where.zone.key,
        "country": where.calendar.country,
        "subdivision": where.calendar.subdivision,
        "weekdays": [
            {"weekday": WEEKDAYS[n].lower(), "hours": _spans(where.usual_hours(n))} for n in range(7)
        ],
        "usual": where.week is None,
        "days": [_own_day(row) for row in own],
        "calendar": [_note(note, where) for note in notes],
    }
    week = table(["Weekday", "Hours"], [[WEEKDAYS[n], say_hours(where.usual_hours(n))] for n in range(7)])
    rows = [[note.day, WEEKDAYS[note.day.weekday()][:3], note.name, _said(note)] for note in notes]
    ours = [[row.id, row.day.first, row.day.last, row.day.kind, row.day.name, _every(row)] for row in own]
    parts = [week, table(["Day", "", "Name", "The firm"], rows)]
    if ours:
        parts.append(table(["Id", "From", "To", "Kind", "Name", ""], ours))
    return Answer(data, "\n\n".join(parts))


def _set(session: Session, args: argparse.Namespace) -> Answer:
    if bool(args.week) == args.usual:
        raise Refused("no-hours", 'Please give hours, such as "Mon-Fri 9-17", or --usual.', field="week")
    with session.workspace.write() as tx:
        if args.usual:
            set_opening_hours(tx, None)
        else:
            where = work_time(tx.reader())
            week = {weekday: where.usual_hours(weekday) for weekday in range(7)}
            for words in args.week:
                week.update(read_week(words))
            set_opening_hours(tx, week)
        where = work_time(tx.reader())
    said = [{"weekday": WEEKDAYS[n].lower(), "hours": _spans(where.usual_hours(n))} for n in range(7)]
    shown = say_week({n: where.usual_hours(n) for n in range(7)})
    return Answer({"weekdays": said}, f"The firm's hours are set: {shown}.")


def _close(session: Session, args: argparse.Namespace) -> Answer:
    kind = DayKind.CLOSED if args.early is None else DayKind.HALF
    closes = None if args.early is None else read_time(args.early, "early")
    return _added(session, NewFirmDay(kind, args.first, args.last, args.name, args.yearly, closes=closes))


def _open(session: Session, args: argparse.Namespace) -> Answer:
    opens: time | None = None
    closes: time | None = None
    if args.hours is not None:
        spans = read_hours(args.hours)
        if len(spans) != 1:
            raise Refused("one-span", "Please give one stretch of hours, such as 9-12.", field="hours")
        opens, closes = spans[0]
    return _added(
        session, NewFirmDay(DayKind.OPENED, args.first, args.last, args.name, args.yearly, opens, closes)
    )


def _added(session: Session, new: NewFirmDay) -> Answer:
    with session.workspace.write() as tx:
        day_id = add_firm_day(tx, new)
    said = "The firm's calendar says so now."
    if new.kind is DayKind.HALF and new.closes is not None:
        said = f"The firm closes at {say_clock(new.closes)}. {said}"
    return Answer({"id": day_id, "closes": new.closes}, said)


def _remove(session: Session, args: argparse.Namespace) -> Answer:
    day_id = _id(args.id, "no-firm-day", "That day is not in the firm's calendar.")
    with session.workspace.write() as tx:
        remove_firm_day(tx, day_id)
    return Answer({"id": day_id}, "Taken back: the calendar of the place counts again.")


def _add_absence(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        who = _person(tx, args.person) or tx.actor
        new = NewAbsence(who, args.first, args.last or args.first, _person(tx, args.stand_in), args.note)
        absence_id = add_absence(tx, new)
        warnings = absence_warnings(tx.reader(), new)
    said = "\n".join(["Noted.", *(one.message for one in warnings)])
    return Answer({"id": absence_id, "warnings": problems(warnings)}, said)


def _person(tx: Transaction, name: str | None) -> UUID | None:
    return None if name is None else find_colleague(tx.reader(), name, active_only=True).id


def _list_absences(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        who = None if args.person is None else find_colleague(reader, args.person).id
        first = args.first or reader.today
        found = absences(reader, first, args.last or min(first, date.max - _AHEAD) + _AHEAD, who)
        rows = _spelled_absences(reader, found)
    shown = [
        [row["id"], row["person"], row["first"], row["last"], row["stand_in"], row["note"]] for row in rows
    ]
    text = table(["Id", "Who", "From", "To", "Stand-in", "Note"], shown)
    return Answer({"absences": rows}, text if rows else "Nobody is away.")


def _spelled_absences(reader: Reader, found: tuple[Absence, ...]) -> list[Json]:
    names = {one.id: one.name for one in colleagues(reader, active_only=False)}
    return [
        {
            "id": one.id,
            "person": names.get(one.colleague_id, ""),
            "first": one.first,
            "last": one.last,
            "stand_in": names.get(one.stand_in_id, "") if one.stand_in_id else None,
            "note": one.note,
        }
        for one in found
    ]


def _remove_absence(session: Session, args: argparse.Namespace) -> Answer:
    absence_id = _id(args.id, "no-absence", "That absence is not in the vault.")
    with session.workspace.write() as tx:
        end_absence(tx, absence_id)
    return Answer({"id": absence_id}, "Taken back.")


def _id(words: str, code: str, message: str) -> UUID:
    try:
        return UUID(words)
    except ValueError:
        raise NotFound(code, message, field="id") from None


def _spans(hours: tuple[Span, ...]) -> list[Json]:
    return [{"from": f"{a:%H:%M}", "to": "24:00" if b == time() else f"{b:%H:%M}"} for a, b in hours]


def _own_day(row: FirmDayRow) -> Json:
    day = row.day
    return {
        "id": row.id,
        "kind": day.kind,
        "first": day.first,
        "last": day.last,
        "name": day.name,
        "yearly": day.yearly,
        "until": None if day.until is None else f"{day.until:%H:%M}",
        "hours": _spans(day.hours),
    }


def _note(note: DayNote, where: WorkTime) -> Json:
    return {
        "day": note.day,
        "kind": note.kind,
        "name": note.name,
        "works": note.is_working,
        "hours": _spans(where.hours_on(note.day)),
    }


def _said(note: DayNote) -> str:
    if note.until is not None:
        return f"closes at {say_clock(note.until)}"
    return "works" if note.is_working else "closed"


def _every(row: FirmDayRow) -> str:
    return "every year" if row.day.yearly else ""
