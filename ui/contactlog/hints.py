"""What is pointed out: wishes by the reason they ask for, identity, a bare or late note in the amber banner. It never
blocks (A3, A5, C1, C3)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from app.contactlog.holding import AGAINST, Contact, held_against
from app.contactlog.kinds import say_unanswered
from app.contactlog.quickwords import parse_participant
from app.contactlog.rules import bare_note, identity_open, late_note, urgent_after_hours
from app.contactlog.words import Channel, Direction
from app.kernel.language import tr
from app.kernel.said import say_span, say_time
from app.kernel.text import clean
from ui.contactlog.about import About
from ui.contactlog.values import FormValues, Present, reads


class Hint(NamedTuple):
    """One thing to point out. ``asks_reason``: a wish was broken; ``holds``: worth a second look before saving."""

    code: str
    text: str
    asks_reason: bool = False
    holds: bool = False


def hints(values: FormValues, about: About, present: Present, *, at_save: bool = False) -> tuple[Hint, ...]:
    """Everything to point out about the form as it is. A bare note is only pointed out when writing has paused."""
    found = [*_wishes(values, about, present)]
    if _identity_open(values):
        words = tr("Confidential advice by {channel}: identity not checked yet.")
        found.append(Hint("identity", words.format(channel=values.channel.spoken)))
    moment = reads(values, present)
    if moment is not None and values.entry_id is None and late_note(moment, present.now):
        span = say_span(present.now - moment)
        words = tr("Written {span} after the contact: it will show as late.")
        found.append(Hint("late-note", words.format(span=span)))
    if about.where is not None and moment is not None:
        after_hours = urgent_after_hours(
            values.direction,
            urgent=values.urgent,
            is_open=about.where.is_open(moment),
            emergency=about.emergency,
        )
        if after_hours is not None:
            found.append(Hint(after_hours.code, after_hours.message))
    if values.summary.strip() or at_save:
        bare = bare_note(
            values.text("summary"),
            values.text("advice"),
            values.text("decision"),
            values.follow_ups,
            outcome=values.outcome,
            names=(*about.names, *values.people),
        )
        if bare is not None and values.channel is not Channel.NOTE and values.summary.strip():
            found.append(Hint("bare-note", bare.message, holds=True))
    if (problem := say_unanswered(values.unanswered())) is not None:
        found.append(Hint("unanswered", problem.message, holds=True))
    if found and not any(hint.code == "outside-hours" for hint in found):
        found = [*_kept(about, values), *found]
    return tuple(found)


def _wishes(values: FormValues, about: About, present: Present) -> list[Hint]:
    moment = reads(values, present)
    if moment is None or about.client is None:
        return []
    local = moment.astimezone(present.now.tzinfo)
    found = []
    for problem in held_against(_contact(values, local, about), about.held(local.date())):
        broken = problem.code in AGAINST
        open_ = broken and not values.wish_reason.strip()
        text = problem.message if open_ or not broken else _fact(problem.message)
        found.append(Hint(problem.code, text, asks_reason=broken, holds=open_))
    return found


def _fact(message: str) -> str:
    """Without its last sentence, which asks why it was so."""
    return message.rpartition(". ")[0] + "."


def _contact(values: FormValues, local: datetime, about: About) -> Contact:
    return Contact(
        values.channel,
        values.direction,
        local,
        with_client=not values.not_with_client and values.channel is not Channel.NOTE,
        confidential=bool(values.confidentiality.strip()),
        advice=bool(values.text("advice").strip()),
        urgent=values.urgent or any(one.urgent for one in about.untold if one.id in values.tells),
        names=tuple(
            parse_participant(words).name for words in map(clean, values.people) if words.strip(" ,\n\t")
        ),
        reached_at=values.reached_at,
    )


def _kept(about: About, values: FormValues) -> list[Hint]:
    """A wish that is kept is only worth a word beside another."""
    out = values.direction is Direction.OUT and values.channel is Channel.PHONE
    if out and about.wishes.hours_after is not None:
        words = tr("The client prefers calls after {time}: fine.").format(
            time=say_time(about.wishes.hours_after)
        )
        return [Hint("wishes-kept", words)]
    return []


def _identity_open(values: FormValues) -> bool:
    confidential = bool(values.text("advice").strip() or values.confidentiality.strip())
    checked, with_client = values.identity_checked, not values.not_with_client
    return identity_open(values.channel, confidential=confidential, checked=checked, with_client=with_client)
