"""The pieces of an update one under the other: ticked, changed, moved by Alt+Up and Alt+Down or by dragging."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.updates import Piece, PieceKind
from ui.kit import theme
from ui.updates.piece_row import PieceRow

AT_ONCE = 3
"""Rows that are made before the window has its turn again: each is some milliseconds."""


class PieceList(QWidget):
    """`ticked(key, on)`, `reworded(key, text, when)`, `removed(key)`, `moved(key, by)`, `read()`."""

    ticked = Signal(str, bool)
    reworded = Signal(str, str, str)
    removed = Signal(str)
    moved = Signal(str, int)
    read = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, PieceRow] = {}
        self._pieces: tuple[Piece, ...] = ()
        self._stands: dict[str, tuple[PieceKind, str]] = {}
        """What a row was made for: another kind or note needs another row."""
        self._drop_at: int | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(12))
        self._more = QTimer(self)
        self._more.setInterval(0)
        self._more.timeout.connect(self._make_more)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            short = QShortcut(QKeySequence(keys), self, lambda by=by: self._move_here(by))
            short.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def is_whole(self) -> bool:
        """Whether every row is made."""
        return not self._more.isActive()

    def row(self, key: str) -> PieceRow:
        """The row of a piece."""
        return self._rows[key]

    def keys(self) -> list[str]:
        """The pieces in the order in which their rows stand."""
        return [one.key for one in self._in_order()]

    def show_pieces(self, pieces: tuple[Piece, ...]) -> None:
        """These, in this order; rows that are there already stay, with the keyboard."""
        self._pieces = pieces
        wanted = {one.key for one in pieces if self._stands.get(one.key) in {None, (one.kind, one.note)}}
        for key in [key for key in self._rows if key not in wanted]:
            row = self._rows.pop(key)
            del self._stands[key]
            self._column.removeWidget(row)
            row.blockSignals(True)  # its fields say that they are emptied when they are deleted
            row.hide()
            row.deleteLater()
        for piece in pieces:
            if piece.key in self._rows:
                self._rows[piece.key].show_piece(piece)
        if self._make_more() and self.keys() != [one.key for one in pieces]:
            self._arrange()

    def _make_more(self) -> bool:
        """The next rows that are missing; whether none is missing then."""
        made = 0
        for place, piece in enumerate(self._pieces):
            if piece.key in self._rows:
                continue
            if made == AT_ONCE:
                self._more.start()
                return False
            self._make(piece, place)
            made += 1
        self._more.stop()
        self._arrange()
        return True

    def _make(self, piece: Piece, place: int) -> None:
        row = self._rows[piece.key] = PieceRow(piece)
        self._stands[piece.key] = piece.kind, piece.note
        row.ticked.connect(self.ticked)
        row.reworded.connect(self.reworded)
        row.removed.connect(self.removed)
        row.read.connect(self.read)
        row.handle.dragged.connect(self._on_dragged)
        row.handle.dropped.connect(lambda y: self._on_dropped(piece.key, y))
        self._column.insertWidget(min(place, self._column.count()), row)
        row.show()  # now, not when the layout gets to it: the keyboard may go there at once

    def _arrange(self) -> None:
        before: QWidget | None = None
        of_kind = Counter(piece.kind for piece in self._pieces)
        so_far: Counter[PieceKind] = Counter()
        for place, piece in enumerate(self._pieces):
            row = self._rows[piece.key]
            so_far[piece.kind] += 1
            row.number(so_far[piece.kind] if of_kind[piece.kind] > 1 else 0)
            if self._column.indexOf(row) != place:
                self._column.removeWidget(row)
                self._column.insertWidget(place, row)
            for field in (row.tick, row.when, row.words):
                if before is not None:
                    QWidget.setTabOrder(before, field)
                before = field

    def _in_order(self) -> list[PieceRow]:
        return sorted(self._rows.values(), key=self._column.indexOf)

    def _move_here(self, by: int) -> None:
        here = self.focusWidget()
        row = next((one for one in self._in_order() if here is not None and one.isAncestorOf(here)), None)
        if row is not None:
            self.moved.emit(row.key, by)

    def _place_of(self, y: int) -> int:
        """Before which row something falls that is dropped at ``y`` (global)."""
        at = self.mapFromGlobal(QPoint(0, y)).y()
        return sum(1 for row in self._in_order() if row.geometry().center().y() < at)

    def _on_dragged(self, y: int) -> None:
        self._drop_at = self._place_of(y)
        self.update()

    def _on_dropped(self, key: str, y: int) -> None:
        was_dragged, self._drop_at = self._drop_at is not None, None
        self.update()
        if was_dragged:
            here, place = self.keys().index(key), self._place_of(y)
            self.moved.emit(key, place - here - (place > here))

    def paintEvent(self, event: QPaintEvent) -> None:
        rows = self._in_order()
        if self._drop_at is None or not rows:
            return
        last = self._drop_at >= len(rows)
        row = rows[-1] if last else rows[self._drop_at]
        y = row.geometry().bottom() + theme.px(5) if last else row.geometry().top() - theme.px(7)
        painter = QPainter(self)
        painter.fillRect(0, max(0, y), self.width(), theme.px(2), theme.colors().accent)
        painter.end()
