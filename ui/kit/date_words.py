"""A date by words in a form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.kit import paint, theme
from ui.kit.arrows import pointing
from ui.kit.text_field import DoubtfulField


class DateWords(DoubtfulField):
    """A date by words: "next Tue", "in 2 weeks", "3 March". What was understood stands dim at the right.

    ``parse`` gives a date or None for the words; ``show`` says a date as people do ("Tue 24 Nov"). ``doubt`` says what
    else the words could mean, or that there is no such time; a `Form` has it under the field.
    """

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
        self._examples = usual.split(", ") if placeholder is None else []
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many of the usual examples as there is room for: none is cut."""
        super().resizeEvent(event)
        room = self.width() - theme.px(46 if self.actions() else 22)
        metrics = QFontMetrics(self.font())
        for count in range(len(self._examples), 0, -1):
            words = ", ".join(self._examples[:count])
            if count == 1 or metrics.horizontalAdvance(words) <= room:
                self.setPlaceholderText(words)
                break

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        said = self._understood()
        if not said:
            return
        now = theme.colors()
        painter = paint.begin(self)
        used = QFontMetrics(self.font()).horizontalAdvance(self.text()) + theme.px(16)
        taken = theme.px(30 if self.actions() else 10)
        room = QRect(used, 0, self.width() - used - taken, self.height())
        color = now.dim if self._date and not self._doubt else now.soon
        paint.text(painter, room, pointing(self, f"→ {said}"), color, theme.font())
        painter.end()
