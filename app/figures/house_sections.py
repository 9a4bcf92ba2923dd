"""The sections of the firm's own house: concerns, feedback, file reviews, policies to acknowledge (PRACTICE I5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.concerns.words import Cause
from app.feedback.rules import BEST, FEW
from app.figures.charts import Chart, Series
from app.figures.firm import FirmFigures
from app.figures.house import RATED
from app.figures.tables import GROUPS, Head, Section, Table, bar_of, chart_of, row_of, tables_of
from app.kernel.language import tr
from app.kernel.text import capital


def house_sections(found: FirmFigures) -> Iterator[Section]:
    """In the order in which partners ask."""
    yield _concerns(found)
    yield _feedback(found)
    yield _reviews(found)
    yield _policies(found)


def _concerns(found: FirmFigures) -> Section:
    meaning = tr(
        "Concerns and complaints by cause and by who handles them. Open: not closed at the end of the period, "
        "even where resolved and still to be followed up. Days: the median from raised to resolved, of those "
        "resolved in the period (of an even number the lower middle one). What proved to be no concern is not "
        "counted."
    )
    columns = (
        ("concerns.raised", "Raised"),
        ("concerns.open", "Open"),
        ("concerns.oldest", "Oldest"),
        ("concerns.resolved", "Resolved"),
        ("concerns.resolution", "Days"),
    )
    by_month = tables_of(found, (columns[0], *columns[3:]), GROUPS[2:])
    tables = (_by_cause(found), *tables_of(found, columns, GROUPS[:2]), *by_month)
    return Section("concerns", tr("Concerns"), meaning, _causes(found), tables)


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _by_cause(found: FirmFigures) -> Table:
    """Of the period and of the one before; causes without any are left out."""
    whole = replace(found.now, key=None)
    named = [(capital(cause.label), f"causes.{cause}") for cause in Cause]
    rows = [
        row_of(label, [("firm", whole, name), ("before", found.before, name)])
        for label, name in (*named, (tr("All causes"), "concerns.raised"))
        if name == "concerns.raised" or found.now.values[name].number or found.before.values[name].number
    ]
    heads = (Head("now", tr("This period")), Head("before", tr("Period before")))
    return Table(tr("By cause"), "cause", heads, tuple(rows))


def _causes(found: FirmFigures) -> Chart | None:
    """Raised by cause, beside the period before; None where nothing was."""
    whole = replace(found.now, key=None)
    named = [
        (capital(cause.label), f"causes.{cause}")
        for cause in Cause
        if found.now.values[f"causes.{cause}"].number or found.before.values[f"causes.{cause}"].number
    ]
    if not named:
        return None
    return Chart(
        tr("Concerns by cause"),
        tr("Concerns raised in this period, and in the one before"),
        tuple(label for label, _ in named),
        (
            Series(tr("This period"), tuple(bar_of("firm", whole, name) for _, name in named)),
            Series(tr("Period before"), tuple(bar_of("before", found.before, name) for _, name in named)),
        ),
    )


def _feedback(found: FirmFigures) -> Section:
    meaning = tr(
        "What clients answered: three questions from 1 to 5, and whether they would recommend the firm (the "
        "percentage of 9 and 10 less that of 0 to 6). Each figure says of how many answers it is; of {few} or "
        "fewer none is made. By person and area: who was responsible, and the practice area, when the answer came."
    ).format(few=FEW)
    columns = (
        ("feedback.answers", "Answers"),
        ("feedback.clarity", "Clarity"),
        ("feedback.timeliness", "Timeliness"),
        ("feedback.usefulness", "Usefulness"),
        ("feedback.net", "Net score"),
        ("feedback.low", "Low scores"),
    )
    names = (tr("Clarity"), tr("Timeliness"), tr("Usefulness"))
    chart = chart_of(
        tr("Client feedback"),
        tr("Average of 1 to 5, by quarter up to the end of the period"),
        "quarter",
        found.quarters,
        tuple((words, f"feedback.{name}") for words, name in zip(names, RATED, strict=True)),
        None,
        most=BEST,
    )
    groups = ((tr("By quarter"), "quarter"), *GROUPS[:2])
    tables = tables_of(found, columns, groups)
    return Section("feedback", tr("Client feedback"), meaning, chart, tables)


def _reviews(found: FirmFigures) -> Section:
    meaning = tr(
        "Matters that were open in the period, by who is responsible for them, and how many of them somebody else "
        "reviewed. A matter that was reviewed twice counts once in the share."
    )
    chart = chart_of(
        tr("Files reviewed"),
        tr("Matters open in the period, and those of them that were reviewed"),
        "person",
        found.people,
        ((tr("Open", "matters"), "reviews.files"), (tr("Reviewed", "head of a column"), "reviews.reviewed")),
        None,
    )
    columns = (
        ("reviews.files", "Files"),
        ("reviews.reviewed", "Reviewed"),
        ("reviews.percent", "Share"),
        ("reviews.done", "Reviews"),
    )
    by_month = tables_of(found, columns[3:], GROUPS[2:])
    tables = (*tables_of(found, columns, GROUPS[:2]), *by_month)
    return Section("reviews", tr("Files reviewed"), meaning, chart, tables)


def _policies(found: FirmFigures) -> Section:
    meaning = tr(
        "Policies in force at the end of the period that somebody had to acknowledge and had not: each person and "
        "each policy is one."
    )
    chart = chart_of(
        tr("Policies to acknowledge"),
        tr("By person, at the end of the period"),
        "person",
        found.people,
        ((tr("To acknowledge"), "policies.outstanding"),),
        None,
    )
    columns = (("policies.outstanding", "To acknowledge"),)
    tables = tables_of(found, columns, GROUPS[:1])
    return Section("policies", tr("Policies to acknowledge"), meaning, chart, tables)
