"""Drives one window through the tour as a person would, and takes the pictures."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.kernel.clock import FixedClock
from ui.tour.contacts import write_a_call
from ui.tour.first_hour import answer_questions, look_at_first_hour
from ui.tour.stop import MORNING, matter_of
from ui.tour.stops import stops

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.workspace import Workspace
    from ui.desk import WorkspaceDesk
    from ui.shell.desk import NewFirm
    from ui.shell.main_window import MainWindow
    from ui.shell.window import VaultWindow


SIZE = (1280, 800)
LONGEST_WAIT = 120_000
QUIET = 60
_CARE = ("terms", "fees", "concerns", "feedback", "reviews", "policies", "training", "access", "retention")
"""The rooms of client care, each of which says in an empty firm what to begin with."""


class Tour:
    """Drives one window as a person would, and waits until it is quiet before each picture."""

    def __init__(self, app: QApplication, desk: object, folder: Path) -> None:
        from ui.desk import DemoDesk

        assert isinstance(desk, DemoDesk)  # noqa: S101  # narrows the type for the checker
        self._app, self._desk, self._folder = app, desk, folder
        self.taken = 0

    def run(self, scheme: str) -> None:
        """One round in one colour scheme."""
        self._first_hour(scheme)
        window = self._window()
        self._settle()
        self._take(window, "unlock", scheme)
        self._people_at_the_gate(window, scheme)
        window.gates.unlock(self._desk.people()[0], "not the password")
        self._settle()
        self._take(window, "unlock-refused", scheme)
        window.gates.unlock(self._desk.people()[0], "demo")
        self._settle(until=lambda: window.workbench is not None)
        window.inactivity.stop()  # nobody sits at it, and on a slow machine it takes longer than a lock waits
        workspace = self._desk.workspace
        for stop in stops(window, workspace, self._settle):
            stop.go()
            self._settle()
            self._take(window.windows.front(), stop.name, scheme)
            _close_sheets(window)
            window.windows.close_others()
            self._settle()
        self._lock_over_a_form(window, workspace, scheme)
        _forget_drafts(self._desk.workspace)
        window.lock()
        self._settle()
        self._take(window, "locked", scheme)
        window.close()
        window.deleteLater()
        self._settle()

    def _lock_over_a_form(self, window: MainWindow, workspace: Workspace, scheme: str) -> None:
        """A form that is written, a dialog over it, the lock over both; and the form again after it."""
        from PySide6.QtWidgets import QMenu

        _forget_drafts(workspace)  # all are of one moment: a form of before would come back in its place
        write_a_call(window, matter_of(workspace, "00003"), self._settle)
        menu = QMenu(window)
        menu.addAction("Open over the form")
        menu.popup(window.geometry().center())
        self._settle()
        window.lock()
        self._settle()
        self._take(window, "locked-over-form", scheme)
        window.gates.unlock(self._desk.people()[0], "demo")
        self._settle(until=lambda: window.workbench is not None)
        self._take(window, "form-back-after-lock", scheme)
        _close_sheets(window)
        self._settle()

    def _people_at_the_gate(self, window: MainWindow, scheme: str) -> None:
        """Caps Lock; a wait; both ways for who forgot."""
        from ui.shell.unlock import UnlockPage

        gate = window.gates.page
        if isinstance(gate, UnlockPage):
            gate.name.choose("Ann Harbour")
            gate.password.setText("trout lamp")
            gate.password.set_caps_lock(True)
            self._settle()
            self._take(window, "unlock-caps-lock", scheme)
            gate.password.take()
            gate.password.set_caps_lock(False)
            gate.show_wait(95)
            self._settle()
            self._take(window, "unlock-waiting", scheme)
            gate.show_wait(0)
            gate.recovery.click()
            self._settle()
            self._take(window, "unlock-forgotten", scheme)
            window.gates.show()
            self._settle()

    def _first_hour(self, scheme: str) -> None:
        """What a new firm sees: welcome, the first questions, the recovery key, what the vault still asks."""
        from app.backups.routine import back_up_now
        from ui.desk import WorkspaceDesk
        from ui.shell.desk import NewFirm
        from ui.shell.main_window import MainWindow
        from ui.shell.recovery import RecoveryPage

        with tempfile.TemporaryDirectory(prefix="liaison-tour-") as room:
            desk = WorkspaceDesk(Path(room) / "vault", FixedClock(MORNING))
            window = MainWindow(desk)
            self._show(window)
            self._take(window, "welcome", scheme)
            new = NewFirm(
                desk.folder,
                "Harbour & Finch LLP",
                "US",
                "CA",
                "America/Los_Angeles",
                "Maria Ortega",
                "trout lamp orbit fifty-one",
            )

            def take(name: str) -> None:
                self._take(window, name, scheme)

            answer_questions(window, new, self._settle, take)
            self._settle(until=lambda: isinstance(window.gates.page, RecoveryPage))
            self._take(window, "recovery-key", scheme)
            if isinstance(window.gates.page, RecoveryPage):
                window.gates.page.finished.emit()
            self._settle(until=lambda: window.workbench is not None)
            look_at_first_hour(window, self._settle, take)
            for page_id in (
                "today",
                "matters",
                "clients",
                "contactlog",
                "reports",
                "letters",
                "care",
                *_CARE,
            ):
                window.navigate(page_id)
                self._settle()
                self._take(window, f"empty-{page_id}", scheme)
            _open_first_matter(desk.workspace)
            window.navigate("today")
            self._settle()
            self._take(window, "today-nothing-owed", scheme)
            back_up_now(desk.workspace)
            window.close()
            window.deleteLater()
            self._settle()
            self._damaged(desk, new, scheme)

    def _damaged(self, desk: WorkspaceDesk, firm: NewFirm, scheme: str) -> None:
        """What stands there when the data file is gone, and how a backup is restored."""
        from ui.shell.main_window import MainWindow

        next(desk.folder.glob("data-*.db")).unlink()
        window = MainWindow(desk)
        self._show(window)
        window.gates.unlock(firm.user, firm.password)
        self._settle()
        self._take(window, "damaged", scheme)
        window.gates.show_restore()
        self._settle()
        self._take(window, "restore", scheme)
        window.close()
        window.deleteLater()
        self._settle()

    def _window(self) -> MainWindow:
        from ui.shell.main_window import MainWindow

        window = MainWindow(self._desk, last_person=self._desk.people()[0])
        self._show(window)
        return window

    def _show(self, window: MainWindow) -> None:
        window.resize(*SIZE)
        window.show()
        self._settle()

    def _take(self, window: VaultWindow, name: str, scheme: str) -> None:
        if not window.isActiveWindow() and self._app.activePopupWidget() is None:
            window.activateWindow()  # a menu that closes gives the keyboard back to nobody, without a screen
            self._settle()
        window.grab().save(str(self._folder / f"{name}-{scheme}.png"))
        self.taken += 1

    def _settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let the event loop run until the work is done, the condition holds and a moment has passed quietly."""
        from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer

        from ui.kit import tasks

        deadline = QDeadlineTimer(LONGEST_WAIT)
        quiet = 0
        while quiet < 2:
            loop = QEventLoop()
            QTimer.singleShot(QUIET, loop.quit)
            loop.exec()
            quiet = quiet + 1 if not tasks.busy() and until() else 0
            if deadline.hasExpired():
                raise TimeoutError("the tour waited in vain")


def _close_sheets(window: MainWindow) -> None:
    from ui.kit.sheet import sheets_in

    for sheet in reversed(sheets_in(window)):
        sheet.drop()


def _forget_drafts(workspace: Workspace) -> None:
    """What the tour typed and did not save must not come back in the next round."""
    from app.drafts.commands import drop_draft
    from app.drafts.queries import drafts

    with workspace.write() as tx:
        for draft in drafts(tx.reader()):
            drop_draft(tx, draft.id)


def _open_first_matter(workspace: Workspace) -> None:
    """One matter in a new firm, opened today: nothing is owed yet."""
    from app.clients.commands import ClientDetails, add_client
    from app.matters.commands import MatterDetails, open_matter
    from app.schedule.commands import NewPlan, set_plan
    from app.schedule.words import IntervalUnit

    with workspace.write() as tx:
        client_id = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        details = MatterDetails("Whitcombe v. Alder Clinic", (client_id,), opened_on=tx.today)
        set_plan(tx, NewPlan(open_matter(tx, details), 1, IntervalUnit.MONTH, tx.today))
