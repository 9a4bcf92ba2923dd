"""Fields of a form: segmented choice, growing text, dates by words. All of them give `changed` and plain
values."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from ui.kit import paint, theme
from ui.kit.growing import GrowingText as GrowingText
from ui.kit.text_field import TextField as TextField


class _Segment(QAbstractButton):
    """One choice of a `Segmented`; square inside, round at the ends of the line."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.first = self.last = self.grave = False
        theme.bus().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(theme.font("bold")).horizontalAdvance(self.text())
        return QSize(wide + theme.px(22), theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = QPainter(self)
        round_by = theme.RADIUS
        rect = QRectF(self.rect()).adjusted(
            0 if self.first else -round_by - 2, 0, 0 if self.last else round_by + 2, 0
        )
        chosen = self.isChecked()
        grave = self.grave and not now.forced
        marked = now.late_ground if grave else now.selection
        ground = marked if chosen else now.plain_ground if self.underMouse() else now.pane
        paint.rounded(painter, rect, ground, now.line, round_by)
        if not self.last:
            painter.fillRect(self.width() - 1, 1, 1, self.height() - 2, now.line)
        strong = now.late if grave else now.accent
        ink = now.dim if not self.isEnabled() else strong if chosen else now.dim
        if chosen and now.forced:
            ink = now.selection_ink
        font = theme.font("bold" if chosen else "text")
        paint.text(painter, self.rect(), self.text(), ink, font, Qt.AlignmentFlag.AlignHCenter)
        if self.hasFocus():
            seen = now.selection_ink if chosen and now.forced else None
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.CHIP_RADIUS, seen)
        painter.end()


class Segmented(QWidget):
    """One of a few: Phone | E-mail | Letter. Arrow keys move, the first letter jumps; one Tab stop."""

    changed = Signal(object)

    def __init__(
        self,
        choices: Sequence[tuple[object, str]],
        value: object = None,
        *,
        name: str = "",
        grave: Container[object] = (),
        parent: QWidget | None = None,
    ) -> None:
        """``grave``: choices that are red when they are chosen."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._values = [value for value, _ in choices]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (one, text) in enumerate(choices):
            button = _Segment(text, self)
            button.grave = one in grave
            button.first, button.last = number == 0, number == len(choices) - 1
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.setAccessibleName(f"{name}: {text}" if name else text)
            button.installEventFilter(self)
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._group.idToggled.connect(self._on_group_toggled)
        self.set_value(choices[0][0] if value is None else value)

    def value(self) -> object:
        """What is chosen."""
        return self._values[self._group.checkedId()]

    def values(self) -> Sequence[object]:
        """What there is to choose."""
        return self._values

    def set_value(self, value: object) -> None:
        """Choose ``value``."""
        self._group.button(self._values.index(value)).setChecked(True)

    def _on_group_toggled(self, number: int, on: bool) -> None:
        button = self._group.button(number)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
        if on:
            self.setFocusProxy(button)
            self.changed.emit(self._values[number])

    def _step(self, by: int) -> None:
        button = self._group.button((self._group.checkedId() + by) % len(self._values))
        button.setChecked(True)
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Right, Qt.Key.Key_Down}:
                self._step(1)
                return True
            if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Up}:
                self._step(-1)
                return True
            typed = event.text().casefold()
            for number in range(len(self._values)) if typed.isalpha() else ():
                if self._group.button(number).text().casefold().startswith(typed):
                    self._step(number - self._group.checkedId())
                    return True
        return False


class DateWords(TextField):
    """A date by words: "next Tue", "in 2 weeks", "3 March". What was understood stands dim at the right.

    ``parse`` gives a date or None for the words; ``show`` says a date as people do ("Tue 24 Nov"). ``doubt`` says what
    else the words could mean, or that there is no such time; a `Form` has it under the field.
    """

    changed = Signal()

    def __init__(
        self,
        parse: Callable[[str], date | None],
        show: Callable[[date], str],
        *,
        placeholder: str | None = None,
        doubt: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent=parent)
        usual = self.tr("tomorrow, next Tue, 3 March") if placeholder is None else placeholder
        self.setPlaceholderText(usual)
        self._parse, self._show = parse, show
        self._find_doubt, self._doubt = doubt, ""
        self._date: date | None = None
        self.textChanged.connect(self._on_text_changed)
        self.editingFinished.connect(self._on_editing_finished)

    def value(self) -> date | None:
        """The date understood, None for nothing or nonsense (see `is_nonsense`)."""
        return self._date

    def set_value(self, value: date | None) -> None:
        """Show ``value`` in words."""
        self.setText(self._show(value) if value else "")
        self._date = value
        self._doubt = ""
        self.update()

    def doubt(self) -> str:
        """What else the words could mean, in a sentence; "" where they are plain."""
        return self._doubt

    @property
    def doubts(self) -> bool:
        """Whether it ever says what else its words could mean."""
        return self._find_doubt is not None

    def is_nonsense(self) -> bool:
        """Whether something stands there that is no date."""
        return bool(self.text().strip()) and self._date is None

    def _on_text_changed(self, text: str) -> None:
        self._date = self._parse(text) if text.strip() else None
        self._doubt = self._find_doubt(text) if self._find_doubt is not None and self._date else ""
        self._describe()
        self.changed.emit()
        self.update()

    def _on_editing_finished(self) -> None:
        self._describe()

    def _describe(self) -> None:
        said = self._understood()
        self.setAccessibleDescription(f"{said}. {self._doubt}" if self._doubt else said)

    def _understood(self) -> str:
        if not self.text().strip():
            return ""
        if self._date is None:
            return self.tr("no date") if not self.hasFocus() else ""
        said = self._show(self._date)
        return "" if said == self.text().strip() and not self._doubt else said

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        said = self._understood()
        if not said:
            return
        now = theme.colors()
        painter = QPainter(self)
        used = QFontMetrics(self.font()).horizontalAdvance(self.text()) + theme.px(16)
        taken = theme.px(30 if self.actions() else 10)
        room = QRect(used, 0, self.width() - used - taken, self.height())
        color = now.dim if self._date and not self._doubt else now.soon
        paint.text(painter, room, f"→ {said}", color, theme.font())
        painter.end()


def tick(words: str, *, on: bool = False) -> QCheckBox:
    """A box to tick, called what stands beside it."""
    box = QCheckBox(words)
    box.setAccessibleName(words)
    box.setChecked(on)
    return box
