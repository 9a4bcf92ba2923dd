"""Tables and charts of the figures, made alike for every section. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from app.figures.charts import Bar, Chart, Series
from app.figures.firm import FirmFigures
from app.figures.part import Part
from app.figures.pick import Pick
from app.figures.values import Unit, Value
from app.kernel.language import tr

MOST_ROWS = 16
"""So many bars a chart has; the table beside it has them all."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column: the name of its figure ("answers.median") and what stands above it."""

    name: str
    words: str


class TableRow(NamedTuple):
    """What a row is of, its values, and which figure each of them is."""

    label: str
    values: tuple[Value, ...]
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind of group, each with a value for each of ``heads``."""

    title: str
    by: str
    heads: tuple[Head, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One figure: its title, what it means, its chart (None where there is nothing to draw) and its tables."""

    key: str
    title: str
    meaning: str
    chart: Chart | None
    tables: tuple[Table, ...]


GROUPS = (("By person", "person"), ("By practice area", "practice_area"), ("By month", "month"))


def tables_of(
    found: FirmFigures,
    columns: Sequence[tuple[str, str]],
    groups: Sequence[tuple[str, str]] = GROUPS,
) -> tuple[Table, ...]:
    """The figures named in ``columns`` (and what stands above each) by each kind of group, the whole at the end."""
    heads = tuple(Head(name, tr(words, "head of a column")) for name, words in columns)
    return tuple(_table(tr(title), by, heads, parts_of(found, by), found.now) for title, by in groups)


def parts_of(found: FirmFigures, by: str) -> tuple[Part, ...]:
    """The groups of a kind."""
    return {
        "person": found.people,
        "practice_area": found.areas,
        "month": found.months,
        "quarter": found.quarters,
    }[by]


def row_of(label: str, cells: Sequence[tuple[str, Part, str]]) -> TableRow:
    """A row of cells, each by what it is taken of, of whom, and which figure."""
    return TableRow(
        label,
        tuple(part.values[name] for _, part, name in cells),
        tuple(Pick(by, part.key, name) for by, part, name in cells),
    )


def _table(title: str, by: str, heads: tuple[Head, ...], parts: Sequence[Part], whole: Part) -> Table:
    """Groups in which there is nothing of these figures are left out; the whole stands last."""
    shown = [
        one
        for one in parts
        if by in {"month", "quarter"} or any(one.values[head.name].number for head in heads)
    ]
    rows = [row_of(one.label, [(by, one, head.name) for head in heads]) for one in shown]
    rows.append(row_of(whole.label, [("firm", replace(whole, key=None), head.name) for head in heads]))
    return Table(title, by, heads, tuple(rows))


def bar_of(by: str, part: Part, name: str) -> Bar:
    """The bar of a figure."""
    value = part.values[name]
    return Bar(value.number, value.said, Pick(by, part.key, name) if value.has_rows else None)


def chart_of(
    title: str,
    unit: str,
    by: str,
    parts: Sequence[Part],
    columns: Sequence[tuple[str, str]],
    line: tuple[float, str] | None,
    *,
    most: float | None = None,
) -> Chart | None:
    """A bar for each of ``columns`` (its words and its figure) of each group; None where no group has a number, nor
    too few for one."""

    def is_there(value: Value) -> bool:
        return value.number is not None or value.of > 0

    rows = [one for one in parts if any(is_there(one.values[name]) for _, name in columns)]
    counted = all(parts[0].values[name].unit is Unit.COUNT for _, name in columns) if parts else False
    if counted:
        rows = [one for one in rows if any(one.values[name].number for _, name in columns)]
    if not rows:
        return None
    shown = tuple(islice(rows, MOST_ROWS))
    series = tuple(Series(words, tuple(bar_of(by, one, name) for one in shown)) for words, name in columns)
    return Chart(
        title,
        unit,
        tuple(one.label for one in shown),
        series,
        reference=None if line is None else Bar(line[0], Value(line[0], Unit.WORKING_MINUTES).said),
        reference_words="" if line is None else line[1],
        most=most,
    )
