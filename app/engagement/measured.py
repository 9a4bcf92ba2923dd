"""What is measured of what terms promise, as it counts now; and terms to begin with, made from it."""

from __future__ import annotations

from uuid import UUID

from app.care.estimate import Estimate, sums_of
from app.care.queries import costs
from app.care.rules import Figure
from app.clients.queries import client_sheet
from app.clients.words import Authority
from app.engagement.forms import TermsForm
from app.engagement.rules import Measured
from app.hours.queries import firm_calendar
from app.matters.sheet import matter_sheet
from app.promises.queries import terms_book
from app.promises.terms import TERMS, OwnTerms
from app.schedule.queries import UpdateDue, update_dues
from app.storage.transaction import Reader


def measured(reader: Reader, matter_id: UUID) -> Measured:
    """By what the matter is measured at the reader's moment. Raises NotFound."""
    sheet = matter_sheet(reader, matter_id)
    counts = terms_book(reader).of(sheet.row.client_id, matter_id)
    due = _due(reader, matter_id)
    estimate = costs(reader, matter_id).estimate
    return Measured(
        OwnTerms(**{name: getattr(counts, name) for name in TERMS}),
        due.rhythm if due else None,
        due.format if due else None,
        estimate,
        sheet.emergency,
    )


def terms_to_begin_with(reader: Reader, matter_id: UUID) -> TermsForm:
    """A first draft: what counts for the matter already, said once, so that only the rest is to be written (B2)."""
    counts = measured(reader, matter_id)
    due = _due(reader, matter_id)
    client = client_sheet(reader, matter_sheet(reader, matter_id).row.client_id)
    return TermsForm(
        estimate=_begun(costs(reader, matter_id).estimate),
        decides="\n".join(
            f"{one.details.name}: {one.details.decides or 'everything'}"
            for one in client.people
            if one.details.name and one.details.authority is not Authority.NONE
        ),
        channels=client.details.preferred_channel,
        replies=counts.replies,
        rhythm=counts.rhythm,
        format=counts.format,
        by_id=due.by_id if due else None,
        emergency=counts.emergency,
    )


def _begun(told: Figure | None) -> Estimate | None:
    return None if told is None else Estimate(*sums_of(told), told.covers)


def _due(reader: Reader, matter_id: UUID) -> UpdateDue | None:
    return update_dues(reader, firm_calendar(reader), matter_id).get(matter_id)
