"""The record of a file review on paper: why, what was said of each point, findings, comments (PRACTICE I3, K5)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from app.kernel.language import tr
from app.kernel.said import say_date
from app.reports.content import Paragraph, Run
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument
from app.reports.press.sealing import sealed_if
from app.reports.saying import printed_by
from app.reports.stationery import on_paper, stationery
from app.reviews.commands import record_saved
from app.reviews.queries import LineRow, ReviewSheet
from app.reviews.words import Verdict
from app.storage.transaction import Reader
from app.vault.leaving import Opened, send_out

_SIGNS = {Verdict.FINE: "fine", Verdict.ATTENTION: "ATTENTION", Verdict.NOT_HERE: "does not apply"}


@on_paper
def review_record(reader: Reader, sheet: ReviewSheet) -> tuple[bytes, int]:
    """The record as a PDF, and how many pages it has."""
    paper, title = stationery(reader), tr("File review")
    words = paper.words
    note = f"{words.confidential} · {printed_by(reader)}"
    about = About(title, note=note, running=words.continued.format(title=title))
    page = HouseDocument(paper, about)
    page.firm_name(words.legend)
    page.title(title, f"{sheet.row.number} {sheet.row.title}")
    page.facts(_facts(reader, sheet))
    page.heading(tr("What was looked at"))
    narrow = page.look.date_column - 10
    columns = (Column(tr("Result"), narrow, voice="label"), Column(tr("Point", "of a checklist")))
    page.table(columns, (_cells(line) for line in sheet.points))
    if sheet.row.findings:
        page.heading(tr("Findings"))
        page.text(sheet.row.findings)
    if sheet.comments:
        page.heading(tr("Comments to the author"))
        columns = (Column(tr("By", "a day"), narrow, voice="label"), Column(tr("Comment")))
        page.table(columns, (_comment(line) for line in sheet.comments))
    page.signature((tr("{name}, reviewer").format(name=sheet.row.reviewer),))
    made = page.finish()
    return made.pdf, made.pages


def _facts(reader: Reader, sheet: ReviewSheet) -> Iterator[tuple[str, str]]:
    row = sheet.row
    yield tr("Reviewed by"), row.reviewer
    if row.of:
        yield tr("File of"), row.of
    begun = reader.local(row.started_at).date()
    done = (
        say_date(reader.local(row.finished_at).date()) if row.finished_at is not None else tr("not finished")
    )
    yield tr("Begun"), say_date(begun)
    yield tr("Finished", "a review"), done
    why = ", ".join(risk.said(count) for risk, count in row.risks)
    yield tr("When it began"), why or tr("nothing spoke against the file")
    checklist = tr("version {number}").format(number=row.checklist)
    yield tr("Checklist"), checklist if row.checklist else tr("the one that comes with the program")


def _cells(line: LineRow) -> tuple[str, Paragraph]:
    said = tr(_SIGNS[line.verdict], "point of a review") if line.verdict is not None else ""
    note = [Run(f"\n{line.note}")] if line.note else []
    return said, (Run(line.text, bold=line.verdict is Verdict.ATTENTION), *note)


def _comment(line: LineRow) -> tuple[str, Paragraph]:
    by = tr("done") if line.done else ""
    if line.due_on and not line.done:
        by = tr("by {day}").format(day=say_date(line.due_on))
    who = [Run(f"\n{line.who}")] if line.who else []
    return by, (Run(line.text), *who)


def save_review(
    opened: Opened, file: Path, review_id: UUID, pdf: bytes, pages: int, password: str | None = None
) -> None:
    """Write the record to ``file``; it is of one matter and needs no right of its own. A ``password``: the PDF asks
    for it. Raises Refused ("pdf-password"), MachineTrouble; then no file is left."""
    content = sealed_if(pdf, password)
    send_out(opened, file, content, lambda tx: record_saved(tx, review_id, pages, file.name))
