"""The attendance note of a contact leaves the vault, on paper or as a file; the audit trail says so (PRACTICE J3)."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from app.reports.press.sealing import sealed_if
from app.storage.transaction import Transaction
from app.vault.leaving import Opened, send_out


def record_attendance(tx: Transaction, entry_id: UUID, pages: int, file: Path | None = None) -> None:
    """It left on paper, or as ``file``: of that its name is kept, not where it lies."""
    if file is None:
        tx.record("printed", "entry", entry_id, pages=pages)
    else:
        tx.record("exported", "entry", entry_id, pages=pages, file=file.name)


def save_attendance(
    opened: Opened, file: Path, entry_id: UUID, pdf: bytes, pages: int, password: str | None = None
) -> None:
    """Write it to ``file``; it is of one matter and needs no right of its own. A ``password``: the PDF asks for it.

    Raises Refused ("pdf-password"), MachineTrouble; then no file is left.
    """
    content = sealed_if(pdf, password)
    send_out(opened, file, content, lambda tx: record_attendance(tx, entry_id, pages, file))
