"""The legend of the calendar: what each sign means; a click, or Space, hides what it stands for."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.owed.calendar.day_items import DayKind
from ui.calendar.shown import ABSENCES, HOLIDAYS
from ui.kit import chips, paint, theme
from ui.kit.chips import Chip
from ui.kit.paint import Shape


class LegendButton(QAbstractButton):
    """One kind: its chip, struck out while it is hidden."""

    def __init__(self, kind: str, chip: Chip, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind, self.chip = kind, chip
        self.setText(chip.text)
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggled.connect(self._on_toggled)
        self._on_toggled(True)

    def _on_toggled(self, on: bool) -> None:
        said = self.tr("{kind}, shown") if on else self.tr("{kind}, hidden")
        self.setAccessibleName(said.format(kind=self.chip.text))
        tip = self.tr("Hide {kind}") if on else self.tr("Show {kind}")
        late = self.tr(" (what is late stays)") if on and self.kind not in {HOLIDAYS, ABSENCES} else ""
        self.setToolTip(tip.format(kind=self.chip.text) + late)

    def sizeHint(self) -> QSize:
        sign = theme.px(15) if self.chip.shape is not Shape.NONE else 0
        wide = QFontMetrics(theme.font("small")).horizontalAdvance(self.chip.text)
        return QSize(wide + sign + theme.px(15), theme.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        now, on = theme.colors(), self.isChecked()
        painter = paint.begin(self)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = chips.tone_ground(self.chip.tone) if on else now.page
        line = None if on and not self.underMouse() and not now.forced else now.line
        paint.rounded(painter, box, ground, line, theme.CHIP_RADIUS)
        ink = chips.tone_ink(self.chip.tone) if on else now.dim
        left = theme.px(7)
        if self.chip.shape is not Shape.NONE:
            side = theme.px(10)
            paint.shape(painter, QRectF(left, (self.height() - side) / 2, side, side), self.chip.shape, ink)
            left += theme.px(15)
        font = theme.font("small")
        font.setStrikeOut(not on)
        paint.text(painter, QRect(left, 0, self.width() - left - 2, self.height()), self.chip.text, ink, font)
        if self.hasFocus():
            paint.focus_ring(painter, box, theme.CHIP_RADIUS)
        painter.end()


class Legend(QWidget):
    """All kinds, in lines that wrap. `changed()`: something is hidden or shown now."""

    changed = Signal()

    def __init__(self, hidden: frozenset[str]) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("What is shown"))
        signs = (
            (DayKind.UPDATE.value, chips.update(self.tr("updates"))),
            (DayKind.KEY_DATE.value, chips.key_date(self.tr("key dates"))),
            (DayKind.FOLLOW_UP.value, chips.todo(self.tr("follow-ups"))),
            (DayKind.REPLY.value, chips.clock(self.tr("replies and news"))),
            (ABSENCES, chips.away(self.tr("absences"))),
            (HOLIDAYS, Chip(self.tr("holidays"), chips.Tone.DIM)),
        )
        self.buttons = [LegendButton(kind, chip, self) for kind, chip in signs]
        self.urgent = LegendButton("urgent", chips.urgent(self.tr("urgent")), self)
        self.urgent.setToolTip(self.tr("Of whatever kind: it is hidden with its kind, unless it is late"))
        self.urgent.setAccessibleName(self.tr("urgent: hidden with its kind"))
        self.late = LegendButton("late", chips.late(self.tr("late")), self)
        for said in (self.urgent, self.late):  # what they mean is all that they say
            said.setEnabled(False)
            said.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.late.setToolTip(self.tr("What is late is never hidden"))
        self.late.setAccessibleName(self.tr("late: never hidden"))
        for button in self.buttons:
            button.setChecked(button.kind not in hidden)
            button.toggled.connect(lambda _: self.changed.emit())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.bus().changed.connect(self._place)

    def hidden_kinds(self) -> frozenset[str]:
        """What is hidden."""
        return frozenset(button.kind for button in self.buttons if not button.isChecked())

    def heightForWidth(self, width: int) -> int:
        return max((box.bottom() + 1 for _, box in self._boxes(width)), default=theme.px(22))

    def sizeHint(self) -> QSize:
        wide = sum(one.sizeHint().width() + theme.px(6) for one in (*self.buttons, self.urgent, self.late))
        return QSize(wide, self.heightForWidth(max(1, self.width() or wide)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), self.heightForWidth(max(1, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        for button, box in self._boxes(self.width()):
            button.setGeometry(paint.seen_in(self, box))
        self.updateGeometry()

    def _boxes(self, width: int) -> Iterator[tuple[LegendButton, QRect]]:
        x = y = 0
        for button in (*self.buttons, self.urgent, self.late):
            size = button.sizeHint()
            if x and x + size.width() > width:
                x, y = 0, y + size.height() + theme.px(4)
            yield button, QRect(x, y, size.width(), size.height())
            x += size.width() + theme.px(6)
