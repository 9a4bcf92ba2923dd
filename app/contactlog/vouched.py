"""Whether the log still says what the audit trail vouches for.

The trail keeps the digest of what each writing of an entry said, not the words (they stand in the entry and its
versions): so an entry altered, added or taken away behind the program's back shows here, by name. Where clients were
merged, or a merge undone, the trail says which entries went from whom to whom: an entry's words are still those that
were written, and it is with the client that the trail says.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from app.audit.models import AuditBody, AuditCut, AuditEvent
from app.contactlog.content import LATER, content_of, digest
from app.contactlog.models import ContactEntry, EntryVersion, SeveredLink
from app.contactlog.reading import entry_columns, whole
from app.contactlog.rows import EntryRow
from app.storage.base import canonical_json
from app.storage.transaction import Reader

Told = Callable[[int, int], None]
_AT_ONCE = 500
_LISTS = {"tells", "brought", "also_answers"}
"""What of an entry's content is a list of ids, sorted."""
_GROWS = {"follow_ups", "attachments"}
"""What an amendment adds to, so that the entry has more of it than the amendment says."""


class Unlike(NamedTuple):
    """An entry that is not as it was written, and how."""

    entry_id: UUID
    reason: str


class _Given(NamedTuple):
    """What the trail knows of merges since the newest writing of an entry: whom it was written for, whose it is."""

    written_for: str
    now_with: str


class _Seals(NamedTuple):
    """What the trail knows of one writing: the body's hash, or the digest that a body says."""

    body_hash: bytes | None
    digest: str | None

    def fits(self, said: Mapping[str, Any]) -> bool:
        found = digest(said)
        if self.digest is not None:
            return self.digest == found
        return self.body_hash == hashlib.sha256(canonical_json({"content": found}).encode()).digest()


def unlike_the_trail(reader: Reader, told: Told = lambda *_: None) -> Iterator[Unlike]:
    """Each entry whose words, now or in one of its versions, are not those that the trail vouches for.

    Needs a reader from whom nothing is hidden. ``told`` hears (entries done, all) now and then, and may raise.
    """
    seals, given = _seals(reader), _given(reader)
    everyone = len({entry_id for entry_id, _ in seals})
    done = 0
    severed = _severed(reader)
    for rows in _batches(reader):
        kept = _versions(reader, [row.id for row in rows])
        for row in rows:
            whole = severed.get(row.id, {})
            yield from _look_at(row, kept[row.id], seals, given.get(row.id), whole)
        done += len(rows)
        told(done, max(done, everyone))
    for entry_id, _ in seals:
        yield Unlike(entry_id, "it is missing")


def _look_at(
    row: EntryRow,
    kept: dict[int, Mapping[str, Any]],
    seals: dict[tuple[UUID, int], _Seals | None],
    given: _Given | None,
    severed: Mapping[str, Sequence[str]],
) -> Iterator[Unlike]:
    now = content_of(row)
    if given is not None:
        if now["client_id"] != given.now_with:
            yield Unlike(row.id, "it is with another client than merges of clients left it with")
        now["client_id"] = given.written_for
    kept.setdefault(1, now)
    for version, said in sorted(kept.items()):
        if (row.id, version) not in seals:
            yield Unlike(row.id, f"the trail knows nothing of its version {version}")
        elif (seal := seals.pop((row.id, version))) is not None and not (
            seal.fits(said) or (severed and seal.fits(_joined(said, severed)))
        ):
            yield Unlike(row.id, f"version {version} is not as it was written")
    newest, now = _joined(kept[max(kept)], severed), _joined(now, severed)
    names = (now.keys() | LATER.keys()) - _GROWS
    if any(newest.get(name) != now.get(name) for name in names):
        yield Unlike(row.id, "it says something else than its newest version")


def _joined(said: Mapping[str, Any], severed: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What an entry says with what it was linked to and what is destroyed since."""
    found = dict(said)
    for name, targets in severed.items():
        if name in _LISTS:
            found[name] = sorted({*found.get(name, ()), *targets})
        else:
            found[name] = found.get(name) or targets[0]
    return found


def _severed(reader: Reader) -> Mapping[UUID, Mapping[str, Sequence[str]]]:
    """By entry and field, the ids of what is destroyed."""
    found: defaultdict[UUID, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    query = select(SeveredLink.entry_id, SeveredLink.field, SeveredLink.target_id)
    for entry_id, name, target_id in reader.session.execute(query):
        found[entry_id][name].append(str(target_id))
    return found


def _seals(reader: Reader) -> dict[tuple[UUID, int], _Seals | None]:
    """What the trail vouches for, by entry and version; None where the first vaults kept the words themselves."""
    found: dict[tuple[UUID, int], _Seals | None] = {}
    query = (
        select(AuditEvent.action, AuditEvent.object_id, AuditEvent.body_hash, AuditBody.body)
        .join(AuditBody, AuditBody.seq == AuditEvent.seq, isouter=True)
        .where((AuditEvent.object_kind == "entry") | AuditBody.body.contains('["added","entry",'))
        .where(AuditEvent.seq.not_in(select(AuditCut.seq).where(AuditCut.left.is_(None))))  # destroyed since
        .execution_options(yield_per=_AT_ONCE)
    )
    for action, object_id, body_hash, body in reader.session.execute(query):
        said = json.loads(body) if body is not None else {}
        if action in {"added", "amended"} and object_id is not None:
            found[object_id, said.get("version", 1)] = _seal(said, body_hash if body is None else None)
        for inner_action, kind, inner_id, inner in said.get("done", ()):
            if (inner_action, kind) == ("added", "entry"):
                found[UUID(inner_id), 1] = _seal(inner, None)
    return found


_GIVES = {
    ("client merged", "matter"),
    ("merged", "client"),
    ("client unmerged", "matter"),
    ("unmerged", "client"),
}
_MOVED = '"moved_entries":["'


def _given(reader: Reader) -> dict[UUID, _Given]:
    """The entries that merges of clients gave to another since they were last written."""
    found: dict[UUID, _Given] = {}
    query = (
        select(AuditEvent.action, AuditEvent.object_kind, AuditEvent.object_id, AuditBody.body)
        .join(AuditBody, AuditBody.seq == AuditEvent.seq)
        .where(AuditBody.body.contains(_MOVED) | (AuditEvent.action == "amended"))
        .order_by(AuditEvent.seq)
        .execution_options(yield_per=_AT_ONCE)
    )
    for action, kind, object_id, body in reader.session.execute(query):
        if (action, kind) == ("amended", "entry") and object_id is not None:
            found.pop(object_id, None)
        elif (action, kind) in _GIVES:
            said = json.loads(body)
            giver, taker = str(said["client"]), str(said["into"])
            if action.endswith("unmerged"):
                giver, taker = taker, giver
            for one in map(UUID, said["moved_entries"]):
                before = found.get(one)
                found[one] = _Given(before.written_for if before else giver, taker)
    return found


def _seal(said: Mapping[str, Any], body_hash: bytes | None) -> _Seals | None:
    vouched = said.get("content")
    return _Seals(body_hash, vouched) if body_hash is not None or isinstance(vouched, str) else None


def _batches(reader: Reader) -> Iterator[tuple[EntryRow, ...]]:
    after: UUID | None = None
    while True:
        query = entry_columns().order_by(ContactEntry.id).limit(_AT_ONCE)
        if after is not None:
            query = query.where(ContactEntry.id > after)
        rows = whole(reader, reader.session.execute(query).all())
        if not rows:
            return
        yield rows
        after = rows[-1].id


def _versions(reader: Reader, ids: list[UUID]) -> defaultdict[UUID, dict[int, Mapping[str, Any]]]:
    found: defaultdict[UUID, dict[int, Mapping[str, Any]]] = defaultdict(dict)
    query = select(EntryVersion.entry_id, EntryVersion.version, EntryVersion.content)
    for entry_id, version, said in reader.session.execute(query.where(EntryVersion.entry_id.in_(ids))):
        found[entry_id][version] = said
    return found
