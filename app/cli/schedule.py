"""schedule."""

from __future__ import annotations

import argparse

from app.cli.flags import iso_date
from app.cli.session import Add, Answer, Session
from app.hours.queries import firm_calendar
from app.kernel.errors import Refused
from app.matters.queries import find_matter
from app.people.queries import find_colleague
from app.schedule.commands import NewPlan, excuse_update, set_plan
from app.schedule.queries import update_dues
from app.schedule.rules import LONGEST, parse_interval
from app.schedule.words import IntervalUnit, UpdateFormat


def register(add: Add) -> None:
    """Add the command."""
    parser = add("schedule", "how often a matter's client is updated")
    parser.add_argument("--matter", required=True, metavar="NUMBER")
    parser.add_argument("--every", metavar='week|fortnight|month|quarter|"N days"|"N working days"')
    parser.add_argument(
        "--from", dest="counted_from", type=iso_date, metavar="DATE", help="as if the last was given then"
    )
    parser.add_argument("--at-most", metavar='"N days"', help="overdue after so long")
    parser.add_argument("--format", choices=[word.value for word in UpdateFormat])
    parser.add_argument("--by", metavar="NAME", help="who gives the updates")
    parser.add_argument(
        "--excuse", type=iso_date, metavar="DATE", help="the update due that day will not be given"
    )
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.set_defaults(run=_schedule)


def _schedule(session: Session, args: argparse.Namespace) -> Answer:
    if args.every is None and args.excuse is None:
        raise Refused(
            "no-interval",
            'Please say how often: --every week, fortnight, month, quarter or "10 days".',
            field="every",
        )
    with session.workspace.write() as tx:
        matter = find_matter(tx.reader(), args.matter)
        calendar = firm_calendar(tx.reader())
        if args.every is not None:
            interval = parse_interval(args.every)
            by = find_colleague(tx.reader(), args.by, active_only=True).id if args.by is not None else None
            wanted = UpdateFormat(args.format) if args.format else None
            plan = NewPlan(
                matter.id, interval.count, interval.unit, args.counted_from, _days(args.at_most), wanted, by
            )
            set_plan(tx, plan)
        if args.excuse is not None:
            excuse_update(tx, matter.id, args.excuse, args.reason, calendar)
        due = update_dues(tx.reader(), calendar, matter.id)[matter.id]
    return Answer(
        {"matter": matter.number, "next_due": due.due_on},
        f"The next update is due on {due.due_on.isoformat()}.",
    )


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
