"""What a concern is owed and by when, held against cases that were worked out by hand (concern_cases.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from app.bootstrap import create_workspace
from app.clients.commands import ClientDetails, add_client
from app.clients.words import ClientKind
from app.concerns.commands import change_concern, facts_of, raise_concern, the_concern
from app.concerns.course import close_concern, escalate_concern, reopen_concern
from app.concerns.duties import concerns_duties
from app.concerns.forms import NewConcern, NewStage, NewStep
from app.concerns.rules import ConcernRules
from app.concerns.settings import change_concern_rules, concern_rules
from app.concerns.sheet import concern_sheet
from app.concerns.steps import take_step, take_step_back
from app.concerns.words import Ending, Stage, StepKind
from app.kernel.clock import FixedClock
from app.kernel.duty import DutyKind
from app.settings.commands import FirmDetails
from app.storage.transaction import Transaction
from app.vault import kdf
from app.workspace import Workspace
from tests.support import PASSWORD, USER

CASES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "concern_cases.toml").read_text(encoding="utf-8")
)
BEGIN = datetime(2025, 12, 1, 12, tzinfo=UTC)


@dataclass
class Firm:
    """A vault in which the cases of a place are carried out, one after the other."""

    workspace: Workspace
    clock: FixedClock
    zone: ZoneInfo
    steps: dict[StepKind, UUID] = field(default_factory=dict)

    def noon(self, day: date) -> datetime:
        return datetime.combine(day, time(12), self.zone)


@pytest.fixture(scope="module")
def firms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Firm]]:
    abouts = {one["name"]: one for one in CASES["firm"]}
    made: dict[str, Firm] = {}

    def firm(name: str) -> Firm:
        if name not in made:
            about, clock = abouts[name], FixedClock(BEGIN)
            details = FirmDetails("Firm", about["country"], about["zone"], about["subdivision"])
            folder = tmp_path_factory.mktemp("firm") / "vault"
            workspace, _ = create_workspace(
                folder, PASSWORD, firm=details, user=USER, clock=clock, cost=kdf.CHEAP
            )
            made[name] = Firm(workspace, clock, ZoneInfo(about["zone"]))
        return made[name]

    yield firm
    for one in made.values():
        one.workspace.lock()


@pytest.mark.parametrize("number", range(len(CASES["case"])), ids=lambda one: CASES["case"][one]["name"])
def test_case(firms: Callable[[str], Firm], number: int) -> None:
    about = CASES["case"][number]
    firm = firms(about["at"])
    concern = carry_out(firm, about)
    asked = date.fromisoformat(about["asked"])
    with firm.workspace.read(as_of=firm.noon(asked)) as reader:
        row = concern_sheet(reader, concern).row
        duties = [one for one in concerns_duties(reader, date.max) if one.client_id == row.client_id]
    said = [f"{one.kind.value} by {one.due}{', late' * (one.due < asked)}" for one in row.clocks]
    assert sorted(said) == sorted(about["owed"]), about["why"]
    firsts = [one.due for one in row.clocks if one.kind.value != "final_response"][:1]
    finals = [one.due for one in row.clocks if one.kind.value == "final_response"]
    assert sorted(one.due for one in duties) == sorted(firsts + finals), (
        "Today has the first, and the final response"
    )
    assert {one.kind for one in duties} <= {DutyKind.CONCERN}


def test_there_are_enough_and_each_is_reasoned() -> None:
    cases = CASES["case"]
    assert len(cases) >= 30
    assert len({one["name"] for one in cases}) == len(cases)
    assert all(one["why"].endswith(".") for one in cases)


def carry_out(firm: Firm, about: dict[str, Any]) -> UUID:
    """Do what the case says, each on its day. The concern's id."""
    first = date.fromisoformat(about["did"][0][:10])
    firm.clock.set(firm.noon(first - timedelta(days=1)))
    firm.steps = {}
    with firm.workspace.write() as tx:
        name = f"Client {about['name']}"
        client = add_client(tx, ClientDetails(ClientKind.PERSON, first_name="Nora", last_name=name))
        rules = replace(ConcernRules(), **about.get("rules", {}))
        if rules != concern_rules(tx.reader()):
            change_concern_rules(tx, rules, "The case wants it")
    concern: UUID | None = None
    for one in about["did"]:
        day, _, words = one.partition(" ")
        words, _, other = words.partition(", on ")
        firm.clock.set(firm.noon(date.fromisoformat(day)))
        on = date.fromisoformat(other or day)
        with firm.workspace.write() as tx:
            if concern is None:
                assert words == "raised"
                concern = raise_concern(tx, NewConcern(one, client_id=client, raised_on=on))
            else:
                act(tx, firm, concern, words, on)
    assert concern is not None
    firm.clock.set(max(firm.clock.now(), firm.noon(date.fromisoformat(about["asked"]))))
    return concern


def act(tx: Transaction, firm: Firm, concern: UUID, words: str, on: date) -> None:
    if words == "formal":
        facts = facts_of(the_concern(tx.session, concern))
        change_concern(tx, concern, replace(facts, formal_on=on), "A letter")
    elif words.startswith("to "):
        stage = Stage(words.removeprefix("to "))
        escalate_concern(tx, concern, NewStage(stage, None if stage is Stage.OUTSIDE else tx.actor, on=on))
    elif words.startswith("closed"):
        left = StepKind.FINAL_RESPONSE in concern_sheet(tx.reader(), concern).row.still_open
        ending, why = Ending(words.partition(" as ")[2] or "resolved"), "As it was" if left else ""
        close_concern(tx, concern, ending, "As it was", on, without_response=why)
    elif words == "reopened":
        reopen_concern(tx, concern, "Again", on)
    elif words.startswith("took back "):
        take_step_back(tx, firm.steps[StepKind(words.removeprefix("took back "))], "Another's")
    else:
        kind = StepKind(words)
        firm.steps[kind] = take_step(tx, concern, NewStep(kind, on, note="As it was"))
