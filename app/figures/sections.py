"""The figures as pages show them: each with what it means, its chart, and the same table by person, area and month.

Screen, paper and tables take their words and numbers from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.figures.firm import FirmFigures
from app.figures.house_sections import house_sections
from app.figures.tables import GROUPS, Head, Section, Table, chart_of, row_of, tables_of
from app.kernel.language import tr
from app.promises.words import say_promise
from app.workdays.worktime import Promise, PromiseUnit

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


_SUMMARY = (
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
    ("Owed at the end of the period, put off included", "standing.owed"),
    ("Overdue at the end of the period", "standing.overdue"),
    ("Open matters without a next date", "standing.forgotten"),
    ("Concerns raised", "concerns.raised"),
    ("Concerns open at the end of the period", "concerns.open"),
    ("Oldest open concern", "concerns.oldest"),
    ("Concerns, median time to resolve", "concerns.resolution"),
    ("Feedback received", "feedback.answers"),
    ("Clarity, of 5", "feedback.clarity"),
    ("Timeliness, of 5", "feedback.timeliness"),
    ("Usefulness, of 5", "feedback.usefulness"),
    ("Would recommend us, net score", "feedback.net"),
    ("Files reviewed", "reviews.reviewed"),
    ("Share of files reviewed", "reviews.percent"),
    ("Policies to acknowledge at the end of the period", "policies.outstanding"),
)


def how_counted() -> str:
    """What all figures have in common."""
    return tr(
        "A figure is of what was settled in the period: given, excused or given up. What was open at its end and "
        "late counts as not given; what was open and not late is not counted. Everything is counted as the log stands "
        "now: what was entered late, amended or withdrawn since has put these figures right, those of the period "
        "before as well."
    )


def summary(found: FirmFigures) -> Table:
    """The page that is read first: this period beside the one before."""
    whole = replace(found.now, key=None)
    return Table(
        tr("Summary"),
        "firm",
        (Head("now", tr("This period")), Head("before", tr("Period before"))),
        tuple(
            row_of(tr(words), [("firm", whole, name), ("before", found.before, name)])
            for words, name in _SUMMARY
        ),
    )


def sections(found: FirmFigures) -> Iterator[Section]:
    """Every figure, in the order in which partners ask."""
    yield _replies(found, "acknowledgements", tr("Acknowledgements"), found.promise.acknowledge)
    yield _replies(found, "answers", tr("Answers"), found.promise.answer)
    yield _kept(
        found,
        "updates",
        tr("Updates given on time"),
        tr(
            "Updates that the schedules promised. An excused one is neither kept nor broken and stands apart; what is "
            "not late yet is not counted."
        ),
    )
    yield _kept(
        found,
        "news",
        tr("News told in time"),
        tr(
            "What happened in a matter and had to be told: urgent news within the urgent promise, essential news "
            "within the time for an answer, the rest with the next update."
        ),
    )
    yield _owed(found)
    yield _notes(found)
    yield from house_sections(found)


def _replies(found: FirmFigures, name: str, title: str, promise: Promise) -> Section:
    reply = tr("acknowledgement") if name == "acknowledgements" else tr("answer")
    said = tr("The firm's usual promise is {promise}.").format(promise=say_promise(promise))
    meaning = f"{said} {tr(_TOOK).format(reply=reply)}"
    line = promise.number * 60 if promise.unit is PromiseUnit.WORKING_DAY_HOURS else None
    chart = chart_of(
        tr("{title}: how long they took").format(title=title),
        tr("Working time in hours and minutes, by month"),
        "month",
        found.months,
        ((tr("Median"), f"{name}.median"), (tr("95th percentile"), f"{name}.p95")),
        (line, tr("Promise")) if line is not None else None,
    )
    return Section(name, title, meaning, chart, tables_of(found, _named(name, _TIMES)))


def _kept(found: FirmFigures, name: str, title: str, meaning: str) -> Section:
    chart = chart_of(
        title,
        tr("Percent of those promised, by month"),
        "month",
        found.months,
        ((tr("In time"), f"{name}.percent"),),
        None,
        most=100,
    )
    columns: tuple[tuple[str, str], ...] = (*_PROMISED, ("percent", "Share"))
    if name == "updates":
        columns = (*columns, ("excused", "Excused"))
    return Section(name, title, meaning, chart, tables_of(found, _named(name, columns)))


def _owed(found: FirmFigures) -> Section:
    columns = (
        ("standing.owed", "Owed"),
        ("standing.overdue", "Overdue"),
        ("acknowledgements.waiting", "To acknowledge"),
        ("acknowledgements.waiting_late", "Of them late"),
        ("standing.forgotten", "No next date"),
    )
    chart = chart_of(
        tr("Owed by person"),
        tr("Things on the list of Today at the end of the period, put off included"),
        "person",
        found.people,
        ((tr("Owed"), "standing.owed"), (tr("Overdue"), "standing.overdue")),
        None,
    )
    meaning = tr(
        "At the end of the period: what is late, due, or due within seven days, put off or not; overdue is what is "
        "late. To acknowledge: messages not acknowledged by then. No next date: open matters that nobody has a next "
        "date for."
    )
    tables = tables_of(found, columns, GROUPS[:2])
    return Section("standing", tr("Owed and overdue"), meaning, chart, tables)


def _notes(found: FirmFigures) -> Section:
    chart = chart_of(
        tr("Notes written late"),
        tr("Notes written more than 24 hours after the contact, by month"),
        "month",
        found.months,
        ((tr("Late notes"), "notes.late"),),
        None,
    )
    meaning = tr(
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
        tr("Notes written late"),
        meaning,
        chart,
        tables_of(found, _named("notes", columns)),
    )


def _named(room: str, columns: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(f"{room}.{name}", words) for name, words in columns]
