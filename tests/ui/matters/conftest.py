"""The page of a matter with work in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from ui.matters.page import MatterPage

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled) -> MatterPage:
    made = MatterPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show_arg(busy.matters["whitcombe"])
    made.show()
    settled()
    return made
