"""The page of reports: what leaves is logged as given, at once or when the disk takes it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from app.contactlog.queries import entries
from app.kernel.errors import MachineTrouble
from ui.reports.page import ReportsPage

if TYPE_CHECKING:
    from uuid import UUID

    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled) -> ReportsPage:
    made = ReportsPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show_arg(busy.matters["marsh"])
    made.show()
    settled()
    return made


def _logged(busy: Busy, matter: UUID) -> int:
    with busy.workspace.read() as reader:
        return len(entries(reader, matter_id=matter))


def test_what_could_not_be_logged_as_given_is_logged_later(
    page: ReportsPage, busy: Busy, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _logged(busy, busy.matters["marsh"])

    def full(*_: object) -> None:
        raise MachineTrouble("disk-full", "The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr("ui.reports.load.mark_given", full)
        page.given_button.click()
        assert not page.given_button.isEnabled(), "a second click would log it twice"
        settled()
    assert page.errors.text() == "The disk is full."
    page.given_button.click()
    settled()
    assert _logged(busy, busy.matters["marsh"]) == before + 1


def test_the_letter_is_larger_where_the_matters_fold_away(
    busy: Busy, page: ReportsPage, qtbot: QtBot
) -> None:
    page.resize(1092, 752)
    qtbot.waitUntil(lambda: page.preview.view.percent > 0)
    small = page.preview.view.percent
    page.fold.click()
    assert page.choosing.isHidden()
    qtbot.waitUntil(lambda: page.preview.view.percent > small)
    assert page.fold.text() == "Choose another matter"
    page.fold.click()
    assert not page.choosing.isHidden()
    qtbot.waitUntil(lambda: page.preview.view.percent == small)
