"""Ctrl+P prints what is on the screen: a page that has a list of its own prints that."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.office import Office
from ui.kit.sheet import sheets_in
from ui.reports.paper_sheet import PaperSheet


@pytest.mark.parametrize("page", ["today", "calendar", "untold", "figures"])
def test_a_page_prints_its_own_list(office: Office, page: str) -> None:
    office.go(page)
    QTest.keyClick(office.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    office.settled()
    (sheet,) = sheets_in(office.window)
    assert isinstance(sheet, PaperSheet)
