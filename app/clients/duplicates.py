"""Clients that may be one, pointed out when one is added.

The database finds candidates (`_may_be_called`), rules decide (`app.clients.likeness`): of a hundred thousand clients
a few hundred are looked at while somebody types.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.clients.likeness import (
    LEAST_DIGITS,
    LONG_WORD,
    Likeness,
    name_words,
    national,
    pieces,
    same_phone,
    words_alike,
)
from app.clients.merges import ApartClients, merged_away
from app.clients.models import Client, ContactPoint
from app.clients.rules import match_key
from app.clients.words import PointKind
from app.storage.transaction import Reader

MOST_CANDIDATES = 3_000
MOST_SHOWN = 8
LIKE_ENOUGH = frozenset({Likeness.SAME, Likeness.ORDER, Likeness.INITIALS, Likeness.NEAR})
_RANK = {how: rank for rank, how in enumerate(("email", "same", "order", "phone", "initials", "near"))}


class AnyPoint(Protocol):
    """A way to reach somebody: all that is compared of it."""

    @property
    def kind(self) -> PointKind:
        """Which."""

    @property
    def value(self) -> str:
        """As it is written."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two clients may be one: "same", "order", "initials", "near" of the names, "email" or "phone"; ``value``
    is what the other has."""

    how: str
    value: str


@dataclass(frozen=True, slots=True)
class Alike:
    """A client of the firm who may be the one that is being added."""

    id: UUID
    name: str
    archived: bool
    reasons: tuple[Reason, ...]


def alike_clients(
    reader: Reader, name: str, points: Iterable[AnyPoint] = (), *, but: UUID | None = None
) -> tuple[Alike, ...]:
    """The clients who may be the one of this name, reached at these points; the likeliest first. ``but`` is itself."""
    found: dict[UUID, list[Reason]] = defaultdict(list)
    names: dict[UUID, tuple[str, bool]] = {}
    for row in _called_like(reader, name):
        how = words_alike(name_words(name), name_words(row.name))
        if how in LIKE_ENOUGH:
            found[row.id].append(Reason(how.value, row.name))
            names[row.id] = (row.name, row.archived)
    for row, reason in _reached_like(reader, points):
        if reason not in found[row.id]:
            found[row.id].append(reason)
        names[row.id] = (row.name, row.archived)
    apart = _said_apart(reader, but)
    alike = [
        Alike(one, *names[one], tuple(sorted(reasons, key=rank)))
        for one, reasons in found.items()
        if one != but and one not in apart
    ]
    return tuple(sorted(alike, key=_surest)[:MOST_SHOWN])


def surest(reasons: Sequence[Reason]) -> tuple[int, int]:
    """For sorting: several reasons before one, then the surest."""
    return (-len({reason.how for reason in reasons}), rank(reasons[0]))


def rank(reason: Reason) -> int:
    """How sure a reason is: the least is the surest."""
    return _RANK[reason.how]


def _surest(one: Alike) -> tuple[Any, ...]:
    return (*surest(one.reasons), one.name)


def _said_apart(reader: Reader, client_id: UUID | None) -> frozenset[UUID]:
    if client_id is None:
        return frozenset()
    rows = reader.session.execute(
        select(ApartClients.one_id, ApartClients.other_id).where(
            (ApartClients.one_id == client_id) | (ApartClients.other_id == client_id)
        )
    )
    return frozenset(one for row in rows for one in row)


def _called_like(reader: Reader, name: str) -> Sequence[Any]:
    condition = _may_be_called(name_words(name))
    if condition is None:
        return ()
    query = select(Client.id, Client.name, Client.archived).where(condition, Client.id.not_in(merged_away()))
    return reader.session.execute(query.limit(MOST_CANDIDATES)).all()


def _may_be_called(words: Sequence[str]) -> ColumnElement[bool] | None:
    """What the folded name of every client is like whose name is like these words: each word, or a piece of it where
    it may have a slip, or its initial; one of them is there for sure. Of three and more, one in the middle may lack."""
    sure = with_a_word(Client.name_key, words)
    if sure is None:
        return None
    key = spelled_once(Client.name_key)
    ends = words if len(words) < 3 else (words[0], words[-1])
    initials = [(" " + key).contains(f" {word[0]}", autoescape=True) for word in ends]
    each = [or_(*_there(key, word), initial) for word, initial in zip(ends, initials, strict=True)]
    return and_(sure, *each)


def with_a_word(column: Any, words: Sequence[str]) -> ColumnElement[bool] | None:
    """Whether a folded text has one of the words in it, or one that is near it (it may also have neither: rules
    decide). None where every word is too short to be looked for."""
    key = spelled_once(column)
    sure = [one for word in words if len(word) > 2 for one in _there(key, word)]
    return or_(*sure) if sure else None


def spelled_once(column: Any) -> Any:
    """A folded text with "ae" as "a" and so on, as `name_words` has it."""
    for spelled, letter in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        column = func.replace(column, spelled, letter)
    return column


def _there(key: Any, word: str) -> list[ColumnElement[bool]]:
    parts = dict.fromkeys((*pieces(word), word)) if len(word) >= LONG_WORD else (word,)
    return [key.contains(part, autoescape=True) for part in parts if part]


def _reached_like(reader: Reader, points: Iterable[AnyPoint]) -> Iterator[tuple[Any, Reason]]:
    wanted = [point for point in points if point.value.strip()]
    mails = {match_key(PointKind.EMAIL, one.value) for one in wanted if one.kind is PointKind.EMAIL}
    phones = {key for one in wanted if one.kind is PointKind.PHONE and (key := national(one.value))}
    conditions = (
        [and_(ContactPoint.kind == PointKind.EMAIL, ContactPoint.match_key.in_(mails))] if mails else []
    )
    conditions += [
        and_(ContactPoint.kind == PointKind.PHONE, ContactPoint.match_key.endswith(key[-LEAST_DIGITS:]))
        for key in phones
    ]
    if not conditions:
        return
    query = (
        select(Client.id, Client.name, Client.archived, ContactPoint.kind, ContactPoint.value)
        .join(ContactPoint, ContactPoint.client_id == Client.id)
        .where(or_(*conditions), Client.id.not_in(merged_away()))
        .limit(MOST_CANDIDATES)
    )
    for row in reader.session.execute(query):
        if row.kind is PointKind.EMAIL:
            yield row, Reason("email", row.value)
        elif any(same_phone(row.value, phone) for phone in phones):
            yield row, Reason("phone", row.value)
