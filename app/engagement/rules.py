"""What holds for engagement terms and endings: values in, values or problems out (PRACTICE B2, J7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta

from app.care.estimate import Sums, sums_of
from app.engagement.forms import EndingForm, TermsForm
from app.engagement.words import EndingKind
from app.kernel.errors import Problem
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.promises.terms import LONGEST, TERMS, OwnTerms
from app.schedule.rhythm import Rhythm
from app.schedule.words import UpdateFormat

LONGEST_TEXT = 20_000
"""Letters of one part of the terms: more is a document of its own, and belongs to an entry as a file."""
MOST_DUTIES = 60
DEFAULT_DAYS = 14
"""Days from the opening of a matter to agreed terms (settable)."""
MOST_DAYS = 366


def _too_long() -> str:
    words = tr("This has at most {longest} letters. Please shorten it, or attach it to an entry.")
    return words.format(longest=say_number(LONGEST_TEXT))


def terms_problems(form: TermsForm) -> list[Problem]:
    """What keeps a draft from being kept: what cannot be meant. What is still missing does not."""
    found = list(_long(form))
    for name in TERMS:
        promise = getattr(form.replies, name)
        if promise is not None and not 1 <= promise.number <= LONGEST:
            message = tr("A response time is between 1 and {longest} hours.").format(longest=LONGEST)
            found.append(Problem(name, "bad-hours", message))
    if form.estimate is not None and len(form.estimate.covers) > LONGEST_TEXT:
        found.append(Problem("estimate_note", "too-long", _too_long()))
    if len(form.duties) > MOST_DUTIES:
        message = tr("Terms have at most {most_duties} duties. Please put some together.").format(
            most_duties=MOST_DUTIES
        )
        found.append(Problem("duties", "too-many", message))
    if any(not one.text for one in form.duties):
        found.append(Problem("duties", "no-text", tr("Please say what the duty is.")))
    return found


def missing_for_agreement(form: TermsForm) -> list[Problem]:
    """What a client cannot agree to while it is not said: what is done, and how often the client hears."""
    found = []
    if not form.scope:
        found.append(
            Problem("scope", "no-scope", tr("Please say what we do: the scope of the work is empty."))
        )
    if form.rhythm is None:
        message = tr("Please say how often the client is updated: the terms have no update schedule.")
        found.append(Problem("every", "no-schedule", message))
    return found


def ending_problems(form: EndingForm, opened_on: date | None, today: date) -> list[Problem]:
    """What keeps a matter from being ended so."""
    found = list(_long(form))
    if form.kind is EndingKind.CLOSED and not form.outcome:
        found.append(Problem("outcome", "no-outcome", tr("Please say what came of the matter.")))
    if form.kind is not EndingKind.CLOSED and not form.reason:
        found.append(Problem("reason", "no-reason", tr("Please say why we do not act for the client.")))
    if form.ended_on > today:
        message = tr("A matter is ended when it is over: that day is still to come.")
        found.append(Problem("ended_on", "ends-in-future", message))
    if opened_on is not None and form.ended_on < opened_on:
        found.append(Problem("ended_on", "closed-before-opened", tr("The matter closes before it opens.")))
    return found


def owed_on(opened_on: date, days: int) -> date:
    """By when the terms of a matter are to be agreed: so many days after its opening."""
    return opened_on + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Measured:
    """What is measured of what terms promise: response times, schedule, estimate, who is reached out of hours."""

    replies: OwnTerms
    """The matter's own and, where it says nothing, those of client and firm."""
    rhythm: Rhythm | None
    format: UpdateFormat | None
    estimate: Sums | None
    emergency: str


def differing(agreed: TermsForm, counts: Measured) -> tuple[str, ...]:
    """The fields in which what is measured is not what was agreed, in the order of the form.

    What the terms leave to the firm cannot differ.
    """
    found = [
        name
        for name in TERMS
        if (was := getattr(agreed.replies, name)) is not None and was != getattr(counts.replies, name)
    ]
    if agreed.rhythm is not None and agreed.rhythm != counts.rhythm:
        found.append("rhythm")
    if agreed.rhythm is not None and agreed.format is not None and agreed.format != counts.format:
        found.append("format")
    if agreed.estimate is not None and not _same(agreed.estimate, counts.estimate):
        found.append("estimate")
    if agreed.emergency and agreed.emergency != counts.emergency:
        found.append("emergency")
    return tuple(found)


def _same(agreed: Sums, counts: Sums | None) -> bool:
    return counts is not None and sums_of(agreed) == sums_of(counts)


def _long(form: TermsForm | EndingForm) -> Iterator[Problem]:
    for one in fields(form):
        value = getattr(form, one.name)
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            yield Problem(one.name, "too-long", _too_long())
