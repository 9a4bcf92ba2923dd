"""The windows of one vault: the first, and those beside it. What happens to all of them happens here."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal

from ui.shell.trail import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QMenu

    from ui.shell.beside_window import BesideWindow
    from ui.shell.desk import Contents
    from ui.shell.main_window import MainWindow
    from ui.shell.window import VaultWindow

ASIDE = 28
"""Pixels that a new window stands to the right of and below the one it came from, where it never stood anywhere."""


class Windows(QObject):
    """`opened(window)` before it is shown: who remembers where windows stand puts it there.

    The first window is always there, since it has the gate: closed while others stand it is only out of sight, and it
    stands again at the lock. ``left``: what stood beside the first one when the vault was locked; ``was_in_front``:
    whether somebody worked in one of those then. The system takes its time until the first one has the keyboard, so who
    asks right after the lock is told by this.
    """

    opened = Signal(object)

    def __init__(self, home: MainWindow) -> None:
        super().__init__(home)
        self._home = home
        self._others: list[BesideWindow] = []
        self._last: VaultWindow | None = None  # in front, the first one where None
        self._is_home_away = False
        self._is_ending = False
        self.was_in_front = False
        self._firm = ""
        self.left: tuple[Place, ...] = ()

    def all(self) -> list[VaultWindow]:
        """Those that somebody sees, the oldest first."""
        return [*([] if self._is_home_away else [self._home]), *self._others]

    def front(self) -> VaultWindow:
        """The one that somebody works in, or worked in last."""
        shown = self.all()
        return self._last if self._last in shown and self._last is not None else shown[0]

    def note_front(self, window: VaultWindow) -> None:
        """Somebody works in this one now."""
        self._last = window

    def open(self, place: Place, *, in_front: bool = True) -> BesideWindow | None:
        """Show ``place`` in a window of its own; None while no vault is open."""
        from ui.shell.beside_window import BesideWindow

        home, before = self._home, self.front()
        first, contents, vault = home.workbench, home.contents, home.vault
        if first is None or contents is None or vault is None:
            return None
        taken = {one.number for one in self._others}
        number = next(one for one in range(2, len(taken) + 3) if one not in taken)
        window = BesideWindow(home, number)
        window.resize(before.size())
        window.move(before.pos() + QPoint(ASIDE, ASIDE))
        self._others.append(window)
        self.opened.emit(window)
        window.begin(contents, first, vault.announcer, place)
        window.appear(in_front=in_front)
        self.say_whose(self._firm)
        return window

    def forget(self, window: BesideWindow) -> None:
        """It was closed. After the last one the first goes, too, where somebody closed it before."""
        if window in self._others:
            self._others.remove(window)
        self._last = None if self._last is window else self._last
        if not self._others and self._is_home_away:
            self._is_home_away = False
            self._home.end()
            self._home.hide()
        else:
            self.say_whose(self._firm)

    def close_others(self) -> None:
        """The first one alone stays."""
        for window in list(self._others):
            window.close()

    def stay_without_home(self) -> bool:
        """The first one is closed: whether others stand, and it is only put out of sight."""
        home = self._home
        if self._is_ending or not self._others or home.workbench is None:
            return False
        kept = home.put_forms_away()
        self._is_home_away = True
        home.workbench.forget_pages()
        home.hide()
        self.say_whose(self._firm)
        if kept:
            self.front().offer_to_go_on()
        return True

    def end(self) -> None:
        """The program ends: whoever closes the first one closes all."""
        self._is_ending = True

    def step(self, by: int) -> None:
        """Go to the next one (1), in the order in which they were opened, or the one before (-1)."""
        shown = self.all()
        self.bring(shown[(shown.index(self.front()) + by) % len(shown)])

    def bring(self, window: VaultWindow) -> None:
        """Show this one above the others."""
        window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        self._last = window

    def bring_forward(self) -> None:
        """Show all of them above what else is on the screen, the one that was in front last on top."""
        front = self.front()
        for window in self.all():
            if window is not front:
                window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
                window.show()
                window.raise_()
        self.bring(front)

    def list_in(self, menu: QMenu) -> None:
        """At the end of ``menu`` stand all windows, while there are several."""
        menu.aboutToShow.connect(lambda: self._list(menu))

    def _list(self, menu: QMenu) -> None:
        for action in menu.actions():
            if action.data() == _LISTED:
                menu.removeAction(action)
                action.deleteLater()
        shown = self.all()
        if len(shown) < 2:
            return
        menu.addSeparator().setData(_LISTED)
        from PySide6.QtGui import QActionGroup

        one_of_them = QActionGroup(menu)
        for window in shown:
            action = one_of_them.addAction(window.words().replace("&", "&&"))
            menu.addAction(action)
            action.setData(_LISTED)
            action.setCheckable(True)
            action.setChecked(window is self.front())
            action.triggered.connect(lambda _=False, one=window: self.bring(one))

    def say_whose(self, firm: str = "") -> None:
        """In the titles: the firm, empty while it is locked, and of several windows the page that each shows.

        No client and no matter is named there: titles stand in the task bar, in lists of other programs, and in what
        is offered to be shared in a meeting.
        """
        self._firm = firm
        is_sample, shown = bool(self._home.desk.password_known), self.all()
        names: list[str] = []
        for window in shown:
            page = window.page_name() if firm and len(shown) > 1 else ""
            names.append(page)
            same = names.count(page)
            window.say_whose(firm, f"{page} ({same})" if page and same > 1 else page, is_sample=is_sample)

    def say_pages(self) -> None:
        """One of them shows another page."""
        if self._others:
            self.say_whose(self._firm)

    def note_places(self) -> tuple[str, object]:
        """The vault is being locked: what stood where. What the first window returns to, which stands again then."""
        from uuid import UUID  # here, not above: the unlock window is painted without it

        places = [one.workbench.place() for one in self.all() if one.workbench is not None]
        first, *others = places
        # By ids alone: words that were looked for are nobody's to see again.
        self.left = tuple(one for one in others if one.arg is None or isinstance(one.arg, UUID))
        return first.page, first.arg

    def cover_others(self) -> None:
        """Nothing of them is on the screen any more."""
        self.was_in_front = any(one.isActiveWindow() for one in self._others)
        with ExitStack() as steps:
            for window in self._others:
                steps.callback(window.hide)

    def drop_others(self) -> None:
        """Their forms are kept, and they go."""
        others, self._others = self._others, []
        self._last = None
        with ExitStack() as steps:
            for window in others:
                steps.callback(window.deleteLater)
                steps.callback(window.drop_all)
                steps.callback(window.keep_forms)

    def stand_again(self) -> None:
        """The gate is shown where somebody worked, even if they had closed the first window."""
        if self._is_home_away or self.was_in_front:
            self._is_home_away = False
            self.bring(self._home)

    def come_back(self, contents: Contents, *, is_back: bool) -> None:
        """After an unlocking by the same person: what stood beside the first window stands there again, as far as it
        may still be seen."""
        from uuid import UUID

        from ui.kit import tasks

        left, self.left = self.left, ()
        self.was_in_front = False
        pages = {spec.id for spec in contents.pages}
        wanted = [place for place in left if is_back and place.page in pages]

        def sees(place: Place) -> bool:
            return not isinstance(place.arg, UUID) or bool(contents.sees(place.page, place.arg))

        def stand(places: Sequence[Place]) -> None:
            for place in places:  # in their order: by its number each finds where it stood
                self.open(place, in_front=False)

        if wanted:
            tasks.run_search(
                lambda _: list(filter(sees, wanted)),
                owner=self._home.workbench or self,
                done=stand,
                failed=lambda _: stand(wanted),  # the page says what is wrong with the vault
            )


_LISTED = "window"
