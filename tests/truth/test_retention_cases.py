"""How long closed matters are kept, held against cases that were worked out by hand (retention_cases.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.clients.words import ClientKind
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.key_dates import NewKeyDate, add_key_date, finish_key_date
from app.matters.sheet import matter_sheet
from app.matters.words import KeyDateKind, MatterStatus
from app.retention.commands import (
    NewKeptDocument,
    end_document,
    keep_document,
    keep_longer,
    lift_hold,
    set_hold,
)
from app.retention.firm_rules import RetentionSettings, drop_rule, set_rule, set_settings
from app.retention.queries import closed_matter, closed_matters
from app.retention.words import RetentionEvent
from app.storage.transaction import Transaction
from app.workspace import Workspace

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("retention_cases.toml").read_text(encoding="utf-8")
)["case"]
WHY = "As the case says"


@dataclass
class Case:
    """One being carried out."""

    matter: UUID
    clients: tuple[UUID, ...]
    made: list[UUID] = field(default_factory=list)
    """What can be ended or lifted, the first one first."""


def turned(tx: Transaction, case: Case, status: MatterStatus, closed_on: date | None) -> None:
    details = matter_sheet(tx.reader(), case.matter).details
    edit_matter(tx, case.matter, replace(details, status=status, closed_on=closed_on))


def limitation(tx: Transaction, case: Case, on: str) -> None:
    new = NewKeyDate(case.matter, KeyDateKind.LIMITATION, date.fromisoformat(on), title="Claim")
    case.made.append(add_key_date(tx, new))


def area(words: str) -> str:
    return "" if words == "all" else words


Step = Callable[[Transaction, Case, date, re.Match[str]], object]
STEPS: Mapping[str, Step] = {
    "closed": lambda tx, case, on, _: turned(tx, case, MatterStatus.CLOSED, on),
    "closed without a day": lambda tx, case, _, __: turned(tx, case, MatterStatus.CLOSED, None),
    "reopened": lambda tx, case, _, __: turned(tx, case, MatterStatus.OPEN, None),
    r"rule (\w+) (\w+) (\d+)": lambda tx, _, __, said: set_rule(
        tx, area(said[1]), RetentionEvent(said[2]), int(said[3]), WHY
    ),
    r"drop (\w+) (\w+)": lambda tx, _, __, said: drop_rule(tx, area(said[1]), RetentionEvent(said[2]), WHY),
    r"age of majority (\d+)": lambda tx, _, __, said: set_settings(tx, RetentionSettings(int(said[1])), WHY),
    "keeps the will": lambda tx, case, _, __: case.made.append(
        keep_document(tx, case.matter, NewKeptDocument("Will"))
    ),
    "the will ended": lambda tx, case, on, _: end_document(tx, case.made[0], on, "Proved"),
    r"limitation (.*-.*)": lambda tx, case, _, said: limitation(tx, case, said[1]),
    "limitation met": lambda tx, case, _, __: finish_key_date(tx, case.made[0]),
    "held": lambda tx, case, _, __: case.made.append(set_hold(tx, WHY, matter_id=case.matter)),
    "second client held": lambda tx, case, _, __: set_hold(tx, WHY, client_id=case.clients[1]),
    "lifted": lambda tx, case, _, __: lift_hold(tx, case.made[0], WHY),
    r"kept until (.*)": lambda tx, case, _, said: keep_longer(
        tx, case.matter, date.fromisoformat(said[1]), WHY
    ),
}


def noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(20), UTC)


def person(words: str) -> ClientDetails:
    if words.endswith("Inc."):
        return ClientDetails(ClientKind.ORGANISATION, company=words)
    name, _, born = words.partition(" ")
    return ClientDetails(
        first_name=name, last_name="Kaplan", born_on=date.fromisoformat(born) if born else None
    )


def begun(tx: Transaction, about: Mapping[str, Any]) -> Case:
    clients = tuple(add_client(tx, person(words)) for words in about["clients"])
    details = MatterDetails(
        title="Case", clients=clients, practice_area=about["area"], opened_on=date(2008, 1, 7)
    )
    return Case(open_matter(tx, details), clients)


@pytest.mark.parametrize("about", CASES, ids=lambda about: about["name"])
def test_case(workspace: Workspace, clock: FixedClock, about: Mapping[str, Any]) -> None:
    clock.set(noon("2008-01-07"))
    with workspace.write() as tx:
        case = begun(tx, about)
    for words in about["steps"]:
        day, _, what = words.partition(" ")
        clock.set(noon(day))
        (step,) = [(does, found) for said, does in STEPS.items() if (found := re.fullmatch(said, what))]
        with workspace.write() as tx:
            step[0](tx, case, date.fromisoformat(day), step[1])
    asked = date.fromisoformat(about["asked"])
    with workspace.read(as_of=noon(about["asked"])) as reader:
        found = closed_matter(reader, case.matter)
        due = closed_matters(reader, due_by=asked)
    if found is None:
        said = "not closed"
    elif found.due_on is not None:
        said = found.due_on.isoformat()
    else:
        said = "an original is kept" if found.retention.lasting else f"asks {', '.join(found.retention.asks)}"
    assert said == about["due_on"], about["why"]
    assert (found is not None and found.waits(asked)) == about["waits"], about["why"]
    is_due = found is not None and found.due_on is not None and found.due_on <= asked
    assert [one.matter_id for one in due] == [case.matter] * is_due, "the list of what is due says otherwise"


def test_there_are_enough_and_each_is_reasoned() -> None:
    assert len(CASES) >= 30
    assert len({one["name"] for one in CASES}) == len(CASES)
    assert all(one["why"].endswith(".") for one in CASES)
