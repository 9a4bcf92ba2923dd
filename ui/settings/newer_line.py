"""Under the setting that looks for a newer version: when it looked last, and *Look now*."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.errors import LiaisonError
from app.kernel.program import VERSION
from ui.kit import machine, theme
from ui.kit.announcing import speak
from ui.kit.buttons import LinkButton
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.shell.newer import Found, look, say_last_look, show_release


class NewerLine(QWidget):
    """What came of it stands in the line; a newer one is shown."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self.setAccessibleName(self.tr("A newer version"))
        self.words = Label(self._before(), tone=Tone.DIM, wrap=True)
        self.look_button = LinkButton(self.tr("Look now"), self.look_now)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, theme.px(4))
        row.setSpacing(theme.px(12))
        row.addWidget(self.look_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        machine.rules().changed.connect(self._on_rules_changed)

    def look_now(self) -> None:
        """Ask, whether or not the weekly look is on."""
        self.look_button.setEnabled(False)
        self._say(self.tr("Looking…"))
        look(self, self._now(), done=self._on_found, failed=self._on_failed)

    def _on_found(self, found: Found) -> None:
        self.look_button.setEnabled(True)
        if found.is_newer:
            self._say(self._before())
            show_release(self, found.release)
        else:
            self._say(self.tr("{version} is the newest version.").format(version=VERSION))

    def _on_failed(self, error: LiaisonError) -> None:
        self.look_button.setEnabled(True)
        self._say(error.message)

    def _on_rules_changed(self, setting: object) -> None:
        """The weekly one looked, while nobody did here."""
        if setting is machine.NEWER_LOOKED and self.look_button.isEnabled():
            self.words.setText(self._before())

    def _before(self) -> str:
        said = say_last_look(self._now())
        return said or self.tr("You have {version}. Nobody looked yet.").format(version=VERSION)

    def _say(self, words: str) -> None:
        self.words.setText(words)
        speak(self.words, words)
