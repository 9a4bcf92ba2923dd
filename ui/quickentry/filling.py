"""What a line says, as the contact form holds it."""

from __future__ import annotations

from app.contactlog.words import Channel, Direction
from app.kernel.said import say_day
from app.kernel.spans import say_minutes
from app.quickentry.contact import participants
from app.quickentry.parts import Agreed, Setting, Understood
from ui.contactlog.values import FormValues, NextLine, Timed, say_when


def form_values(understood: Understood, setting: Setting, client: str) -> FormValues:
    """The form filled; what is doubtful is left for the person to say."""
    about, note = understood.about, understood.channel is Channel.NOTE
    when = Timed(understood.when_words)
    if understood.when is not None:
        when = Timed(say_when(understood.when, setting.now), understood.when)
    people = participants(understood, setting, client)
    tags = understood.tags
    if understood.urgent and understood.direction is not Direction.IN:
        tags = (*tags, "urgent")  # the form's own tick is for what came in
    return FormValues(
        matter_id=about.ref.matter_id if about else None,
        client_id=about.ref.client_id if about else None,
        about=about.text if about else understood.asked.words if understood.asked else "",
        channel=understood.channel,
        direction=Direction.INTERNAL if note else understood.direction,
        outcome=understood.outcome,
        when=when,
        duration=say_minutes(understood.duration) if understood.duration is not None else "",
        people=tuple(f"{one.name}, {one.role}" if one.role else one.name for one in people) if about else (),
        summary=understood.summary,
        follow_ups=tuple(NextLine(say_agreed(one, setting), one.due_on) for one in understood.follow_ups),
        urgent=understood.urgent,
        not_with_client=understood.not_with_client,
        tags=", ".join(tags),
    )


def say_agreed(one: Agreed, setting: Setting) -> str:
    """A follow-up as the form has it: "Nora Whitcombe: send lease — Fri 27 Nov"."""
    return f"{one.who}: {one.text} — {say_day(one.due_on, setting.now.date())}"
