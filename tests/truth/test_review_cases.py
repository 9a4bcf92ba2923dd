"""Which files are reviewed first, by whom, and how many were: held against cases that were worked out by hand
(review_cases.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from app.care.commands import NewCostsFigure, state_costs
from app.care.words import CostsKind
from app.clients.commands import ClientDetails, add_client
from app.concerns.commands import raise_concern
from app.concerns.course import close_concern
from app.concerns.forms import NewConcern
from app.concerns.words import Ending
from app.contactlog.commands import log_contact
from app.contactlog.follow_up_commands import add_follow_up, finish_follow_up
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.words import Channel, Direction, Outcome
from app.engagement.missing import set_terms_rule
from app.feedback.commands import NewFeedback, record_feedback
from app.feedback.rules import Scores
from app.kernel.clock import FixedClock
from app.kernel.errors import Refused
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.sheet import matter_sheet
from app.matters.words import MatterStatus
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.reviews.checklist import checklist
from app.reviews.commands import NewRecord, Said, drop_review, record_review, start_review
from app.reviews.figures import review_figures
from app.reviews.queries import review_queue
from app.reviews.words import Verdict
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.storage.transaction import Transaction
from app.workspace import Workspace

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("review_cases.toml").read_text(encoding="utf-8")
)["case"]
WHY = "As the case says"
ZONE = ZoneInfo("America/Los_Angeles")


@dataclass
class Case:
    """One being carried out."""

    people: Mapping[str, UUID]
    matters: Mapping[str, UUID]
    made: dict[str, UUID] = field(default_factory=dict)


def turned(tx: Transaction, matter_id: UUID, **changes: Any) -> None:
    details = matter_sheet(tx.reader(), matter_id).details
    edit_matter(tx, matter_id, replace(details, **changes))


def note(tx: Transaction, matter_id: UUID, hours: int = 0, words: str = "The bank asks for papers") -> None:
    when = tx.now - timedelta(hours=hours)
    new = NewContact(
        Channel.PHONE, Direction.OUT, when, words, matter_id=matter_id, outcome=Outcome.SPOKE, billable=False
    )
    log_contact(tx, new)


def costs(tx: Transaction, matter_id: UUID, estimate: str, to_date: str) -> None:
    for kind, amount in ((CostsKind.ESTIMATE, estimate), (CostsKind.TO_DATE, to_date)):
        state_costs(tx, NewCostsFigure(matter_id, kind, Decimal(amount), tx.today))


def begun(tx: Transaction, case: Case, matter: str, refusal: str | None = None) -> None:
    if refusal is None:
        case.made["review"] = start_review(tx, case.matters[matter])
        return
    with pytest.raises(Refused) as refused:
        start_review(tx, case.matters[matter])
    assert refused.value.code == refusal


def finished(tx: Transaction, case: Case) -> None:
    points = len(checklist(tx.reader()).items)
    said = {place: Said(Verdict.FINE) for place in range(points)}
    record_review(tx, case.made["review"], NewRecord(said))


def reviewed(tx: Transaction, case: Case, matter: str) -> None:
    begun(tx, case, matter)
    finished(tx, case)


def kept(case: Case, name: str, made: UUID) -> None:
    case.made[name] = made


Step = Callable[[Transaction, Case, re.Match[str]], object]
STEPS: Mapping[str, Step] = {
    r"concern in (\w+)": lambda tx, case, said: kept(
        case, "concern", raise_concern(tx, NewConcern("Nobody calls", matter_id=case.matters[said[1]]))
    ),
    "concern settled": lambda tx, case, _: close_concern(tx, case.made["concern"], Ending.WITHDRAWN, WHY),
    r"action in (\w+) by (.*)": lambda tx, case, said: add_follow_up(
        tx, case.matters[said[1]], NewFollowUp("", "Send the papers", date.fromisoformat(said[2]))
    ),
    r"(\w+) is updated monthly": lambda tx, case, said: set_plan(
        tx, NewPlan(case.matters[said[1]], 1, IntervalUnit.MONTH)
    ),
    r"note in (\w+) written (\d+) hours late": lambda tx, case, said: note(
        tx, case.matters[said[1]], int(said[2])
    ),
    r"note in (\w+) by Petra": lambda tx, case, said: note(tx, case.matters[said[1]]),
    r"note in (\w+) that says (.*)": lambda tx, case, said: note(tx, case.matters[said[1]], 0, said[2]),
    r"(\w+) estimate (\d+) to date (\d+)": lambda tx, case, said: costs(
        tx, case.matters[said[1]], said[2], said[3]
    ),
    r"low score in (\w+)": lambda tx, case, said: kept(
        case,
        "call",
        record_feedback(tx, NewFeedback(case.matters[said[1]], Scores(1))).follow_up_id or UUID(int=0),
    ),
    "called": lambda tx, case, _: finish_follow_up(tx, case.made["call"]),
    r"(\w+) reviewed": lambda tx, case, said: reviewed(tx, case, said[1]),
    r"(\w+) begun(?:: refused (.*))?": lambda tx, case, said: begun(tx, case, said[1], said[2]),
    "finished": lambda tx, case, _: finished(tx, case),
    "given up": lambda tx, case, _: drop_review(tx, case.made["review"], WHY),
    r"(\w+) closed": lambda tx, case, said: turned(
        tx, case.matters[said[1]], status=MatterStatus.CLOSED, closed_on=tx.today
    ),
    r"(\w+) goes to Omar": lambda tx, case, said: turned(
        tx, case.matters[said[1]], responsible_id=case.people["Omar Other"]
    ),
}
BY_OTHERS = ("note in", "low score")
"""What somebody who keeps the file does, unless the case says that Petra does it."""


def moment(words: str) -> datetime:
    return datetime.fromisoformat(f"{words}T12:00").replace(tzinfo=ZONE).astimezone(UTC)


def opened(tx: Transaction) -> Case:
    roles = {
        "Petra Partner": Role.PARTNER,
        "Leah Lawyer": Role.LAWYER,
        "Omar Other": Role.LAWYER,
        "Cora Contact": Role.STAFF,
    }
    people = {name: add_colleague(tx, NewColleague(name, role)) for name, role in roles.items()}
    client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
    set_terms_rule(tx, 0, None, WHY)
    matters = {
        title: open_matter(
            tx,
            MatterDetails(
                title=title,
                clients=(client,),
                opened_on=date(2026, 1, 5),
                responsible_id=people[lawyer],
                point_of_contact_id=people[contact],
            ),
        )
        for title, lawyer, contact in (
            ("Alpha", "Leah Lawyer", "Cora Contact"),
            ("Beta", "Leah Lawyer", "Cora Contact"),
            ("Gamma", "Omar Other", "Omar Other"),
        )
    }
    return Case(people, matters)


def as_person(workspace: Workspace, person_id: UUID) -> Workspace:
    return Workspace(workspace.vault, workspace.clock, person_id, workspace.zone)


def said_of(workspace: Workspace, about: Mapping[str, Any]) -> list[str]:
    """What the case asks, as the program says it."""
    with workspace.read() as reader:
        if "queue" in about:
            return [
                " ".join([row.matter.title, *(f"{risk.value} {count}" for risk, count in row.risks)])
                for row in review_queue(reader)
            ]
        days = date.fromisoformat(about["from"]), date.fromisoformat(about["to"])
        found = getattr(review_figures(reader, *days), about["group"])
        shares = found if isinstance(found, tuple) else (found,)
        return [f"{one.label}: {one.reviewed} of {one.files}" for one in shares]


@pytest.mark.parametrize("about", CASES, ids=lambda about: about["name"])
def test_case(workspace: Workspace, clock: FixedClock, about: Mapping[str, Any]) -> None:
    clock.set(moment("2026-01-05"))
    with workspace.write() as tx:
        case = opened(tx)
    asks = as_person(workspace, case.people[about.get("who", "Petra Partner")])
    for words in about["steps"]:
        when, _, what = words.partition(" ")
        clock.set(moment(when))
        (step,) = [(does, found) for said, does in STEPS.items() if (found := re.fullmatch(said, what))]
        others = what.startswith(BY_OTHERS) and "Petra" not in what
        who = as_person(workspace, case.people["Cora Contact"]) if others else asks
        with who.write() as tx:
            step[0](tx, case, step[1])
    clock.set(moment(about.get("asked", "2027-03-01")))
    assert said_of(asks, about) == about.get("queue", about.get("share")), about["why"]


def test_there_are_enough_and_each_is_reasoned() -> None:
    assert len(CASES) >= 25
    assert len({one["name"] for one in CASES}) == len(CASES)
    assert all(one["why"].endswith((".", ").")) for one in CASES)
