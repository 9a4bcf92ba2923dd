"""Files dropped anywhere on the window are brought in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.exchange.incoming import Content
from app.kernel.rights import Right
from app.workspace import Workspace
from ui.exchange.dragged import is_ours, read_drag
from ui.exchange.import_sheet import ImportSheet, open_import
from ui.kit import icons, paint, theme
from ui.kit.rights import reason
from ui.kit.sheet import sheets_in
from ui.kit.spans import Block, Span

if TYPE_CHECKING:
    from ui.shell.window import VaultWindow


class FileDrops(QObject):
    """Watches a window from unlocking to locking."""

    def __init__(self, window: VaultWindow, workspace: Workspace) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._may = workspace.may(Right.WRITE)
        self.hint = DropHint(window) if self._may else DropHint(window, refused=reason(Right.WRITE))
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        window.locking.connect(self._on_window_locking)

    def bring_in(self, paths: Sequence[Path | Content]) -> ImportSheet:
        """Show what would happen with these."""
        return open_import(self._window, self._workspace, paths)

    def _on_window_locking(self) -> None:
        self._window.locking.disconnect(self._on_window_locking)
        self._window.removeEventFilter(self)
        self._window.setAcceptDrops(False)
        self.hint.hide()
        self.hint.deleteLater()
        self.deleteLater()

    def _takes(self, data: QMimeData) -> bool:
        """Files or messages, and no sheet is open: a form has a place of its own for files."""
        return is_ours(data) and not sheets_in(self._window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._window:
            return False
        if isinstance(event, QDragEnterEvent | QDragMoveEvent) and self._takes(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)  # the file stays where it is
            event.accept()
            self.hint.appear()
            return True
        if event.type() == QEvent.Type.DragLeave:
            self.hint.hide()
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self.hint.hide()
            if self._takes(event.mimeData()) and not self._may:
                event.ignore()
                self._window.say(reason(Right.WRITE))
                return True
            if self._takes(event.mimeData()):
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                drag = read_drag(event.mimeData())
                if drag.said:
                    self._window.say(drag.said)
                else:
                    self.bring_in((*drag.paths, *drag.contents))
                return True
        return False


class DropHint(QWidget):
    """Quiet words over the window while files are dragged; the drag goes through it."""

    def __init__(self, over: QWidget, *, refused: str = "") -> None:
        super().__init__(over)
        self._over = over
        self._refused = refused
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(refused or self.tr("Drop to import"))
        self.hide()

    def appear(self) -> None:
        """Over all of the window."""
        if self.isHidden():
            self.setGeometry(self._over.rect())
            self.show()
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = QPainter(self)
        painter.fillRect(self.rect(), now.scrim)
        card = QRect(0, 0, theme.px(320), theme.px(112))
        card.moveCenter(self.rect().center())
        paint.rounded(painter, QRectF(card), now.pane, now.accent, theme.DIALOG_RADIUS)
        side = theme.px(24)
        icon = QRect(card.center().x() - side // 2, card.top() + theme.px(20), side, side)
        icons.draw(painter, icon, "lock" if self._refused else "download", now.accent)
        if self._refused:
            Block((Span(self._refused),), card.width() - theme.px(40)).draw(
                painter, card.left() + theme.px(20), card.top() + theme.px(52)
            )
        lines: tuple[tuple[int, str, QColor, str], ...] = (
            (52, self.tr("Drop to import"), now.ink, "bold"),
            (74, self.tr("Nothing is changed before you say so"), now.dim, "small"),
        )
        for top, words, ink, role in () if self._refused else lines:
            line = QRect(card.left(), card.top() + theme.px(top), card.width(), theme.px(20))
            font = theme.font("bold" if role == "bold" else "small")
            paint.text(painter, line, words, ink, font, Qt.AlignmentFlag.AlignHCenter)
        painter.end()
