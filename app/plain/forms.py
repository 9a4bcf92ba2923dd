"""The other word in the form of the one it stands for: case, and of English words plural and article, if simple."""

from __future__ import annotations

import re

_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_HISSING = re.compile(r"(?:s|x|z|ch|sh)$")
_ARTICLE = re.compile(r"\b(an?)(\s+)$", re.IGNORECASE)
_VOWEL = re.compile(
    r"one\b|once\b|eu|u(?:ni|se|su)|(?P<vowel>[aeiou]|hour|honou?r|honest|heir)", re.IGNORECASE
)
"""Which words have "an" before them: by the letters, and the few that are said otherwise."""
_SMALL = re.compile(
    r"\b(?:an?|and|as|at|between|but|by|for|from|in|into|less|more|not|of|on|or|out|than|that|the|this|to|under|until"
    r"|what|which|who|whose|with|your)\b"
)
"""With one of these in it a phrase has its noun somewhere in the middle: its plural is no matter of its last letter."""
_LAST = frozenset({"above", "apart", "aside", "away", "back", "down", "now", "off", "together", "up"})
"""They stand behind a verb, which is what would change: "gives up"."""
_MOST_WORDS = 3


def is_simple(words: str) -> bool:
    """Whether the plural of these words is that of the last of them."""
    parts = words.split()
    last = parts[-1] if parts else ""
    return (
        0 < len(parts) <= _MOST_WORDS
        and last.isascii()
        and last.isalpha()
        and last.islower()
        and not last.endswith(("s", "ed", "ly"))
        and last not in _LAST
        and not _SMALL.search(words)
    )


def plural_of(words: str) -> str:
    """The regular plural of the last word: "penalty" gives "penalties"."""
    if _CONSONANT_Y.search(words):
        return f"{words[:-1]}ies"
    return f"{words}es" if _HISSING.search(words) else f"{words}s"


def in_case_of(word: str, say: str) -> str:
    """``say`` with a capital where ``word`` begins with one, in capitals where all of it is."""
    letters = [one for one in word if one.isalpha()]
    if len(letters) > 1 and all(one.isupper() for one in letters):
        return say.upper()
    return say[:1].upper() + say[1:] if letters and letters[0].isupper() else say


def article_before(text: str, begin: int, say: str) -> tuple[int, str] | None:
    """Where the "a" or "an" right before ``begin`` stands, and what it has to be before ``say``; None where it fits."""
    found = _ARTICLE.search(text, max(0, begin - 8), begin)
    if found is None:
        return None
    said = _VOWEL.match(say)
    right = "an" if said is not None and said["vowel"] else "a"
    if found[1].casefold() == right:
        return None
    return found.start(1), right if found[1].islower() else right.capitalize()
