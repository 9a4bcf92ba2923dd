"""The collector is on again when the last one that held it back has let go."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest

from app.kernel.collector import collector_held, hold_collector, let_go, let_grow_old, release_collector

pytestmark = pytest.mark.usefixtures("pythons_pace")


def test_one_inside_another() -> None:
    with collector_held():
        with collector_held():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_fails_inside_lets_go() -> None:
    with pytest.raises(ValueError, match="so"), collector_held():
        raise ValueError("so")
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    try:
        with collector_held():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_of_several_threads_the_last_one_counts() -> None:
    inside, done = threading.Event(), threading.Event()

    def work() -> None:
        with collector_held():
            inside.set()
            done.wait(10)

    other = threading.Thread(target=work)
    other.start()
    assert inside.wait(10)
    hold_collector()
    release_collector()
    assert not gc.isenabled()
    done.set()
    other.join()
    assert gc.isenabled()


class Knot:
    """Holds itself."""

    def __init__(self) -> None:
        self.me = self


def test_what_was_made_is_old_and_its_garbage_goes_with_the_next_whole_look() -> None:
    with collector_held():
        kept = [Knot() for _ in range(1_000)]
        gone = weakref.ref(Knot())
        assert sum(isinstance(one, Knot) for one in gc.get_objects(generation=0)) == 1_001
        let_grow_old()
        assert not any(isinstance(one, Knot) for one in gc.get_objects(generation=0))
        gc.collect(0)
        assert gone() is not None, "nobody looked through it"
        gc.collect()
    assert gone() is None
    assert len(kept) == 1_000


def test_a_list_that_is_let_go_of_is_empty_and_nothing_of_it_is_left() -> None:
    things = [threading.Event() for _ in range(2_500)]
    gone = [weakref.ref(one) for one in things]
    let_go(things)
    assert things == []
    assert not any(one() for one in gone)
    let_go(things)


def test_what_somebody_else_holds_stays() -> None:
    kept = Knot()
    things: list[object] = [kept, *range(10)]
    let_go(things)
    assert things == []
    assert kept.me is kept
