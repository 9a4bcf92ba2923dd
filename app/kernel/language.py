"""The words that people read, in their language: English stands in the source, any other comes from a catalogue.

Every sentence of the core goes through `tr` or `counted` at the moment it is said, so that it is in the language of
who reads it: the window's for the screen, the firm's for paper. The window's own `self.tr` asks the same catalogue
(`ui/kit/spoken.py`); which languages there are, and their files, is `app.languages`. Where nobody chose, as on the
command line, it is the English of the source.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from app.kernel.typed import Typed


class Catalogue(Protocol):
    """What there is of one language."""

    @property
    def code(self) -> str:
        """As in "de", "en-GB"."""

    @property
    def typed(self) -> Typed:
        """How its speakers type days, hours and the like."""

    def find(self, words: str, meaning: str = "") -> str | None:
        """The translation of English ``words``; None where there is none."""

    def find_counted(self, count: int, one: str, many: str, meaning: str = "") -> str | None:
        """The form for ``count`` things of what English says as ``one`` or ``many``; None where there is none."""


class _English:
    """The English of the source: what it says is what stands there."""

    code = "en"

    @property
    def typed(self) -> Typed:
        from app.kernel.typed import NOTHING  # only who reads a day asks, and the unlock page comes first

        return NOTHING

    def find(self, words: str, meaning: str = "") -> str | None:
        return None

    def find_counted(self, count: int, one: str, many: str, meaning: str = "") -> str | None:
        return None


SOURCE: Final[Catalogue] = _English()
"""The English of the source."""

_usual: Catalogue = SOURCE
_here: ContextVar[Catalogue | None] = ContextVar("language", default=None)


def spoken() -> Catalogue:
    """What is spoken here and now."""
    return _here.get() or _usual


def usual() -> Catalogue:
    """What this process speaks where nobody says otherwise: the window's language, in which errors are told."""
    return _usual


def speak(catalogue: Catalogue) -> None:
    """Speak so in this whole process, but for where `speaking` says otherwise."""
    global _usual
    _usual = catalogue


@contextmanager
def speaking(catalogue: Catalogue) -> Iterator[None]:
    """Speak so within the block, in this thread: a paper in the language of who gets it."""
    before = _here.set(catalogue)
    try:
        yield
    finally:
        _here.reset(before)


def tr(words: str, meaning: str = "") -> str:
    """English ``words`` in the language that is spoken; fields in braces are filled afterwards.

    ``meaning`` tells apart what English says with one word and others with two ("verb", "month"); it is not shown.
    """
    return spoken().find(words, meaning) or words


def counted(count: int, one: str, many: str, meaning: str = "") -> str:
    """What is said of ``count`` things, fields not yet filled; in English ``one`` of 1 and ``many`` of others."""
    return spoken().find_counted(count, one, many, meaning) or (one if count == 1 else many)
