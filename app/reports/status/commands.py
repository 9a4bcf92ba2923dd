"""Giving a report to the client: the contact is logged and the clock starts anew."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

from app.contactlog.commands import log_contact
from app.contactlog.forms import NewAttachment, NewContact
from app.contactlog.words import Channel, Direction, Outcome
from app.hours.queries import firm_calendar
from app.kernel.language import counted, tr
from app.matters.sheet import matter_sheet
from app.reports.content import StatusReport
from app.reports.files import firms_name
from app.reports.status.facts import REPORT_TAG
from app.schedule.queries import update_dues
from app.schedule.words import UpdateFormat
from app.settings.queries import firms_language
from app.storage.transaction import Transaction

_CHANNELS = {UpdateFormat.EMAIL: Channel.EMAIL}


def mark_given(tx: Transaction, matter_id: UUID, report: StatusReport, pdf: bytes) -> UUID:
    """Log that the report went to the client, with the report itself: it tells the news that stands in it (D2).

    The report is called by the firm's pattern. The channel is the one of the update schedule; a letter where it names
    none that sends a report.
    """
    reader = tx.reader()
    sheet = matter_sheet(reader, matter_id)
    due = update_dues(reader, firm_calendar(reader), matter_id).get(matter_id)
    channel = _CHANNELS.get(due.format, Channel.LETTER) if due and due.format else Channel.LETTER
    pages = page_count(pdf)
    with firms_language(reader):
        summary = counted(
            pages, "Status report given, 1 page.", "Status report given, {count} pages."
        ).format(count=pages)
        called = tr("Status report")
    name = firms_name(reader, called, matter=sheet.row.number, client=sheet.row.client)
    return log_contact(
        tx,
        NewContact(
            channel=channel,
            direction=Direction.OUT,
            occurred_at=tx.now,
            summary=summary,
            matter_id=matter_id,
            outcome=Outcome.SENT,
            is_update=True,
            tells=report.tells,
            tags=(REPORT_TAG,),
            attachments=(NewAttachment(f"{name}.pdf", "application/pdf", pdf),),
        ),
    )


def record_printed(tx: Transaction, matter_id: UUID, pages: int) -> None:
    """A report left the vault on paper: the audit trail says so (PRACTICE J3)."""
    tx.record("printed", "status_report", matter_id, pages=pages)


def record_saved(tx: Transaction, matter_id: UUID, pages: int, file: Path) -> None:
    """A report left the vault as a file. Its name is kept, not where it lies: that is the machine's own."""
    tx.record("exported", "status_report", matter_id, pages=pages, file=file.name)


def page_count(pdf: bytes) -> int:
    """How many pages a report of ours has: ReportLab writes its page objects in the clear."""
    return len(re.findall(rb"/Type /Page\b", pdf))
