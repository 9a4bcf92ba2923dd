"""Opening and changing matters; developments and key dates in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, time
from typing import NewType
from uuid import UUID

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from app.clients.merges import present_client
from app.clients.models import Client
from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.rights import Right
from app.kernel.text import clean, clean_texts, fold
from app.matters.models import Development, KeyDate, Matter, MatterClient
from app.matters.rules import check_matter, next_number
from app.matters.words import DevelopmentKind, KeyDateKind, MatterStatus, is_urgent
from app.people.queries import has_partner, is_lawyer, who_left
from app.storage.transaction import Transaction
from app.storage.walls import past_walls

SEVERAL_LINES = {"priorities", "key_point", "options", "decision_asked", "notes"}


@dataclass(frozen=True, slots=True)
class MatterDetails:
    """A matter as the form holds it. Without a number it gets the next one; the first client gets the letters."""

    title: str = ""
    clients: tuple[UUID, ...] = ()
    number: str = ""
    practice_area: str = ""
    stage: str = ""
    status: MatterStatus = MatterStatus.OPEN
    court: str = ""
    court_number: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    responsible_id: UUID | None = None
    point_of_contact_id: UUID | None = None
    emergency_contact: str = ""
    priorities: str = ""
    key_point: str = ""
    options: str = ""
    decision_asked: str = ""
    notes: str = ""
    external_id: str | None = None


@dataclass(frozen=True, slots=True)
class NewDevelopment:
    """What happened, as the client has to hear it. ``origin`` keeps the same news from coming twice."""

    matter_id: UUID
    kind: DevelopmentKind
    occurred_at: datetime
    text: str
    document_number: str = ""
    essential: bool = True
    urgent: bool = False
    origin: str | None = None
    whole_text: str = ""
    plain_words: str = ""


@dataclass(frozen=True, slots=True)
class NewKeyDate:
    """A date to keep. ``at`` is local to the firm; None means the whole day."""

    matter_id: UUID
    kind: KeyDateKind
    on: date
    title: str
    at: time | None = None
    place: str = ""
    client_attends: bool = False
    who_acts: str = ""


def open_matter(tx: Transaction, details: MatterDetails) -> UUID:
    """Open a matter."""
    details = _checked(tx, details, None)
    matter = Matter(id=tx.new_id(), added_at=tx.now, **_columns(details))
    tx.session.add(matter)
    tx.session.flush()
    _set_clients(tx, matter.id, details.clients)
    tx.record("added", "matter", matter.id, **asdict(details))
    return matter.id


FitMatter = NewType("FitMatter", MatterDetails)
"""Details that were cleaned and passed the rules; whether number and clients are right its maker has to know."""


def fit_matter(details: MatterDetails) -> FitMatter:
    """The details cleaned. Raises Invalid where a rule is broken that needs no look into the vault."""
    details = clean_texts(details, SEVERAL_LINES)
    problems = check_matter(details.title, details.opened_on, details.closed_on, len(details.clients))
    if problems:
        raise Invalid(problems)
    return FitMatter(details)


def open_matters(tx: Transaction, several: Sequence[tuple[UUID, FitMatter]]) -> None:
    """Open many, each under its new id, in one go. Their numbers are free and their clients are there."""
    if not several:
        return
    now = tx.now
    rows = [{"id": matter_id, "added_at": now, **_columns(details)} for matter_id, details in several]
    tx.session.execute(insert(Matter), rows)
    clients = [
        {"matter_id": matter_id, "client_id": client_id, "position": position}
        for matter_id, details in several
        for position, client_id in enumerate(dict.fromkeys(details.clients))
    ]
    tx.session.execute(insert(MatterClient), clients)
    for matter_id, details in several:
        values = {one.name: value for one in fields(details) if (value := getattr(details, one.name))}
        tx.record("added", "matter", matter_id, **values)


def edit_matter(tx: Transaction, matter_id: UUID, details: MatterDetails) -> None:
    """Change a matter."""
    matter = _matter(tx, matter_id)
    details = _checked(tx, details, matter)
    changed = {name: value for name, value in _columns(details).items() if getattr(matter, name) != value}
    before: dict[str, object] = {name: getattr(matter, name) for name in changed}
    for name, value in changed.items():
        setattr(matter, name, value)
    if _set_clients(tx, matter_id, details.clients):
        changed["clients"] = details.clients
    if changed:
        tx.record("changed", "matter", matter_id, **changed, before=before)


def add_development(tx: Transaction, new: NewDevelopment) -> UUID | None:
    """Write down what happened; None where news of that origin is already there."""
    _matter(tx, new.matter_id)
    text = clean(new.text)
    if not text:
        raise Refused("no-text", "Please say what happened.", field="text")
    if new.origin is not None and _already(tx, new.matter_id, new.origin):
        return None
    plain, urgent = clean(new.plain_words), is_urgent(new.kind, new.urgent)
    values = asdict(replace(new, text=text, plain_words=plain, urgent=urgent))
    found = Development(id=tx.new_id(), written_at=tx.now, author_id=tx.actor, **values)
    tx.session.add(found)
    tx.session.flush()
    tx.record("added", "development", found.id, **values)
    tx.touch("matter", new.matter_id)
    return found.id


def say_plainly(tx: Transaction, development_id: UUID, words: str) -> None:
    """Put what happened into words for the client; empty takes them away again."""
    found = tx.session.get(Development, development_id)
    if found is None:
        raise NotFound("no-development", "That development is not in the vault.")
    words = clean(words)
    if found.plain_words != words:
        found.plain_words = words
        tx.record("said plainly", "development", development_id, words=words)
        tx.touch("matter", found.matter_id)


def add_key_date(tx: Transaction, new: NewKeyDate) -> UUID:
    """Put a date into the matter."""
    _matter(tx, new.matter_id)
    title = clean(new.title, lines=False)
    if not title:
        raise Refused("no-title", "Please say what the date is for.", field="title")
    values = asdict(replace(new, title=title, place=clean(new.place, lines=False)))
    found = KeyDate(id=tx.new_id(), written_at=tx.now, author_id=tx.actor, done_at=None, **values)
    tx.session.add(found)
    tx.session.flush()
    tx.record("added", "key_date", found.id, **values)
    tx.touch("matter", new.matter_id)
    return found.id


def finish_key_date(tx: Transaction, key_date_id: UUID) -> None:
    """The date was kept."""
    found = tx.session.get(KeyDate, key_date_id)
    if found is None:
        raise NotFound("no-key-date", "That key date is not in the vault.")
    if found.done_at is None:
        found.done_at = tx.now
        tx.record("done", "key_date", key_date_id)
        tx.touch("matter", found.matter_id)


def reopen_key_date(tx: Transaction, key_date_id: UUID) -> None:
    """The date was not kept after all."""
    found = tx.session.get(KeyDate, key_date_id)
    if found is None:
        raise NotFound("no-key-date", "That key date is not in the vault.")
    if found.done_at is not None:
        found.done_at = None
        tx.record("reopened", "key_date", key_date_id)
        tx.touch("matter", found.matter_id)


def move_key_date(tx: Transaction, key_date_id: UUID, on: date, at: time | None, reason: str) -> None:
    """Put an open date on another day or time; why stands in the audit trail with the day it was before.

    ``at`` is local to the firm; None means the whole day. Refused without a reason, and for a date that is done.
    """
    found = tx.session.get(KeyDate, key_date_id)
    if found is None:
        raise NotFound("no-key-date", "That key date is not in the vault.")
    if found.done_at is not None:
        raise Refused("key-date-done", "That date is done. Reopen it first to move it.", field="on")
    reason = clean(reason, lines=False)
    if not reason:
        raise Refused("no-reason", "Please say why the date is moved.", field="reason")
    if (found.on, found.at) == (on, at):
        raise Refused("not-moved", "The date stands on that day already.", field="on")
    before = {"was_on": found.on, "was_at": found.at}
    found.on, found.at = on, at
    tx.record("moved", "key_date", key_date_id, on=on, at=at, reason=reason, **before)
    tx.touch("matter", found.matter_id)


def cancel_key_date(tx: Transaction, key_date_id: UUID, reason: str) -> None:
    """It does not take place, and is not ahead any more; why stands in the audit trail. `reopen_key_date` undoes it."""
    found = tx.session.get(KeyDate, key_date_id)
    if found is None:
        raise NotFound("no-key-date", "That key date is not in the vault.")
    if found.done_at is None:
        found.done_at = tx.now
        tx.record("cancelled", "key_date", key_date_id, reason=clean(reason, lines=False))
        tx.touch("matter", found.matter_id)


def reword_key_date(tx: Transaction, key_date_id: UUID, title: str, place: str) -> None:
    """Another title or place; the words of before stand in the audit trail."""
    found = tx.session.get(KeyDate, key_date_id)
    if found is None:
        raise NotFound("no-key-date", "That key date is not in the vault.")
    title, place = clean(title, lines=False), clean(place, lines=False)
    if not title:
        raise Refused("no-title", "Please say what the date is for.", field="title")
    if (found.title, found.place) != (title, place):
        before = {"was_title": found.title, "was_place": found.place}
        found.title, found.place = title, place
        tx.record("edited", "key_date", key_date_id, title=title, place=place, **before)
        tx.touch("matter", found.matter_id)


def _matter(tx: Transaction, matter_id: UUID) -> Matter:
    found = tx.session.get(Matter, matter_id)
    if found is None:
        raise NotFound("no-matter", "That matter is not in the vault.", field="matter")
    return found


def _already(tx: Transaction, matter_id: UUID, origin: str) -> bool:
    query = select(Development.id).where(Development.matter_id == matter_id, Development.origin == origin)
    return tx.session.scalar(query) is not None


def _columns(details: MatterDetails) -> dict[str, object]:
    values = {one.name: getattr(details, one.name) for one in fields(details) if one.name != "clients"}
    return {**values, "number_key": fold(details.number), "title_key": fold(details.title)}


def _checked(tx: Transaction, details: MatterDetails, current: Matter | None) -> MatterDetails:
    reader = tx.reader()
    present = dict.fromkeys(present_client(reader, one) for one in details.clients)
    details = replace(clean_texts(details, SEVERAL_LINES), clients=tuple(present))
    if not details.number:
        details = replace(details, number=_free_number(tx) if current is None else current.number)
    problems = check_matter(details.title, details.opened_on, details.closed_on, len(details.clients))
    problems += _references(tx, details) + _gone(tx, details, current) + _taken(tx, details, current)
    if current is None or fold(details.number) != current.number_key:
        problems += _number_taken(tx, details.number)
    if problems:
        raise Invalid(problems)
    return details


def number_taken(number: str) -> Problem:
    """What to say of a number that cannot be given once more. Whether its matter may be seen is not said."""
    message = f"The number {number} is taken. Please give another."
    return Problem("number", "number-taken", message)


def every_number(session: Session) -> list[str]:
    """The numbers that cannot be given once more, those of matters that must not be seen as well."""
    return list(session.scalars(past_walls(select(Matter.number))))


def _number_taken(tx: Transaction, number: str) -> list[Problem]:
    taken = past_walls(select(Matter.id).where(Matter.number_key == fold(number)))
    return [number_taken(number)] if tx.session.scalar(taken) is not None else []


def _free_number(tx: Transaction) -> str:
    return next_number(every_number(tx.session))


def _references(tx: Transaction, details: MatterDetails) -> list[Problem]:
    known = tx.session.scalar(select(func.count()).where(Client.id.in_(details.clients)))
    if known != len(set(details.clients)):
        return [Problem("clients", "no-client", "That client is not in the vault.")]
    return []


def _gone(tx: Transaction, details: MatterDetails, current: Matter | None) -> list[Problem]:
    """Nobody who left is given a matter; one who had it before they left may stay named until another is."""
    chosen = {
        name: one
        for name in ("responsible_id", "point_of_contact_id")
        if (one := getattr(details, name)) != getattr(current, name, None)
    }
    left = who_left(tx.session, chosen.values())
    message = "That person is not at the firm any more. Please choose somebody else."
    return [Problem(name, "has-left", message) for name, one in chosen.items() if one in left]


def _taken(tx: Transaction, details: MatterDetails, current: Matter | None) -> list[Problem]:
    """A lawyer does not take over a matter by themselves: who answers for it may restrict it (PRACTICE J2).

    Whoever else is at the firm may give it to them, and a partner may take it, who may restrict it anyway.
    """
    mine = tx.actor
    if current is None or details.responsible_id != mine or current.responsible_id == mine:
        return []
    if Right.RESTRICT in tx.rights or not is_lawyer(tx.session, mine) or not has_partner(tx.session):
        return []
    message = (
        "Who answers for a matter can restrict it, so you cannot take one over by yourself. Ask a partner, or who "
        "has it now, to give it to you."
    )
    return [Problem("responsible_id", "not-by-yourself", message)]


def _set_clients(tx: Transaction, matter_id: UUID, wanted: Sequence[UUID]) -> bool:
    query = (
        select(MatterClient.client_id)
        .where(MatterClient.matter_id == matter_id)
        .order_by(MatterClient.position)
    )
    if list(tx.session.scalars(query)) == list(wanted):
        return False
    tx.session.execute(delete(MatterClient).where(MatterClient.matter_id == matter_id))
    tx.session.add_all(
        MatterClient(matter_id=matter_id, client_id=client_id, position=position)
        for position, client_id in enumerate(dict.fromkeys(wanted))
    )
    return True
