"""Feedback as JSON and as tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from app.cli.handles import handle
from app.cli.tables import table
from app.feedback.asking import ToAsk
from app.feedback.queries import AnswerRow, AskRow
from app.feedback.rules import FeedbackRules


def to_ask_data(one: ToAsk) -> dict[str, object]:
    """A client who may be asked."""
    return {"client": one.client, "matter": one.matter.number, "after": one.occasion, "on": one.on}


def ask_data(one: AskRow) -> dict[str, object]:
    """A client who was asked."""
    return {
        "id": one.id,
        "client": one.client,
        "matter": one.number,
        "after": one.occasion,
        "asked_on": one.asked_on,
        "answer": one.answer_id,
    }


def answer_data(one: AnswerRow) -> dict[str, object]:
    """What came back."""
    return {
        "id": one.id,
        "client": one.client,
        "matter": one.number,
        "ask": one.ask_id,
        "entry": one.entry_id,
        "received_on": one.received_on,
        "how": one.how,
        "declined": one.declined,
        **asdict(one.scores),
        "words": one.words,
        "person": one.person or None,
        "area": one.practice_area,
        "follow_up": one.follow_up_id,
        "call_due": one.call_due,
        "call_done": one.call_done if one.follow_up_id is not None else None,
        "withdrawn_reason": one.withdrawn_reason or None,
    }


def answers_text(rows: Iterable[AnswerRow]) -> str:
    """A table of them."""
    lines = [
        [handle(one.id), one.received_on, one.client, one.number, one.said, _call(one), one.words]
        for one in rows
    ]
    return table(["Id", "Came on", "Client", "Matter", "Said", "Call", "Words"], lines)


def _call(one: AnswerRow) -> str:
    if one.follow_up_id is None:
        return ""
    return "made" if one.call_done else f"owed by {one.call_due}"


def rules_data(rules: FeedbackRules) -> dict[str, object]:
    """The firm's rules."""
    return {**asdict(rules), "occasions": sorted(rules.occasions)}
