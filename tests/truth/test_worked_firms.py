"""The figures of the firm, held against firms that were worked out by hand (worked_firms.toml)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.figures.firm import FirmFigures, figures
from app.figures.part import Part
from app.figures.values import Unit, Value
from tests.truth.firmbook import FIRMS, play


def group(found: FirmFigures, name: str) -> Part:
    if name in {"firm", "before"}:
        return found.now if name == "firm" else found.before
    of, _, which = name.partition(" ")
    if of == "month":
        (part,) = (one for one in found.months if f"{one.key:%Y-%m}" == which)
    elif of == "quarter":
        (part,) = (one for one in found.quarters if one.label == which)
    elif of == "area":
        (part,) = (one for one in found.areas if one.label == which)
    else:
        (part,) = (one for one in found.people if one.label == name)
    return part


def spelled(value: Value) -> object:
    if value.number is None:
        return "-"
    if value.unit in {Unit.MINUTES, Unit.WORKING_MINUTES}:
        return f"{int(value.number) // 60}:{int(value.number) % 60:02}"
    return value.number


@pytest.mark.parametrize("number", range(len(FIRMS)), ids=lambda one: FIRMS[one]["name"])
def test_firm(tmp_path: Path, number: int) -> None:
    about = FIRMS[number]
    firm = play(tmp_path / "vault", about)
    try:
        with firm.workspace.read() as reader:
            found = figures(reader, date.fromisoformat(about["from"]), date.fromisoformat(about["to"]))
    finally:
        firm.workspace.lock()
    wanted = {(of, name): value for of, rows in about["figures"].items() for name, value in rows.items()}
    seen = {(of, name): spelled(group(found, of).values[name]) for of, name in wanted}
    assert seen == wanted, about["why"]


def test_there_are_ten_and_each_is_reasoned() -> None:
    assert len(FIRMS) >= 10
    assert len({one["name"] for one in FIRMS}) == len(FIRMS)
    assert all(one["why"].strip().endswith(".") for one in FIRMS)
