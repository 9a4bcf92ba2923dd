"""The audit chain: appending to it, and checking it.

Honest claim (VAULT.md): tamper-evident since the last anchor. Whoever holds the key can forge what is not yet
anchored outside the vault.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import AuditBody, AuditEvent
from app.storage.base import canonical_json
from app.storage.rows import connection_of, insert_rows
from app.storage.transaction import Recorded

GENESIS = bytes(32)
_ODD = (TypeError, ValueError, AttributeError)
"""What reading a value of another kind than is ever written raises."""

_EVENTS = AuditEvent.__table__.c
_NEWEST = select(_EVENTS.seq, _EVENTS.mac).order_by(_EVENTS.seq.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: what an anchor outside the vault remembers."""

    seq: int
    mac: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where the chain is not as it was written."""

    seq: int
    reason: str


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
        """As ``record``, for what several people did at several times, given in that order."""
        rows: list[dict[str, object]] = []
        bodies: list[dict[str, object]] = []
        last = head(session)
        for actor, at, one in ((actor, at, one) for actor, at, done in acts for one in done):
            body = canonical_json(one.body)
            link = Link(last.seq + 1, at, actor, one.action, one.kind, one.object_id, _hash(body), last.mac)
            last = Head(link.seq, self._seal(link))
            rows.append({**link._asdict(), "mac": last.mac})
            bodies.append({"seq": link.seq, "body": body})
        insert_rows(session, AuditEvent, rows)
        insert_rows(session, AuditBody, bodies)

    def check(self, session: Session, *, anchors: Iterable[Head] = ()) -> Fault | None:
        """The first fault of the chain, or None. ``anchors`` must lie on it: they show a cut tail or an old copy."""
        awaited = {anchor.seq: anchor.mac for anchor in anchors if anchor.seq}
        last = Head(0, GENESIS)
        for one in _walk(session):
            if one is None:
                return Fault(last.seq + 1, "altered")
            link, mac, body = one
            fault = self._fault(link, mac, body, last)
            if fault is not None:
                return fault
            last = Head(link.seq, mac)
            if awaited.pop(last.seq, mac) != mac:
                return Fault(last.seq, "not the trail that was anchored")
        return Fault(last.seq + 1, "cut off") if awaited else None

    def _fault(self, link: Link, mac: bytes, body: str | None, last: Head) -> Fault | None:
        if link.seq != last.seq + 1:
            return Fault(last.seq + 1, "missing")
        try:
            if link.previous != last.mac or not hmac.compare_digest(self._seal(link), mac):
                return Fault(link.seq, "altered")
            if body is not None and _hash(body) != link.body_hash:
                return Fault(link.seq, "its details were altered")
        except _ODD:
            return Fault(link.seq, "altered")
        return None

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
    row = connection_of(session).execute(_NEWEST).first()
    return Head(row.seq, row.mac) if row else Head(0, GENESIS)


def _hash(body: str) -> bytes:
    return hashlib.sha256(body.encode()).digest()


def _walk(
    session: Session, after: int | None = None, at_once: int = 1000
) -> Iterator[tuple[Link, bytes, str | None] | None]:
    """Every link with its seal and its body; None, at last, for one that holds what can only have been forced in."""
    query = (
        select(*(getattr(AuditEvent, name) for name in Link._fields), AuditEvent.mac, AuditBody.body)
        .join(AuditBody, AuditBody.seq == AuditEvent.seq, isouter=True)
        .order_by(AuditEvent.seq)
        .execution_options(yield_per=at_once)
    )
    if after is not None:
        query = query.where(AuditEvent.seq > after)
    try:
        for row in session.execute(query):
            *link, mac, body = row
            after = link[0]
            yield Link(*link), mac, body
    except _ODD:
        if at_once == 1:
            yield None
        else:  # one of many that were fetched together: one by one from there on
            yield from _walk(session, after, 1)
