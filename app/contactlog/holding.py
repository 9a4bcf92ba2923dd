"""What a contact is held against: the client's wishes and consents, whom not to tell, the firm's rules (PRACTICE A5).

Pure rules. They point out and ask for a reason; the record of what already happened is never refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from app.channels.rules import USUAL, ChannelRules
from app.channels.words import Channel
from app.clients.people_queries import PersonRow
from app.clients.queries import ClientSheet, PointRow
from app.clients.rules import match_key
from app.clients.words import Hears, PointKind
from app.contactlog.rules import Wishes, against_wishes
from app.contactlog.wishes import is_of_a_kind_never_used, wishes_of
from app.contactlog.words import SPOKEN, Direction
from app.kernel.errors import Problem
from app.kernel.language import tr
from app.kernel.text import fold

AGAINST = frozenset(
    {
        "never-channel",
        "outside-hours",
        "insecure-without-consent",
        "consent-taken-back",
        "not-for-urgent",
        "not-for-confidential",
        "not-for-advice",
        "must-not-be-told",
    }
)
"""The problems that go against a wish of the client's or a rule of the firm's: a reason is asked for. Everything else
(another channel than the preferred one, a note without substance) is only mentioned."""

_POINTS_OF = {
    Channel.PHONE: PointKind.PHONE,
    Channel.TEXT: PointKind.PHONE,
    Channel.EMAIL: PointKind.EMAIL,
    Channel.LETTER: PointKind.ADDRESS,
}


@dataclass(frozen=True, slots=True)
class Contact:
    """What of a contact is held against wishes and rules. ``moment_local``: the firm's local time."""

    channel: Channel
    direction: Direction
    moment_local: datetime
    with_client: bool = True
    confidential: bool = False
    """Whether it is marked with a class of confidentiality."""
    advice: bool = False
    urgent: bool = False
    names: tuple[str, ...] = ()
    """Who took part, without roles."""
    reached_at: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What a contact with a client is held against."""

    client: str = ""
    wishes: Wishes = field(default_factory=Wishes)
    rules: ChannelRules = field(default_factory=lambda: USUAL)
    consented: frozenset[Channel] = frozenset()
    """Channels that are not secure and that the client agreed to."""
    declined: frozenset[Channel] = frozenset()
    """Channels that are not secure and that the client does not agree to, or no more."""
    kept_from: tuple[PersonRow, ...] = ()
    """Those around the client who must not be told something."""
    changed_points: tuple[PointRow, ...] = ()
    """Numbers and addresses that took the place of verified ones and were not verified since."""
    points: tuple[PointRow, ...] = ()
    """All numbers and addresses of the client."""


def held_of(client: ClientSheet, rules: ChannelRules, on: date) -> Held:
    """What a contact with ``client`` on a day is held against; consents count as they stood on that day."""
    details = client.details
    return Held(
        client.name,
        wishes_of(details.preferred_channel, details.preferred_times, details.never_channels),
        rules,
        client.consented(on),
        client.declined(on),
        tuple(one for one in client.people if one.is_kept_from),
        tuple(one for one in client.points if one.changed),
        client.points,
    )


def held_against(contact: Contact, held: Held) -> tuple[Problem, ...]:
    """All that a contact goes against (codes in `AGAINST`), and what only deserves a word."""
    found: list[Problem] = []
    if contact.with_client and contact.direction is Direction.OUT:
        wishes = held.wishes
        if _of_a_kind_never_used(contact, held):
            wishes = replace(wishes, never_channels=wishes.never_channels | {contact.channel})
        found += against_wishes(wishes, contact.channel, contact.moment_local, contact.direction)
        found += _against_rule(contact, held)
        found += _changed_point(contact, held)
    return (*found, *_told(contact, held))


def _of_a_kind_never_used(contact: Contact, held: Held) -> bool:
    """Whether the number or address may be one that the client wants nobody to use: "Work e-mail" says nothing of the
    private one. One that is not in the file may be it; where none is said, one with that label."""
    if all(channel is not contact.channel for channel, _ in held.wishes.never_kinds):
        return False
    wanted = _POINTS_OF[contact.channel]
    points = [point for point in held.points if point.kind is wanted]
    if contact.reached_at.strip():
        points = [point for point in points if _same_point(point.kind, point.value, contact.reached_at)]
        if not points:
            return True
    return any(is_of_a_kind_never_used(held.wishes, contact.channel, point.label) for point in points)


def _against_rule(contact: Contact, held: Held) -> list[Problem]:
    rule = held.rules.get(contact.channel)
    if rule is None:  # a note stays in the file
        return []
    name, values = contact.channel.label, {"channel": contact.channel.value}
    found = []
    if not rule.secure and (contact.confidential or contact.advice) and contact.channel not in held.consented:
        message = tr(
            "{name} is not secure, and the client has not agreed to it. Say why it was used all the same."
        ).format(name=name)
        found.append(Problem("channel", "insecure-without-consent", message, values))
    elif not rule.secure and contact.channel in held.declined:
        message = tr("The client does not agree to {spoken}. Say why it was used all the same.").format(
            spoken=contact.channel.spoken
        )
        found.append(Problem("channel", "consent-taken-back", message, values))
    elif contact.confidential and not rule.for_confidential:
        message = tr("By the firm’s rules nothing confidential goes by {spoken}. Say why it did.").format(
            spoken=contact.channel.spoken
        )
        found.append(Problem("channel", "not-for-confidential", message, values))
    if contact.urgent and not rule.for_urgent:
        message = tr("By the firm’s rules nothing urgent goes by {spoken} alone. Say why it did.").format(
            spoken=contact.channel.spoken
        )
        found.append(Problem("channel", "not-for-urgent", message, values))
    if contact.advice and not rule.for_advice:
        message = tr("By the firm’s rules no advice is given by {spoken}. Say why it was.").format(
            spoken=contact.channel.spoken
        )
        found.append(Problem("channel", "not-for-advice", message, values))
    return found


def _changed_point(contact: Contact, held: Held) -> list[Problem]:
    if not (contact.confidential or contact.advice) or not contact.reached_at.strip():
        return []
    if not any(_same_point(one.kind, one.value, contact.reached_at) for one in held.changed_points):
        return []
    message = tr("This number or address took the place of a verified one and was not verified since.")
    return [Problem("reached_at", "point-changed", message)]


def _told(contact: Contact, held: Held) -> list[Problem]:
    """Who must not be told was there, or was reached: written mail that came in tells nobody anything."""
    heard = contact.direction is Direction.OUT or contact.channel in SPOKEN
    if not heard or contact.direction is Direction.INTERNAL:
        return []
    found = []
    for person in held.kept_from:
        if not _took_part(person, contact, held.client):
            continue
        values = {"person": person.called}
        if person.details.hears is Hears.NOTHING:
            message = tr("{called} must not be told anything. Say why it was done.").format(
                called=person.called
            )
            found.append(Problem("participants", "must-not-be-told", message, values))
        else:
            what = " ".join(person.details.not_told.split())
            message = tr("{called} must not be told: {what}.").format(called=person.called, what=what)
            found.append(Problem("participants", "not-to-be-told-this", message, values))
    return found


def _took_part(person: PersonRow, contact: Contact, client: str) -> bool:
    """By name, or by the number that was used. "Ned" is Ned Whitcombe, but "Whitcombe" is also the client."""
    points = person.details.points
    if contact.reached_at.strip() and any(
        _same_point(point.kind, point.value, contact.reached_at) for point in points
    ):
        return True
    name, hers = _words([person.details.name]), _words([client])
    named = (_words([one]) for one in contact.names)
    return bool(name) and any(one and one <= name and not one <= hers for one in named)


def _words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in fold(name).split()}


def _same_point(kind: PointKind, value: str, reached_at: str) -> bool:
    """Phones by their last ten digits: one is written with the country's code, the other without."""
    one, other = match_key(kind, value), match_key(kind, reached_at)
    if kind is PointKind.PHONE:
        return len(other) >= 7 and one[-10:] == other[-10:]
    return bool(other) and one == other
