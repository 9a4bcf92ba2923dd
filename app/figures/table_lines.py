"""Every line that the figures were counted from, as rows of a table, so that whoever counts again comes to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from app.concerns.figures import ConcernFigure
from app.contactlog.note_times import NoteTime
from app.figures.counted import keeper
from app.figures.firm import FirmFigures
from app.figures.values import DECIMAL, Unit, Value, minutes
from app.kernel.language import tr
from app.owed.items import OwedItem
from app.owed.slipped.lines import Line
from app.storage.transaction import Reader

_CELLS = (
    *("by", "of", "what", "figure", "value", "unit", "state", "matter", "client", "person", "began", "due"),
    *("done", "taken", "late", "why", "text"),
)
_HEADERS = (
    "Row",
    "By",
    "Of",
    "What",
    "Figure",
    "Value",
    "Unit",
    "State",
    "Matter",
    "Client",
    "Person",
    "Began",
    "Due",
    "Done",
    "Minutes taken",
    "Minutes late",
    "Why",
    "Text",
)


def headers() -> list[str]:
    """What the columns are called: the kind of a row, then its cells. Kinds, states and units below are the words of
    the JSON in every language, so that what counts again finds them."""
    return [tr(head, "column of a table") for head in _HEADERS]


def line_rows(reader: Reader, found: FirmFigures) -> Iterator[tuple[str, ...]]:
    """Promises, late notes, what is owed, forgotten files, concerns, answers, files, policies to acknowledge."""
    for line in found.behind.lines:
        yield _promise(reader, found, line)
    for note in found.behind.late_notes:
        yield _note(reader, found, note)
    for item in found.behind.items:
        yield _item(reader, found, item)
    for lost in found.behind.lost:
        yield row_of(
            "forgotten file",
            matter=lost.matter.number,
            client=lost.matter.client,
            person=_name(found, keeper(lost.matter)),
            text=lost.reason,
        )
    yield from _house_rows(found)


def _house_rows(found: FirmFigures) -> Iterator[tuple[str, ...]]:
    behind = found.behind
    for row, several in (
        ("concern raised", behind.concerns.raised),
        ("concern open", behind.concerns.open),
        ("concern resolved", behind.concerns.resolved),
    ):
        for one in several:
            yield _concern(row, one)
    for answer in behind.answers:
        yield row_of(
            "feedback",
            matter=answer.number,
            client=answer.client,
            person=answer.person,
            done=str(answer.received_on),
            text=answer.said,
        )
    for file in behind.files:
        for on in file.on or (None,):
            yield row_of(
                "file",
                state="reviewed" if on else "",
                matter=file.matter.number,
                client=file.matter.client,
                person=file.matter.responsible,
                done=str(on or ""),
            )
    for owed in behind.to_acknowledge:
        yield row_of("policy to acknowledge", person=owed.person, began=str(owed.since), text=owed.title)


def _concern(row: str, one: ConcernFigure) -> tuple[str, ...]:
    return row_of(
        row,
        what=str(one.cause),
        state="formal" if one.formal else "",
        matter=one.matter_number,
        client=one.client,
        person=one.handler,
        began=str(one.raised_on),
        done=str(one.resolved_on or ""),
    )


def spell_number(value: Value) -> str:
    """A number as a cell has it; "" for none."""
    if value.number is None:
        return ""
    return f"{value.number:.1f}" if value.unit in DECIMAL else str(int(value.number))


def _promise(reader: Reader, found: FirmFigures, line: Line) -> tuple[str, ...]:
    return row_of(
        "promise",
        what=str(line.kind),
        state=str(line.state),
        **_matter(found, line.matter_id),
        person=_name(found, line.person_id),
        began=_moment(reader, line.since),
        due=_moment(reader, line.due),
        done=_moment(reader, line.settled_at),
        taken=spell_number(minutes(line.took)),
        late=spell_number(minutes(line.late_by)),
        why=line.why,
        text=line.text,
    )


def _note(reader: Reader, found: FirmFigures, note: NoteTime) -> tuple[str, ...]:
    return row_of(
        "late note",
        **_matter(found, note.matter_id),
        person=_name(found, note.author_id),
        began=_moment(reader, note.occurred_at),
        done=_moment(reader, note.written_at),
        taken=spell_number(minutes(note.written_at - note.occurred_at, Unit.MINUTES)),
    )


def _item(reader: Reader, found: FirmFigures, item: OwedItem) -> tuple[str, ...]:
    due = item.due
    return row_of(
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


def row_of(row: str, **cells: str) -> tuple[str, ...]:
    """A row of the table; cells that are not given are empty."""
    return (row, *(cells.get(name, "") for name in _CELLS))
