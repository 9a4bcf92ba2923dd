"""The contact that an understood line stands for, as `log_contact` takes it."""

from __future__ import annotations

from app.contactlog.forms import NewContact, NewFollowUp, NewParticipant
from app.contactlog.words import Channel, Direction
from app.kernel.errors import Invalid, Problem
from app.kernel.language import tr
from app.quickentry.parts import Asked, Doubt, Known, Setting, Understood


def client_name(understood: Understood, known: Known) -> str:
    """The name of the client whom the line is about, empty where nobody knows."""
    about = understood.about
    if about is None:
        return ""
    if about.ref.matter_id is not None:
        found = (one.client for one in known.matters if one.id == about.ref.matter_id)
    else:
        found = (one.name for one in known.clients if one.id == about.ref.client_id)
    return next(found, "" if about.ref.matter_id is not None else about.text)


def participants(understood: Understood, setting: Setting, client: str) -> tuple[NewParticipant, ...]:
    """Who took part: the client if it was with them, those whom the line names, and who writes it."""
    with_client = client and not understood.not_with_client and understood.channel is not Channel.NOTE
    found = [NewParticipant(client, tr("client"))] if with_client else []
    found += [NewParticipant(name, role) for name, role in understood.people]
    if setting.me and all(one.name != setting.me for one in found):
        found.append(NewParticipant(setting.me))
    return tuple(found)


def new_contact(understood: Understood, setting: Setting, client: str) -> NewContact:
    """The contact. Raises Invalid where the matter is missing or could be several (with what to choose from), or a
    day has no time."""
    problems = [
        Problem(one.code, "not-clear", _said(one, understood.asked))
        for one in understood.doubts
        if one.code in {"matter", "when"}
    ]
    if understood.about is None or problems:
        raise Invalid(problems)
    note = understood.channel is Channel.NOTE
    return NewContact(
        channel=understood.channel,
        direction=Direction.INTERNAL if note else understood.direction,
        occurred_at=understood.when or setting.now,
        summary=understood.summary,
        matter_id=understood.about.ref.matter_id,
        client_id=understood.about.ref.client_id,
        outcome=understood.outcome,
        duration_minutes=understood.duration,
        with_client=not (note or understood.not_with_client),
        urgent=understood.urgent,
        participants=participants(understood, setting, client),
        tags=understood.tags,
        follow_ups=tuple(
            NewFollowUp(one.who, one.text, one.due_on, one.side) for one in understood.follow_ups
        ),
    )


def _said(doubt: Doubt, asked: Asked | None) -> str:
    if doubt.code != "matter" or asked is None or not asked.choices:
        return doubt.text
    listed = "; ".join(f"{one.note} {one.text}" for one in asked.choices)
    return f"{doubt.text} {listed}."
