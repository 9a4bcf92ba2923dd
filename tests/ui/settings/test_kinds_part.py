"""Kinds of contact on the Firm page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.contactlog.kind_queries import kinds
from app.contactlog.kinds import find_kind
from app.workspace import Workspace
from ui.settings.kinds_part import KindForm
from ui.settings.page import FirmPage

Settle = Callable[[], None]


@pytest.fixture
def settle(settled: Settle) -> Settle:
    return settled


def test_a_kind_of_the_program_is_changed_put_away_and_another_added(
    workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    page = FirmPage(workspace)
    qtbot.addWidget(page)
    page.show()
    page.reload()
    settle()
    row = page.contact_kinds.row("status-call")
    assert row is not None
    form = KindForm(page, workspace, row)
    form.open()
    form.questions.setText("Advice – Risks: What can go wrong?\nToday: What was new?")
    form.apply("")
    settle()
    with workspace.read() as reader:
        found = find_kind(kinds(reader), "Status call")
    assert found is not None
    assert [(one.field, one.lead) for one in found.questions] == [("advice", "Risks"), ("summary", "Today")]
    new = KindForm(page, workspace, None)
    new.open()
    new.name.setText("status call")
    new.apply("")
    settle()
    assert "already" in new.form.problem_texts()["name"]
    new.name.setText("Call from the court")
    new.apply("")
    settle()
    page.reload()
    settle()
    row = page.contact_kinds.row("costs")
    assert row is not None
    away = KindForm(page, workspace, row)
    away.open()
    away.retire_button.click()
    settle()
    with workspace.read() as reader:
        names = [one.name for one in kinds(reader)]
    assert "Call from the court" in names
    assert "Talk about costs" not in names
