"""The morning list: what one person owes, or what those owe whom they answer for, to take along on paper.

It is the list of Today, from the same functions, in the same order and words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from app.clients.reach import Number, Reach, reach_of
from app.contactlog.wishes import is_of_a_kind_never_used, wishes_of
from app.contactlog.words import Channel
from app.kernel.language import tr
from app.kernel.said import say_day, say_long, say_moment
from app.owed.division import Division, Share, divide
from app.owed.items import OwedItem, OwedState, as_moment
from app.owed.queries import Forgotten, owed
from app.owed.saying import Standing, say_due, say_item, say_put_off, say_totals
from app.reports.content import Stationery
from app.reports.stationery import on_paper, stationery
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class MorningRow:
    """One thing: when, whose matter, what; ``late`` and ``soon`` say how heavy the first is set."""

    when: str
    title: str
    client: str
    text: str
    late: bool = False
    soon: bool = False
    reach: str = ""
    """The client's number, when to call, interpreter, and whom not to tell; "" where nothing of it is known."""
    number: str = ""
    """The matter's; "" where it is of none."""
    ticked: bool = True
    """There is something to tick off: it has a square."""


@dataclass(frozen=True, slots=True)
class MorningPart:
    """Rows under a heading."""

    title: str
    rows: tuple[MorningRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class MorningList:
    """The whole page in words. ``whose`` it is: a name, or the team of one."""

    stationery: Stationery
    title: str
    """Of what and of which day it is, over the page."""
    called: str
    """The same for its file."""
    whose: str
    summary: str
    parts: tuple[MorningPart, ...]
    made: str
    whose_id: UUID
    """Of whom it is; who asked for it where it is of the whole firm."""
    matters: Counter[UUID | None]
    """How many rows of each matter stand on it; None: of none."""
    file: str
    """What a file of it is called, without the day."""
    kind: str = "morning_list"
    """What the audit trail calls it."""


@on_paper
def morning_list(reader: Reader, person_id: UUID | None = None, *, team: bool = False) -> MorningList:
    """The list of one person (None: who looks), or of those they answer for."""
    division = divide(reader, owed(reader), person_id)
    now = reader.local(reader.now)
    shares = division.others if team else (division.mine,)
    reach = _reached(reader, shares)
    parts = _team_parts(reader, division, reach) if team else _own_parts(reader, division.mine, reach)
    name = division.mine.name
    whose = tr("The team of {name}").format(name=name) if team else name
    if team and division.whole_firm:
        whose = tr("Everybody else at the firm")
    return MorningList(
        stationery=stationery(reader),
        title=tr("{day}: what is owed").format(day=say_long(now.date())),
        called=tr("What is owed, {day}").format(day=say_long(now.date())),
        whose=whose,
        summary=say_totals(shares),
        parts=tuple(part for part in parts if part.rows),
        made=say_moment(now, now),
        whose_id=person_id or reader.viewer,
        matters=Counter(_of_matters(shares)),
        file=tr("What is owed"),
    )


def _of_matters(shares: Iterable[Share]) -> Iterator[UUID | None]:
    for share in shares:
        yield from (item.matter_id for item in share.items)
        yield from (one.matter.id for one in share.forgotten)


def _reached(reader: Reader, shares: Iterable[Share]) -> Mapping[UUID, str]:
    """Of each client, how they are reached."""
    ids: set[UUID] = set()
    for share in shares:
        ids.update(one for item in share.items if (one := item.whose.client_id) is not None)
        ids.update(one.matter.client_id for one in share.forgotten)
    return {one: say_reach(found) for one, found in reach_of(reader, ids).items()}


def say_reach(found: Reach) -> str:
    """As in "(415) 555-0142, after 15:00 · Interpreter: Spanish · Never: phone · Don't tell: her brother, Ned".

    It is the first number at which the client wants to be called; one that changed since it was verified says so
    (A1, A3).
    """
    number = _to_call(found)
    call = _line(number.value) if number is not None else ""
    if number is not None and number.is_unproved:
        call = tr("{phone} (changed, not verified)").format(phone=call)
    parts = [
        ", ".join(part for part in (call, _line(found.times)) if part),
        tr("Interpreter: {language}").format(language=_line(found.interpreter)) if found.interpreter else "",
        tr("Never: {channels}").format(channels=_line(found.never)) if found.never.strip() else "",
        tr("Don't tell: {whom}").format(whom=_line(found.not_told)) if found.not_told else "",
    ]
    return " · ".join(part for part in parts if part)


def _to_call(found: Reach) -> Number | None:
    """Not at any where calls are not wanted at all; "Never: home phone" leaves the mobile. Nor where nobody knows which
    are meant, as of "Never: home": the wish stands beside it, and who calls reads it."""
    wishes = wishes_of("", "", found.never)
    if Channel.PHONE in wishes.never_channels or wishes.never_loose:
        return None
    return next(
        (one for one in found.phones if not is_of_a_kind_never_used(wishes, Channel.PHONE, one.label)), None
    )


def _line(words: str) -> str:
    return " ".join(words.split())


def _own_parts(reader: Reader, mine: Share, reach: Mapping[UUID, str]) -> Iterator[MorningPart]:
    sunday = reader.today + timedelta(days=6 - reader.today.weekday())
    on_list = [item for item in mine.items if item.put_off is None]

    def weeks(item: OwedItem) -> int:
        """How many Sundays stand before it."""
        days = 1 if item.due is None else (reader.local(as_moment(item.due, reader)).date() - sunday).days
        return max(0, -(-days // 7))

    upcoming = [item for item in on_list if item.state is OwedState.UPCOMING]
    yield MorningPart(
        tr("Late", "overdue"), _rows(reader, reach, (i for i in on_list if i.state is OwedState.OVERDUE))
    )
    yield MorningPart(tr("Today"), _rows(reader, reach, (i for i in on_list if i.state is OwedState.DUE)))
    yield MorningPart(tr("This week"), _rows(reader, reach, (i for i in upcoming if weeks(i) == 0)))
    yield MorningPart(tr("Next week"), _rows(reader, reach, (i for i in upcoming if weeks(i) == 1)))
    yield MorningPart(tr("Later"), _rows(reader, reach, (i for i in upcoming if weeks(i) > 1)))
    yield MorningPart(
        tr("Put off", "things"), _rows(reader, reach, (i for i in mine.items if i.put_off is not None))
    )
    yield MorningPart(tr("Forgotten files"), _lost(reach, mine.forgotten))


def _team_parts(reader: Reader, division: Division, reach: Mapping[UUID, str]) -> Iterator[MorningPart]:
    for share in division.others:
        rows = _rows(reader, reach, share.items) + _lost(reach, share.forgotten)
        yield MorningPart(share.name or tr("In nobody's name"), rows, say_away(reader, share))


def say_away(reader: Reader, share: Share) -> str:
    """That somebody left, or is away and who stands in; "" of who is there."""
    if share.left:
        return tr("not at the firm any more")
    if share.away_until is None:
        return ""
    words = (
        tr("away until {day}; {who} stands in")
        if share.stand_in
        else tr("away until {day}; nobody stands in")
    )
    return words.format(day=say_day(share.away_until, reader.today), who=share.stand_in)


def _rows(reader: Reader, reach: Mapping[UUID, str], items: Iterable[OwedItem]) -> tuple[MorningRow, ...]:
    return tuple(_row(item, reader, _reached_at(reach, item.whose.client_id)) for item in items)


def _reached_at(reach: Mapping[UUID, str], client_id: UUID | None) -> str:
    return "" if client_id is None else reach.get(client_id, "")


def _row(item: OwedItem, reader: Reader, reach: str) -> MorningRow:
    now = reader.local(reader.now)
    due = say_due(item, now)
    text = say_item(item, now)
    if item.put_off is not None:
        said = say_put_off(item.put_off, now)
        text = f"{said[:1].upper()}{said[1:]} · {text}"
    client = item.whose.client if item.matter is not None else ""
    late = due.standing is Standing.LATE
    number = item.matter.number if item.matter is not None else ""
    return MorningRow(due.words, item.title, client, text, late, due.standing is Standing.SOON, reach, number)


def _lost(reach: Mapping[UUID, str], forgotten: Iterable[Forgotten]) -> tuple[MorningRow, ...]:
    return tuple(
        MorningRow(
            tr("forgotten file"),
            one.matter.title,
            one.matter.client,
            one.reason,
            reach=reach.get(one.matter.client_id, ""),
            number=one.matter.number,
        )
        for one in forgotten
    )
