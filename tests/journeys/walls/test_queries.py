"""A restricted matter does not exist for an outsider: every query, every page and every command is asked, in a firm
that has the matter and in one that never had it, and must say the same. One that is not asked here fails the test.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest

import app
from tests.journeys.secret_matter import CANARY, TwoFirms
from tests.journeys.walls.asking import (
    Asked,
    Queries,
    nothing_of_it_in,
    said,
    taking,
    whole_name,
)
from tests.journeys.walls.elsewhere import ASKED_ELSEWHERE
from tests.support import MONDAY

TABLES = [
    import_module(f"tests.journeys.walls.{file.stem}")
    for file in sorted(Path(__file__).parent.glob("queries_*.py"))
]
_NEVER: dict[Asked, str] = {}
"""What the firm that never had the matter says now; it is asked once."""
QUERIES: Queries = {query: asked for table in TABLES for query, asked in table.QUERIES.items()}
"""How each query is asked."""


def test_every_query_is_asked() -> None:
    there = set(taking("Reader", app))
    asked = {whole_name(query) for query in QUERIES}
    assert len(QUERIES) == sum(len(table.QUERIES) for table in TABLES), "one query stands in two tables"
    assert not asked & ASKED_ELSEWHERE.keys()
    assert there - asked - ASKED_ELSEWHERE.keys() == set(), (
        "say in walls/queries_….py how it is asked as an outsider"
    )
    assert (asked | ASKED_ELSEWHERE.keys()) - there == set(), "is gone"


@pytest.mark.parametrize("query", QUERIES, ids=whole_name)
@pytest.mark.parametrize("moment", ["now", "known by now", "as of last week"])
def test_a_query_says_the_same_as_where_the_matter_never_was(
    firms: TwoFirms, query: Callable[..., object], moment: str
) -> None:
    times: dict[str, dict[str, datetime]] = {
        "now": {},
        "known by now": {"known_by": MONDAY},
        "as of last week": {"as_of": MONDAY - timedelta(days=3, hours=-1)},
    }
    for asked in QUERIES[query]:
        with firms.walled.read(**times[moment]) as reader:
            walled = said(asked, reader, firms.facts)
        with firms.never.read(**times[moment]) as reader:
            never = said(asked, reader, firms.facts)
        if moment == "now":
            _NEVER[asked] = never
        assert walled == never
        nothing_of_it_in(walled.replace(f"no matter of {CANARY}", ""), firms.facts)


def test_the_table_would_see_a_leak(firms: TwoFirms) -> None:
    """The same asked by one for whom the matter exists differs, in most of the lines."""
    differ = 0
    for lines in QUERIES.values():
        with firms.inside.read() as reader:
            inside = [said(asked, reader, firms.facts) for asked in lines]
        with firms.never.read() as reader:
            never = [_NEVER.get(asked) or said(asked, reader, firms.facts) for asked in lines]
        differ += inside != never
    assert differ > 40
