"""A quiet line under what is written for a client: how it reads, and what to say otherwise (PRACTICE D6).

PlainLine.under(field)     # looks over what is typed, a moment after the last key
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from app.kernel.language import counted
from app.plain.ease import Ease
from app.plain.jargon import Term, folded
from app.plain.looking import Plainness
from app.plain.typed import Looked
from ui.kit.chips import Tone
from ui.kit.fields import GrowingText
from ui.kit.labels import Label
from ui.kit.plain_marks import KEYS, PlainMarks

translate = QCoreApplication.translate

_MOST_TERMS = 3


class PlainLine(Label):
    """Takes no room while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "small", tone=Tone.DIM, wrap=True, parent=parent)
        self._marks: PlainMarks | None = None
        self._looked: Looked | None = None
        self.hide()

    @classmethod
    def under(cls, field: GrowingText) -> PlainLine:
        """One that follows what is typed into ``field``; words of lawyers are underlined there (`PlainMarks`)."""
        line = cls()
        line._marks = marks = PlainMarks(field)
        marks.looked.connect(line._on_marks_looked)
        marks.moved.connect(line._say)
        return line

    def show_plainness(
        self, found: Plainness | None, offered: Term | None = None, *, first: str = ""
    ) -> None:
        """What was found in a text; None hides the line. ``offered``: what the key would put there (`KEYS`);
        ``first``: what is to be put otherwise before all else, and is nothing to praise."""
        said = say_plainness(found, offered) if found and not (first and found.is_plain) else ""
        said = " ".join(filter(None, (first, said)))
        self.setText(said)
        self.set_tone(Tone.SOON if first or (found is not None and not found.is_plain) else Tone.DIM)
        self.setVisible(bool(said))

    def _on_marks_looked(self, looked: Looked) -> None:
        self._looked = looked
        self._say()

    def _say(self) -> None:
        if self._marks is None or self._looked is None:
            return
        offered = self._marks.next_term()
        self.show_plainness(self._looked.plainness, offered[1] if offered is not None else None)


def _terms(found: Plainness, offered: Term | None) -> list[str]:
    """The one at the caret first, with its key; of each word one place is enough."""
    said, listed = [], found.jargon
    if offered is not None:
        keys = QKeySequence(KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        words = translate("PlainLine", "“{word}”: say “{plain}” ({keys})")
        said.append(words.format(word=offered.word, plain=offered.say, keys=keys))
        listed = tuple(one for one in listed if folded(one.word) != folded(offered.word))
    words = translate("PlainLine", "“{word}”: say “{plain}”")
    said += [words.format(word=one.word, plain=one.say) for one in listed[: _MOST_TERMS - len(said)]]
    more = len(listed) + (offered is not None) - len(said)
    return [*said, translate("PlainLine", "{count} more").format(count=more)] if more else said


def say_plainness(found: Plainness, offered: Term | None = None) -> str:
    """In a sentence or two, the first thing to do first; "" for a text too short to say anything of."""
    reads = {  # praise only where nothing is pointed at: short words of a court are none that a client knows
        Ease.EASY: translate("PlainLine", "Reads easily.") if found.is_plain else "",
        Ease.PLAIN: translate("PlainLine", "Plain English.") if found.is_plain else "",
        Ease.HARD: translate("PlainLine", "Hard to read: shorter sentences and words help."),
        Ease.VERY_HARD: translate("PlainLine", "Very hard to read: shorter sentences and words help."),
        None: "",
    }[found.reading.ease]
    terms = _terms(found, offered)
    long = len(found.reading.long_sentences)
    lengthy = counted(
        long, "1 sentence has more than 25 words.", "{count} sentences have more than 25 words."
    ).format(count=long)
    return " ".join(filter(None, (reads, lengthy if long else "", "; ".join(terms) + "." if terms else "")))
