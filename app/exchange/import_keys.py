"""What came in once never comes in again: each message and each note has a key that is taken with it (C5)."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from app.exchange.models import ImportedMessage
from app.kernel.rights import Right
from app.storage.rows import look_up
from app.storage.transaction import Transaction
from app.storage.walls import hides_something, past_walls

_BY_KEY = select(ImportedMessage.key).where(ImportedMessage.key == bindparam("key"))


def free_key(tx: Transaction, key: str) -> str | None:
    """The key to come in under; None where it came before. What came in for a matter that must not be seen came never:
    then it is another key."""
    session = tx.session
    came = look_up(session, _BY_KEY, key=key) is not None
    if not came and hides_something(session):
        there = past_walls(select(ImportedMessage.key))
        while not came and session.scalar(there.where(ImportedMessage.key == key)) is not None:
            key += "~"
            came = look_up(session, _BY_KEY, key=key) is not None
    return None if came else key


def keep_key(tx: Transaction, key: str, twin: str | None = None) -> None:
    """What has this key is in; ``twin`` tells it from another form of the same message (`ImportedMessage.twin`)."""
    tx.need(Right.WRITE)
    tx.insert(ImportedMessage, {"key": key, "imported_at": tx.now, "imported_by": tx.actor, "twin": twin})
