"""One spelling for what is looked for and what it is looked for in: no case, no accents, words between spaces.

The index splits at spaces alone (its tokenizer knows ASCII only), so this decides what a word is, on both sides and
for the marks. "Łódź" is "lodz", "Straße" "strasse", "Ærø" "aero", "Müller" "muller"; a question for "Mueller" also
looks for "muller" and the other way round (`written_otherwise`), so that the index holds each word once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

VERSION: Final = 1
"""Another folding or another row needs another index: `app.search.indexing` makes it anew when this is raised."""

_LETTERS: Final = dict(zip("łøđðħıŋŧəɛɔς", "loddhinteeoσ", strict=True), þ="th", æ="ae", œ="oe", ß="ss")
"""Letters that are no letter with an accent to Unicode, but to whoever types without them."""
_UMLAUTS: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_RUN: Final = re.compile(f"[{UNSPACED}]+")
"""Writing without spaces between words (and Korean, whose words grow at their end)."""
_PHONE: Final = re.compile(r"(?<![\w.])[+(]?\d(?:[\d ()/.\u2010-\u2014-]{5,24})\d(?!\w)")
_DIGIT: Final = re.compile(r"\d")
_NOT_DIGITS: Final = re.compile(r"\D+")
_LONG, _SHORT = 9, 7
"""So many digits from the end say which number it is: with or without the country, or within a town."""


class _Table(dict[int, str]):
    """For `str.translate`: each letter's folding, found out once."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _folded_letter(chr(code))
        return found


def _folded_letter(letter: str) -> str:
    if letter.isascii():
        return letter.lower() if letter.isalnum() else " "
    parts = (
        _LETTERS.get(part, part) if not part.isascii() else _TABLE[ord(part)]
        for lower in letter.casefold()
        for part in unicodedata.normalize("NFKD", _LETTERS.get(lower, lower))
    )
    return unicodedata.normalize("NFC", "".join(map(_kept, parts)))


def _kept(part: str) -> str:
    if len(part) != 1 or part.isascii():
        return part
    category = unicodedata.category(part)
    if category in {"Mn", "Me", "Cf"}:
        return ""  # accents, vowel points; what is unseen: soft hyphens, joiners, marks of direction
    if category[0] in "LN" or category == "Mc":
        return part
    return f" {part} " if category[0] == "S" or part == "§" else " "  # emoji and € are words of one letter


_TABLE: Final = _Table()


def fold(text: str) -> str:
    """Words between spaces; spaces may be several, and at either end. ASCII keeps its length."""
    return text.translate(_TABLE)


def fold_with_places(text: str) -> tuple[str, list[int] | None]:
    """`fold`, and for each letter of it the place in ``text`` that it came from; None where all are the same."""
    folded = text.translate(_TABLE)
    if text.isascii():
        return folded, None
    places = [place for place, letter in enumerate(text) for _ in _TABLE[ord(letter)]]
    return folded, places


def _composed(text: str) -> str:
    """Korean in its letters (as macOS names files) is the same as in syllables."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def for_index(text: str) -> str:
    """What the index is given of a text."""
    folded = fold(_composed(text))
    return folded if folded.isascii() else _RUN.sub(_pairs, folded)


def _pairs(run: re.Match[str]) -> str:
    """A run without spaces as overlapping pairs of letters, the last letter alone: "東京都" → "東京 京都 都"."""
    letters = run[0]
    return f" {' '.join(letters[at : at + 2] for at in range(len(letters)))} "


def words_of(typed: str) -> list[str]:
    """What the index is asked for: the words of what was typed, one after the other."""
    folded = fold(_composed(typed))
    if folded.isascii():
        return folded.split()
    found: list[str] = []
    pieces = list(_pieces(folded))
    for at, (piece, is_run) in enumerate(pieces):
        if not is_run:
            found.append(piece)
            continue
        pairs = [piece[start : start + 2] for start in range(len(piece))]
        # The last letter stands alone in the index only where the run ends: asked for only where it has to end.
        found += pairs if at + 1 < len(pieces) or len(pairs) == 1 else pairs[:-1]
    return found


def pieces_of(typed: str) -> list[tuple[str, bool]]:
    """The words of what was typed as they stand in a folded text; True for a run without spaces."""
    return list(_pieces(fold(_composed(typed))))


def _pieces(folded: str) -> Iterator[tuple[str, bool]]:
    for word in folded.split():
        at = 0
        for run in _RUN.finditer(word):
            if run.start() > at:
                yield word[at : run.start()], False
            yield run[0], True
            at = run.end()
        if at < len(word):
            yield word[at:], False


def is_unspaced(letters: str) -> bool:
    """Whether it is a run that the index holds in pairs."""
    return _RUN.fullmatch(letters) is not None


def written_otherwise(typed: str) -> str | None:
    """The other German or Nordic spelling of a word: "Müller" → "mueller", "Mueller" → "muller"; None without one.

    A question only: "issue" is asked for as "issu", too, which nobody writes; words under five letters are left.
    """
    lower = unicodedata.normalize("NFC", typed.casefold())
    if not _UMLAUTS.keys().isdisjoint(lower):
        return fold("".join(_UMLAUTS.get(letter, letter) for letter in lower)).strip()
    if len(lower) < 5 or not lower.isalpha() or not any(two in lower for two in _UMLAUTS.values()):
        return None
    for two in ("ae", "oe", "ue", "aa"):
        lower = lower.replace(two, two[0])
    return fold(lower).strip()


def phone_keys(text: str) -> set[str]:
    """Keys of the telephone numbers in a text, however they are written."""
    if _DIGIT.search(text) is None:  # mostly, and told much sooner than what follows
        return set()
    found: set[str] = set()
    for number in _PHONE.finditer(text):
        digits = _NOT_DIGITS.sub("", number[0])
        if digits.isascii() and _SHORT <= len(digits) <= 15:
            found.add(f"_t{digits[-_SHORT:]}")
            if len(digits) >= _LONG:
                found.add(f"_t{digits[-_LONG:]}")
    return found


def phone_key(typed: str) -> str | None:
    """The key of what was typed, if it can be a telephone number."""
    if not re.fullmatch(r"[+\d ()/.\u2010-\u2014-]+", typed):
        return None
    digits = _NOT_DIGITS.sub("", typed)
    if not digits.isascii() or not _SHORT <= len(digits) <= 15:
        return None
    return f"_t{digits[-_LONG:] if len(digits) >= _LONG else digits[-_SHORT:]}"
