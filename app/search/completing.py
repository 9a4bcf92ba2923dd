"""What could stand at the cursor of the search box: looked for where it is quick, and behind the walls of who looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, cast

from app.contactlog.words import Channel
from app.kernel.language import spoken, tr
from app.kernel.text import fold
from app.search.asking import ATTACHMENT, OPERATORS, Sort, Token, parse, quoted, written_operator
from app.storage.rows import all_rows
from app.storage.transaction import Reader

_RECENT: Final = 2_000
"""So many of the newest entries tell which tags and people are in use: the whole log would take seconds."""
_FROM: Final = 2
"""Letters of a word without an operator from which on matters and clients are offered."""
_END: Final = "\U0010ffff"

Offer = tuple[str, str, str]
"""What to put there, how people read it, and its kind."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One offer: put ``text`` in the place of ``length`` letters from ``start`` on."""

    start: int
    length: int
    text: str
    """With its operator, quoted where it has to be, a space behind it where the token is finished."""
    label: str
    """As people read it: ``26-cv-00412 · Whitcombe v. Larkspur``."""
    kind: str
    """One of "operator", "matter", "client", "person", "author", "tag", "channel", "has", "day"."""


def complete(reader: Reader, text: str, cursor: int, limit: int = 8) -> tuple[Completion, ...]:
    """What could stand where the cursor is, likeliest first; nothing where nothing was begun. Quick at any size."""
    cursor = max(0, min(cursor, len(text)))
    before = text[max(0, cursor - 1_000) : cursor]
    cut = cursor - len(before)
    tokens = parse(before, reader.today, typing=True).tokens
    if not tokens or tokens[-1].start + tokens[-1].length != len(before) or before[-1:].isspace():
        return ()
    token = tokens[-1]
    if token.sort in {Sort.WORD, Sort.PHRASE} and (before.endswith('"') or token.sort is Sort.PHRASE):
        return ()
    minus = "-" if token.excluded else ""
    begun = before[token.start :].lstrip("-").partition(":")[0]
    offers = _dressed(token, reader, begun) if token.operator else _of_word(token, reader)
    found: dict[str, Completion] = {}
    for put, label, kind in islice(offers, limit * 4):
        whole = f"{minus}{put}"
        if whole.rstrip() != before[token.start :].rstrip():
            found.setdefault(whole, Completion(token.start + cut, token.length, whole, label, kind))
        if len(found) == limit:
            break
    return tuple(found.values())


def _of_word(token: Token, reader: Reader) -> Iterator[Offer]:
    key = fold(token.value)
    if not key:
        return
    for one in OPERATORS:
        own = written_operator(one)
        found = next((word for word in (own, f"{one}:") if fold(word).startswith(key)), None)
        if found is not None:
            yield found, found, "operator"
    if len(key) >= _FROM:
        for operator, source in (("matter", _matters), ("client", _clients)):
            word = written_operator(operator)
            yield from ((f"{word}{put} ", label, kind) for put, label, kind in source(reader, key))


def _dressed(token: Token, reader: Reader, begun: str) -> Iterator[Offer]:
    """``begun``: the operator as it was typed, in whichever language."""
    key = fold(token.value)
    for put, label, kind in _SOURCES[token.operator](reader, key):
        yield f"{begun}:{put} ", label, kind


def _matters(reader: Reader, key: str) -> Iterator[Offer]:
    rows = _rows(
        reader,
        "SELECT number, title FROM matters WHERE instr(number_key, ?1) OR instr(' ' || title_key, ' ' || ?1)"
        " ORDER BY instr(number_key, ?1) = 1 DESC, status = 'open' DESC, number_key DESC LIMIT 8",
        key,
    )
    return ((quoted(number), f"{number} · {title}", "matter") for number, title in rows)


def _clients(reader: Reader, key: str) -> Iterator[Offer]:
    """By the beginning of the whole name, which an index has; then by that of any word in it."""
    begins = "SELECT name FROM clients WHERE name_key >= ?1 AND name_key < ?1 || ?2 ORDER BY name_key LIMIT 8"
    found = [name for (name,) in _rows(reader, begins, key, _END)]
    if len(found) < 8:
        inside = "SELECT name FROM clients WHERE instr(name_key, ' ' || ?1) ORDER BY name_key LIMIT 8"
        found += [name for (name,) in _rows(reader, inside, key)]
    return ((quoted(name), name, "client") for name in found)


def _authors(reader: Reader, key: str) -> Iterator[Offer]:
    rows = _rows(reader, "SELECT name FROM colleagues ORDER BY active DESC, name_key")
    return ((quoted(name), name, "author") for name in _beginning((name for (name,) in rows), key))


def _people(reader: Reader, key: str) -> Iterator[Offer]:
    yield from _authors(reader, key)
    if key:
        yield from _clients(reader, key)
    rows = _rows(
        reader,
        "SELECT DISTINCT p.name FROM (SELECT id FROM contact_entries ORDER BY occurred_at DESC LIMIT ?) AS e"
        " CROSS JOIN participants AS p ON p.entry_id = e.id",
        _RECENT,
    )
    yield from ((quoted(name), name, "person") for name in _beginning((name for (name,) in rows), key))


def _tags(reader: Reader, key: str) -> Iterator[Offer]:
    rows = _rows(
        reader,
        "SELECT t.tag FROM (SELECT id FROM contact_entries ORDER BY occurred_at DESC LIMIT ?) AS e"
        " CROSS JOIN entry_tags AS t ON t.entry_id = e.id GROUP BY t.tag ORDER BY count(*) DESC, t.tag",
        _RECENT,
    )
    return ((quoted(tag), tag, "tag") for tag in _beginning((tag for (tag,) in rows), key))


def _channels(_reader: Reader, key: str) -> Iterator[Offer]:
    for one in Channel:
        own = next(iter(spoken().typed.written("channels", one.value)), one.value)
        if any(fold(name).startswith(key) for name in (own, one.value, one.label)):
            yield quoted(own.lower()), one.label, "channel"


def _has(_reader: Reader, key: str) -> Iterator[Offer]:
    own = next(iter(spoken().typed.written("finder_has", ATTACHMENT)), ATTACHMENT)
    if fold(own).startswith(key) or ATTACHMENT.startswith(key):
        yield own, own, "has"


def _days(_reader: Reader, key: str) -> Iterator[Offer]:
    for words in (tr("today"), tr("yesterday"), tr("last Monday"), tr("a month ago"), tr("a year ago")):
        if fold(words).startswith(key):
            yield quoted(words), words, "day"


_SOURCES: Final[dict[str, Callable[[Reader, str], Iterator[Offer]]]] = {
    "matter": _matters,
    "client": _clients,
    "by": _authors,
    "with": _people,
    "from": _people,
    "to": _people,
    "tag": _tags,
    "channel": _channels,
    "has": _has,
    "before": _days,
    "after": _days,
}


def _rows(reader: Reader, query: str, *values: object) -> list[tuple[str, ...]]:
    return cast("list[tuple[str, ...]]", all_rows(reader.session, query, values))


def _beginning(names: Iterable[str], key: str) -> Iterator[str]:
    """Those of which a word begins so; all where nothing is typed."""
    return (name for name in names if f" {fold(name)}".find(f" {key}") >= 0)
