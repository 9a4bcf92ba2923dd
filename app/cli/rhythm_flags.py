"""How often: the flags that a matter's schedule and the firm's have in common."""

from __future__ import annotations

import argparse
from dataclasses import replace

from app.kernel.errors import Refused
from app.schedule.rhythm import QUIET, Rhythm, parse_rhythm
from app.schedule.rules import LONGEST, parse_interval
from app.schedule.words import IntervalUnit, Roll, UpdateFormat

_EVERY = (
    'week|fortnight|month|quarter|year|"N days"|"N working days"|"month on the 31st and at stage changes"'
)


def add_rhythm(parser: argparse.ArgumentParser) -> None:
    """Add the flags."""
    parser.add_argument("--every", metavar=_EVERY)
    parser.add_argument("--anchor", type=int, metavar="DAY", help="the day of the month, 1 to 31")
    parser.add_argument("--at-stages", action=argparse.BooleanOptionalAction, help="when the stage changes")
    parser.add_argument("--at-key-dates", action=argparse.BooleanOptionalAction, help="after key dates")
    parser.add_argument(
        "--roll", choices=[word.value for word in Roll], help="where a due day moves that is no working day"
    )
    parser.add_argument("--at-most", metavar='"N days"', help="overdue after so long")
    parser.add_argument("--format", choices=[word.value for word in UpdateFormat])


def read_flags(args: argparse.Namespace, now: Rhythm | None) -> Rhythm | None:
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
