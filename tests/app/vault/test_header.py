from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import CannotUnlock, Damaged, Refused
from app.vault import header as headers
from app.vault import kdf, keys, slots
from app.vault.header import Header
from app.vault.kdf import CHEAP

KEY = keys.new_database_key()


@pytest.fixture(scope="module")
def header() -> Header:
    kdf.allow(CHEAP)
    vault = uuid4()
    made = tuple(
        slots.make("x", KEY, vault=vault, epoch=3, slot=uuid4(), kind=kind, label=label, cost=CHEAP)
        for kind, label in (("user", "Ann Lee"), ("user", "Bjørn Ødegård 律师"), ("recovery", "Recovery key"))
    )
    return Header(vault, 3, 7, "data-3.db", made).signed(KEY)


def test_what_is_written_is_read_again(header: Header, tmp_path: Path) -> None:
    headers.write(tmp_path, header)
    assert headers.read(tmp_path) == header
    assert headers.read_copy(tmp_path) == header
    assert headers.read(tmp_path).is_signed_by(KEY)
    assert {path.name for path in tmp_path.iterdir()} == {"header.json", "header.json.bak"}
    raw = json.loads((tmp_path / "header.json").read_bytes())
    assert set(raw) == {"version", "vault_id", "epoch", "generation", "data_file", "slots", "mac"}
    assert set(raw["slots"][0]["kdf"]) == {"m", "t", "p", "salt"}


def test_every_changed_byte_is_refused_or_no_longer_signed(header: Header) -> None:
    content = header.spell()
    for at in range(len(content)):
        for bit in range(8):
            changed = bytearray(content)
            changed[at] ^= 1 << bit
            try:
                found = headers.parse(bytes(changed))
            except Damaged:
                continue
            assert not found.is_signed_by(KEY), at


@pytest.mark.parametrize(
    "change",
    [{"epoch": 4, "data_file": "data-4.db"}, {"generation": 8}, {"vault_id": uuid4()}, {"slots": ()}],
)
def test_the_mac_covers_all(header: Header, change: dict[str, object]) -> None:
    assert not replace(header, **change).is_signed_by(KEY)  # type: ignore[arg-type]  # fields of many types
    renamed = replace(header.slots[0], label="Mallory")
    assert not replace(header, slots=(renamed, *header.slots[1:])).is_signed_by(KEY)
    assert not replace(header, slots=header.slots[::-1]).is_signed_by(KEY)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 512,
        b"null",
        b"[]",
        b"{}",
        b'{"version":1}',
        b'"x"',
        b"[" * 100_000,
        b"9" * 10_000,
        b'{"version":1,"slots":[null],"epoch":1,"data_file":"data-1.db"}',
        b"\xff\xfe{}",
    ],
)
def test_what_is_no_header_is_damage(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "header.json").write_bytes(content)
    with pytest.raises(Damaged) as caught:
        headers.read(tmp_path)
    assert caught.value.code == "header-damaged"


@given(st.binary(max_size=200))
def test_junk_is_damage(content: bytes) -> None:
    with pytest.raises(Damaged):
        headers.parse(content)


def _with(header: Header, **changes: object) -> bytes:
    return keys.canonical(json.loads(header.spell()) | changes) + b"\n"


@pytest.mark.parametrize(
    "changes",
    [
        {"data_file": "../../etc/passwd"},
        {"data_file": "data-4.db"},
        {"epoch": True},
        {"epoch": 0},
        {"epoch": -3},
        {"epoch": 3.0},
        {"epoch": 2**80},
        {"extra": 1},
        {"slots": []},
        {"slots": {}},
        {"mac": ""},
        {"mac": 5},
        {"vault_id": "x"},
    ],
)
def test_a_forged_field_is_damage(header: Header, changes: dict[str, object]) -> None:
    with pytest.raises(Damaged):
        headers.parse(_with(header, **changes))


def test_two_slots_of_one_id_are_damage(header: Header) -> None:
    with pytest.raises(Damaged):
        headers.parse(replace(header, slots=(header.slots[0], header.slots[0])).spell())


def test_another_spelling_of_the_same_is_damage(header: Header) -> None:
    for content in (
        header.spell()[:-1],
        header.spell() + b"\n",
        json.dumps(json.loads(header.spell())).encode(),
        b" " + header.spell(),
    ):
        with pytest.raises(Damaged):
            headers.parse(content)


def test_a_header_of_a_newer_version_says_so(header: Header) -> None:
    with pytest.raises(Damaged) as caught:
        headers.parse(_with(header, version=2, surprise="x"))
    assert caught.value.code == "newer-header"


def test_a_folder_without_a_header_is_told_from_one_that_lost_it(header: Header, tmp_path: Path) -> None:
    with pytest.raises(CannotUnlock) as nothing:
        headers.read(tmp_path)
    assert nothing.value.code == "no-vault"
    headers.write(tmp_path, header)
    (tmp_path / "header.json").unlink()
    with pytest.raises(Damaged) as lost:
        headers.read(tmp_path)
    assert lost.value.code == "header-missing"
    assert "header.json.bak" in lost.value.message


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "header.json").open("wb") as file:
        file.truncate(10**10)
    with pytest.raises(Damaged):
        headers.read(tmp_path)


def test_what_would_not_be_read_again_is_not_written(header: Header, tmp_path: Path) -> None:
    headers.write(tmp_path, header)
    long = replace(header, slots=tuple(replace(one, label="x" * 2_000_000) for one in header.slots))
    with pytest.raises(Refused):
        headers.write(tmp_path, long)
    assert headers.read(tmp_path) == header
