"""What came in once never comes in again: each message and each note has a key that is taken with it (C5)."""

from __future__ import annotations

from sqlalchemy import select

from app.exchange.models import ImportedMessage
from app.kernel.rights import Right
from app.storage.transaction import Transaction
from app.storage.walls import hides_something, past_walls


def free_key(tx: Transaction, key: str) -> str | None:
    """The key to come in under; None where it came before. What came in for a matter that must not be seen came never:
    then it is another key."""
    session = tx.session
    if session.get(ImportedMessage, key) is None and hides_something(session):
        there = past_walls(select(ImportedMessage.key))
        while session.get(ImportedMessage, key) is None:
            if session.scalar(there.where(ImportedMessage.key == key)) is None:
                break
            key += "~"
    return key if session.get(ImportedMessage, key) is None else None


def keep_key(tx: Transaction, key: str, twin: str | None = None) -> None:
    """What has this key is in; ``twin`` tells it from another form of the same message (`ImportedMessage.twin`)."""
    tx.need(Right.WRITE)
    tx.insert(ImportedMessage, {"key": key, "imported_at": tx.now, "imported_by": tx.actor, "twin": twin})
