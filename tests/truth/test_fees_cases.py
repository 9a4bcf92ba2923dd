"""Fees told, held against cases that were worked out by hand (fees_cases.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.care.brought import NewLine, bring_line
from app.care.commands import (
    NewArrangement,
    NewCostsFigure,
    arrange_fees,
    excuse_costs_update,
    must_say_why,
    state_costs,
)
from app.care.duties import care_duties, next_costs_update
from app.care.firm_rule import fee_rule
from app.care.models import CostsCounting
from app.care.queries import costs
from app.care.ruling import set_fee_rule
from app.care.warning import warn_of_costs
from app.care.words import Arrangement, CostsKind, LineKind
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.queries import untold_developments
from app.contactlog.words import Channel, Direction
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.models import Development
from app.matters.sheet import matter_sheet
from app.matters.words import DevelopmentKind, MatterStatus
from app.owed.handover.new_keepers import edit_and_tell
from app.storage.transaction import Transaction
from app.workspace import Workspace

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("fees_cases.toml").read_text(encoding="utf-8")
)["case"]
WHY = "As the case says"
_PARTS = {"from": "low", "tax": "tax", "disbursements": "disbursements"}


def figure(tx: Transaction, matter: UUID, words: str) -> None:
    words, _, why = words.partition(" because ")
    kind, amount, *rest = words.split()
    of = CostsKind.ESTIMATE if kind == "estimate" else CostsKind.TO_DATE
    new = NewCostsFigure(matter, of, Decimal(amount), tx.today, reason=why, told="untold" not in rest)
    for name, value in pairwise(rest):
        if name in _PARTS:
            new = replace(new, **{_PARTS[name]: Decimal(value)})
        elif name == "in":
            new = replace(new, currency=value)
    must_say_why(tx.reader(), new)
    state_costs(tx, new)


def line(tx: Transaction, matter: UUID, words: str) -> None:
    _, kind, amount, _, on, *currency = words.split()
    key = f"{words}#{matter}"
    new = NewLine(
        matter, key, LineKind(kind), date.fromisoformat(on), Decimal(amount), (currency or ["", "USD"])[1]
    )
    assert bring_line(tx, new)
    assert not bring_line(tx, new), "the same line comes in once"
    warn_of_costs(tx, [matter])


def rule(tx: Transaction, _: UUID, words: str) -> None:
    _, name, value = words.split()
    now = fee_rule(tx.reader())
    change = {
        "amber": lambda: replace(now, amber=int(value)),
        "red": lambda: replace(now, red=int(value)),
        "without": lambda: replace(now, with_tax=False),
        "months": lambda: replace(now, update_months=int(value)),
        "currency": lambda: replace(now, currency=value),
    }
    set_fee_rule(tx, change[name](), WHY)


def spoke(tx: Transaction, matter: UUID, words: str) -> None:
    untold = untold_developments(tx.reader(), matter)
    is_note = words == "noted costs"
    log_contact(
        tx,
        NewContact(
            channel=Channel.NOTE if is_note else Channel.PHONE,
            direction=Direction.INTERNAL if is_note else Direction.OUT,
            occurred_at=tx.now,
            summary="As the case says.",
            matter_id=matter,
            with_client=not is_note,
            costs="" if words == "told of it" else "What it costs by now.",
            tells=tuple(one.id for one in untold) if words == "told of it" else (),
        ),
    )


def closed(tx: Transaction, matter: UUID, _: str) -> None:
    details = matter_sheet(tx.reader(), matter).details
    edit_matter(tx, matter, replace(details, status=MatterStatus.CLOSED, closed_on=tx.today))


def opened(tx: Transaction, matter: UUID, _: str) -> None:
    details = matter_sheet(tx.reader(), matter).details
    edit_and_tell(tx, matter, replace(details, status=MatterStatus.OPEN, closed_on=None))


Step = Callable[[Transaction, UUID, str], object]
STEPS: Mapping[str, Step] = {
    r"(estimate|costs) .*": figure,
    r"line .*": line,
    r"rule .*": rule,
    r"spoke of costs|noted costs|told of it": spoke,
    r"arranged": lambda tx, matter, _: arrange_fees(tx, NewArrangement(matter, Arrangement.HOURLY, tx.today)),
    r"excused": lambda tx, matter, _: excuse_costs_update(tx, matter, WHY),
    r"closed": closed,
    r"opened again": opened,
    r"came": lambda tx, _, __: tx.insert(CostsCounting, {"id": tx.new_id(), "came_at": tx.now}),
}


def noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(20), UTC)


def carried_out(workspace: Workspace, clock: FixedClock, steps: list[str]) -> UUID:
    clock.set(noon("2026-01-05"))
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Kaplan"))
        matter = open_matter(tx, MatterDetails(title="Case", clients=(client,), opened_on=date(2026, 1, 5)))
    for words in steps:
        day, _, what = words.partition(" ")
        clock.set(noon(day))
        (step,) = [does for said, does in STEPS.items() if re.fullmatch(said, what)]
        with workspace.write() as tx:
            step(tx, matter, what)
    return matter


@pytest.mark.parametrize("about", CASES, ids=lambda about: about["name"])
def test_case(workspace: Workspace, clock: FixedClock, about: Mapping[str, Any]) -> None:
    matter = carried_out(workspace, clock, about["steps"])
    clock.set(noon(about["asked"]))
    with workspace.read() as reader:
        found = costs(reader, matter).standing
        said = "nothing" if found is None else f"{found.percent} {found.level.value}"
        warned = [
            str(origin).split(":")[2]
            for origin in reader.session.scalars(
                select(Development.origin)
                .where(Development.kind == DevelopmentKind.COSTS, Development.withdrawn_at.is_(None))
                .order_by(Development.occurred_at)
            )
        ]
        again = next_costs_update(reader, matter)
        due = [one.due for one in care_duties(reader, date(2029, 1, 1))]
        before = list(care_duties(reader, date(2026, 1, 1), matter))
    assert said == about["used"], about["why"]
    assert warned == about["warned"], about["why"]
    assert (again.isoformat() if again else "") == about["again"], about["why"]
    assert due == ([again] if again else []), "the list of what is owed says otherwise"
    assert before == []


def test_there_are_enough_and_each_is_reasoned() -> None:
    assert len(CASES) >= 35
    assert len({one["name"] for one in CASES}) == len(CASES)
    assert all(one["why"].endswith(".") for one in CASES)
