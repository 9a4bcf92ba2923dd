"""Removing somebody of the firm, so that no matter is lost with them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from app.concerns.leaving import hand_over_apart, last_in_apart
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.matters.walls import hand_over_walls, last_behind_walls, leave_walls
from app.owed.handover.to_come import ToCome, settle_to_come
from app.people import users
from app.people.queries import ColleagueRow, colleagues
from app.people.rules import rights_of
from app.people.users import VaultWithUsers
from app.storage.transaction import Reader, Transaction
from app.vault.progress import Progress
from app.vault.unlocked import Vault


def needs_successor(reader: Reader, vault: Vault, user_id: UUID) -> int:
    """How many restricted matters nobody who signs in, or no partner, could open if this person left without a
    successor, and how many concerns that are kept apart nobody could see to."""
    return _last(reader.session, user_id, users.signing_in(vault))


def _last(session: Session, user_id: UUID, slots: Collection[UUID]) -> int:
    return last_behind_walls(session, user_id, slots) + len(last_in_apart(session, user_id, slots))


def successors(reader: Reader, vault: Vault, user_id: UUID) -> tuple[ColleagueRow, ...]:
    """Who may take over restricted matters of somebody who leaves: the partners who can sign in."""
    slots = users.signing_in(vault) - {user_id}
    return tuple(
        one
        for one in colleagues(reader)
        if one.id in slots and Right.RESTRICT in rights_of(one.role, one.is_admin)
    )


def remove_user(
    workspace: VaultWithUsers,
    user_id: UUID,
    *,
    successor: UUID | None = None,
    progress: Progress = lambda *_: None,
) -> tuple[ToCome, ...]:
    """Somebody leaves: the vault gets a new key that their password does not open. Needs `Right.PEOPLE`.

    ``successor`` may open what nobody else could; one of `successors`, needed where `needs_successor` counts something.
    Who leaves is named in no restricted matter any more, not even when they come back. What else stands in their name
    is handed over by `handing_over.hand_over`, before or after; what was to change hands on a day to come, to them or
    from them, is settled with it (`settle_to_come`), which the answer says.

    Raises as `app.people.users.remove_user`, and `Refused` ("needs-successor", "not-a-partner"); everything is
    then as it was.
    """
    slots = users.signing_in(workspace.vault)
    with workspace.read() as reader:
        reader.need(Right.PEOPLE)
        _refuse_orphans(_last(reader.session, user_id, slots), successor)

    settled: list[ToCome] = []

    def before(tx: Transaction) -> None:
        if successor is not None:
            hand_over_walls(tx, user_id, successor, slots)
            hand_over_apart(tx, user_id, successor, slots)
        _refuse_orphans(_last(tx.session, user_id, slots), successor)
        leave_walls(tx, user_id)
        settled[:] = settle_to_come(tx, user_id)

    users.remove_user(workspace, user_id, before=before, progress=progress)
    return tuple(settled)


def _refuse_orphans(matters: int, successor: UUID | None) -> None:
    if matters and successor is None:
        raise Refused(
            "needs-successor",
            tr(
                "There are restricted matters, or concerns kept apart, that nobody else, or no partner, "
                "could open any more ({matters}). Say which partner takes them over."
            ).format(matters=matters),
            field="successor",
        )
