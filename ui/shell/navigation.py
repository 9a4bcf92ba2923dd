"""The quiet column at the left: the firm, the pages with their counts, and at the foot the lock and who is
here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from ui.kit import beside, icons, paint, theme
from ui.kit.buttons import short_keys
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.menus import open_from
from ui.kit.sides import set_margins
from ui.shell.desk import Count, PageSpec
from ui.shell.person_button import PersonButton
from ui.shell.quiet_button import QuietButton, QuietMenuButton


class NavButton(QuietButton):
    """One line of the navigation: icon, word, and a count or a key at the right. `beside_asked()`: it is wanted in
    a window of its own."""

    beside_asked = Signal()

    def __init__(self, icon: str, text: str, *, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._count, self._keys = icon, Count(0), keys
        self.setText(text)
        self.set_count(Count(0))

    def set_count(self, count: Count) -> None:
        """The number behind the word; 0 shows none."""
        self._count = count
        said = count.words or str(count.number)
        self.setAccessibleName(self.text() + (f", {said}" if count.number else ""))
        self.setToolTip(count.words if count.number else "")
        self.update()

    @property
    def number(self) -> int:
        """What stands behind the word."""
        return self._count.number

    def natural_width(self) -> int:
        """What the words take when one is there, with room for their number, of two figures at least, in pixels."""
        # Qt counts whole dots, and the part of one that is over would cut the name.
        words = QFontMetrics(theme.font("bold")).horizontalAdvance(self.text()) + 1
        return theme.px(34) + words + theme.px(8) + self._behind()

    def _behind(self) -> int:
        """What the number takes with the gap before it, in pixels."""
        if not self._count.number:
            return 0
        figures = QFontMetrics(theme.font("bold", tabular=True))
        return theme.px(8) + figures.horizontalAdvance("0" * max(2, len(str(self._count.number))))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if beside.asked_by_mouse(event, ctrl=True):
            self.beside_asked.emit()
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = paint.begin(self)
        here = self.isChecked()
        ink = now.selection_ink if here else now.ink
        if here:
            paint.rounded(painter, QRectF(self.rect()), now.selection, None, theme.RADIUS)
        elif self.underMouse():
            paint.rounded(painter, QRectF(self.rect()), now.page, None, theme.RADIUS)
        self._paint_focus(painter)
        side, middle = theme.px(16), self.rect().center().y()
        icons.draw(painter, QRect(theme.px(8), middle - side // 2 + 1, side, side), self._icon, ink)
        words = self.rect().adjusted(theme.px(34), 0, -theme.px(8), 0)
        own = words.adjusted(0, 0, -self._behind(), 0)
        paint.text(painter, own, self.text(), ink, theme.font("bold" if here else "text"))
        if self._keys:
            draw_key(painter, self.rect().adjusted(0, 0, -theme.px(8), 0), self._keys)
        elif self._count.number:
            late = self._count.late
            color = now.selection_ink if here and now.forced else now.late if late else now.dim
            figures = theme.font("bold" if late else "text", tabular=True)
            paint.text(painter, words, str(self._count.number), color, figures, Qt.AlignmentFlag.AlignRight)
        painter.end()


def draw_key(painter: QPainter, within: QRect, keys: str) -> None:
    """A key in a small frame at the right of ``within``: Ctrl+K."""
    now = theme.colors()
    font, words = theme.font("small"), short_keys(keys)
    wide, high = QFontMetrics(font).horizontalAdvance(words) + theme.px(12), theme.px(16)
    box = QRect(within.right() - wide + 1, within.center().y() - high // 2 + 1, wide, high)
    clear = QColor(Qt.GlobalColor.transparent)
    paint.rounded(
        painter, QRectF(box), clear, now.line if now.dark else now.line.darker(105), theme.CHIP_RADIUS
    )
    paint.text(painter, box, words, now.dim, font, Qt.AlignmentFlag.AlignHCenter)


class FirmButton(QuietMenuButton):
    """The firm's name; opens the menu of everything there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Menu"), parent)
        self.setShortcut("F10")
        self.setAccessibleName(self.tr("Menu"))
        self.clicked.connect(self._on_clicked)

    def set_firm(self, name: str) -> None:
        """Show the firm's name."""
        self.setText(name.replace("&", "&&"))
        self.setShortcut("F10")  # setText drops it
        self.setAccessibleName(self.tr("{firm}, menu").format(firm=name))
        self.setToolTip(self.tr("Menu (F10)"))

    def _on_clicked(self) -> None:
        open_from(self.menu, self, gap=2)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = paint.begin(self)
        self._paint_ground(painter)
        if self.pointed_at:
            side = theme.px(14)
            box = QRect(self.width() - theme.px(8) - side, (self.height() - side) // 2, side, side)
            icons.draw(painter, box, "chevron-down", now.dim)
        self._paint_focus(painter)
        words = self.rect().adjusted(theme.px(8), 0, -theme.px(24), 0)
        paint.text(painter, words, self.text().replace("&&", "&"), now.ink, theme.font("bold"))
        painter.end()


class Navigation(QWidget):
    """The column. `page_chosen(id)`, `lock_chosen()`."""

    page_chosen = Signal(str)
    lock_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Navigation"))
        theme.set_ground(self, "nav")
        self.firm = FirmButton()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, NavButton] = {}
        self._if_counted: set[str] = set()
        self._pages = QVBoxLayout()
        self._lock = NavButton("lock", self.tr("Lock"), keys="Ctrl+L")
        self._lock.clicked.connect(self.lock_chosen)
        self.person = PersonButton()
        self._backup = Label("", "small", tone=Tone.DIM, wrap=True)
        self._feet = QVBoxLayout()
        self._feet.addWidget(self._backup)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.firm)
        self._column.addLayout(self._pages)
        self._column.addStretch(1)
        self._column.addWidget(self._lock)
        self._column.addWidget(self.person)
        self._column.addLayout(self._feet)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def set_pages(self, pages: Sequence[PageSpec]) -> None:
        """One line for each page of the navigation; under it, those that are listed while something waits there."""
        listed = [spec for spec in pages if spec.in_navigation]
        for spec in [one for one in pages if one.if_counted]:
            within = next((n for n, one in enumerate(listed) if one.id == spec.within), len(listed) - 1)
            listed.insert(within + 1, spec)
        for spec in listed:
            button = NavButton(spec.icon, spec.text, parent=self)
            button.setCheckable(True)
            button.setObjectName(spec.id)
            self._group.addButton(button)
            button.clicked.connect(self._on_button_clicked)
            button.beside_asked.connect(self._on_button_beside_asked)
            self._pages.addWidget(button)
            self._buttons[spec.id] = button
            if spec.if_counted:
                self._if_counted.add(spec.id)
                button.hide()
        self._fit()

    def set_counts(self, counts: Mapping[str, Count]) -> None:
        """The numbers behind the pages' names."""
        for page_id, button in self._buttons.items():
            count = counts.get(page_id, Count(0))
            button.set_count(count)
            if page_id in self._if_counted:
                button.setVisible(count.number > 0 or button.isChecked())
        self._fit()

    def set_people(self, user_line: str, backup_line: str) -> None:
        """Who is signed in, and when the last backup was."""
        name, _, role = user_line.partition(" · ")
        self.person.set_person(name, role)
        self._backup.setText(backup_line)
        self._backup.setVisible(bool(backup_line))

    def set_here(self, page_id: str, within: str = "") -> None:
        """Mark where one is, or what that lies ``within``; a page outside the navigation leaves the mark where it
        was."""
        here = page_id if page_id in self._buttons else within
        if here in self._buttons:
            self._buttons[here].setChecked(True)
            self._buttons[here].show()
        for other in self._if_counted - {here}:
            self._buttons[other].setVisible(self._buttons[other].number > 0)

    def _on_button_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, NavButton):
            self.page_chosen.emit(sender.objectName())

    def _on_button_beside_asked(self) -> None:
        sender = self.sender()
        if isinstance(sender, NavButton):
            with beside.wanted():
                self.page_chosen.emit(sender.objectName())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.focusWidget()
        if beside.asked_by_key(event) and isinstance(here, NavButton):
            here.beside_asked.emit()
            return
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        buttons = [*(one for one in self._buttons.values() if not one.isHidden()), self._lock]
        if step and isinstance(here, NavButton):
            buttons[(buttons.index(here) + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(here, NavButton):
            here.click()
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        """As wide as the longest name, where a language has one that does not fit into the usual width."""
        words = max((one.natural_width() for one in self._buttons.values()), default=0)
        self.setFixedWidth(min(max(theme.px(188), words + theme.px(17)), theme.px(248)))

    def _restyle(self) -> None:
        self._fit()
        set_margins(self._column, theme.px(8), theme.px(10), theme.px(9), theme.px(18))
        self._column.setSpacing(theme.px(8))
        self._pages.setSpacing(theme.px(2))
        set_margins(self._feet, theme.px(8), theme.px(2), 0, 0)
        self._feet.setSpacing(theme.px(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = paint.begin(self)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colors().line)
        painter.end()
