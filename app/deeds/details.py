"""One event opened: what was before and after, what an import brought in, how an entry read.

The trail keeps of an entry only its digest, because its versions say what stood there; so they are what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.audit.cuts import certificate_of
from app.audit.queries import Event
from app.audit.saying import field_word
from app.audit.words import NOT_FIELDS
from app.contactlog.queries import VersionRow, versions
from app.deeds.names import Named, Ref, names_of
from app.deeds.queries import Deed, ReaderDay, days_of, deed, with_names
from app.kernel.errors import NotFound
from app.kernel.language import tr
from app.storage.transaction import Reader
from app.storage.walls import hides_something

LISTED = 300
"""So many of the things that an import did are shown."""
_ID_LENGTH = 36
_FOLDED = {"done", "count"}


@dataclass(frozen=True, slots=True)
class Value:
    """One field of what was done: ``before`` is None where the trail holds what came alone."""

    label: str
    after: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class DeedDetails:
    """An event whole. ``version`` is the entry as it was written by this event, after ``earlier``, if there was one.

    ``listed``: what it folds, the first `LISTED` of it; ``more``: how many follow.
    """

    deed: Deed
    values: tuple[Value, ...]
    listed: tuple[Deed, ...]
    more: int
    version: VersionRow | None
    earlier: VersionRow | None


def deed_details(reader: Reader, seq: int) -> DeedDetails:
    """Event ``seq`` with all that is known of it. Raises `NotFound`, `Refused`."""
    found = deed(reader, seq)
    if found is None:
        raise NotFound("no-event", tr("There is no such event in the audit trail."))
    body = found.event.body or {}
    listed, more = _inside(reader, found.event, body.get("done"))
    version, earlier = _versions(reader, found.event, body)
    days = days_of(reader)
    names = _names_in(reader, body)
    values = tuple(_values(found.event, body, names, days))
    certificate = certificate_of(reader.session, seq)
    if certificate is not None:
        said = tr("Destroyed under certificate {number}").format(number=certificate)
        values = (*values, Value(tr("details"), said))
    return DeedDetails(found, values, listed, more, version, earlier)


def _inside(reader: Reader, folded: Event, done: object) -> tuple[tuple[Deed, ...], int]:
    """What an import did. What hangs on a matter that the reader may not know of is passed over."""
    rows = [row for row in done if isinstance(row, list) and len(row) >= 3] if isinstance(done, list) else []
    events = (
        Event(
            folded.seq,
            folded.at,
            folded.actor_id,
            str(row[0]),
            str(row[1]),
            _as_id(row[2]),
            _as_body(row[3:]),
        )
        for row in rows[:LISTED]
    )
    listed = with_names(reader, events)
    more = len(rows) - len(listed)
    if hides_something(reader.session):
        return tuple(one for one in listed if one.named is not None), 0
    return listed, more


def _versions(
    reader: Reader, event: Event, body: Mapping[str, Any]
) -> tuple[VersionRow | None, VersionRow | None]:
    if event.kind != "entry" or event.object_id is None or event.action not in {"added", "amended"}:
        return None, None
    number = body.get("version", 1)
    try:
        found = {row.version: row for row in versions(reader, event.object_id)}
    except NotFound:
        return None, None
    return found.get(number), found.get(number - 1) if isinstance(number, int) else None


def _values(
    event: Event, body: Mapping[str, Any], names: Mapping[UUID, Named], days: ReaderDay
) -> Iterator[Value]:
    if event.kind == "entry":
        body = {name: value for name, value in body.items() if name == "reason"}
    before = body.get("before")
    old = before if isinstance(before, dict) else {}
    if before is not None and not old:
        old = {"after": before}
    for name, value in body.items():
        if name in NOT_FIELDS or name in _FOLDED or (event.action, name) == ("removed", "name"):
            continue  # whose name it was stands in the sentence
        was = old.get(name, body.get(f"was_{name}", body.get(f"{name}_before")))
        known = name in old or f"was_{name}" in body or f"{name}_before" in body
        said = _say(value, names, days)
        if not known and said == "":
            continue
        if name.startswith("was_") or name.endswith("_before"):
            continue
        nothing = tr("nothing")
        yield Value(
            field_word(name),
            said or nothing,
            (_say(was, names, days) or nothing) if known else None,
        )


def _say(value: object, names: Mapping[UUID, Named], days: ReaderDay) -> str:
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, str):
        found = _as_id(value)
        if found is not None:
            return names[found].name if found in names else tr("somebody or something not there any more")
        return days.say_written(value) if len(value) >= 10 and value[4:5] == "-" == value[7:8] else value
    if isinstance(value, Mapping):
        return " · ".join(filter(None, (_say(one, names, days) for one in value.values())))
    if isinstance(value, Sequence):
        return ", ".join(filter(None, (_say(one, names, days) for one in value)))
    return str(value)


def _names_in(reader: Reader, body: Mapping[str, Any]) -> dict[UUID, Named]:
    """The names of the people, clients and matters whose ids stand in a body."""
    ids = set(_ids({name: value for name, value in body.items() if name not in _FOLDED}))
    refs: list[Ref] = [(kind, one) for one in ids for kind in ("colleague", "client", "matter")]
    return {one: named for (_, one), named in names_of(reader, refs).items()}


def _ids(value: object) -> Iterator[UUID]:
    if isinstance(value, str):
        found = _as_id(value)
        if found is not None:
            yield found
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _ids(one)
    elif isinstance(value, Iterable):
        for one in value:
            yield from _ids(one)


def _as_id(value: object) -> UUID | None:
    if not isinstance(value, str) or len(value) != _ID_LENGTH:
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


def _as_body(rest: Sequence[Any]) -> Mapping[str, Any] | None:
    return rest[0] if rest and isinstance(rest[0], dict) else None
