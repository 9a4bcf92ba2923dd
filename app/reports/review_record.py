"""The record of a file review on paper: why, what was said of each point, findings, comments (PRACTICE I3, K5)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from app.kernel.said import say_date, say_time
from app.people.queries import colleague
from app.reports.content import Paragraph, Run
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument
from app.reports.press.sealing import sealed_if
from app.reports.stationery import stationery
from app.reviews.commands import record_saved
from app.reviews.queries import LineRow, ReviewSheet
from app.reviews.words import Verdict
from app.storage.transaction import Reader
from app.vault.leaving import Opened, send_out

TITLE = "File review"
_SIGNS = {Verdict.FINE: "fine", Verdict.ATTENTION: "ATTENTION", Verdict.NOT_HERE: "does not apply"}


def review_record(reader: Reader, sheet: ReviewSheet) -> tuple[bytes, int]:
    """The record as a PDF, and how many pages it has."""
    paper, now = stationery(reader), reader.local(reader.now)
    printed = f"Printed by {colleague(reader, reader.viewer).name}, {say_date(now.date())}, {say_time(now)}"
    about = About(TITLE, note=f"{paper.words.confidential} · {printed}", running=f"{TITLE}, continued")
    page = HouseDocument(paper, about)
    page.firm_name()
    page.title(TITLE, f"{sheet.row.number} {sheet.row.title}")
    page.facts(_facts(reader, sheet))
    page.heading("What was looked at")
    columns = (Column("", page.look.date_column - 10, voice="label"), Column(""))
    page.table(columns, (_cells(line) for line in sheet.points))
    if sheet.row.findings:
        page.heading("Findings")
        page.text(sheet.row.findings)
    if sheet.comments:
        page.heading("Comments to the author")
        page.table(columns, (_comment(line) for line in sheet.comments))
    page.signature((f"{sheet.row.reviewer}, reviewer",))
    made = page.finish()
    return made.pdf, made.pages


def _facts(reader: Reader, sheet: ReviewSheet) -> Iterator[tuple[str, str]]:
    row = sheet.row
    yield "Reviewed by", row.reviewer
    if row.of:
        yield "File of", row.of
    begun = reader.local(row.started_at).date()
    done = say_date(reader.local(row.finished_at).date()) if row.finished_at is not None else "not finished"
    yield "Begun", say_date(begun)
    yield "Finished", done
    why = ", ".join(risk.said(count) for risk, count in row.risks)
    yield "When it began", why or "nothing spoke against the file"
    yield "Checklist", f"version {row.checklist}" if row.checklist else "the one that comes with the program"


def _cells(line: LineRow) -> tuple[str, Paragraph]:
    said = _SIGNS[line.verdict] if line.verdict is not None else ""
    note = [Run(f"\n{line.note}")] if line.note else []
    return said, (Run(line.text, bold=line.verdict is Verdict.ATTENTION), *note)


def _comment(line: LineRow) -> tuple[str, Paragraph]:
    by = "done" if line.done else f"by {say_date(line.due_on)}" if line.due_on else ""
    who = [Run(f"\n{line.who}")] if line.who else []
    return by, (Run(line.text), *who)


def save_review(
    opened: Opened, file: Path, review_id: UUID, pdf: bytes, pages: int, password: str | None = None
) -> None:
    """Write the record to ``file``; it is of one matter and needs no right of its own. A ``password``: the PDF asks
    for it. Raises Refused ("pdf-password"), MachineTrouble; then no file is left."""
    content = sealed_if(pdf, password)
    send_out(opened, file, content, lambda tx: record_saved(tx, review_id, pages, file.name))
