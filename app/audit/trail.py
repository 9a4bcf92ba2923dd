"""The audit chain: appending to it, and checking it.

Honest claim (VAULT.md): tamper-evident since the last anchor. Whoever holds the key can forge what is not yet
anchored outside the vault.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, cast
from uuid import UUID

from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from app.audit.checking import GENESIS, Told, check_chain
from app.audit.checking import Fault as Fault  # what the trail answers
from app.audit.checking import Head as Head
from app.audit.models import AuditBody, AuditEvent, AuditKey
from app.audit.words import NOTES
from app.kernel.errors import Damaged
from app.kernel.language import tr
from app.storage.base import canonical_json
from app.storage.rows import first_row, insert_rows
from app.storage.transaction import Recorded

_NEWEST = "SELECT seq, mac FROM main.audit_events ORDER BY seq DESC LIMIT 1"
_CHANGE = (
    "SELECT 1 FROM main.audit_events WHERE seq BETWEEN ? AND ? "
    "AND (action, object_kind) NOT IN "
    "(SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)) LIMIT 1"
)
_SPELLED = json.dumps(sorted(NOTES))


class Link(NamedTuple):
    """What one event's seal covers."""

    seq: int
    at: datetime
    actor_id: UUID
    action: str
    object_kind: str
    object_id: UUID | None
    body_hash: bytes
    previous: bytes


class Trail:
    """Appends to the chain of one vault, and checks it. ``key`` is the vault's audit subkey."""

    def __init__(self, key: bytes, vault_id: UUID) -> None:
        self._key = key
        self._vault_id = vault_id

    def record(self, session: Session, actor: UUID, at: datetime, done: Iterable[Recorded]) -> None:
        """Append an event for each thing done, within the caller's transaction."""
        self.record_all(session, [(actor, at, done)])

    def record_all(self, session: Session, acts: Iterable[tuple[UUID, datetime, Iterable[Recorded]]]) -> None:
        """As ``record``, for what several people did at several times, given in that order.

        Raises `Damaged` ("trail-damaged").
        """
        rows: list[dict[str, object]] = []
        bodies: list[dict[str, object]] = []
        last = head(session)
        for actor, at, one in ((actor, at, one) for actor, at, done in acts for one in done):
            body = one.spelled()
            link = Link(last.seq + 1, at, actor, one.action, one.kind, one.object_id, _hash(body), last.mac)
            last = Head(link.seq, self._seal(link))
            rows.append({**link._asdict(), "mac": last.mac})
            if one.kept:
                bodies.append({"seq": link.seq, "body": body})
        try:
            insert_rows(session, AuditEvent, rows)
            insert_rows(session, AuditBody, bodies)
        except dbapi2.IntegrityError:  # the next number is taken: the end that was read is not the end
            raise Damaged(
                "trail-damaged",
                tr(
                    "The end of the audit trail is damaged or is an older one, so nothing can be added. Nothing was "
                    "changed or deleted: check the vault, and restore the newest good backup."
                ),
            ) from None

    def check(
        self, session: Session, *, anchors: Iterable[Head] = (), told: Told = lambda *_: None
    ) -> Fault | None:
        """The first fault of the chain, or None. ``anchors`` must lie on it: they show a cut tail or an old copy.

        ``told`` hears (events done, all) now and then, and may raise to end it.
        """
        return check_chain(session, self._key, self._vault_id, head(session), anchors, told)

    def hand_over(self, session: Session, epoch: int) -> None:
        """Before the first event under another key: keep ours, of ``epoch``, for what it has sealed."""
        row = {"epoch": epoch, "last_seq": head(session).seq, "key": self._key}
        insert_rows(session, AuditKey, [row])

    def _seal(self, link: Link) -> bytes:
        spelled = canonical_json(
            [
                link.seq,
                link.at,
                link.actor_id,
                link.action,
                link.object_kind,
                link.object_id,
                link.body_hash.hex(),
                link.previous.hex(),
                self._vault_id,
            ]
        )
        return hmac.digest(self._key, spelled.encode(), "sha256")


def head(session: Session) -> Head:
    """The end of the chain; sequence 0 where there is none yet."""
    row = first_row(session, _NEWEST)
    return Head(cast("int", row[0]), cast("bytes", row[1])) if row else Head(0, GENESIS)


def has_change(session: Session, first: int, last: int) -> bool:
    """Whether among the events from number ``first`` to ``last`` is one that changed something, whatever walls hide."""
    return first_row(session, _CHANGE, (first, last, _SPELLED)) is not None


def _hash(body: str) -> bytes:
    return hashlib.sha256(body.encode()).digest()
