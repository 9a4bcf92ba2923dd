"""Checking the audit chain from its first event to its last, as quickly as it can be read.

A seal covers one spelling of an event (`app.storage.base.canonical_json` of the link and the vault's id). Here it is
put together from what the database has, without making objects of it first: what is not stored exactly as it is
always written is spelled otherwise, and so does not fit its seal.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any, cast
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.audit.cuts import cuts, unvouched
from app.audit.models import AuditKey

GENESIS = bytes(32)
_AT_ONCE = 1000
# Of the tables themselves: a wall that hides events from somebody would make them look missing.
_EVERY = text(
    "SELECT e.seq, e.at, e.actor_id, e.action, e.object_kind, e.object_id, e.body_hash, e.previous, e.mac, b.body "
    "FROM main.audit_events AS e LEFT JOIN main.audit_bodies AS b ON b.seq = e.seq ORDER BY e.seq"
)
_KEYS = select(AuditKey.last_seq, AuditKey.key).order_by(AuditKey.last_seq)
_ODD = (TypeError, ValueError, AttributeError, IndexError)
"""What a value of another kind than is ever written raises."""

Told = Callable[[int, int], object]
"""Hears (done, all) now and then. It may raise to end what is done."""


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


def check_chain(
    session: Session, key: bytes, vault: UUID, end: Head, anchors: Iterable[Head], told: Told
) -> Fault | None:
    """The first fault, or None. ``key`` is of the present epoch; those of earlier ones stand in the database."""
    awaited = {anchor.seq: anchor.mac for anchor in anchors if anchor.seq}
    stretches = _Stretches(session, key)
    closing = f',"{vault}"]'
    lost = cuts(session)
    seq, last = 0, GENESIS
    for rows in session.execute(_EVERY, execution_options={"yield_per": _AT_ONCE}).partitions(_AT_ONCE):
        for row in cast("Iterable[Sequence[Any]]", rows):
            if row[0] != seq + 1:
                return Fault(seq + 1, "missing")
            seq += 1
            reason = _fault(row, last, stretches, closing, lost)
            if reason is not None:
                return Fault(seq, reason)
            last = row[8]
            if awaited and awaited.pop(seq, last) != last:
                return Fault(seq, "not the trail that was anchored")
        told(seq, end.seq)
    if awaited:
        return Fault(seq + 1, "cut off")
    without = unvouched(session) if lost else None
    return None if without is None else Fault(without, "its details were altered")


class _Stretches:
    """Which key sealed which events."""

    def __init__(self, session: Session, key: bytes) -> None:
        self._rest: Iterator[tuple[int, bytes]] = iter(
            [(row.last_seq, row.key) for row in session.execute(_KEYS)]
        )
        self._present = key
        self._next()

    def key_of(self, seq: int) -> bytes:
        """Asked in order."""
        while self._until is not None and seq > self._until:
            self._next()
        return self._key

    def _next(self) -> None:
        self._until: int | None
        self._until, self._key = next(self._rest, (None, self._present))


def _fault(
    row: Sequence[Any], last: bytes, stretches: _Stretches, closing: str, lost: Mapping[int, bytes | None]
) -> str | None:
    seq, at, actor, action, kind, about, body_hash, previous, mac, body = row
    try:
        thing = "null" if about is None else f'"{_dashed(about)}"'
        spelled = (
            f'[{seq},"{_moment(at)}","{_dashed(actor)}",{_quoted(action)},{_quoted(kind)},{thing},'
            f'"{body_hash.hex()}","{previous.hex()}"{closing}'
        )
        seal = hmac.digest(stretches.key_of(seq), spelled.encode(), "sha256")
        if previous != last or not hmac.compare_digest(seal, mac):
            return "altered"
        if body is not None and sha256(body.encode()).digest() != lost.get(seq, body_hash):
            return "its details were altered"
        if body is None and lost.get(seq) is not None:
            return "its details were altered"
    except _ODD:
        return "altered"
    return None


def _moment(stored: str) -> str:
    """``2026-11-23 19:00:00.000000`` as the seal spells it: ISO 8601 in UTC, without a fraction that is nought."""
    if len(stored) != 26 or stored[10] != " ":
        raise ValueError
    return f"{stored[:10]}T{stored[11:19]}{'' if stored[19:] == '.000000' else stored[19:]}+00:00"


@lru_cache(maxsize=4096)
def _dashed(stored: str) -> str:
    """An id of 32 hexadecimal digits with its dashes."""
    if len(stored) != 32:
        raise ValueError
    return f"{stored[:8]}-{stored[8:12]}-{stored[12:16]}-{stored[16:20]}-{stored[20:]}"


_quoted = lru_cache(maxsize=256)(encode_basestring)
"""A word as JSON has it."""
