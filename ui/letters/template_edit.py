"""The words of a template: mistakes underlined where they stand, fields offered while one types after two braces.

Ctrl+Space offers the fields, F8 and Shift+F8 go from mistake to mistake.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QMimeData, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.letters.fields import FIELDS
from app.wording.fields import FieldInfo, known_of
from app.wording.template import MOST_LETTERS, Mistake, Spot, read_template
from ui.kit import theme
from ui.kit.fields import GrowingText
from ui.kit.pausing import after_typing
from ui.kit.seams import Places, whole
from ui.kit.typeahead import Popup, Suggestion

PAUSE = 250
"""Milliseconds without a key after which the words are looked over."""
_BEGUN = re.compile(r"\{\{ *(?P<block>(?:if(?: any| no)?|each) +)?(?P<name>[\w.]*)$", re.IGNORECASE)
_BLOCKS = (
    ("if ", "if …", "what follows stands there if there is something"),
    ("if no ", "if no …", "if there is nothing"),
    ("else}}", "else", "what stands there otherwise"),
    ("end}}", "end", "where if or each ends"),
)


class TemplateEdit(GrowingText):
    """`checked(mistakes)` after each pause."""

    checked = Signal(object)

    def __init__(self, fields: Sequence[FieldInfo] = FIELDS, high: int = 17) -> None:
        super().__init__(least=high, most=high)
        self._fields, self._known = fields, known_of(fields)
        self.mistakes: tuple[Mistake, ...] = ()
        self._read()
        self._anchor = QWidget(self)
        self._anchor.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.popup = Popup(self._anchor)
        self.popup.clicked.connect(self._on_popup_clicked)
        self._pause = after_typing(self, PAUSE, self.look_over)
        self.textChanged.connect(self._pause.start)

    def look_over(self) -> None:
        """Read the words and underline what is wrong."""
        self._pause.stop()
        self._read()
        self.mistakes = read_template(self._places.text, self._known).mistakes
        self.setExtraSelections([self._underlined(one) for one in self.mistakes])
        self.checked.emit(self.mistakes)

    def _read(self) -> None:
        """Which words are looked over, and where each line of them begins."""
        self._places = Places(self.document())
        self._lines = list(accumulate((len(one) + 1 for one in self._places.text.split("\n")), initial=0))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted or dropped. What no template can hold is refused whole: a megabyte of one paragraph would hold
        up the window at each key."""
        cursor, pasted = self.textCursor(), source.text()
        stays = len(self.text()) - len(whole(cursor.selection().toPlainText()))
        if stays + len(pasted) <= MOST_LETTERS:
            super().insertFromMimeData(source)
            return
        words = self.tr("Nothing was pasted: a template has at most {most} letters, this would be {n}.")
        said = words.format(most=say_number(MOST_LETTERS), n=say_number(stays + len(pasted)))
        self._pause.stop()
        self.checked.emit((Mistake("too-long", said, Spot(1, 1, 0)),))

    def go_to(self, mistake: Mistake) -> None:
        """Put the caret where a mistake stands, with what is wrong chosen."""
        self.setTextCursor(self._cursor(mistake))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureCursorVisible()

    def step_mistake(self, by: int) -> None:
        """The next mistake after the caret (1), or the one before (-1)."""
        if not self.mistakes:
            return
        here = self.textCursor().selectionStart()
        places = [(self._cursor(one).selectionStart(), one) for one in self.mistakes]
        if by > 0:
            found = next((one for place, one in places if place > here), places[0][1])
        else:
            found = next((one for place, one in reversed(places) if place < here), places[-1][1])
        self.go_to(found)

    def insert(self, words: str) -> None:
        """Put words where the caret is: a field, a list."""
        self.insertPlainText(words)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def replace_by(self, mistake: Mistake) -> None:
        """Write the known name that comes nearest instead."""
        cursor = self._cursor(mistake)
        words = cursor.selectedText()
        name = words.strip("{} ").split()[-1] if words.strip("{} ") else ""
        if mistake.instead and name:
            cursor.insertText(words.replace(name, mistake.instead))

    def _cursor(self, mistake: Mistake) -> QTextCursor:
        """Over what is wrong; as far as it is still there, where somebody typed on meanwhile."""
        line, column, length = mistake.at
        at = self._lines[min(line, len(self._lines)) - 1] + column - 1
        begin, end = self._places.of(at, begins=True), self._places.of(at + length)
        last = self.document().characterCount() - 1
        cursor = self.textCursor()
        cursor.setPosition(min(begin, last))
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _underlined(self, mistake: Mistake) -> QTextEdit.ExtraSelection:
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(theme.colors().late)
        wave.setBackground(theme.colors().late_ground)
        found = QTextEdit.ExtraSelection()
        found.format, found.cursor = wave, self._cursor(mistake)
        return found

    def _offer(self, *, asked: bool) -> None:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        begun = _BEGUN.search(before)
        if begun is None and not asked:
            self.popup.hide()
            return
        block, name = ((begun["block"] or ""), begun["name"].casefold()) if begun else ("", "")
        caret, wide = self.cursorRect().translated(self.viewport().pos()), theme.px(380)
        begin = caret.right() + 1 - wide if self.isRightToLeft() else caret.left()
        self._anchor.setGeometry(begin, caret.top(), wide, caret.height())
        self.popup.show_items(_fitting(self._fields, block.casefold(), name, whole=begun is None))

    def _take(self, item: Suggestion) -> None:
        self.popup.hide()
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        begun = _BEGUN.search(before)
        name = begun["name"] if begun else ""
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(name))
        closed = cursor.block().text()[cursor.selectionEnd() - cursor.block().position() :].startswith("}}")
        words = str(item.key)
        if begun is not None and closed:
            words = words.removesuffix("}}")
        cursor.insertText(words)
        self.setTextCursor(cursor)

    def _on_popup_clicked(self, index: QModelIndex) -> None:
        self._take(self.popup.suggestions.items[index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, item = event.key(), self.popup.current()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_F8:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.look_over()
            self.step_mistake(-1 if back else 1)
        elif key == Qt.Key.Key_Space and control:
            self._offer(asked=True)
        elif item is not None and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.popup.step(1 if key == Qt.Key.Key_Down else -1)
        elif (
            item is not None and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab} and not control
        ):
            self._take(item)
        else:
            super().keyPressEvent(event)
            if event.text():
                self._offer(asked=False)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self.popup.current() is None and super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)
        self.popup.hide()


def _fitting(fields: Sequence[FieldInfo], block: str, name: str, *, whole: bool) -> list[Suggestion]:
    """What can be put there: after ``each`` lists alone, after ``if`` every name, else values and blocks."""
    found = []
    for one in fields:
        if name not in one.name or (block.startswith("each") and not one.is_list):
            continue
        if one.is_list and not block:
            words = one.written if whole else one.written.removeprefix("{{")
            label = f"each {one.name}"
        else:
            words = f"{one.name}}}}}" if not whole else one.written
            label = one.name
        found.append(Suggestion(words, label, one.said))
    found.sort(key=lambda item: not item.text.startswith(name))
    blocks = [
        Suggestion(text, title, tr(note))
        for text, title, note in _BLOCKS
        if not block and not whole and text.startswith(name)
    ]
    return [*found, *blocks]
