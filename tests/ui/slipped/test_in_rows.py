"""The rows of what slipped are made where it is read: the window only shows them."""

from __future__ import annotations

from collections.abc import Callable
from threading import get_ident

import pytest
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from ui.slipped import listing
from ui.slipped import page as slipped_page
from ui.slipped.page import SlippedPage


def test_rows_are_made_beside_the_window(
    workspace: Workspace, qtbot: QtBot, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    made_by: list[int] = []
    whole = listing.slipped_groups

    def noted(*said: object, **named: object) -> object:
        made_by.append(get_ident())
        return whole(*said, **named)  # type: ignore[arg-type] # handed on as it came

    monkeypatch.setattr(slipped_page, "slipped_groups", noted)
    page = SlippedPage(workspace)
    qtbot.addWidget(page)
    page.show()
    settled()
    assert made_by
    assert get_ident() not in made_by
