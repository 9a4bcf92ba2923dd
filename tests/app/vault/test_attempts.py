from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from app.kernel.clock import FixedClock
from app.vault import attempts
from app.vault.attempts import Attempts, TooManyTries, delay_after

VAULT, MARIA = uuid4(), uuid4()


def _fail(clock: FixedClock, times: int) -> None:
    for _ in range(times):
        Attempts(VAULT, MARIA, clock).begun()


def _wait(clock: FixedClock) -> int:
    with pytest.raises(TooManyTries) as caught:
        Attempts(VAULT, MARIA, clock).check()
    assert caught.value.code == "too-many-tries"
    return caught.value.seconds


def test_the_first_three_failures_cost_nothing_and_then_it_doubles() -> None:
    assert [int(delay_after(n).total_seconds()) for n in range(13)] == [
        0,
        0,
        0,
        2,
        4,
        8,
        16,
        32,
        64,
        128,
        256,
        300,
        300,
    ]
    assert delay_after(10_000) == timedelta(minutes=5)


def test_a_delay_has_to_be_waited_for_and_is_told_in_seconds(clock: FixedClock) -> None:
    _fail(clock, 2)
    Attempts(VAULT, MARIA, clock).check()
    _fail(clock, 3)
    assert _wait(clock) == 8
    clock.advance(timedelta(seconds=7.5))
    assert _wait(clock) == 1
    clock.advance(timedelta(seconds=0.5))
    Attempts(VAULT, MARIA, clock).check()


def test_it_is_kept_over_a_restart(clock: FixedClock, state: Path) -> None:
    _fail(clock, 6)
    assert [path.name for path in state.iterdir()] == [f"attempts-{VAULT}-{MARIA}.json"]
    assert _wait(FixedClock(clock.now())) == 16


def test_success_starts_the_count_again(clock: FixedClock, state: Path) -> None:
    _fail(clock, 9)
    Attempts(VAULT, MARIA, clock).succeeded()
    Attempts(VAULT, MARIA, clock).check()
    assert not list(state.iterdir())


def test_what_was_not_the_password_does_not_count(clock: FixedClock) -> None:
    _fail(clock, 2)
    for _ in range(5):
        one = Attempts(VAULT, MARIA, clock)
        one.begun()
        one.taken_back()
    Attempts(VAULT, MARIA, clock).check()


def test_a_clock_put_back_a_year_makes_nobody_wait_a_year(clock: FixedClock) -> None:
    _fail(clock, 4)
    clock.advance(timedelta(days=-365))
    assert _wait(clock) == 4
    clock.advance(timedelta(seconds=4))
    Attempts(VAULT, MARIA, clock).check()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"failures": "x", "last": "y"}', "[" * 4000])
def test_a_count_that_cannot_be_read_counts_from_none(clock: FixedClock, state: Path, text: str) -> None:
    _fail(clock, 5)
    next(state.iterdir()).write_text(text)
    Attempts(VAULT, MARIA, clock).check()


def test_where_the_state_cannot_be_written_it_lasts_as_long_as_the_process(
    clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "blocked").write_text("a file, not a folder")
    monkeypatch.setattr(attempts, "state_folder", lambda: tmp_path / "blocked" / "state")
    _fail(clock, 5)
    assert _wait(clock) == 8
    Attempts(VAULT, MARIA, clock).succeeded()
    Attempts(VAULT, MARIA, clock).check()


def test_each_vault_has_its_own_count(clock: FixedClock) -> None:
    _fail(clock, 8)
    Attempts(uuid4(), MARIA, clock).check()


def test_who_attacks_one_name_makes_no_other_wait(clock: FixedClock) -> None:
    _fail(clock, 50)
    assert _wait(clock) == 300, "and never longer"
    Attempts(VAULT, uuid4(), clock).check()
