"""The way in: which page stands before the vault, and what comes of its buttons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from app.vault.place import default_folder
from ui.shell.gate import Gate
from ui.shell.unlock import UnlockPage

if TYPE_CHECKING:  # the unlock page is painted without these
    from typing import TypeAlias

    from app.kernel.errors import LiaisonError
    from ui.kit.tasks import Task
    from ui.shell.desk import Contents, Desk, NewFirm, OpenVault, PlaceSays
    from ui.shell.founding import FoundingPage

    Opened: TypeAlias = tuple[OpenVault, Contents]


T = TypeVar("T")
A_FRAME = 20  # milliseconds: what follows the first paint must not come in between it and the screen


class Gates(QObject):
    """Shows welcome, unlock, recovery pages in ``stack``. `begun()` when a password or key was given,
    `opened((vault, contents))` when the vault is open.

    `key_shown()`: a new vault's recovery key stands on the screen, and the vault is open already.
    `secret_left()`: a page is left on which a password was at work without a vault that has to be locked.
    `signed_in(name)`: somebody's password was right; that name is preselected from then on ("": nobody is).
    """

    painted = Signal()
    begun = Signal()
    opened = Signal(object)
    signed_in = Signal(str)
    key_shown = Signal()
    secret_left = Signal()
    demo_chosen = Signal()
    folder_changed = Signal(object)

    def __init__(self, desk: Desk, stack: QStackedWidget, *, last_person: str = "") -> None:
        super().__init__(stack)
        self.last_person = last_person
        self._desk, self._stack = desk, stack
        self._is_painted = False
        self._later: Callable[[], None] | None = None
        self.page: Gate | None = None
        self._opening = 0  # which unlocking or making is under way; 0 for none
        self._number = 0
        self.holds_vault = False  # open, but its workbench does not stand yet
        self._has_restored = False  # a backup's password was given, and its key opened
        self.is_unkept = False  # what somebody was writing could not be kept at the lock

    def show(self) -> None:
        """Welcome where there is no vault, which says so where one was before; unlock where there is one. What is being
        opened is given up."""
        self.give_up()
        if self._desk.exists():
            self._show_unlock()
        else:
            self._show_welcome()

    def _show_unlock(self) -> None:
        """The page stands at once; who may sign in is read from the header when it has been painted."""
        folder = self._desk.folder
        page = UnlockPage(folder, last_person=self.last_person, is_usual=folder == default_folder())
        page.unlock_requested.connect(self.unlock)
        page.person_chosen.connect(lambda name: self._read_wait(page, name))
        page.other_chosen.connect(self.choose_folder)
        page.recovery_chosen.connect(self._show_recover)
        page.restore_chosen.connect(self.show_restore)
        if self.is_unkept:
            page.show_unkept()
        if self._desk.password_known:
            page.show_sample(self._desk.password_known)
        self._set(page, lambda: self._read_people(page))

    def tell_unkept(self) -> None:
        """What somebody was writing could not be kept: say so until the vault is open again."""
        self.is_unkept = True
        if isinstance(self.page, UnlockPage):
            self.page.show_unkept()

    def _on_page_painted(self) -> None:
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(A_FRAME, self, self._finish_start)

    def _finish_start(self) -> None:
        self.painted.emit()
        later, self._later = self._later, None
        if later is not None:
            later()

    def _read_people(self, page: UnlockPage) -> None:
        from ui.kit import tasks

        tasks.run_pool(
            lambda _task: list(self._desk.people()), owner=page, done=page.set_people, failed=self._tell
        )

    def _read_wait(self, page: UnlockPage, name: str) -> None:
        """The countdown of who is chosen: what is left of it at the start, and the one after a wrong password, which
        begins at once and not with the next try."""
        from ui.kit import tasks

        def show(seconds: int) -> None:
            if seconds and page.name.currentText() == name:
                page.show_wait(seconds)

        tasks.run_pool(lambda _task: self._desk.wait_seconds(name), owner=page, done=show, failed=self._tell)

    def _show_welcome(self) -> None:
        from ui.kit import machine
        from ui.shell.welcome import WelcomePage

        begun = machine.rules().get(machine.BEGUN_FIRM)
        page = WelcomePage(self._desk.folder, begun=begun.get("firm", ""), is_begun=bool(begun))
        page.founding_chosen.connect(self.show_founding)
        page.other_chosen.connect(self.choose_folder)
        page.place_chosen.connect(self.choose_folder)
        page.demo_chosen.connect(self.demo_chosen)
        page.restore_chosen.connect(self.show_restore)
        page.again_chosen.connect(self.show)
        if self._desk.was_there():
            page.show_missing()
        self._set(page)

    def show_founding(self) -> None:
        """The questions of a new firm, from where they were left."""
        from ui.kit import machine, tasks
        from ui.shell.founding import FoundingPage

        rules = machine.rules()
        page = FoundingPage(self._desk.folder, rules.get(machine.BEGUN_FIRM))
        page.create_requested.connect(self.create)
        page.back_chosen.connect(self.show)
        page.answered.connect(lambda answers: rules.put(machine.BEGUN_FIRM, answers))
        page.place_changed.connect(lambda *place: self._read_place(page, place))
        self._set(page)
        tasks.run_pool(lambda _task: self._desk.places(), owner=page, done=page.set_places)

    def _read_place(self, page: FoundingPage, place: tuple[str, str]) -> None:
        from ui.kit import tasks

        def show(said: PlaceSays) -> None:
            if page.place() == place:
                page.show_place(said)

        tasks.run_pool(lambda _task: self._desk.place_says(*place), owner=page, done=show)

    @property
    def has_begun(self) -> bool:
        """Whether a vault is being opened, or is open behind its recovery key."""
        return self.holds_vault or self._opening != 0

    def give_up(self) -> None:
        """Whatever is being opened, or waits to be shown, stays locked."""
        if self.has_begun:
            self._opening, self.holds_vault = 0, False
            self._desk.lock()

    def _show_recover(self) -> None:
        from ui.shell.recovery import RecoverPage

        chosen = self.page.name.currentText() if isinstance(self.page, UnlockPage) else ""
        page = RecoverPage(self._desk.people(), chosen or self.last_person)
        page.back_chosen.connect(self.show)
        page.recover_requested.connect(self.recover)
        self._set(page)

    def show_restore(self, file: Path | None = None) -> None:
        """Make the vault of a backup anew; ``file`` is the one to begin with, else the newest that is found."""
        from ui.kit import tasks
        from ui.shell.restore import RestorePage

        self.give_up()
        page = RestorePage(self._desk.folder_to_restore(), file, restore=self._desk.restore)
        page.panel.begun.connect(self._on_restore_begun)
        page.back_chosen.connect(self._leave_restore)
        page.restored.connect(self.use_restored)
        self._set(page)
        tasks.run_pool(lambda _task: self._desk.backups(), owner=page, done=page.panel.set_backups)

    def use_restored(self, folder: Path) -> None:
        """From now on the vault that was restored into ``folder``: its unlock page."""
        self.give_up()
        self._desk.move_to(folder)
        self.folder_changed.emit(self._desk.folder)
        self._leave_restore()

    def _on_restore_begun(self) -> None:
        self._has_restored = True
        self.begun.emit()

    def _leave_restore(self) -> None:
        self.show()
        if self._has_restored:
            self._has_restored = False
            self.secret_left.emit()

    def _show_damage(self, error: LiaisonError) -> None:
        from ui.kit import tasks
        from ui.shell.damage import DamagePage

        self.give_up()
        page = DamagePage(self._desk.folder, error.message)
        page.again_chosen.connect(self.show)
        page.other_chosen.connect(self.choose_folder)
        page.restore_chosen.connect(self.show_restore)
        self._set(page)
        tasks.run_pool(lambda _task: self._desk.backups(), owner=page, done=page.set_backups)

    def _set(self, page: Gate, later: Callable[[], None] | None = None) -> None:
        """Show ``page``; ``later`` reads what need not be there when it is first painted."""
        self.clear()
        self.page = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.painted.connect(self._on_page_painted)
        page.focus_first()
        if self._is_painted and later is not None:
            later()
        else:
            self._later = later

    def forget_person(self) -> None:
        """Nobody is preselected any more."""
        self.last_person = ""
        self.signed_in.emit("")

    def ask_who(self) -> None:
        """Another person signs in: the keyboard goes to the names."""
        self.last_person = ""
        if isinstance(self.page, UnlockPage):
            self.page.ask_who()

    def clear(self) -> None:
        """No page of ours any more: the vault is open."""
        old, self.page = self.page, None
        if old is not None:
            self._stack.removeWidget(old)
            old.hide()
            old.deleteLater()

    def set_waiting(self, waiting: bool) -> None:
        """The vault before is still being locked: a save waits for the disk, and nobody can unlock meanwhile."""
        if isinstance(self.page, UnlockPage):
            self.page.set_waiting(waiting)

    def hold(self, is_held: bool) -> None:
        """Another process is about to take this window's place: what would be typed here now would be lost."""
        if isinstance(self.page, UnlockPage):
            self.page.set_busy(busy=is_held)
            if not is_held:
                self.page.focus_first()

    def choose_folder(self) -> None:
        """Another folder, with a vault in it or for a new one."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._stack, self.tr("Folder of the vault"), str(self._desk.folder.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_folder_selected)
        dialog.open()

    def _on_folder_selected(self, folder: str) -> None:
        self.give_up()
        self._desk.choose(Path(folder))
        self.folder_changed.emit(self._desk.folder)
        self.show()

    def unlock(self, name: str, password: str) -> None:
        """Open the vault; what the unlock page's button does."""
        self._open(name, lambda: self._desk.unlock(name or self._desk.people()[0], password))

    def recover(self, name: str, key: str, password: str) -> None:
        """Open with the recovery key and a new password."""
        self._open(name, lambda: self._desk.recover(name, key, password))

    def _open(self, name: str, way: Callable[[], OpenVault]) -> None:
        """Derive the key, open and gather what is shown, off the main thread; the page says what came of it."""

        def work() -> Opened:
            vault = way()
            return vault, self._desk.contents(vault)

        def done(opened: Opened) -> None:
            self._note_person(name)
            self.opened.emit(opened)

        self._begin(work, done)

    def _note_person(self, name: str) -> None:
        if name:
            self.last_person = name
            self.signed_in.emit(name)

    def create(self, new: NewFirm) -> None:
        """Make the vault and show its recovery key; what the last of the first questions does."""

        def work() -> tuple[Opened, tuple[str, ...]]:
            vault, groups = self._desk.create(new)
            return (vault, self._desk.contents(vault)), groups

        def done(made: tuple[Opened, tuple[str, ...]]) -> None:
            from ui.kit import machine

            machine.rules().put(machine.BEGUN_FIRM, {})
            self._note_person(new.user)
            self._show_recovery_key(made)

        self._begin(work, done)

    def _begin(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Open a vault off the main thread. Where it was given up meanwhile, nobody hears of it, and it is locked."""
        from ui.kit import tasks

        if self.page is None:
            return
        self.begun.emit()
        self._number += 1
        number = self._opening = self._number

        def begin(_task: Task) -> T:
            if number != self._opening:
                raise tasks.Cancelled
            return work()

        def opened(what: T) -> None:
            if number == self._opening:
                self._opening = 0
                done(what)

        def failed(error: Exception) -> None:
            if number == self._opening:
                self._opening = 0
                self._tell(error)

        tasks.run_pool(begin, owner=self, done=opened, failed=failed)

    def _show_recovery_key(self, made: tuple[Opened, tuple[str, ...]]) -> None:
        from ui.shell.recovery import RecoveryPage

        opened, groups = made
        page = RecoveryPage(groups, opened[1].firm)
        page.finished.connect(lambda: self._on_key_written_down(opened))
        self.holds_vault = True
        self._set(page)
        self.key_shown.emit()

    def _on_key_written_down(self, opened: Opened) -> None:
        """The vault has to know that somebody has its key; where that cannot be written, it asks for another later."""
        from app.kernel.errors import LiaisonError
        from ui.kit import tasks

        def go_on(_: object) -> None:
            if self.holds_vault:
                self.holds_vault = False
                self.opened.emit(opened)

        def failed(error: Exception) -> None:
            go_on(None)
            if not isinstance(error, LiaisonError):
                raise error

        tasks.run(self._desk.note_key_read, owner=self, done=go_on, failed=failed)

    def _tell(self, error: Exception) -> None:
        from app.kernel.errors import Damaged, LiaisonError

        if isinstance(error, Damaged):
            self._show_damage(error)
            return
        show = getattr(self.page, "show_error", None)
        if show is None:
            raise error
        if isinstance(error, LiaisonError):
            show(error)
            if isinstance(self.page, UnlockPage) and not getattr(error, "seconds", 0):
                self._read_wait(self.page, self.page.name.currentText())
            return
        show(LiaisonError("bug", self.tr("Something went wrong in the program; nothing was changed.")))
        raise error
