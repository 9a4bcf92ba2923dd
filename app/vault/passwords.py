"""Changing who can unlock: one slot changes, and one replace of the header is the commit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from app.kernel.errors import CannotUnlock, Damaged, NotFound, Refused
from app.kernel.language import tr
from app.kernel.text import clean
from app.vault import header as headers
from app.vault import kdf, keys
from app.vault import slots as slot_room
from app.vault.attempts import Attempts
from app.vault.header import Header, Slot
from app.vault.kdf import KdfCost
from app.vault.lock import changing_header
from app.vault.superseded import key_changed
from app.vault.unlocked import Vault


@dataclass(frozen=True, slots=True)
class SlotChange:
    """A new password, derived already and not in the header yet: what takes long comes before what must be one act."""

    vault: Vault
    before: Header
    slots: tuple[Slot, ...]
    waits_no_more: UUID | None = None

    def put(self) -> None:
        """Write it: from now on the new password opens. Raises as `write_slots`."""
        write_slots(self.vault, self.before, self.slots)
        if self.waits_no_more is not None:
            Attempts(self.vault.id, self.waits_no_more, self.vault.clock).succeeded()

    def take_back(self) -> None:
        """The password before holds again, where this one was put and nothing was changed since."""
        header = signed_header(self.vault)
        if header.slots == self.slots:
            write_slots(self.vault, header, self.before.slots)


def change_password(vault: Vault, old: str, new: str, *, cost: KdfCost | None = None) -> None:
    """Give the signed-in user another password. Raises as `changed_password`."""
    changed_password(vault, old, new, cost=cost).put()


def changed_password(vault: Vault, old: str, new: str, *, cost: KdfCost | None = None) -> SlotChange:
    """Another password for the signed-in user, to be put; all else stays. ``cost`` None keeps what the slot has.

    The old password opens older copies of the folder and older backups still. Raises `CannotUnlock`
    ("wrong-password", after a few of them "too-many-tries"), `Refused` (empty), `MachineTrouble` (the old password
    then still holds).
    """
    must_be_password(new)
    header = signed_header(vault)
    slot = header.slot(vault.user)
    if slot is None or slot.kind != "user":
        raise NotFound("no-such-user", tr("Sign in as the user whose password is to be changed."))
    attempts = Attempts(vault.id, slot.id, vault.clock)
    attempts.check()
    attempts.begun()
    try:
        opened = slot_room.open_with(old, slot, vault.id)
    except keys.WrongKeyError:
        raise CannotUnlock("wrong-password", tr("The present password is wrong."), field="password") from None
    except BaseException:
        attempts.taken_back()
        raise
    attempts.succeeded()
    if cost is not None:
        kdf.allow(cost)
    made = slot_room.rewrap(slot, opened, new, cost or slot.cost, vault.id)
    return SlotChange(vault, header, _with(header, made))


def reset_password(vault: Vault, user: UUID, new: str, *, cost: KdfCost | None = None) -> None:
    """Give ``user`` another password without the old one. Raises as `new_password`."""
    new_password(vault, user, new, cost=cost).put()


def new_password(vault: Vault, user: UUID, new: str, *, cost: KdfCost | None = None) -> SlotChange:
    """A new slot with a new password for ``user``, to be put, without the old one: for an administrator, or who
    unlocked with the recovery key. Who waited for the old one need not wait for the new. Raises as above."""
    must_be_password(new)
    header = signed_header(vault)
    slot = header.slot(user)
    if slot is None or slot.kind != "user":
        raise NotFound("no-such-user", tr("There is no such user in this vault."))
    if cost is not None:
        kdf.allow(cost)
    made = slot_room.make(
        new,
        vault.database_key(),
        vault=vault.id,
        epoch=vault.epoch,
        slot=slot.id,
        kind="user",
        label=slot.label,
        cost=cost or slot.cost,
    )
    return SlotChange(vault, header, _with(header, made), waits_no_more=user)


def rename_user(vault: Vault, user: UUID, label: str) -> None:
    """Have ``user`` sign in under another name. Raises `NotFound`, `Refused` as `add_user`."""
    header = signed_header(vault)
    slot = header.slot(user)
    if slot is None or slot.kind != "user":
        raise NotFound("no-such-user", tr("There is no such user in this vault."))
    if any(other.id != user and other.is_of(label) for other in header.slots):
        raise _user_exists()
    renamed = replace(slot, label=clean(label, lines=False))
    if renamed != slot:
        write_slots(vault, header, _with(header, renamed))


def add_user(vault: Vault, password: str, *, slot_id: UUID, label: str, cost: KdfCost | None = None) -> None:
    """Give another person a slot of their own. Raises `Refused` (name or id taken, empty password)."""
    must_be_password(password)
    header = signed_header(vault)
    if any(slot.id == slot_id or slot.is_of(label) for slot in header.slots):
        raise _user_exists()
    if cost is None:
        cost = kdf.calibrate()
    kdf.allow(cost)
    made = slot_room.make(
        password,
        vault.database_key(),
        vault=vault.id,
        epoch=vault.epoch,
        slot=slot_id,
        kind="user",
        label=label,
        cost=cost,
    )
    write_slots(vault, header, (*header.slots, made))


def write_slots(vault: Vault, header: Header, changed: tuple[Slot, ...]) -> None:
    """Replace the slots of ``header``, read before: one header replace is the commit.

    Raises `Refused` ("header-changed") where somebody else replaced it meanwhile.
    """
    new = Header(header.vault_id, header.epoch, header.generation + 1, header.data_file, changed)
    with changing_header(vault.folder):
        if signed_header(vault) != header:
            raise Refused(
                "header-changed",
                tr(
                    "Somebody else changed a password or the people of this vault at the same moment. Nothing was "
                    "changed here: do it again."
                ),
            )
        headers.write(vault.folder, new.signed(vault.database_key()))


def must_be_password(password: str) -> None:
    if not password:
        raise Refused(
            "password-empty", tr("Choose a password; an empty one protects nothing."), field="password"
        )


def _user_exists() -> Refused:
    return Refused("user-exists", tr("Somebody of that name can already unlock this vault."), field="name")


def header_damaged() -> Damaged:
    return Damaged(
        "header-altered",
        tr(
            "The vault's {name} was altered or is damaged: it is not as this vault signed it. "
            "Nothing was deleted: put a copy of {copy} in its place, or take the header out of the "
            "newest backup."
        ).format(name=headers.NAME, copy=headers.COPY),
    )


def signed_header(vault: Vault) -> Header:
    """The header on disk, proved by the key in hand. Raises `MachineTrouble` ("key-changed"), `Damaged`."""
    header = headers.read(vault.folder)
    if header.epoch > vault.epoch:
        raise key_changed()
    if not header.is_signed_by(vault.database_key()):
        raise header_damaged()
    return header


def _with(header: Header, changed: Slot) -> tuple[Slot, ...]:
    return tuple(changed if slot.id == changed.id else slot for slot in header.slots)
