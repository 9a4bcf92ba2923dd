"""Searching what had been written by an earlier moment (``--known-by``): entries as they read then (PRACTICE C2).

Entries that nobody amended since read as they did, so the index finds them. Those that were amended since, mostly
few, are read as they were known and looked through here, word by word.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from app.contactlog.reading import as_known
from app.contactlog.rows import EntryRow
from app.search import finding
from app.search.asking import Asked, Sort, Token, channels_of
from app.search.beginnings import known_words
from app.search.expression import Query, Within, meant, query_of
from app.search.found import Found, FoundPage, Place, Row
from app.search.index import SAID, tag_key
from app.search.marking import has, snippet
from app.search.needles import Needle, needles_of, wanted
from app.search.places import TIES, first_number
from app.storage.transaction import Reader


def find(
    reader: Reader, asked: Asked, within: Within, after: Place | None, limit: int, offset: int
) -> FoundPage:
    """As `app.search.finding.find`."""
    query = _query(reader, asked, within)
    end = query.end if after is None else min(query.end, after.number)
    amended = [(number, row) for number, row in _amended(reader, asked, within, query) if number < end]
    indexed = finding.page(reader, asked, query, after, limit + offset, 0)
    every = [
        *((row.place.number, row) for row in indexed.rows),
        *((n, _shown(n, row, asked)) for n, row in amended),
    ]
    every.sort(key=lambda one: -one[0])
    if indexed.next is not None:  # what lies behind the end of this page of the index comes with its next
        every = [one for one in every if one[0] >= indexed.next.number]
    shown = every[offset : offset + limit]
    more = len(every) > offset + limit or indexed.next is not None
    return FoundPage(tuple(row for _, row in shown), Place(shown[-1][0]) if more and shown else None)


def count(reader: Reader, asked: Asked, within: Within) -> int:
    """As `app.search.finding.count`."""
    query = _query(reader, asked, within)
    return finding.count_indexed(reader, query) + sum(1 for _ in _amended(reader, asked, within, query))


def _query(reader: Reader, asked: Asked, within: Within) -> Query:
    known = known_words(reader.session)
    return query_of(asked, within, finding.authors(reader), reader.now, reader.zone, known=known)


def _amended(reader: Reader, asked: Asked, within: Within, query: Query) -> Iterator[tuple[int, EntryRow]]:
    """Those amended since that fit, newest first, each with a number of its own."""
    taken: set[int] = set()
    rows = sorted(as_known(reader), key=lambda row: (row.occurred_at, row.id), reverse=True)
    for row in rows:
        number = first_number(row.occurred_at) + TIES - 1
        while number in taken:
            number -= 1
        taken.add(number)
        if (
            row.occurred_at <= reader.now
            and query.first <= number < query.end
            and _fits(row, asked, within, reader)
        ):
            yield number, row


def _fits(row: EntryRow, asked: Asked, within: Within, reader: Reader) -> bool:
    if not _is_within(row, within):
        return False
    texts = _texts(row)
    for one in wanted(asked):
        if any(has(text, needle) for text in texts for needle in one.needles) is one.excluded:
            return False
    filters = (
        token
        for token in asked.tokens
        if token.sort is Sort.FILTER and token.is_complete and token.operator not in {"before", "after"}
    )
    authors = finding.authors(reader)
    return all(
        _passes(row, token, row.author_id.hex in meant(token, authors)) is not token.excluded
        for token in filters
    )


def _is_within(row: EntryRow, within: Within) -> bool:
    return (
        within.matter_id in {None, row.matter_id}
        and within.client_id in {None, row.client_id}
        and within.author_id in {None, row.author_id}
        and (not within.channels or row.channel in within.channels)
        and {tag_key(tag) for tag in within.tags} <= {tag_key(tag) for tag in row.tags}
    )


def _passes(row: EntryRow, token: Token, is_author: bool) -> bool:
    needles = needles_of(token.value, begins=token.begins)
    says = partial(_any_has, needles=needles)
    people = [name for name, _ in row.participants]
    match token.operator:
        case "has":
            return bool(row.attachments)
        case "channel":
            return row.channel in channels_of(token)
        case "by":
            return is_author
        case "matter":
            return says([f"{row.matter_number}\n{row.matter_title}"])
        case "client":
            return says([row.client])
        case "tag":
            return says(list(row.tags))
        case "with":
            return says([*people, row.client, row.reached_at])
        case _:
            comes = token.operator == "from"
            named = {"sender": comes, "recipient": not comes}
            roles = {role for _, role in row.participants}
            ours = (row.direction == "out") is comes
            if roles & named.keys():
                people = [name for name, role in row.participants if named.get(role, False)]
            elif ours or row.direction == "internal":
                people = []
            return says(people) or (ours and is_author) or (not ours and says([row.client]))


def _any_has(texts: list[str], *, needles: tuple[Needle, ...]) -> bool:
    return any(has(text, needle) for text in texts for needle in needles)


def _texts(row: EntryRow) -> list[str]:
    return [
        *(str(getattr(row, name, "") or "") for name in SAID),
        *(f"{one.who}\n{one.text}" for one in row.follow_ups),
        *(f"{name}\n{role}" for name, role in row.participants),
        row.reached_at,
        f"{row.matter_number}\n{row.matter_title}",
        row.client,
        *row.tags,
        *(one.name for one in row.attachments),
    ]


def _shown(number: int, row: EntryRow, asked: Asked) -> Found:
    cuts = (cut for text in _texts(row) if (cut := snippet(text, asked)) is not None)
    said = Row(
        number,
        row.id.hex,
        row.matter_id.hex if row.matter_id else None,
        row.matter_number,
        row.matter_title,
        row.client_id.hex if row.client_id else None,
        row.client,
        finding.spelled(row.occurred_at),
        row.channel.value,
        row.direction.value,
        row.author,
        row.summary,
        finding.spelled(row.withdrawn_at) if row.withdrawn_at else None,
        finding.spelled(row.written_at),
        row.version,
    )
    return Found(said, asked, cut=next(cuts, None))
