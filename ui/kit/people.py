"""Names as chips in a field: who took part. Type, choose, Backspace takes the last one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.kit import paint, theme
from ui.kit.keys import key_of, read_key
from ui.kit.typeahead import Suggestion, TypeAhead


class Person(NamedTuple):
    """One name in the field; ``key`` is None for somebody only typed."""

    key: object
    text: str


class _PersonChip(QAbstractButton):
    """A name; clicking it takes it out."""

    def __init__(self, person: Person, parent: QWidget) -> None:
        super().__init__(parent)
        self.person = person
        self.setText(person.text)
        self.setAccessibleName(self.tr("{name}: remove").format(name=person.text))
        self.setToolTip(self.tr("Click to remove"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(theme.font("small")).horizontalAdvance(self.text())
        return QSize(wide + theme.px(14), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = paint.begin(self)
        line = now.accent if self.underMouse() or now.forced else None
        paint.rounded(painter, QRectF(self.rect()), now.accent_ground, line, theme.CHIP_RADIUS)
        words = self.rect().adjusted(theme.px(7), 0, -theme.px(4), 0)
        paint.text(painter, words, self.text(), now.accent, theme.font("small"))
        painter.end()


class _Inner(TypeAhead):
    """The line edit inside: without a ground of its own."""

    def __init__(
        self, fetch: Callable[[str], Sequence[Suggestion]], name: str, *, now: bool, on_empty: bool
    ) -> None:
        super().__init__(fetch, name=name, keep_text=False, now=now, on_empty=on_empty)
        self.setFrame(False)
        self.setTextMargins(0, 0, 0, 0)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)


class PeopleEdit(QWidget):
    """A field of names. ``fetch`` suggests; words typed and ended by a comma or Enter become a name of
    their own."""

    changed = Signal()

    def __init__(
        self,
        fetch: Callable[[str], Sequence[Suggestion]],
        *,
        name: str,
        placeholder: str = "",
        now: bool = False,
        on_empty: bool = False,
        ends: str = ",;",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ends = ends
        self._chips: list[_PersonChip] = []
        self._placeholder = placeholder
        self.setAccessibleName(name)
        self._edit = _Inner(fetch, name, now=now, on_empty=on_empty)
        self._edit.setParent(self)
        self._edit.setPlaceholderText(placeholder)
        self._edit.chosen.connect(self._on_edit_chosen)
        self._edit.installEventFilter(self)
        self.setFocusProxy(self._edit)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        theme.bus().changed.connect(self._flow)

    def people(self) -> list[Person]:
        """The names in the field, and what is typed but not ended yet."""
        typed = self._edit.text().strip()
        return [chip.person for chip in self._chips] + ([Person(None, typed)] if typed else [])

    def set_people(self, people: Sequence[Person]) -> None:
        """Show these."""
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for person in people:
            self._insert(person)
        self._flow()

    def clear_typed(self) -> None:
        """What is typed but not ended yet goes."""
        self._edit.clear()

    def kept(self) -> list[object]:
        """For a draft: key and name of each."""
        return [[key_of(person.key), person.text] for person in self.people()]

    def show_kept(self, value: object) -> None:
        """What a draft kept."""
        pairs = (
            [one for one in value if isinstance(one, list) and len(one) == 2]
            if isinstance(value, list)
            else []
        )
        self.set_people([Person(read_key(key), str(text)) for key, text in pairs])

    def add(self, person: Person) -> None:
        """One more name, once."""
        if person.text and all(chip.person.text != person.text for chip in self._chips):
            self._insert(person)
            self._flow()
            self.changed.emit()

    def _insert(self, person: Person) -> None:
        chip = _PersonChip(person, self)
        chip.clicked.connect(self._on_chip_clicked)
        chip.show()
        self._chips.append(chip)

    def _remove(self, chip: _PersonChip) -> None:
        self._chips.remove(chip)
        chip.hide()
        chip.deleteLater()
        self._flow()
        self.changed.emit()

    def _on_chip_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, _PersonChip):
            self._remove(sender)

    def _on_edit_chosen(self, item: Suggestion) -> None:
        self.add(Person(item.key, item.text))

    def _take_typed(self) -> bool:
        typed = self._edit.text().strip().strip(",").strip()
        if typed:
            self._edit.clear()
            self.add(Person(None, typed))
        return bool(typed)

    def _places(self, width: int) -> tuple[list[tuple[int, int]], int]:
        """Where chips go, the last place being the line edit's; and the height of it all."""
        gap, high, x, y = theme.px(4), theme.px(20), theme.px(9), theme.px(5)
        places = []
        for wide in [*(chip.sizeHint().width() for chip in self._chips), theme.px(70)]:
            if x > theme.px(9) and x + wide > width - theme.px(6):
                x, y = theme.px(9), y + high + gap
            places.append((x, y))
            x += wide + gap
        return places, y + high + theme.px(5)

    def _flow(self) -> None:
        places, high = self._places(self.width())
        for chip, (x, y) in zip(self._chips, places[:-1], strict=True):
            size = chip.sizeHint()
            wide = min(size.width(), self.width() - theme.px(15))
            chip.setGeometry(paint.seen_in(self, QRect(x, y, wide, size.height())))
        x, y = places[-1]
        place = QRect(x, y - theme.px(2), max(self.width() - x - theme.px(6), 20), theme.px(24))
        self._edit.setGeometry(paint.seen_in(self, place))
        self._edit.setPlaceholderText("" if self._chips else self._placeholder)
        self._edit.setAccessibleDescription(", ".join(chip.text() for chip in self._chips))
        if self.minimumHeight() != high:
            self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._flow()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), self._places(max(self.width(), theme.px(240)))[1])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._edit.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
            if event.type() == QEvent.Type.FocusOut:
                self._take_typed()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Backspace and not self._edit.text() and self._chips:
                self._remove(self._chips[-1])
                return True
            ends = bool(event.text()) and event.text() in self._ends
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._edit.catch_up()
                ends = self._edit.popup.current() is None
            if ends and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._take_typed():
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        ground = self.palette().color(self.palette().ColorRole.Base)
        paint.panel(
            painter, QRectF(self.rect()), ground, focus=self._edit.hasFocus(), enabled=self.isEnabled()
        )
        painter.end()
