"""A quiet line under what is written for a client: how it reads, and what to say otherwise (PRACTICE D6).

PlainLine.under(field)     # looks over what is typed, a moment after the last key
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QWidget

from app.plain.ease import Ease
from app.plain.looking import Plainness, look_over
from ui.kit.chips import Tone
from ui.kit.fields import GrowingText
from ui.kit.labels import Label

translate = QCoreApplication.translate

PAUSE = 400
"""Milliseconds without a key."""
_MOST_LETTERS = 5_000
"""Of a field: read between two keys. A longer one is looked over to there."""
_MOST_TERMS = 3


class PlainLine(Label):
    """Takes no room while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "small", tone=Tone.DIM, wrap=True, parent=parent)
        self._field: GrowingText | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.hide()

    @classmethod
    def under(cls, field: GrowingText) -> PlainLine:
        """One that follows what is typed into ``field``."""
        line = cls()
        line._field = field
        field.textChanged.connect(line._timer.start)
        return line

    def show_plainness(self, found: Plainness | None) -> None:
        """What was found in a text; None hides the line."""
        said = say_plainness(found) if found else ""
        self.setText(said)
        self.set_tone(Tone.DIM if found is None or found.is_plain else Tone.SOON)
        self.setVisible(bool(said))

    def _on_timer_timeout(self) -> None:
        if self._field is not None:
            self.show_plainness(look_over(self._field.text()[:_MOST_LETTERS]))


def say_plainness(found: Plainness) -> str:
    """In a sentence or two, the first thing to do first; "" for a text too short to say anything of."""
    reads = {
        Ease.EASY: translate("PlainLine", "Reads easily."),
        Ease.PLAIN: translate("PlainLine", "Plain English."),
        Ease.HARD: translate("PlainLine", "Hard to read: shorter sentences and words help."),
        Ease.VERY_HARD: translate("PlainLine", "Very hard to read: shorter sentences and words help."),
        None: "",
    }[found.reading.ease]
    terms = [
        translate("PlainLine", "“{word}”: say “{plain}”").format(word=one.word, plain=one.say)
        for one in found.jargon[:_MOST_TERMS]
    ]
    more = len(found.jargon) - len(terms)
    if more:
        terms.append(translate("PlainLine", "{count} more").format(count=more))
    long = len(found.reading.long_sentences)
    lengthy = (
        translate("PlainLine", "1 sentence has more than 25 words.")
        if long == 1
        else translate("PlainLine", "{count} sentences have more than 25 words.").format(count=long)
    )
    return " ".join(filter(None, (reads, lengthy if long else "", "; ".join(terms) + "." if terms else "")))
