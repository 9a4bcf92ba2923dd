"""Who was told nothing in a month, on paper: to be worked through with the telephone beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from app.clients.reach import reach_of
from app.hours.queries import firm_calendar
from app.kernel.language import counted, tr
from app.kernel.numbers import say_number
from app.kernel.said import say_day, say_moment, say_month
from app.people.queries import colleagues
from app.reports.lists.morning import MorningList, MorningPart, MorningRow, say_reach
from app.reports.stationery import on_paper, stationery
from app.schedule.untold import ToldNothing, told_nothing
from app.storage.transaction import Reader


@on_paper
def untold_list(reader: Reader, month: date | None = None) -> MorningList:
    """The list of the whole firm, each with the last update, the next action and who gives it."""
    first = (month or reader.today).replace(day=1)
    rows = told_nothing(reader, firm_calendar(reader), first)
    names: dict[UUID | None, str] = {one.id: one.name for one in colleagues(reader, active_only=False)}
    now = reader.local(reader.now)

    reach = reach_of(reader, {one.matter.client_id for one in rows})

    def lines(found: Iterable[ToldNothing]) -> tuple[MorningRow, ...]:
        return tuple(
            MorningRow(
                tr("do not call") if one.silent else say_given(one, reader),
                one.matter.title,
                one.matter.client,
                " · ".join(part for part in (_what(one, reader), names.get(one.person_id, "")) if part),
                reach="" if one.silent else say_reach(reach[one.matter.client_id]),
                number=one.matter.number,
                ticked=not one.silent,
            )
            for one in found
        )

    owed = [one for one in rows if not one.silent]
    parts = (
        MorningPart(tr("Not updated"), lines(owed)),
        MorningPart(tr("Silence agreed"), lines(one for one in rows if one.silent)),
    )
    return MorningList(
        stationery=stationery(reader),
        title=tr("{day}: who was not updated").format(day=say_month(first)),
        called=tr("Who was not updated, {day}").format(day=say_month(first)),
        whose=tr("All open matters"),
        summary=say_count(len(owed)),
        parts=tuple(part for part in parts if part.rows),
        made=say_moment(now, now),
        whose_id=reader.viewer,
        matters=Counter(one.matter.id for one in rows),
        kind="untold_list",
        file=tr("Who was not updated"),
    )


def _what(one: ToldNothing, reader: Reader) -> str:
    """What comes next; of who asked for silence, when they were last told stands there, too."""
    said = one.next_action
    if not one.silent:
        return said
    given = say_given(one, reader)
    return f"{given if one.last_given is None else tr('Last told: {day}').format(day=given)} · {said}"


def say_count(count: int) -> str:
    """How many clients wait."""
    if count == 0:
        return tr("Every client was given an update.")
    words = counted(count, "1 client was not updated.", "{count} clients were not updated.")
    return words.format(count=say_number(count))


def say_given(one: ToldNothing, reader: Reader) -> str:
    """When the client was last updated."""
    if one.last_given is None:
        return tr("no update yet")
    return say_day(reader.local(one.last_given).date(), reader.today)
