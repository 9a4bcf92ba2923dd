"""Opening and changing matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import NewType
from uuid import UUID

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from app.clients.merges import present_client
from app.clients.models import Client
from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.kernel.text import clean_texts, fold, on_one_line
from app.matters.able import who_cannot_in
from app.matters.backdating import check_turn
from app.matters.keepers import AT_ONCE, COLUMNS, Turn, write_changes
from app.matters.models import Matter, MatterClient
from app.matters.rules import check_matter, next_number
from app.matters.turning import note_turn
from app.matters.words import MatterStatus
from app.people.queries import has_partner, is_lawyer
from app.storage.transaction import Reader, Transaction
from app.storage.walls import past_walls
from app.workdays.places import must_be_place

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
    court_country: str = ""
    court_subdivision: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    responsible_id: UUID | None = None
    point_of_contact_id: UUID | None = None
    supervisor_id: UUID | None = None
    """None: the firm's lead."""
    emergency_contact: str = ""
    """Empty: the firm's."""
    priorities: str = ""
    key_point: str = ""
    options: str = ""
    decision_asked: str = ""
    notes: str = ""
    external_id: str | None = None


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
    details = clean_texts(details, SEVERAL_LINES, title=on_one_line(details.title))
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


def edit_matter(tx: Transaction, matter_id: UUID, details: MatterDetails, turn: Turn = AT_ONCE) -> None:
    """Change a matter; ``turn`` says from when somebody else looks after it, and why (B4)."""
    matter = the_matter(tx.session, matter_id)
    details = _checked(tx, details, matter, returned=turn.returned)
    changed = {name: value for name, value in _columns(details).items() if getattr(matter, name) != value}
    before: dict[str, object] = {name: getattr(matter, name) for name in changed}
    check_turn(tx.reader(), [(matter, [role for role, name in COLUMNS.items() if name in changed])], turn)
    write_changes(tx, {matter_id: (before, changed)}, turn)
    for name, value in changed.items():
        setattr(matter, name, value)
    if _set_clients(tx, matter_id, details.clients):
        changed["clients"] = details.clients
    note_turn(tx, matter, before)
    if changed:
        why = {"reason": turn.reason} if turn.reason else {}
        since = {"since": turn.since} if turn.since not in {None, tx.now} else {}
        tx.record("changed", "matter", matter_id, **changed, **why, **since, before=before)


def the_matter(session: Session, matter_id: UUID) -> Matter:
    """The row of a matter. Raises `NotFound`."""
    found = session.get(Matter, matter_id)
    if found is None:
        raise NotFound("no-matter", tr("That matter is not in the vault."), field="matter")
    return found


def _columns(details: MatterDetails) -> dict[str, object]:
    values = {one.name: getattr(details, one.name) for one in fields(details) if one.name != "clients"}
    return {**values, "number_key": fold(details.number), "title_key": fold(details.title)}


def _checked(
    tx: Transaction, details: MatterDetails, current: Matter | None, *, returned: bool = False
) -> MatterDetails:
    reader = tx.reader()
    present = dict.fromkeys(present_client(reader, one) for one in details.clients)
    details = clean_texts(details, SEVERAL_LINES, title=on_one_line(details.title), clients=tuple(present))
    if not details.number:
        details = replace(details, number=_free_number(tx) if current is None else current.number)
    problems = check_matter(details.title, details.opened_on, details.closed_on, len(details.clients))
    problems += _court_place(details, current) + _references(tx, details)
    if not returned:
        problems += _unfit(tx, details, current) + _taken(tx, details, current)
    if current is None or fold(details.number) != current.number_key:
        problems += _number_taken(tx, details.number)
    if problems:
        raise Invalid(problems)
    return details


def number_taken(number: str) -> Problem:
    """What to say of a number that cannot be given once more. Whether its matter may be seen is not said."""
    message = tr("The number {number} is taken. Please give another.").format(number=number)
    return Problem("number", "number-taken", message)


def every_number(session: Session) -> list[str]:
    """The numbers that cannot be given once more, those of matters that must not be seen as well."""
    return list(session.scalars(past_walls(select(Matter.number))))


def _number_taken(tx: Transaction, number: str) -> list[Problem]:
    taken = past_walls(select(Matter.id).where(Matter.number_key == fold(number)))
    return [number_taken(number)] if tx.session.scalar(taken) is not None else []


def _free_number(tx: Transaction) -> str:
    return next_number(every_number(tx.session))


def _court_place(details: MatterDetails, current: Matter | None) -> list[Problem]:
    """The holidays of the court's place have to be known; looked up only where it is another than before."""
    place = details.court_country, details.court_subdivision
    if current is not None and place == (current.court_country, current.court_subdivision):
        return []
    if place[1] and not place[0]:
        return [
            Problem("court_country", "no-country", tr("Please choose the country of the court's state, too."))
        ]
    try:
        must_be_place(place[0], place[1] or None)
    except Refused as error:
        field = "court_country" if error.field == "country" else "court_subdivision"
        return [Problem(field, error.code, error.message)]
    return []


def _references(tx: Transaction, details: MatterDetails) -> list[Problem]:
    known = tx.session.scalar(select(func.count()).where(Client.id.in_(details.clients)))
    if known != len(set(details.clients)):
        return [Problem("clients", "no-client", tr("That client is not in the vault."))]
    return []


def _unfit(tx: Transaction, details: MatterDetails, current: Matter | None) -> list[Problem]:
    """Nobody who left, who reads only or who may not see it is given a matter; who has it already may stay named."""
    chosen: dict[str, UUID] = {
        name: one
        for name in ("responsible_id", "point_of_contact_id", "supervisor_id")
        if (one := getattr(details, name)) is not None and one != getattr(current, name, None)
    }
    wrong = who_cannot_in(tx.reader(), current.id if current is not None else None, chosen.values())
    return [
        Problem(name, wrong[one].code, wrong[one].message) for name, one in chosen.items() if one in wrong
    ]


def _taken(tx: Transaction, details: MatterDetails, current: Matter | None) -> list[Problem]:
    """A lawyer does not take over a matter by themselves: who answers for it may restrict it (PRACTICE J2).

    Whoever else is at the firm may give it to them, and a partner may take it, who may restrict it anyway.
    """
    mine = tx.actor
    if current is None or details.responsible_id != mine or current.responsible_id == mine:
        return []
    return not_by_oneself(tx.reader())


def not_by_oneself(reader: Reader) -> list[Problem]:
    """What to say to who may not make themselves answer for a matter; nothing for anybody else."""
    mine, session = reader.viewer, reader.session
    if Right.RESTRICT in reader.rights or not is_lawyer(session, mine) or not has_partner(session):
        return []
    message = tr(
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
