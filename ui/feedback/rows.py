"""Feedback as rows: to call, to ask, asked, answered. The keys say what they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.feedback.asking import ToAsk
from app.feedback.queries import AnswerRow, AskRow
from app.kernel.said import say_day
from ui.kit import chips
from ui.kit.row_model import Row

translate = QCoreApplication.translate

Key = tuple[str, UUID, UUID]
"""What it is, the thing's own id, its matter's."""


def call_row(one: AnswerRow, today: date) -> Row:
    """A low score that owes a call."""
    due = one.call_due
    words = translate("Feedback", "call by {day}").format(day=say_day(due, today)) if due else ""
    chip = chips.late(words) if due is not None and due < today else chips.todo(words)
    return Row(
        ("call", one.follow_up_id or one.id, one.matter_id),
        one.client,
        one.title,
        "phone",
        f"{said(one)}{' · ' if one.words else ''}{one.words}",
        (chip,),
        translate("Feedback", "Called"),
    )


def ask_row(one: ToAsk, today: date) -> Row:
    """A client to be asked."""
    after = one.occasion.label
    return Row(
        ("ask", one.matter.id, one.matter.id),
        one.client,
        one.matter.title,
        "message-circle",
        f"{after[:1].upper()}{after[1:]}, {say_day(one.on, today)}",
        action=translate("Feedback", "Ask…"),
    )


def asked_row(one: AskRow, today: date) -> Row:
    """A client who was asked and has not answered."""
    words = translate("Feedback", "Asked {day}").format(day=say_day(one.asked_on, today))
    return Row(
        ("asked", one.id, one.matter_id),
        one.client,
        one.title,
        "hourglass",
        words,
        action=translate("Feedback", "Answer…"),
    )


def answer_row(one: AnswerRow, today: date) -> Row:
    """An answer."""
    marks: tuple[chips.Chip, ...] = ()
    if one.follow_up_id is not None:
        done = translate("Feedback", "called")
        marks = (chips.done(done),) if one.call_done else (chips.todo(translate("Feedback", "to call")),)
    parts = (said(one), one.words, one.person, one.practice_area)
    return Row(
        ("answer", one.id, one.matter_id),
        one.client,
        f"{say_day(one.received_on, today)} · {one.title}",
        "minus" if one.declined else "message-square",
        " · ".join(part for part in parts if part),
        marks,
        tip=one.words,
        more=True,
    )


def said(one: AnswerRow) -> str:
    """The scores in the window's words."""
    if one.declined:
        return translate("Feedback", "would rather not say")
    scores = one.scores
    parts = [f"{translate('Feedback', name)} {value}" for name, value in scores.rated.items()]
    if scores.recommend is not None:
        parts.append(translate("Feedback", "recommends {value} of 10").format(value=scores.recommend))
    return ", ".join(parts)


def matter_of(key: object) -> UUID | None:
    """The matter of a row."""
    return key[2] if isinstance(key, tuple) and len(key) == 3 and isinstance(key[2], UUID) else None


def rows_of(
    calls: Iterable[AnswerRow], waiting: Iterable[ToAsk], asked: Iterable[AskRow], today: date
) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[Row, ...]]:
    """To call, to ask, asked."""
    return (
        tuple(call_row(one, today) for one in calls),
        tuple(ask_row(one, today) for one in waiting),
        tuple(asked_row(one, today) for one in asked),
    )
