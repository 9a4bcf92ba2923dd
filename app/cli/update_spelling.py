"""A draft of an update as ``update show`` says it: lines to read, and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from app.cli.handles import handle
from app.cli.spelling import Json
from app.contactlog.waiting import Waits
from app.matters.queries import MatterRow
from app.updates import (
    Piece,
    UpdateDraft,
    compose,
    opening_of,
)

if TYPE_CHECKING:
    pass

T = TypeVar("T")


def listed(found: UpdateDraft, waits: Sequence[Waits]) -> str:
    """The pieces with their ids, what waits for an answer with its own, then the words."""
    rows = [
        f"{'[x]' if one.ticked else '[ ]'} {short_id(one):<10} {one.kind:<10} "
        f"{' '.join(filter(None, (one.when, ' '.join(one.text.split()))))[:100]}"
        for one in found.pieces
    ]
    rows += [f"waits {handle(one.id):<10} {one.called}: {one.words}" for one in waits]
    return "\n".join((*rows, "", f"Subject: {found.subject}", "", compose(found).plain, ""))


def short_id(one: Piece) -> str:
    return handle(one.sources[0]) if one.sources else one.key


def spelled(matter: MatterRow, found: UpdateDraft) -> Json:
    return {
        "matter": matter.number,
        "client": matter.client,
        "length": found.length,
        "channel": found.channel,
        "since": found.since,
        "subject": found.subject,
        "greeting": found.greeting,
        "opening": opening_of(found),
        "pieces": [piece_spelled(one) for one in found.pieces],
        "closing": found.closing,
        "sign_off": found.sign_off,
        "signatory": list(found.signatory),
        "tells": list(found.tells),
        "left_untold": list(found.untold),
        "text": compose(found).plain,
    }


def piece_spelled(one: Piece) -> Json:
    return {
        "id": one.key,
        "kind": one.kind,
        "when": one.when,
        "text": one.text,
        "ticked": one.ticked,
        "tells": list(one.tells),
        "sources": list(one.sources),
        "note": one.note,
    }
