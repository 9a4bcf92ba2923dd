"""slipped: what was promised to clients and what became of it, with the figures (PRACTICE I5)."""

from __future__ import annotations

import argparse
from datetime import timedelta

from app.cli.flags import add_times, check_span, iso_date
from app.cli.session import Add, Answer, Session
from app.cli.tables import table
from app.matters.queries import find_matter, list_matters
from app.owed.slipped.lines import Figures, Line, LineState, say_line_late, say_worked
from app.owed.slipped.queries import Slipped, slipped
from app.people.queries import colleagues, find_colleague

_WORDS = {
    LineState.GIVEN: "in time",
    LineState.LATE: "late",
    LineState.MISSED: "not given",
    LineState.EXCUSED: "excused",
    LineState.OWED: "open",
}
_UNIT = (
    "* from coming in to done, in hours of working days: all 24 hours of days that are no weekend or holiday"
)
_SLIPPED = {LineState.LATE, LineState.MISSED, LineState.EXCUSED}


def register(add: Add) -> None:
    """Add the command."""
    parser = add("slipped", "what was promised to clients, given in time, late or not at all, and why")
    parser.add_argument("--matter", metavar="NUMBER")
    parser.add_argument("--person", metavar="NAME", help="what this person owed")
    parser.add_argument(
        "--from", dest="first", type=iso_date, metavar="DATE", help="this quarter, or the whole matter"
    )
    parser.add_argument("--to", dest="last", type=iso_date, metavar="DATE", help="today if not given")
    add_times(parser)
    parser.set_defaults(run=_slipped)


def _slipped(session: Session, args: argparse.Namespace) -> Answer:
    check_span(args.first, args.last)
    with session.reading(args) as reader:
        person = find_colleague(reader, args.person).id if args.person is not None else None
        matter = find_matter(reader, args.matter).id if args.matter is not None else None
        found = slipped(reader, args.first, args.last, matter_id=matter, person_id=person)
        names = {row.id: row.name for row in colleagues(reader, active_only=False)}
        numbers = {row.id: row.number for row in list_matters(reader)}
    if matter is not None:
        session.workspace.viewed(matter)

    def spelled(line: Line) -> dict[str, object]:
        return {
            "kind": line.kind,
            "state": line.state,
            "matter": numbers.get(line.matter_id) if line.matter_id else None,
            "person": names.get(line.person_id) if line.person_id else None,
            "text": line.text,
            "urgent": line.urgent,
            "source_id": line.source_id,
            "since": line.since,
            "due_on": line.due_on,
            "due_at": line.due,
            "settled_at": line.settled_at,
            "entry": line.entry_id,
            "given_by": names.get(line.given_by) if line.given_by else None,
            "late_hours": hours(line.late_by),
            "took_hours": hours(line.took),
            "why": line.why or None,
        }

    lines = [spelled(line) for line in found.lines]
    data = {
        "from": found.first,
        "to": found.last,
        "figures": [figures_json(one) for one in (*found.by_kind, found.of())],
        "people": [
            {"person": names.get(one) if one else None, **figures_json(found.of(person_id=one))}
            for one in found.people
            if one is not None
        ],
        "lines": lines,
    }
    return Answer(data, _text(session, found, lines, of_matter=matter is not None))


def figures_json(one: Figures) -> dict[str, object]:
    """The figures of a kind, "all" of every kind; hours of working days."""
    return {
        "kind": one.kind or "all",
        "promised": one.promised,
        "in_time": one.given,
        "late": one.late,
        "missed": one.missed,
        "excused": one.excused,
        "open": one.owed,
        "unscheduled": one.unscheduled,
        "share_in_time": None if one.on_time is None else round(one.on_time, 4),
        "median_hours": hours(one.median),
        "p95_hours": hours(one.p95),
        "longest_late_hours": hours(one.longest_late),
    }


def hours(span: timedelta | None) -> float | None:
    """A span in hours, to two places."""
    return None if span is None else round(span.total_seconds() / 3600, 2)


def _text(session: Session, found: Slipped, lines: list[dict[str, object]], *, of_matter: bool) -> str:
    rows = [
        [
            str(one.kind or "all").replace("_", " "),
            str(one.promised),
            str(one.given),
            str(one.late),
            str(one.missed),
            str(one.excused),
            "" if one.on_time is None else f"{one.on_time:.0%}",
            say_worked(one.median) if one.median is not None else "",
            say_worked(one.p95) if one.p95 is not None else "",
        ]
        for one in (*found.by_kind, found.of())
    ]
    heads = ["What", "Promised", "In time", "Late", "Not given", "Excused", "Share", "Median*", "95 of 100*"]
    head = f"From {found.first.isoformat()} to {found.last.isoformat()}\n\n{table(heads, rows)}\n{_UNIT}"
    now = session.workspace.local_now
    told = [
        [
            str(session.spell(line.due))[:16] if line.due else "",
            "still owed" if line.is_open and line.state is LineState.MISSED else _WORDS[line.state],
            str(shown["matter"] or ""),
            str(line.kind).replace("_", " "),
            say_line_late(line, now),
            line.why,
            line.text,
        ]
        for line, shown in zip(found.lines, lines, strict=True)
        if of_matter or line.state in _SLIPPED
    ]
    if not told:
        return f"{head}\n\nNothing slipped."
    return f"{head}\n\n{table(['Due', 'Became', 'Matter', 'What', 'Late', 'Why', 'Text'], told)}"
