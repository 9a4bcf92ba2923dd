"""Opening a backup with a password: guesses wait and are remembered as those at the vault itself are, for the same
names, so that a backup is no place to try passwords at."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from app.kernel.clock import Clock
from app.kernel.errors import CannotUnlock, Invalid
from app.kernel.language import tr
from app.vault import failures, keys
from app.vault import slots as slot_room
from app.vault.attempts import Attempts, TooManyTries
from app.vault.header import Header, Slot
from app.vault.recovery import RecoveryKey


def opened_by(header: Header, secret: str, label: str | None, clock: Clock) -> tuple[Slot, bytearray]:
    """The slot of a backup that ``secret`` opens (a password, or the recovery key), and the database key.

    ``label`` says whose password, else each slot is tried; one key derivation for each. Raises `CannotUnlock`
    ("wrong-password"), its kind `TooManyTries`, `Damaged`.
    """
    with suppress(Invalid):
        typed = RecoveryKey.parse(secret)
        for slot in header.slots:
            if slot.kind == "recovery":
                with suppress(keys.WrongKeyError):
                    return slot, _key(str(typed), slot, header)
        failures.keep(header.vault_id, None, clock.now())
        raise _wrong()
    users = [one for one in header.slots if one.kind == "user" and (label is None or one.is_of(label))]
    counts = {one.id: Attempts(header.vault_id, one.id, clock) for one in users}
    waits = {who: count.seconds_left() for who, count in counts.items()}
    free = [one for one in users if not waits[one.id]]
    found = _first_opened(header, secret, free, counts)
    if found is not None:
        return found
    for slot in free:
        failures.keep(header.vault_id, slot.id, clock.now())
    if any(waits.values()):
        raise TooManyTries(max(waits.values()))
    raise _wrong()


def _first_opened(
    header: Header, secret: str, slots: list[Slot], counts: dict[UUID, Attempts]
) -> tuple[Slot, bytearray] | None:
    """Each try counts as failed before it begins. A right password takes these back, and no more: with a backup that
    somebody made up, else, a count could be set to nothing."""
    begun: list[Attempts] = []
    try:
        for slot in slots:
            counts[slot.id].begun()
            begun.append(counts[slot.id])
            with suppress(keys.WrongKeyError):
                found = slot, _key(secret, slot, header)
                _take_back(begun)
                return found
    except BaseException:  # damage, no memory
        _take_back(begun)
        raise
    return None


def _take_back(begun: list[Attempts]) -> None:
    while begun:
        begun.pop().taken_back()


def _key(secret: str, slot: Slot, header: Header) -> bytearray:
    return slot_room.database_key(slot_room.open_with(secret, slot, header.vault_id), slot, header)


def _wrong() -> CannotUnlock:
    return CannotUnlock("wrong-password", tr("That password does not open this backup."), field="password")
