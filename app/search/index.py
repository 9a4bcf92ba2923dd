"""The index in SQL: what a row of it holds, reading entries for it, writing and removing.

A row's ``keys`` are words that nobody can type (they begin with "_", which `folding` drops): its matter, its author,
its channel. So every filter is one more word, and as quick.
"""

# ruff: noqa: S608 - the statements are put together from names of the metadata alone

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import Text
from sqlalchemy.orm import Session

from app.contactlog.models import ContactEntry
from app.search.folding import VERSION, fold, for_index, phone_keys
from app.search.places import TIES, first_number
from app.storage.rows import all_rows, first_row, run, run_many

MADE_BY: Final = VERSION * 1_000 + 2
"""The second part is raised when a row holds something else than before."""
COLUMNS: Final = (
    "said",
    "people",
    "sender",
    "receiver",
    "matter",
    "client",
    "files",
    "tags",
    "former",
    "keys",
)
EVERY_ENTRY: Final = "_e"
_NOT_SAID: Final = frozenset({"reached_at", "message_key", "kind"})
SAID: Final = tuple(
    column.name
    for column in ContactEntry.__table__.columns
    if type(column.type) is Text and column.name not in _NOT_SAID
)
"""Every text of an entry, whichever columns there will be."""
_COURT: Final = "court"
"""The role of a court among an entry's participants."""
_ORIGINAL: Final = "message.eml"
"""What the original of a message is called that was brought in (`app.exchange.take_messages`)."""
_MOST_LETTERS: Final = 2_000_000
"""Of one column of one row: a text beyond that is indexed to there."""

_READ = (
    "SELECT e.rowid, p.number, e.id, e.matter_id, e.client_id, e.occurred_at, e.author_id, e.channel, e.direction,"
    " e.version, e.reached_at, e.written_at, e.message_key, coalesce(m.number, ''), coalesce(m.title, ''),"
    f" coalesce(m.court_number, ''), coalesce(c.name, ''), {', '.join(f'e.{name}' for name in SAID)}"
    " FROM main.contact_entries AS e"
    " LEFT JOIN main.matters AS m ON m.id = e.matter_id LEFT JOIN main.clients AS c ON c.id = e.client_id"
    " LEFT JOIN main.search_places AS p ON p.entry_id = e.id"
)
_NEW = f"{_READ} WHERE e.rowid > ? ORDER BY e.rowid LIMIT ?"
_CHANGED = f"{_READ} WHERE e.id IN (SELECT entry_id FROM main.search_pending LIMIT ?)"
_OF = "IN (SELECT value FROM json_each(?))"
_INSERT = f"INSERT INTO main.search_index (rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})"

_STATE = (
    "SELECT s.entries_read, s.files_read, s.made_by, coalesce((SELECT max(rowid) FROM main.contact_entries), 0),"
    " (SELECT count(*) FROM main.search_pending) FROM main.search_state AS s WHERE s.id = 1"
)


class _Entry(NamedTuple):
    rowid: int
    place: int | None
    """Its number in the index, where it is there already."""
    id: str
    matter_id: str | None
    client_id: str | None
    occurred_at: str
    author_id: str
    channel: str
    direction: str
    version: int
    reached_at: str
    written_at: str
    message_key: str | None
    number: str
    title: str
    court_number: str
    client: str
    said: tuple[str, ...]


class _Belonging(NamedTuple):
    """What stands beside the entries of a batch, by their ids."""

    people: dict[str, list[tuple[str, str]]]
    tags: dict[str, list[str]]
    agreed: dict[str, list[str]]
    files: dict[str, list[str]]
    has_file: set[str]
    former: dict[str, list[str]]
    notices: set[str]
    """Entries that a court wrote, whatever they were amended to."""


class State(NamedTuple):
    """How far the index is: SQLite's row numbers, and who made it."""

    entries_read: int
    files_read: int
    made_by: int
    waiting: int
    """How many entries wait, near enough: nothing is counted but what was changed."""


def state(session: Session) -> State:
    """How far the index is."""
    row = first_row(session, _STATE)
    if row is None:
        return State(0, 0, 0, 0)
    entries_read, files_read, made_by, newest, changed = cast("tuple[int, int, int, int, int]", row)
    # Of another version, or of no entry yet: every entry waits.
    waits = newest if made_by != MADE_BY else max(0, newest - entries_read)
    return State(entries_read, files_read, made_by, waits + changed)


def clear(session: Session) -> None:
    """An empty index: every entry waits. The texts of files stay, so that no file is read twice."""
    run(session, "INSERT INTO main.search_index (search_index) VALUES ('delete-all')")
    run(session, "DELETE FROM main.search_places")
    run(session, "DELETE FROM main.search_pending")
    run(session, "UPDATE main.search_state SET entries_read = 0, made_by = ? WHERE id = 1", (MADE_BY,))


def index_new(session: Session, known: State, most: int) -> int:
    """Index the next entries that were added; how many. The watermark moves with them."""
    entries = _entries(all_rows(session, _NEW, (known.entries_read, most)))
    if not entries:
        return 0
    # What another program's older version left half known is not indexed twice.
    _remove(session, entries)
    _write(session, entries)
    run(session, "UPDATE main.search_state SET entries_read = ? WHERE id = 1", (entries[-1].rowid,))
    return len(entries)


def index_changed(session: Session, known: State, most: int) -> int:
    """Index entries that were changed anew; how many. Those that are new as well come with the others that are new."""
    entries = _entries(all_rows(session, _CHANGED, (most,)))
    if not entries:
        return 0
    _remove(session, entries)
    _write(session, [one for one in entries if one.rowid <= known.entries_read])
    run_many(session, "DELETE FROM main.search_pending WHERE entry_id = ?", [(one.id,) for one in entries])
    return len(entries)


def _remove(session: Session, entries: Sequence[_Entry]) -> None:
    found = [(one.place,) for one in entries if one.place is not None]
    if found:
        run_many(session, "DELETE FROM main.search_index WHERE rowid = ?", found)
        run_many(session, "DELETE FROM main.search_places WHERE number = ?", found)


def _write(session: Session, entries: Sequence[_Entry]) -> None:
    """In the order of time: a row that comes before the last one makes the index begin a new piece."""
    beside = _belonging(session, entries)
    numbers = _Numbers(session)
    in_time = sorted(entries, key=lambda one: (one.occurred_at, one.rowid))
    rows = [
        (numbers.next(datetime.fromisoformat(one.occurred_at)), one.id, _row(one, beside)) for one in in_time
    ]
    rows.sort(key=lambda row: row[0])
    run_many(
        session, "INSERT INTO main.search_places (number, entry_id) VALUES (?, ?)", [row[:2] for row in rows]
    )
    run_many(session, _INSERT, [(row[0], *row[2]) for row in rows])


class _Numbers:
    """Gives each entry a number of its second that is free."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._next: dict[int, int] = {}
        row = first_row(session, "SELECT coalesce(max(number), -1) FROM main.search_places")
        self._last = cast("int", row[0]) if row else -1
        """Of all: seconds beyond it are free, and mostly those are wanted."""

    def next(self, moment: datetime) -> int:
        second = first_number(moment)
        while True:
            number = self._next.get(second)
            if number is None:
                number = self._behind_last(second)
            if number < second + TIES:
                self._next[second] = number + 1
                return number
            self._next[second] = number
            second += TIES  # it is full

    def _behind_last(self, second: int) -> int:
        if second > self._last:
            return second
        row = first_row(
            self._session,
            "SELECT max(number) FROM main.search_places WHERE number >= ? AND number < ?",
            (second, second + TIES),
        )
        last = row[0] if row else None
        return second if last is None else cast("int", last) + 1


def _entries(rows: Iterable[tuple[Any, ...]]) -> list[_Entry]:
    fixed = len(_Entry._fields) - 1
    return [_Entry._make((*row[:fixed], row[fixed:])) for row in rows]


def _belonging(session: Session, entries: Sequence[_Entry]) -> _Belonging:
    ids = json.dumps([one.id for one in entries])
    found = _Belonging(
        defaultdict(list),
        defaultdict(list),
        defaultdict(list),
        defaultdict(list),
        set(),
        defaultdict(list),
        set(),
    )

    def rows(query: str) -> list[tuple[Any, ...]]:
        return all_rows(session, query, (ids,))

    for entry_id, name, role in rows(
        f"SELECT entry_id, name, role FROM main.participants WHERE entry_id {_OF} ORDER BY entry_id, position"
    ):
        found.people[entry_id].append((name, role))
        if role == _COURT:
            found.notices.add(entry_id)
    for entry_id, tag in rows(f"SELECT entry_id, tag FROM main.entry_tags WHERE entry_id {_OF}"):
        found.tags[entry_id].append(tag)
    for entry_id, who, text in rows(
        f"SELECT entry_id, who, text FROM main.follow_ups WHERE entry_id {_OF} ORDER BY id"
    ):
        found.agreed[entry_id] += (who, text)
    _former(session, [one for one in entries if one.version > 1], found)
    _files(session, entries, found)
    return found


def _files(session: Session, entries: Sequence[_Entry], found: _Belonging) -> None:
    """Names and words of files. Of a message that was brought in the original says nothing that the entry does not
    say, and a court's notice speaks of several cases: who may not see one of them must not find it by another."""
    by_id = {one.id: one for one in entries}
    rows = all_rows(
        session,
        "SELECT a.entry_id, a.name, a.media_type, a.written_at, coalesce(t.text, '') FROM main.attachments AS a"
        f" LEFT JOIN main.attachment_texts AS t ON t.attachment_id = a.id WHERE a.entry_id {_OF} ORDER BY a.id",
        (json.dumps(list(by_id)),),
    )
    for entry_id, name, media_type, written_at, text in cast("list[tuple[str, ...]]", rows):
        one = by_id[entry_id]
        came_along = one.message_key is not None and written_at == one.written_at
        if came_along and entry_id in found.notices:
            continue
        if came_along and media_type == "message/rfc822" and name == _ORIGINAL:
            continue
        found.has_file.add(entry_id)
        found.files[entry_id] += (name, text)


def _former(session: Session, amended: Sequence[_Entry], found: _Belonging) -> None:
    """What earlier versions said and the present one does not (C2). One that was filed under another matter is left
    out: who may not see that matter must not find its words here."""
    now = {one.id: one for one in amended}
    rows = all_rows(
        session,
        f"SELECT entry_id, content FROM main.entry_versions WHERE entry_id {_OF} ORDER BY entry_id, version DESC",
        (json.dumps(list(now)),),
    )
    for entry_id, spelled in cast("list[tuple[str, str]]", rows):
        one, content = now[entry_id], json.loads(spelled)
        if any(person[-1] == _COURT for person in content.get("participants", ())):
            found.notices.add(entry_id)
        if (content.get("matter_id") or "").replace("-", "") != (one.matter_id or ""):
            continue
        texts = [content.get(name) for name in SAID]
        texts += [" ".join(map(str, person)) for person in content.get("participants", ())]
        texts.append(content.get("reached_at"))
        kept = found.former[entry_id]
        kept += [text for text in texts if isinstance(text, str) and text and text not in (*one.said, *kept)]


def _row(one: _Entry, beside: _Belonging) -> tuple[str, ...]:
    people, tags = beside.people.get(one.id, ()), beside.tags.get(one.id, ())
    sender = [name for name, role in people if role == "sender"]
    receiver = [name for name, role in people if role == "recipient"]
    others = [f"{name} {role}" for name, role in people if role not in {"sender", "recipient"}]
    if not sender and not receiver and people:  # of a call it is told by which way it went
        if one.direction == "in":
            sender, others = others, []
        elif one.direction == "out":
            receiver, others = others, []
    said = [text for text in (*one.said, *beside.agreed.get(one.id, ())) if text]
    texts = (
        said,
        [*others, one.reached_at],
        sender,
        receiver,
        [one.number, one.title, one.court_number],
        [one.client],
        beside.files.get(one.id, []),
        list(tags),
        beside.former.get(one.id, []),
    )
    keys = _keys(one, tags, has_file=one.id in beside.has_file)
    for text in (*said, one.reached_at, *(name for name, _ in people)):
        keys |= phone_keys(text)
    return (
        *(for_index("\n".join(filter(None, text))[:_MOST_LETTERS]) for text in texts),
        " ".join(sorted(keys)),
    )


def _keys(one: _Entry, tags: Iterable[str], *, has_file: bool) -> set[str]:
    found = {
        EVERY_ENTRY,
        f"_b{one.author_id}",
        f"_h{one.channel}",
        f"_d{one.direction}",
        *(f"_g{tag_key(tag)}" for tag in tags),
    }
    if one.matter_id:
        found.add(f"_m{one.matter_id}")
    if one.client_id:
        found.add(f"_c{one.client_id}")
    if has_file:
        found.add("_a")
    return found


def tag_key(tag: str) -> str:
    """A tag as one word."""
    return fold(tag).replace(" ", "")
