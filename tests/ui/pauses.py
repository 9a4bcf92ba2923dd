"""Waiting as somebody does who typed."""

from __future__ import annotations

from PySide6.QtTest import QTest

from ui.kit.listpage import ListPage


def typed(page: ListPage) -> None:
    """Until the pause after the last key is over, and the list is asked for."""
    while page._wait.isActive():
        QTest.qWait(5)
