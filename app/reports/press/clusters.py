"""What a person calls one character: a letter with its marks, an emoji of several code points, a syllable."""

from __future__ import annotations

from unicodedata import category

_MOST_MARKS = 30  # more of them on one letter is a prank, and would be one unbreakable thing


def _continues(character: str) -> bool:
    code = ord(character)
    return (
        category(character)[0] == "M"
        or code == 0x200D
        or 0x1160 <= code <= 0x11FF
        or 0x1F3FB <= code <= 0x1F3FF
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0020 <= code <= 0xE01EF
    )


def _is_flag_letter(character: str) -> bool:
    return 0x1F1E6 <= ord(character) <= 0x1F1FF


def clusters(text: str) -> list[str]:
    """``text`` cut between characters as people see them; joined again it is the same."""
    found: list[str] = []
    for character in text:
        if found and len(found[-1]) < _MOST_MARKS:
            last = found[-1]
            joined = last[-1] == "\u200d" and ord(character) > 0x2000
            flag = len(last) == 1 and _is_flag_letter(last) and _is_flag_letter(character)
            if joined or flag or _continues(character):
                found[-1] += character
                continue
        found.append(character)
    return found
