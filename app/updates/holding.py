"""What an update tells has to hold when it leaves (PRACTICE D3): news withdrawn, things done, words that may not be
told any more since it was begun do not go to the client."""

from __future__ import annotations

from dataclasses import replace

from app.kernel.errors import Refused
from app.kernel.language import tr
from app.matters.development_queries import developments
from app.reports.status.facts import FIRST_DAY
from app.storage.transaction import Reader
from app.updates.drafting import draft as draft_anew
from app.updates.pieces import PieceKind, UpdateDraft

GONE = (
    "This update tells something that was withdrawn, called off or done since it was begun, or may not be told "
    "any more. Take in the news, or leave that piece out: then it can leave."
)


def not_before(reader: Reader, draft: UpdateDraft) -> Reader:
    """The same, as of the draft's beginning at the earliest: on a clock that was put back since, what was written in
    between would not be there yet, and look as if it had been withdrawn."""
    if reader.now >= draft.began_at:
        return reader
    known_by = reader.known_by and max(reader.known_by, draft.began_at)
    return replace(reader, now=draft.began_at, known_by=known_by)


def gone(draft: UpdateDraft, reader: Reader) -> tuple[str, ...]:
    """The keys of what it tells, or would tell as news, that holds no more at the reader's moment. Only these are
    looked up, however much else the matter holds. News stands whenever it happened and whoever told it; what else was
    said has to have happened since the draft's beginning still. Raises NotFound where the matter is not to be seen."""
    reader = not_before(reader, draft)
    asked = [one for one in draft.pieces if (one.ticked or one.tells) and one.kind is not PieceKind.ADDED]
    sources = {source for one in asked for source in one.sources}
    now = draft_anew(reader, draft.matter_id, since=draft.since or FIRST_DAY, only=sources)
    news = developments(reader, draft.matter_id, ids=sources)
    here = {*(one.key for one in now.pieces), *(str(one.id) for one in news)}
    return tuple(one.key for one in asked if one.key not in here)


def must_hold(draft: UpdateDraft, reader: Reader) -> None:
    """All that it tells holds at the reader's moment. Raises Refused ("gone-since"), and NotFound where the matter is
    not to be seen any more. An update that did leave is logged as it was, whether it holds or not."""
    told = {one.key for one in draft.ticked}
    if not told.isdisjoint(gone(draft, reader)):
        raise Refused("gone-since", tr(GONE), field="news")
