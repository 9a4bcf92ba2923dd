"""Removing somebody of the firm, so that no matter is lost with them."""

from __future__ import annotations

from uuid import UUID

from app.kernel.errors import Refused
from app.matters.walls import hand_over_walls, last_behind_walls
from app.people import users
from app.people.users import Office
from app.storage.transaction import Reader, Transaction
from app.vault.progress import Progress


def needs_successor(reader: Reader, user_id: UUID) -> int:
    """How many restricted matters nobody could open any more if this person left without a successor."""
    return last_behind_walls(reader.session, user_id)


def remove_user(
    office: Office, user_id: UUID, *, successor: UUID | None = None, progress: Progress = lambda *_: None
) -> None:
    """Somebody leaves: the vault gets a new key that their password does not open. Needs `Right.PEOPLE`.

    ``successor`` may open what nobody else could; it is needed where `needs_successor` counts something. What stands in
    the name of who leaves is handed over by `app.owed.handing_over.hand_over`, before or after. Raises as
    `app.people.users.remove_user`, and `Refused` ("needs-successor"); everything is then as it was.
    """
    with office.read() as reader:
        _refuse_orphans(needs_successor(reader, user_id), successor)

    def before(tx: Transaction) -> None:
        if successor is not None:
            hand_over_walls(tx, user_id, successor)
        _refuse_orphans(last_behind_walls(tx.session, user_id), successor)

    users.remove_user(office, user_id, before=before, progress=progress)


def _refuse_orphans(matters: int, successor: UUID | None) -> None:
    if matters and successor is None:
        raise Refused(
            "needs-successor",
            f"There are restricted matters that nobody else could open any more ({matters}). Say who takes them over.",
            field="successor",
        )
