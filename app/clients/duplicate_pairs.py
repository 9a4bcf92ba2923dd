"""All clients of the firm that may be one: every name and number against every other, in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.clients.duplicates import LIKE_ENOUGH, Reason, rank, surest
from app.clients.likeness import (
    LEAST_DIGITS,
    LONG_WORD,
    LONGER_WORD,
    Likeness,
    name_words,
    national,
    same_phone,
    words_alike,
)
from app.clients.merges import ApartClients, merged_away
from app.clients.models import Client, ContactPoint
from app.clients.words import PointKind
from app.storage.transaction import Reader

Look = Callable[[], None]


@dataclass(frozen=True, slots=True)
class AlikePair:
    """Two clients of the firm that may be one."""

    one: UUID
    one_name: str
    other: UUID
    other_name: str
    reasons: tuple[Reason, ...]


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
        AlikePair(one, names[one], other, names[other], tuple(sorted(why.values(), key=rank)))
        for (one, other), why in reasons.items()
        if (one, other) not in apart
    ]
    return tuple(sorted(pairs, key=lambda pair: (*surest(pair.reasons), pair.one_name))[:most])


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
    firsts = {several[0]: words[several[0]] for several in same.values()}
    compared: set[tuple[UUID, UUID]] = set()
    for number, pair in enumerate(chain(_by_ends(firsts), _by_slips(firsts, look))):
        if number % 20_000 == 0:
            look()
        one, other = sorted(pair)
        if (one, other) not in compared:
            compared.add((one, other))
            alike = words_alike(words[one], words[other])
            if alike in LIKE_ENOUGH:
                yield one, other, Reason(alike.value, names[other])


_MOST_IN_BUCKET = 60
"""What so many have in common says little: only the first are compared."""
Words = tuple[str, ...]


def _by_ends(names: Mapping[UUID, Words]) -> Iterator[tuple[UUID, UUID]]:
    """Pairs of names with the same words at both ends, or with an initial for one of them."""
    whole: dict[Words, list[UUID]] = defaultdict(list)
    short: dict[Words, list[UUID]] = defaultdict(list)
    for one, words in names.items():
        ends = _ends(words)
        if len(ends) > 1:
            whole[tuple(sorted(ends))].append(one)
            if any(len(word) == 1 for word in ends):
                for key in _initials(ends):
                    short[key].append(one)
    for several in whole.values():
        yield from combinations(several[:_MOST_IN_BUCKET], 2)
    for one, words in names.items() if short else ():
        for key in _initials(_ends(words)):
            yield from ((one, other) for other in short.get(key, ())[:_MOST_IN_BUCKET] if other != one)


def _by_slips(names: Mapping[UUID, Words], look: Look) -> Iterator[tuple[UUID, UUID]]:
    """Pairs of names with the same word at one end and words at the other that may be slips of each other: those that
    are the same once a letter, of longer words two, is left out."""
    beside: dict[Words, list[tuple[str, UUID]]] = defaultdict(list)
    for one, words in names.items():
        ends = _ends(words)
        for place, word in enumerate(ends):
            if len(word) >= LONG_WORD:
                beside[tuple(end for number, end in enumerate(ends) if number != place)].append((word, one))
    for several in beside.values():
        look()
        left: dict[str, list[UUID]] = defaultdict(list)
        for word, one in several if len(several) > 1 else ():
            for rest in _left_out(word):
                yield from ((other, one) for other in left[rest][:_MOST_IN_BUCKET] if other != one)
                left[rest].append(one)


def _left_out(word: str) -> set[str]:
    """The word, and what is left of it without one letter; of a longer one, also without two."""
    found = {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
    if len(word) >= LONGER_WORD:
        found |= {one[:place] + one[place + 1 :] for one in found for place in range(len(one))}
    return found


def _initials(ends: Words) -> set[Words]:
    """A word at one end with the initial at the other."""
    if len(ends) < 2:
        return set()
    first, last = ends
    return {(word, other[0]) for word, other in ((first, last), (last, first)) if len(word) > 2}


def _ends(words: Words) -> Words:
    return words if len(words) < 3 else (words[0], words[-1])


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
