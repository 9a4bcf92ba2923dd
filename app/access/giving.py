"""What was given to who asked is kept: which file, with which hash, and its index (PRACTICE J6)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from app.access.answered import must_be_ready
from app.access.models import AccessExport, AccessGiven
from app.access.queries import DecidedItem, RequestSheet, request_sheet
from app.access.words import Decision
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.matters.walls import restricted_among
from app.storage.transaction import Reader, Transaction


@dataclass(frozen=True, slots=True)
class GivenFile:
    """The file that leaves: its name, not where it lies. ``size`` in bytes; ``sealed``: it asks for a password."""

    name: str
    sha256: str
    size: int
    sealed: bool = False


def ready_sheet(reader: Reader, request_id: UUID, *, part: bool = False) -> RequestSheet:
    """The request with all that is decided. ``part``: of what may be seen, where there is more.

    Needs `Right.EXPORT`. Raises NotFound, `Refused` ("closed", "undecided", "restricted", "nothing-held").
    """
    reader.need(Right.EXPORT)
    sheet = request_sheet(reader, request_id)
    if not sheet.row.is_open:
        raise Refused("closed", tr("This request is closed. Please open it again first."), field="request")
    must_be_ready(len(sheet.undecided), restricted=sheet.restricted, part=part)
    if not sheet.items:
        raise Refused("nothing-held", tr("Nothing is held that could be given."), field="items")
    return sheet


def keep_export(tx: Transaction, sheet: RequestSheet, file: GivenFile) -> UUID:
    """Keep that ``file`` was given; of each restricted matter is told that something of it is outside now (J3). Its id.

    Needs `Right.EXPORT`. Raises `Refused` ("changed-since") where it is not what would be given now.
    """
    tx.need(Right.EXPORT)
    now = ready_sheet(tx.reader(), sheet.row.id, part=True)
    if [_decided(one) for one in now.items] != [_decided(one) for one in sheet.items]:
        message = tr(
            "Something changed while the export was made. Please look at the items and make it again."
        )
        raise Refused("changed-since", message)
    export_id = tx.new_id()
    row = {
        "id": export_id,
        "request_id": sheet.row.id,
        "made_at": tx.now,
        "made_by": tx.actor,
        "file": file.name,
        "sha256": file.sha256,
        "size": file.size,
        "sealed": file.sealed,
        "part": sheet.restricted,
    }
    tx.insert(AccessExport, row)
    tx.insert(AccessGiven, *(_line(export_id, place, one) for place, one in enumerate(sheet.items)))
    said = {"file": file.name, "sha256": file.sha256, "count": len(sheet.items), "part": sheet.restricted}
    tx.record("exported", "access_request", sheet.row.id, **said)
    given = Counter(
        one.item.matter_id
        for one in sheet.items
        if one.item.matter_id and one.decision is not Decision.WITHHOLD
    )
    for matter_id in restricted_among(tx.session, given):
        tx.record("exported", "matter", matter_id, count=given[matter_id])
    return export_id


def _decided(one: DecidedItem) -> tuple[object, ...]:
    return one.item.id, one.item.digest, one.decision, one.ground, one.given_text


def _line(export_id: UUID, position: int, one: DecidedItem) -> dict[str, object]:
    return {
        "export_id": export_id,
        "position": position,
        "matter_id": one.item.matter_id,
        "item_id": one.item.id,
        "what": one.item.what,
        "title": one.item.title,
        "day": one.item.day,
        "decision": one.decision,
        "ground": one.ground,
        "digest": one.item.digest,
    }
