"""The unlock page: who, password, one button. The key is derived off the main thread; waiting is counted
down."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QWidget

from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Tone
from ui.kit.form import Form
from ui.kit.labels import Label
from ui.shell.gate import Gate
from ui.shell.passwords import PasswordField

if TYPE_CHECKING:
    from app.kernel.errors import LiaisonError


class UnlockPage(Gate):
    """`unlock_requested(name, password)`, `recovery_chosen()`, `other_chosen()`. Tell it what came of it with
    `show_error`."""

    unlock_requested = Signal(str, str)
    recovery_chosen = Signal()
    other_chosen = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("", "", icon="lock", width=400, parent=parent)
        self.set_head(self.tr("Unlock Liaison"), self.tr("Your firm's records are locked."))
        self._wait = 0
        self.form = Form(label_width=72)
        self.name = QComboBox()
        self.name.setAccessibleName(self.tr("Name"))
        self.password = PasswordField(self.tr("Password"))
        self.form.add(self.tr("Name"), self.name, "user")
        self.form.add(self.tr("Password"), self.password, "password")
        self.form.show_row("user", False)
        self.button = Button(self.tr("Unlock"), self.submit, primary=True)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Unlocking"))
        self._progress.setMaximumHeight(6)
        self._progress.hide()
        row = QHBoxLayout()
        row.addWidget(self._progress, 1)
        row.addStretch(1)
        row.addWidget(self.button)
        self.column.addWidget(self.form)
        self.column.addLayout(row)
        self._add_foot(folder)
        self.password.returnPressed.connect(self.submit)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._on_timer_timeout)

    def _add_foot(self, folder: Path) -> None:
        where = Label(folder.name, "small", tone=Tone.DIM)
        where.setToolTip(str(folder))
        where.setAccessibleName(self.tr("Vault in {folder}").format(folder=folder))
        links = QHBoxLayout()
        links.addWidget(where)
        links.addStretch(1)
        self.recovery = LinkButton(self.tr("Forgot the password?"), self.recovery_chosen.emit)
        self.other = LinkButton(self.tr("Another vault…"), self.other_chosen.emit)
        links.addWidget(self.recovery)
        links.addWidget(self.other)
        self.column.addSpacing(12)
        self.column.addLayout(links)

    def set_people(self, people: Sequence[str]) -> None:
        """Who may sign in; with one person nobody has to choose."""
        self.name.clear()
        self.name.addItems(list(people))
        self.form.show_row("user", len(people) > 1)
        if len(people) == 1:
            welcome = self.tr("Your firm's records are locked. Welcome back, {name}.")
            self.sentence.setText(welcome.format(name=people[0]))

    def submit(self) -> None:
        """What the button does."""
        if not self.button.isEnabled():
            return
        password = self.password.take()
        if not password:
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.form.clear_problems()
        self.set_busy(busy=True)
        self.unlock_requested.emit(self.name.currentText(), password)

    def set_busy(self, *, busy: bool) -> None:
        """While the key is derived."""
        self._progress.setVisible(busy)
        for widget in (self.password, self.name, self.button, self.recovery, self.other):
            widget.setEnabled(not busy)

    def set_waiting(self, waiting: bool) -> None:
        """While what was being saved at the lock is written to its end."""
        self.set_busy(busy=waiting)
        self.form.clear_problems()
        self._progress.setAccessibleName(self.tr("Saving") if waiting else self.tr("Unlocking"))
        self.button.setText(self.tr("Saving…") if waiting else self.tr("Unlock"))
        if not waiting:
            self.focus_first()

    def show_error(self, error: LiaisonError) -> None:
        """The sentence by its field; where one has to wait, the button counts the seconds."""
        self.set_busy(busy=False)
        self.form.show_error(error)
        seconds = getattr(error, "seconds", 0)
        if isinstance(seconds, int) and seconds > 0:
            self._wait = seconds
            self._timer.start()
            self._show_wait()
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_wait(self) -> None:
        minutes, seconds = divmod(self._wait, 60)
        words = self.tr("Wait {minutes} min {seconds} s") if minutes else self.tr("Wait {seconds} s")
        waiting = words.format(minutes=minutes, seconds=seconds)
        self.button.setText(waiting if self._wait else self.tr("Unlock"))
        self.button.setEnabled(not self._wait)
        self.button.updateGeometry()

    def _on_timer_timeout(self) -> None:
        self._wait = max(0, self._wait - 1)
        self._show_wait()
        if not self._wait:
            self._timer.stop()
            self.form.clear_problems()

    def focus_first(self) -> None:
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)
