"""The letter says nothing that the firm noted; the page says what is missing, and it can be written there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from pytestqt.qtbot import QtBot

from app.contactlog.queries import entry
from ui.kit.banner import Banner
from ui.kit.sheet import sheets_in
from ui.reports.page import ReportsPage
from ui.reports.words_form import WordsForm
from ui.shell.requests import LogContactRequest

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled) -> ReportsPage:
    made = ReportsPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show_arg(busy.matters["rowe"])
    made.show()
    settled()
    return made


def test_what_has_no_words_is_said_and_can_be_written(
    page: ReportsPage, busy: Busy, settled: Settled
) -> None:
    banner: Banner = page.unsaid
    assert banner.accessibleName().startswith("1 contact has no words for the client yet.")
    page.write_words()
    form: Any = sheets_in(page.window())[-1]
    assert isinstance(form, WordsForm)
    (field,) = form._fields.values()
    assert field.accessibleDescription() == "She will look for the lease at home"
    field.setText("You are looking for the lease at home.")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        row = entry(reader, busy.entries["lease"])
    assert (row.for_client, row.version) == ("You are looking for the lease at home.", 2)
    assert row.summary == "She will look for the lease at home"
    assert len(row.follow_ups) == 1
    page.reload()
    settled()
    assert banner.isHidden()


def test_nothing_is_missing_where_all_has_its_words(page: ReportsPage, busy: Busy, settled: Settled) -> None:
    page.show_arg(busy.matters["marsh"])
    page.reload()
    settled()
    assert page.unsaid.isHidden()


def test_what_the_client_asked_is_named_with_the_way_to_the_answer(
    page: ReportsPage, busy: Busy, settled: Settled
) -> None:
    assert page.asked.isHidden()
    requested: list[object] = []
    page.requested.connect(requested.append)
    page.show_arg(busy.matters["whitcombe"])
    page.reload()
    settled()
    said = page.asked.accessibleName()
    assert said.startswith("The client waits for an answer: E-mail of 18 Nov: Asks whether the deposition")
    page.answer()
    (request,) = requested
    assert isinstance(request, LogContactRequest)
    assert (request.matter_id, request.answers_id) == (busy.matters["whitcombe"], busy.entries["asks"])
