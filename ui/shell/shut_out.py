"""What stands over a page about a matter that was restricted to others meanwhile, at this desk or another, goes as the
page leaves it: nobody reads on, or writes into, what does not exist for them any more.

What was typed is kept as at a lock: it stands there again for who is let in later. A form about something else stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from app.kernel.events import Changed
from app.storage.walls import hidden_among
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.putting_away import put_away
from ui.kit.sheet import Sheet, sheets_in
from ui.shell.change_bridge import ChangeBridge

if TYPE_CHECKING:
    from ui.shell.window import VaultWindow
    from ui.shell.windows import Windows

_WALLED = frozenset({"matter", "concern"})


class ShutOut(QObject):
    """Lives as long as the vault is open; ``owner`` goes at the lock."""

    def __init__(self, workspace: Workspace, windows: Windows, owner: QObject) -> None:
        super().__init__(owner)
        self._workspace, self._windows = workspace, windows
        self._bridge = ChangeBridge(workspace.announcer, self)
        self._bridge.changed.connect(self._on_changed)

    def end(self) -> None:
        """The vault is being locked."""
        self._bridge.stop()

    def _on_changed(self, changes: Sequence[Changed]) -> None:
        if not any(one.is_of(_WALLED) for one in changes):
            return
        shown = {one for window in self._windows.all() for _, ids in standing(window) for one in ids}
        if not shown:
            return
        workspace = self._workspace

        def work() -> frozenset[UUID]:
            with workspace.read() as reader:
                return hidden_among(reader.session, shown)

        tasks.run(work, owner=self, done=self._put_away)

    def _put_away(self, hidden: Collection[UUID]) -> None:
        with ExitStack() as steps:
            for window in self._windows.all() if hidden else ():
                gone = [sheet for sheet, ids in standing(window) if not ids.isdisjoint(hidden)]
                if gone:
                    steps.callback(self._drop, window, gone)

    def _drop(self, window: VaultWindow, gone: Sequence[Sheet]) -> None:
        written = False
        try:
            written = put_away(gone)
        finally:
            self._say(window, written=written)
            for sheet in gone:  # whoever waits for it goes on: what else was left unsaved comes back
                sheet.finished.emit(False)

    def _say(self, window: VaultWindow, *, written: bool) -> None:
        page = window.current_page()
        if page is not None and not sheets_in(window):
            page.focus_first()
        said = self.tr("What stood here was closed: its matter is not in the vault for you now.")
        window.say(f"{said} {self.tr('What you typed is kept.')}" if written else said)


def standing(window: VaultWindow) -> Iterator[tuple[Sheet, frozenset[UUID]]]:
    """The sheets over a page, the lowest first, each with the ids of what it is about: what the page is of, what the
    sheets under it are about, and what it was opened for. One that ``stands_alone`` is about its own alone."""
    of = window.workbench.here[1] if window.workbench is not None else None
    under = frozenset({of} if isinstance(of, UUID) else ())
    for sheet in sheets_in(window):
        own = sheet.about_ids()
        yield sheet, own if sheet.stands_alone else under | own
        under |= own
