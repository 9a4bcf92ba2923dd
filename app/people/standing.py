"""Commands for what somebody of the firm may do, from their first day to their last."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.kernel.text import clean, fold
from app.people.commands import NewColleague, add_colleague
from app.people.models import Colleague
from app.people.rules import person_name
from app.people.words import Role
from app.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class NewUser:
    """Somebody who is to sign in: a person already on the firm's list, by the name there, or a new one."""

    name: str
    role: Role
    is_admin: bool = False
    job_title: str = ""


def let_in(tx: Transaction, new: NewUser, signing_in: Collection[UUID]) -> UUID:
    """Have somebody on the list with this role who is about to get a password; the id is that of the slot to make.

    ``signing_in``: who has a slot. Refused where the person has one. Who was removed comes back as the one they were.
    Needs `Right.PEOPLE`.
    """
    tx.need(Right.PEOPLE)
    found = tx.session.scalars(
        select(Colleague).where(Colleague.name_key == fold(person_name(new.name)))
    ).one_or_none()
    if found is None:
        return add_colleague(
            tx, NewColleague(new.name, new.role, new.job_title), is_admin=new.is_admin, with_id=tx.new_id()
        )
    if found.id in signing_in:
        raise Refused("user-exists", tr("{name} can sign in already.").format(name=found.name), field="name")
    found.role, found.is_admin, found.active, found.left_at = new.role, new.is_admin, True, None
    found.job_title = clean(new.job_title, lines=False) or found.job_title
    tx.record("let in", "colleague", found.id, role=new.role, is_admin=new.is_admin)
    return found.id


def change_role(
    tx: Transaction,
    colleague_id: UUID,
    role: Role | None,
    is_admin: bool | None,
    signing_in: Collection[UUID],
) -> None:
    """Give somebody another role, make them administrator or not; None leaves that as it is. Needs `Right.PEOPLE`.

    ``signing_in``: who has a slot. The last administrator who can sign in stays one.
    """
    tx.need(Right.PEOPLE)
    found = _present(tx, colleague_id)
    role = found.role if role is None else role
    is_admin = found.is_admin if is_admin is None else is_admin
    if (role, is_admin) == (found.role, found.is_admin):
        return
    if found.is_admin and not is_admin:
        _keep_an_administrator(tx, colleague_id, signing_in)
    before = {"role_before": found.role, "is_admin_before": found.is_admin}
    found.role, found.is_admin = role, is_admin
    tx.record("role changed", "colleague", colleague_id, role=role, is_admin=is_admin, **before)


def take_leave(tx: Transaction, colleague_id: UUID, signing_in: Collection[UUID]) -> None:
    """Somebody is no longer at the firm; the name stays in all they wrote. Needs `Right.PEOPLE`.

    Their slot is another matter: `app.owed.handover.leaving.remove_user` does both as one.
    """
    tx.need(Right.PEOPLE)
    if colleague_id == tx.actor:
        raise Refused("oneself", tr("You cannot remove yourself. Another administrator can do it."))
    found = _colleague(tx, colleague_id)
    _keep_an_administrator(tx, colleague_id, signing_in)
    if found.left_at is None:
        found.active, found.is_admin, found.left_at = False, False, tx.now
    tx.record("removed", "colleague", colleague_id, name=found.name)


def come_back(tx: Transaction, signing_in: Collection[UUID]) -> None:
    """The actor came in with the recovery key. Where nobody who can sign in is an administrator, they become one:
    the key is the firm's last help, and a firm without an administrator has no other."""
    found = _present(tx, tx.actor)
    needed = not _administrators(tx, signing_in)
    if needed:
        found.is_admin = True
    tx.record("recovered", "colleague", tx.actor, made_administrator=needed)


def _keep_an_administrator(tx: Transaction, without: UUID, signing_in: Collection[UUID]) -> None:
    if not _administrators(tx, signing_in) - {without}:
        raise Refused(
            "last-administrator",
            tr("Nobody else who can sign in is an administrator. Make somebody else one first."),
            field="is_admin",
        )


def _administrators(tx: Transaction, signing_in: Collection[UUID]) -> set[UUID]:
    query = select(Colleague.id).where(Colleague.active, Colleague.is_admin)
    return set(tx.session.scalars(query)) & set(signing_in)


def _present(tx: Transaction, colleague_id: UUID) -> Colleague:
    found = _colleague(tx, colleague_id)
    if not found.active:
        raise Refused("has-left", tr("{name} is no longer at the firm.").format(name=found.name))
    return found


def _colleague(tx: Transaction, colleague_id: UUID) -> Colleague:
    found = tx.session.get(Colleague, colleague_id)
    if found is None:
        raise NotFound("no-colleague", tr("That person is not on the firm's list."))
    return found
