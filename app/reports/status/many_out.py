"""Many reports leave together: on paper in one go, and told as given in one go, with one way back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from app.contactlog.commands import withdraw_contact
from app.kernel.language import tr
from app.matters.queries import list_matters
from app.matters.words import MatterStatus
from app.reports.status.commands import mark_given, record_printed
from app.reports.status.many import Failed, Made
from app.storage.transaction import Transaction

TAKEN_BACK = "Marked as given by mistake"


def together(made: Sequence[Made], *, both_sides: bool) -> bytes:
    """All reports as one document to print, with a bookmark each. ``both_sides``: each begins on a new sheet.

    For the printer alone: unlike each report by itself, it is not tagged for screen readers.
    """
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for one in made:
        first = len(writer.pages)
        for page in PdfReader(BytesIO(one.pdf)).pages:
            writer.add_page(page, excluded_keys=("/StructParents", "/Annots"))
        writer.add_outline_item(title=f"{one.matter.number} {one.matter.client}", page_number=first)
        if both_sides and len(writer.pages) % 2 and one is not made[-1]:
            writer.add_blank_page()
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    writer.metadata = {"/Title": tr("Status reports")}
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def record_printed_together(tx: Transaction, made: Iterable[Made]) -> None:
    """They leave the vault on paper: of each matter is told how many pages (PRACTICE J3)."""
    for one in made:
        record_printed(tx, one.matter.id, one.pages)


@dataclass(frozen=True, slots=True)
class Given:
    """``entries``: what was logged, for the way back; ``failed``: of which matters nothing could be logged."""

    entries: tuple[UUID, ...]
    failed: tuple[Failed, ...]


def give_reports(tx: Transaction, made: Iterable[Made]) -> Given:
    """Log that these reports went to their clients (`mark_given`), in one transaction.

    A matter that is not open to the writer any more is left out and listed.
    """
    rows = tuple(made)
    ids = [one.matter.id for one in rows]
    here = {row.id for row in list_matters(tx.reader(), status=MatterStatus.OPEN, ids=ids)}
    entries: list[UUID] = []
    failed: list[Failed] = []
    for one in rows:
        if one.matter.id in here:
            entries.append(mark_given(tx, one.matter.id, one.report, one.pdf))
        else:
            failed.append(
                Failed(
                    one.matter,
                    "not-open",
                    tr("This matter is not open to you any more. Nothing was logged."),
                )
            )
    return Given(tuple(entries), tuple(failed))


def take_back_given(tx: Transaction, entries: Iterable[UUID]) -> None:
    """It was a mistake: what was logged counts for nothing, and each update is due as before (C2)."""
    for entry_id in entries:
        withdraw_contact(tx, entry_id, tr(TAKEN_BACK))
