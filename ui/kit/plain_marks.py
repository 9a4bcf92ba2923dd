"""Words of lawyers underlined where they stand in a field, and the plainer one put there with one key (PRACTICE D6).

PlainMarks(field)          # reads what is typed in slices, a moment after the last key
marks_of(field)            # those of a field, None where nobody looks it over
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Generator, Iterator, Sequence

from PySide6.QtCore import QElapsedTimer, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget

from app.plain.forms import article_before
from app.plain.jargon import Term, folded
from app.plain.typed import PIECE, Looked, TypedText
from ui.kit import theme
from ui.kit.chips import Tone, tone_ink
from ui.kit.fields import GrowingText
from ui.kit.pausing import after_typing
from ui.kit.plain_words import plain_words
from ui.kit.seams import SEAM, units, whole

PAUSE = 400
"""Milliseconds without a key."""
SLICE = 12
"""Milliseconds of reading before the window has its turn again."""
MOST_MARKS = 500
"""Underlined in one paragraph: Qt sets a paragraph anew for each key, with all that is drawn under it."""
KEYS = "Ctrl+."
"""Puts the plainer word there; an action of the window has it (`ui/shell/actions.py`)."""


class PlainMarks(QSyntaxHighlighter):
    """`looked(Looked)` when everything was read, `moved()` when the caret is elsewhere."""

    looked = Signal(object)
    moved = Signal()

    def __init__(self, field: GrowingText) -> None:
        super().__init__(field.document())
        self.setParent(field)
        self._field = field
        self._typed: TypedText | None = None
        self._found: Looked | None = None
        self._left: frozenset[str] = frozenset()
        self._going: Iterator[None] | None = None
        self._clock = QElapsedTimer()
        self._pause = after_typing(self, PAUSE, self.look_over)
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._go_on)
        field.textChanged.connect(self._on_text_changed)
        field.cursorPositionChanged.connect(self.moved)
        plain_words().changed.connect(self._on_words_changed)
        theme.bus().changed.connect(self.rehighlight)

    @property
    def is_reading(self) -> bool:
        """Whether it is still to say what stands there."""
        return self._pause.isActive() or self._slices.isActive()

    def look_over(self) -> None:
        """Read what stands there now, from the next turn of the window on."""
        self._pause.stop()
        self._going = self._read_and_mark()
        self._slices.start()

    def next_term(self) -> tuple[int, Term] | None:
        """The word at the caret or the next after it, round the end; with the number of its paragraph."""
        if self._found is None:
            return None
        here = self._field.textCursor()
        block, column = here.blockNumber(), here.positionInBlock()
        marks, first = self._found.marks, None
        for number, terms in enumerate(marks):
            if terms and first is None:
                first = (number, terms[0])
            if terms and number >= block:
                text = self._found.paragraphs[number]
                for term in terms:
                    if number > block or units(text[: term.end]) >= column:
                        return number, term
        return first

    def take(self) -> bool:
        """Put the plainer word for the next one there: one step to undo. False where there is none."""
        offered = self.next_term()
        if offered is None or self._field.isReadOnly():
            return False
        number, term = offered
        block = self.document().findBlockByNumber(number)
        text = block.text()
        if text[term.begin : term.end] != term.word:  # typed over since it was read
            return False
        cursor = QTextCursor(block)
        cursor.beginEditBlock()
        _put(cursor, block, term.begin, term.end, term.instead)
        after = QTextCursor(cursor)
        english = self._text().words.language == "en"  # "an" and "a" are prepositions elsewhere
        article = article_before(text, term.begin, term.instead) if english else None
        if article is not None:
            start, word = article
            _put(cursor, block, start, start + len(text[start : term.begin].split()[0]), word)
        cursor.endEditBlock()
        cursor.setPosition(after.position())
        self._field.setTextCursor(cursor)
        self._field.ensureCursorVisible()
        self.look_over()
        return True

    def highlightBlock(self, text: str) -> None:
        """What is known of the paragraph; of one that is being typed, what it says by itself."""
        for term in self._marks_of(self.currentBlock().blockNumber(), text)[:MOST_MARKS]:
            start = units(text[: term.begin])
            self.setFormat(start, units(text[: term.end]) - start, _wave())

    def _marks_of(self, number: int, text: str) -> tuple[Term, ...]:
        found = self._found
        if found is not None and number < len(found.paragraphs) and found.paragraphs[number] == text:
            return found.marks[number]
        if found is None or len(text) > PIECE:
            return ()
        return tuple(one.term for one in self._text().words.mentions(text) if one.key in self._left)

    def _is_enough(self) -> bool:
        return self._clock.elapsed() >= SLICE

    def _go_on(self) -> None:
        self._clock.start()
        if self._going is None or next(self._going, self) is self:  # it has come to its end
            self._slices.stop()
            self._going = None

    def _read_and_mark(self) -> Iterator[None]:
        """Read what stands there, then underline; gives way as often as a slice is over."""
        blocks = list(_blocks(self.document()))
        for found in self._text().look_over(_paragraphs(blocks), self._is_enough):
            if found is None:
                yield
            else:
                self._found = found = yield from self._by_block(found, blocks)
                self._left = frozenset(folded(one.word) for one in found.plainness.jargon)
                yield from self._mark(found)
                self.looked.emit(found)

    def _by_block(self, found: Looked, blocks: Sequence[str]) -> Generator[None, None, Looked]:
        """The same with what is shown of each paragraph by itself. A mark over a seam is left out."""
        if len(blocks) == len(found.paragraphs):
            return found
        marks: list[tuple[Term, ...]] = []
        number = begin = 0
        for block in blocks:
            terms, end = found.marks[number], begin + len(block.removesuffix(SEAM))
            first, after = (bisect_left(terms, at, key=_begin) for at in (begin, end))
            marks.append(tuple(one.moved(-begin) for one in terms[first:after] if one.end <= end))
            number, begin = (number, end) if block.endswith(SEAM) else (number + 1, 0)
            if self._is_enough():
                yield
        return Looked(found.plainness, tuple(blocks), tuple(marks))

    def _mark(self, found: Looked) -> Iterator[None]:
        block = self.document().firstBlock()
        for text, terms in zip(found.paragraphs, found.marks, strict=True):
            if not _is_marked(block, text, terms):
                with QSignalBlocker(self.document()):  # no change of the words, whatever Qt says
                    self.rehighlightBlock(block)
            if self._is_enough():
                yield
            block = block.next()

    def _on_text_changed(self) -> None:
        self._slices.stop()
        self._pause.start()

    def _on_words_changed(self) -> None:
        self._typed = None
        self.look_over()

    def _text(self) -> TypedText:
        """Not before it is needed: the firm's list is read while the first form opens."""
        if self._typed is None:
            self._typed = TypedText(plain_words().words)
        return self._typed


def _blocks(document: QTextDocument) -> Iterator[str]:
    """A plain text of the whole would turn other line ends and spaces into usual ones."""
    block = document.firstBlock()
    while block.isValid():
        yield block.text()
        block = block.next()


def _paragraphs(blocks: Sequence[str]) -> list[str]:
    """A paragraph that is shown in pieces is one (`ui.kit.seams`)."""
    return whole("\n".join(blocks)).split("\n")


def _begin(term: Term) -> int:
    return term.begin


def _is_marked(block: QTextBlock, text: str, terms: Sequence[Term]) -> bool:
    """Whether what is underlined there is what was found: a stop in the middle leaves some of it to be done."""
    drawn = [(one.start, one.start + one.length) for one in block.layout().formats()]
    return drawn == [(units(text[: one.begin]), units(text[: one.end])) for one in terms[:MOST_MARKS]]


def _put(cursor: QTextCursor, block: QTextBlock, begin: int, end: int, words: str) -> None:
    text = block.text()
    cursor.setPosition(block.position() + units(text[:begin]))
    cursor.setPosition(block.position() + units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(words)


def _wave() -> QTextCharFormat:
    wave = QTextCharFormat()
    wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    wave.setUnderlineColor(tone_ink(Tone.SOON))
    return wave


def marks_of(field: QWidget | None) -> PlainMarks | None:
    """Those of the field that has the keyboard, say; None where nobody looks it over."""
    return field.findChild(PlainMarks) if isinstance(field, GrowingText) else None
