"""What the index finds is what looking through every entry finds, whatever is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.contactlog.commands import amend_contact
from app.contactlog.forms import NewContact
from app.contactlog.queries import entries, entry_form
from app.search.asking import parse
from app.search.indexing import reindex
from app.search.searching import count_found, search
from app.workspace import Workspace
from tests.support import MONDAY

WORDS = ("lease", "leases", "letter", "two", "zoë", "zoe", "müller", "26-cv-12")
TERMS = st.sampled_from((*WORDS, "leas*", '"two letter"', '"letter lease"', "le*", '"cv 12"'))
QUERIES = st.lists(st.tuples(st.booleans(), TERMS), min_size=1, max_size=4)
LOGS = st.lists(st.tuples(st.lists(st.sampled_from(WORDS), max_size=5), st.integers(0, 3)), max_size=7)


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower().replace("ë", "e").replace("ü", "u")).split())


def says(text: str, term: str) -> bool:
    wanted = plain(term)
    end = "" if term.endswith("*") else " "
    return f" {wanted}{end}" in f" {plain(text)} "


@given(
    logged=LOGS,
    asked=st.lists(QUERIES, min_size=1, max_size=6),
    amended=st.integers(0, 6),
    anew=st.booleans(),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_the_same_is_found(
    workspace: Workspace,
    log: Callable[..., UUID],
    logged: list[tuple[list[str], int]],
    asked: list[list[tuple[bool, str]]],
    amended: int,
    anew: bool,
) -> None:
    ids = [log(" ".join(("x", *words)), at=MONDAY - timedelta(days=days)) for words, days in logged]
    if amended < len(ids):
        search(workspace, parse("x", MONDAY.date()))
        with workspace.write() as tx:
            form = entry_form(tx.reader(), ids[amended])
            said = {name: getattr(form, name) for name in NewContact.__dataclass_fields__}
            later = {**said, "summary": f"{form.summary} letter", "occurred_at": MONDAY - timedelta(days=2)}
            amend_contact(tx, ids[amended], NewContact(**later), "more")
    if anew:
        reindex(workspace)
    with workspace.read() as reader:
        rows = sorted(entries(reader), key=lambda row: row.occurred_at, reverse=True)
    for query in asked:
        text = " ".join(f"{'-' if minus else ''}{term}" for minus, term in query)
        fitting = [
            row.occurred_at
            for row in rows
            if all(says(row.summary, term) is not minus for minus, term in query)
        ]
        question = parse(text, MONDAY.date())
        found = search(workspace, question, limit=500).rows
        assert [row.occurred_at for row in found] == fitting, text
        assert count_found(workspace, question) == len(fitting)
