"""The starter set: it reads, fills in and prints, and is taken over once."""

from __future__ import annotations

import re

import pytest

from app.care.rules import FeeRule
from app.care.ruling import set_fee_rule
from app.concerns.rules import ConcernRules
from app.concerns.settings import change_concern_rules
from app.concerns.words import Stage
from app.policies.book import policies
from app.policies.commands import draft_policy
from app.policies.filled import KNOWN, filled, policy_facts
from app.policies.queries import words_of
from app.policies.starter import Starter, not_taken, starters, take_starters
from app.policies.words import PolicyState
from app.retention.firm_rules import set_rule
from app.retention.words import RetentionEvent
from app.wording.template import read_template
from app.workspace import Workspace

KEYS = [
    "channels",
    "response-times",
    "updates",
    "confidentiality",
    "record-keeping",
    "complaints",
    "out-of-hours",
    "retention",
]
NOT_THE_FIRMS = {
    ("response-times", "each month"): "how often partners look at the figures",
    ("record-keeping", "one day"): "some day, not a time limit",
    ("record-keeping", "each week"): "a habit",
    ("retention", "each month"): "a habit",
}
"""Times that stand in words in the set, and why no setting of the firm says them."""
_NUMBER = (
    r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|each|every"
)
_TIME = re.compile(
    rf"\b(?:{_NUMBER}) (?:working |business |calendar |clock |opening )?(?:hour|day|week|month|quarter|year)s?\b",
    re.IGNORECASE,
)


def test_the_set_is_what_the_issue_asks_for() -> None:
    assert list(starters()) == KEYS


@pytest.mark.parametrize("one", starters().values(), ids=lambda one: one.key)
def test_each_reads_and_is_one_to_two_pages(one: Starter) -> None:
    assert read_template(one.form.text, KNOWN).mistakes == ()
    assert 300 <= len(one.form.text.split()) <= 800


def test_taken_over_they_are_drafts_with_the_firms_own_numbers(workspace: Workspace) -> None:
    with workspace.write() as tx:
        assert len(take_starters(tx)) == len(KEYS)
        assert take_starters(tx) == ()
    with workspace.read() as reader:
        found = {one.versions[0].starter: one for one in policies(reader)}
        assert {one.state for one in found.values()} == {PolicyState.DRAFT}
        said = words_of(reader, found["response-times"].versions[0]).said
        facts = policy_facts(reader)
    assert "acknowledged within 1 business day, answered within 2 business days" in said
    for one in starters().values():
        assert not re.search(r"[{}]", filled(one.form.text, facts))
    assert found["complaints"].keeping.review_months == 6


def test_what_the_firm_has_by_that_name_is_not_taken_over(workspace: Workspace) -> None:
    with workspace.write() as tx:
        form = starters()["channels"].form
        draft_policy(tx, form)
        take_starters(tx, ["channels", "updates"])
        assert [one.versions[0].title for one in policies(tx.reader())] == [
            "Updates to clients",
            "Ways of reaching clients",
        ]
        assert len(not_taken(tx.reader())) == len(KEYS) - 2


def test_no_starter_has_a_typed_in_number_that_the_firm_can_set() -> None:
    found = {(key, hit.lower()) for key, one in starters().items() for hit in _TIME.findall(one.form.text)}
    assert found == set(NOT_THE_FIRMS)


def _said(workspace: Workspace, key: str) -> str:
    with workspace.read() as reader:
        return filled(starters()[key].form.text, policy_facts(reader))


def test_the_drafts_say_what_the_program_measures(workspace: Workspace) -> None:
    said = _said(workspace, "complaints")
    assert "in writing, within 3 business days: what" in said
    stages = "The point of contact has 5 business days. The responsible lawyer has 10 business days. "
    assert f"{stages}The supervisor has 10 business days.\n" in said
    assert "a final answer in writing within 8 weeks at the latest." in said
    assert "a call 10 business days after it was resolved" in said
    assert "Written down within 20 business days" in said
    assert "kept for 7 years from closing" in _said(workspace, "retention")
    assert "at least every 6 months" in _said(workspace, "updates")


def test_the_drafts_follow_the_firms_own_numbers(workspace: Workspace) -> None:
    with workspace.write() as tx:
        rules = ConcernRules(
            acknowledge_days=1, stage_days={Stage.CONTACT: 4}, final_weeks=6, follow_up_days=0
        )
        change_concern_rules(tx, rules, "as agreed")
        set_rule(tx, "", RetentionEvent.CLOSING, 120, "as agreed")
        set_rule(tx, "", RetentionEvent.LIMITATION, 18, "as agreed")
        set_rule(tx, "Wills", RetentionEvent.CLOSING, 1200, "as agreed")
        set_fee_rule(tx, FeeRule(update_months=1), "as agreed")
    said = _said(workspace, "complaints")
    assert "in writing, within 1 business day: what" in said
    assert "its time is over. The point of contact has 4 business days.\n" in said
    assert "within 6 weeks at the latest" in said
    assert "a call: is it still right?" in said, "a clock that never runs is not promised"
    kept = _said(workspace, "retention")
    assert "kept for 10 years from closing" in kept
    assert "for 18 months after it" in kept
    assert "at least every month" in _said(workspace, "updates")
