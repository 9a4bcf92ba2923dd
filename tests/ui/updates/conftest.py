"""The composer over a busy firm."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.busy_firm import Busy
from ui.kit import tasks
from ui.updates import load
from ui.updates.composer import Composer

Open = Callable[[str], Composer]
Ready = Callable[[Composer], None]


@pytest.fixture
def ready(settled: Callable[[], None]) -> Ready:
    """Wait until the page shows the words as they are."""

    def wait(composer: Composer) -> None:
        until = time.monotonic() + 30
        while tasks.busy() or not composer.is_shown:
            assert time.monotonic() < until, "the page does not show the words"
            settled()
            QTest.qWait(1)

    return wait


@pytest.fixture
def compose(busy: Busy, window: QWidget, ready: Ready) -> Open:
    def opened(matter: str) -> Composer:
        composer = Composer(window, busy.workspace, load.begin(busy.workspace, busy.matters[matter]))
        composer.open()
        ready(composer)
        return composer

    return opened
