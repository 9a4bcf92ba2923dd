"""The lists of fees and of engagement terms in client care: what they say, their choices, and where a row leads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from app.care.commands import NewCostsFigure, excuse_costs_update, state_costs
from app.care.words import CostsKind
from app.engagement.agreeing import agree_terms
from app.engagement.forms import NewAgreement, TermsForm
from app.engagement.missing import set_terms_rule
from app.engagement.terms_commands import draft_terms
from app.engagement.words import AgreedHow
from app.matters.queries import list_matters
from app.matters.words import MatterStatus
from app.schedule.rhythm import parse_rhythm
from tests.support import MONDAY
from ui.care import fees_page
from ui.care.fees_page import FeesPage
from ui.care.rooms import Stand
from ui.engagement import terms_page
from ui.engagement.terms_page import TermsPage
from ui.kit.buttons import Button
from ui.kit.empty import EmptyState
from ui.kit.listpage import Asked
from ui.kit.sheet import sheets_in
from ui.shell.requests import OpenMatter

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]
TODAY = date(2026, 11, 23)


def _told(busy: Busy, matter: str, kind: CostsKind, amount: int, on: date = TODAY) -> None:
    with busy.workspace.write() as tx:
        state_costs(tx, NewCostsFigure(busy.matters[matter], kind, Decimal(amount), on))


@pytest.fixture
def three(busy: Busy) -> tuple[str, str]:
    """Beside Whitcombe (58 %) two other matters: one at 80 %, one past its estimate and told long ago."""
    amber, red = [one for one in busy.matters if one != "whitcombe"][:2]
    _told(busy, amber, CostsKind.ESTIMATE, 1000)
    _told(busy, amber, CostsKind.TO_DATE, 800)
    _told(busy, red, CostsKind.ESTIMATE, 1000, date(2026, 4, 1))
    _told(busy, red, CostsKind.TO_DATE, 1200, date(2026, 4, 2))
    return amber, red


def _asked(choice: str, words: str = "", start: int = 0, most: int = 300) -> Asked:
    return Asked(words, choice, "", True, start, most)


def test_fees_stand_by_share_of_the_estimate_used(
    busy: Busy, three: tuple[str, str], qtbot: QtBot, settled: Settled
) -> None:
    page = FeesPage(busy.workspace)
    qtbot.addWidget(page)
    page.resize(1092, 752)
    page.show()
    settled()
    amber, red = (busy.matters[one] for one in three)
    shown = page.table.rows_model.rows()
    assert [one.matter.id for one in shown] == [red, amber, busy.matters["whitcombe"]]
    cells = page.table.rows_model.cells(0)
    assert {"$1,200", "$1,000", "120 % used"} <= set(cells)
    assert any(one.endswith("days late") for one in cells)
    assert "58 %" in page.table.rows_model.cells(2)
    asked: list[object] = []
    page.requested.connect(asked.append)
    page.table.opened.emit(red)
    assert asked == [OpenMatter(red, "Fees")]


def test_a_list_says_why_nothing_is_shown(busy: Busy, qtbot: QtBot, settled: Settled) -> None:
    page = FeesPage(busy.workspace)
    qtbot.addWidget(page)
    page.show()
    settled()
    assert page.choice is not None
    page.choice.set_value("red")
    settled()
    (none,) = (one for one in page.findChildren(EmptyState) if one.isVisible())
    assert none.accessibleName() == "Nothing stands under “Red” just now."
    assert none.button is not None
    assert not none.button.isVisible()
    page.filter.setText("nobody of that name")
    qtbot.waitUntil(none.button.isVisible)
    assert none.accessibleName() == "Nothing fits these words."
    none.button.click()
    assert page.filter.text() == ""


def test_the_choices_of_fees(busy: Busy, three: tuple[str, str], qtbot: QtBot) -> None:
    page = FeesPage(busy.workspace)
    qtbot.addWidget(page)
    amber, red = (busy.matters[one] for one in three)

    def ids(choice: str, words: str = "") -> list[object]:
        return [one.matter.id for one in page.look_up(_asked(choice, words)).rows]

    assert ids("amber") == [amber]
    assert ids("red") == [red]
    assert ids("due") == [red]
    assert ids("all", "Whitcombe") == [busy.matters["whitcombe"]]
    nothing = page.look_up(_asked("all", "nobody is called so"))
    assert (list(nothing.rows), nothing.any_at_all) == ([], True)
    first, rest = page.look_up(_asked("all", most=2)), page.look_up(_asked("all", start=2, most=2))
    assert (len(first.rows), first.more, len(rest.rows), rest.more) == (2, True, 1, False)


def test_how_fees_stand(busy: Busy, three: tuple[str, str]) -> None:
    with busy.workspace.read() as reader:
        assert fees_page.stand(reader) == Stand("1 red, 1 amber, 1 costs update due", 1, late=True)
    with busy.workspace.write() as tx:
        excuse_costs_update(tx, busy.matters[three[1]], "They asked us not to")
    with busy.workspace.read() as reader:
        assert fees_page.stand(reader) == Stand("1 red, 1 amber", 0, late=False)


@pytest.fixture
def terms(busy: Busy) -> tuple[str, str, str]:
    """Terms are asked for since March: one matter has agreed ones, one a draft, one a revision."""
    agreed, draft, revised = list(busy.matters)[:3]
    with busy.workspace.write() as tx:
        set_terms_rule(tx, 14, date(2026, 1, 1), "From now on")
        for key in (agreed, draft, revised):
            draft_terms(
                tx,
                busy.matters[key],
                TermsForm("We act for you.", "An appeal", rhythm=parse_rhythm("month")),
                "",
            )
        for key in (agreed, revised):
            agree_terms(tx, NewAgreement(busy.matters[key], tx.today, AgreedHow.SIGNED))
    busy.clock.set(MONDAY)
    with busy.workspace.write() as tx:
        draft_terms(
            tx,
            busy.matters[revised],
            TermsForm("We act for you and more.", rhythm=parse_rhythm("month")),
            "More to do",
        )
    return agreed, draft, revised


def test_terms_that_are_owed_stand_first(
    busy: Busy, terms: tuple[str, str, str], qtbot: QtBot, settled: Settled
) -> None:
    agreed, draft, revised = (busy.matters[one] for one in terms)
    page = TermsPage(busy.workspace)
    qtbot.addWidget(page)
    page.resize(1092, 752)
    page.show()
    settled()

    def ids(choice: str) -> set[object]:
        return {one.matter.id for one in page.look_up(_asked(choice)).rows}

    with busy.workspace.read() as reader:
        every = {one.id for one in list_matters(reader, status=MatterStatus.OPEN)}
    shown = [one.matter.id for one in page.table.rows_model.rows()]
    assert set(shown) == ids("all") == every
    assert shown[-2:] == [revised, agreed]
    assert ids("owed") == every - {agreed, revised}
    assert ids("missing") == every - {agreed, draft, revised}
    assert ids("drafted") == {draft, revised}
    assert ids("agreed") == {agreed, revised}
    asked: list[object] = []
    page.requested.connect(asked.append)
    page.table.opened.emit(draft)
    assert asked == [OpenMatter(draft, "Terms & care")]
    with busy.workspace.read() as reader:
        owed = len(every) - 2
        said = f"{owed} to agree, 1 of them drafted, {owed} late"
        assert terms_page.stand(reader) == Stand(said, owed, late=True)


def test_where_nothing_is_asked_for(busy: Busy, qtbot: QtBot) -> None:
    with busy.workspace.write() as tx:
        set_terms_rule(tx, 0, reason="We do not")
    with busy.workspace.read() as reader:
        count = len(list_matters(reader, status=MatterStatus.OPEN))
        assert terms_page.stand(reader) == Stand(f"No terms are owed; {count} matters have none")
    page = TermsPage(busy.workspace)
    qtbot.addWidget(page)
    assert not page.look_up(_asked("owed")).rows
    every = page.look_up(_asked("all")).rows
    assert every
    assert page.look_up(_asked("missing")).rows == every, "what is not written can be found, owed or not"
    assert {page.table.rows_model.columns[-1].text(row) for row in every} == {"not asked for"}


def test_an_empty_list_of_every_matter_begins_with_a_new_one(
    busy: Busy, qtbot: QtBot, settled: Settled
) -> None:
    page = TermsPage(busy.workspace)
    qtbot.addWidget(page)
    (button,) = (one for one in page.findChildren(Button) if one.text() == "New matter")
    button.click()
    settled()
    assert [type(one).__name__ for one in sheets_in(page)] == ["MatterForm"]


def test_an_empty_list_of_some_matters_leads_to_all(busy: Busy, qtbot: QtBot) -> None:
    page = FeesPage(busy.workspace)
    qtbot.addWidget(page)
    went: list[object] = []
    page.navigate_requested.connect(lambda name, _: went.append(name))
    (button,) = (one for one in page.findChildren(Button) if one.text() == "Go to the matters")
    button.click()
    assert went == ["matters"]
