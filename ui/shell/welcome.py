"""The first start: three ways to begin. Setting up a firm is `founding.py`, then the recovery key (recovery.py)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.kit import theme
from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.shell.gate import Gate


class WelcomePage(Gate):
    """`founding_chosen()` (a new firm), `restore_chosen()`, `demo_chosen()`, `other_chosen()` (a vault that is there),
    `place_chosen()` (another folder), `again_chosen()` (to look again for one that was there).
    ``begun``: the firm whose setting up was left, or ""."""

    founding_chosen = Signal()
    restore_chosen = Signal()
    demo_chosen = Signal()
    other_chosen = Signal()
    place_chosen = Signal()
    again_chosen = Signal()

    def __init__(
        self, folder: Path, *, begun: str = "", is_begun: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", width=560, parent=parent)
        self.set_head(
            self.tr("Welcome to Liaison"),
            self.tr(
                "Everything about your clients is kept in one encrypted file store, your vault, on this computer."
            ),
        )
        self._folder = folder
        self._first: QWidget | None = None  # where the keyboard begins, if not at the new firm
        self._ways = QGridLayout()
        self._ways.setColumnStretch(1, 1)
        new, words = self.tr("Set up your firm"), self.tr("A few short questions, one at a time.")
        if is_begun:
            new = self.tr("Go on setting up")
            words = (
                self.tr("You had begun with {firm}.").format(firm=begun)
                if begun
                else self.tr("You had begun.")
            )
        self.found = Button(new, self.founding_chosen.emit, primary=True)
        self.restore = Button(self.tr("I have a backup…"), self.restore_chosen.emit)
        self.demo = Button(self.tr("Look around first"), self.demo_chosen.emit)
        self._add_way(self.found, words)
        self._add_way(self.restore, self.tr("Liaison was in use before, perhaps on another computer."))
        self._add_way(
            self.demo,
            self.tr(
                "A sample firm with made-up clients, in a window of its own. Nothing done there touches yours."
            ),
        )
        self.column.addSpacing(theme.px(8))
        self.column.addLayout(self._ways)
        self._add_foot(folder)
        self._restyle_ways()
        theme.bus().changed.connect(self._restyle_ways)

    def show_missing(self) -> None:
        """There was a vault, and whoever set up a firm in its place would have two."""
        from ui.kit.banner import Banner

        words = self.tr(
            "It was in {folder}. Perhaps it was moved or renamed, or its disk is not connected. Bring it back before "
            "you set up anything anew."
        )
        missing = Banner(
            self.tr("Your firm's vault is not there."), words.format(folder=self._folder), kind="soon"
        )
        missing.set_link(self.tr("Try again"), self.again_chosen.emit)
        self.column.insertWidget(self.column.indexOf(self._ways), missing)
        self._first = missing.findChild(LinkButton)

    def _add_way(self, button: Button, words: str) -> None:
        row = self._ways.rowCount()
        button.setAccessibleDescription(words)
        self._ways.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
        said = Label(words, tone=Tone.DIM, wrap=True)
        said.setMinimumHeight(button.sizeHint().height())
        self._ways.addWidget(said, row, 1)

    def _restyle_ways(self) -> None:
        self._ways.setHorizontalSpacing(theme.px(16))
        self._ways.setVerticalSpacing(theme.px(12))
        wide = max(button.sizeHint().width() for button in (self.found, self.restore, self.demo))
        for button in (self.found, self.restore, self.demo):
            button.setFixedWidth(wide)

    def _add_foot(self, folder: Path) -> None:
        self.column.addSpacing(theme.px(16))
        where = QHBoxLayout()
        said = self.tr("The vault will be kept in {folder}").format(folder=folder)
        where.addWidget(Label(said, "small", tone=Tone.DIM, wrap=True), 1)
        where.addWidget(LinkButton(self.tr("Another folder…"), self.place_chosen.emit))
        self.column.addLayout(where)
        self.other = LinkButton(self.tr("Open an existing vault…"), self.other_chosen.emit)
        self.column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)

    def focus_first(self) -> None:
        (self._first or self.found).setFocus(Qt.FocusReason.OtherFocusReason)
