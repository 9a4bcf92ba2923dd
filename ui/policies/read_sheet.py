"""What somebody has to read: one policy after the other, with what changed since they read it last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.kernel.said import say_day
from app.policies.commands import acknowledge_policy
from app.policies.queries import ToRead
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.bars import ErrorBar
from ui.kit.chips import Tone
from ui.kit.fields import Segmented
from ui.kit.labels import Label
from ui.kit.sheet import Sheet
from ui.policies import load
from ui.policies.text_view import PolicyText

translate = QCoreApplication.translate


def open_reading(over: QWidget, workspace: Workspace) -> None:
    """Read what waits, then show it."""

    def show(found: Sequence[ToRead]) -> None:
        if found:
            ReadSheet(over, workspace, found).open()

    tasks.run(lambda: load.waiting(workspace), owner=over, done=show)


class ReadSheet(Sheet):
    """`acknowledged(policy_id)` after each. Closing it is no answer: what is left waits on Today."""

    acknowledged = Signal(object)

    def __init__(self, over: QWidget, workspace: Workspace, waiting: Sequence[ToRead]) -> None:
        super().__init__(over, translate("Policies", "Policies to read"), width=900)
        self._workspace, self._waiting, self._at = workspace, tuple(waiting), 0
        self.errors = ErrorBar()
        self.what = Label("", tone=Tone.DIM, wrap=True)
        self.how = Segmented(
            [(True, self.tr("What changed")), (False, self.tr("The whole text"))],
            True,
            name=self.tr("Shown"),
        )
        self.how.changed.connect(lambda _: self._show_text())
        self.text = PolicyText(self.tr("The policy"))
        self.text.setMinimumHeight(theme.px(430))
        for widget in (self.errors, self.what, self.how, self.text):
            self.body.addWidget(widget)
        self.add_buttons(
            self.tr("I have read it"), extra=(self.tr("Next"),), cancel=self.tr("Later"), keys="Ctrl+Return"
        )
        self._show()

    @property
    def current(self) -> ToRead:
        """The one that is shown."""
        return self._waiting[self._at]

    def _show(self) -> None:
        one, count = self.current, len(self._waiting)
        title = one.owed.title
        if count > 1:
            words = self.tr("{title} ({number} of {count})")
            title = words.format(title=title, number=self._at + 1, count=count)
        self.title.setText(title)
        if one.before is None:
            said = self.tr("Version {number}, asked of you since {day}.")
        else:
            said = self.tr("Version {number}, asked of you since {day}. You read version {before} before.")
        today = self._workspace.local_now
        day = say_day(one.owed.since, today.date())
        self.what.setText(said.format(number=one.owed.number, day=day, before=one.before or ""))
        self.how.setVisible(one.before is not None)
        self.how.set_value(one.before is not None)
        if self.box is not None:
            for button in self.box.buttons():
                if self.box.buttonRole(button) == self.box.ButtonRole.ActionRole:
                    button.setVisible(count > 1)
        self._show_text()

    def _show_text(self) -> None:
        one = self.current
        if one.before is not None and self.how.value() is True:
            version = self.tr("Version {number}")
            self.text.show_pairs(
                one.pairs, version.format(number=one.before), version.format(number=one.owed.number)
            )
        else:
            self.text.show_text(one.said)

    def apply(self, button: str) -> None:
        """Acknowledge what is shown, or with another button leave it and go on."""
        if button:
            self._at = (self._at + 1) % len(self._waiting)
            self._show()
            return
        one, workspace = self.current, self._workspace
        self.hold_still()
        self.errors.clear()

        def work() -> None:
            with workspace.write() as tx:
                acknowledge_policy(tx, one.owed.policy_id, seen=one.version_id)

        tasks.run(work, owner=self, done=lambda _: self._on_acknowledged(one), failed=self._on_failed)

    def _on_acknowledged(self, one: ToRead) -> None:
        self.let_go()
        self.acknowledged.emit(one.owed.policy_id)
        place = self._waiting.index(one)
        self._waiting = tuple(left for left in self._waiting if left is not one)
        if not self._waiting:
            self.accept()
            return
        self._at = place % len(self._waiting)
        self._show()
        self.text.setFocus()

    def _on_failed(self, error: Exception) -> None:
        self.let_go()
        self.errors.show_error(error)
