"""What the page and the forms of feedback show, read on the vault's worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.contactlog.queries import EntryRow, entries
from app.feedback.asking import ToAsk, to_ask
from app.feedback.figures import FeedbackFigures, feedback_figures
from app.feedback.queries import AnswerRow, AskRow, answers, asks
from app.figures.span import Time, days_of
from app.kernel.days import add_months
from app.matters.queries import MatterRow, matters_of
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.schedule.desk import Desk, load_desk

MOST = 300
"""Answers shown at once: the newest."""
NEAR = 12
"""Contacts of a matter that an answer may be tied to: the newest."""


@dataclass(frozen=True, slots=True)
class FeedbackShown:
    """The page: what is to be done, what came in the time, and its figures. ``calls``: low scores not called yet."""

    today: date
    calls: tuple[AnswerRow, ...]
    waiting: tuple[ToAsk, ...]
    asked: tuple[AskRow, ...]
    answers: tuple[AnswerRow, ...]
    figures: FeedbackFigures


def load_feedback(workspace: Workspace, time: Time) -> FeedbackShown:
    """Everything of the page."""
    with workspace.read() as reader:
        days = days_of(time, reader.today)
        year_ago = add_months(reader.today, -12)
        return FeedbackShown(
            reader.today,
            tuple(one for one in answers(reader, first=year_ago, low_only=True) if not one.call_done),
            to_ask(reader),
            tuple(one for one in asks(reader, waiting=True) if one.asked_on >= year_ago),
            answers(reader, first=days.first, last=days.last, limit=MOST),
            feedback_figures(reader, days.first, days.last),
        )


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What the form needs of a matter."""

    desk: Desk
    matter: MatterRow
    near: tuple[EntryRow, ...]


def load_answer(reader: Reader, matter_id: UUID) -> AnswerFacts | None:
    """None where there is no such matter to see."""
    matter = matters_of(reader, {matter_id}).get(matter_id)
    if matter is None:
        return None
    return AnswerFacts(load_desk(reader), matter, entries(reader, matter_id=matter_id, limit=NEAR))
