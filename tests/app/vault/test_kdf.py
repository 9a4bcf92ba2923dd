from __future__ import annotations

import unicodedata

import pytest

from app.kernel.errors import Damaged
from app.vault import kdf
from app.vault.kdf import CEILING, CHEAP, DEFAULT, FLOOR, KdfCost

SALT = bytes(16)
KIB_PER_TIB = 1024**3


@pytest.fixture(autouse=True)
def cheap() -> None:
    kdf.allow(CHEAP)


@pytest.mark.parametrize(
    "cost",
    [
        KdfCost(8, 3),
        KdfCost(2 * KIB_PER_TIB, 3),
        KdfCost(FLOOR.memory_kib - 1, 3),
        KdfCost(CEILING.memory_kib + 1, 3),
        KdfCost(DEFAULT.memory_kib, 2),
        KdfCost(DEFAULT.memory_kib, 17),
        KdfCost(DEFAULT.memory_kib, 2**32),
        KdfCost(DEFAULT.memory_kib, 3, 2),
        KdfCost(0, 0, 0),
    ],
)
def test_a_cost_out_of_bounds_is_refused_before_deriving(cost: KdfCost) -> None:
    with pytest.raises(Damaged) as caught:
        kdf.derive("password", SALT, cost)
    assert caught.value.code == "kdf-out-of-bounds"


@pytest.mark.parametrize("cost", [DEFAULT, FLOOR, CEILING])
def test_what_liaison_writes_is_within_bounds(cost: KdfCost) -> None:
    kdf.check_bounds(cost)


def test_the_numbers_of_the_design_stand() -> None:
    assert (DEFAULT.memory_kib, FLOOR.memory_kib, FLOOR.passes) == (256 * 1024, 64 * 1024, 3)
    assert CEILING.memory_kib == 1024 * 1024


@pytest.mark.parametrize("word", ["Käthe Müller", "パスワード", "ﬁle Ⅳ", "Å"])
def test_composed_decomposed_and_compatible_spellings_are_one_password(word: str) -> None:
    keys = {
        kdf.derive(unicodedata.normalize(form, word), SALT, CHEAP) for form in ("NFC", "NFD", "NFKC", "NFKD")
    }
    assert len(keys) == 1


def test_case_spaces_and_salt_count() -> None:
    keys = {kdf.derive(word, SALT, CHEAP) for word in ("secret", "Secret", " secret", "")}
    assert len(keys | {kdf.derive("secret", bytes(15) + b"1", CHEAP)}) == 5


def test_it_is_argon2id_as_others_compute_it() -> None:
    """The expected values were computed with argon2-cffi, which carries the reference implementation."""
    known = {
        CHEAP: "e793d64ef75d58f503d4631b2b149f7f80127c5f3993d89b1c9b781e51d0b413",
        FLOOR: "7664ad4ba1a3c999fcdd0991ffc2270f78302d2383233db5e7befc85d1bb1819",
    }
    for cost, expected in known.items():
        assert kdf.derive("password", b"somesaltsomesalt", cost).hex() == expected


def test_calibration_stays_within_bounds() -> None:
    for seconds in (0.0001, 0.5):
        kdf.check_bounds(kdf.calibrate(seconds))
