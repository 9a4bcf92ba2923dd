"""What is being typed, looked over a little at a time: only paragraphs that changed are read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.plain.ease import Count, count_of, reading_from
from app.plain.jargon import Mention, Term, WordList
from app.plain.looking import Plainness

PIECE = 2_000
"""Letters that are read at once, some milliseconds; a longer paragraph is read in pieces."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found. ``marks``: for each paragraph its words of lawyers that are not explained, every place."""

    plainness: Plainness
    paragraphs: tuple[str, ...]
    marks: tuple[tuple[Term, ...], ...]


class TypedText:
    """Remembers by their words the paragraphs it read the last time."""

    def __init__(self, words: WordList) -> None:
        self.words = words
        self._known: dict[str, tuple[Count, tuple[Mention, ...]]] = {}

    def look_over(
        self, paragraphs: Sequence[str], enough: Callable[[], bool] = lambda: False
    ) -> Iterator[Looked | None]:
        """Gives None as often as ``enough`` says that it is time for something else, and at last what was found."""
        found, known, begin = _Found(), {}, 0
        for paragraph in paragraphs:
            found.marks.append([])
            within = 0
            for piece in pieces(paragraph):
                seen = self._known.get(piece) or (
                    count_of(piece, self.words.language),
                    tuple(self.words.mentions(piece)),
                )
                known[piece] = seen
                found.add(*seen, within, begin)
                within += len(piece)
                if enough():
                    yield None
            begin += len(paragraph) + 1
        self._known = known
        reading = reading_from(found.counts, self.words.language)
        plainness = Plainness(reading, tuple(found.first.values()))
        yield Looked(plainness, tuple(paragraphs), tuple(map(tuple, found.marks)))


class _Found:
    """What has been found so far; as in `first_of` and `unexplained`, a piece at a time."""

    def __init__(self) -> None:
        self.counts: list[Count] = []
        self.marks: list[list[Term]] = []
        self.first: dict[str, Term] = {}
        self._explained: set[str] = set()

    def add(self, count: Count, mentions: Sequence[Mention], within: int, begin: int) -> None:
        """Another piece, at ``within`` in its paragraph, which is at ``begin`` in the text."""
        self.counts.append(count)
        for one in mentions:
            if one.explained:
                self._explained.add(one.key)
            if one.key not in self._explained:
                self.marks[-1].append(one.term.moved(within))
                if one.key not in self.first:
                    self.first[one.key] = one.term.moved(begin + within)


def pieces(paragraph: str, longest: int = PIECE) -> Iterator[str]:
    """A long paragraph cut where a sentence ends, else between two words; together they are the paragraph."""
    begin = 0
    while len(paragraph) - begin > longest:
        end = _cut(paragraph, begin, begin + longest)
        yield paragraph[begin:end]
        begin = end
    yield paragraph[begin:]


def _cut(text: str, begin: int, last: int) -> int:
    """Behind the last full stop that is no abbreviation's: one after four small letters."""
    at = text.rfind(". ", begin, last)
    while at > begin:
        before = text[max(begin, at - 4) : at]
        if len(before) == 4 and before.isalpha() and before.islower():
            return at + 2
        at = text.rfind(". ", begin, at)
    space = text.rfind(" ", begin, last) + 1
    return space if space > begin else last
