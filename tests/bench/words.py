"""Texts of about 400 characters with words as rare and as common as people's are (Zipf), the same in every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

_COMMON = (
    "the to and of a in that is for she he we they on it was with be as will not have this by at from or an are his "
    "her court hearing client asked told about letter call costs date week lease offer other side motion settle "
    "agreed decision documents photographs opposes extension judge filed order trial witness insurer landlord "
    "payment deadline sends copies understands options risk likely outcome wants knows brother employer agreement"
)
_SYLLABLES = "ba ko ren til mor sa vek lin dar os pel gri hun to mas fe lor win ces tam"
RARE_EVERY = 40_000
"""One word in so many texts is a name that few others have."""
_VOCABULARY = 30_000
_LETTERS = 400


_SENTENCES = 40_000


class Writer:
    """Makes texts: the most common word is one in fifteen, half of the words are among a hundred.

    Sentences are made once and put together anew for each text: a million texts take seconds, not minutes.
    """

    def __init__(self, seed: int = 4) -> None:
        self._random = random.Random(seed)  # noqa: S311 - words, no secrets
        syllables = _SYLLABLES.split()
        made = (
            "".join(self._random.choices(syllables, k=self._random.choice((2, 3, 3, 4))))
            for _ in range(_VOCABULARY)
        )
        words = list(dict.fromkeys((*_COMMON.split(), *made)))
        weights = list(accumulate(1 / (rank + 3) for rank in range(1, len(words) + 1)))
        chosen = self._random.choices(words, cum_weights=weights, k=_SENTENCES * 10)
        self._sentences = [
            f"{' '.join(chosen[at : at + self._random.randint(6, 10)]).capitalize()}."
            for at in range(0, len(chosen), 10)
        ]

    def texts(self, count: int) -> Iterator[str]:
        """So many of them."""
        for number in range(count):
            said = self._random.choices(self._sentences, k=10)
            if number % 997 == 0:  # a thing that is spoken of now and then, in these very words
                said[1] = "She asked for the security deposit again."
            if number % RARE_EVERY == RARE_EVERY // 2:
                said[2] = "Mr. Quintrell called."
            yield f"{' '.join(said)[: _LETTERS - 1].rpartition(' ')[0]}."
