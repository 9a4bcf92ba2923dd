"""The two days that a list looks back to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pytestqt.qtbot import QtBot

from app.settings.commands import change_firm
from app.settings.queries import firm
from tests.ui.busy_firm import Busy
from ui.kit.time_span import past_day


def test_which_is_the_month_is_as_the_firms_country_has_it(qtbot: QtBot, busy: Busy) -> None:
    field = past_day(busy.workspace, "From")
    qtbot.addWidget(field)
    field.setText("3/4")
    assert field.value() == date(2026, 3, 4)
    with busy.workspace.write() as tx:
        details = firm(tx.reader()).details
        change_firm(tx, replace(details, country="GB", subdivision="", time_zone="Europe/London"))
    busy.workspace.refresh_firm()
    field.setText("4/3")
    assert field.value() == date(2026, 3, 4)
