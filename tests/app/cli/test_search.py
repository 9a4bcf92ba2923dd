"""search and reindex on the command line."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.support import MONDAY, Cli


@pytest.fixture
def firm(cli: Cli) -> Cli:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    cli("matter", "add", "--title", "Whitcombe v. Tern", "--client", "Nora Whitcombe", "--number", "26-1")
    for number, words in enumerate(("Asked for the lease", "Sent the lease, void", "About costs")):
        at = (MONDAY - timedelta(days=number)).isoformat()
        channel = ("phone", "email", "phone")[number]
        ran = cli(
            *(
                "log",
                "--matter",
                "26-1",
                "--channel",
                channel,
                "--direction",
                "in",
                "--summary",
                words,
                "--at",
                at,
            ),
            *("--tag", "rent" if number else "visit"),
        )
        assert ran.status == 0, ran.err
    return cli


def test_what_is_found(firm: Cli) -> None:
    found = firm("search", "lease").json
    assert found["total"] == 2
    first = found["entries"][0]
    assert {
        "id",
        "matter",
        "client",
        "occurred_at",
        "channel",
        "direction",
        "author",
        "snippet",
    } <= first.keys()
    assert (first["matter"], first["client"], first["snippet"]) == (
        "26-1",
        "Nora Whitcombe",
        "Asked for the lease",
    )
    assert first["marks"] == [[14, 5]]
    for words, total in (
        (("lease", "void"), 1),
        (("lease -void",), 1),
        (("--", "-lease"), 1),
        (("lease", "--channel", "email"), 1),
        (("--tag", "rent"), 2),
        (("--matter", "26-1", "costs"), 1),
        (("--client", "Nora"), 3),
        (("--person", "Maria"), 3),
        (("--from", "2026-11-22", "--to", "2026-11-22"), 1),
        (("--known-by", "2026-11-01"), 0),
        ((), 3),
        (("",), 3),
        (("before:soon",), 0),
    ):
        ran = firm("search", *words)
        assert (ran.status, ran.json["total"]) == (0, total), words
    pages = [firm("search", "--limit", "1", "--offset", str(at)).json["entries"] for at in range(4)]
    assert [len(page) for page in pages] == [1, 1, 1, 0]
    assert firm("search", "--limit", "0").json == {"total": 3, "entries": []}
    assert "2 entries." in firm("search", "lease", as_json=False).out
    assert "Nothing is found." in firm("search", "zzz", as_json=False).out
    assert firm("search", "--matter", "99").status == 1


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30))
@example('"')
@example("NEAR(a b)")
@example("^*")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_no_query_is_an_error(cli: Cli, query: str) -> None:
    ran = cli("search", "--", query)
    assert ran.status == 0
    assert ran.json["entries"] == []


def test_the_index_is_made_anew(firm: Cli) -> None:
    assert firm("reindex").json == {"entries": 3}
    assert firm("search", "lease").json["total"] == 2
    checks = {one["name"]: one["ok"] for one in firm("verify").json["checks"]}
    assert checks["search"]
    assert checks["search_index"]
