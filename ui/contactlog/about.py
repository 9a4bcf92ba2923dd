"""What the form knows about whom it is about: one query on the worker, one frozen answer for the window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from app.channels.queries import channel_rules
from app.channels.rules import USUAL, ChannelRules
from app.clients.queries import ClientSheet, PointRow, client_sheet, list_clients
from app.concerns.standing import Standing, standing_concerns
from app.contactlog.elsewhere import untold_elsewhere
from app.contactlog.holding import Held, held_of
from app.contactlog.kind_queries import kinds
from app.contactlog.kinds import Kind
from app.contactlog.queries import (
    AwaitingReply,
    awaiting_reply,
    earlier_participants,
    untold_developments,
    used_tags,
)
from app.contactlog.rules import Wishes
from app.contactlog.warnings import emergency_contact
from app.contactlog.wishes import wishes_of
from app.hours.queries import work_time
from app.kernel.days import AddWorkingDays, Order
from app.kernel.language import tr
from app.matters.development_queries import DevelopmentRow
from app.matters.of_clients import matters_of_clients
from app.matters.queries import MatterRow, list_matters
from app.matters.words import MatterStatus
from app.people.queries import colleagues
from app.promises.queries import terms_book
from app.schedule.queries import update_dues
from app.schedule.rules import say_adverb
from app.settings.queries import firm
from app.storage.transaction import Reader
from app.workdays.worktime import WorkTime
from ui.kit.typeahead import Suggestion


@dataclass(frozen=True, slots=True)
class About:
    """The firm and, once it is chosen, the matter and client; moments local to the firm."""

    order: Order = "dmy"
    add_working_days: AddWorkingDays | None = None
    colleagues: tuple[str, ...] = ()
    me: str = ""
    """The name of whoever is signed in."""
    matter: MatterRow | None = None
    client: ClientSheet | None = None
    earlier: tuple[tuple[str, str], ...] = ()
    untold: tuple[DevelopmentRow, ...] = ()
    elsewhere: tuple[tuple[DevelopmentRow, str], ...] = ()
    """Who looks after it now in the client's other matters, with their titles: told in the same contact."""
    awaiting: tuple[AwaitingReply, ...] = ()
    update_words: str = ""
    people: tuple[tuple[UUID, str], ...] = ()
    """The firm's, by id."""
    my_id: UUID | None = None
    kinds: tuple[Kind, ...] = ()
    tags: tuple[str, ...] = ()
    rules: ChannelRules = field(default_factory=lambda: USUAL)
    """The firm's, for channels."""
    where: WorkTime | None = None
    """When the firm works."""
    emergency: str = ""
    """Who is reached out of hours."""
    concerns: tuple[Standing, ...] = ()
    """What the client is unhappy with, and is still open."""
    due: Mapping[UUID, datetime] = field(default_factory=dict)
    """By when each of what waits has to be answered."""

    @property
    def wishes(self) -> Wishes:
        """How the client wants to be reached, as far as a program can read it."""
        details = self.client.details if self.client is not None else None
        if details is None:
            return Wishes()
        return wishes_of(details.preferred_channel, details.preferred_times, details.never_channels)

    def held(self, day: date) -> Held:
        """What a contact of that day is held against: consents count as they stood then."""
        return held_of(self.client, self.rules, day) if self.client is not None else Held(rules=self.rules)

    @property
    def points(self) -> tuple[PointRow, ...]:
        """The ways to reach the client."""
        return self.client.points if self.client else ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names that say nothing in a note."""
        named = [self.client.name] if self.client else []
        return (*named, self.matter.title, *self.colleagues) if self.matter else (*named, *self.colleagues)


def about_nobody(reader: Reader) -> About:
    """The firm alone, before a matter is chosen."""
    return _about(reader, None, None)


def about(reader: Reader, matter_id: UUID | None, client_id: UUID | None) -> About:
    """What the form offers for a matter or, without one, for a client."""
    matter = next(iter(list_matters(reader, ids=[matter_id])), None) if matter_id else None
    whom = client_id or (matter.client_id if matter else None)
    return _about(reader, matter, client_sheet(reader, whom) if whom else None)


def _about(reader: Reader, matter: MatterRow | None, client: ClientSheet | None) -> About:
    order = firm(reader).details.day_order
    where = work_time(reader)
    calendar = where.calendar
    matter_id = matter.id if matter else None
    waiting: tuple[AwaitingReply, ...] = ()
    if matter_id or client:
        mine = client.id if client else None
        waiting = tuple(
            one for one in awaiting_reply(reader, matter_id) if matter_id is not None or one.client_id == mine
        )
    due = update_dues(reader, calendar, matter_id).get(matter_id) if matter_id else None
    firm_people = colleagues(reader)
    return About(
        order=order,
        add_working_days=calendar.add_working_days,
        colleagues=tuple(row.name for row in firm_people),
        people=tuple((row.id, row.name) for row in firm_people),
        my_id=reader.viewer,
        kinds=kinds(reader),
        tags=used_tags(reader),
        me=next((row.name for row in firm_people if row.id == reader.viewer), ""),
        matter=matter,
        client=client,
        earlier=earlier_participants(reader, matter_id, client.id if client else None)
        if matter or client
        else (),
        untold=tuple(reversed(untold_developments(reader, matter_id))) if matter_id else (),
        elsewhere=untold_elsewhere(reader, client.id, matter_id) if client else (),
        awaiting=waiting,
        where=where,
        emergency=emergency_contact(reader, matter_id),
        due=_answers_due(reader, waiting, client.id if client else None, where) if waiting else {},
        concerns=standing_concerns(reader, matter_id=matter_id, client_id=client.id if client else None)
        if matter or client
        else (),
        update_words=say_adverb(due.interval) if due else "",
        rules=channel_rules(reader),
    )


def _answers_due(
    reader: Reader, waiting: Iterable[AwaitingReply], client_id: UUID | None, where: WorkTime
) -> dict[UUID, datetime]:
    book = terms_book(reader)
    return {one.entry_id: book.course(one, where, client_id).clocks.answer.due_at for one in waiting}


@dataclass(frozen=True, slots=True)
class Whom:
    """The key of a suggestion: a matter, or a client without one. Without a client it is the matter's first."""

    matter_id: UUID | None
    client_id: UUID | None


def find_whom(reader: Reader, words: str) -> list[Suggestion]:
    """Matters (those not closed first) and clients that have these words."""
    matters = sorted(
        list_matters(reader, query=words, limit=12), key=lambda row: row.status is MatterStatus.CLOSED
    )
    found = [
        Suggestion(Whom(row.id, row.client_id), row.title or row.client, matter_note(row), "matter")
        for row in matters
    ]
    clients = list_clients(reader, query=words, limit=4) if words.strip() else ()
    return found + [Suggestion(Whom(None, row.id), row.name, tr("client"), "client") for row in clients]


def matter_note(row: MatterRow) -> str:
    """What stands dim behind a matter's title."""
    closed = tr("closed") if row.status is MatterStatus.CLOSED else ""
    return " · ".join(part for part in (row.number, row.client, closed) if part)


def whom_of(reader: Reader, whom: Whom) -> Whom:
    """The same, with the matter of a client who has just one that is not closed."""
    if whom.matter_id is not None or whom.client_id is None:
        return whom
    matters = matters_of_clients(reader, [whom.client_id]).get(whom.client_id, ())
    return Whom(matters[0], whom.client_id) if len(matters) == 1 else whom
