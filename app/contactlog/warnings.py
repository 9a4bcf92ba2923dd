"""What a careful colleague would mention about an entry before it is saved. It warns and never blocks (A5, C3)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from app.clients.queries import ClientSheet
from app.contactlog import wishes
from app.contactlog.forms import NewContact
from app.contactlog.rules import Wishes, against_wishes, bare_note, identity_open, late_note
from app.kernel.errors import Problem


def warnings_about(
    new: NewContact, client: ClientSheet | None, now: datetime, zone: ZoneInfo
) -> tuple[Problem, ...]:
    """Everything worth a second look; ``client`` is the one the contact was with."""
    names = [client.name] if client else []
    found: list[Problem] = []
    if client is not None and new.with_client:
        found += against_wishes(
            wishes_of(client), new.channel, new.occurred_at.astimezone(zone), new.direction
        )
    bare = bare_note(new.summary, new.advice, new.decision, new.follow_ups, outcome=new.outcome, names=names)
    if bare is not None:
        found.append(bare)
    confidential = bool(new.advice.strip() or new.confidentiality.strip())
    checked = new.identity_checked
    if identity_open(new.channel, confidential=confidential, checked=checked, with_client=new.with_client):
        message = f"Confidential advice by {new.channel.spoken}: say whether you checked who was there."
        found.append(Problem("identity_checked", "identity-not-checked", message))
    if late_note(new.occurred_at, now):
        message = "Written more than 24 hours after it happened; it will show as a late note."
        found.append(Problem("occurred_at", "late-note", message))
    return tuple(found)


def wishes_of(client: ClientSheet) -> Wishes:
    """How a client wants to be reached, as far as the profile's words can be read by a program."""
    details = client.details
    return wishes.wishes_of(details.preferred_channel, details.preferred_times, details.never_channels)
