"""The whole window on the firm with work in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtTest import QTest

from app.drafts.queries import drafts
from app.workspace import Workspace
from tests.support import PASSWORD
from ui.kit.formsheet import FormSheet
from ui.kit.sheet import Sheet, sheets_in
from ui.kit.undo import History
from ui.shell.main_window import MainWindow
from ui.shell.unlock import UnlockPage

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


class Office:
    """The window on the firm with work in it, as Maria Ortega uses it."""

    def __init__(self, window: MainWindow, busy: Busy, settled: Settled) -> None:
        self.window, self.busy, self.settled = window, busy, settled

    @property
    def workspace(self) -> Workspace:
        vault = self.window.vault
        assert isinstance(vault, Workspace)
        return vault

    @property
    def history(self) -> History:
        """What can be undone."""
        workbench = self.window.workbench
        assert workbench is not None
        return workbench.history

    def unlock(self) -> None:
        self.settled()
        gate = self.window.gate
        assert isinstance(gate, UnlockPage)
        gate.password.setText(PASSWORD)
        gate.submit()
        self.settled()

    def linger(self) -> None:
        """Time for whatever would come back: a form waits for its page."""
        for _ in range(8):
            QTest.qWait(50)
            self.settled()

    def go(self, page: str, of: object = None) -> Any:
        self.window.navigate(page, of)
        self.settled()
        return self.window.current_page()

    def form(self) -> FormSheet:
        """The form that stands there, or comes back."""
        sheet = self.sheet()
        assert isinstance(sheet, FormSheet)
        return sheet

    def sheet(self) -> Sheet:
        """What lies over the window, or comes back: on a machine with more to do that takes its time."""
        for _ in range(2000):
            if sheets_in(self.window):
                break
            QTest.qWait(5)
        self.settled()
        (sheet,) = sheets_in(self.window)
        return sheet

    def lock(self) -> None:
        self.window.lock()
        self.settled()
        assert isinstance(self.window.gate, UnlockPage)

    def kept(self) -> list[str]:
        with self.workspace.read() as reader:
            return [row.form for row in drafts(reader)]
