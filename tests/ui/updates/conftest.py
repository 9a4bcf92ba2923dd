"""The composer over a busy firm."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.busy_firm import Busy
from ui.kit import tasks
from ui.updates import load
from ui.updates.composer import Composer

Open = Callable[[str], Composer]
Ready = Callable[[Composer], None]


@pytest.fixture
def ready(qtbot: QtBot) -> Ready:
    """Wait until the page shows the words as they are."""

    def wait(composer: Composer) -> None:
        qtbot.waitUntil(lambda: not tasks.busy() and composer.is_shown, timeout=30_000)

    return wait


@pytest.fixture
def compose(busy: Busy, window: QWidget, ready: Ready) -> Open:
    def opened(matter: str) -> Composer:
        composer = Composer(window, busy.workspace, load.begin(busy.workspace, busy.matters[matter]))
        composer.open()
        ready(composer)
        return composer

    return opened
