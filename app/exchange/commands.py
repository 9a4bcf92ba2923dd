"""Taking files over in one transaction, and placing by hand what waits in the tray."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from app.contactlog.commands import withdraw_contact
from app.exchange.court_notices import NoticeCase
from app.exchange.incoming import Reading, read_mail
from app.exchange.models import TrayItem
from app.exchange.outcome import FileOutcome
from app.exchange.place_messages import Place
from app.exchange.read_files import Batch, Progress, Stage, read_files
from app.exchange.take_events import EventTaker, is_event
from app.exchange.take_messages import MessageTaker, case_key, still_waiting, waiting_for
from app.exchange.taking import bring_in, has_long_table, take_files
from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.text import clean
from app.storage.transaction import Transaction

__all__ = [
    "Batch",
    "Placed",
    "Progress",
    "Stage",
    "bring_in",
    "dismiss_tray_item",
    "has_long_table",
    "import_files",
    "place_tray_item",
    "read_files",
    "recall_tray_item",
    "take_files",
    "unplace_tray_item",
]

MOST_REASON = 500


def import_files(
    tx: Transaction,
    paths: Iterable[Path],
    *,
    readings: Mapping[Path, Reading] = MappingProxyType({}),
    progress: Progress = lambda stage, done, of: None,
    dates_known: bool = False,
) -> tuple[FileOutcome, ...]:
    """Read and take over within the caller's transaction: for a few small files.

    Others `read_files` before they open a transaction, so that nobody waits for a disk.
    """
    batch = read_files(paths, readings=readings, progress=progress)
    return take_files(tx, batch, progress=progress, dates_known=dates_known)


class Placed(NamedTuple):
    """What came of placing a message: how many of its cases still wait, and, of an event, what should be looked at."""

    left: int
    doubts: tuple[str, ...] = ()


def place_tray_item(
    tx: Transaction,
    item_id: UUID,
    *,
    matter_id: UUID | None = None,
    client_id: UUID | None = None,
    case: str | None = None,
    needs_reply: bool | None = None,
) -> Placed:
    """Somebody says where a message of the tray belongs.

    A notice of several cases is placed case by case, the first that waits unless ``case`` (a `TrayCase.key`) says
    another: what one client's court wrote is nothing of another's. It leaves the tray with its last case.
    ``needs_reply``: whether a mail waits for one (E1); None says it by the rule, as of the day it came into the tray.
    """
    item = _waiting(tx, item_id)
    if matter_id is None and client_id is None:
        raise Refused("no-place", tr("Please choose the matter or the client."), field="matter")
    if is_event(item.raw):
        return Placed(0, EventTaker(tx).place(item, matter_id))
    file = read_mail(item.subject, item.raw)
    taker = MessageTaker(tx)
    cases = still_waiting(item, file)
    if len({case_key(one) for one in file.cases}) > 1 and matter_id is None:
        message = tr("This notice speaks of several cases. Please choose the matter of each.")
        raise Refused("no-matter", message, field="matter")
    left: list[NoticeCase] = []
    if cases and matter_id is not None:
        chosen = case if case is not None else case_key(cases[0])
        now = [one for one in cases if case_key(one) == chosen]
        if not now:
            raise NotFound("not-in-tray", tr("That case of the notice does not wait any more."))
        entry_id, _ = taker.log_notice(file, matter_id, now, item.message_key)
        item.cases_placed = "\n".join(filter(None, (item.cases_placed, chosen)))
        left = still_waiting(item, file)
    else:
        place = Place(matter_id, client_id)
        entry_id = taker.log_message(
            file, place, item.message_key, needs_reply=needs_reply, came_at=item.arrived_at
        )
    if left:
        item.reason = waiting_for(left)
    else:
        item.entry_id, item.placed_at, item.placed_by = entry_id, tx.now, tx.actor
    tx.record("placed", "tray_item", item_id, matter_id=matter_id, client_id=client_id, entry_id=entry_id)
    return Placed(len({case_key(one) for one in left}))


def dismiss_tray_item(tx: Transaction, item_id: UUID, reason: str = "") -> None:
    """It belongs to no client: it stays known, so that it does not come again."""
    item = _waiting(tx, item_id)
    item.placed_at, item.placed_by = tx.now, tx.actor
    item.aside_reason = clean(reason, lines=False)[:MOST_REASON]
    tx.record(
        "dismissed", "tray_item", item_id, **({"reason": item.aside_reason} if item.aside_reason else {})
    )


def recall_tray_item(tx: Transaction, item_id: UUID) -> None:
    """Take a dismissal back: the message waits again. One that was placed stays placed (`unplace_tray_item`)."""
    item = tx.session.get(TrayItem, item_id)
    if item is None or item.placed_at is None or item.entry_id is not None:
        raise NotFound("not-dismissed", tr("That message was not set aside, so it cannot be brought back."))
    item.placed_at = item.placed_by = None
    item.aside_reason = ""
    tx.record("recalled", "tray_item", item_id)


def unplace_tray_item(tx: Transaction, item_id: UUID, reason: str = tr("Placed by mistake")) -> None:
    """Take a placing back: the entry that was made of the message is withdrawn, and the message waits again.

    Not for a court's notice: what the court did is true of the matter, and an entry is amended in the log.
    """
    item = tx.session.get(TrayItem, item_id)
    if item is None or item.entry_id is None:
        raise NotFound("not-placed", tr("That message was not placed, so it cannot be taken back."))
    if item.cases_placed:
        message = tr(
            "A court's notice brings developments, which stay. Withdraw or amend its entry in the contact log."
        )
        raise Refused("notice-stays", message)
    withdraw_contact(tx, item.entry_id, reason)
    item.entry_id = item.placed_at = item.placed_by = None
    tx.record("recalled", "tray_item", item_id, reason=reason)


def _waiting(tx: Transaction, item_id: UUID) -> TrayItem:
    item = tx.session.get(TrayItem, item_id)
    if item is None or item.placed_at is not None:
        raise NotFound("not-in-tray", tr("That message does not wait in the tray any more."))
    return item
