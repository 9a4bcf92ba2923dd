"""Where an entry has the words when its summary has them not: in its other texts, its people, its files, its past."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final, cast

from app.search.asking import Asked
from app.search.found import Found, Where
from app.search.index import SAID
from app.search.marking import snippet
from app.storage.rows import all_rows
from app.storage.transaction import Reader

_OTHERS: Final = tuple(name for name in SAID if name != "summary")
_TEXTS: Final = f"SELECT {', '.join(_OTHERS)}, reached_at FROM contact_entries WHERE id = ?"  # noqa: S608 # own names
_PEOPLE: Final = (
    "SELECT name || CASE role WHEN '' THEN '' ELSE ', ' || role END FROM participants WHERE entry_id = ?"
)
_AGREED: Final = (
    "SELECT who || CASE who WHEN '' THEN '' ELSE ': ' END || text FROM follow_ups WHERE entry_id = ?"
)
_TAGS: Final = "SELECT tag FROM entry_tags WHERE entry_id = ?"
_FILES: Final = (
    "SELECT a.name, coalesce(t.text, '') FROM attachments AS a LEFT JOIN attachment_texts AS t"
    " ON t.attachment_id = a.id WHERE a.entry_id = ? ORDER BY a.id"
)
_VERSIONS: Final = "SELECT content FROM entry_versions WHERE entry_id = ? ORDER BY version DESC"


def look(reader: Reader, asked: Asked, found: list[Found], others: Sequence[int]) -> None:
    """Say of the rows at these places where they have the words; what has them nowhere shows its beginning."""
    for place in others:
        row = found[place]
        for where, file, text in _texts(reader, row):
            cut = snippet(text, asked)
            if cut is not None:
                found[place] = row.found_in(where, file, cut)
                break


def _texts(reader: Reader, row: Found) -> Iterator[tuple[Where, str, str]]:
    """One after the other: mostly the first has it, and the others are not read."""

    def rows(query: str) -> list[tuple[Any, ...]]:
        return cast("list[tuple[Any, ...]]", all_rows(reader.session, query, (row.id.hex,)))

    *texts, reached_at = rows(_TEXTS)[0]
    yield from ((Where.SAID, "", text) for text in texts if text)
    yield from ((Where.SAID, "", text) for (text,) in rows(_AGREED))
    people = [text for (text,) in rows(_PEOPLE)]
    yield Where.PEOPLE, "", " · ".join((*people, reached_at) if reached_at else people)
    yield Where.CLIENT, "", row.client
    yield Where.MATTER, "", f"{row.matter} · {row.matter_title}"
    yield Where.TAG, "", " · ".join(tag for (tag,) in rows(_TAGS))
    for name, text in rows(_FILES):
        yield Where.ATTACHMENT, name, text
        yield Where.ATTACHMENT, name, name
    for (content,) in rows(_VERSIONS) if row.version > 1 else ():
        said = json.loads(content)
        yield from ((Where.FORMER, "", text) for name in SAID if isinstance(text := said.get(name), str))
        yield Where.FORMER, "", " · ".join(" ".join(map(str, one)) for one in said.get("participants", ()))
