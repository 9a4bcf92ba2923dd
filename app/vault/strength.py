"""How long a new password would hold against somebody who has a copy of the vault and guesses.

The guesses are counted as zxcvbn counts them: words, names, rows of keys, dates and repetitions are worth what it
takes to try them. Nothing leaves the machine. Its word lists take 0.15 s to import, so they are imported when asked.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from app.kernel.language import tr

ENOUGH = 12.0
"""Guesses, as a power of ten, that are asked for. One takes about a tenth of a second (Argon2id at its floor): a
thousand machines need three years for all of them."""
_MOST = 72
"""Letters that are looked at: the counting takes time, and no more are needed."""


class Strength(NamedTuple):
    """``guesses`` as a power of ten; ``code`` and ``hint`` say what is the matter, or that it is good.

    Codes: "empty", "common", "name", "keys", "repeated", "date", "short", "almost", "good".
    """

    guesses: float
    code: str

    @property
    def share(self) -> float:
        """0 to 1 of what we ask for."""
        return min(1.0, self.guesses / ENOUGH)

    @property
    def enough(self) -> bool:
        """Whether it is as strong as it should be."""
        return self.guesses >= ENOUGH

    @property
    def hint(self) -> str:
        """One sentence."""
        return tr(_HINTS[self.code])


_HINTS = {
    "empty": "Four or five unrelated words are strong and can be remembered.",
    "common": "This is easily guessed. Add unrelated words.",
    "name": "It holds a name that is known here. Add unrelated words.",
    "keys": "It is a row of keys. Add unrelated words.",
    "repeated": "It repeats itself. Add other words.",
    "date": "It holds a date or a year. Add unrelated words.",
    "short": "Short. Add a word or two.",
    "almost": "Almost. One more word would do.",
    "good": "Good.",
}
_OF_PATTERN = {"spatial": "keys", "sequence": "keys", "repeat": "repeated", "date": "date", "regex": "date"}


def strength(password: str, known: Sequence[str] = ()) -> Strength:
    """The strength of ``password`` for somebody of whom these names are known. Takes some milliseconds, the first
    time 0.15 s."""
    if not password:
        return Strength(0.0, "empty")
    from zxcvbn.matching import RANKED_DICTIONARIES, build_ranked_dict, omnimatch
    from zxcvbn.scoring import most_guessable_match_sequence

    seen = password[:_MOST]
    words = [word.lower() for name in known for word in (name, "".join(name.split()), *name.split())]
    lists = {
        **RANKED_DICTIONARIES,
        "user_inputs": build_ranked_dict([word for word in words if len(word) > 2]),
    }
    found = most_guessable_match_sequence(seen, omnimatch(seen, lists))
    guesses = math.log10(max(1, found["guesses"]))
    if guesses >= ENOUGH:
        return Strength(guesses, "good")
    return Strength(
        guesses, _matter(found["sequence"], seen) or ("short" if guesses < ENOUGH / 2 else "almost")
    )


def _matter(sequence: Sequence[dict[str, object]], password: str) -> str | None:
    """What most of the password is made of, where that is what makes it weak."""
    worst = max(sequence, key=lambda part: len(str(part["token"])), default=None)
    if worst is None or len(str(worst["token"])) * 2 < len(password):
        return None
    if worst["pattern"] == "dictionary":
        if worst["dictionary_name"] == "user_inputs":
            return "name"
        return "common" if len(sequence) < 3 else None
    return _OF_PATTERN.get(str(worst["pattern"]))
