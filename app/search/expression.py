"""What is asked for, in the language of the index; everything in it is quoted, so no typed letter is a command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from typing import NamedTuple
from uuid import UUID

from app.contactlog.words import Channel
from app.search.asking import Asked, Sort, Token, channels_of
from app.search.beginnings import Known, nothing_known
from app.search.folding import fold
from app.search.index import EVERY_ENTRY, tag_key
from app.search.needles import any_of, needles_of, wanted
from app.search.places import first_number


@dataclass(frozen=True, slots=True)
class Within:
    """Beside what is typed: the filters of a page. ``since`` is inclusive, ``before`` exclusive."""

    matter_id: UUID | None = None
    client_id: UUID | None = None
    author_id: UUID | None = None
    channels: frozenset[Channel] = frozenset()
    """Any of these; empty: every channel."""
    tags: frozenset[str] = frozenset()
    """All of these."""
    since: datetime | None = None
    before: datetime | None = None


EVERYWHERE = Within()


class Author(NamedTuple):
    """Somebody of the firm: id in hexadecimal digits, and name."""

    id: str
    name: str


class Query(NamedTuple):
    """For the index: an expression, and the numbers between which a row must lie, the second one excluded."""

    expression: str
    first: int
    end: int


def query_of(
    asked: Asked,
    within: Within,
    authors: Sequence[Author],
    now: datetime,
    zone: tzinfo,
    hidden: Sequence[str] = (),
    known: Known = nothing_known,
) -> Query:
    """What the index is asked. ``hidden``: ids of matters to leave out, for counting without looking at entries;
    ``known``: the words that a beginning stands for."""
    must = [one.spelled(known) for one in wanted(asked) if not one.excluded]
    must_not = [one.spelled(known) for one in wanted(asked) if one.excluded]
    for token in asked.tokens:
        if token.sort is Sort.FILTER and token.is_complete and token.operator not in {"before", "after"}:
            (must_not if token.excluded else must).append(_filter(token, authors, known))
    must += _keys_within(within)
    must_not += [_key(f"_m{one}") for one in hidden]
    expression = " AND ".join(must or [_key(EVERY_ENTRY)])
    for one in must_not:  # each by itself: alternatives of a NOT are not what is left out together
        expression = f"({expression}) NOT {one}"
    return Query(expression, *_span(asked, within, now, zone))


def _filter(token: Token, authors: Sequence[Author], known: Known) -> str:
    if token.operator == "has":
        return _key("_a")
    if token.operator == "channel":
        return any_of(_key(f"_h{one}") for one in sorted(channels_of(token)))
    mine = any_of(_key(f"_b{one}") for one in meant(token, authors))
    if token.operator == "by":
        return mine
    words = any_of(one.spelled(known) for one in needles_of(token.value, begins=token.begins))
    match token.operator:
        case "matter" | "client":
            return f"{token.operator} : {words}"
        case "tag":
            return f"tags : {words}"
        case "with":
            return f"{{people sender receiver client}} : {words}"
        case "from":
            return (
                f"(sender : {words} OR (client : {words} AND {_key('_din')}) OR ({mine} AND {_key('_dout')}))"
            )
        case _:
            return f"(receiver : {words} OR (client : {words} AND {_key('_dout')}) OR ({mine} AND {_key('_din')}))"


def meant(token: Token, authors: Sequence[Author]) -> list[str]:
    """The people of the firm whose name has all the words, the last one as a beginning."""
    words = fold(token.value).split()

    def fits(name: str) -> bool:
        parts = fold(name).split()
        return all(any(part.startswith(word) for part in parts) for word in words)

    return [one.id for one in authors if words and fits(one.name)]


def _keys_within(within: Within) -> list[str]:
    found = [
        _key(f"{kind}{one.hex}")
        for kind, one in (("_m", within.matter_id), ("_c", within.client_id), ("_b", within.author_id))
        if one is not None
    ]
    if within.channels:
        found.append(any_of(_key(f"_h{one}") for one in sorted(within.channels)))
    return found + [_key(f"_g{tag_key(tag)}") for tag in sorted(within.tags)]


def _span(asked: Asked, within: Within, now: datetime, zone: tzinfo) -> tuple[int, int]:
    """The days that were typed are the firm's days."""
    first, end = 0, first_number(now) + _SECOND
    if within.since is not None:
        first = first_number(within.since)
    if within.before is not None:
        end = min(end, first_number(within.before))
    for token in asked.tokens:
        if token.day is None or token.sort is not Sort.FILTER:
            continue
        begin = first_number(datetime.combine(token.day, time(), tzinfo=zone))
        if (token.operator == "after") is not token.excluded:
            first = max(first, begin)
        else:
            end = min(end, begin)
    return first, end


_SECOND = first_number(datetime(1, 1, 1, 0, 0, 1))  # noqa: DTZ001 - a length, not a moment


def _key(key: str) -> str:
    return f'"{key}"'
