"""What is owed and by when, held against cases that were worked out by hand (worked_cases.toml)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.truth.casebook import CASES, Firm, carry_out, on_lists, open_firm, still_owed


@pytest.fixture(scope="module")
def firms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Firm]]:
    """Each firm of the cases, made when the first of them asks."""
    abouts = {one["name"]: one for one in CASES["firm"]}
    made: dict[str, Firm] = {}

    def firm(name: str) -> Firm:
        if name not in made:
            made[name] = open_firm(tmp_path_factory.mktemp("firm") / "vault", abouts[name])
        return made[name]

    yield firm
    for one in made.values():
        one.workspace.lock()


@pytest.mark.parametrize("number", range(len(CASES["case"])), ids=lambda one: CASES["case"][one]["name"])
def test_case(firms: Callable[[str], Firm], number: int) -> None:
    about = CASES["case"][number]
    case = carry_out(firms(about["at"]), about)
    assert still_owed(case, about) == sorted(about["owed"]), about["why"]
    if "lists" in about:
        assert on_lists(case, about) == sorted(about["lists"]), about["why"]


def test_there_are_enough_and_each_is_reasoned() -> None:
    cases = CASES["case"]
    assert len(cases) >= 60
    assert len({one["name"] for one in cases}) == len(cases)
    assert all(one["why"].endswith(".") for one in cases)
