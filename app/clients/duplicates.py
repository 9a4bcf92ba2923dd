"""Clients that may be one: pointed out when one is added, and listed for the whole firm.

The database finds candidates (`_may_be_called`), rules decide (`app.clients.likeness`): of a hundred thousand clients
a few hundred are looked at while somebody types.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
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
_LIKE_ENOUGH = frozenset({Likeness.SAME, Likeness.ORDER, Likeness.INITIALS, Likeness.NEAR})
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


@dataclass(frozen=True, slots=True)
class AlikePair:
    """Two clients of the firm that may be one."""

    one: UUID
    one_name: str
    other: UUID
    other_name: str
    reasons: tuple[Reason, ...]


def alike_clients(
    reader: Reader, name: str, points: Iterable[AnyPoint] = (), *, but: UUID | None = None
) -> tuple[Alike, ...]:
    """The clients who may be the one of this name, reached at these points; the likeliest first. ``but`` is itself."""
    found: dict[UUID, list[Reason]] = defaultdict(list)
    names: dict[UUID, tuple[str, bool]] = {}
    for row in _called_like(reader, name):
        how = words_alike(name_words(name), name_words(row.name))
        if how in _LIKE_ENOUGH:
            found[row.id].append(Reason(how.value, row.name))
            names[row.id] = (row.name, row.archived)
    for row, reason in _reached_like(reader, points):
        if reason not in found[row.id]:
            found[row.id].append(reason)
        names[row.id] = (row.name, row.archived)
    apart = _said_apart(reader, but)
    alike = [
        Alike(one, *names[one], tuple(sorted(reasons, key=_rank)))
        for one, reasons in found.items()
        if one != but and one not in apart
    ]
    return tuple(sorted(alike, key=_surest)[:MOST_SHOWN])


def _rank(reason: Reason) -> int:
    return _RANK[reason.how]


def _surest(one: Alike | AlikePair) -> tuple[Any, ...]:
    name = one.name if isinstance(one, Alike) else one.one_name
    return (-len({reason.how for reason in one.reasons}), _rank(one.reasons[0]), name)


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


Look = Callable[[], None]


def alike_pairs(reader: Reader, most: int = 500, look: Look = lambda: None) -> tuple[AlikePair, ...]:
    """The pairs of clients of the firm that may be one, the likeliest first; but those somebody said are two.

    One pass over all names and numbers. ``look`` is called now and then, and may raise to stop.
    """
    query = select(Client.id, Client.name).where(~Client.archived, Client.id.not_in(merged_away()))
    names = {row.id: row.name for row in reader.session.execute(query)}
    look()
    reasons: dict[tuple[UUID, UUID], dict[str, Reason]] = defaultdict(dict)
    for one, other, reason in (*_of_names(names, look), *_of_points(reader, names, look)):
        pair = (one, other) if one < other else (other, one)
        reasons[pair].setdefault(reason.how, reason)
    apart = {tuple(row) for row in reader.session.execute(select(ApartClients.one_id, ApartClients.other_id))}
    pairs = [
        AlikePair(one, names[one], other, names[other], tuple(sorted(why.values(), key=_rank)))
        for (one, other), why in reasons.items()
        if (one, other) not in apart
    ]
    return tuple(sorted(pairs, key=_surest)[:most])


def _of_names(names: dict[UUID, str], look: Look) -> Iterator[tuple[UUID, UUID, Reason]]:
    """Names of the same words, then those that share a bucket (`_keys`) and are like each other."""
    words = {one: said for one, name in names.items() if (said := name_words(name))}
    look()
    same: dict[tuple[str, ...], list[UUID]] = defaultdict(list)
    for one, said in words.items():
        same[tuple(sorted(said))].append(one)
    for several in same.values():
        for other in several[1:]:
            how = Likeness.SAME if words[several[0]] == words[other] else Likeness.ORDER
            yield several[0], other, Reason(how.value, names[other])
    look()
    buckets: dict[tuple[str, ...], list[UUID]] = defaultdict(list)
    for several in same.values():
        for key in _keys(words[several[0]]):
            buckets[key].append(several[0])
    compared: set[tuple[UUID, UUID]] = set()
    for number, one_and_other in enumerate(pair for several in buckets.values() for pair in _pairs(several)):
        if number % 20_000 == 0:
            look()
        if one_and_other not in compared:
            compared.add(one_and_other)
            one, other = one_and_other
            alike = words_alike(words[one], words[other])
            if alike in _LIKE_ENOUGH:
                yield one, other, Reason(alike.value, names[other])


def _pairs(several: Sequence[UUID]) -> Iterator[tuple[UUID, UUID]]:
    """What everybody is called says little: of a bucket so full, only the first are compared."""
    return combinations(several[:_MOST_IN_BUCKET], 2)


_MOST_IN_BUCKET = 60


def _keys(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Names that are like each other have one of these in common: a word, or its beginning, its end or both where it
    may have a slip, with the initials of the word at the other end. (Two slips at both ends of a word are missed.)"""
    ends = words if len(words) < 3 else (words[0], words[-1])
    found: set[tuple[str, ...]] = set()
    for place, word in enumerate(ends):
        others = tuple(one[0] for number, one in enumerate(ends) if number != place)
        if len(word) > 2:
            found.add(("=", word, *others))
        if len(word) >= LONG_WORD:
            found |= {
                ("<", word[:3], *others),
                (">", word[-3:], *others),
                ("<>", word[:2] + word[-2:], *others),
            }
    return found


def _of_points(reader: Reader, names: dict[UUID, str], look: Look) -> Iterator[tuple[UUID, UUID, Reason]]:
    query = select(
        ContactPoint.client_id, ContactPoint.kind, ContactPoint.match_key, ContactPoint.value
    ).where(ContactPoint.retired_at.is_(None), ContactPoint.kind.in_((PointKind.EMAIL, PointKind.PHONE)))
    shared: dict[tuple[PointKind, str], list[Any]] = defaultdict(list)
    for row in reader.session.execute(query):
        if row.client_id in names:
            key = row.match_key if row.kind is PointKind.EMAIL else national(row.match_key)[-LEAST_DIGITS:]
            if row.kind is PointKind.EMAIL or len(key) == LEAST_DIGITS:
                shared[row.kind, key].append(row)
    look()
    for (kind, _), rows in shared.items():
        for one, other in combinations(rows[:_MOST_IN_BUCKET], 2):
            apart = one.client_id != other.client_id
            if apart and (kind is PointKind.EMAIL or same_phone(one.value, other.value)):
                yield one.client_id, other.client_id, Reason(kind.value, other.value)
