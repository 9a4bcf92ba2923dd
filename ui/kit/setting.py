"""A setting of this computer as it is declared: once, with its type, its default and its words.

From the declaration come what is read from the settings file and written to it, the row on the page, what the search
and the palette find, and what goes along in a file of settings.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

V = TypeVar("V")
_MOST_DIGITS = 9
"""Of a number in a file; Python reads no number of thousands of digits, and nobody chose one."""


class SettingWords(NamedTuple):
    """``title`` stands before it; ``hint`` is a sentence under it; ``also`` is what else one would look for."""

    title: str
    hint: str = ""
    also: str = ""


class Kind(Protocol[V]):
    """A type of values, as text in a file."""

    def read(self, text: str) -> V | None:
        """The value that ``text`` says; None where it says none."""
        ...

    def write(self, value: V) -> str:
        """What stands in the file."""
        ...


class YesNo:
    """On or off."""

    def read(self, text: str) -> bool | None:
        return {"yes": True, "no": False}.get(text)

    def write(self, value: bool) -> str:
        return "yes" if value else "no"


@dataclass(frozen=True)
class OneOf:
    """One of a few words; ``say`` names each in the language of the window."""

    values: tuple[str, ...]
    say: Callable[[str], str]

    def read(self, text: str) -> str | None:
        return text if text in self.values else None

    def write(self, value: str) -> str:
        return value


@dataclass(frozen=True)
class Number:
    """A whole number; ``steps`` are offered, what lies between them is kept, what lies beyond is the nearest end."""

    steps: tuple[int, ...]
    say: Callable[[int], str]

    def read(self, text: str) -> int | None:
        if not text.isdecimal() or len(text) > _MOST_DIGITS:
            return None
        return min(max(int(text), self.steps[0]), self.steps[-1])

    def write(self, value: int) -> str:
        return str(min(max(value, self.steps[0]), self.steps[-1]))

    def nearest(self, value: int) -> int:
        """The step that is shown for ``value``."""
        return min(self.steps, key=lambda step: abs(step - value))


class Text:
    """Any text."""

    def read(self, text: str) -> str | None:
        return text

    def write(self, value: str) -> str:
        return value


class Words:
    """Several words, in no order."""

    def read(self, text: str) -> frozenset[str] | None:
        return frozenset(text.split())

    def write(self, value: frozenset[str]) -> str:
        return " ".join(sorted(value))


class Answers:
    """Answers by the name of the question."""

    def read(self, text: str) -> Mapping[str, str] | None:
        try:
            found = json.loads(text) if text else {}
        except ValueError:
            return None
        whole = isinstance(found, dict) and all(isinstance(answer, str) for answer in found.values())
        return found if whole else None

    def write(self, value: Mapping[str, str]) -> str:
        return json.dumps(dict(value)) if value else ""


class Held(NamedTuple, Generic[V]):
    """Somebody else holds the value and is the one to ask: the theme, or the system. ``tells``: it says by itself when
    it has become another."""

    get: Callable[[], V]
    put: Callable[[V], object]
    tells: bool = False


@dataclass(frozen=True, eq=False)
class Setting(Generic[V]):
    """``words`` is None for what the program remembers by itself. ``travels``: it goes along in a file of settings,
    because it would mean the same on another computer. ``is_kept``: it stands in the settings file; what the system
    holds does not. ``offered``: whether it means anything on a platform."""

    key: str
    default: V
    kind: Kind[V]
    words: Callable[[], SettingWords] | None = None
    held: Held[V] | None = None
    travels: bool = True
    is_kept: bool = True
    offered: Callable[[str], bool] = lambda _platform: True


def named(settings: Sequence[Setting[V]]) -> dict[str, Setting[V]]:
    """Each by its key. Raises ValueError where two have the same."""
    found = {one.key: one for one in settings}
    if len(found) != len(settings):
        raise ValueError("two settings with one key")
    return found
