"""The figures as data: JSON of the command line, and the rows of a table with the lines behind them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from app.contactlog.note_times import NoteTime
from app.figures.firm import FirmFigures
from app.figures.part import Part
from app.figures.values import Unit, Value, minutes
from app.owed.items import OwedItem
from app.owed.slipped.lines import Line
from app.storage.transaction import Reader

_CELLS = {
    "by": "By",
    "of": "Of",
    "what": "What",
    "figure": "Figure",
    "value": "Value",
    "unit": "Unit",
    "state": "State",
    "matter": "Matter",
    "client": "Client",
    "person": "Person",
    "began": "Began",
    "due": "Due",
    "done": "Done",
    "taken": "Minutes taken",
    "late": "Minutes late",
    "why": "Why",
    "text": "Text",
}
HEADERS = ("Row", *_CELLS.values())
_UNIT_IN_NAME = {Unit.WORKING_MINUTES: "_minutes", Unit.MINUTES: "_minutes", Unit.COUNT: "", Unit.PERCENT: ""}


def spelled(found: FirmFigures) -> dict[str, object]:
    """As JSON: of each group its figures under their names; spans in whole minutes, percentages with one decimal."""
    return {
        "from": found.days.first,
        "to": found.days.last,
        "at": found.at,
        "before": {"from": found.earlier.first, "to": found.earlier.last, **_values(found.before)},
        "person": found.person or None,
        "figures": _values(found.now),
        "people": [{"person": one.label if one.key else None, **_values(one)} for one in found.people],
        "practice_areas": [
            {"practice_area": one.label if one.key else None, "outside": one.key is None, **_values(one)}
            for one in found.areas
        ],
        "months": [{"month": f"{one.key:%Y-%m}", **_values(one)} for one in found.months],
    }


def _values(part: Part) -> dict[str, object]:
    """By room: {"answers": {"promised": 3, "median_minutes": 205}}."""
    told: dict[str, dict[str, object]] = {}
    for name, value in part.values.items():
        room, _, figure = name.partition(".")
        number = value.number
        told.setdefault(room, {})[figure + _UNIT_IN_NAME[value.unit]] = (
            number if number is None or value.unit is Unit.PERCENT else int(number)
        )
    return dict(told)


def table_rows(reader: Reader, found: FirmFigures) -> Iterator[tuple[str, ...]]:
    """First every figure, then every line that was counted: promises, late notes, what is owed, forgotten files."""
    groups: tuple[tuple[str, tuple[Part, ...]], ...] = (
        ("firm" if not found.person else "person", (found.now,)),
        ("before", (found.before,)),
        ("person", found.people),
        ("practice area", found.areas),
        ("month", found.months),
    )
    for by, parts in groups:
        for one in parts:
            yield from _figure_rows(by, one)
    for line in found.behind.lines:
        yield _promise(reader, found, line)
    for note in found.behind.late_notes:
        yield _note(reader, found, note)
    for item in found.behind.items:
        yield _item(reader, found, item)
    for lost in found.behind.lost:
        whose = lost.matter.point_of_contact_id or lost.matter.responsible_id
        yield _row(
            "forgotten file",
            matter=lost.matter.number,
            client=lost.matter.client,
            person=_name(found, whose),
            text=lost.reason,
        )


def _figure_rows(by: str, part: Part) -> Iterator[tuple[str, ...]]:
    for name, value in part.values.items():
        what, _, figure = name.partition(".")
        yield _row(
            "figure",
            by=by,
            of=part.label,
            what=what,
            figure=figure,
            value=_number(value),
            unit=str(value.unit),
        )


def _number(value: Value) -> str:
    if value.number is None:
        return ""
    return f"{value.number:.1f}" if value.unit is Unit.PERCENT else str(int(value.number))


def _promise(reader: Reader, found: FirmFigures, line: Line) -> tuple[str, ...]:
    return _row(
        "promise",
        what=str(line.kind),
        state=str(line.state),
        **_matter(found, line.matter_id),
        person=_name(found, line.person_id),
        began=_moment(reader, line.since),
        due=_moment(reader, line.due),
        done=_moment(reader, line.settled_at),
        taken=_number(minutes(line.took)),
        late=_number(minutes(line.late_by)),
        why=line.why,
        text=line.text,
    )


def _note(reader: Reader, found: FirmFigures, note: NoteTime) -> tuple[str, ...]:
    return _row(
        "late note",
        **_matter(found, note.matter_id),
        person=_name(found, note.author_id),
        began=_moment(reader, note.occurred_at),
        done=_moment(reader, note.written_at),
        taken=_number(minutes(note.written_at - note.occurred_at, Unit.MINUTES)),
    )


def _item(reader: Reader, found: FirmFigures, item: OwedItem) -> tuple[str, ...]:
    due = item.due
    return _row(
        "owed",
        what=str(item.kind),
        state=str(item.state),
        matter=item.matter.number if item.matter else "",
        client=item.whose.client,
        person=_name(found, item.person_id),
        due=_moment(reader, due) if isinstance(due, datetime) else str(due or ""),
        text=" ".join(item.text.split()),
    )


def _matter(found: FirmFigures, matter_id: UUID | None) -> dict[str, str]:
    matter = found.behind.matters.get(matter_id) if matter_id else None
    return {"matter": matter.number, "client": matter.client} if matter else {}


def _name(found: FirmFigures, person_id: UUID | None) -> str:
    return found.names.get(person_id, "") if person_id else ""


def _moment(reader: Reader, at: datetime | None) -> str:
    return "" if at is None else reader.local(at).strftime("%Y-%m-%d %H:%M")


def _row(row: str, **cells: str) -> tuple[str, ...]:
    return (row, *(cells.get(name, "") for name in _CELLS))
