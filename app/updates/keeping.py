"""A draft of an update is kept in the vault, encrypted, over locks and restarts: one for each writer and matter."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from app.channels.words import Channel
from app.drafts.commands import drop_draft
from app.drafts.queries import drafts
from app.kernel.ids import read_id
from app.matters.queries import list_matters
from app.reports.content import Length
from app.storage.transaction import Reader, Transaction
from app.updates.pieces import Piece, PieceKind, UpdateDraft

FORM = "update"
"""What the window calls its form among the drafts."""


def kept(reader: Reader, matter_id: UUID) -> UpdateDraft | None:
    """What the viewer has begun to write for a matter in the window; None where nothing is kept, where another version
    of the program wrote it so that it cannot be read, and where the matter is not to be seen any more."""
    if not list_matters(reader, ids=[matter_id]):
        return None
    wanted = kept_id(reader.viewer, matter_id)
    row = next((one for one in drafts(reader) if one.id == wanted), None)
    return None if row is None else read_back(_of_window(row.values))


def _of_window(values: dict[str, Any]) -> dict[str, Any]:
    """The draft in what the window keeps of its form (`ui.kit.sheet_draft`)."""
    fields = values.get("fields")
    found = fields.get("draft") if isinstance(fields, dict) else None
    return found if isinstance(found, dict) else {}


def forget(tx: Transaction, matter_id: UUID) -> None:
    """It was sent, or given up."""
    drop_draft(tx, kept_id(tx.actor, matter_id))


def kept_id(who: UUID, matter_id: UUID) -> UUID:
    """The id of its row, the same each time."""
    return uuid5(who, f"{FORM} {matter_id}")


def spelled(draft: UpdateDraft) -> dict[str, Any]:
    """The draft as JSON has it."""
    return {
        "matter": str(draft.matter_id),
        "began_at": draft.began_at.isoformat(),
        "since": draft.since.isoformat() if draft.since is not None else None,
        "length": draft.length.value,
        "channel": draft.channel.value,
        "subject": draft.subject,
        "greeting": draft.greeting,
        "opening": draft.opening,
        "pieces": [_spelled_piece(one) for one in draft.pieces],
        "closing": draft.closing,
        "sign_off": draft.sign_off,
        "signatory": list(draft.signatory),
        "since_heading": draft.since_heading,
        "language": draft.language,
        "large_print": draft.large_print,
    }


def _spelled_piece(one: Piece) -> dict[str, Any]:
    return {
        "key": one.key,
        "kind": one.kind.value,
        "text": one.text,
        "when": one.when,
        "sources": [str(source) for source in one.sources],
        "tells": [str(told) for told in one.tells],
        "ticked": one.ticked,
        "least": one.least.value if one.least is not None else None,
        "said": list(one.said),
        "note": one.note,
        "strong": one.strong,
        "right": one.right,
        "of_court": one.of_court,
        "lead": one.lead,
    }


def read_back(values: dict[str, Any]) -> UpdateDraft | None:
    """The draft again; None for what is none."""
    try:
        since, opening = values["since"], values["opening"]
        return UpdateDraft(
            matter_id=UUID(str(values["matter"])),
            began_at=datetime.fromisoformat(values["began_at"]),
            since=None if since is None else datetime.fromisoformat(since),
            length=Length(values["length"]),
            channel=Channel(values["channel"]),
            subject=str(values["subject"]),
            greeting=str(values["greeting"]),
            opening=None if opening is None else str(opening),
            pieces=tuple(map(_piece, values["pieces"])),
            closing=str(values["closing"]),
            sign_off=str(values["sign_off"]),
            signatory=tuple(map(str, values["signatory"])),
            since_heading=str(values["since_heading"]),
            language=str(values["language"]),
            large_print=bool(values["large_print"]),
        )
    except (KeyError, TypeError, ValueError):  # another version wrote it: the matter is drafted anew
        return None


def _piece(one: dict[str, Any]) -> Piece:
    when, text = one["said"]
    return Piece(
        str(one["key"]),
        PieceKind(one["kind"]),
        str(one["text"]),
        str(one["when"]),
        _ids(one["sources"]),
        _ids(one["tells"]),
        bool(one["ticked"]),
        Length(one["least"]) if one["least"] is not None else None,
        (str(when), str(text)),
        str(one["note"]),
        bool(one["strong"]),
        str(one["right"]),
        bool(one.get("of_court", False)),  # a draft that was kept before there was this
        str(one.get("lead", "")),  # as well
    )


def _ids(words: list[str]) -> tuple[UUID, ...]:
    return tuple(found for one in words if (found := read_id(str(one))) is not None)
