"""Who must acknowledge what, and what is looked at or trained again when, held against cases that were worked out by
hand (policy_cases.toml)."""

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

from app.kernel.clock import FixedClock
from app.people import standing
from app.people.commands import NewColleague, add_colleague
from app.people.standing import NewUser, let_in, take_leave
from app.people.words import Role
from app.policies.commands import (
    NewReview,
    PolicyForm,
    acknowledge_policy,
    draft_policy,
    keep_policy,
    put_in_force,
    repeal_policy,
    review_policy,
)
from app.policies.queries import acknowledgements_outstanding, policy
from app.policies.rules import Audience
from app.policies.training import refreshers
from app.policies.training_commands import (
    NewSession,
    add_session,
    note_attendance,
    set_subject,
    withdraw_session,
)
from app.storage.transaction import Transaction
from app.workspace import Workspace
from tests.support import USER

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("policy_cases.toml").read_text(encoding="utf-8")
)["case"]
WHY = "As the case says"


@dataclass
class Case:
    """One being carried out: policies, people and subjects by name; sessions as they were held."""

    policies: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)
    subject: UUID | None = None
    sessions: list[UUID] = field(default_factory=list)
    drafts: int = 0


def draft(tx: Transaction, case: Case, name: str) -> None:
    case.drafts += 1
    form = PolicyForm(name, f"Nobody lends a key. Draft {case.drafts}.")
    case.policies[name] = draft_policy(tx, form, WHY, case.policies.get(name))


def asks(tx: Transaction, case: Case, name: str, words: str) -> None:
    several = [] if words == "nobody" else words.split(", ")
    people = frozenset(case.people[one] for one in several if one in case.people)
    roles = frozenset(one for one in several if one not in case.people)
    keeping = policy(tx.reader(), case.policies[name]).keeping
    keep_policy(tx, case.policies[name], replace(keeping, audience=Audience(False, roles, people)))


def every(tx: Transaction, case: Case, name: str, words: str) -> None:
    months = None if words == "never" else int(words)
    if name in case.policies:
        keeping = policy(tx.reader(), case.policies[name]).keeping
        keep_policy(tx, case.policies[name], replace(keeping, review_months=months))
    else:
        case.subject = set_subject(tx, name, months, case.subject)


def hold(tx: Transaction, case: Case, on: date, who: str) -> None:
    assert case.subject is not None
    new = NewSession(case.subject, on, attended=(case.people[who],))
    case.sessions.append(add_session(tx, new))


def read(tx: Transaction, case: Case, who: str, name: str) -> None:
    """Signed in as who reads."""
    as_reader = replace_actor(tx, case.people[who])
    acknowledge_policy(as_reader, case.policies[name])
    tx.record("acknowledged", "policy", case.policies[name])


def replace_actor(tx: Transaction, actor: UUID) -> Transaction:
    """The same transaction, as somebody else: what they may is looked up anew."""
    return Transaction(tx.session, actor, tx.clock, tx.zone, tx.rights_in)


Step = Callable[[Transaction, Case, date, re.Match[str]], object]
STEPS: Mapping[str, Step] = {
    r"(\w+) joins as (\S+)": lambda tx, case, _, said: case.people.update(
        {said[1]: add_colleague(tx, NewColleague(said[1], Role(said[2])))}
    ),
    r"(\w+) leaves": lambda tx, case, _, said: take_leave(tx, case.people[said[1]], {tx.actor}),
    r"(\w+) comes back as (\S+)": lambda tx, _, __, said: let_in(tx, NewUser(said[1], Role(said[2])), ()),
    r"(\w+) becomes (\S+)": lambda tx, case, _, said: standing.change_role(
        tx, case.people[said[1]], Role(said[2]), None, {tx.actor}
    ),
    r"(\w+) drafted": lambda tx, case, _, said: draft(tx, case, said[1]),
    r"(\w+) asks (.+)": lambda tx, case, _, said: asks(tx, case, said[1], said[2]),
    r"(\w+) (minor )?in force": lambda tx, case, _, said: put_in_force(
        tx, case.policies[said[1]], asks_again=said[2] is None
    ),
    r"(\w+) in force from (\S+)": lambda tx, case, _, said: put_in_force(
        tx, case.policies[said[1]], date.fromisoformat(said[2])
    ),
    r"(\w+) ends": lambda tx, case, _, said: repeal_policy(tx, case.policies[said[1]], WHY),
    r"(\w+) reads (\w+)": lambda tx, case, _, said: read(tx, case, said[1], said[2]),
    r"(\w+) signs (\w+)": lambda tx, case, _, said: acknowledge_policy(
        tx, case.policies[said[2]], person_id=case.people[said[1]]
    ),
    r"(\w+) every (\w+)": lambda tx, case, _, said: every(tx, case, said[1], said[2]),
    r"(\w+) looked at": lambda tx, case, on, said: review_policy(tx, case.policies[said[1]], NewReview(on)),
    r"(\w+) looked at, next (\S+)": lambda tx, case, on, said: review_policy(
        tx, case.policies[said[1]], NewReview(on, next_on=date.fromisoformat(said[2]))
    ),
    r"Fire held for (\w+)": lambda tx, case, on, said: hold(tx, case, on, said[1]),
    "Fire was held for nobody": lambda tx, case, _, __: note_attendance(tx, case.sessions[-1], ()),
    "Fire withdrawn": lambda tx, case, _, __: withdraw_session(tx, case.sessions[-1], WHY),
}


def noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(20), UTC)


@pytest.mark.parametrize("about", CASES, ids=lambda about: about["name"])
def test_case(workspace: Workspace, clock: FixedClock, about: Mapping[str, Any]) -> None:
    case = Case()
    for words in about["steps"]:
        day, _, what = words.partition(" ")
        clock.set(noon(day))
        (step,) = [(does, found) for said, does in STEPS.items() if (found := re.fullmatch(said, what))]
        with workspace.write() as tx:
            step[0](tx, case, date.fromisoformat(day), step[1])
    with workspace.read(as_of=noon(about["asked"])) as reader:
        outstanding = acknowledgements_outstanding(reader)
        again = [f"{one.person} {one.subject} {one.due}" for one in refreshers(reader)]
        looks = [policy(reader, one) for one in case.policies.values()]
    if "owed" in about:
        said = [
            f"{one.person} {one.title} {one.number} {one.since}" for one in outstanding if one.person != USER
        ]
        assert said == about["owed"], about["why"]
    if "next" in about:
        again += [f"{one.title} {one.next_review}" for one in looks if one.next_review is not None]
        assert "; ".join(again) == about["next"], about["why"]


def test_there_are_enough_and_each_is_reasoned() -> None:
    assert len(CASES) >= 45
    assert len({one["name"] for one in CASES}) == len(CASES)
    assert all(one["why"].endswith(".") and ("owed" in one or "next" in one) for one in CASES)
