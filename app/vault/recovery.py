"""The recovery key: 160 bits to print and lock away, in groups that each tell whether they were typed
rightly.

Eight groups of five characters of Crockford's base 32 (no I, L, O, U): four carry 20 bits, the fifth checks
them and the place of the group, so that a typing error is pointed out in its group, and two groups changed
round too.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from app.kernel.errors import Invalid, Problem
from app.kernel.language import tr

BITS = 160
GROUPS = 8
_GROUP_BITS = BITS // GROUPS
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKE = str.maketrans("OILU", "011V")
_FIELD = "recovery_key"


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """A recovery key. Its `repr` does not show it; `str` does."""

    bits: int = field(repr=False)

    @classmethod
    def new(cls) -> RecoveryKey:
        """A random one."""
        return cls(secrets.randbits(BITS))

    @classmethod
    def parse(cls, typed: str) -> RecoveryKey:
        """The key that ``typed`` spells, in any case, with or without dashes; O, I, L and U are taken for 0,
        1, 1, V.

        Raises `Invalid`, naming each group (counted from 1) that cannot be right.
        """
        plain = as_printed(typed)
        if len(plain) != GROUPS * 5:
            raise Invalid(
                [
                    Problem(
                        _FIELD,
                        "recovery-key-length",
                        tr(
                            "A recovery key has {groups} groups of 5 characters, {groups_2} in all; {count} were typed."
                        ).format(groups=GROUPS, groups_2=GROUPS * 5, count=len(plain)),
                        {"expected": GROUPS * 5, "typed": len(plain)},
                    )
                ]
            )
        groups = [plain[start : start + 5] for start in range(0, len(plain), 5)]
        wrong = [place for place, group in enumerate(groups) if not _is_right(place, group)]
        if wrong:
            raise Invalid([_wrong_group(place, groups[place]) for place in wrong])
        bits = 0
        for group in groups:
            bits = bits << _GROUP_BITS | _value(group[:4])
        return cls(bits)

    @property
    def groups(self) -> tuple[str, ...]:
        """The eight groups, for a sheet or a form that asks for some of them."""
        values = [
            self.bits >> (GROUPS - 1 - place) * _GROUP_BITS & (1 << _GROUP_BITS) - 1
            for place in range(GROUPS)
        ]
        return tuple(_spell(value) + _check(place, value) for place, value in enumerate(values))

    def __str__(self) -> str:
        return "-".join(self.groups)


def as_printed(typed: str) -> str:
    """What somebody types of a key, in the letters of the printed one: in any case, with or without spaces and dashes,
    with what looks alike (O, I, L, U)."""
    return "".join(c for c in typed.upper().translate(_LOOK_ALIKE) if c.isalnum())


def _spell(value: int) -> str:
    return "".join(_LETTERS[value >> shift & 31] for shift in (15, 10, 5, 0))


def _value(group: str) -> int:
    value = 0
    for letter in group:
        value = value << 5 | _LETTERS.index(letter)
    return value


def _check(place: int, value: int) -> str:
    """One character over the field of 32 elements: every single wrong letter shows, and any two changed
    round."""
    total = place + 1
    for shift in (15, 10, 5, 0):
        total = _times_x(total) ^ (value >> shift & 31)
    return _LETTERS[_times_x(total)]


def _times_x(element: int) -> int:
    """Times x in GF(32) modulo x^5 + x^2 + 1."""
    return (element << 1) ^ (0b100101 if element & 0b10000 else 0)


def _is_right(place: int, group: str) -> bool:
    return all(letter in _LETTERS for letter in group) and _check(place, _value(group[:4])) == group[4]


def _wrong_group(place: int, group: str) -> Problem:
    return Problem(
        _FIELD,
        "recovery-key-group",
        tr("Group {place} ({group}) is mistyped. Compare it with the printed sheet.").format(
            place=place + 1, group=group
        ),
        {"group": place + 1},
    )
