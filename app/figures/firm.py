"""The one function behind the figures on the screen, on paper, in tables and on the command line (PRACTICE I5, K4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from app.feedback.queries import answers
from app.figures.counted import Behind, at_end, read_behind
from app.figures.grouping import Grouping
from app.figures.house import feedback_values
from app.figures.part import Part, Quarter, Whole, part
from app.figures.span import Days
from app.kernel.collector import collector_held, let_go
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.matters.queries import MatterRow, list_matters
from app.people.queries import colleagues, may_weigh, must_weigh
from app.promises.queries import terms_book
from app.promises.terms import PromiseTerms
from app.storage.transaction import Reader

Told = Callable[[int, int], object]
"""Hears how many steps of how many are done; may raise to end it."""
STEPS = 6
TREND = 4
"""So many quarters the trend of feedback has at least."""


@dataclass(frozen=True, slots=True)
class FirmFigures:
    """The figures of ``days`` and of the time ``before``, by person, practice area and month.

    ``at``: the end of the time (in the firm's zone), at which stands what is owed; the reader's moment where the time
    is not over. ``person``: whose figures they are, "" of everybody. ``promise``: what the firm promises at the end.
    The groups of each kind add up to the whole, but for people whose figures who looks may not see. Month of what is
    open: the last.
    """

    days: Days
    at: datetime
    now: Part
    earlier: Days
    before: Part
    people: tuple[Part, ...]
    areas: tuple[Part, ...]
    months: tuple[Part, ...]
    quarters: tuple[Part, ...]
    """What clients answered in the quarters up to the end, at least four of them, for the trend (PRACTICE H2)."""
    behind: Behind
    names: Mapping[UUID, str]
    promise: PromiseTerms
    person: str = ""
    viewer: str = ""
    """Who looks: matters closed to them are not counted."""
    person_id: UUID | None = None
    has_lines: bool = True
    """Whether ``behind`` is kept."""

    def without_lines(self) -> FirmFigures:
        """The figures alone."""
        return replace(self, behind=Behind(), has_lines=False)


def with_lines(reader: Reader, found: FirmFigures) -> FirmFigures:
    """With what they are counted from: where it was let go, all is counted anew, as of the reader's moment."""
    if found.has_lines:
        return found
    return figures(reader, found.days.first, found.days.last, person_id=found.person_id)


def figures_alone(
    reader: Reader, first: date, last: date, *, told: Told = lambda _done, _of: None
) -> FirmFigures:
    """The figures of the firm, for who keeps them and works beside a window: a large firm's are counted from a hundred
    thousand things, which are let go of little by little."""
    found = figures(reader, first, last, told=told)
    things, alone = found.behind.things(), found.without_lines()
    del found
    let_go(things)
    return alone


def figures(
    reader: Reader,
    first: date | None = None,
    last: date | None = None,
    *,
    person_id: UUID | None = None,
    told: Told = lambda _done, _of: None,
) -> FirmFigures:
    """The figures from ``first`` (else the quarter's first day) to ``last`` (else today; never later), of the firm or
    of what one person owed, wrote and looks after. What each means: `app.figures.part`.

    Sources: promises and what became of them are the lines of `app.owed.slipped.queries.slipped`, with whoever owed
    each when it was due; what is owed and forgotten is `app.owed.queries.owed` as of the end of the last day, or of
    now; notes are the contacts of these days that stand, with who wrote them. A matter's practice area is what it is
    now. All of it as the log stands now: what was logged late, amended or withdrawn since counts in every quarter as
    it is known to have been. Of the people only those whose figures the reader may see. Raises `Refused`
    ("ends-before", "not-allowed" for the figures of another person).
    """
    must_weigh(reader, person_id)
    last = min(last or reader.today, reader.today)
    first = first or last.replace(month=(last.month - 1) // 3 * 3 + 1, day=1)
    if last < first:
        raise Refused(
            "ends-before", tr("The last day is before the first one, or the time lies ahead."), field="to"
        )
    days = Days(first, last)
    with collector_held():
        names = {row.id: row.name for row in colleagues(reader, active_only=False)}
        matters = {row.id: row for row in list_matters(reader, order=None)}
        behind = read_behind(reader, days, person_id, matters, told=lambda step: told(step, STEPS))
        earlier = days.before()
        then = at_end(reader, days)
        group = Grouping(then, days, names, matters)
        found = group.gathered(behind)
        before = _before(reader, earlier, person_id, names, matters, lambda step: told(step + 3, STEPS))
    return FirmFigures(
        days=days,
        at=reader.local(then.now),
        now=part(None, Whole.FIRM if person_id is None else names.get(person_id, ""), found.firm),
        earlier=earlier,
        before=before,
        people=tuple(
            part(key, names.get(key, Whole.NOBODY) if key else Whole.NOBODY, one)
            for key, one in found.by_person()
            if may_weigh(reader, key)
        ),
        areas=tuple(part(key, name, found.areas[key]) for key, name in group.area_names(found)),
        months=tuple(part(month, month, found.months[month], standing=False) for month in days.months()),
        quarters=_trend(reader, days, person_id),
        behind=behind,
        names=names,
        promise=terms_book(then).of(None, None),
        person=names.get(person_id, "") if person_id else "",
        viewer=names.get(reader.viewer, ""),
        person_id=person_id,
    )


def _before(
    reader: Reader,
    earlier: Days,
    person_id: UUID | None,
    names: Mapping[UUID, str],
    matters: Mapping[UUID, MatterRow],
    told: Callable[[int], object],
) -> Part:
    """The time before, of which nothing but its figures is kept."""
    was = read_behind(reader, earlier, person_id, matters, told=told)
    made = part(
        None, Whole.BEFORE, Grouping(at_end(reader, earlier), earlier, names, matters).gathered(was).firm
    )
    things = was.things()
    del was
    let_go(things)
    return made


def _trend(reader: Reader, days: Days, person_id: UUID | None) -> tuple[Part, ...]:
    """What was answered in each quarter that the time has a part of, and before it up to four; the last ends with the
    time."""
    quarters = list(days.quarters(at_least=TREND))
    rows = answers(reader, first=quarters[0].first, last=days.last)
    if person_id is not None:
        rows = tuple(row for row in rows if row.person_id == person_id)
    return tuple(
        Part(
            one.first,
            Quarter(one.first),
            dict(feedback_values([row for row in rows if one.first <= row.received_on <= one.last])),
        )
        for one in quarters
    )
