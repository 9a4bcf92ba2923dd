"""schedule defaults: the firm's schedules by practice area and stage."""

from __future__ import annotations

import argparse

from app.cli.rhythm_flags import add_rhythm, read_flags
from app.cli.session import Add, Answer, Session, note
from app.cli.tables import plain, table
from app.hours.queries import firm_calendar
from app.kernel.errors import Refused
from app.kernel.text import fold
from app.matters.queries import list_matters
from app.schedule.defaults import DefaultRow, defaults, drop_default, firm_roll, set_default, set_roll
from app.schedule.dropping import dropped_everywhere, late_updates
from app.schedule.rhythm import rhythm_words, say_rhythm
from app.schedule.words import Roll, UpdateFormat
from app.storage.transaction import Reader


def register(add: Add) -> None:
    """Add the command."""
    firms = add("schedule defaults", "the firm's schedules by practice area and stage; with --every sets one")
    firms.add_argument("--area", default="", metavar="NAME", help="practice area; any if not given")
    firms.add_argument("--stage", default="", metavar="NAME", help="any if not given")
    add_rhythm(firms)
    firms.add_argument("--drop", action="store_true", help="take that of the area and stage away")
    firms.set_defaults(run=_defaults)


def _defaults(session: Session, args: argparse.Namespace) -> Answer:
    asked = any(
        one is not None
        for one in (args.every, args.anchor, args.at_stages, args.at_key_dates, args.at_most, args.format)
    )
    if not (asked or args.drop or args.roll):
        with session.workspace.read() as reader:
            return _listed(reader)
    with session.workspace.write() as tx:
        found, calendar = _named(tx.reader(), args), firm_calendar(tx.reader())
        late = late_updates(tx.reader(), calendar)
        if args.drop:
            if found is None:
                raise Refused("no-default", "The firm has no schedule for that.", field="area")
            drop_default(tx, found.id)
        elif asked:
            rhythm = read_flags(args, found.rhythm if found else None)
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
        said = dropped_everywhere(tx.reader(), calendar, late)
        answer = _listed(tx.reader())
    if said is not None:
        note(said.message)
    return answer


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
