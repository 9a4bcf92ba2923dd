"""What changed from one version of a text to the next: word by word, and paragraph by paragraph side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Kind = Literal["same", "gone", "new"]
MOST_WORDS = 4000
"""Of longer texts what lies between the first and the last change is shown as wholly replaced, if it is longer still:
comparing it word by word takes too long."""
_WORDS = re.compile(r"\s+|[$€£]?\d+(?:[.,:/]\d+)+|\w+|[^\w\s]")
"""A figure is one word: of 7,500 that became 9,000 nobody reads the 500 alone."""
_ALIKE = 0.5
"""Two lines with less in common are two lines, not one that was changed."""


class Run(NamedTuple):
    """Some words that stayed, went or came."""

    kind: Kind
    text: str


class Pair(NamedTuple):
    """One line of a text as it was and as it is; "" where there was none, or is none any more."""

    before: str
    after: str

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return self.before == self.after

    @property
    def runs(self) -> tuple[Run, ...]:
        """The words of both, what went before what came."""
        return gathered(word_diff(self.before, self.after))


def word_diff(old: str, new: str) -> tuple[Run, ...]:
    """Runs of words that stayed, went and came; what went stands before what came."""
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    if len(a) + len(b) > MOST_WORDS:
        return _long_diff(a, b)
    runs: list[Run] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(a[a1:a2])))
            continue
        runs += [run for run in (Run("gone", "".join(a[a1:a2])), Run("new", "".join(b[b1:b2]))) if run.text]
    return tuple(runs)


def _long_diff(a: Sequence[str], b: Sequence[str]) -> tuple[Run, ...]:
    """Of a text of hundreds of pages: what stands before and after all that changed; between, word by word where that
    is short enough."""
    begin = next(
        (at for at, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b))
    )
    most = min(len(a), len(b)) - begin
    end = next((at for at in range(most) if a[-1 - at] != b[-1 - at]), most)
    begin = begin if "".join(a[:begin]).strip() else 0
    end = end if "".join(a[len(a) - end :]).strip() else 0  # spaces alone are nothing that stayed
    gone, new = a[begin : len(a) - end], b[begin : len(b) - end]
    if len(gone) + len(new) > MOST_WORDS:
        middle: tuple[Run, ...] = (Run("gone", "".join(gone)), Run("new", "".join(new)))
    else:
        middle = word_diff("".join(gone), "".join(new))
    runs = (Run("same", "".join(a[:begin])), *middle, Run("same", "".join(a[len(a) - end :])))
    return tuple(run for run in runs if run.text)


def gathered(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Words that were replaced one by one, with only spaces between: what went as one, then what came."""
    found: list[Run] = []
    gone = new = ""
    for run in (*runs, Run("same", "")):
        if run.kind == "gone":
            gone += run.text
        elif run.kind == "new":
            new += run.text
        elif run.text.isspace() and "\n" not in run.text and gone and new:
            gone, new = gone + run.text, new + run.text
        else:
            found += [one for one in (Run("gone", gone), Run("new", new)) if one.text]
            found += [run] if run.text else []
            gone = new = ""
    return tuple(found)


def line_pairs(old: str, new: str) -> tuple[Pair, ...]:
    """The lines of two versions beside each other; one that was changed stands beside what it became."""
    a, b = old.split("\n"), new.split("\n")
    pairs: list[Pair] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += (Pair(one, one) for one in a[a1:a2])
        else:
            pairs += _beside(a[a1:a2], b[b1:b2])
    return tuple(pairs)


def _beside(gone: Sequence[str], came: Sequence[str]) -> Iterator[Pair]:
    """Lines that went beside those that came, in the order of both: each with the first that is like it."""
    at = 0
    for old in gone:
        like = next((place for place in range(at, len(came)) if _alike(old, came[place])), None)
        if like is None:
            yield Pair(old, "")
            continue
        yield from (Pair("", one) for one in came[at:like])
        yield Pair(old, came[like])
        at = like + 1
    yield from (Pair("", one) for one in came[at:])


def _alike(old: str, new: str) -> bool:
    words = _WORDS.findall(old), _WORDS.findall(new)
    if not words[0] or not words[1] or sum(map(len, words)) > MOST_WORDS:
        return False
    matcher = SequenceMatcher(None, *words, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
