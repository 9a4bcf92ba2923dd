"""The figures of the firm leave the vault: on paper, or as a table with the lines behind them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.figures.firm import FirmFigures, with_lines
from app.figures.spelling import table_rows
from app.figures.table_lines import headers
from app.kernel.csv_out import write_csv
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.matters.walls import restricted_among
from app.reports.found.out import kind_of
from app.reports.press.sealing import sealed_if
from app.storage.transaction import Transaction
from app.vault.leaving import Opened, send_out

if TYPE_CHECKING:
    from app.reports.press.house import Made


def save_firm(
    opened: Opened, found: FirmFigures, file: Path, password: str | None = None, *, seen: Made | None = None
) -> int:
    """Write the figures to ``file``, a .pdf or a .csv; how many pages it has, 0 of a table. Pages ask for ``password``
    where there is one; they are those that were ``seen``, or set anew.

    The table names clients in the lines behind its figures, the pages name none. Raises `Refused` ("bad-ending",
    "not-allowed" for a table without `Right.EXPORT`, "pdf-password" for a table that cannot ask for one),
    `MachineTrouble`; then no file is left.
    """
    if kind_of(file) == "csv":
        if password is not None:
            message = tr("A table cannot ask for a password. Please save a .pdf, or leave the password out.")
            raise Refused("pdf-password", message, field="pdf_password")
        with opened.read() as reader:
            reader.need(Right.EXPORT)
            counted = with_lines(reader, found)
            content = write_csv(headers(), table_rows(reader, counted))
        send_out(opened, file, content, lambda tx: _tell_table(tx, counted, file), needs=Right.EXPORT)
        return 0
    made = seen or pages_of(opened, found)
    content = sealed_if(made.pdf, password)
    send_out(opened, file, content, lambda tx: record_figures(tx, found, made.pages, file))
    return made.pages


def pages_of(opened: Opened, found: FirmFigures) -> Made:
    """The figures as they are printed."""
    from app.reports.figures.pages import render_firm  # ReportLab costs half a second
    from app.reports.stationery import stationery

    with opened.read() as reader:
        paper = stationery(reader)
    return render_firm(found, paper)


def record_figures(tx: Transaction, found: FirmFigures, pages: int, file: Path | None = None) -> None:
    """They left the vault as pages: on paper, or as ``file``. They name no client."""
    days = {"from": found.days.first, "to": found.days.last}
    if file is None:
        tx.record("printed", "firm_figures", tx.new_id(), pages=pages, **days)
    else:
        tx.record("exported", "firm_figures", tx.new_id(), pages=pages, file=file.name, **days)


def _tell_table(tx: Transaction, found: FirmFigures, file: Path) -> None:
    """Into the trail: how many lines; of each restricted matter that something of it is outside now (PRACTICE J3)."""
    matters = _counted(found)
    export = tx.new_id()
    tx.record(
        "exported",
        "firm_figures",
        export,
        lines=matters.total(),
        file=file.name,
        **{"from": found.days.first, "to": found.days.last},
    )
    for matter_id in restricted_among(tx.session, matters):
        tx.record("exported", "matter", matter_id, figures=export, count=matters[matter_id])


def _counted(found: FirmFigures) -> Counter[UUID | None]:
    """How many lines of each matter stand in the table; None: outside any."""
    behind = found.behind
    matters: Counter[UUID | None] = Counter(line.matter_id for line in behind.lines)
    matters.update(note.matter_id for note in behind.late_notes)
    matters.update(item.matter_id for item in behind.items)
    matters.update(lost.matter.id for lost in behind.lost)
    concerns = behind.concerns
    matters.update(one.matter_id for one in (*concerns.raised, *concerns.open, *concerns.resolved))
    matters.update(one.matter_id for one in behind.answers)
    matters.update(file.matter.id for file in behind.files)
    return matters
