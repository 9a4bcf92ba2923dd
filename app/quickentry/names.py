"""Which matter or client the words of a line name. What could be several is asked, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.kernel.language import tr
from app.kernel.text import fold
from app.matters.docket_numbers import (
    DocketNumber,
    Match,
    compare,
    located_docket_numbers,
    parse_docket_number,
)
from app.quickentry.parts import Asked, Choice, Known, KnownClient, KnownMatter, Ref, Setting
from app.quickentry.tokens import Token, tokens_of
from app.quickentry.vocabulary import Vocabulary

_PART = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_SHORTEST = 3
_NEAR = 8
"""Within so many words from the beginning a name may follow a number: "call in 10m nora"."""
MOST_CHOICES = 9
_LONGEST = 16
"""Words of a title that was chosen."""


@dataclass(frozen=True, slots=True)
class Named:
    """Words from one token up to another that name a matter or a client; ``asked`` where nobody can be sure."""

    at: int
    count: int
    about: Choice | None
    asked: Asked | None


def choice_of(matter: KnownMatter) -> Choice:
    """A matter to choose."""
    closed = tr("closed") if matter.closed else ""
    note = " · ".join(part for part in (matter.number, matter.client, closed) if part)
    return Choice(Ref(matter.id, matter.client_id), matter.title or matter.client, note)


def by_number(line: str, tokens: tuple[Token, ...], known: Known, vocabulary: Vocabulary) -> list[Named]:
    """Docket numbers in any spelling, and the firm's own numbers."""
    found = [*_own_numbers(line, tokens, known, vocabulary)]
    taken = {number for one in found for number in range(one.at, one.at + one.count)}
    for start, end, number in located_docket_numbers(line[: tokens[-1].end] if tokens else ""):
        inside = [n for n, one in enumerate(tokens) if one.start < end and one.end > start]
        if not inside or taken & set(inside):
            continue
        matters = [(compare(theirs, number), one) for theirs, one in _index(known).cases]
        same = [one for match, one in matters if match is Match.SAME]
        likely = same or [one for match, one in matters if match is Match.POSSIBLE]
        found.append(_of_matters(line, tokens, inside[0], len(inside), likely))
    return sorted(found, key=lambda one: one.at)


def _own_numbers(line: str, tokens: tuple[Token, ...], known: Known, vocabulary: Vocabulary) -> list[Named]:
    by_key = _index(known).numbers
    bare = {key.lstrip("0"): one for key, one in by_key.items() if key.isdecimal()}
    found = []
    for at, token in enumerate(tokens):
        key = token.key.lstrip("#") if token.key.lstrip("#").isdecimal() else token.key
        called = at > 0 and tokens[at - 1].key in vocabulary.matter_words
        matter = by_key.get(key) if len(key) >= _SHORTEST or called else None
        if matter is None and called and key.isdecimal():
            matter = bare.get(key.lstrip("0"))
        if matter is not None:
            start = at - 1 if called else at
            found.append(Named(start, at + 1 - start, choice_of(matter), None))
    return found


def _of_matters(
    line: str, tokens: tuple[Token, ...], at: int, count: int, matters: Sequence[KnownMatter]
) -> Named:
    if len(matters) == 1:
        return Named(at, count, choice_of(matters[0]), None)
    start, end = tokens[at].first, tokens[at + count - 1].last
    choices = tuple(choice_of(one) for one in matters[:MOST_CHOICES])
    return Named(at, count, None, Asked(line[start:end], start, end, choices))


_Place = tuple[KnownMatter | KnownClient, list[str], int]
"""A matter or client, the words of one of its names, and which of them."""


@dataclass(frozen=True, slots=True)
class _Index:
    """What is known by the words of names, by the firm's numbers, and by the courts' numbers."""

    names: Mapping[str, Sequence[_Place]]
    numbers: Mapping[str, KnownMatter]
    cases: Sequence[tuple[DocketNumber, KnownMatter]]


def _index(known: Known) -> _Index:
    """Made once, and gone with what is known."""
    kept = known.memo.get("names")
    if not isinstance(kept, _Index):
        kept = known.memo["names"] = _made(known)
    return kept


def _made(known: Known) -> _Index:
    names: dict[str, list[_Place]] = {}
    things: list[KnownMatter | KnownClient] = [*known.matters, *known.clients]
    for thing in things:
        for name in (thing.title,) if isinstance(thing, KnownMatter) else (thing.name, *thing.also):
            words = _PART.findall(fold(name))
            for offset, word in enumerate(words):
                names.setdefault(word, []).append((thing, words, offset))
    numbers = {fold(one.number): one for one in known.matters if one.number}
    read = ((parse_docket_number(one.court_number), one) for one in known.matters if one.court_number)
    return _Index(names, numbers, [(number, one) for number, one in read if number is not None])


@dataclass(frozen=True, slots=True)
class _Hit:
    """So many words of a name, from one token on; ``whole``: all that the name says."""

    at: int
    count: int
    telling: int
    whole: bool
    of: KnownMatter | KnownClient


def by_name(
    line: str,
    tokens: tuple[Token, ...],
    within: range,
    known: Known,
    setting: Setting,
    vocabulary: Vocabulary,
    chosen: Mapping[str, Choice],
) -> Named | None:
    """The longest name in that stretch of the line, the first of equals."""
    for at in within if chosen else ():  # what was chosen before stands
        for count in range(min(_LONGEST, len(tokens) - at), 0, -1):
            words = " ".join(one.key for one in tokens[at : at + count])
            if words in chosen:
                return Named(at, count, chosen[words], None)
    hits = [hit for at in within for hit in _hits(tokens, at, within, known, vocabulary)]
    if not hits:
        return None
    best = max(hits, key=lambda hit: (hit.telling, hit.count, hit.whole, -hit.at))
    same = [hit for hit in hits if (hit.at, hit.count) == (best.at, best.count)]
    return _settled(line, tokens, same, known, setting)


def _hits(
    tokens: tuple[Token, ...], at: int, within: range, known: Known, vocabulary: Vocabulary
) -> list[_Hit]:
    found = []
    first = _plain(tokens[at].key)
    places = _index(known).names.get(first, ()) if first else ()
    for thing, words, offset in places:
        count = 1
        while (
            offset + count < len(words)
            and at + count < within.stop
            and not tokens[at + count - 1].hard
            and _plain(tokens[at + count].key) == words[offset + count]
        ):
            count += 1
        telling = sum(
            word not in vocabulary.small and len(word) >= _SHORTEST for word in words[offset : offset + count]
        )
        if telling > 1 or (telling and _may_stand_alone(tokens, at, vocabulary)):
            found.append(_Hit(at, count, telling, count == len(words), thing))
    return found


def _may_stand_alone(tokens: tuple[Token, ...], at: int, vocabulary: Vocabulary) -> bool:
    """One word of a name is a name where it is written large, or stands where a name stands."""
    key = tokens[at].key
    if key in vocabulary.day_starts:  # "told him Thu 9:30" names nobody who is called Thu
        return False
    if key in vocabulary.roles:  # "letter from court" is not about Zhao v. Peony Court
        return False
    if key in vocabulary.ways or key in vocabulary.tasks:
        return tokens[at].capital and at > 0
    before = tokens[at - 1].key if at else ""
    if tokens[at].capital or at == 0 or before in vocabulary.before_name or before in vocabulary.ways:
        return True
    return before in vocabulary.arrows or (at < _NEAR and before[:1].isdecimal())


def _settled(
    line: str, tokens: tuple[Token, ...], hits: Sequence[_Hit], known: Known, setting: Setting
) -> Named:
    at, count = hits[0].at, hits[0].count
    start, end = tokens[at].first, tokens[at + count - 1].last
    clients = {hit.of.id: hit.of for hit in hits if isinstance(hit.of, KnownClient)}
    whole = {hit.of.id: hit.of for hit in hits if isinstance(hit.of, KnownClient) and hit.whole}
    titled = {hit.of.id: hit.of for hit in hits if isinstance(hit.of, KnownMatter)}
    entire = [hit.of for hit in hits if isinstance(hit.of, KnownMatter) and hit.whole]
    if len(entire) == 1 and count > 1:
        return Named(at, count, choice_of(entire[0]), None)
    clients = whole or clients
    everything = {one.id: one for one in known.matters}
    theirs = {id_: everything[id_] for one in clients.values() for id_ in one.matters if id_ in everything}
    matters = theirs if whole else {**titled, **theirs}
    running = {id_: one for id_, one in matters.items() if not one.closed} or matters
    page = setting.page.matter_id if setting.page else None
    cut = known.cut and not whole
    if page in running and not cut:
        return Named(at, count, choice_of(running[page]), None)
    if len(running) == 1 and len(clients) <= 1 and not cut:
        return Named(at, count, choice_of(next(iter(running.values()))), None)
    if not running and len(clients) == 1 and not cut:
        return Named(at, count, _client_choice(next(iter(clients.values()))), None)
    choices = [choice_of(one) for one in running.values()] + [_client_choice(one) for one in clients.values()]
    return Named(at, count, None, Asked(line[start:end], start, end, tuple(choices[:MOST_CHOICES])))


def _client_choice(one: KnownClient) -> Choice:
    return Choice(Ref(None, one.id), one.name, tr("client"))


def _plain(key: str) -> str:
    """Without the owner's 's."""
    return key.removesuffix("'s").removesuffix("'")


def needles(tokens: tuple[Token, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words that may be part of a name or a number: what the vault is asked for."""
    known = {*vocabulary.ways, *vocabulary.small, *vocabulary.objects, *vocabulary.before_name}
    found = dict.fromkeys(
        _plain(one.key).lstrip("#")
        for one in tokens[:40]
        if len(_plain(one.key)) >= _SHORTEST and one.key not in known and _PART.search(one.key)
    )
    return tuple(found)[:16]


def key_of(words: str) -> str:
    """The key by which `by_name` finds words that stand for what was chosen: as many as it looks at."""
    return " ".join(one.key for one in tokens_of(words)[:_LONGEST])
