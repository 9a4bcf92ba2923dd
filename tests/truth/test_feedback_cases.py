"""Whom a firm asks, which answers owe a call, what few answers make: held against cases that were worked out by hand
(feedback_cases.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from app.clients.commands import ClientDetails, add_client
from app.clients.consents import NewConsent, take_consent, withdraw_consent
from app.clients.words import ConsentKind
from app.concerns.commands import raise_concern
from app.concerns.course import close_concern
from app.concerns.forms import NewConcern
from app.concerns.words import Ending
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.feedback.asking import to_ask
from app.feedback.commands import (
    NewFeedback,
    ask_feedback,
    decline_feedback,
    record_feedback,
    withdraw_feedback,
)
from app.feedback.figures import FeedbackPart, feedback_figures
from app.feedback.firm_rules import change_feedback_rules, feedback_rules
from app.feedback.queries import answers
from app.feedback.rules import Scores
from app.kernel.clock import FixedClock
from app.kernel.errors import Refused
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.key_dates import NewKeyDate, add_key_date, cancel_key_date
from app.matters.sheet import matter_sheet
from app.matters.words import DevelopmentKind, KeyDateKind, MatterStatus
from app.owed.queries import owed
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.storage.transaction import Transaction
from app.workspace import Workspace

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("feedback_cases.toml").read_text(encoding="utf-8")
)["case"]
WHY = "As the case says"
ZONE = ZoneInfo("America/Los_Angeles")


@dataclass
class Case:
    """One being carried out."""

    nora: UUID
    people: Mapping[str, UUID]
    matters: Mapping[str, UUID]
    made: dict[str, UUID] = field(default_factory=dict)
    """What can be ended: the concern, the consent, the last answer."""


def turned(tx: Transaction, matter_id: UUID, **changes: Any) -> None:
    details = matter_sheet(tx.reader(), matter_id).details
    edit_matter(tx, matter_id, replace(details, **changes))


def told(tx: Transaction, matter_id: UUID, kind: str) -> None:
    before = tx.now - timedelta(hours=1)
    news = add_development(tx, NewDevelopment(matter_id, DevelopmentKind(kind), before, "Something happened"))
    assert news is not None
    contact(tx, matter_id, tells=(news,))


def contact(tx: Transaction, matter_id: UUID, **more: Any) -> UUID:
    new = NewContact(Channel.PHONE, Direction.OUT, tx.now, "Called her", matter_id=matter_id, **more)
    found = log_contact(tx, new)
    return found if isinstance(found, UUID) else found.id


def hearing(tx: Transaction, matter_id: UUID, how: str) -> None:
    made = add_key_date(tx, NewKeyDate(matter_id, KeyDateKind.HEARING, tx.today, title="Hearing"))
    if how == "cancelled":
        cancel_key_date(tx, made, WHY)


def scores(words: str) -> Scores:
    return Scores(*(None if one == "-" else int(one) for one in words.split()))


def answered(tx: Transaction, case: Case, matter: str, said: str, entry_id: UUID | None = None) -> None:
    new = NewFeedback(case.matters[matter], scores(said), entry_id=entry_id)
    case.made["answer"] = record_feedback(tx, new).answer_id


def asked(tx: Transaction, case: Case, matter: str, refusal: str | None) -> None:
    if refusal is None:
        ask_feedback(tx, case.matters[matter])
        return
    with pytest.raises(Refused) as refused:
        ask_feedback(tx, case.matters[matter])
    assert refused.value.code == refusal


def consented(tx: Transaction, case: Case, *, given: bool) -> None:
    new = NewConsent(ConsentKind.SURVEY, given=given, wording="May we ask how we did?")
    case.made["consent"] = take_consent(tx, case.nora, new)


def ruled(tx: Transaction, **changes: Any) -> None:
    change_feedback_rules(tx, replace(feedback_rules(tx.reader()), **changes), WHY)


def worried(tx: Transaction, case: Case) -> None:
    case.made["concern"] = raise_concern(tx, NewConcern("Nobody calls", matter_id=case.matters["Whitcombe"]))


Step = Callable[[Transaction, Case, re.Match[str]], object]
STEPS: Mapping[str, Step] = {
    r"(\w+) told of (?:an? )?(\w+)": lambda tx, case, said: told(tx, case.matters[said[1]], said[2]),
    r"(\w+) update": lambda tx, case, said: contact(tx, case.matters[said[1]], is_update=True),
    r"(\w+) hearing (held|cancelled)": lambda tx, case, said: hearing(tx, case.matters[said[1]], said[2]),
    r"(\w+) closed": lambda tx, case, said: turned(
        tx, case.matters[said[1]], status=MatterStatus.CLOSED, closed_on=tx.today
    ),
    r"(\w+) reopened": lambda tx, case, said: turned(
        tx, case.matters[said[1]], status=MatterStatus.OPEN, closed_on=None
    ),
    r"(\w+) goes to Leah": lambda tx, case, said: turned(
        tx, case.matters[said[1]], responsible_id=case.people["Leah"]
    ),
    r"(\w+) asked(?:: refused (.*))?": lambda tx, case, said: asked(tx, case, said[1], said[2]),
    r"(\w+) scores (.*)": lambda tx, case, said: answered(tx, case, said[1], said[2]),
    r"(\w+) said on the phone (.*)": lambda tx, case, said: answered(
        tx, case, said[1], said[2], contact(tx, case.matters[said[1]])
    ),
    r"(\w+) declined( this time)?": lambda tx, case, said: decline_feedback(
        tx, case.matters[said[1]], this_time=bool(said[2])
    ),
    r"(\w+) answer withdrawn": lambda tx, case, _: withdraw_feedback(tx, case.made["answer"], WHY),
    "no to surveys": lambda tx, case, _: consented(tx, case, given=False),
    "yes to surveys": lambda tx, case, _: consented(tx, case, given=True),
    "yes taken back": lambda tx, case, _: withdraw_consent(tx, case.made["consent"]),
    "concern": lambda tx, case, _: worried(tx, case),
    "concern settled": lambda tx, case, _: close_concern(tx, case.made["concern"], Ending.WITHDRAWN, WHY),
    r"every (\d+)": lambda tx, _, said: ruled(tx, every_days=int(said[1])),
    r"low (\d+)": lambda tx, _, said: ruled(tx, low_score=int(said[1])),
}


def moment(words: str) -> datetime:
    if "T" in words:
        return datetime.fromisoformat(words).replace(tzinfo=UTC)
    return datetime.fromisoformat(f"{words}T12:00").replace(tzinfo=ZONE).astimezone(UTC)


def begun(tx: Transaction) -> Case:
    people = {
        name.split()[0]: add_colleague(tx, NewColleague(name, Role.LAWYER))
        for name in ("Leah Lawyer", "Omar Other")
    }
    nora = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
    other = add_client(tx, ClientDetails(first_name="Olu", last_name="Tern"))
    matters = {
        title: open_matter(
            tx,
            MatterDetails(
                title=title,
                clients=(client,),
                practice_area=area,
                opened_on=date(2026, 1, 5),
                responsible_id=people[lawyer],
            ),
        )
        for title, client, area, lawyer in (
            ("Whitcombe", nora, "Property", "Leah"),
            ("Pier", nora, "Property", "Leah"),
            ("Tern", other, "Family", "Omar"),
        )
    }
    return Case(nora, people, matters)


def line(part: FeedbackPart) -> str:
    figures = (part.clarity, part.timeliness, part.usefulness, part.recommend)
    return f"{part.label}: {part.answers} {' '.join(one.said for one in figures)}"


def said_of(workspace: Workspace, about: Mapping[str, Any]) -> list[str]:
    """What the case asks, as the program says it."""
    with workspace.read() as reader:
        if "to_ask" in about:
            return [f"{one.matter.title} {one.occasion.value} {one.on}" for one in to_ask(reader)]
        if "calls" in about:
            due = {one.follow_up_id: (one.title, one.call_due) for one in answers(reader, low_only=True)}
            listed = {item.source_id for item in owed(reader).items}
            assert due.keys() <= listed, "a call that is owed does not stand on Today"
            return [f"{title} {on}" for title, on in due.values()]
        days = date.fromisoformat(about["from"]), date.fromisoformat(about["to"])
        figures = feedback_figures(reader, *days)
        parts = (figures.whole,) if about["figures"] == "firm" else getattr(figures, about["figures"])
        return [line(one) for one in parts]


@pytest.mark.parametrize("about", CASES, ids=lambda about: about["name"])
def test_case(workspace: Workspace, clock: FixedClock, about: Mapping[str, Any]) -> None:
    clock.set(moment("2026-01-05"))
    with workspace.write() as tx:
        case = begun(tx)
    for words in about["steps"]:
        when, _, what = words.partition(" ")
        clock.set(moment(when))
        (step,) = [(does, found) for said, does in STEPS.items() if (found := re.fullmatch(said, what))]
        with workspace.write() as tx:
            step[0](tx, case, step[1])
    if "asked" in about:
        clock.set(moment(about["asked"]))
    elif "to" in about:
        clock.set(moment("2027-06-01"))
    wanted = next(about[key] for key in ("to_ask", "calls", "said") if key in about)
    assert said_of(workspace, about) == wanted, about["why"]


def test_there_are_enough_and_each_is_reasoned() -> None:
    assert len(CASES) >= 40
    assert len({one["name"] for one in CASES}) == len(CASES)
    assert all(one["why"].endswith(".") for one in CASES)
