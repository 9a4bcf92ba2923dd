"""Taking files over in one transaction, and placing by hand what waits in the tray."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from app.exchange.court_notices import NoticeCase
from app.exchange.incoming import (
    BY_ITSELF,
    CsvFile,
    Incoming,
    MailFile,
    Reading,
    find_files,
    read_mail,
    read_path,
)
from app.exchange.models import TrayItem
from app.exchange.outcome import FileOutcome, RowNote
from app.exchange.place_messages import Place
from app.exchange.take_clients import ClientTaker
from app.exchange.take_matters import MatterTaker
from app.exchange.take_messages import MessageTaker, case_key, still_waiting, waiting_for
from app.kernel.errors import NotFound, Refused
from app.storage.transaction import Transaction

Stage = Literal["read", "take"]
Progress = Callable[[Stage, int, int], None]
"""Told how many files are read, then how many rows and messages are taken, of how many; it may raise to stop, and
nothing is half done then."""

_ROWS_BETWEEN = 100


def import_files(
    tx: Transaction,
    paths: Iterable[Path],
    *,
    readings: Mapping[Path, Reading] = MappingProxyType({}),
    progress: Progress = lambda stage, done, of: None,
) -> tuple[FileOutcome, ...]:
    """Take over every file, and every file of every folder, within the caller's transaction.

    ``readings`` says for some of the files how to read them. For a preview the caller rolls back
    (`Workspace.rehearse`): what is shown then is what would happen. The outcomes are in the order of
    `find_files(paths)`. Tables come before messages, so that the matters are there when the notices are placed.
    """
    found = find_files(paths)
    incoming = []
    for position, path in enumerate(found):
        progress("read", position, len(found))
        incoming.append(read_path(path, readings.get(path, BY_ITSELF)))
    import_id = tx.new_id()
    with tx.as_one("imported", "import", import_id, files=len(incoming)):
        taken = _take_all(tx, incoming, progress)
    return tuple(taken)


def place_tray_item(
    tx: Transaction,
    item_id: UUID,
    *,
    matter_id: UUID | None = None,
    client_id: UUID | None = None,
    case: str | None = None,
) -> int:
    """Somebody says where a message of the tray belongs; how many of its cases wait after that.

    A notice of several cases is placed case by case, the first that waits unless ``case`` (a `TrayCase.key`) says
    another: what one client's court wrote is nothing of another's. It leaves the tray with its last case.
    """
    item = _waiting(tx, item_id)
    if matter_id is None and client_id is None:
        raise Refused("no-place", "Please choose the matter or the client.", field="matter")
    file = read_mail(item.subject, item.raw)
    taker = MessageTaker(tx)
    cases = still_waiting(item, file)
    if len({case_key(one) for one in file.cases}) > 1 and matter_id is None:
        message = "This notice speaks of several cases. Please choose the matter of each."
        raise Refused("no-matter", message, field="matter")
    left: list[NoticeCase] = []
    if cases and matter_id is not None:
        chosen = case if case is not None else case_key(cases[0])
        now = [one for one in cases if case_key(one) == chosen]
        if not now:
            raise NotFound("not-in-tray", "That case of the notice does not wait any more.")
        entry_id, _ = taker.log_notice(file, matter_id, now, item.message_key)
        item.cases_placed = "\n".join(filter(None, (item.cases_placed, chosen)))
        left = still_waiting(item, file)
    else:
        entry_id = taker.log_message(file, Place(matter_id, client_id), item.message_key)
    if left:
        item.reason = waiting_for(left)
    else:
        item.entry_id, item.placed_at, item.placed_by = entry_id, tx.now, tx.actor
    tx.record("placed", "tray_item", item_id, matter_id=matter_id, client_id=client_id, entry_id=entry_id)
    return len({case_key(one) for one in left})


def dismiss_tray_item(tx: Transaction, item_id: UUID) -> None:
    """It belongs to no client: it stays known, so that it does not come again."""
    item = _waiting(tx, item_id)
    item.placed_at, item.placed_by = tx.now, tx.actor
    tx.record("dismissed", "tray_item", item_id)


def recall_tray_item(tx: Transaction, item_id: UUID) -> None:
    """Take a dismissal back: the message waits again. One that was placed stays placed."""
    item = tx.session.get(TrayItem, item_id)
    if item is None or item.placed_at is None or item.entry_id is not None:
        raise NotFound("not-dismissed", "That message was not put aside, so it cannot be brought back.")
    item.placed_at = item.placed_by = None
    tx.record("recalled", "tray_item", item_id)


def _waiting(tx: Transaction, item_id: UUID) -> TrayItem:
    item = tx.session.get(TrayItem, item_id)
    if item is None or item.placed_at is not None:
        raise NotFound("not-in-tray", "That message does not wait in the tray any more.")
    return item


def _take_all(tx: Transaction, incoming: Sequence[Incoming], progress: Progress) -> list[FileOutcome]:
    outcomes: list[FileOutcome] = []
    order = sorted(range(len(incoming)), key=lambda index: isinstance(incoming[index], MailFile))
    by_index: dict[int, FileOutcome] = {}
    messages: MessageTaker | None = None
    done, of = 0, sum(_weight(one) for one in incoming)
    for index in order:
        one = incoming[index]
        progress("take", done, of)
        if isinstance(one, CsvFile):
            by_index[index] = _take_table(tx, one, partial(_further, progress, done, of))
            messages = None
        elif isinstance(one, MailFile):
            outcome = by_index[index] = _outcome_of(one)
            messages = messages or MessageTaker(tx)
            messages.take(one, outcome)
        else:
            note = RowNote(1, one.reason)
            by_index[index] = FileOutcome(one.name, "refused", code=one.code, refused=[note])
        done += _weight(one)
    outcomes.extend(by_index[index] for index in range(len(incoming)))
    return outcomes


def _outcome_of(file: MailFile) -> FileOutcome:
    if file.notices:
        return FileOutcome(file.name, "court-notice", label="Court notice")
    return FileOutcome(file.name, "email", label="E-mail")


def _weight(one: Incoming) -> int:
    """How much there is to do: rows, or one message."""
    return len(one.content.contacts) + len(one.content.matters) if isinstance(one, CsvFile) else 1


def _further(progress: Progress, before: int, of: int, position: int) -> None:
    """Now and then within one table."""
    if position % _ROWS_BETWEEN == 0:
        progress("take", before + position, of)


def _take_table(tx: Transaction, file: CsvFile, further: Callable[[int], None]) -> FileOutcome:
    content = file.content
    outcome = FileOutcome(
        file.name,
        content.kind,
        label=content.label,
        encoding=content.encoding,
        encoding_guessed=content.encoding_guessed,
        unread=content.unread,
    )
    outcome.refused += [RowNote(row.row, row.reason) for row in content.refused]
    if not content.importable:
        reason = f"{content.label} are recognised, but this version does not take them over."
        outcome.refused.append(RowNote(1, reason))
        return outcome
    source = content.kind.split("-")[0]
    clients = ClientTaker(tx, source)
    clients.take_all(content.contacts, outcome, further)
    matters = MatterTaker(tx, source, clients)
    matters.take_all(content.matters, outcome, further)
    return outcome
