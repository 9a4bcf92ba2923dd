"""The figures of the firm, held against firms that were worked out by hand (worked_firms.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.clients.commands import ClientDetails, add_client
from app.figures.firm import FirmFigures, figures
from app.figures.part import Part
from app.figures.values import Unit, Value
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.sheet import matter_sheet
from tests.truth.casebook import Case, Firm, happens, open_firm

FIRMS = tomllib.loads(Path(__file__).with_name("worked_firms.toml").read_text(encoding="utf-8"))["firm"]


def play(folder: Path, about: Mapping[str, Any]) -> Firm:
    """The firm, after everything that happened in it."""
    firm = open_firm(folder, about)
    first = min(about["facts"], key=lambda one: one.split(": ", 1)[1])
    firm.clock.set(firm.moment(f"{first.split(': ', 1)[1][:10]} 00:01"))
    cases: dict[str, Case] = {}
    named: dict[str, Any] = {}
    for name, more in about["matters"].items():
        with firm.workspace.write() as tx:
            client = add_client(tx, ClientDetails(first_name="Nora", last_name=name.title()))
            matter = open_matter(
                tx, MatterDetails(title=name.title(), clients=(client,), practice_area=more["area"])
            )
            who = firm.people[more.get("has", about["people"][0])]
            details = matter_sheet(tx.reader(), matter).details
            edit_matter(tx, matter, replace(details, responsible_id=who, point_of_contact_id=who))
        cases[name] = Case(firm, matter, named)
    for fact in about["facts"]:
        name, words = fact.split(": ", 1)
        happens(cases[name], words, about)
    firm.clock.set(firm.moment(about["asked"]))
    return firm


def group(found: FirmFigures, name: str) -> Part:
    if name in {"firm", "before"}:
        return found.now if name == "firm" else found.before
    of, _, which = name.partition(" ")
    if of == "month":
        (part,) = (one for one in found.months if f"{one.key:%Y-%m}" == which)
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
