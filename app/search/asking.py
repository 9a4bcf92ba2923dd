"""What was typed into the search box, understood. Pure; nothing that can be typed raises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.kernel.days import Order

OPERATORS = (
    "from",
    "to",
    "matter",
    "client",
    "with",
    "by",
    "channel",
    "tag",
    "before",
    "after",
    "has",
)
"""The words that mean more with a colon behind them."""


class Sort(StrEnum):
    """What a token of the box is."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"
    FILTER = "filter"
    """An operator with its value."""
    UNCLEAR = "unclear"
    """An operator whose value is not understood (``before:soon``): searched as words, and said."""


@dataclass(frozen=True, slots=True)
class Token:
    """One thing that was typed: ``text[start:start + length]``, its minus, operator and quotes included.

    ``operator`` is "" for words; ``value`` is without operator, quotes, minus and star, as it was typed.
    """

    start: int
    length: int
    sort: Sort
    operator: str
    value: str
    excluded: bool = False
    """It begins with a minus: what has it is not wanted."""
    day: date | None = None
    """What ``before:`` and ``after:`` mean."""
    why: str = ""
    """Of an unclear one, a sentence that says what would be understood."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for. Equal where the same is looked for in the same words."""

    text: str
    tokens: tuple[Token, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked: every entry fits."""
        return not self.tokens

    @property
    def unclear(self) -> tuple[Token, ...]:
        """What was not understood as the operator that it looks like, and is searched as words."""
        return tuple(token for token in self.tokens if token.sort is Sort.UNCLEAR)


def parse(text: str, today: date, day_order: Order = "dmy", *, typing: bool = False) -> Asked:
    """What ``text`` asks for. Never raises, whatever was typed.

    Words, "phrases", ``prefix*``, ``-minus`` and the `OPERATORS` (``client:"Nora Whitcombe"``, ``-tag:draft``,
    ``has:attachment``, ``before:2026-03-01``, ``after:"1 March"``). All must hold. ``after:`` is from that day on,
    ``before:`` until the day before it. Unknown operators are words. ``typing``: the last word is not finished,
    so whatever begins with it fits; say False where Return was pressed.
    """
    raise NotImplementedError
