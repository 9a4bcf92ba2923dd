"""What the window shows of an open vault: navigation, top bar, pages. Pages are made when first shown."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.kernel.events import Changed
from ui.kit import beside, tasks
from ui.kit.page import Page
from ui.kit.undo import History
from ui.shell.desk import Contents, PageSpec, Status
from ui.shell.navigation import Navigation
from ui.shell.recent import Recent
from ui.shell.top_bar import TopBar
from ui.shell.trail import Place, Trail

NAMES_AFTER = 1500
"""Milliseconds until the names are read that the palette looks through: the first page comes first."""
TICK_EVERY = 60_000
"""Milliseconds between two looks at what time alone changes, and at what other programs wrote."""


class Workbench(QWidget):
    """`navigate("matters", matter_id)`; `moved(page id)`, and `requested(request)` for what a page asks of
    others."""

    moved = Signal(str)
    trod = Signal()
    """There may be another place to go back or forward to."""
    locking = Signal()
    requested = Signal(object)
    told = Signal(object)
    """The `Status`, each time it was read."""
    beside_wanted = Signal(object)
    """The `Place` that somebody wants to see in a window of its own."""

    def __init__(self, contents: Contents, first: Workbench | None = None) -> None:
        """``first``: the workbench of the first window, which reads for all what stands in the navigation."""
        super().__init__()
        self.setAccessibleName(contents.firm)
        self._contents = contents
        self._specs: dict[str, PageSpec] = {spec.id: spec for spec in contents.pages}
        self._pages: dict[str, Page] = {}
        self._trail = Trail()
        self._asking = False
        self._first = first
        self.history = History(self)
        self.status: Status | None = None
        self.recent: Recent = Recent() if first is None else first.recent
        self.navigation = Navigation()
        self.navigation.firm.set_firm(contents.firm)
        self.navigation.set_pages(contents.pages)
        self.navigation.set_people(contents.user_line, "")
        self.top_bar = TopBar()
        self.stack = QStackedWidget()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        self.offers = QVBoxLayout()
        right.addLayout(self.offers)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(right, 1)
        self.navigation.page_chosen.connect(self.navigate)
        if first is not None:
            first.told.connect(self._show_status)
            if first.status is not None:
                self._show_status(first.status)
            return
        QTimer.singleShot(0, self, self.refresh_status)  # after what the first page asks for
        QTimer.singleShot(NAMES_AFTER, self, self._read_names)
        self._minute = QTimer(self)
        self._minute.timeout.connect(self._look_again)
        self._minute.start(TICK_EVERY)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_application_state_changed)

    def page_ids(self) -> list[str]:
        """The pages of the navigation, in its order."""
        return [spec.id for spec in self._specs.values() if spec.in_navigation]

    def page(self, page_id: str) -> Page:
        """The page, made now if it was not shown before."""
        if page_id not in self._pages:
            page = self._specs[page_id].factory()
            page.navigate_requested.connect(self._on_page_navigate_requested)
            page.requested.connect(self.requested)
            self._pages[page_id] = page
            self.stack.addWidget(page)
        return self._pages[page_id]

    def made(self, page_id: str) -> Page | None:
        """The page, where it was shown before."""
        return self._pages.get(page_id)

    def current(self) -> Page | None:
        """The page that is shown."""
        return self._pages.get(self.here[0])

    @property
    def here(self) -> tuple[str, object]:
        """The page that is shown, and what of."""
        return self._trail.here.page, self._trail.here.arg

    def place(self) -> Place:
        """Where one is, with the part of the page that is shown."""
        self._leave()
        return self._trail.here

    def navigate(self, page_id: str, arg: object = None, part: str = "") -> None:
        """Show a page; ``arg`` (an id) tells it what of, ``part`` which part of it. Where a window of its own is wanted
        for it (`ui.kit.beside`), this one stays where it is."""
        if page_id not in self._specs:
            raise KeyError(page_id)
        place = Place(page_id, arg, part)
        if beside.is_wanted():
            self.beside_wanted.emit(place)
        else:
            self.go(place)

    def go(self, place: Place) -> None:
        """Show it here."""
        self._leave()
        self._trail.go(place)
        self._show(self._trail.here)

    def can_step(self, by: int) -> bool:
        """Whether there is a place to go back to (-1), or forward (1)."""
        return self._trail.ahead(by) is not None

    def step(self, by: int) -> None:
        """Where one was before (-1), or forward again (1): the same page of the same thing, and the same part of it.

        What who is signed in may not see any more is forgotten, and the place beyond it is shown.
        """
        place = self._trail.ahead(by)
        if place is None or self._asking:
            return
        sees, thing = self._contents.sees, place.arg
        if not isinstance(thing, UUID):
            self._go(by)
            return
        self._asking = True
        # Where it cannot be asked, the page says what is wrong with the vault.
        tasks.run_search(
            lambda _: sees(place.page, thing),
            owner=self,
            done=lambda still: self._on_asked(by, place, still=still),
            failed=lambda _: self._on_asked(by, place, still=True),
        )

    def _on_asked(self, by: int, place: Place, *, still: bool) -> None:
        self._asking = False
        if self._trail.ahead(by) != place:
            return  # somebody went elsewhere meanwhile
        if still:
            self._go(by)
        else:
            self._trail.forget(by)
            self.trod.emit()
            self.step(by)

    def _go(self, by: int) -> None:
        self._leave()
        self._show(self._trail.step(by))

    def _leave(self) -> None:
        page = self.current()
        if page is not None:
            self._trail.see(page.part_shown())

    def _show(self, place: Place) -> None:
        page_id, arg, view = place
        page = self.page(page_id)
        page.show_arg(arg)
        page.from_top()
        if view:
            page.show_part(view)
        self.stack.setCurrentWidget(page)
        self.navigation.set_here(page_id, self._specs[page_id].within)
        page.focus_first()
        self.recent.showed(page_id, arg)
        self.trod.emit()
        self.moved.emit(page_id)

    def _on_page_navigate_requested(self, page_id: str, arg: object) -> None:
        if page_id in self._specs:
            self.navigate(page_id, arg)
        else:
            self.requested.emit(arg)

    def every_page_id(self) -> list[str]:
        """The pages that one gets to from others, too."""
        return list(self._specs)

    def keep_last(self) -> None:
        """The vault is being locked: what was typed on a page and is not saved is kept."""
        for page in self._pages.values():
            page.keep_last()

    def forget_pages(self) -> None:
        """Nobody sees them any more: what they cost is given back."""
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()

    def on_changed(self, changes: Sequence[Changed]) -> None:
        """After each commit: pages that show what changed are stale, the counts too."""
        for page in self._pages.values():
            page.on_changed(changes)
        self.refresh_status()

    def reload(self) -> None:
        """Read everything again."""
        for page in self._pages.values():
            page.mark_stale()
        (self._first or self).refresh_status()

    def refresh_status(self) -> None:
        """Counts and backup line, off the main thread; the first window asks for all."""
        if self._first is None:
            tasks.run(self._contents.status, owner=self, done=self._show_status)

    def _read_names(self) -> None:
        """So that the first name that is typed is found at once."""
        tasks.run_search(lambda _: self._contents.read_names(), owner=self)

    def _on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        """Who comes back from another program sees what that one did to the vault: a command may just have run."""
        if state == Qt.ApplicationState.ApplicationActive:
            self._look_again()

    def _look_again(self) -> None:
        """What became due or late by itself, and what another program wrote, looked at off the main thread. What is
        wrong with the vault says what is done next in it."""
        if self._contents.tick is not None:
            tasks.run(self._contents.tick, owner=self, done=self._on_ticked, failed=tasks.let_be)

    def _on_ticked(self, status: Status | None) -> None:
        if status is not None:
            self._show_status(status)

    def _show_status(self, status: Status) -> None:
        self.status = status
        self.told.emit(status)
        self.navigation.set_counts(status.counts)
        self.navigation.set_people(self._contents.user_line, status.backup_line)
