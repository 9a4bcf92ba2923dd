"""The firm's page in several windows: it is changed in one of them, as a form of one thing stands in one window.

What is typed there is one draft for each person. Typed in two, one would take over what the other keeps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QTimer, Signal

from ui.kit.banner import Banner

if TYPE_CHECKING:
    from ui.settings.page import FirmPage
    from ui.shell.window import VaultWindow

translate = QCoreApplication.translate


class Elsewhere(Banner):
    """`turned()` when the page of another window began to change what is on this one, or ended it. Says so, and leads
    there."""

    turned = Signal()

    def __init__(self, page: FirmPage) -> None:
        super().__init__()
        self._page = page
        self._twin: FirmPage | None = None

    @property
    def is_so(self) -> bool:
        """Whether it is being changed in another window."""
        return self._twin is not None

    def tell(self) -> None:
        """This page began or ended to change it: those of other windows look, after what is done just now."""
        for page in self._others():
            QTimer.singleShot(0, page.elsewhere, page.elsewhere.look)

    def look(self) -> None:
        """Whether another window's page is being changed."""
        twin = next((page for page in self._others() if page.is_changed), None)
        if twin is self._twin:
            return
        self._twin = twin
        if twin is None:
            self.say("", "")
            self.set_link("", self._go)
        else:
            lead = translate("FirmElsewhere", "You are changing this in another window.")
            self.say(lead, translate("FirmElsewhere", "Save or discard it there first."))
            self.set_link(translate("FirmElsewhere", "Go there"), self._go)
        self.turned.emit()

    def _others(self) -> list[FirmPage]:
        home = getattr(self._page.window(), "home", None)
        shown = [] if home is None else [one.workbench for one in home.windows.all()]
        pages = [workbench.made("firm") for workbench in shown if workbench is not None]
        return [page for page in pages if page is not None and page is not self._page]

    def _go(self) -> None:
        if self._twin is not None:
            window = cast("VaultWindow", self._twin.window())
            window.navigate("firm")
            window.home.windows.bring(window)
