"""Waiting as somebody does who typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtTest import QTest

from ui.kit import pausing
from ui.kit.listpage import ListPage

SHORT = 25
"""Milliseconds of a pause in tests that wait for what comes after it. Not none: what a test does at a time is followed
once, as in the window."""
_LONGEST = pausing.LONGEST


@contextmanager
def short() -> Iterator[None]:
    """What is typed is followed almost at once."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pausing, "LONGEST", SHORT)
        yield


@contextmanager
def as_they_are() -> Iterator[None]:
    """In a test of the pause itself."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pausing, "LONGEST", _LONGEST)
        yield


def typed(page: ListPage) -> None:
    """Until the pause after the last key is over, and the list is asked for."""
    while page._wait.isActive():
        QTest.qWait(5)
