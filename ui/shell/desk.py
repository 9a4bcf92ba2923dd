"""What the shell needs of the core: a desk that makes, opens and locks a vault, and says what the window shows.

The shell knows no database. `Desk` is implemented once with `app.bootstrap` (and once more, made up, by the tests), so
that nothing heavy is imported before the unlock page is on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from app.kernel.events import Announcer

if TYPE_CHECKING:
    from uuid import UUID

    from ui.kit.page import Page
    from ui.shell.main_window import MainWindow
    from ui.shell.offers import Key, Looked
    from ui.shell.window import VaultWindow


class OpenVault(Protocol):
    """An unlocked vault, as far as the shell looks into it: who wants to hear of changes listens here."""

    @property
    def actor(self) -> UUID:
        """Who signed in."""
        ...

    @property
    def announcer(self) -> Announcer:
        """Tells of each commit, on the thread that committed."""
        ...


class NewFirm(NamedTuple):
    """The answers to the first questions. Country and subdivision are ISO 3166 codes, the time zone an IANA
    name."""

    folder: Path
    firm: str
    country: str
    subdivision: str
    time_zone: str
    user: str
    password: str
    role: str = "partner"  # a word of `app.people.words.Role`


class Place(NamedTuple):
    """A country with its states or provinces as (code, name)."""

    code: str
    name: str
    subdivisions: tuple[tuple[str, str], ...] = ()


class PlaceSays(NamedTuple):
    """What follows from a place: the paper ("letter", "a4"), the days off of every week and the public holidays that
    come next, both said ("Saturday"; "Thanksgiving Day, Thu 26 Nov")."""

    paper: str
    weekend: tuple[str, ...] = ()
    holidays: tuple[str, ...] = ()


class FoundBackup(NamedTuple):
    """A backup that could be restored: its file, the moment in its name (aware, in this machine's zone), bytes."""

    file: Path
    made_at: datetime
    size: int


class SettingSpec(NamedTuple):
    """A setting on a page: the argument that leads to it, its name, the part of the page it stands in, and what else
    one would look for it by."""

    arg: str
    name: str
    part: str
    words: str = ""


class PageSpec(NamedTuple):
    """A page, made when it is first shown. One that is not in the navigation lies ``within`` one that is."""

    id: str
    icon: str
    text: str
    factory: Callable[[], Page]
    within: str = ""
    if_counted: bool = False
    """Whether the navigation lists it all the same, under that page, while something of it waits."""
    of_one: bool = False
    """Whether it shows one thing and has to be told which: nobody goes there by its name."""
    parts: tuple[tuple[str, str], ...] = ()
    """What of it one can go to directly: the argument, and its name."""
    settings: tuple[SettingSpec, ...] = ()
    """What is settled on it: found by who types, else not in the way."""

    @property
    def in_navigation(self) -> bool:
        """Whether the navigation lists it."""
        return not self.within


class Count(NamedTuple):
    """The number behind a page's name; ``late`` makes it red; ``words`` say it where nobody sees it, else the number
    does."""

    number: int
    late: bool = False
    words: str = ""


class Status(NamedTuple):
    """What stands in the navigation and changes: counts by page id, and the line about the last backup."""

    counts: Mapping[str, Count]
    backup_line: str = ""
    late: int = 0  # of what who is signed in owes
    due: int = 0  # today, and not late


class Contents(NamedTuple):
    """What the window shows of an open vault."""

    firm: str
    user_line: str  # "Maria Ortega · Paralegal"
    pages: Sequence[PageSpec]
    status: Callable[[], Status]  # runs on the vault's worker, after every change
    look: Callable[[str, Sequence[Key]], Looked]  # clients and matters by name; off the main thread
    # Has `look` know what is new; off the main thread, as it may take a second.
    read_names: Callable[[], None]
    # After each unlocking: window.registry.on(…), window.workbench.requested.
    attach: Callable[[MainWindow], None]
    attach_beside: Callable[[VaultWindow], object] = lambda _window: None
    """The same for a window beside the first one: what is done once for the vault is done already."""
    # Whether that is still there for who is signed in.
    sees: Callable[[str, UUID], bool] = lambda _page, _thing: True
    first_page: str = ""  # shown to who comes in, where it is not the first of the navigation
    tick: Callable[[], Status | None] | None = None
    """Each minute, and when somebody comes back to the window, on the worker: None where all is as it was."""
    forbidden: Mapping[str, str] = MappingProxyType({})  # what this person may not, by action id, and why


class Desk(Protocol):
    """Makes, opens and locks the vault in `folder`. Methods marked (worker) may take a second and run off the main
    thread; all raise `app.kernel.errors.LiaisonError` with a sentence that says what to do."""

    @property
    def folder(self) -> Path:
        """Where the vault is or will be."""
        ...

    @property
    def password_known(self) -> str:
        """The password of the sample firm, which the window says; empty for a real one."""
        ...

    def choose(self, folder: Path) -> None:
        """From now on the vault in another folder."""
        ...

    def exists(self) -> bool:
        """Whether there is a vault in the folder. Reads at most the header; imports nothing heavy."""
        ...

    def was_there(self) -> bool:
        """Whether this computer knows of a vault in the folder, though there is none now: its disk may be away."""
        ...

    def people(self) -> Sequence[str]:
        """Who may sign in, as the header names them."""
        ...

    def wait_seconds(self, name: str | None = None) -> int:
        """How long wrong passwords make ``name`` wait before the next try; without a name whoever waits least."""
        ...

    def places(self) -> Sequence[Place]:
        """(worker) Countries whose holidays are known."""
        ...

    def place_says(self, country: str, subdivision: str) -> PlaceSays:
        """(worker) What follows from a place."""
        ...

    def create(self, new: NewFirm) -> tuple[OpenVault, tuple[str, ...]]:
        """(worker) Make the vault and open it; the second part is the recovery key in groups."""
        ...

    def note_key_read(self) -> None:
        """(worker) The recovery key of the vault that was made was typed back: somebody has it."""
        ...

    def unlock(self, name: str, password: str) -> OpenVault:
        """(worker) Open the vault. `CannotUnlock` may carry ``seconds`` to wait before the next try."""
        ...

    def recover(self, name: str, recovery_key: str, new_password: str) -> OpenVault:
        """(worker) Open with the recovery key and give ``name`` a new password."""
        ...

    def backups(self) -> Sequence[FoundBackup]:
        """(worker) Backups of the vault in the folder, newest first, whether it opens or not."""
        ...

    def folder_to_restore(self) -> Path:
        """A new folder for a restored vault: beside the one that is there, or the folder itself."""
        ...

    def restore(self, file: Path, folder: Path, secret: str, progress: Callable[[int, int], None]) -> None:
        """(worker) Make the vault of a backup anew in ``folder``, verified; the one before stays as it is."""
        ...

    def move_to(self, folder: Path) -> None:
        """From now on, and at the next start, the vault that was restored into ``folder``."""
        ...

    def warm(self) -> None:
        """(worker) Import what opening will need, while somebody types the password."""
        ...

    def contents(self, vault: OpenVault) -> Contents:
        """(worker) What the window shows of it. May import and query; must not make widgets."""
        ...

    def lock(self) -> None:
        """Close every connection and wipe the keys. The shell has dropped pages and sheets before."""
        ...
