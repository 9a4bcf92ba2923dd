"""The figures as pages show them: each with what it means, its chart, and the same table by person, area and month.

Screen, paper and tables take their words and numbers from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from app.figures.charts import Bar, Chart, Series
from app.figures.firm import FirmFigures
from app.figures.part import Part
from app.figures.values import Unit, Value
from app.promises.words import say_promise
from app.workdays.worktime import Promise, PromiseUnit

Translate = Callable[[str], str]
MOST_ROWS = 16
"""So many bars a chart has; the table beside it has them all."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column: the name of its figure ("answers.median") and what stands above it."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind of group; each has a label and a value for each of ``heads``."""

    title: str
    by: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[str, tuple[Value, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One figure: its title, what it means, its chart (None where there is nothing to draw) and its tables."""

    key: str
    title: str
    meaning: str
    chart: Chart | None
    tables: tuple[Table, ...]


_TOOK = (
    "Median and 95th percentile are working time from the client's contact to the {reply}, all 24 hours of working "
    "days, in hours and minutes. 95th percentile: at least 95 of 100 were given as quickly (nearest rank). What is "
    "still open has no time yet; once late it counts as not given."
)
_PROMISED = (
    ("promised", "Promised"),
    ("in_time", "In time"),
    ("late", "Late"),
    ("missed", "Not given"),
)
_TIMES = (*_PROMISED, ("percent", "Share"), ("median", "Median"), ("p95", "95th"))


def summary(found: FirmFigures, translate: Translate = str) -> Table:
    """The page that is read first: this time beside the time before."""
    rows = (
        ("Acknowledgements in time", "acknowledgements.percent"),
        ("Acknowledgements, median", "acknowledgements.median"),
        ("Acknowledgements, 95th percentile", "acknowledgements.p95"),
        ("Acknowledgements outstanding", "acknowledgements.waiting"),
        ("Answers in time", "answers.percent"),
        ("Answers, median", "answers.median"),
        ("Answers, 95th percentile", "answers.p95"),
        ("Answers outstanding", "answers.waiting"),
        ("Updates on time", "updates.percent"),
        ("Updates late or not given", "updates.late_or_missed"),
        ("Updates excused", "updates.excused"),
        ("News told in time", "news.percent"),
        ("Notes written late", "notes.late"),
        ("Share of notes written late", "notes.late_percent"),
        ("Owed at the end, put off included", "standing.owed"),
        ("Overdue at the end", "standing.overdue"),
        ("Files without a next date", "standing.forgotten"),
    )
    return Table(
        translate("Summary"),
        "firm",
        (Head("now", translate("This time")), Head("before", translate("Time before"))),
        tuple(
            (translate(words), (found.now.values[name], found.before.values[name])) for words, name in rows
        ),
    )


def sections(found: FirmFigures, translate: Translate = str) -> Iterator[Section]:
    """Every figure, in the order in which partners ask."""
    yield _replies(
        found, translate, "acknowledgements", translate("Acknowledgements"), found.promise.acknowledge
    )
    yield _replies(found, translate, "answers", translate("Answers"), found.promise.answer)
    yield _kept(
        found,
        translate,
        "updates",
        translate("Updates given on time"),
        translate(
            "Updates that the schedules promised. An excused one is neither kept nor broken and stands apart; what is "
            "not late yet is not counted."
        ),
    )
    yield _kept(
        found,
        translate,
        "news",
        translate("News told in time"),
        translate(
            "What happened in a matter and had to be told: urgent news within the urgent promise, essential news "
            "within the time for an answer, the rest with the next update."
        ),
    )
    yield _owed(found, translate)
    yield _notes(found, translate)


def _replies(found: FirmFigures, translate: Translate, name: str, title: str, promise: Promise) -> Section:
    reply = translate("acknowledgement") if name == "acknowledgements" else translate("answer")
    said = translate("The firm's usual promise is {promise}.").format(promise=say_promise(promise, translate))
    meaning = f"{said} {translate(_TOOK).format(reply=reply)}"
    line = promise.number * 60 if promise.unit is PromiseUnit.WORKING_DAY_HOURS else None
    chart = _chart(
        translate("{title}: how long they took").format(title=title),
        translate("Working time in hours and minutes, by month"),
        found.months,
        ((translate("Median"), f"{name}.median"), (translate("95th percentile"), f"{name}.p95")),
        (line, translate("Promise")) if line is not None else None,
    )
    return Section(name, title, meaning, chart, _tables(found, translate, name, _TIMES))


def _kept(found: FirmFigures, translate: Translate, name: str, title: str, meaning: str) -> Section:
    chart = _chart(
        title,
        translate("Percent of those promised, by month"),
        found.months,
        ((translate("In time"), f"{name}.percent"),),
        None,
        most=100,
    )
    columns: tuple[tuple[str, str], ...] = (*_PROMISED, ("percent", "Share"))
    if name == "updates":
        columns = (*columns, ("excused", "Excused"))
    return Section(name, title, meaning, chart, _tables(found, translate, name, columns))


def _owed(found: FirmFigures, translate: Translate) -> Section:
    heads = (
        Head("standing.owed", translate("Owed")),
        Head("standing.overdue", translate("Overdue")),
        Head("acknowledgements.waiting", translate("To acknowledge")),
        Head("acknowledgements.waiting_late", translate("Those late")),
        Head("standing.forgotten", translate("No next date")),
    )
    chart = _chart(
        translate("Owed by person"),
        translate("Things on the list of Today at the end of the time, put off included"),
        found.people,
        ((translate("Owed"), "standing.owed"), (translate("Overdue"), "standing.overdue")),
        None,
    )
    meaning = translate(
        "At the end of the time: late, due, or due within seven days, put off or not; overdue those that are late. "
        "To acknowledge: contacts whose acknowledgement was open, and late, then. No next date: open files that nobody "
        "has a next date for."
    )
    tables = tuple(
        _table(title, by, heads, parts)
        for title, by, parts in (
            (translate("By person"), "person", (*found.people, found.now)),
            (translate("By practice area"), "practice_area", (*found.areas, found.now)),
        )
    )
    return Section("standing", translate("Owed and overdue"), meaning, chart, tables)


def _notes(found: FirmFigures, translate: Translate) -> Section:
    chart = _chart(
        translate("Notes written late"),
        translate("Notes written more than 24 hours after the contact, by month"),
        found.months,
        ((translate("Late notes"), "notes.late"),),
        None,
    )
    meaning = translate(
        "Contacts that somebody wrote down more than 24 hours after they took place; messages that came in are no "
        "notes. Median and longest: how long after the contact the late ones were written, by the clock, in hours "
        "and minutes."
    )
    columns = (
        ("written", "Notes"),
        ("late", "Late"),
        ("late_percent", "Share"),
        ("median", "Median"),
        ("longest", "Longest"),
    )
    return Section(
        "notes",
        translate("Notes written late"),
        meaning,
        chart,
        _tables(found, translate, "notes", columns),
    )


def _tables(
    found: FirmFigures, translate: Translate, name: str, columns: Sequence[tuple[str, str]]
) -> tuple[Table, ...]:
    heads = tuple(Head(f"{name}.{one}", translate(words)) for one, words in columns)
    return tuple(
        _table(title, by, heads, (*parts, found.now))
        for title, by, parts in (
            (translate("By person"), "person", found.people),
            (translate("By practice area"), "practice_area", found.areas),
            (translate("By month"), "month", found.months),
        )
    )


def _table(title: str, by: str, heads: tuple[Head, ...], parts: Sequence[Part]) -> Table:
    """Groups in which there is nothing of these figures are left out; the whole stands last."""
    *groups, whole = parts
    shown = [one for one in groups if by == "month" or any(one.values[head.name].number for head in heads)]
    rows = tuple((one.label, tuple(one.values[head.name] for head in heads)) for one in (*shown, whole))
    return Table(title, by, heads, rows)


def _chart(
    title: str,
    unit: str,
    parts: Sequence[Part],
    columns: Sequence[tuple[str, str]],
    line: tuple[float, str] | None,
    *,
    most: float | None = None,
) -> Chart | None:
    """None where no group has a number."""
    rows = [one for one in parts if any(one.values[name].number is not None for _, name in columns)]
    counted = all(parts[0].values[name].unit is Unit.COUNT for _, name in columns) if parts else False
    if counted:
        rows = [one for one in rows if any(one.values[name].number for _, name in columns)]
    if not rows:
        return None
    shown = tuple(islice(rows, MOST_ROWS))
    series = tuple(
        Series(words, tuple(Bar(one.values[name].number, one.values[name].said) for one in shown))
        for words, name in columns
    )
    return Chart(
        title,
        unit,
        tuple(one.label for one in shown),
        series,
        reference=None if line is None else Bar(line[0], Value(line[0], Unit.WORKING_MINUTES).said),
        reference_words="" if line is None else line[1],
        most=most,
    )
