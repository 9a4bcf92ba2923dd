"""One piece of an update: its tick, its words to be changed where they stand, and what the firm noted of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.updates import Piece, PieceKind
from ui.kit import icons, paint, theme
from ui.kit.buttons import LinkButton
from ui.kit.chips import Tone
from ui.kit.fields import GrowingText, TextField
from ui.kit.labels import Label
from ui.kit.plain_marks import PlainMarks
from ui.kit.sides import set_margins

translate = QCoreApplication.translate
NOTE_LETTERS = 300


def kind_name(kind: PieceKind) -> str:
    """As the writer reads it."""
    return {
        PieceKind.POINT: translate("PieceRow", "First of all"),
        PieceKind.PRIORITIES: translate("PieceRow", "What they want first"),
        PieceKind.NEWS: translate("PieceRow", "News, not told yet"),
        PieceKind.HAPPENED: translate("PieceRow", "Happened"),
        PieceKind.AWAITED: translate("PieceRow", "Awaited"),
        PieceKind.COMING: translate("PieceRow", "Coming up"),
        PieceKind.ASKED: translate("PieceRow", "For the client to do"),
        PieceKind.OPTIONS: translate("PieceRow", "Options and risks"),
        PieceKind.DECISION: translate("PieceRow", "Decision asked"),
        PieceKind.FEES: translate("PieceRow", "Fees"),
        PieceKind.ADDED: translate("PieceRow", "Your words"),
    }[kind]


class Handle(QWidget):
    """Six dots to drag a piece by. `dragged(y)` in global pixels, `dropped(y)`."""

    dragged = Signal(int)
    dropped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(translate("PieceRow", "Drag, or Alt+Up and Alt+Down"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(14), theme.px(20))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.dragged.emit(round(event.globalPosition().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.dropped.emit(round(event.globalPosition().y()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colors().dim)
        step, dot = theme.px(5), theme.px(2)
        for across in range(2):
            for down in range(3):
                at = QPointF(theme.px(2) + across * step, theme.px(4) + down * step)
                painter.drawEllipse(QRectF(at.x(), at.y(), dot, dot))
        painter.end()


class PrivateNote(QWidget):
    """What stays in the firm: small and grey, apart from the client's words by a lock and an indent."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = Label(words, "small", tone=Tone.DIM, wrap=True)
        across = QHBoxLayout(self)
        set_margins(across, theme.px(42), 0, 0, 0)
        across.addWidget(self.words, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        side = theme.px(12)
        icons.draw(painter, QRectF(theme.px(24), theme.px(2), side, side), "lock", theme.colors().dim)
        painter.end()


class PieceRow(QWidget):
    """`ticked(key, on)`, `reworded(key, text, when)`, `removed(key)`, `read()` when its words were looked
    over or the caret moved; ``handle`` drags it."""

    ticked = Signal(str, bool)
    reworded = Signal(str, str, str)
    removed = Signal(str)
    read = Signal()

    def __init__(self, piece: Piece) -> None:
        super().__init__()
        self.key = piece.key
        self._called = name = kind_name(piece.kind)
        self.handle = Handle()
        self.tick = QCheckBox(name)
        self.tick.setChecked(piece.ticked)
        self.when = TextField(self.tr("when, from whom"), piece.when)
        self.when.setVisible(bool(piece.when))
        self.when.setFixedWidth(theme.px(150))
        self.words = GrowingText(self.tr("what the client reads"), least=1)
        self.words.setText(piece.text)
        marks = PlainMarks(self.words)
        marks.looked.connect(lambda _: self.read.emit())
        marks.moved.connect(self.read)
        self._lay_out(piece)
        self.number(0)
        self.tick.toggled.connect(self._on_tick_toggled)
        self.words.textChanged.connect(self._on_changed)
        self.when.textChanged.connect(self._on_changed)

    def show_piece(self, piece: Piece) -> None:
        """The piece as it is now; a field that says so already is left alone, with its caret."""
        self.blockSignals(True)
        self.tick.setChecked(piece.ticked)
        if self.words.text().strip() != piece.text.strip() or self.when.text().strip() != piece.when.strip():
            self.words.setText(piece.text)
            self.when.setText(piece.when)
        self.unplain.setVisible(piece.is_unplain)
        self.blockSignals(False)
        self._name(piece.text)

    def _lay_out(self, piece: Piece) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.handle)
        head.addWidget(self.tick)
        head.addStretch(1)
        self.unplain = Label(self.tr("In the court’s words"), "small", tone=Tone.SOON)
        self.unplain.setToolTip(self.tr("Say it plainly: type over it"))
        self.unplain.setVisible(piece.is_unplain)
        head.addWidget(self.unplain)
        if piece.right:
            head.addWidget(Label(piece.right, "small", tone=Tone.DIM))
        head.addWidget(self.when)
        self.remove: LinkButton | None = None
        if piece.kind is PieceKind.ADDED:
            self.remove = LinkButton(self.tr("Remove"), lambda: self.removed.emit(self.key))
            head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addWidget(self.words)
        if piece.note.strip():
            noted = " ".join(piece.note.split())
            short = noted if len(noted) <= NOTE_LETTERS else f"{noted[:NOTE_LETTERS].rstrip()} …"
            column.addWidget(PrivateNote(self.tr("In the log, for you alone: {note}").format(note=short)))

    def _name(self, text: str) -> None:
        """What is ticked, for who does not see the words beside it."""
        short = " ".join(text[:400].split())[:80]
        self.tick.setAccessibleName(f"{self._called}: {short}")

    def number(self, number: int) -> None:
        """Which it is of those of its kind, for who does not see where it stands; 0 where it is the only one."""
        self._called = f"{self.tick.text()} {number}" if number else self.tick.text()
        self.words.setAccessibleName(self._called)
        self.when.setAccessibleName(self.tr("{kind}, when").format(kind=self._called))
        if self.remove is not None:
            self.remove.setAccessibleName(self.tr("Remove: {what}").format(what=self._called))
        self._name(self.words.text())

    def _on_tick_toggled(self, on: bool) -> None:
        self.ticked.emit(self.key, on)

    def _on_changed(self) -> None:
        self.reworded.emit(self.key, self.words.text(), self.when.text())
