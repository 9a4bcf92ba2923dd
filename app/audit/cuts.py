"""What was cut out of the audit trail with what it spoke of: only a destruction does it, and its event vouches for it.

The chain stays as it was: it holds the hash of each body, not the body. A cut says which event lost its details under
which certificate, and for a body that speaks of other things, too, the hash of what is left. The event of the
destruction holds a digest of all its cuts, so whoever deletes a body and writes a cut for it is found out.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import AuditBody, AuditCut, AuditEvent
from app.storage.base import canonical_json
from app.storage.rows import insert_rows, run_many

ACTION, KIND = "destroyed", "destruction"
"""The event that vouches for the cuts of one certificate: ``certificate`` and ``cuts`` in its body."""
_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_FOLDED = '"done":[['
_OF_WORDS = frozenset({"search", "search_words", "saved_search"})
"""Kinds whose events hold what somebody typed, which names things by their words alone."""
_AT_ONCE = 2_000


Speaks = Callable[[str], int | None]
"""Under which certificate goes what these words speak of, which name it by no id; None where they speak of nothing."""


class Cut(NamedTuple):
    """An event, its certificate, and what is left of its body; None: nothing, or there never was one."""

    seq: int
    certificate: int
    left: str | None

    @property
    def left_hash(self) -> bytes | None:
        """Of what is left."""
        return None if self.left is None else hashlib.sha256(self.left.encode()).digest()


def digest_of(cuts: Iterable[tuple[int, bytes | None]]) -> str:
    """SHA-256, in hex, of the cuts of one certificate, which are given in the order of their events."""
    spelled = "".join(f"{seq}:{left.hex() if left else ''}\n" for seq, left in cuts)
    return hashlib.sha256(spelled.encode()).hexdigest()


def cut_out(session: Session, things: Mapping[UUID, int], speaks: Speaks) -> dict[int, tuple[int, str]]:
    """Cut out of the trail what it says of ``things``, which are destroyed in this transaction under certificates, and
    of searches whose words speak of them. By certificate: how many events lost something, and the digest of the cuts.

    The same transaction has to record each (`ACTION`, `KIND`).
    """
    found = list(_found(session, {one.hex: number for one, number in things.items()}, speaks))
    rows = [{"seq": one.seq, "certificate": one.certificate, "left": one.left_hash} for one in found]
    insert_rows(session, AuditCut, rows)
    run_many(session, "DELETE FROM main.audit_bodies WHERE seq = ?", [(one.seq,) for one in found])
    left = [{"seq": one.seq, "body": one.left} for one in found if one.left is not None]
    insert_rows(session, AuditBody, left)
    by_certificate: defaultdict[int, list[tuple[int, bytes | None]]] = defaultdict(list)
    for one in found:
        by_certificate[one.certificate].append((one.seq, one.left_hash))
    numbers = sorted(set(things.values()))
    return {number: (len(by_certificate[number]), digest_of(by_certificate[number])) for number in numbers}


def _found(session: Session, things: Mapping[str, int], speaks: Speaks) -> Iterator[Cut]:
    """Each event that has to lose something, in order."""
    query = (
        select(AuditEvent.seq, AuditEvent.object_kind, AuditEvent.object_id, AuditBody.body)
        .join(AuditBody, AuditBody.seq == AuditEvent.seq, isouter=True)
        .order_by(AuditEvent.seq)
        .execution_options(yield_per=_AT_ONCE)
    )
    for seq, kind, about, body in session.execute(query):
        certificate = things.get(about.hex) if about is not None else None
        if certificate is not None:
            yield Cut(seq, certificate, None)
        elif body is not None and (certificate := _named(body, things)) is not None:
            yield Cut(seq, certificate, _rest(body, things, certificate) if _FOLDED in body else None)
        elif body is not None and kind in _OF_WORDS and (certificate := speaks(body)) is not None:
            yield Cut(seq, certificate, None)


def _named(text: str, things: Mapping[str, int]) -> int | None:
    """The certificate of the first of ``things`` that a text names."""
    for one in _ID.findall(text):
        found = things.get(one.replace("-", ""))
        if found is not None:
            return found
    return None


def _rest(body: str, things: Mapping[str, int], certificate: int) -> str | None:
    """What is left of an event that lists others: those that speak of something else."""
    said = cast("dict[str, Any]", json.loads(body))
    rest = [one for one in said["done"] if _named(canonical_json(one), things) is None]
    if not rest:
        return None
    around = {name: value for name, value in said.items() if _named(canonical_json(value), things) is None}
    return canonical_json({**around, "done": rest, "count": len(rest), "destroyed": certificate})


def cuts(session: Session) -> dict[int, bytes | None]:
    """What is left of each event that lost something, by its number: of several cuts the last one counts."""
    query = select(AuditCut.seq, AuditCut.left).order_by(AuditCut.certificate)
    return {seq: left for seq, left in session.execute(query)}  # noqa: C416 # rows, not pairs, to the type checker


def certificate_of(session: Session, seq: int) -> int | None:
    """The certificate under which an event lost its details, or some of them; None for one that has all."""
    return session.scalar(select(func.max(AuditCut.certificate)).where(AuditCut.seq == seq))


def unvouched(session: Session) -> int | None:
    """The first event that lost something for which no destruction vouches; None where each one does."""
    by_certificate: defaultdict[int, list[tuple[int, bytes | None]]] = defaultdict(list)
    query = select(AuditCut.certificate, AuditCut.seq, AuditCut.left).order_by(AuditCut.seq)
    for certificate, seq, left in session.execute(query):
        by_certificate[certificate].append((seq, left))
    vouched = _vouched(session) if by_certificate else {}
    wrong = [
        several[0][0]
        for certificate, several in by_certificate.items()
        if vouched.get(certificate) != digest_of(several)
    ]
    return min(wrong, default=None)


def _vouched(session: Session) -> Mapping[int, str]:
    """The digest that each destruction recorded."""
    query = (
        select(AuditBody.body)
        .join(AuditEvent, AuditEvent.seq == AuditBody.seq)
        .where(AuditEvent.action == ACTION, AuditEvent.object_kind == KIND)
    )
    bodies = [json.loads(body) for body in session.scalars(query)]
    return {int(body["certificate"]): str(body["cuts"]) for body in bodies}
