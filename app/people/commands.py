"""Adding people of the firm."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import select

from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.kernel.text import clean, clean_texts, fold
from app.people.models import Colleague
from app.people.rules import LONGEST_NAME, person_name
from app.people.words import Role
from app.storage.transaction import Transaction

_ONES_OWN = frozenset({"job_title", "email", "phone"})


@dataclass(frozen=True, slots=True)
class NewColleague:
    """Somebody who joins the firm's list."""

    name: str
    role: Role
    job_title: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What is known of somebody beside what they may do, which `app.people.standing.change_role` changes."""

    name: str
    job_title: str = ""
    email: str = ""
    phone: str = ""


def add_colleague(
    tx: Transaction, new: NewColleague, *, with_id: UUID | None = None, is_admin: bool = False
) -> UUID:
    """Add somebody, ``with_id`` of the slot for one who signs in; a name that is there already is refused.

    Needs `Right.PEOPLE`.
    """
    tx.need(Right.PEOPLE)
    return _add(tx, new, with_id, is_admin)


def _add(tx: Transaction, new: NewColleague, with_id: UUID | None = None, is_admin: bool = False) -> UUID:
    name = person_name(new.name)
    if _find(tx, name) is not None:
        raise Refused("name-taken", tr("Somebody of that name is already on the list."), field="name")
    colleague = Colleague(
        id=with_id or tx.new_id(),
        name=name,
        name_key=fold(name),
        role=new.role,
        job_title=clean(new.job_title, lines=False),
        email=clean(new.email, lines=False),
        phone=clean(new.phone, lines=False),
        active=True,
        added_at=tx.now,
        is_admin=is_admin,
    )
    tx.session.add(colleague)
    tx.session.flush()
    tx.record("added", "colleague", colleague.id, name=name, role=new.role, is_admin=is_admin)
    return colleague.id


def change_colleague(tx: Transaction, colleague_id: UUID, new: PersonDetails) -> None:
    """Change what is known of somebody. Needs `Right.PEOPLE`; but title, address and number are one's own."""
    found = tx.session.get(Colleague, colleague_id)
    if found is None:
        raise NotFound("no-colleague", tr("That person is not on the firm's list."))
    new = clean_texts(new, name=person_name(new.name))
    if _find(tx, new.name) not in {None, colleague_id}:
        raise Refused("name-taken", tr("Somebody of that name is already on the list."), field="name")
    changed = {name: value for name, value in asdict(new).items() if getattr(found, name) != value}
    if colleague_id != tx.actor or not changed.keys() <= _ONES_OWN:
        tx.need(Right.PEOPLE)
    before = {name: getattr(found, name) for name in changed}
    for name, value in changed.items():
        setattr(found, name, value)
    found.name_key = fold(new.name)
    if changed:
        tx.record("changed", "colleague", colleague_id, **changed, before=before)


def colleague_named(tx: Transaction, name: str) -> UUID:
    """The colleague of that name, added as a lawyer where there is none: files of other systems name people."""
    name = person_name(name[:LONGEST_NAME])
    return _find(tx, name) or _add(tx, NewColleague(name, Role.LAWYER))


def _find(tx: Transaction, name: str) -> UUID | None:
    return tx.session.scalar(select(Colleague.id).where(Colleague.name_key == fold(name)))
