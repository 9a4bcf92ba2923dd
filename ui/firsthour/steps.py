"""The steps at the left: which there are, which is shown, which are settled."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from app.drafts.first_hour import Step
from ui.kit import paint, theme
from ui.kit.paint import Shape
from ui.shell.quiet_button import QuietButton, list_width

translate = partial(QCoreApplication.translate, "FirstHour")


def step_name(step: Step) -> str:
    """What a step is called."""
    return {
        Step.KEY: translate("Recovery key"),
        Step.HOURS: translate("Opening hours"),
        Step.PROMISES: translate("Response times"),
        Step.PEOPLE: translate("People"),
        Step.IMPORT: translate("Clients and matters"),
    }[step]


class StepButton(QuietButton):
    """A step: its sign (✓ settled, ◆ to do) and its name."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step, self.is_settled = step, False
        self.setCheckable(True)
        self.setText(step_name(step))
        self.set_settled(False)

    def set_settled(self, is_settled: bool) -> None:
        """Done, or good as it is."""
        self.is_settled = is_settled
        state = self.tr("settled") if is_settled else self.tr("to do")
        self.setAccessibleName(f"{self.text()}, {state}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = paint.begin(self)
        here = self.isChecked()
        if here or self.underMouse():
            ground = now.selection if here else now.pane
            paint.rounded(painter, QRectF(self.rect()), ground, None, theme.RADIUS)
        self._paint_focus(painter)
        side = theme.px(11)
        box = QRectF(theme.px(10), (self.height() - side) / 2, side, side)
        ink = now.selection_ink if here else now.ink
        sign = ink if here and now.forced else now.done if self.is_settled else now.dim
        paint.shape(painter, box, Shape.DONE if self.is_settled else Shape.TODO, sign)
        words = self.rect().adjusted(theme.px(30), 0, -theme.px(8), 0)
        paint.text(painter, words, self.text(), ink, theme.font("bold" if here else "text"))
        painter.end()


class StepList(QWidget):
    """`chosen(Step)`."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Steps"))
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.buttons = {step: StepButton(step) for step in Step}
        for button in self.buttons.values():
            self._group.addButton(button)
            button.clicked.connect(self._on_button_clicked)
            self._column.addWidget(button)
        self._column.addStretch(1)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def show_step(self, step: Step) -> None:
        """Mark the one that is shown."""
        self.buttons[step].setChecked(True)

    def set_left(self, left: Collection[Step]) -> None:
        """Which are still to be settled."""
        for step, button in self.buttons.items():
            button.set_settled(step not in left)

    def _on_button_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, StepButton):
            self.chosen.emit(sender.step)

    def _restyle(self) -> None:
        self.setFixedWidth(list_width(map(step_name, Step), beside=40, least=188))
        self._column.setSpacing(theme.px(2))
