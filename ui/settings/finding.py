"""Looks for a setting by what it is called, or by what one would call it; as the palette does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.kit import theme
from ui.kit.announcing import announce
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.folding import NARROW
from ui.kit.room import ANY_LENGTH
from ui.kit.row_model import Row
from ui.kit.rows import RowList
from ui.kit.text_field import TextField
from ui.shell.desk import SettingSpec
from ui.shell.offers import GoTo, Local, setting_offers


class SettingSearch(QWidget):
    """A field over ``beside``, which what was found covers while there are words. `chosen("computer/zoom")`."""

    chosen = Signal(str)

    def __init__(self, page: str, settings: Sequence[SettingSpec], beside: QWidget) -> None:
        super().__init__()
        self._local = Local(setting_offers(page, settings))
        self._beside = beside
        self.field = TextField(self.tr("Find a setting"))
        self.field.setAccessibleName(self.tr("Find a setting"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._look)
        self.field.installEventFilter(self)
        self.rows = RowList(self.tr("Settings found"), name_share=0.6)
        self.rows.acted.connect(self._choose)
        self.rows.opened.connect(self._choose)
        self.rows.clicked.connect(lambda _: self._choose(self.rows.current_key()))
        self.rows.installEventFilter(self)
        self.found = OrEmpty(self.rows, EmptyState(self.tr("No setting is called so.")))
        self.stack = QStackedWidget()
        self.stack.addWidget(beside)
        self.stack.addWidget(self.found)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.field)
        self._column.addWidget(self.stack, 1)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def take_keyboard(self) -> None:
        """Somebody wants to look for one."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _look(self, typed: str) -> None:
        words = typed.strip()
        hits = self._local.find(words, ()) if words else []
        self.rows.set_rows([Row(one.key, one.title, one.note, one.icon) for one in hits])
        self.rows.select_first()
        self.found.show_full(bool(hits))
        self.stack.setCurrentWidget(self.found if words else self._beside)
        if words:
            first = f": {hits[0].title}, {hits[0].note}" if hits else ""
            announce(self.field, self.tr("{count} settings found").format(count=len(hits)) + first)

    def _choose(self, key: object) -> None:
        if isinstance(key, GoTo) and isinstance(key.arg, str):
            self.field.clear()
            self.chosen.emit(key.arg)

    def _give_up(self) -> None:
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.field.text():
            key = event.key()
            if key == Qt.Key.Key_Escape:
                self._give_up()
                return True
            if watched is self.field and key in {Qt.Key.Key_Down, Qt.Key.Key_PageDown}:
                self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if watched is self.field and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._choose(self.rows.current_key())
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def _restyle(self) -> None:
        """As wide as the drop-down below it, where the list of sections is one."""
        is_narrow = self.width() < theme.px(NARROW)
        self.field.setMaximumWidth(ANY_LENGTH if is_narrow else theme.px(320))
        self._column.setSpacing(theme.px(12))
