"""What people type in their own language, put into the English that the readers of days, hours and rhythms know.

A language is a table, `resources/translations/<code>/typed.toml`: the English of the readers, and how its speakers
write it. So there is one reader of each thing, whatever is spoken. In the spellings:

- ``#`` is a number: "vor # tagen"; so it stands in the English, in the same order.
- ``…`` is whatever stands there, looked at last, when everything else is English already: "… ago" is "hace …". The
  first of these that fits is meant.
- "" is left out: articles, "Uhr".

Spellings are compared without case and accents, whole words only; of two that begin alike the longer one is meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal, TypeVar

from app.kernel.datewords import NUMBER_OF

Order = Literal["dmy", "mdy"]
Section = Mapping[str, Sequence[str]]
T = TypeVar("T")

READERS: Final = {
    "days": ("weekdays", "months", "units", "numbers", "days"),
    "moments": ("weekdays", "months", "units", "numbers", "days", "times", "ago"),
    "times": ("numbers", "times"),
    "spans": ("spans",),
    "hours": ("weekdays", "times", "hours"),
    "rhythms": ("units", "numbers", "rhythms"),
    "rates": ("rates",),
    "wishes": ("times", "wishes"),
}
"""What reads, and the sections of the table that it reads with; a later one has the last word."""

_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+")
_COUNT = rf"(\d{{1,4}}|{'|'.join(NUMBER_OF)})"
LONGEST: Final = 200
"""Letters; what is longer is a text, and nothing that names a day."""


def plain(words: str) -> str:
    """Without case, accents and double spaces: "Übermorgen " is "ubermorgen"."""
    text = words.casefold()
    if not text.isascii():
        split = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize("NFC", "".join(one for one in split if not unicodedata.combining(one)))
    return _SPACES.sub(" ", text).strip()


@dataclass(frozen=True, eq=False)
class Typed:
    """How a language is typed. ``order``: of day and month in it, whatever the firm's; None where it is the firm's.

    ``sections``: by name, English to spellings. ``letters``: how some are written where a keyboard lacks them. ``own``:
    what is never asked for in English, though it could be: in Spanish "mar 3" is Tuesday the third.
    """

    order: Order | None = None
    sections: Mapping[str, Section] = field(default_factory=dict, repr=False)
    letters: Mapping[str, str] = field(default_factory=dict, repr=False)
    own: Sequence[str] = ()

    def readings(self, words: str, reader: str) -> tuple[str, ...]:
        """What ``words`` may say in English, the likeliest first; ``reader`` is one of `READERS`.

        What is English already is understood in every language, and is the last.
        """
        if not self.sections or len(words) > LONGEST:
            return (words,)
        text = plain(words)
        english = self._tables[reader].english(text)
        if english is None:
            return (words,)
        return (english,) if _NUMBER.sub("#", text) in self.own else (english, words)

    def understood(self, words: str, reader: str, read: Callable[[str], T | None]) -> T | None:
        """What ``read``, which knows English, makes of the first of the `readings` that it understands."""
        return next((one for one in map(read, self.readings(words, reader)) if one is not None), None)

    def day_order(self, firms: Order) -> Order:
        """Which of 3/4 is the month."""
        return self.order or firms

    def spelled(self, section: str) -> Mapping[str, str]:
        """A section turned round: plain spelling to English."""
        return self._spelled.get(section, {})

    def written(self, section: str, english: str) -> tuple[str, ...]:
        """How something is written, as the table has it."""
        return tuple(self.sections.get(section, {}).get(english, ()))

    @cached_property
    def _spelled(self) -> dict[str, dict[str, str]]:
        return {
            name: {one: english for english, spellings in section.items() for one in self._each(spellings)}
            for name, section in self.sections.items()
        }

    @cached_property
    def _tables(self) -> dict[str, _Table]:
        return {
            reader: _Table({key: said for one in parts for key, said in self.spelled(one).items()})
            for reader, parts in READERS.items()
        }

    def _each(self, spellings: Sequence[str]) -> Iterable[str]:
        """Each spelling plainly, and as it is where a keyboard has no such letter: "fuenf"."""
        for one in spellings:
            yield plain(one)
            lower = one.casefold()
            for letter, otherwise in self.letters.items():
                lower = lower.replace(letter, otherwise)
            yield plain(lower)


class _Table:
    """The spellings of a reader, ready to be found."""

    def __init__(self, english: Mapping[str, str]) -> None:
        self._english = {key: said for key, said in english.items() if "…" not in key}
        longest = sorted(self._english, key=len, reverse=True)
        self._words = re.compile("|".join(map(_pattern, longest))) if longest else None
        self._wholes = [(_whole(key), said) for key, said in english.items() if "…" in key]

    def english(self, text: str) -> str | None:
        """None where nothing in it is of this language."""
        said = self._words.sub(self._put, text) if self._words else text
        said = _SPACES.sub(" ", said).strip()
        for whole, english in self._wholes:
            if found := whole.fullmatch(said):
                said = _filled(english, found.groups())
                break
        return None if said == text else said

    def _put(self, found: re.Match[str]) -> str:
        key = found[0]
        for literal in (key, key.removesuffix(".")):  # the stop of what is shortened, or of the sentence
            if (said := self._english.get(literal)) is not None:
                return said
        shape = _NUMBER.sub("#", key)
        said = self._english.get(shape)
        if said is None:
            said = self._english[shape.removesuffix(".")]
        for number in _NUMBER.findall(key):
            said = said.replace("#", number, 1)
        return said


def _pattern(key: str) -> str:
    words = re.escape(key).replace(re.escape("#"), r"\d{1,4}")
    before = r"(?<![\w.:,/])" if key.startswith("#") else r"(?<![^\W\d_])"
    if key[-1:].isalpha():
        after = r"(?:\.(?!\d))?(?![^\W_])"
    else:  # a number belongs to the word behind it: in "Wed 3 March" it is no day alone
        after = r"(?!\w|[:.,/-]\d)" + (r"(?! ?[^\W\d_])" if key.endswith("#") else "")
    return before + words + after


def _whole(key: str) -> re.Pattern[str]:
    return re.compile(re.escape(key).replace("…", "(.+)").replace(re.escape("#"), _COUNT))


def _filled(english: str, parts: Iterable[str]) -> str:
    left = iter(parts)
    return re.sub("[#…]", lambda sign: next(left, sign[0]), english)


NOTHING: Final = Typed()
"""English: what the readers know."""
