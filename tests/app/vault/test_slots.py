"""The key hierarchy: what opens what, and what no stranger can put in its place."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from app.vault import kdf, keys, slots
from app.vault.header import Header, Slot, data_file_name
from app.vault.kdf import CHEAP

VAULT, ANN, BOB = uuid4(), uuid4(), uuid4()


@pytest.fixture(autouse=True)
def cheap() -> None:
    kdf.allow(CHEAP)


@pytest.fixture(scope="module")
def key() -> bytearray:
    return keys.new_database_key()


def _slot(key: bytearray, secret: str, slot: UUID, kind: str = "user", vault: UUID = VAULT) -> Slot:
    kdf.allow(CHEAP)
    return slots.make(secret, key, vault=vault, epoch=1, slot=slot, kind=kind, label=str(slot), cost=CHEAP)


def _header(*made: Slot, epoch: int = 1) -> Header:
    return Header(VAULT, epoch, 1, data_file_name(epoch), made)


def test_each_of_several_users_reaches_the_same_key_with_an_own_password(key: bytearray) -> None:
    header = _header(_slot(key, "ann's", ANN), _slot(key, "bob's", BOB))
    for slot, secret in zip(header.slots, ("ann's", "bob's"), strict=True):
        assert slots.database_key(slots.open_with(secret, slot, VAULT), slot, header) == key


def test_a_wrong_password_opens_nothing(key: bytearray) -> None:
    with pytest.raises(keys.WrongKeyError):
        slots.open_with("bob's", _slot(key, "ann's", ANN), VAULT)


def test_swapped_slots_do_not_open(key: bytearray) -> None:
    ann, bob = _slot(key, "ann's", ANN), _slot(key, "bob's", BOB)
    swapped = replace(ann, id=BOB), replace(bob, id=ANN)
    for slot, secret in zip(swapped, ("ann's", "bob's"), strict=True):
        with pytest.raises(keys.WrongKeyError):
            slots.open_with(secret, slot, VAULT)
    mixed = replace(ann, sealed_dek=bob.sealed_dek)
    with pytest.raises(keys.WrongKeyError):
        slots.database_key(slots.open_with("ann's", mixed, VAULT), mixed, _header(mixed))


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "recovery"},
        {"public_key": bytes(32)},
        {"salt": bytes(16)},
        {"nonce": bytes(24)},
        {"cost": kdf.KdfCost(72, 1)},
        {"wrapped_private_key": bytes(80)},
    ],
)
def test_a_slot_is_bound_to_what_it_says(key: bytearray, change: dict[str, object]) -> None:
    kdf.allow(kdf.KdfCost(72, 1))
    altered = replace(_slot(key, "ann's", ANN), **change)  # type: ignore[arg-type]  # one field of many types
    with pytest.raises(keys.WrongKeyError):
        slots.open_with("ann's", altered, VAULT)


def test_a_slot_of_another_vault_does_not_open(key: bytearray) -> None:
    with pytest.raises(keys.WrongKeyError):
        slots.open_with("ann's", _slot(key, "ann's", ANN, vault=uuid4()), VAULT)


def test_a_stranger_cannot_push_a_key_of_his_own_under_a_users_password(key: bytearray) -> None:
    """Anybody may seal to a public key; a key sealed without the slot's binding key is not taken."""
    ann = _slot(key, "ann's", ANN)
    strangers = keys.new_database_key()
    pushed = replace(
        ann, sealed_dek=keys.seal(strangers, ann.public_key, bytes(32), keys.place(VAULT, 1, ANN))
    )
    with pytest.raises(keys.WrongKeyError):
        slots.database_key(slots.open_with("ann's", pushed, VAULT), pushed, _header(pushed))


def test_a_new_database_key_reaches_all_without_their_passwords(key: bytearray) -> None:
    ann, bob = _slot(key, "ann's", ANN), _slot(key, "bob's", BOB)
    new = keys.new_database_key()
    resealed = [slots.reseal(slot, key, new, vault=VAULT, epoch=2) for slot in (ann, bob)]
    header = _header(*resealed, epoch=2)
    for slot, secret in zip(header.slots, ("ann's", "bob's"), strict=True):
        assert slots.database_key(slots.open_with(secret, slot, VAULT), slot, header) == new
    third = keys.new_database_key()
    again = slots.reseal(resealed[0], new, third, vault=VAULT, epoch=3)
    opened = slots.open_with("ann's", again, VAULT)
    assert slots.database_key(opened, again, _header(again, epoch=3)) == third


def test_only_a_holder_of_the_old_key_can_pass_on_a_new_one(key: bytearray) -> None:
    ann = _slot(key, "ann's", ANN)
    with pytest.raises(keys.WrongKeyError):
        slots.reseal(ann, keys.new_database_key(), keys.new_database_key(), vault=VAULT, epoch=2)


def test_a_sealed_key_of_an_older_epoch_is_not_taken_for_the_present_one(key: bytearray) -> None:
    ann = _slot(key, "ann's", ANN)
    opened = slots.open_with("ann's", ann, VAULT)
    with pytest.raises(keys.WrongKeyError):
        slots.database_key(opened, ann, _header(ann, epoch=2))


def test_a_new_password_keeps_the_key_pair(key: bytearray) -> None:
    ann = _slot(key, "ann's", ANN)
    changed = slots.rewrap(ann, slots.open_with("ann's", ann, VAULT), "new", CHEAP, VAULT)
    assert (changed.public_key, changed.sealed_dek, changed.binding) == (
        ann.public_key,
        ann.sealed_dek,
        ann.binding,
    )
    assert changed.salt != ann.salt
    assert slots.database_key(slots.open_with("new", changed, VAULT), changed, _header(changed)) == key
    with pytest.raises(keys.WrongKeyError):
        slots.open_with("ann's", changed, VAULT)


def test_each_purpose_has_its_own_key(key: bytearray) -> None:
    made = {keys.subkey(key, purpose) for purpose in ("header", "audit", "backup", "")}
    assert len(made | {bytes(key)}) == 5
    assert {len(one) for one in made} == {32}


def test_wiping_leaves_zeros() -> None:
    key = keys.new_database_key()
    keys.wipe(key)
    assert key == bytes(32)
