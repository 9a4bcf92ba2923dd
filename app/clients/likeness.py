"""When two names, numbers or addresses may mean the same person: pure rules, for duplicates and conflict checks.

A name is compared by its words, whatever their order, without case and accents, "ae" as "ä", without what companies
put behind their name. Nothing here decides that two are one: it points out, and a person looks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from app.kernel.text import digits, fold

LONG_WORD, LONGER_WORD = 5, 9
"""From so many letters on a word may differ by one letter, or by two."""
LEAST_DIGITS = 8
"""A number with fewer digits means too many people to be compared without its beginning."""
COUNTRY_CODE = 3
"""The longest country code."""
MOST_LETTERS = 400
"""So much of a name is compared: nobody is called longer."""

_OTHER_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "a", "œ": "o", "ı": "i"}
)
_SPELLED_OUT = re.compile("ae|oe|ue")
_APART = re.compile(r"[^\w]+")
_DOTTED = re.compile(r"(?<=\w)[.'’](?=\w)|(?<=\w)\.(?=\s|$|,)")
_BEHIND = (
    "inc incorporated llc llp lp lllp pllc pc ltd limited corp corporation co company plc gmbh mbh ag kg ohg ug ev se"
    " sa sarl sas srl spa bv nv oy ab as aps pty the und and"
)
_COMPANY = frozenset(_BEHIND.split())


class Likeness(StrEnum):
    """How one name is like another, the surest first."""

    SAME = "same"
    ORDER = "order"
    INITIALS = "initials"
    NEAR = "near"
    PART = "part"


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """The words a name is compared by, in its order: "Müller & Söhne GmbH" and "Mueller, Sohne" have the same two."""
    words = tuple(word for word in _APART.split(name_key(name).replace("_", " ")) if word)
    return tuple(word for word in words if word not in _COMPANY) or words


def name_key(name: str) -> str:
    """A name folded as `name_words` takes it apart."""
    return squeezed(fold(_DOTTED.sub("", name[:MOST_LETTERS])))


def squeezed(folded: str) -> str:
    """A folded text with letters that are spelled in two ways spelled in one."""
    return _SPELLED_OUT.sub(lambda found: found[0][0], folded.translate(_OTHER_LETTERS))


def likeness(one: str, other: str) -> Likeness | None:
    """How two names are like each other; None where they are not. The order of the two does not matter."""
    return words_alike(name_words(one), name_words(other))


def words_alike(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness | None:
    """`likeness` of names that were taken apart already."""
    if not a or not b:
        return None
    if a == b:
        return Likeness.SAME
    if sorted(a) == sorted(b):
        return Likeness.ORDER
    few, many = sorted((a, b), key=lambda words: (len(words), words))
    if len(few) == len(many) or (len(few) >= 2 and len(many) - len(few) == 1):
        pairing = _paired(few, many)
        if pairing is not None:
            return pairing
    whole = set(few) <= set(many)
    return Likeness.PART if whole and any(len(word) > 2 for word in few) else None


def _paired(few: Sequence[str], many: Sequence[str]) -> Likeness | None:
    """Each word of the shorter name beside one of the longer: equal, an initial of it, or nearly it.

    At least one long word is equal, or all are nearly so: "J. Smith" is like "John Smith", "J. S." like nobody. What is
    left over of the longer name is a middle name: an initial, or any word between others.
    """
    left, found, sure = list(many), set(), False
    for word in sorted(few, key=len, reverse=True):
        match = next((one for one in left if one == word), None)
        if match is not None:
            sure = sure or len(word) > 2
        else:
            match = next((one for one in left if _is_initial(word, one)), None)
            if match is not None:
                found.add(Likeness.INITIALS)
        if match is None:
            match = next((one for one in left if near(word, one)), None)
            if match is None:
                return None
            found.add(Likeness.NEAR)
            sure = sure or len(word) >= LONG_WORD
        left.remove(match)
    if not sure or len(found) > 1:
        return None
    if left:
        return Likeness.INITIALS if not found and few[0] == many[0] and few[-1] == many[-1] else None
    return found.pop() if found else Likeness.ORDER


def _is_initial(a: str, b: str) -> bool:
    return (len(a) == 1 or len(b) == 1) and a[:1] == b[:1]


def near(a: str, b: str) -> bool:
    """Whether two different words are so alike that one may be a slip of the other: one letter left out, put in,
    changed, or two neighbours turned round; in longer words two letters. Words with digits are near nothing."""
    shorter = min(len(a), len(b))
    if shorter < LONG_WORD or abs(len(a) - len(b)) > 2 or not (a.isalpha() and b.isalpha()):
        return False
    if shorter >= LONGER_WORD:
        return distance(a, b, 2) <= 2
    return distance(a, b, 1) <= 1 or _turned_round(a, b)


def distance(a: str, b: str, most: int) -> int:
    """How many letters have to be put in, left out or changed to make one of the other; ``most`` + 1 for more."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        current = [i]
        for j, other in enumerate(b, 1):
            current.append(min(row[j] + 1, current[j - 1] + 1, row[j - 1] + (letter != other)))
        if min(current) > most:
            return most + 1
        row = current
    return min(row[-1], most + 1)


def _turned_round(a: str, b: str) -> bool:
    if len(a) != len(b):
        return False
    differ = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and a[differ[0]] == b[differ[1]]
        and a[differ[1]] == b[differ[0]]
    )


def same_phone(one: str, other: str) -> bool:
    """Whether two numbers are the same, with or without the country's code or the 0 before the place's."""
    a, b = national(one), national(other)
    if not a or not b:
        return False
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    return len(short) >= LEAST_DIGITS and len(long) - len(short) <= COUNTRY_CODE and long.endswith(short)


def national(number: str) -> str:
    """The digits of a number as far as they can be compared: without "00" or "0" before them."""
    return digits(number).lstrip("0")


def pieces(word: str) -> tuple[str, ...]:
    """What of a word stands in every word that is `near` it: at least one of these does.

    A word cut into one more piece than it may have slips has a piece without any: so a database finds near names among
    a hundred thousand. Only where the two letters at the cut are turned round are both halves spoiled.
    """
    if len(word) >= LONGER_WORD:
        third = len(word) // 3
        return word[:third], word[third : 2 * third], word[2 * third :]
    half = len(word) // 2
    first, second = word[:half], word[half:]
    return first, second, first[:-1] + second[:1] + first[-1:] + second[1:]
