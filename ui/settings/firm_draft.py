"""What was typed into the firm's settings and not saved."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID, uuid5

from app.drafts.commands import drop_draft, keep_draft
from app.drafts.queries import drafts
from app.settings.commands import LOGO_BYTES, FirmDetails, change_firm, set_logo
from app.settings.queries import firm
from app.storage.transaction import Reader, Transaction
from app.workspace import Workspace
from ui.kit.keeper import Draft

FIRM = "firm"


@dataclass(frozen=True, slots=True)
class FirmValues:
    """The fields, and the logo where another one was chosen."""

    details: FirmDetails
    logo: bytes | None


class FirmDraft(Draft[FirmValues]):
    """One for each person."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, uuid5(workspace.actor, FIRM))

    def store(self, tx: Transaction, values: FirmValues | None) -> None:
        if values is None:
            drop_draft(tx, self.id)
            return
        texts = {name: one for name, one in asdict(values.details).items() if isinstance(one, str | bool)}
        logo = b64encode(values.logo).decode("ascii") if values.logo is not None else None
        lead = str(values.details.lead_id or "")
        keep_draft(tx, self.id, FIRM, {"details": texts, "logo": logo, "lead": lead})


def kept_firm(reader: Reader, details: FirmDetails) -> FirmValues | None:
    """What the viewer left unsaved, over the firm's ``details``; what another version kept is taken as far as it
    fits."""
    row = next(iter(drafts(reader, FIRM)), None)
    if row is None:
        return None
    texts = row.values.get("details")
    known = asdict(details)
    fitting: dict[str, Any] = {
        name: one
        for name, one in (texts.items() if isinstance(texts, Mapping) else ())
        if isinstance(one, str | bool) and type(known.get(name)) is type(one)
    }
    fitting["lead_id"] = _person(row.values.get("lead"), details.lead_id)
    return FirmValues(replace(details, **fitting), _picture(row.values.get("logo")))


def save_typed(tx: Transaction, began: FirmValues, typed: FirmValues) -> None:
    """Write what differs from how it was when typing ``began``: what another desk changed meanwhile, and nobody touched
    here, stays as it is. Raises `Invalid` with what is wrong."""
    before, now = asdict(began.details), asdict(typed.details)
    changed = {name: value for name, value in now.items() if value != before[name]}
    change_firm(tx, replace(firm(tx.reader()).details, **changed))
    if typed.logo != began.logo:
        set_logo(tx, typed.logo)


def _person(kept: object, otherwise: UUID | None) -> UUID | None:
    if not isinstance(kept, str):
        return otherwise
    try:
        return UUID(kept) if kept else None
    except ValueError:  # a draft of another version of the program
        return otherwise


def _picture(kept: object) -> bytes | None:
    if not isinstance(kept, str) or len(kept) > 2 * LOGO_BYTES:
        return None
    try:
        return b64decode(kept, validate=True)
    except ValueError:  # as above
        return None
