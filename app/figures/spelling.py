"""The figures as data: JSON of the command line, and the rows of a table with the lines behind them."""

from __future__ import annotations

from collections.abc import Iterator

from app.figures.firm import FirmFigures
from app.figures.part import Part
from app.figures.table_lines import line_rows, row_of, spell_number
from app.figures.values import DECIMAL, Unit
from app.storage.transaction import Reader

_PLAIN = {Unit.DAYS: "_days", Unit.SCORE: "", Unit.NET: ""}
_UNIT_IN_NAME = {
    Unit.WORKING_MINUTES: "_minutes",
    Unit.MINUTES: "_minutes",
    Unit.COUNT: "",
    Unit.PERCENT: "",
    **_PLAIN,
}


def spelled(found: FirmFigures) -> dict[str, object]:
    """As JSON: of each group its figures under their names; spans in whole minutes or days, percentages and
    averages with one decimal, null where there is nothing to take one of, or too few for an average."""
    return {
        "from": found.days.first,
        "to": found.days.last,
        "at": found.at,
        "before": {"from": found.earlier.first, "to": found.earlier.last, **_values(found.before)},
        "person": found.person or None,
        "figures": _values(found.now),
        "people": [{"person": one.label if one.key else None, **_values(one)} for one in found.people],
        "practice_areas": [
            {"practice_area": one.label if one.key else None, "outside": one.key is None, **_values(one)}
            for one in found.areas
        ],
        "quarters": [{"quarter": one.label, **_values(one)} for one in found.quarters],
        "months": [{"month": f"{one.key:%Y-%m}", **_values(one)} for one in found.months],
    }


def _values(part: Part) -> dict[str, object]:
    """By room: {"answers": {"promised": 3, "median_minutes": 205}}."""
    told: dict[str, dict[str, object]] = {}
    for name, value in part.values.items():
        room, _, figure = name.partition(".")
        number = value.number
        told.setdefault(room, {})[figure + _UNIT_IN_NAME[value.unit]] = (
            number if number is None or value.unit in DECIMAL else int(number)
        )
    return dict(told)


def table_rows(reader: Reader, found: FirmFigures) -> Iterator[tuple[str, ...]]:
    """First every figure, then every line that was counted: promises, late notes, what is owed, forgotten files,
    concerns, answers, files with their reviews, policies to acknowledge."""
    groups: tuple[tuple[str, tuple[Part, ...]], ...] = (
        ("firm" if not found.person else "person", (found.now,)),
        ("before", (found.before,)),
        ("person", found.people),
        ("practice area", found.areas),
        ("month", found.months),
        ("quarter", found.quarters),
    )
    for by, parts in groups:
        for one in parts:
            yield from _figure_rows(by, one)
    yield from line_rows(reader, found)


def _figure_rows(by: str, part: Part) -> Iterator[tuple[str, ...]]:
    for name, value in part.values.items():
        what, _, figure = name.partition(".")
        yield row_of(
            "figure",
            by=by,
            of=part.label,
            what=what,
            figure=figure,
            value=spell_number(value),
            unit=str(value.unit),
        )
