"""Paints the rows of a `RowList`: the places of its five columns, the heading, and the action's button. Where a list is
too narrow, what its rows say and their states stand below their names, as what stepped back does in a table."""

from __future__ import annotations

from PySide6.QtCore import QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.kit import icons, paint, theme
from ui.kit.buttons import button_width, draw_button
from ui.kit.chips import Tone, chip_size, draw_chip, tone_ink
from ui.kit.row_model import AnyIndex, Heading, Row, RowRole
from ui.kit.spans import Block

_State = QStyle.StateFlag
STATE = 292
"""Room for the chips and the button of a row, in pixels of the drawings: what a row says has all before it."""
TEXT = 240
"""Room that what a row says keeps when the longest chips of a list draw the chips of all its rows to the left."""
LONGEST = 620
"""What a row says is no wider: about 90 letters (LOOK.md)."""

NARROW = 140
"""Room that what a row says, if it is so long, has beside the name; else it steps back with the states."""
TIGHT = 460
"""Below so many pixels a name that would be cut has the whole line, and what the row says stands below it."""
LEAST = 80
"""Room between a name and the states of its row, however little the row says."""
FOLD = (0, 24, 42)
"""Height of one line of what stepped back, and of two."""

SEEN, LETTERS = 100, 120
"""Rows and letters that are measured: more would not stand in sight."""


class RowDelegate(QStyledItemDelegate):
    """Knows where each part of a row stands; `hovered` and `pressed` tell which action the mouse is on."""

    def __init__(self, view: QTableView, name_share: float) -> None:
        super().__init__(view)
        self._view, self._name_share = view, name_share
        self.hovered: QPersistentModelIndex | None = None
        self.pressed: QPersistentModelIndex | None = None
        self._widest: int | None = None
        self._names: tuple[int, int, int, int] | None = None
        self.lines = 0
        """How many lines of what rows say stand below their names; 0: it stands beside them."""

    def forget_widths(self) -> None:
        """Other rows, or another size of letters."""
        self._widest = self._names = None

    def row_height(self) -> int:
        """Of each row, in pixels."""
        return theme.px(53 + FOLD[self.lines])

    def fold(self, width: int) -> bool:
        """Fold where ``width`` pixels are too few; the answer is whether that is another shape than before."""
        rect = QRect(0, 0, width, theme.px(53))
        text = self._text_left(rect)
        titles, seconds, _texts, needed = self._names or self._measured(rect)
        before, self.lines = self.lines, 0
        is_cut = width < theme.px(TIGHT) and text < min(max(titles, seconds), width)
        is_cut = is_cut and self._longest() > theme.px(NARROW)  # a word or two have room beside it
        if needed and (is_cut or text + theme.px(12) + needed > width):
            self.lines = 1 if self._longest() <= width - theme.px(50) else 2
        return self.lines != before

    def _longest(self) -> int:
        """Pixels of the longest of what rows say, after their states."""
        metrics, model = QFontMetrics(theme.font()), self._view.model()
        rows = (model.index(n, 0).data(RowRole) for n in range(min(model.rowCount(), SEEN)))
        return max(
            (
                theme.px(20 * row.level + 2) + _chips_width(row) + metrics.horizontalAdvance(row.text[:600])
                for row in rows
                if isinstance(row, Row)
            ),
            default=0,
        )

    def _upper(self, rect: QRect) -> QRect:
        """A row without what stepped back."""
        return rect.adjusted(0, 0, 0, -theme.px(FOLD[self.lines]))

    def button_rect(self, rect: QRect, row: Row | None) -> QRect:
        """The action's place in the row's rectangle, as it is drawn from left to right."""
        if row is None or not row.action:
            return QRect()
        rect = self._upper(rect)
        wide, high = button_width(row.action), theme.px(26)
        return QRect(rect.right() - theme.px(8) - wide + 1, rect.center().y() - high // 2, wide, high)

    def more_rect(self, rect: QRect, row: Row | None) -> QRect:
        """The place of the three dots, left of the action."""
        if row is None or not row.more:
            return QRect()
        side = theme.px(26)
        right = self.button_rect(rect, row).left() if row.action else rect.right() - theme.px(8)
        return QRect(right - theme.px(4) - side, self._upper(rect).center().y() - side // 2, side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        item = index.data(RowRole)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        paint.turn(painter, rect, option.direction)
        if isinstance(item, Heading):
            self._paint_heading(painter, rect, item)
        elif isinstance(item, Row):
            self._paint_row(painter, rect, item, index, state)
        if self._has_keyboard(state) and not (isinstance(item, Row) and state & _State.State_Selected):
            paint.focus_ring(painter, QRectF(rect).adjusted(1, 1, -1, -2), theme.CHIP_RADIUS)
        painter.restore()

    def _has_keyboard(self, state: QStyle.StateFlag) -> bool:
        """Whether the keyboard is on this line: it is shown also where nothing is chosen."""
        return bool(state & _State.State_HasFocus) and self._view.hasFocus()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(theme.px(400), self.row_height())

    def _paint_heading(self, painter: QPainter, rect: QRect, heading: Heading) -> None:
        line = QRect(rect.left(), rect.bottom() - theme.px(22), rect.width(), theme.px(20))
        bold = theme.font("bold")
        paint.text(painter, line, heading.text, tone_ink(heading.tone), bold)
        after = QFontMetrics(bold).horizontalAdvance(heading.text) + theme.px(10)
        count = theme.font(tabular=True)
        paint.text(painter, line.adjusted(after, 0, 0, 0), heading.shown, tone_ink(Tone.DIM), count)

    def _paint_row(
        self, painter: QPainter, rect: QRect, row: Row, index: AnyIndex, state: QStyle.StateFlag
    ) -> None:
        now = theme.colors()
        selected = bool(state & _State.State_Selected)
        if selected:
            paint.rounded(painter, QRectF(rect).adjusted(0, 0, 0, -1), now.selection, None, theme.CHIP_RADIUS)
            if self._has_keyboard(state):
                bar = QRectF(rect.left(), rect.top() + theme.px(8), theme.px(3), rect.height() - theme.px(17))
                paint.rounded(
                    painter, bar, now.selection_ink if now.forced else now.accent, None, theme.px(1.5)
                )
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, now.line)
        ink = now.selection_ink if selected else now.ink
        faint = now.selection_ink if selected and now.forced else now.dim
        rect = rect.adjusted(theme.px(20) * row.level, 0, 0, 0)
        left = rect.left() + theme.px(8)
        middle = self._upper(rect).center().y()
        if row.icon:
            side = theme.px(16)
            icons.draw(painter, QRect(left, middle - side // 2, side, side), row.icon, faint)
        button = self.button_rect(rect, row)
        right = self._right(rect, row)
        if row.more:
            dots = self.more_rect(rect, row)
            if selected or state & _State.State_MouseOver:
                side = theme.px(16)
                box = QRect(dots.center().x() - side // 2, dots.center().y() - side // 2, side, side)
                icons.draw(painter, box, "ellipsis", faint)
        columns = self._columns(rect, row, right)
        line = theme.line_height()
        top = middle - (line if row.subtitle else line // 2)
        name = QRect(columns[0], top, _name_end(row, columns) - columns[0] - theme.px(12), line)
        paint.text(painter, name, row.title, ink, theme.font("bold"))
        paint.text(painter, name.translated(0, line), row.subtitle, faint, theme.font())
        said = QRect(columns[1], rect.top(), columns[2] - columns[1] - theme.px(12), rect.height())
        x, y = columns[2], middle - theme.px(10)
        if self.lines:
            top, wide = (
                rect.bottom() - theme.px(FOLD[self.lines] + 3),
                rect.right() - theme.px(8) - columns[0],
            )
            said = QRect(columns[0], top, wide, self.lines * line)
            x, y, right = columns[0], top + (line - theme.px(20)) // 2, said.right()
        for chip in row.chips:
            x += draw_chip(painter, x, y, chip, max(0, right - x)) + theme.px(6)
        if self.lines:
            said.setLeft(x + (theme.px(2) if row.chips else 0))
        self._paint_text(painter, said, row, selected=selected)
        if row.action:
            draw_button(
                painter,
                button,
                row.action,
                hover=self.hovered == index,
                down=self.pressed == index,
            )

    def _paint_text(self, painter: QPainter, room: QRect, row: Row, *, selected: bool) -> None:
        if not row.text.strip():
            return
        width = room.width()
        if theme.colors().forced and selected:
            block = Block(row.text[:600], width, most_lines=2)
            line = QFontMetrics(theme.font()).lineSpacing()
            high = max(1, round(block.height / line)) * line
            box = QRect(room.left(), round(self._text_top(room, high)), width, high)
            paint.wrapped(painter, box, row.text, theme.colors().selection_ink, theme.font())
            return
        block = Block(row.text[:600], width, most_lines=2)
        block.draw(painter, room.left(), self._text_top(room, block.height))

    def _text_top(self, room: QRect, high: float) -> float:
        """In the middle, or at the top of the lines below the name."""
        return room.top() if self.lines else room.center().y() - high / 2

    def _right(self, rect: QRect, row: Row) -> int:
        """Where the chips of a row end: at its dots, its button or its edge."""
        if row.more:
            return self.more_rect(rect, row).left() - theme.px(4)
        return (self.button_rect(rect, row).left() if row.action else rect.right()) - theme.px(12)

    def _state_room(self, rect: QRect) -> int:
        """What the chips and the button of the row with the longest of them take: chips stand in one line in a list."""
        if self._widest is None:
            model = self._view.model()
            rows = (index.data(RowRole) for index in (model.index(n, 0) for n in range(model.rowCount())))
            self._widest = max(
                (
                    rect.right() - self._right(rect, row) + _chips_width(row)
                    for row in rows
                    if isinstance(row, Row) and row.text and row.chips
                ),
                default=0,
            )
        return self._widest

    def _text_left(self, rect: QRect) -> int:
        """Where what rows say begins: after the longest of their names as far as there is room, and early enough that
        no chip is cut."""
        share = max(round(rect.width() * self._name_share), theme.px(150))
        if self._names is None:
            self._names = self._measured(rect)
        titles, seconds, texts, _needed = self._names
        state = self._state_room(rect)
        spare = rect.width() - texts - theme.px(24)  # what names may have and every text stays whole
        left = max(share, min(titles, rect.width() // 2), min(seconds, spare))
        return rect.left() + max(theme.px(150), min(left, rect.width() - state - theme.px(LEAST)))

    def _measured(self, rect: QRect) -> tuple[int, int, int, int]:
        """Pixels of the longest title and second line before what rows say, of the longest of that in two lines with
        what stands after it, and what a row needs at least after its name."""
        bold, plain = QFontMetrics(theme.font("bold")), QFontMetrics(theme.font())
        titles = seconds = texts = needed = 0
        model = self._view.model()
        for number in range(min(model.rowCount(), SEEN)):
            row = model.index(number, 0).data(RowRole)
            if not isinstance(row, Row) or not row.text.strip():
                continue
            before = theme.px((42 if row.icon else 8) + 12 + 20 * row.level) + 2
            titles = max(titles, before + bold.horizontalAdvance(row.title[:LETTERS]))
            seconds = max(seconds, before + plain.horizontalAdvance(row.subtitle[:LETTERS]))
            after = rect.right() - self._right(rect, row)
            said = round(plain.horizontalAdvance(row.text[:600]) * 0.6)
            kept = max(min(said, theme.px(NARROW)), theme.px(LEAST - 12) if row.chips else 0)
            needed = max(needed, kept + after + _chips_width(row))
            if row.chips:
                after = max(after + _chips_width(row), theme.px(STATE))
            texts = max(texts, after + said)
        return titles, seconds, texts, needed

    def _columns(self, rect: QRect, row: Row, right: int) -> tuple[int, int, int]:
        """Left edges of name, text and chips. Chips keep their width when the window is narrow; the text
        gives way."""
        wide = rect.width()
        name = rect.left() + theme.px(42 if row.icon else 8)
        needed = _chips_width(row)
        if self.lines:
            return name, right, right
        if not row.text:
            chips = right - needed
            return name, chips, chips
        text = self._text_left(rect)
        if not row.chips:
            return name, text, right
        share = rect.left() + round(wide * max(0.65, self._name_share + 0.355))
        chips = min(max(share, rect.right() - theme.px(STATE)), text + theme.px(LONGEST))
        common = max(rect.right() - self._state_room(rect), text + theme.px(TEXT))
        return name, text, max(text + theme.px(LEAST), min(chips, common, right - needed))


def _name_end(row: Row, columns: tuple[int, int, int]) -> int:
    """What stands under the name goes on to the chips where the row says nothing (a blank keeps the chips in line), and
    to the edge where it has none."""
    if row.text.strip():
        return columns[1]
    return columns[2] if row.text or row.chips else columns[2] + theme.px(12)


def _chips_width(row: Row) -> int:
    return sum(chip_size(chip).width() + theme.px(6) for chip in row.chips)
