"""A closed matter before it is destroyed: since when it is due, and everything that speaks against it (PRACTICE J5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import and_, or_, select

from app.clients.queries import client_names
from app.concerns.models import Concern
from app.contactlog.models import ContactEntry, FollowUp
from app.destruction.asked_for import AskedFor, asked_for
from app.destruction.links import only_answered_here
from app.engagement.models import IntakeDocument
from app.exchange.models import TrayItem
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.said import say_date
from app.matters.keepers import names_of
from app.matters.key_date_queries import key_dates
from app.matters.queries import MatterRow, list_matters
from app.matters.words import LASTING, MatterStatus
from app.retention.queries import ClosedMatter, closed_matter, closed_matters, kept_documents
from app.storage.rows import among
from app.storage.transaction import Reader


class Against(StrEnum):
    """What speaks against destroying a matter."""

    NOT_DUE = "not_due"
    ASKS = "asks"
    HOLD = "hold"
    DOCUMENT = "document"
    KEY_DATE = "key_date"
    FOLLOW_UP = "follow_up"
    TRAY = "tray"
    LINK = "link"
    CONCERN = "concern"
    ACCESS_REQUEST = "access_request"
    OTHER_MATTER = "other_matter"


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that speaks against it, in a sentence. ``stops``: nothing is destroyed before it is settled; else it
    only says what stays."""

    kind: Against
    words: str
    source_id: UUID | None = None
    stops: bool = True


@dataclass(frozen=True, slots=True)
class Review:
    """A closed matter as whoever decides sees it."""

    matter: MatterRow
    closed: ClosedMatter
    objections: tuple[Objection, ...]

    @property
    def may_go(self) -> bool:
        """Whether nothing stops its destruction."""
        return not any(one.stops for one in self.objections)


def review(reader: Reader, matter_id: UUID) -> Review:
    """One matter. Raises `Refused` ("not-closed") for one that is open, or not there."""
    closed = closed_matter(reader, matter_id)
    if closed is None:
        raise Refused(
            "not-closed", tr("Only a closed matter can be reviewed for destruction."), field="matter"
        )
    return _review(reader, closed, asked_for(reader))


def reviews_due(reader: Reader, by: date | None = None) -> tuple[Review, ...]:
    """Every matter that is due for review ``by`` a day (today), with all that speaks against it."""
    asked = asked_for(reader)
    return tuple(_review(reader, one, asked) for one in closed_matters(reader, due_by=by or reader.today))


def _review(reader: Reader, closed: ClosedMatter, asked: Sequence[AskedFor]) -> Review:
    (matter,) = list_matters(reader, ids=[closed.matter_id])
    found = [one for look in SPEAKING for one in look(reader, closed)]
    found += _access(closed, asked)
    return Review(matter, closed, tuple(sorted(found, key=lambda one: not one.stops)))


def _time(reader: Reader, closed: ClosedMatter) -> Iterator[Objection]:
    for ask in closed.retention.asks:
        yield Objection(Against.ASKS, ask.label)
    due = closed.due_on
    if due is not None and due > reader.today:
        yield Objection(Against.NOT_DUE, f"It is kept until {say_date(due)}.")


def _holds(reader: Reader, closed: ClosedMatter) -> Iterator[Objection]:
    names = names_of(reader, [one.set_by for one in closed.holds])
    for one in closed.holds:
        whose = "The matter" if one.matter_id is not None else "Its client"
        since, who = say_date(reader.local(one.set_at).date()), names.get(one.set_by, "")
        yield Objection(Against.HOLD, f"{whose} is held since {since} ({who}): {one.reason}", one.id)


def _documents(reader: Reader, closed: ClosedMatter) -> Iterator[Objection]:
    for one in kept_documents(reader, closed.matter_id):
        if one.ended_on is None:
            yield Objection(Against.DOCUMENT, f"An original is not given back: {one.title}", one.id)


def _originals(reader: Reader, closed: ClosedMatter) -> Iterator[Objection]:
    """Documents that came in and are the client's."""
    query = select(IntakeDocument.id, IntakeDocument.title).where(
        IntakeDocument.matter_id == closed.matter_id,
        IntakeDocument.original,
        IntakeDocument.received_on.is_not(None),
        IntakeDocument.returned_on.is_(None),
        IntakeDocument.withdrawn_at.is_(None),
    )
    for one, title in reader.session.execute(query.order_by(IntakeDocument.id)):
        yield Objection(Against.DOCUMENT, f"A document was not given back: {title}", one)


def _concerns(reader: Reader, closed: ClosedMatter) -> Iterator[Objection]:
    """Of the matter, and of its clients outside any matter. The words of one may be kept apart: none is said."""
    of_client = and_(Concern.matter_id.is_(None), among(Concern.client_id, closed.clients))
    query = select(Concern.id, Concern.raised_on).where(
        or_(Concern.matter_id == closed.matter_id, of_client), Concern.closed_on.is_(None)
    )
    for one, raised_on in reader.session.execute(query.order_by(Concern.id)):
        yield Objection(Against.CONCERN, f"A concern of {say_date(raised_on)} is open.", one)


def _access(closed: ClosedMatter, asked: Sequence[AskedFor]) -> Iterator[Objection]:
    """Who asks what is held about them, client or not, is answered before anything of it goes. What is asked for is
    looked up once for however many matters: each request is a search of its own."""
    for one in asked:
        if one.reaches(closed):
            words = f"An access request of {say_date(one.received_on)} is open."
            yield Objection(Against.ACCESS_REQUEST, words, one.id)


def _key_dates(reader: Reader, closed: ClosedMatter) -> Iterator[Objection]:
    for one in key_dates(reader, closed.matter_id):
        if one.done_at is None and (one.on >= reader.today or one.kind in LASTING):
            word = one.kind.label
            yield Objection(
                Against.KEY_DATE, f"A {word} of {say_date(one.on)} is not ticked off: {one.title}", one.id
            )


def _follow_ups(reader: Reader, closed: ClosedMatter) -> Iterator[Objection]:
    query = select(FollowUp.id, FollowUp.text).where(
        FollowUp.matter_id == closed.matter_id, FollowUp.done_at.is_(None)
    )
    for row in reader.session.execute(query.order_by(FollowUp.id)):
        yield Objection(Against.FOLLOW_UP, f"An action is open: {row.text}", row.id)


def _tray(reader: Reader, closed: ClosedMatter) -> Iterator[Objection]:
    """A court's notice of several cases holds the words of every case as long as it waits for one of them."""
    keys = select(ContactEntry.message_key).where(
        ContactEntry.matter_id == closed.matter_id, ContactEntry.message_key.is_not(None)
    )
    query = select(TrayItem.id).where(TrayItem.placed_at.is_(None), TrayItem.message_key.in_(keys))
    for one in reader.session.scalars(query.order_by(TrayItem.id)):
        words = "A message of this matter waits in the post tray for another one: place it, or put it aside."
        yield Objection(Against.TRAY, words, one)


def _links(reader: Reader, closed: ClosedMatter) -> Iterator[Objection]:
    for one, matter_id in only_answered_here(reader, closed.matter_id):
        numbers = [row.number for row in list_matters(reader, ids=[matter_id])] if matter_id else []
        where = f"matter {numbers[0]}" if numbers else "its client"
        words = f"Only a contact of this matter answers or tells something of {where}: log there that it was."
        yield Objection(Against.LINK, words, one)


def _other_matters(reader: Reader, closed: ClosedMatter) -> Iterator[Objection]:
    names = client_names(reader, closed.clients)
    for client_id in closed.clients:
        others = [one for one in list_matters(reader, client_id=client_id) if one.id != closed.matter_id]
        if others:
            running = sum(one.status is not MatterStatus.CLOSED for one in others)
            words = f"{names.get(client_id, '')} has {len(others)} more matter{'s' * (len(others) > 1)}"
            words += f", {running} of them open" if running else ""
            yield Objection(
                Against.OTHER_MATTER, f"{words}: the client's own record stays.", client_id, stops=False
            )


Speaking = Callable[[Reader, ClosedMatter], Iterable[Objection]]
SPEAKING: Final[Sequence[Speaking]] = (
    *(_time, _holds, _documents, _originals, _key_dates, _follow_ups, _concerns, _tray, _links),
    _other_matters,
)
"""Everything that can speak against it by itself; what somebody asked for does, too (`_access`)."""
