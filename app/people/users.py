"""Who can sign in: a person on the firm's list with a slot of the same id in the vault's header.

List and header are two files, so one is always written before the other. Whoever gets in has the row first: a crash
between leaves somebody without a password, whom adding again mends. Whoever goes loses both with one replace of the
header (`app.vault.rotate`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from app.kernel.errors import CannotUnlock, MachineTrouble, NotFound, Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.people import standing
from app.people.commands import PersonDetails, change_colleague
from app.people.queries import colleague, colleagues
from app.people.standing import NewUser
from app.people.words import Role
from app.storage.transaction import Reader, Transaction
from app.vault import passwords
from app.vault.kdf import KdfCost
from app.vault.passwords import SlotChange
from app.vault.progress import Progress
from app.vault.recovery import RecoveryKey
from app.vault.unlocked import Vault


class VaultWithUsers(Protocol):
    """What is needed of a workspace (`app.workspace.Workspace`)."""

    vault: Vault
    actor: UUID

    def read(self) -> AbstractContextManager[Reader]: ...
    def write(self) -> AbstractContextManager[Transaction]: ...
    def rotate(
        self,
        why: str,
        *,
        without: UUID | None = None,
        recovery: RecoveryKey | None = None,
        change: Callable[[Transaction], None] = ...,
        progress: Progress = ...,
    ) -> int: ...


@dataclass(frozen=True, slots=True)
class UserRow:
    """Somebody of the firm, or who was. ``signs_in``: has a password of their own."""

    id: UUID
    name: str
    role: Role
    job_title: str
    is_admin: bool
    active: bool
    signs_in: bool
    added_at: datetime
    left_at: datetime | None


def users(reader: Reader, vault: Vault) -> tuple[UserRow, ...]:
    """Everybody who is or was at the firm: those who are first, by name."""
    slots = signing_in(vault)
    rows = [
        UserRow(
            row.id, row.name, row.role, row.job_title, row.is_admin, row.active, row.id in slots,
            row.added_at, row.left_at,
        )
        for row in colleagues(reader, active_only=False)
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: not row.active))


def signing_in(vault: Vault) -> frozenset[UUID]:
    """Who has a slot in the vault's header, which is proved by the key in hand."""
    return frozenset(slot.id for slot in passwords.signed_header(vault).slots if slot.kind == "user")


def add_user(workspace: VaultWithUsers, new: NewUser, password: str, *, cost: KdfCost | None = None) -> UUID:
    """Let somebody sign in with ``password``. Takes about two seconds (``cost`` None). Needs `Right.PEOPLE`.

    Raises `Refused` ("not-allowed", "user-exists", "no-name", "password-empty"), `MachineTrouble`; where that comes
    after the person is on the list, the same again gives the password.
    """
    passwords.must_be_password(password)
    with workspace.write() as tx:
        user_id = standing.let_in(tx, new, signing_in(workspace.vault))
        name = colleague(tx.reader(), user_id).name
    passwords.add_user(workspace.vault, password, slot_id=user_id, label=name, cost=cost)
    return user_id


def change_role(
    workspace: VaultWithUsers, user_id: UUID, *, role: Role | None = None, is_admin: bool | None = None
) -> None:
    """Give somebody another role, make them administrator or not. It counts from their next save on.

    Needs `Right.PEOPLE`. Raises `Refused` ("not-allowed", "last-administrator", "has-left"), `NotFound`.
    """
    with workspace.write() as tx:
        standing.change_role(tx, user_id, role, is_admin, signing_in(workspace.vault))


def change_person(workspace: VaultWithUsers, user_id: UUID, new: PersonDetails) -> None:
    """Change what is known of somebody, and under which name they sign in. Raises as `change_colleague`."""
    with workspace.write() as tx:
        change_colleague(tx, user_id, new)
        name = colleague(tx.reader(), user_id).name
    if user_id in signing_in(workspace.vault):
        passwords.rename_user(workspace.vault, user_id, name)


def change_own_password(workspace: VaultWithUsers, old: str, new: str) -> None:
    """Another password for who is signed in. Takes two key derivations.

    The old one opens older copies and backups still. Raises `CannotUnlock` ("wrong-password", "too-many-tries"),
    `Refused` ("password-empty"), `MachineTrouble`; the old one then still holds.
    """
    change = passwords.changed_password(workspace.vault, old, new)
    with _putting(workspace, change) as tx:
        tx.record("password changed", "colleague", workspace.actor)


def reset_password(workspace: VaultWithUsers, user_id: UUID, new: str) -> None:
    """Another password for somebody who forgot theirs. Needs `Right.PEOPLE`.

    Not for oneself, whose old one is asked for. Raises `Refused` ("not-allowed", "oneself", "has-left",
    "password-empty"), `NotFound` ("no-such-user"), `MachineTrouble`; the old one then still holds.
    """
    with workspace.read() as reader:
        reader.need(Right.PEOPLE)
        row = colleague(reader, user_id)
    if user_id == workspace.actor:
        raise Refused("oneself", tr("Change your own password by giving the present one."))
    if not row.active:
        raise Refused("has-left", tr("{name} is no longer at the firm.").format(name=row.name))
    change = passwords.new_password(workspace.vault, user_id, new)
    with _putting(workspace, change) as tx:
        tx.need(Right.PEOPLE)
        tx.record("password reset", "colleague", user_id)


def recover(workspace: VaultWithUsers, new: str, *, cost: KdfCost | None = None) -> None:
    """A new password for ``workspace``'s actor, whose vault was opened by the recovery key; see `standing.come_back`.

    Raises `Refused` ("password-empty", "has-left"), `MachineTrouble`; the old one then still holds.
    """
    change = passwords.new_password(workspace.vault, workspace.actor, new, cost=cost)
    with _putting(workspace, change) as tx:
        standing.come_back(tx, signing_in(workspace.vault))


def named_slot(vault: Vault, name: str) -> UUID:
    """Who signs in under that name. Raises `NotFound` ("no-such-user")."""
    found = [one.id for one in passwords.signed_header(vault).slots if one.kind == "user" and one.is_of(name)]
    if len(found) != 1:
        raise NotFound("no-such-user", tr("Nobody of that name can unlock this vault."), field="user")
    return found[0]


@contextmanager
def _putting(workspace: VaultWithUsers, change: SlotChange) -> Iterator[Transaction]:
    """A transaction at whose end the password changes: not without its event in the trail, and nobody else writes
    meanwhile. Where the commit itself fails, the password before holds again."""
    put = False

    def act() -> None:
        nonlocal put
        change.put()
        put = True

    try:
        with workspace.write() as tx:
            yield tx
            tx.at_last(act)
    except MachineTrouble:
        if put:
            change.take_back()
        raise


def remove_user(
    workspace: VaultWithUsers,
    user_id: UUID,
    *,
    before: Callable[[Transaction], None],
    progress: Progress = lambda *_: None,
) -> None:
    """Somebody leaves: the vault gets a new key that their password does not open. Needs `Right.PEOPLE`.

    Ask `app.owed.handover.leaving.remove_user`, which knows what rooms above this one have to do ``before``, in the
    same commit.

    Nobody else may have the vault open. It takes a while in a large vault: ``progress`` is told (done, all) and may
    raise to cancel. Who cannot sign in is only taken off the list. What they have opened or copied before stays
    readable to them. Raises `Refused` ("not-allowed", "oneself", "already-left", "still-open"), `NotFound`,
    `CannotUnlock` ("other-host"), `MachineTrouble`; everything is then as it was.
    """
    slots = signing_in(workspace.vault)
    with workspace.read() as reader:
        reader.need(Right.PEOPLE)
        row = colleague(reader, user_id)
    if user_id == workspace.actor:
        raise Refused("oneself", tr("You cannot remove yourself. Another administrator can do it."))

    def leave(tx: Transaction) -> None:
        before(tx)
        standing.take_leave(tx, user_id, slots)

    if user_id not in slots:
        if not row.active:
            raise Refused("already-left", tr("{name} was removed before.").format(name=row.name))
        with workspace.write() as tx:
            leave(tx)
        return
    try:
        workspace.rotate(tr("somebody was removed"), without=user_id, change=leave, progress=progress)
    except CannotUnlock as error:
        if error.code != "window-open":
            raise
        raise still_open(row.name) from None


def still_open(name: str) -> Refused:
    """Why nobody can be removed just now."""
    said = tr(
        "The vault is open in another Liaison window. {name} can be removed once that is closed, or in that window "
        "itself: the vault gets a new key, and nobody else may be at work in it meanwhile."
    )
    return Refused("still-open", said.format(name=name))


def new_recovery_key(
    workspace: VaultWithUsers, key: RecoveryKey, *, progress: Progress = lambda *_: None
) -> None:
    """Put ``key`` (`RecoveryKey.new()`, printed before) in the place of the one before. Needs `Right.PEOPLE`.

    The vault gets a new key with it, because who has the old sheet and an old copy of the vault's header has the
    present key. Raises as `remove_user`.
    """
    workspace.rotate(tr("a new recovery key was made"), recovery=key, progress=progress)
