"""Engagement terms in words: for window, letters and command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.care.estimate import Estimate, say_sums
from app.care.rules import Figure
from app.contactlog.words import FollowUpSide
from app.engagement.forms import AgreedDuty, TermsForm
from app.engagement.rules import Measured
from app.engagement.terms_queries import Agreement, TermsSheet
from app.engagement.words import TermsState
from app.kernel.language import counted, tr
from app.kernel.said import say_date, say_day
from app.promises.terms import TERMS
from app.promises.words import say_promise
from app.schedule.rhythm import Rhythm, say_rhythm
from app.schedule.words import UpdateFormat
from app.workdays.worktime import Promise

HEADS = {
    "scope": "What we do",
    "out_of_scope": "What we do not do",
    "timeline": "How long it takes",
    "arrangement": "How the fee is reckoned",
    "rates": "Rates",
    "estimate": "Estimate",
    "covers": "What the estimate covers",
    "decides": "Who may decide",
    "channels": "How we reach each other",
    "acknowledge": "We acknowledge within",
    "answer": "We answer within",
    "urgent_acknowledge": "If urgent, we acknowledge within",
    "urgent_answer": "If urgent, we answer within",
    "rhythm": "Updates",
    "format": "Updates by",
    "emergency": "Out of hours",
}
"""What each part is called, in the order in which it is read."""


def say_part(value: object, home: str) -> str:
    """One part of terms as people read it; "" where it says nothing. ``home``: the firm's currency."""
    if isinstance(value, Promise):
        return say_promise(value)
    if isinstance(value, Rhythm):
        said, most = say_rhythm(value), value.at_most_days
        if not most:
            return said
        words = counted(
            most, "{rhythm}, after 1 day at the latest", "{rhythm}, after {days} days at the latest"
        )
        return words.format(rhythm=said, days=most)
    if isinstance(value, UpdateFormat):
        return value.label
    if isinstance(value, Estimate | Figure):
        return say_sums(value, home)
    return value if isinstance(value, str) else ""


def part_of(form: TermsForm | Measured, name: str) -> object:
    """One part of terms, or of what is measured, by its name."""
    if name == "covers":
        return getattr(form.estimate, name, "")
    return getattr(form.replies if name in TERMS else form, name)


def parts(form: TermsForm, home: str) -> Iterator[tuple[str, str]]:
    """What terms say: head and words of each part that says anything, without the duties."""
    for name, head in HEADS.items():
        if words := say_part(part_of(form, name), home):
            yield tr(head), words


def say_duty(duty: AgreedDuty, today: date) -> str:
    """As in "You: send us the lease, by Fri 4 Dec"."""
    whose = tr("Client") if duty.side is FollowUpSide.CLIENT else tr("We")
    words = tr("{whose}: {text}, by {day}") if duty.due_on else tr("{whose}: {text}")
    day = say_day(duty.due_on, today) if duty.due_on else ""
    return words.format(whose=whose, text=duty.text, day=day)


def say_standing(sheet: TermsSheet) -> str:
    """Where the terms stand, in a sentence."""
    if sheet.state is TermsState.MISSING:
        return tr("No engagement terms yet.")
    if sheet.agreement is None or sheet.agreed is None:
        words = tr("Revision {number} is written and not agreed.")
        return words.format(number=sheet.revisions[0].number)
    said = [say_agreement(sheet.agreement)]
    if sheet.reaffirmed:
        said.append(say_agreement(sheet.reaffirmed[0]))
    if sheet.draft is not None:
        words = tr("Revision {number} is written and not agreed.")
        said.append(words.format(number=sheet.draft.number))
    return " ".join(said)


def say_agreement(one: Agreement) -> str:
    """As in "Revision 2 agreed on 23 November 2026 by signing, by Ana Whitcombe."."""
    agreed = tr("Revision {number} agreed on {day} {how}{who}.")
    reaffirmed = tr("Revision {number} reaffirmed on {day} {how}{who}.")
    who = tr(", by {name}").format(name=one.by_whom) if one.by_whom else ""
    words = agreed if one.kind.value == "agreed" else reaffirmed
    return words.format(number=one.number, day=say_date(one.on), how=one.how.label, who=who)


def say_differences(sheet: TermsSheet) -> tuple[str, ...]:
    """Each part in which the matter is not measured by what was agreed: "Updates: agreed every month, now every
    quarter"."""
    if sheet.agreed is None:
        return ()
    words = tr("{part}: agreed {agreed}, now {now}")
    return tuple(
        words.format(
            part=tr(HEADS[name]),
            agreed=say_part(part_of(sheet.agreed.form, name), sheet.home),
            now=say_part(part_of(sheet.counts, name), sheet.home) or tr("nothing"),
        )
        for name in sheet.differs
    )
