"""The shell's `Desk` on the real core. What is heavy is imported inside, after the unlock page is on the screen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.kernel.language import tr
from app.vault.place import default_folder, is_there, make_default, named_folder

if TYPE_CHECKING:
    from app.kernel.clock import Clock
    from app.vault.kdf import KdfCost
    from app.vault.lock import WindowLock
    from app.workspace import Workspace
    from ui.shell.desk import Contents, FoundBackup, NewFirm, OpenVault, Place, PlaceSays


_NEEDED = (
    "ui.contents",
    "ui.shell.workbench",
    "ui.shell.change_bridge",
    "ui.shell.inactivity",
    "ui.today.page",
    "ui.kit.row_delegate",
    "ui.wiring",
    "ui.exchange.drops",
    "holidays.countries",
    "ui.matters.list_page",
    "ui.matters.page",
    "ui.clients.list_page",
    "ui.clients.page",
    "ui.contactlog.log_page",
    "ui.contactlog.log_sheet",
    "ui.calendar.page",
    "ui.reports.page",
    "ui.settings.page",
    "ui.audit.page",
    "ui.exchange.tray_page",
    "ui.slipped.page",
    "ui.schedule.untold_page",
    "ui.figures.page",
    "ui.letters.page",
    "ui.care.page",
    "ui.engagement.terms_page",
    "ui.care.fees_page",
    "ui.concerns.page",
    "ui.feedback.page",
    "ui.reviews.page",
    "ui.policies.page",
    "ui.policies.training_page",
    "ui.conflicts.page",
    "ui.access.page",
    "ui.retention.page",
)
"""What opening a vault imports, then what its pages and the contact form do, each with all that these import: those
first that somebody goes to first. A page not among them would be imported while somebody waits for it."""


class WorkspaceDesk:
    """Makes, opens and locks the vault in a folder. ``is_usual``: nobody named the folder, it is the usual one."""

    def __init__(
        self,
        folder: Path,
        clock: Clock | None = None,
        *,
        cost: KdfCost | None = None,
        is_usual: bool = False,
    ) -> None:
        self._folder = folder
        self._is_usual = is_usual
        self._given_clock = clock
        self._cost = cost
        self._workspace: Workspace | None = None
        self._window_lock: WindowLock | None = None
        self._opening = threading.Lock()  # held while a vault is opened: one at a time
        self._guard = threading.Lock()  # held for a moment, to look at or change what is open
        self._locks = 0

    @property
    def _clock(self) -> Clock:
        if self._given_clock is None:
            from app.kernel.clock import SystemClock

            self._given_clock = SystemClock()
        return self._given_clock

    @property
    def folder(self) -> Path:
        """Where the vault is or will be."""
        return self._folder

    @property
    def password_known(self) -> str:
        """The password of the sample firm, which the window says; empty for a real one."""
        return ""

    @property
    def workspace(self) -> Workspace:
        """The open vault."""
        if self._workspace is None:
            from app.kernel.errors import CannotUnlock

            raise CannotUnlock("locked", "The vault is locked. Unlock it first.")
        return self._workspace

    def choose(self, folder: Path) -> None:
        """From now on the vault in another folder; that in the present one is locked, even while it is opened."""
        self.lock()
        self._folder = folder

    def exists(self) -> bool:
        """Whether there is a vault in the folder."""
        return is_there(self._folder)

    def was_there(self) -> bool:
        """Whether this computer knows of a vault in the folder, though there is none now: its disk may be away."""
        from app.vault.anchors import is_known_place

        return not self.exists() and (self._folder == named_folder() or is_known_place(self._folder))

    def people(self) -> Sequence[str]:
        """Who may sign in."""
        from app.vault.vault import slots

        return [slot.label for slot in slots(self._folder) if slot.kind == "user"]

    def wait_seconds(self, name: str | None = None) -> int:
        """How long wrong passwords make ``name`` wait, or whoever waits least; counted over a restart, too."""
        from app.vault.vault import wait_seconds

        return wait_seconds(self._folder, self._clock, name) if is_there(self._folder) else 0

    def places(self) -> Sequence[Place]:
        """Countries whose holidays are known, with their states."""
        from app.workdays.places import countries, subdivisions
        from ui.shell.desk import Place

        return [Place(code, name, subdivisions(code)) for code, name in countries()]

    def place_says(self, country: str, subdivision: str) -> PlaceSays:
        """What follows from a place."""
        from app.kernel.errors import Refused
        from app.kernel.said import weekday_name
        from app.settings.commands import LETTER_COUNTRIES
        from app.workdays.places import place_weekend
        from ui.settings.places import place_facts
        from ui.shell.desk import PlaceSays

        paper = "letter" if country in LETTER_COUNTRIES else "a4"
        facts = place_facts(country, subdivision, self._clock.now().astimezone().date())
        try:
            weekend = place_weekend(country, subdivision or None)
        except Refused:
            weekend = place_weekend("", None)
        holidays = tuple(f"{name}, {day}" for day, name in facts.holidays[:2])
        return PlaceSays(paper, tuple(map(weekday_name, sorted(weekend))), holidays)

    def note_key_read(self) -> None:
        """Somebody has the recovery key of the vault that was made."""
        from app.drafts.first_hour import Step, settle_step

        with self.workspace.write() as tx:
            settle_step(tx, Step.KEY)

    def create(self, new: NewFirm) -> tuple[OpenVault, tuple[str, ...]]:
        """Make the firm's vault and open it."""
        from app.bootstrap import create_workspace
        from app.people.words import Role
        from app.settings.commands import FirmDetails
        from app.vault.folder import clear

        firm = FirmDetails(new.firm, new.country, new.time_zone, new.subdivision)
        locks = self._locks
        with self._opening:
            workspace, recovery = create_workspace(
                new.folder,
                new.password,
                firm=firm,
                user=new.user,
                role=Role(new.role),
                is_guided=True,
                clock=self._clock,
                cost=self._cost,
            )
            try:
                self._hold(workspace, None, locks)
            except BaseException:  # nobody has seen its recovery key, and nobody would: it is made again
                clear(workspace.vault.folder)
                raise
        return workspace, tuple(str(recovery).split("-"))

    def unlock(self, name: str, password: str) -> OpenVault:
        """Open the vault with a password."""
        from app.bootstrap import open_workspace

        return self._open(lambda folder: open_workspace(folder, password, user=name, clock=self._clock))

    def recover(self, name: str, recovery_key: str, new_password: str) -> OpenVault:
        """Open with the recovery key and give ``name`` a new password."""
        from app.bootstrap import recover_workspace

        return self._open(
            lambda folder: recover_workspace(
                folder,
                recovery_key,
                user=name,
                new_password=new_password,
                clock=self._clock,
                cost=self._cost,
            )
        )

    def _open(self, way: Callable[[Path], Workspace]) -> Workspace:
        """Open the vault in the folder by ``way``, with the folder's window lock: nothing is done in it before."""
        from app.vault.lock import WindowLock

        locks, folder = self._locks, self._folder
        with self._opening:
            held = WindowLock.take(folder, self._clock) if is_there(folder) else None
            try:
                workspace = way(folder)
            except BaseException:
                if held is not None:
                    held.release()
                raise
            self._hold(workspace, held, locks)
            return workspace

    def backups(self) -> Sequence[FoundBackup]:
        """Backups of the vault in the folder, newest first, whether it opens or not."""
        from app.vault.finding import find_backups
        from ui.shell.desk import FoundBackup

        return [
            FoundBackup(one.file, one.made_at.astimezone(), one.size) for one in find_backups(self._folder)
        ]

    def folder_to_restore(self) -> Path:
        """Beside the vault that is there, named by the day; the folder itself where there is none."""
        if not self.exists():
            return self._folder
        beside = self._folder.with_name(f"{self._folder.name}-{self._clock.now().astimezone():%Y-%m-%d}")
        named = (beside.with_name(f"{beside.name}-{number}") for number in range(2, 1000))
        return beside if not beside.exists() else next(one for one in named if not one.exists())

    def restore(self, file: Path, folder: Path, secret: str, progress: Callable[[int, int], None]) -> None:
        """Make the vault of a backup anew in ``folder``, verified; the one before stays as it is."""
        from app.bootstrap import restore_vault

        restore_vault(file, folder, secret, clock=self._clock, progress=progress)

    def move_to(self, folder: Path) -> None:
        """The vault that was restored; the usual one from now on, if it takes that one's place."""
        was_usual = self._folder == default_folder()
        self.choose(folder)
        if was_usual:
            make_default(folder)

    def warm(self) -> None:
        """Import what opening will need, while somebody types the password."""
        from importlib import import_module

        for name in _NEEDED:
            import_module(name)
        import_module("sqlalchemy.orm").configure_mappers()

    def contents(self, vault: OpenVault) -> Contents:
        """What the window shows of the vault."""
        from ui.contents import contents

        return contents(cast("Workspace", vault))

    def lock(self) -> None:
        """Close every connection and wipe the keys; what is being opened just now is locked as soon as it is open."""
        with self._guard:
            self._locks += 1
            workspace, self._workspace = self._workspace, None
            held, self._window_lock = self._window_lock, None
        try:
            if workspace is not None:
                workspace.note_lock()
                workspace.lock()
        finally:
            if held is not None:
                held.release()

    def _hold(self, workspace: Workspace, held: WindowLock | None, locks: int) -> None:
        """Keep what was opened with the window lock of its folder, unless somebody locked since (``locks``)."""
        from app.audit.signing import Way
        from app.kernel.errors import CannotUnlock
        from app.vault.lock import WindowLock

        try:
            held = held or WindowLock.take(workspace.vault.folder, self._clock)
            with self._guard:
                if locks != self._locks:
                    raise CannotUnlock(
                        "given-up", tr("The vault was locked again while it was being opened.")
                    )
                self._workspace, self._window_lock = workspace, held
                self._folder = workspace.vault.folder
            workspace.sign_in(Way.WINDOW)
            self._settle_place(workspace)
        except BaseException:
            workspace.lock()
            if held is not None:
                held.release()
            raise

    def _settle_place(self, workspace: Workspace) -> None:
        """A vault that was made or opened elsewhere while the usual place had none is what the next start shows: else
        that would offer to set up a firm. Not where another vault was in the usual place: it may come back."""
        from app.vault import anchors

        folder, usual = workspace.vault.folder, default_folder()
        if not self._is_usual or is_there(usual):
            return
        if not anchors.is_known_place(usual) or anchors.place_of(usual) in anchors.places(workspace.vault.id):
            make_default(folder)


class DemoDesk(WorkspaceDesk):
    """The made-up firm, in a folder of its own that goes when the program ends.

    ``is_shown``: the window says that it is the sample firm; the tour's pictures are of what a firm sees.
    """

    def __init__(self, clock: Clock | None = None, *, is_shown: bool = True) -> None:
        import tempfile

        self._is_shown = is_shown
        self._room = Path(tempfile.mkdtemp(prefix="liaison-demo-"))
        super().__init__(self._room / "vault", clock)

    @property
    def password_known(self) -> str:
        return "demo" if self._is_shown and self._is_here else ""

    @property
    def _is_here(self) -> bool:
        """Whether it is the made-up firm still, and not a vault that somebody turned to from this window."""
        return self._folder.parent == self._room

    def exists(self) -> bool:
        return self._is_unmade or super().exists()

    @property
    def _is_unmade(self) -> bool:
        return self._folder == self._room / "vault" and not is_there(self._folder)

    def people(self) -> Sequence[str]:
        from app.demo.names import PEOPLE

        if not self._is_unmade:
            return super().people()

        return [person.name for person in PEOPLE]

    def unlock(self, name: str, password: str) -> OpenVault:
        """The first time, make the firm; its password is "demo"."""
        from app.demo.firm import make_demo_vault

        if self._is_unmade:
            make_demo_vault(self._folder, self._clock).lock()
        return super().unlock(name, password)

    def throw_away(self) -> None:
        """Remove the folder."""
        self.lock()
        import shutil

        shutil.rmtree(self._room, ignore_errors=True)


def make_desk(vault: Path | None, *, demo: bool = False) -> WorkspaceDesk:
    """The desk for a folder, for the platform's usual place, or for the demo firm."""
    if demo:
        return DemoDesk()
    return WorkspaceDesk(vault or default_folder(), is_usual=vault is None)
