"""The words of the index that begin in some way.

The index keeps the rows of each beginning of two to four letters. For a longer one it would gather the rows of every
word that begins so before it gave the first, and take ten times as long in a log of ten times the entries. So a longer
beginning is asked for as the words that it is the beginning of, as long as they are few: those are read row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from app.storage.rows import all_rows

Known = Callable[[str], Sequence[str] | None]
"""The words that begin so; None where the index is to find out by itself."""

KEPT: Final = 4
"""Letters of the longest beginnings whose rows the index keeps (migration 0007)."""
_FEW: Final = 128
"""Finding a word and opening its rows takes thirty millionths of a second each."""
_END: Final = "\U0010ffff"
# One word after the other: the rows of a word are not walked to come to the next.
_WORDS: Final = (
    "WITH RECURSIVE words (word) AS ("
    "SELECT (SELECT term FROM main.search_index_words WHERE term >= ?1 LIMIT 1) UNION ALL"
    " SELECT (SELECT term FROM main.search_index_words WHERE term >= word || ' ' LIMIT 1) FROM words WHERE word < ?2"
    ") SELECT word FROM words WHERE word < ?2 LIMIT ?3"
)


def nothing_known(_beginning: str) -> None:
    """For where there is no index at hand."""


def known_words(session: Session) -> Known:
    """The words of the index as this transaction sees it. Words alone: nothing is said of who wrote them where."""
    return partial(_words, session)


def _words(session: Session, beginning: str) -> Sequence[str] | None:
    if len(beginning) <= KEPT:
        return None
    found = all_rows(session, _WORDS, (beginning, beginning + _END, _FEW + 1))
    return [str(word) for (word,) in found] if len(found) <= _FEW else None
