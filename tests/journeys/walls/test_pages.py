"""The pages of the window say the same in both firms."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

import ui
from app.matters.words import MatterStatus
from tests.journeys.secret_matter import CANARY, NUMBER, TwoFirms
from tests.journeys.walls.asking import (
    nothing_of_it_in,
    said,
    taking,
)
from tests.journeys.walls.no_page import NO_PAGE
from tests.journeys.walls.pages import PAGES
from ui.care.fees_page import FeesPage
from ui.clients.list_page import ClientsPage
from ui.engagement.terms_page import TermsPage
from ui.kit.listpage import Asked as Asked_
from ui.matters.list_page import MattersPage


def test_every_page_is_asked() -> None:
    there = set(taking("Reader", ui)) | set(taking("Workspace", ui))
    there |= {name for name in PAGES if name.rpartition(".")[2].startswith("_")}
    assert not PAGES.keys() & NO_PAGE.keys()
    assert there - PAGES.keys() - NO_PAGE.keys() == set(), (
        "say in walls/pages.py how it is asked as an outsider"
    )


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_the_same_as_where_the_matter_never_was(firms: TwoFirms, page: str) -> None:
    for asked in PAGES[page]:
        seen, never = (said(asked, workspace, firms.facts) for workspace in (firms.walled, firms.never))
        assert spelled(seen) == spelled(never)
        nothing_of_it_in(seen, firms.facts)


def spelled(words: str) -> str:
    """Without where an object of no value lies in memory."""
    return re.sub(r" at 0x[0-9a-f]+", "", words)


_CHOICES: Mapping[object, tuple[object, ...]] = {
    MattersPage: (None, MatterStatus.OPEN),
    ClientsPage: (None, False, True),
    FeesPage: ("all", "amber", "red", "due"),
    TermsPage: ("all", "owed", "drafted", "agreed"),
}


@pytest.mark.parametrize("words", ["", CANARY, "Nora", NUMBER])
def test_the_lists_say_the_same(firms: TwoFirms, words: str, qapp: object) -> None:
    lists = (
        (MattersPage, "number"),
        (MattersPage, "next"),
        (ClientsPage, "name"),
        (FeesPage, ""),
        (TermsPage, ""),
    )
    for page, sort in lists:
        answers = []
        for workspace in (firms.walled, firms.never):
            shown = page(workspace)
            choices = _CHOICES[page]
            answers += [said(shown.look_up, Asked_(words, choice, sort, True)) for choice in choices]
            shown.deleteLater()
        half = len(answers) // 2
        assert answers[:half] == answers[half:]
        nothing_of_it_in(repr(answers), firms.facts)
