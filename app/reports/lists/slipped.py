"""What slipped in a time, on paper: for a partner to go through with who owed it. The page's groups, in its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.clients.queries import client_names
from app.kernel.language import tr
from app.kernel.numbers import say_share
from app.kernel.said import say_date, say_moment
from app.matters.queries import MatterRow, list_matters
from app.owed.slipped.lines import Figures, Line, say_line_late
from app.owed.slipped.queries import Slipped, slipped
from app.owed.slipped.saying import (
    outcomes,
    say_about,
    say_due_at,
    say_given_at,
    say_kept,
    say_kind,
    say_thing,
    say_took,
)
from app.people.queries import colleagues
from app.reports.lists.morning import MorningList, MorningPart, MorningRow
from app.reports.stationery import on_paper, stationery
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class _Names:
    """What the lines name; ``now`` is in the firm's zone."""

    matters: Mapping[UUID, MatterRow]
    clients: Mapping[UUID, str]
    people: Mapping[UUID, str]
    now: datetime


@on_paper
def slipped_list(
    reader: Reader, first: date | None = None, last: date | None = None, *, person_id: UUID | None = None
) -> MorningList:
    """The list of the firm, or of what one person owed, in the time that `slipped` takes."""
    found = slipped(reader, first, last, person_id=person_id)
    now = reader.local(reader.now)
    people = {one.id: one.name for one in colleagues(reader, active_only=False)}
    lost = {one.client_id for one in found.lines if one.matter_id is None and one.client_id is not None}
    matters = {row.id: row for row in list_matters(reader)}
    names = _Names(matters, client_names(reader, lost), people, now)
    came = outcomes(found)
    parts = [
        MorningPart(one.title, tuple(_row(line, names, ticked=one.is_open) for _, line in one.lines))
        for one in came
    ]
    parts.append(MorningPart(tr("What was promised"), tuple(_kinds(found, now))))
    if person_id is None:
        parts.append(MorningPart(tr("By person"), tuple(_people(found, names))))
    days = tr("{first} to {last}").format(first=say_date(found.first), last=say_date(found.last))
    whole = found.of()
    kept = f"{say_kept(whole)}." if whole.promised or whole.excused else ""
    return MorningList(
        stationery=stationery(reader),
        title=tr("What slipped: {days}").format(days=days),
        called=tr("What slipped, {days}").format(days=days),
        whose=tr("Everybody at the firm") if person_id is None else people[person_id],
        summary=kept or tr("Nothing was promised in that time, and nothing slipped."),
        parts=tuple(part for part in parts if part.rows),
        made=say_moment(now, now),
        whose_id=person_id or reader.viewer,
        matters=Counter(line.matter_id for one in came for _, line in one.lines),
        kind="slipped_list",
        file=tr("What slipped"),
    )


def _row(line: Line, names: _Names, *, ticked: bool) -> MorningRow:
    """When it was due, whose matter, what was owed by whom, how late, and why."""
    matter = names.matters.get(line.matter_id) if line.matter_id is not None else None
    client = names.clients.get(line.client_id, "") if line.client_id is not None else ""
    said = (
        say_thing(line.kind),
        names.people.get(line.person_id, "") if line.person_id is not None else "",
        say_line_late(line, names.now),
        say_given_at(line, names.now),
        say_about(line),
        _one_line(line.why),
    )
    return MorningRow(
        say_due_at(line, names.now),
        matter.title if matter is not None else tr("Outside any matter"),
        matter.client if matter is not None else client,
        " · ".join(part for part in said if part),
        late=ticked,
        number=matter.number if matter is not None else "",
        ticked=ticked,
    )


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _kinds(found: Slipped, now: datetime) -> Iterator[MorningRow]:
    for one in found.by_kind:
        if one.kind is not None and (one.promised or one.excused):
            yield _figures(say_kind(one.kind), one, now)


def _people(found: Slipped, names: _Names) -> Iterator[MorningRow]:
    named = [(names.people.get(one, ""), one) for one in found.people if one is not None]
    for name, person in sorted(named):
        yield _figures(name, found.of(person_id=person), names.now)


def _figures(title: str, figures: Figures, now: datetime) -> MorningRow:
    share = "" if figures.on_time is None else say_share(figures.on_time)
    text = "; ".join(part for part in (say_kept(figures), say_took(figures, now)) if part)
    return MorningRow(share, title, "", text, ticked=False)
