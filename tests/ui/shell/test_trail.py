from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.shell.trail import MOST, Place, Trail


def walked(*pages: str) -> Trail:
    trail = Trail()
    for page in pages:
        trail.go(Place(page))
    return trail


def test_back_and_forward_and_another_way_from_there() -> None:
    trail = walked("today", "matters", "matter")
    assert trail.step(-1).page == "matters"
    assert trail.step(-1).page == "today"
    assert trail.step(-1).page == "today", "there is nothing before it"
    assert trail.step(1).page == "matters"
    trail.go(Place("clients"))
    assert trail.ahead(1) is None
    assert trail.step(-1).page == "matters"


def test_the_part_that_was_shown_is_remembered_and_the_same_page_is_no_step() -> None:
    trail = walked("today", "firm")
    trail.see("people")
    trail.go(Place("firm", None, "vault"))
    assert trail.here.view == "vault"
    assert trail.step(-1) == Place("today")
    assert trail.step(1) == Place("firm", None, "vault")


def test_what_is_forgotten_leaves_no_step_that_goes_nowhere() -> None:
    trail = walked("today", "matter", "today")
    trail.forget(-1)
    assert trail.ahead(-1) is None
    assert trail.here == Place("today")
    trail = walked("today", "matter")
    trail.step(-1)
    trail.forget(1)
    assert trail.ahead(1) is None


@given(st.lists(st.one_of(st.sampled_from("abcd"), st.sampled_from((-1, 1, "forget -1", "forget 1")))))
def test_it_does_what_two_stacks_do(course: list[str | int]) -> None:
    """Held against a model: what lies behind, where one is, what lies ahead."""
    trail = Trail()
    behind: list[str] = []
    here = ""
    front: list[str] = []
    for act in course:
        if act == -1 and behind:
            front.append(here)
            here = behind.pop()
        elif act == 1 and front:
            behind.append(here)
            here = front.pop()
        elif isinstance(act, str) and act.startswith("forget"):
            among = behind if act.endswith("-1") else front
            if among:
                among.pop()
                if among and among[-1] == here:
                    among.pop()
            trail.forget(-1 if act.endswith("-1") else 1)
        elif isinstance(act, str) and act != here:
            behind, here, front = [*behind, here] if here else [], act, []
        if isinstance(act, int):
            trail.step(act)
        elif not act.startswith("forget"):
            trail.go(Place(act))
        assert trail.here.page == here
        assert (trail.ahead(-1) or Place()).page == (behind[-1] if behind else "")
        assert (trail.ahead(1) or Place()).page == (front[-1] if front else "")


def test_it_does_not_grow_for_ever() -> None:
    trail = walked(*(str(number) for number in range(500)))
    steps = 0
    while trail.ahead(-1) is not None:
        trail.step(-1)
        steps += 1
    assert steps == MOST - 1
