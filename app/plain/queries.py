"""The firm's own words, read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.plain.ease import measured
from app.plain.jargon import WordList
from app.plain.models import PlainWord
from app.settings.queries import firm
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class PlainWordRow:
    """One of the firm's words; ``say`` "" for one that is fine with it."""

    id: UUID
    word: str
    say: str
    reason: str
    changed_at: datetime
    changed_by: UUID


def plain_words(reader: Reader) -> tuple[PlainWordRow, ...]:
    """The firm's own, by the alphabet."""
    return tuple(
        PlainWordRow(row.id, row.word, row.say, row.reason, row.changed_at, row.changed_by)
        for row in reader.session.scalars(select(PlainWord).order_by(PlainWord.word))
    )


def word_list(reader: Reader) -> WordList:
    """The list that counts: the program's for the firm's language as the firm changed it, and the firm's own."""
    return WordList.with_own({row.word: row.say for row in plain_words(reader)}, language_of(reader))


def language_of(reader: Reader) -> str:
    """That of the firm's words: the one it writes in, English where nothing is known of that."""
    return measured(firm(reader).details.written_in) or "en"
