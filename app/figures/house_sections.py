"""The sections of the firm's own house: concerns, feedback, file reviews, policies to acknowledge (PRACTICE I5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.concerns.words import Cause
from app.feedback.rules import BEST, FEW
from app.figures.charts import Chart, Series
from app.figures.firm import FirmFigures
from app.figures.house import RATED
from app.figures.tables import GROUPS, Head, Section, Table, Translate, bar_of, chart_of, row_of, tables_of


def house_sections(found: FirmFigures, translate: Translate) -> Iterator[Section]:
    """In the order in which partners ask."""
    yield _concerns(found, translate)
    yield _feedback(found, translate)
    yield _reviews(found, translate)
    yield _policies(found, translate)


def _concerns(found: FirmFigures, translate: Translate) -> Section:
    meaning = translate(
        "Concerns and complaints by what they came from, each with who handles it. Open, and how old: not "
        "closed at the end of the time, also where it is resolved and still to be followed up. Days: from "
        "raised to resolved, of those resolved in this time the middle one (of an even number the lower), never "
        "an average. What proved to be none is not counted."
    )
    columns = (
        ("concerns.raised", "Raised"),
        ("concerns.open", "Open"),
        ("concerns.oldest", "Oldest"),
        ("concerns.resolved", "Resolved"),
        ("concerns.resolution", "Days"),
    )
    by_month = tables_of(found, translate, (columns[0], *columns[3:]), GROUPS[2:])
    tables = (_by_cause(found, translate), *tables_of(found, translate, columns, GROUPS[:2]), *by_month)
    return Section("concerns", translate("Concerns"), meaning, _causes(found, translate), tables)


def _by_cause(found: FirmFigures, translate: Translate) -> Table:
    """Of the time and of the time before; causes without any are left out."""
    whole = replace(found.now, key=None)
    named = [(translate(cause.label).capitalize(), f"causes.{cause}") for cause in Cause]
    rows = [
        row_of(label, [("firm", whole, name), ("before", found.before, name)])
        for label, name in (*named, (translate("All causes"), "concerns.raised"))
        if name == "concerns.raised" or found.now.values[name].number or found.before.values[name].number
    ]
    heads = (Head("now", translate("This time")), Head("before", translate("Time before")))
    return Table(translate("By cause"), "cause", heads, tuple(rows))


def _causes(found: FirmFigures, translate: Translate) -> Chart | None:
    """Raised by cause, beside the time before; None where nothing was."""
    whole = replace(found.now, key=None)
    named = [
        (translate(cause.label).capitalize(), f"causes.{cause}")
        for cause in Cause
        if found.now.values[f"causes.{cause}"].number or found.before.values[f"causes.{cause}"].number
    ]
    if not named:
        return None
    return Chart(
        translate("Concerns by cause"),
        translate("Concerns raised in this time, and in the time before"),
        tuple(label for label, _ in named),
        (
            Series(translate("This time"), tuple(bar_of("firm", whole, name) for _, name in named)),
            Series(
                translate("Time before"), tuple(bar_of("before", found.before, name) for _, name in named)
            ),
        ),
    )


def _feedback(found: FirmFigures, translate: Translate) -> Section:
    meaning = translate(
        "What clients answered: three questions from 1 to 5, and whether they would recommend the firm (the "
        "share of 9 and 10 less that of 0 to 6, in hundredths). Beside each figure stands how many answers it "
        "is of; of {few} or fewer none is made. By person and area: whose the matter was, and what it was, when "
        "the answer came."
    ).format(few=FEW)
    columns = (
        ("feedback.answers", "Answers"),
        ("feedback.clarity", "Clear"),
        ("feedback.timeliness", "Timely"),
        ("feedback.usefulness", "Useful"),
        ("feedback.net", "Net"),
        ("feedback.low", "Low"),
    )
    names = (translate("Clear"), translate("Timely"), translate("Useful"))
    chart = chart_of(
        translate("What clients think"),
        translate("Average of 1 to 5, by quarter up to the end of this time"),
        "quarter",
        found.quarters,
        tuple((words, f"feedback.{name}") for words, name in zip(names, RATED, strict=True)),
        None,
        most=BEST,
    )
    groups = (("By quarter", "quarter"), *GROUPS[:2])
    tables = tables_of(found, translate, columns, groups)
    return Section("feedback", translate("What clients think"), meaning, chart, tables)


def _reviews(found: FirmFigures, translate: Translate) -> Section:
    meaning = translate(
        "Files that ran in this time, by who is responsible for them, and how many of them somebody else looked "
        "through. A file that was reviewed twice counts once in the share."
    )
    chart = chart_of(
        translate("Files reviewed"),
        translate("Files that ran in this time, and those of them that were reviewed"),
        "person",
        found.people,
        ((translate("Ran"), "reviews.files"), (translate("Reviewed"), "reviews.reviewed")),
        None,
    )
    columns = (
        ("reviews.files", "Files"),
        ("reviews.reviewed", "Reviewed"),
        ("reviews.percent", "Share"),
        ("reviews.done", "Reviews"),
    )
    by_month = tables_of(found, translate, columns[3:], GROUPS[2:])
    tables = (*tables_of(found, translate, columns, GROUPS[:2]), *by_month)
    return Section("reviews", translate("Files reviewed"), meaning, chart, tables)


def _policies(found: FirmFigures, translate: Translate) -> Section:
    meaning = translate(
        "Policies in force at the end of the time that somebody had to acknowledge and had not: each person and "
        "each policy is one."
    )
    chart = chart_of(
        translate("Policies to acknowledge"),
        translate("By person, at the end of the time"),
        "person",
        found.people,
        ((translate("To acknowledge"), "policies.outstanding"),),
        None,
    )
    columns = (("policies.outstanding", "To acknowledge"),)
    tables = tables_of(found, translate, columns, GROUPS[:1])
    return Section("policies", translate("Policies to acknowledge"), meaning, chart, tables)
