"""The order of text that runs from right to left (Hebrew, Arabic), by the Unicode bidirectional algorithm.

Unicode Standard Annex 9 without its explicit controls: those are taken out of what is printed, because
they can make a sentence look like another one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import bidirectional

_STRONG_LEFTWARD = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff\u200f]"
)
_NEUTRAL = frozenset(
    {"B", "S", "WS", "ON", "BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
)
_BLOCK = 2000  # characters
_DEEPEST = 63  # brackets within brackets, as the standard has it
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}


def has_leftward(text: str) -> bool:
    """Whether anything in the text runs from right to left; without it no level needs to be worked out."""
    return _STRONG_LEFTWARD.search(text) is not None


def base_level(text: str) -> int:
    """0 when the paragraph starts at the left, 1 at the right: its first strong character says (P2, P3)."""
    for character in text:
        kind = bidirectional(character)
        if kind == "L":
            return 0
        if kind in {"R", "AL"}:
            return 1
    return 0


def levels(text: str, base: int) -> list[int]:
    """The level of each character: even ones run rightward, odd ones leftward.

    Very long text is taken in blocks that end at a space, so that the time grows with the length only.
    """
    found: list[int] = []
    while len(found) < len(text):
        start = len(found)
        end = start + _BLOCK
        if end < len(text):
            end = text.rfind(" ", start, end) + 1 or end
        found += _levels(text[start:end], base)
    return found


def _levels(text: str, base: int) -> list[int]:
    """Levels of one block (W1-W7, N0-N2, I1-I2)."""
    around = "R" if base else "L"
    kinds = [bidirectional(character) or "L" for character in text]
    _weak(kinds, around)
    _brackets(text, kinds, around)
    _neutral(kinds, around)
    found = []
    for kind in kinds:
        if base:
            found.append(1 if kind == "R" else 2)
        else:
            found.append({"L": 0, "R": 1}.get(kind, 2))
    return found


def _weak(kinds: list[str], around: str) -> None:
    """Marks take the kind of what they stand on; digits and their signs go together (W1-W7)."""
    before, strong = around, around
    for index, kind in enumerate(kinds):
        if kind == "NSM":
            kind = before
        elif kind == "EN" and strong == "AL":
            kind = "AN"
        kinds[index] = before = kind
        if kind in {"L", "R", "AL"}:
            strong = kind
    for index, kind in enumerate(kinds):
        if kind == "AL":
            kinds[index] = "R"
        elif kind in {"ES", "CS"} and 0 < index < len(kinds) - 1:
            left, right = kinds[index - 1], kinds[index + 1]
            if left == right and (left == "EN" or (left == "AN" and kind == "CS")):
                kinds[index] = left
    _terminators(kinds)
    strong = around
    for index, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"


def _terminators(kinds: list[str]) -> None:
    """A row of signs such as % and $ beside a number belongs to it; other signs are neutral (W5, W6)."""
    index = 0
    while index < len(kinds):
        if kinds[index] != "ET":
            if kinds[index] in {"ES", "CS"}:
                kinds[index] = "ON"
            index += 1
            continue
        end = index
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        beside = (index > 0 and kinds[index - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
        kinds[index:end] = ["EN" if beside else "ON"] * (end - index)
        index = end


def _strong(kind: str) -> str:
    """Numbers count as leftward when neutrals look for their neighbours."""
    return "R" if kind in {"R", "EN", "AN"} else kind


def _brackets(text: str, kinds: list[str], around: str) -> None:
    """A pair of brackets takes one direction, from what it holds or from what stands before it (N0)."""
    open_ones: list[tuple[int, str]] = []
    pairs: list[tuple[int, int]] = []
    for index, character in enumerate(text):
        if kinds[index] != "ON":
            continue
        if character in _PAIRS:
            if len(open_ones) == _DEEPEST:
                break
            open_ones.append((index, _PAIRS[character]))
        elif any(closing == character for _, closing in open_ones):
            while open_ones:
                start, closing = open_ones.pop()
                if closing == character:
                    pairs.append((start, index))
                    break
    for start, end in sorted(pairs):
        inside = {_strong(kind) for kind in kinds[start + 1 : end]} & {"L", "R"}
        if not inside:
            continue
        if around in inside:
            direction = around
        else:
            back = (_strong(kinds[index]) for index in range(start - 1, -1, -1))
            before = next((kind for kind in back if kind in {"L", "R"}), around)
            direction = before if before in inside else around
        kinds[start] = kinds[end] = direction


def _neutral(kinds: list[str], around: str) -> None:
    """Neutrals between two of one direction take it; others that of the paragraph (N1, N2)."""
    index = 0
    while index < len(kinds):
        if kinds[index] not in _NEUTRAL:
            index += 1
            continue
        end = index
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        left = _strong(kinds[index - 1]) if index else around
        right = _strong(kinds[end]) if end < len(kinds) else around
        kinds[index:end] = [left if left == right else around] * (end - index)
        index = end


def visual_order(line: Sequence[int]) -> list[int]:
    """Indices of the pieces of a line from left to right, given the level of each (L2)."""
    order = list(range(len(line)))
    if not line:
        return order
    lowest_odd = min((level for level in line if level % 2), default=max(line) + 1)
    for level in range(max(line), lowest_odd - 1, -1):
        index = 0
        while index < len(order):
            end = index
            while end < len(order) and line[order[end]] >= level:
                end += 1
            order[index:end] = reversed(order[index:end])
            index = end + 1
    return order
