"""A closed matter before it is destroyed: since when it is due, and everything that speaks against it (PRACTICE J5)."""

from __future__ import annotations

from collections import defaultdict
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
from app.destruction.asked_for import asked_for
from app.destruction.links import only_answered_here
from app.engagement.models import IntakeDocument
from app.exchange.models import TrayItem
from app.kernel.errors import Refused
from app.kernel.language import counted, tr
from app.kernel.said import say_date
from app.matters.keepers import names_of
from app.matters.key_date_queries import key_dates
from app.matters.models import Matter, MatterClient
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
    def is_free(self) -> bool:
        """Whether nothing stops its destruction."""
        return not any(one.stops for one in self.objections)


def review(reader: Reader, matter_id: UUID) -> Review:
    """One matter. Raises `Refused` ("not-closed") for one that is open, or not there."""
    closed = closed_matter(reader, matter_id)
    if closed is None:
        raise Refused(
            "not-closed", tr("Only a closed matter can be reviewed for destruction."), field="matter"
        )
    return _reviews(reader, [closed])[0]


def reviews_due(reader: Reader, by: date | None = None) -> tuple[Review, ...]:
    """Every matter that is due for review ``by`` a day (today), with all that speaks against it."""
    return _reviews(reader, closed_matters(reader, due_by=by or reader.today))


def _reviews(reader: Reader, several: Sequence[ClosedMatter]) -> tuple[Review, ...]:
    """Of all of them at once: in an old firm thousands fall due, and each look is a statement or two."""
    if not several:
        return ()
    found: dict[UUID, list[Objection]] = {one.matter_id: [] for one in several}
    for look in SPEAKING:
        for matter_id, objection in look(reader, several):
            found[matter_id].append(objection)
    matters = {row.id: row for row in list_matters(reader, ids=list(found), order=None)}
    return tuple(
        Review(
            matters[one.matter_id],
            one,
            tuple(sorted(found[one.matter_id], key=lambda objection: not objection.stops)),
        )
        for one in several
    )


_Said = Iterator[tuple[UUID, Objection]]
"""Things that speak against it, each with the matter that it is said of."""


def _ids(several: Sequence[ClosedMatter]) -> list[UUID]:
    return [one.matter_id for one in several]


def _time(reader: Reader, several: Sequence[ClosedMatter]) -> _Said:
    for closed in several:
        for ask in closed.retention.asks:
            yield closed.matter_id, Objection(Against.ASKS, ask.label)
        due = closed.due_on
        if due is not None and due > reader.today:
            yield (
                closed.matter_id,
                Objection(Against.NOT_DUE, tr("It is kept until {day}.").format(day=say_date(due))),
            )


def _holds(reader: Reader, several: Sequence[ClosedMatter]) -> _Said:
    names = names_of(reader, [one.set_by for closed in several for one in closed.holds])
    for closed in several:
        for one in closed.holds:
            said = (
                tr("The matter is held since {day} ({who}): {reason}")
                if one.matter_id is not None
                else tr("Its client is held since {day} ({who}): {reason}")
            )
            since, who = say_date(reader.local(one.set_at).date()), names.get(one.set_by, "")
            words = said.format(day=since, who=who, reason=one.reason)
            yield closed.matter_id, Objection(Against.HOLD, words, one.id)


def _documents(reader: Reader, several: Sequence[ClosedMatter]) -> _Said:
    for one in kept_documents(reader, _ids(several)):
        if one.ended_on is None:
            words = tr("An original is not given back: {title}").format(title=one.title)
            yield one.matter_id, Objection(Against.DOCUMENT, words, one.id)


def _originals(reader: Reader, several: Sequence[ClosedMatter]) -> _Said:
    """Documents that came in and are the client's."""
    query = select(IntakeDocument.matter_id, IntakeDocument.id, IntakeDocument.title).where(
        among(IntakeDocument.matter_id, _ids(several)),
        IntakeDocument.original,
        IntakeDocument.received_on.is_not(None),
        IntakeDocument.returned_on.is_(None),
        IntakeDocument.withdrawn_at.is_(None),
    )
    for of, one, title in reader.session.execute(query.order_by(IntakeDocument.id)):
        words = tr("A document was not given back: {title}").format(title=title)
        yield of, Objection(Against.DOCUMENT, words, one)


def _concerns(reader: Reader, several: Sequence[ClosedMatter]) -> _Said:
    """Of the matter, and of its clients outside any matter. The words of one may be kept apart: none is said."""
    clients = _by_client(several)
    of_client = and_(Concern.matter_id.is_(None), among(Concern.client_id, clients))
    query = select(Concern.id, Concern.raised_on, Concern.matter_id, Concern.client_id).where(
        or_(among(Concern.matter_id, _ids(several)), of_client), Concern.closed_on.is_(None)
    )
    for one, raised_on, matter_id, client_id in reader.session.execute(query.order_by(Concern.id)):
        for of in [matter_id] if matter_id is not None else clients[client_id]:
            words = tr("A concern of {day} is open.").format(day=say_date(raised_on))
            yield of, Objection(Against.CONCERN, words, one)


def _access(reader: Reader, several: Sequence[ClosedMatter]) -> _Said:
    """Who asks what is held about them, client or not, is answered before anything of it goes."""
    for one in asked_for(reader):
        for closed in several:
            if one.reaches(closed):
                words = tr("An access request of {day} is open.").format(day=say_date(one.received_on))
                yield closed.matter_id, Objection(Against.ACCESS_REQUEST, words, one.id)


def _key_dates(reader: Reader, several: Sequence[ClosedMatter]) -> _Said:
    pending = key_dates(reader, matter_ids=_ids(several), pending_on=reader.today, closed=True)
    for one in pending:
        if one.done_at is None and (one.on >= reader.today or one.kind in LASTING):
            said = tr("A key date of {day} ({kind}) is not ticked off: {title}")
            words = said.format(day=say_date(one.on), kind=one.kind.label, title=one.title)
            yield one.matter_id, Objection(Against.KEY_DATE, words, one.id)


def _follow_ups(reader: Reader, several: Sequence[ClosedMatter]) -> _Said:
    query = select(FollowUp.matter_id, FollowUp.id, FollowUp.text).where(
        among(FollowUp.matter_id, _ids(several)), FollowUp.done_at.is_(None)
    )
    for of, one, text in reader.session.execute(query.order_by(FollowUp.id)):
        if of is not None:
            yield of, Objection(Against.FOLLOW_UP, tr("An action is open: {text}").format(text=text), one)


def _tray(reader: Reader, several: Sequence[ClosedMatter]) -> _Said:
    """A court's notice of several cases holds the words of every case as long as it waits for one of them."""
    waiting = select(TrayItem.message_key, TrayItem.id).where(TrayItem.placed_at.is_(None))
    items = dict(reader.session.execute(waiting.order_by(TrayItem.id)).all())
    if not items:  # no index finds a message: else the whole log of these matters is read for nothing
        return
    query = select(ContactEntry.matter_id, ContactEntry.message_key).where(
        among(ContactEntry.matter_id, _ids(several)), ContactEntry.message_key.in_(items)
    )
    words = tr(
        "A message of this matter waits in the message tray for another one: place it, or put it aside."
    )
    for of, key in dict.fromkeys(reader.session.execute(query.order_by(ContactEntry.id)).tuples()):
        if of is not None and key is not None:
            yield of, Objection(Against.TRAY, words, items[key])


def _links(reader: Reader, several: Sequence[ClosedMatter]) -> _Said:
    links = only_answered_here(reader, _ids(several))
    elsewhere = {one.of for one in links if one.of is not None}
    numbers = {row.id: row.number for row in list_matters(reader, ids=elsewhere, order=None)}
    for one in links:
        words = (
            tr(
                "Only a contact of this matter answers or tells something of matter {number}: log there that it was."
            )
            if one.of in numbers
            else tr(
                "Only a contact of this matter answers or tells something of its client: log there that it was."
            )
        )
        said = words.format(number=numbers.get(one.of, "") if one.of is not None else "")
        yield one.here, Objection(Against.LINK, said, one.id)


def _other_matters(reader: Reader, several: Sequence[ClosedMatter]) -> _Said:
    clients = _by_client(several)
    names = client_names(reader, clients)
    theirs: defaultdict[UUID, list[tuple[UUID, MatterStatus]]] = defaultdict(list)
    query = select(MatterClient.client_id, Matter.id, Matter.status).join(
        Matter, Matter.id == MatterClient.matter_id
    )
    for client_id, of, status in reader.session.execute(query.where(among(MatterClient.client_id, clients))):
        theirs[client_id].append((of, status))
    for closed in several:
        for client_id in closed.clients:
            others = [status for of, status in theirs[client_id] if of != closed.matter_id]
            if others:
                running = sum(status is not MatterStatus.CLOSED for status in others)
                words = (
                    counted(
                        len(others),
                        "{name} has 1 more matter, {open} of them open: the client's own record stays.",
                        "{name} has {count} more matters, {open} of them open: the client's own record stays.",
                    )
                    if running
                    else counted(
                        len(others),
                        "{name} has 1 more matter: the client's own record stays.",
                        "{name} has {count} more matters: the client's own record stays.",
                    )
                )
                said = words.format(name=names.get(client_id, ""), count=len(others), open=running)
                yield closed.matter_id, Objection(Against.OTHER_MATTER, said, client_id, stops=False)


def _by_client(several: Sequence[ClosedMatter]) -> dict[UUID, list[UUID]]:
    """The matters of each client."""
    found: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for closed in several:
        for client_id in closed.clients:
            found[client_id].append(closed.matter_id)
    return dict(found)


Speaking = Callable[[Reader, Sequence[ClosedMatter]], Iterable[tuple[UUID, Objection]]]
SPEAKING: Final[Sequence[Speaking]] = (
    *(_time, _holds, _documents, _originals, _key_dates, _follow_ups, _concerns, _tray, _links),
    *(_other_matters, _access),
)
"""Everything that can speak against it. Each is asked once, of all matters."""
