"""What may be meant by the word that is being typed: matters and clients whose names begin so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.kernel.language import tr
from app.kernel.text import fold
from app.quickentry.languages import vocabulary as spoken_vocabulary
from app.quickentry.names import MOST_CHOICES, choice_of
from app.quickentry.parts import Choice, Known, KnownMatter, Ref, Understood
from app.quickentry.tokens import Token, tokens_of
from app.quickentry.vocabulary import Vocabulary

_LEAST = 3
_BEFORE = 3
_PART = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Completion:
    """The letters from ``start`` to ``end`` may become one of these."""

    start: int
    end: int
    choices: tuple[Choice, ...]


def completion_at(
    understood: Understood, cursor: int, known: Known, vocabulary: Vocabulary | None = None
) -> Completion | None:
    """What to offer for the word that ends at ``cursor``; None where it is no beginning of a name, or is clear."""
    asked = understood.asked
    if asked is not None and asked.choices and asked.end == cursor:
        return Completion(asked.start, asked.end, asked.choices)
    if understood.about is not None and not understood.from_page:
        return None
    tokens = tokens_of(understood.line)
    at = next((n for n, one in enumerate(tokens) if one.last == cursor and one.first < one.last), None)
    if (
        at is None
        or len(tokens[at].key) < _LEAST
        or tokens[at].key in (vocabulary or spoken_vocabulary()).ways
    ):
        return None
    for before in range(min(_BEFORE, at), -1, -1):
        some = tokens[at - before : at + 1]
        if not (some[0].first <= understood.note_at or some[0].capital):
            continue
        choices = _fitting(some, known)
        if choices:
            return Completion(some[0].first, cursor, tuple(choices[:MOST_CHOICES]))
    return None


def _fitting(some: tuple[Token, ...], known: Known) -> list[Choice]:
    keys = [one.key for one in some]
    found = [choice_of(one) for one in known.matters if _fits(keys, one.title) or _numbered(keys, one)]
    found += [
        Choice(Ref(None, one.id), one.name, tr("client"))
        for one in known.clients
        if any(_fits(keys, name) for name in (one.name, *one.also))
    ]
    return found


def _fits(keys: list[str], name: str) -> bool:
    """Whether these words stand in the name one after the other, the last one as far as it is typed."""
    words = _PART.findall(fold(name))
    return any(
        words[n : n + len(keys) - 1] == keys[:-1] and words[n + len(keys) - 1].startswith(keys[-1])
        for n in range(len(words) - len(keys) + 1)
    )


def _numbered(keys: list[str], matter: KnownMatter) -> bool:
    return len(keys) == 1 and fold(matter.number).startswith(keys[0])
