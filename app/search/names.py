"""Names found by what somebody types of them: beginnings of words, initials, pieces, in any order; pure.

    names = Names([Named("m1", "00003 Whitcombe v. Larkspur Catering"), …])
    names.find("wvl")            # initials
    names.find("larks whit")     # beginnings, in any order
    names.find("3")              # a number without its zeros
    names.find("lindqvist")      # "Lindqvist", "LINDQVÍST"

Folding is that of the search (`app.search.folding`), so that a name is spelled the same way wherever it is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final, Generic, TypeVar

from app.search.folding import fold, written_otherwise

K = TypeVar("K")

WHOLE, BEGINS, INITIALS, PIECES, INSIDE = 0, 2, 4, 6, 8
"""How well one word that was typed fits: a whole word, the beginning of one, … the middle of one. Less is better."""
_RECENT, _FADED = 1, 1
"""What a name gains that was opened lately, and loses that is put away: less than lies between two ways to fit."""
_LONGEST: Final = 200
"""Letters that are looked at of what was typed: nobody types more of a name."""


@dataclass(frozen=True, slots=True)
class Named(Generic[K]):
    """Something with a name. ``words`` is all that it can be found by; ``faded`` where it is put away (closed,
    archived): the others come before it."""

    key: K
    words: str
    faded: bool = False


@dataclass(frozen=True, slots=True)
class Hit(Generic[K]):
    """A name that fits. ``cost``: less is better; of two lists the better one begins with the less."""

    key: K
    cost: int


class Names(Generic[K]):
    """Names made ready once and looked through at each key; nothing of them changes, so any thread may ask."""

    def __init__(self, named: Iterable[Named[K]]) -> None:
        kept = list(named)
        self._keys = [one.key for one in kept]
        self._faded = [one.faded for one in kept]
        spelled = [_spelled(one.words) for one in kept]
        self._lines = [f" {' '.join(words)} " for words in spelled]
        self._initials = ["".join(word[0] for word in words) for words in spelled]

    def __len__(self) -> int:
        return len(self._keys)

    def find(self, typed: str, most: int = 50, *, recent: Collection[K] = ()) -> list[Hit[K]]:
        """The ``most`` names that fit best, best first; none where nothing was typed.

        Every word that was typed has to fit. Of names that fit as well, one in ``recent`` comes first, and then the
        order in which they were given holds.
        """
        words = sorted(typed_words(typed), key=lambda forms: -len(forms[0]))
        fits = self._fits(words, closely=False)
        if len(fits) < most:  # else what fits less well would not be among them
            fits = self._fits(words, closely=True)
        lately, keys, faded = frozenset(recent), self._keys, self._faded
        chosen = nsmallest(
            most,
            ((fit + _FADED * faded[at] - _RECENT * (keys[at] in lately), at) for at, fit in fits.items()),
        )
        return [Hit(keys[at], cost) for cost, at in chosen]

    def _fits(self, words: Sequence[tuple[str, ...]], *, closely: bool) -> dict[int, int]:
        """How well each name fits that has all the words: by beginnings alone, or looked at ``closely``."""
        fits: dict[int, int] = {}
        among: Iterable[int] = range(len(self._lines) if words else 0)
        for forms in words:
            found: dict[int, int] = {}
            for form in forms:
                for at, fit in self._fitting(form, among, closely=closely).items():
                    found[at] = min(fit, found.get(at, fit))
            among = fits = {at: fit + fits.get(at, 0) for at, fit in found.items()}
        return fits

    def _fitting(self, form: str, among: Iterable[int], *, closely: bool) -> dict[int, int]:
        """How well each of the names fits with one word; one pass over them for each way to fit."""
        lines, begins, whole = self._lines, f" {form}", f" {form} "
        found = {at: WHOLE if whole in lines[at] else BEGINS for at in among if begins in lines[at]}
        if closely and len(form) > 1:
            initials, in_order = self._initials, _in_order(form)
            left = [at for at in among if at not in found]
            found.update((at, INITIALS) for at in left if form in initials[at])
            left = [at for at in left if at not in found and form[0] in initials[at]]
            alike = [at for at in left if in_order(lines[at]) is not None]
            found.update((at, PIECES) for at in alike if in_pieces(form, lines[at].split()))
        # Two letters are in the middle of every other name.
        if closely and (len(form) > 2 or not form.isascii()):
            found.update({at: INSIDE for at in among if at not in found and form in lines[at]})
        return found


def in_pieces(typed: str, words: Sequence[str]) -> bool:
    """Whether ``typed`` is made of beginnings of some of these words, in their order: "norwhi" of Nora Whitcombe."""
    reached = {0}
    for word in words:
        for start in tuple(reached):
            for end in range(start + 1, min(len(typed), start + len(word)) + 1):
                if typed[end - 1] != word[end - 1 - start]:
                    break
                reached.add(end)
        if len(typed) in reached:
            return True
    return False


def typed_words(typed: str) -> list[tuple[str, ...]]:
    """The words of what was typed, folded, each with its other German or Nordic spelling."""
    found: list[tuple[str, ...]] = []
    for word in typed[:_LONGEST].split():
        spelled = fold(word).split()
        other = written_otherwise(word) if len(spelled) == 1 else None
        found += [(one, other) if other and other != one else (one,) for one in spelled]
    return found


def _spelled(words: str) -> list[str]:
    """Folded, and a number once more without the zeros before it."""
    spelled = fold(words).split()
    return spelled + [bare for one in spelled if one[0] == "0" and (bare := one.lstrip("0")).isdecimal()]


def _in_order(form: str) -> Callable[[str], object]:
    """Asks quickly whether a line has a word that begins so, and the other letters after it in this order: most have
    not, and need no closer look. It never looks back, so that no name can make it slow."""
    first, others = form[0], form[1:]
    after = "".join(f"[^{re.escape(one)}]*+{re.escape(one)}" for one in others)
    return re.compile(f"[^ ]*+(?: (?!{re.escape(first)})[^ ]*+)*+ {re.escape(first)}{after}").match
