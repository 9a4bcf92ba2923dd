"""A window with the contact form over a busy firm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from tests.ui.forms_desk import FormsDesk
from ui.contactlog.log_sheet import LogContactSheet
from ui.shell.requests import LogContactRequest


class Desk(FormsDesk):
    """Opens the form."""

    def open(self, **request: Any) -> LogContactSheet:
        """The form, with what it asked for."""
        sheet = self.forms.log(LogContactRequest(**request))
        self.wait()
        return sheet

    def wait(self) -> None:
        """Until the worker has answered."""
        self.settled()
        QCoreApplication.sendPostedEvents()  # widgets that were put into a layout just now are shown


@pytest.fixture
def desk(qtbot: QtBot, busy: Any, settled: Callable[[], None]) -> Iterator[Desk]:
    yield Desk(qtbot, busy, settled)
    settled()
