"""What engagement terms set, held against cases that were worked out by hand (engagement_cases.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.care.commands import NewCostsFigure, state_costs
from app.care.estimate import PARTS, Estimate
from app.care.queries import costs, figures
from app.care.words import CostsKind
from app.clients.commands import ClientDetails, add_client
from app.contactlog.follow_up_commands import finish_follow_up
from app.contactlog.queries import follow_ups
from app.contactlog.words import FollowUpSide
from app.engagement.agreeing import agree_terms
from app.engagement.forms import AgreedDuty, NewAgreement, TermsForm
from app.engagement.missing import set_terms_rule, without_terms
from app.engagement.terms_commands import draft_terms, reaffirm_terms
from app.engagement.terms_queries import TermsSheet, terms_sheet
from app.engagement.words import AgreedHow
from app.hours.queries import firm_calendar
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, open_matter
from app.matters.sheet import matter_sheet
from app.promises.commands import NewTerms, set_terms
from app.promises.queries import terms_book
from app.promises.terms import OwnTerms
from app.promises.words import read_promise, say_promise
from app.schedule.commands import new_plan, set_plan
from app.schedule.queries import update_dues
from app.schedule.rhythm import parse_rhythm
from app.storage.transaction import Reader, Transaction
from app.workspace import Workspace

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("engagement_cases.toml").read_text(encoding="utf-8")
)["case"]
WHY = "As the case says"
OPENED = date(2026, 3, 2)
SIDES = {"client": FollowUpSide.CLIENT, "firm": FollowUpSide.FIRM}


_SAID = {"from": "low", "tax": "tax", "disbursements": "disbursements"}


def estimate_of(words: str) -> Estimate:
    amount, *rest = words.split()
    said = dict(zip(rest[::2], rest[1::2], strict=True))
    currency = said.pop("in", "USD")
    sums = {_SAID[key]: Decimal(value) for key, value in said.items()}
    return Estimate(Decimal(amount), currency=currency, **sums)


def duties_of(side: FollowUpSide, words: str) -> tuple[AgreedDuty, ...]:
    found = []
    for one in filter(None, words.split(", ")):
        text, _, day = one.partition(" @ ")
        found.append(AgreedDuty(side, text, date.fromisoformat(day) if day else None))
    return tuple(found)


def changed(form: TermsForm, key: str, words: str) -> TermsForm:
    match key:
        case "every":
            return replace(form, rhythm=parse_rhythm(words))
        case "answer":
            answer = read_promise(words, key) if words else None
            return replace(form, replies=replace(form.replies, answer=answer))
        case "estimate":
            return replace(form, estimate=estimate_of(words) if words else None)
        case "client" | "firm":
            others = tuple(one for one in form.duties if one.side is not SIDES[key])
            return replace(form, duties=(*others, *duties_of(SIDES[key], words)))
    raise ValueError(f"the case says {key}, which nothing knows")


def draft(tx: Transaction, matter: UUID, words: str) -> None:
    sheet = terms_sheet(tx.reader(), matter)
    form = sheet.revisions[0].form if sheet.revisions else TermsForm(scope="The claim")
    for part in words.split("; "):
        form = changed(form, *part.split("=", 1))
    draft_terms(tx, matter, form, WHY)


def agreement(tx: Transaction, matter: UUID, words: str) -> NewAgreement:
    on = date.fromisoformat(words.removeprefix("on ")) if words else tx.today
    return NewAgreement(matter, on, AgreedHow.SIGNED, "Nora Kaplan")


def told(tx: Transaction, matter: UUID, words: str) -> None:
    one = estimate_of(words)
    beside = {name: getattr(one, name) for name in PARTS}
    new = NewCostsFigure(matter, CostsKind.ESTIMATE, one.amount, tx.today, reason=WHY, currency=one.currency)
    state_costs(tx, replace(new, **beside))


def done(tx: Transaction, matter: UUID, words: str) -> None:
    (action,) = (one for one in follow_ups(tx.reader(), matter_id=matter) if one.text == words)
    finish_follow_up(tx, action.id)


STEPS: Mapping[str, Callable[[Transaction, UUID, str], object]] = {
    "draft": draft,
    "agree": lambda tx, matter, words: agree_terms(tx, agreement(tx, matter, words)),
    "reaffirm": lambda tx, matter, words: reaffirm_terms(tx, agreement(tx, matter, words)),
    "schedule": lambda tx, matter, words: set_plan(tx, new_plan(matter, parse_rhythm(words), None, None)),
    "estimate": told,
    "done": done,
    "rule": lambda tx, _, words: set_terms_rule(tx, int(words), OPENED, WHY),
    "asked": lambda *_: None,
}


def begun(tx: Transaction, clients: list[str]) -> UUID:
    made = []
    for words in clients:
        name, _, own = words.partition(" answer ")
        made.append(add_client(tx, ClientDetails(first_name=name, last_name="Kaplan")))
        if own:
            terms = OwnTerms(answer=read_promise(own, "answer"))
            set_terms(tx, NewTerms(terms, client_id=made[-1], reason=WHY))
    return open_matter(tx, MatterDetails(title="Case", clients=tuple(made), opened_on=OPENED))


def say_estimate(reader: Reader, matter: UUID) -> str:
    one = costs(reader, matter).estimate
    if one is None:
        return ""
    parts = (("from", one.low), ("tax", one.tax), ("disbursements", one.disbursements))
    said = [f"{key} {value.normalize():f}" for key, value in parts if value is not None]
    return " ".join([f"{one.amount.normalize():f}", *said, f"in {one.currency}"])


def say_holds(sheet: TermsSheet) -> str:
    return f"{sheet.agreement.number} on {sheet.agreement.on}" if sheet.agreement else ""


def say_duties(reader: Reader, matter: UUID) -> list[str]:
    side = {value: key for key, value in SIDES.items()}
    rows = follow_ups(reader, matter_id=matter, open_only=True)
    return [
        f"{side[one.side]}: {one.text} @ {one.due_on}"
        for one in sorted(rows, key=lambda one: str(one.due_on))
    ]


def say_answer(reader: Reader, matter: UUID) -> str:
    client = matter_sheet(reader, matter).row.client_id
    return say_promise(terms_book(reader).of(client, matter).answer)


def say_updates(reader: Reader, matter: UUID) -> str:
    due = update_dues(reader, firm_calendar(reader), matter).get(matter)
    return due.due_on.isoformat() if due else ""


ASKED: Mapping[str, Callable[[Reader, UUID], object]] = {
    "state": lambda reader, matter: terms_sheet(reader, matter).state.value,
    "holds": lambda reader, matter: say_holds(terms_sheet(reader, matter)),
    "reaffirmed": lambda reader, matter: [str(one.on) for one in terms_sheet(reader, matter).reaffirmed],
    "differs": lambda reader, matter: list(terms_sheet(reader, matter).differs),
    "answer": say_answer,
    "updates": say_updates,
    "estimate": say_estimate,
    "figures": lambda reader, matter: sum(one.kind is CostsKind.ESTIMATE for one in figures(reader, matter)),
    "duties": say_duties,
    "owed": lambda reader, matter: next(
        (str(one.owed_on) for one in without_terms(reader, matter_id=matter)), ""
    ),
}


def noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(20), UTC)


@pytest.mark.parametrize("about", CASES, ids=lambda about: about["name"])
def test_case(workspace: Workspace, clock: FixedClock, about: Mapping[str, Any]) -> None:
    expected = {key: value for key, value in about.items() if key in ASKED}
    assert about.keys() - ASKED.keys() <= {"name", "clients", "steps", "asked", "known", "why"}
    assert expected, "a case that asks nothing"
    clock.set(noon(OPENED.isoformat()))
    with workspace.write() as tx:
        matter = begun(tx, about["clients"])
    for step in about["steps"]:
        day, what, *rest = step.split(" ", 2)
        clock.set(noon(day))
        with workspace.write() as tx:
            STEPS[what](tx, matter, rest[0] if rest else "")
    asked = noon(about["asked"])
    clock.set(max(asked, clock.now()))
    with workspace.read(asked, noon(about["known"]) if "known" in about else None) as reader:
        assert {key: ASKED[key](reader, matter) for key in expected} == expected, about["why"]
