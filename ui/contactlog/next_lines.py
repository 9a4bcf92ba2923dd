"""What was agreed: one line each, "who: what — by when", with the day understood; a new line appears by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.said import say_day
from ui.contactlog.followwords import read_follow_up
from ui.contactlog.values import NextLine, Present
from ui.kit import paint, theme
from ui.kit.arrows import pointing
from ui.kit.fields import TextField


class FollowUpField(TextField):
    """One agreed action in words; what was understood of the day stands behind them."""

    def __init__(self, present: Present | None, placeholder: str) -> None:
        super().__init__(placeholder)
        self._present = present
        self._day: date | None = None
        self.setAccessibleName(placeholder)
        self.textChanged.connect(self._on_text_changed)

    def set_present(self, present: Present) -> None:
        """Read against another present (order of day and month, working days)."""
        self._present = present
        self._on_text_changed(self.text())

    def value(self) -> NextLine:
        """The words and the day they mean."""
        return NextLine(self.text(), self._day)

    def understood(self) -> str:
        """What stands behind the words: the day, or that one is missing."""
        if not self.text().strip():
            return ""
        if self._day is None or self._present is None:
            return "" if self.hasFocus() else self.tr("by when?")
        return f"→ {say_day(self._day, self._present.today)}"

    def _on_text_changed(self, text: str) -> None:
        self._day = read_follow_up(text, self._present).day if self._present and text.strip() else None
        self.setAccessibleDescription(self.understood())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        said = pointing(self, self.understood())
        if not said:
            return
        painter = paint.begin(self)
        metrics = QFontMetrics(self.font())
        used = metrics.horizontalAdvance(self.text()) + theme.px(16)
        wide = metrics.horizontalAdvance(said) + theme.px(12)
        left = min(used, self.width() - wide - theme.px(2))
        room = QRect(left, 1, self.width() - left - theme.px(8), self.height() - 2)
        now = theme.colors()
        if left < used:  # the words reach under it: a ground of its own keeps both readable
            painter.fillRect(
                room.adjusted(-theme.px(4), 2, 0, -2), self.palette().color(self.palette().ColorRole.Base)
            )
        paint.text(
            painter, room, said, now.dim if self._day else now.soon, theme.font(), Qt.AlignmentFlag.AlignLeft
        )
        painter.end()


class NextLines(QWidget):
    """Lines of follow-ups. The last one is always empty; Enter goes to the next."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._present: Present | None = None
        self._fields: list[FollowUpField] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._append()

    def set_present(self, present: Present) -> None:
        """What the words are read against."""
        self._present = present
        for field in self._fields:
            field.set_present(present)

    def value(self) -> tuple[NextLine, ...]:
        """The lines that say something."""
        return tuple(field.value() for field in self._fields if field.text().strip())

    def set_value(self, lines: Sequence[NextLine]) -> None:
        """Show these and an empty one."""
        while len(self._fields) < len(lines) + 1:
            self._append()
        for field, line in zip(self._fields, (*lines, NextLine()), strict=False):
            field.setText(line.words)
        self._tidy()

    def fields(self) -> list[FollowUpField]:
        """The line edits, top to bottom."""
        return list(self._fields)

    def _append(self) -> None:
        ask = self.tr("Who: what — by when") if not self._fields else self.tr("Add: who, what, by when")
        field = FollowUpField(self._present, ask)
        field.textChanged.connect(self._on_field_text_changed)
        self._column.addWidget(field)
        if self._fields:
            QWidget.setTabOrder(self._fields[-1], field)
        self._fields.append(field)
        self.setFocusProxy(self._fields[0])

    def _tidy(self) -> None:
        if self._fields[-1].text().strip():
            self._append()
        while len(self._fields) > 1 and not (
            self._fields[-1].text().strip() or self._fields[-2].text().strip()
        ):
            last = self._fields.pop()
            if last.hasFocus():
                self._fields[-1].setFocus()
            last.hide()
            last.deleteLater()

    def _on_field_text_changed(self) -> None:
        self._tidy()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = next((number for number, field in enumerate(self._fields) if field.hasFocus()), None)
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if focused is not None and plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._fields[min(focused + 1, len(self._fields) - 1)].setFocus()
        else:
            super().keyPressEvent(event)
