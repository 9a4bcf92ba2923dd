"""A filter that somebody chooses is written into the box: there is one way to say what is looked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from app.contactlog.words import Channel
from app.search.asking import Asked, Sort, Token, channels_of, quoted, written_operator


def filters_of(asked: Asked, *operators: str) -> list[Token]:
    """What stands in the box of these operators, without what is not wanted."""
    return [
        token
        for token in asked.tokens
        if token.sort is Sort.FILTER and not token.excluded and token.operator in operators
    ]


def with_filters(asked: Asked, operators: Collection[str], written: Iterable[str]) -> str:
    """The words of the box with ``written`` in the place of whatever it says with these operators."""
    text, parts, at = asked.text, [], 0
    for token in filters_of(asked, *operators):
        parts.append(text[at : token.start].strip())
        at = token.start + token.length
    parts += [text[at:].strip(), *written]
    return " ".join(part for part in parts if part) + " " if any(parts) else ""


def written(operator: str, value: str) -> str:
    """An operator with its value, in quotes where it has to be."""
    return f"{written_operator(operator)}{quoted(value)}"


def channel_of(asked: Asked) -> Channel | None:
    """The one channel that the box names."""
    named = [channels_of(token) for token in filters_of(asked, "channel")]
    return next(iter(named[0])) if len(named) == 1 and len(named[0]) == 1 else None


def days_of(asked: Asked) -> tuple[date | None, date | None]:
    """First and last day that the box names, both inclusive."""
    since = [token.day for token in filters_of(asked, "after") if token.day is not None]
    before = [token.day for token in filters_of(asked, "before") if token.day is not None]
    last = min(before) - timedelta(days=1) if before and min(before) > date.min else None
    return max(since, default=None), last


def written_days(first: date | None, last: date | None) -> list[str]:
    """The operators for these days."""
    found = [written("after", first.isoformat())] if first is not None else []
    if last is not None and last < date.max:
        found.append(written("before", (last + timedelta(days=1)).isoformat()))
    return found
