"""Looks a text for a client over: how it reads, and what to say otherwise (PRACTICE D6; SRA standard 8.6: clients
receive the information in a way they can understand)."""

from __future__ import annotations

from dataclasses import dataclass

from app.plain.ease import Ease, Reading, measured, reading_of
from app.plain.jargon import Term, WordList, jargon_in, usual

MOST_LETTERS = 50_000
"""Of a longer text the beginning is looked over: some twenty pages."""


@dataclass(frozen=True, slots=True)
class Plainness:
    """How a text reads and which of its words only lawyers know."""

    reading: Reading
    jargon: tuple[Term, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to point at."""
        hard = self.reading.ease in {Ease.HARD, Ease.VERY_HARD}
        return not (hard or self.jargon or self.reading.long_sentences)


def look_over(text: str, language: str = "en", words: WordList | None = None) -> Plainness | None:
    """None for a text in a ``language`` (BCP 47) of which nothing is known here. ``words``: the firm's list, which
    counts where it is in the language of the text."""
    known = measured(language)
    if not known:
        return None
    text = text[:MOST_LETTERS]
    if words is None or words.language != known:
        words = usual(known)
    return Plainness(reading_of(text, known), jargon_in(text, words))
