"""The unlock page: who, password, one button. The key is derived off the main thread; waiting is counted
down."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ui.kit.announcing import speak
from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Tone
from ui.kit.form import Form
from ui.kit.labels import Label
from ui.shell.gate import Gate
from ui.shell.passwords import PasswordField
from ui.shell.person_choice import PersonChoice

if TYPE_CHECKING:
    from app.kernel.errors import LiaisonError


class UnlockPage(Gate):
    """`unlock_requested(name, password)`, `person_chosen(name)`, `recovery_chosen()`, `other_chosen()`. Tell it what
    came of it with `show_error`."""

    unlock_requested = Signal(str, str)
    person_chosen = Signal(str)
    recovery_chosen = Signal()
    other_chosen = Signal()
    restore_chosen = Signal()

    def __init__(
        self, folder: Path, *, last_person: str = "", is_usual: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", icon="lock", width=400, parent=parent)
        self.set_head(self.tr("Unlock Liaison"), self.tr("Your firm's records are locked."))
        self._wait = 0
        self._last_person = last_person
        self._is_known = False  # whether the person who types was preselected, or chosen by hand
        self.form = Form(label_width=72)
        self.name = PersonChoice()
        self.name.entered.connect(self._on_name_entered)
        self.name.currentTextChanged.connect(self._on_name_changed)
        self.password = PasswordField(self.tr("Password"))
        self.form.add(self.tr("Name"), self.name, "user")
        self.form.add(self.tr("Password"), self.password, "password")
        self.waiting = Label("", "small", tone=Tone.LATE, wrap=True)
        self.waiting.hide()
        self.form.add_wide(self.waiting)
        self.note = Label("", "small", tone=Tone.SOON, wrap=True)
        self.note.hide()
        self.form.add_wide(self.note)
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
        self._add_foot(folder, is_usual=is_usual)
        self.password.returnPressed.connect(self.submit)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._on_timer_timeout)

    def _add_foot(self, folder: Path, *, is_usual: bool) -> None:
        """Which vault it is says only who chose one that is not the usual one."""
        where = Label("" if is_usual else f"{folder.parent.name}/{folder.name}", "small", tone=Tone.DIM)
        where.setToolTip(str(folder))
        where.setAccessibleName(self.tr("Vault in {folder}").format(folder=folder))
        if is_usual:
            where.hide()
        links = QHBoxLayout()
        links.addStretch(1)
        self.recovery = LinkButton(self.tr("Forgot your password?"), self.recovery_chosen.emit)
        self.other = LinkButton(self.tr("Another vault…"), self.other_chosen.emit)
        self.restore = LinkButton(self.tr("Restore a backup…"), self.restore_chosen.emit)
        for link in (self.recovery, self.other):
            links.addWidget(link)
        more = QHBoxLayout()
        more.addWidget(where)
        more.addStretch(1)
        more.addWidget(self.restore)
        self.column.addSpacing(12)
        self.column.addLayout(links)
        self.column.addLayout(more)

    def set_people(self, people: Sequence[str]) -> None:
        """Who may sign in; with one person nobody has to choose. Who did so last is chosen already."""
        self.name.blockSignals(True)
        self.name.set_people(people, self._last_person)
        self.name.blockSignals(False)
        if people:
            self.person_chosen.emit(self.name.currentText())
        several = len(people) > 1
        self._is_known = not several or self._last_person in people
        self.form.show_row("user", several)
        words = self.tr("Your firm's records are locked.")
        if not several and people:
            words = self.tr("Your firm's records are locked. Welcome back, {name}.").format(name=people[0])
        elif several:
            words = self.tr("Your firm's records are locked. Who are you?")
            if self._is_known:
                words = self.tr("Your firm's records are locked. Welcome back.")
        self.sentence.setText(words)
        if not self.password.text():
            self.focus_first()

    def show_sample(self, password: str) -> None:
        """The sample firm keeps nothing from anybody: its password stands there, and no way to a real vault."""
        self.note.setText(
            self.tr("This is the sample firm. Everybody's password is “{word}”.").format(word=password)
        )
        self.note.show()
        for link in (self.recovery, self.other, self.restore):
            link.hide()

    def ask_who(self) -> None:
        """Somebody else than the last one signs in: the keyboard goes to the names, as soon as they are there."""
        self._last_person = ""
        self.set_people([self.name.itemText(number) for number in range(self.name.count())])

    def _on_name_changed(self, name: str) -> None:
        """Each person waits for wrong passwords of their own."""
        if name:
            self.form.clear_problems()
            self.show_wait(0)
            self.person_chosen.emit(name)

    def _on_name_entered(self) -> None:
        self._is_known = True
        self.password.setFocus(Qt.FocusReason.TabFocusReason)

    def show_unkept(self) -> None:
        """A form that was open at the lock is lost: the disk is full, or does not let us write."""
        from ui.kit.banner import Banner

        lead = self.tr("What you were writing could not be kept.")
        why = self.tr("There was no room on the disk, or nothing can be written there. Nothing else is lost.")
        self.column.insertWidget(self.column.indexOf(self.form), Banner(lead, why, kind="soon"))

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
        for widget in (self.password, self.name, self.button, self.recovery, self.restore, self.other):
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
        seconds = getattr(error, "seconds", 0)
        if isinstance(seconds, int) and seconds:
            self.show_wait(seconds)
            speak(self.waiting, self.waiting.text(), at_once=True)
        if error.code != "too-many-tries":  # the line that counts down says it
            self.form.show_error(error)
        if error.field == "user" and self.name.isVisible():
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_wait(self, seconds: int) -> None:
        """Count down what is still to be waited after wrong passwords, those before a restart too; 0 ends it."""
        was, self._wait = self._wait, max(0, seconds)
        if self._wait:
            self._timer.start()
        elif was:
            self._timer.stop()
        if (self._wait or was) and self._progress.isHidden():
            self._show_wait()

    def _show_wait(self) -> None:
        minutes, seconds = divmod(self._wait, 60)
        words = self.tr("Wait {minutes} min {seconds} s") if minutes else self.tr("Wait {seconds} s")
        waiting = words.format(minutes=minutes, seconds=seconds)
        why = self.tr("Too many wrong passwords. {wait}.")
        if self.name.count() > 1:
            why = self.tr("Too many wrong passwords for {name}. {wait}; others can sign in.")
        self.waiting.setText(why.format(name=self.name.currentText(), wait=waiting) if self._wait else "")
        self.waiting.setVisible(bool(self._wait))
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
        """The password; the name first where several may sign in and nobody did so here before."""
        first = self.password if self._is_known or not self.name.count() else self.name
        first.setFocus(Qt.FocusReason.OtherFocusReason)
