"""A very long paragraph shown in pieces, for Qt lays a paragraph out anew as a whole at each key: 80,000 words are
150 ms. Between two pieces stand `SEAM` and a line end; neither is in the text that a field gives (`whole`).

The pieces are cut where a sentence ends. Whoever writes seven pages without a paragraph sees that line end there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

SEAM = "\u2065"
"""No character and never drawn: unassigned in Unicode, to be ignored where it is met. One in a text that comes in from
elsewhere is left out."""
JOINT = f"{SEAM}\n"
LONGEST, PIECE = 20_000, 10_000
"""`units` of a paragraph that is left whole, and letters of the pieces of a longer one. Together two pieces that have
become short are less than `PIECE`: they are joined again."""
_LINE = re.compile("[^\n\r\u2029]+")


def in_pieces(text: str) -> str:
    """``text`` as a field shows it."""
    text = text.replace(SEAM, "")
    return _LINE.sub(lambda found: _pieces(found[0]), text) if units(text) > LONGEST else text


def whole(shown: str) -> str:
    """What is shown without its seams."""
    return shown.replace(JOINT, "").replace(SEAM, "") if SEAM in shown else shown


def units(text: str) -> int:
    """Qt counts in UTF-16: a letter outside the first plane is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class Places:
    """Where in a document the letters of the text stand that was read from it."""

    def __init__(self, document: QTextDocument) -> None:
        shown = document.toPlainText()
        self.text = whole(shown)
        parts = shown.split(JOINT)
        self._seams = list(accumulate(map(len, parts[:-1])))

    def of(self, at: int, *, begins: bool = False) -> int:
        """The document's position before the letter ``at``. Where a piece ends there: its end, or what ``begins``
        there is in the next one."""
        seams = (bisect_right if begins else bisect_left)(self._seams, at)
        return units(self.text[:at]) + len(JOINT) * seams

    def letter(self, position: int) -> int:
        """The letter before which the document's ``position`` is."""
        for number, seam in enumerate(self._seams):
            if position <= units(self.text[:seam]) + len(JOINT) * number:
                return _letters(self.text, position - len(JOINT) * number)
        return _letters(self.text, position - len(JOINT) * len(self._seams))


def ends_in_seam(block: QTextBlock) -> bool:
    """Whether the paragraph goes on in the next block."""
    return block.isValid() and block.length() > 1 and block.text().endswith(SEAM)


def keep_short(block: QTextBlock) -> None:
    """Cut what has become too long, join what has become short: one step to undo with what was done before."""
    cursor = QTextCursor(block)
    *pieces, _last = (
        _pieces(block.text().removesuffix(SEAM)).split(JOINT) if block.length() > LONGEST else [""]
    )
    if pieces:
        cursor.joinPreviousEditBlock()
        at = block.position()
        for piece in pieces:
            at += units(piece)
            cursor.setPosition(at)
            cursor.insertText(JOINT)
            at += len(JOINT)
        cursor.endEditBlock()
        return
    for one in (block, block.previous()):
        if ends_in_seam(one) and _are_short(one.length() - len(JOINT), one.next().length() - 1):
            cursor.joinPreviousEditBlock()
            cursor.setPosition(one.position() + one.length() - 2)
            cursor.setPosition(cursor.position() + len(JOINT), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            cursor.endEditBlock()
            return


def _are_short(first: int, second: int) -> bool:
    return not first or not second or first + second < PIECE


def _pieces(paragraph: str) -> str:
    if units(paragraph) <= LONGEST:
        return paragraph
    from app.plain.typed import pieces  # late: not before somebody writes that much

    return JOINT.join(pieces(paragraph, PIECE))


def _letters(text: str, position: int) -> int:
    if text.isascii():
        return position
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * position].decode("utf-16-le", "surrogatepass"))
