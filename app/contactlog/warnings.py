"""What a careful colleague would mention about an entry before it is saved. It warns and never blocks (A5, C3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.channels.queries import channel_rules
from app.channels.rules import ChannelRules
from app.clients.queries import ClientSheet, client_sheet
from app.contactlog.forms import NewContact
from app.contactlog.holding import AGAINST as AGAINST
from app.contactlog.holding import Contact, held_against, held_of
from app.contactlog.rules import bare_note, identity_open, late_note, urgent_after_hours
from app.hours.queries import work_time
from app.kernel.errors import Problem
from app.kernel.language import tr
from app.kernel.text import fold
from app.matters.able import who_cannot_in
from app.matters.development_queries import developments
from app.matters.models import Matter
from app.matters.sheet import matter_sheet
from app.people.queries import colleagues
from app.settings.queries import firm
from app.storage.transaction import Reader


def warnings_of(reader: Reader, new: NewContact) -> tuple[Problem, ...]:
    """`warnings_about` a contact that is about to be written, by the firm's rules; without a client it is the matter's
    first."""
    client_id = new.client_id
    if client_id is None and new.matter_id is not None:
        client_id = matter_sheet(reader, new.matter_id).row.client_id
    client = None if client_id is None else client_sheet(reader, client_id)
    news = developments(reader, new.matter_id) if new.matter_id is not None and new.tells else ()
    urgent = any(one.urgent for one in news if one.id in new.tells)
    found = warnings_about(new, client, reader.now, reader.zone, channel_rules(reader), urgent_news=urgent)
    found += tuple(cannot_do(reader, new.matter_id, (one.who for one in new.follow_ups)))
    if not new.urgent:
        return found
    after_hours = urgent_after_hours(
        new.direction,
        urgent=True,
        is_open=work_time(reader).is_open(new.occurred_at),
        emergency=emergency_contact(reader, new.matter_id),
    )
    return found if after_hours is None else (*found, after_hours)


def cannot_do(
    reader: Reader, matter_id: UUID | None, who: Iterable[str], field: str = "follow_ups"
) -> list[Problem]:
    """Names of the firm to whom something is given that they will not do: who left, who reads only, and who may not
    see the matter."""
    named = {fold(one) for one in who if one.strip()}
    if not named:
        return []
    people = [one for one in colleagues(reader, active_only=False) if fold(one.name) in named]
    still_here = {fold(one.name) for one in people if one.active}
    wanted = [one.id for one in people if one.active or fold(one.name) not in still_here]
    wrong = who_cannot_in(reader, matter_id, wanted)
    return [Problem(field, one.code, one.message) for one in wrong.values()]


def emergency_contact(reader: Reader, matter_id: UUID | None) -> str:
    """Who is reached out of hours: the matter's own, else the firm's; "" where nobody is named (B4)."""
    own = None if matter_id is None else reader.session.scalar(_EMERGENCY.where(Matter.id == matter_id))
    return own or firm(reader).details.emergency_contact


def emergency_contacts(reader: Reader, matter_ids: Iterable[UUID | None]) -> Mapping[UUID | None, str]:
    """The same for many matters, read in one go; what is outside any has the firm's."""
    wanted = set(matter_ids)
    if not wanted:
        return {}
    firms = firm(reader).details.emergency_contact
    query = select(Matter.id, Matter.emergency_contact).where(Matter.id.in_(wanted - {None}))
    own = {row.id: row.emergency_contact for row in reader.session.execute(query)}
    return {one: (own.get(one, "") if one is not None else "") or firms for one in wanted}


_EMERGENCY = select(Matter.emergency_contact)


def warnings_about(
    new: NewContact,
    client: ClientSheet | None,
    now: datetime,
    zone: ZoneInfo,
    rules: ChannelRules,
    *,
    urgent_news: bool = False,
) -> tuple[Problem, ...]:
    """Everything worth a second look; ``client`` is the one the contact was with, ``rules`` the firm's;
    ``urgent_news``: it tells of something urgent, so it is urgent itself."""
    names = [client.name] if client else []
    local = new.occurred_at.astimezone(zone)
    found: list[Problem] = []
    if client is not None:
        contact = Contact(
            new.channel,
            new.direction,
            local,
            with_client=new.with_client,
            confidential=bool(new.confidentiality.strip()),
            advice=bool(new.advice.strip()),
            urgent=new.urgent or urgent_news,
            names=tuple(one.name for one in new.participants),
            reached_at=new.reached_at,
        )
        found += held_against(contact, held_of(client, rules, local.date()))
    bare = bare_note(new.summary, new.advice, new.decision, new.follow_ups, outcome=new.outcome, names=names)
    if bare is not None:
        found.append(bare)
    confidential = bool(new.advice.strip() or new.confidentiality.strip())
    checked = new.identity_checked
    if identity_open(new.channel, confidential=confidential, checked=checked, with_client=new.with_client):
        message = tr("Confidential advice by {spoken}: say whether you checked who was there.").format(
            spoken=new.channel.spoken
        )
        found.append(Problem("identity_checked", "identity-not-checked", message))
    if late_note(new.occurred_at, now):
        message = tr("Written more than 24 hours after it happened; it will show as a late note.")
        found.append(Problem("occurred_at", "late-note", message))
    return tuple(found)
