from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Invalid
from app.vault.recovery import RecoveryKey

ANY_KEY = st.builds(RecoveryKey, st.integers(0, 2**160 - 1))
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(ANY_KEY)
def test_what_is_printed_is_read_again(key: RecoveryKey) -> None:
    assert RecoveryKey.parse(str(key)) == key
    assert RecoveryKey.parse(" ".join(key.groups).lower()) == key
    assert RecoveryKey.parse("".join(key.groups).replace("0", "o").replace("1", "l")) == key
    assert RecoveryKey.parse(str(key).replace("1", "I").replace("V", "u")) == key
    assert len(str(key)) == 47


@given(ANY_KEY, st.integers(0, 39), st.sampled_from(LETTERS))
def test_every_single_wrong_character_is_pointed_out_in_its_group(
    key: RecoveryKey, at: int, letter: str
) -> None:
    plain = "".join(key.groups)
    if plain[at] == letter:
        return
    with pytest.raises(Invalid) as caught:
        RecoveryKey.parse(plain[:at] + letter + plain[at + 1 :])
    assert [problem.values["group"] for problem in caught.value.problems] == [at // 5 + 1]
    assert caught.value.field == "recovery_key"


@given(ANY_KEY, st.integers(0, 39).filter(lambda at: at % 5 != 4))
def test_neighbours_changed_round_are_pointed_out(key: RecoveryKey, at: int) -> None:
    plain = "".join(key.groups)
    if plain[at] == plain[at + 1]:
        return
    with pytest.raises(Invalid) as caught:
        RecoveryKey.parse(plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :])
    assert [problem.values["group"] for problem in caught.value.problems] == [at // 5 + 1]


@given(ANY_KEY, st.permutations(range(8)))
def test_groups_changed_round_are_pointed_out(key: RecoveryKey, order: list[int]) -> None:
    groups = key.groups
    moved = {place + 1 for place, origin in enumerate(order) if place != origin}
    if not moved:
        return
    with pytest.raises(Invalid) as caught:
        RecoveryKey.parse("-".join(groups[origin] for origin in order))
    assert {problem.values["group"] for problem in caught.value.problems} == moved


@pytest.mark.parametrize("typed", ["", "   ", "AAAAA", "A" * 39, "A" * 41, "é" * 40, "\0" * 40])
def test_what_is_no_key_at_all_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(Invalid):
        RecoveryKey.parse(typed)


def test_several_wrong_groups_are_all_named() -> None:
    groups = list(RecoveryKey(12345).groups)
    groups[2], groups[5] = "ZZZZZ", "YYYYY"
    with pytest.raises(Invalid) as caught:
        RecoveryKey.parse("-".join(groups))
    assert [problem.values["group"] for problem in caught.value.problems] == [3, 6]


def test_new_keys_differ_and_are_not_shown_by_accident() -> None:
    one, two = RecoveryKey.new(), RecoveryKey.new()
    assert one != two
    assert str(one)[:5] not in repr(one)
    assert str(one.bits) not in repr(one)


def test_the_printed_form_never_changes() -> None:
    """Sheets lie in safes for years."""
    assert str(RecoveryKey(0)) == "00005-0000A-0000F-0000M-0000H-0000Y-0000V-0000D"
    known = RecoveryKey(0x0123456789ABCDEF0123456789ABCDEF01234567)
    assert str(known) == "04HM3-ASW90-NF6YE-Y0935-8NKRF-KAYDH-XW0J2-6HB7S"
