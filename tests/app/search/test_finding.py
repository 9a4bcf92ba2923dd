"""What was said is found: words, phrases, operators, in every part of an entry."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.contactlog.forms import NewParticipant
from app.contactlog.words import Channel, Direction
from app.search.found import Where
from app.workspace import Workspace
from tests.app.search.conftest import Ask, Log
from tests.support import MONDAY


@pytest.mark.parametrize(
    "query",
    ["lease", "LEASE", "leas*", '"two letters"', "two lease", "Grüße", "grusse", "26-cv-00412", "o'brien", "-motion"],
)
def test_words_are_found_as_people_type_them(log: Log, ask: Ask, query: str) -> None:
    wanted = log("The lease and the two letters of 26-cv-00412. Grüße, O’Brien")
    log("A motion")
    assert [row.id for row in ask(query)] == [wanted]


@pytest.mark.parametrize(
    "query", ["motion", '"letters two"', "leases", "leas", "-lease", '"the two of"', "lease -letters", "l*"]
)
def test_what_is_not_there_is_not_found(log: Log, ask: Ask, query: str) -> None:
    log("The lease and the two letters of 26-cv-00412")
    assert ask(query) == []
