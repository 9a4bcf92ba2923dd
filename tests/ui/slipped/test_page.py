"""The firm's page of what slipped: names above the figures, and the list on paper as it stands there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.audit.queries import EventFilter, events
from app.figures.span import Time
from app.owed.slipped.lines import LineState
from app.reports.lists.morning import MorningList
from app.workspace import Workspace
from ui.kit.sheet import sheets_in
from ui.reports.paper_sheet import PaperSheet
from ui.slipped.page import SlippedPage

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled) -> SlippedPage:
    page = SlippedPage(busy.workspace)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    settled()
    return page


def _sheet(page: SlippedPage) -> PaperSheet:
    sheet = sheets_in(page)[-1]
    assert isinstance(sheet, PaperSheet)
    return sheet


def test_whom_something_is_owed_stands_above_the_figures(page: SlippedPage) -> None:
    assert page._shown is not None
    lines = page._shown.found.lines
    shown = page.rows.keys()
    keys = [key for key in shown if isinstance(key, tuple)]
    what = [key[0] for key in keys]
    above = [key[1] for key in keys[: what.index("kind")]]
    assert above
    assert all(lines[number].state is LineState.MISSED for number in above)
    assert {"kind", "person"} <= set(what)


def test_it_is_seen_before_it_leaves_and_the_trail_has_it(
    page: SlippedPage, busy: Busy, settled: Settled, tmp_path: Path
) -> None:
    assert page.print_here()
    settled()
    sheet = _sheet(page)
    assert sheet.said.text().startswith("Everybody at the firm. ")
    assert sheet.accept_button.isEnabled()
    file = tmp_path / "slipped.pdf"
    sheet.save_to(file)
    settled()
    assert file.read_bytes().startswith(b"%PDF")
    with busy.workspace.read() as reader:
        newest = events(reader, EventFilter()).rows[0]
    assert (newest.action, newest.kind) == ("exported", "slipped_list")


def test_the_time_and_the_person_that_are_shown_are_printed(
    page: SlippedPage, busy: Busy, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.slipped import page as module

    asked: list[tuple[object, ...]] = []
    whole = module.load_slipped_list

    def noted(workspace: Workspace, first: date, last: date, *, person_id: UUID | None = None) -> MorningList:
        asked.append((first, last, person_id))
        return whole(workspace, first, last, person_id=person_id)

    monkeypatch.setattr(module, "load_slipped_list", noted)
    page.time.set_value(Time.YEAR)
    page.show_arg(busy.workspace.actor)
    settled()
    page.print_button.click()
    settled()
    assert _sheet(page).said.text().startswith("Maria Ortega. ")
    days = module.days_of(Time.YEAR, busy.workspace.today)
    assert asked == [(days.first, days.last, busy.workspace.actor)]
