"""The worked firms, played with the program's own commands."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.clients.commands import ClientDetails, add_client
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.sheet import matter_sheet
from tests.truth.casebook import Case, Firm, happens, open_firm
from tests.truth.house_facts import HOUSE_FACTS

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
        happens(cases[name], words, about, HOUSE_FACTS)
    firm.clock.set(firm.moment(about["asked"]))
    return firm
