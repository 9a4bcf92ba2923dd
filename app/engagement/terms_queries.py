"""Engagement terms, read: every revision, what was agreed and reaffirmed, and whether what is measured follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from app.care.estimate import Estimate
from app.care.firm_rule import firm_currency
from app.engagement.forms import AgreedDuty, TermsForm
from app.engagement.measured import measured
from app.engagement.models import TermsAgreement, TermsDuty, TermsVersion
from app.engagement.rules import Measured, differing
from app.engagement.words import AgreedHow, AgreementKind, TermsState
from app.people.models import Colleague
from app.promises.terms import TERMS, OwnTerms, unspell
from app.schedule.rhythm import Rhythm
from app.schedule.rules import Interval
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class Revision:
    """Terms as they were written. ``follow_ups``: of each duty the agreed action that it became."""

    id: UUID
    number: int
    form: TermsForm
    reason: str
    made_at: datetime
    made_by: str
    follow_ups: tuple[UUID | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """That the client agreed, or said again that the terms hold. ``number``: to which revision."""

    kind: AgreementKind
    number: int
    on: date
    how: AgreedHow
    by_whom: str
    note: str
    written_at: datetime
    author: str


@dataclass(frozen=True, slots=True)
class TermsSheet:
    """The terms of a matter whole; revisions and agreements the newest first."""

    revisions: tuple[Revision, ...]
    agreements: tuple[Agreement, ...]
    counts: Measured
    """What is measured now, whatever was agreed."""
    home: str = ""
    """The firm's currency, in which sums need no other name."""

    @property
    def agreed(self) -> Revision | None:
        """The revision that holds between firm and client: the one that was agreed to last."""
        given = self.agreement
        return next((one for one in self.revisions if given and one.number == given.number), None)

    @property
    def agreement(self) -> Agreement | None:
        """The last time the client agreed to a revision."""
        return next((one for one in self.agreements if one.kind is AgreementKind.AGREED), None)

    @property
    def reaffirmed(self) -> tuple[Agreement, ...]:
        """When the client said of the terms that hold that they still do, the last time first."""
        held = self.agreed
        return tuple(
            one
            for one in self.agreements
            if held and one.kind is AgreementKind.REAFFIRMED and one.number == held.number
        )

    @property
    def draft(self) -> Revision | None:
        """What is written and not agreed, if it is later than what is."""
        newest, held = (self.revisions[0] if self.revisions else None), self.agreed
        if newest is None or (held is not None and newest.number <= held.number):
            return None
        return newest

    @property
    def state(self) -> TermsState:
        """Where they stand."""
        if self.agreed is None:
            return TermsState.DRAFT if self.draft else TermsState.MISSING
        return TermsState.REVISED if self.draft else TermsState.AGREED

    @property
    def differs(self) -> tuple[str, ...]:
        """In which fields what is measured is not what was agreed: somebody changed it by hand since."""
        return differing(self.agreed.form, self.counts) if self.agreed else ()


def terms_sheet(reader: Reader, matter_id: UUID) -> TermsSheet:
    """The terms of one matter at the reader's moment; of a matter that is not there, none."""
    names = _names(reader)
    agreements = _agreements(reader, matter_id)
    agreed_ids = {one.terms_id for one in agreements}
    query = select(TermsVersion).where(TermsVersion.matter_id == matter_id)
    if reader.known_by is not None:
        query = query.where(TermsVersion.made_at <= reader.known_by)
    rows = [
        row
        for row in reader.session.scalars(query.order_by(TermsVersion.number.desc()))
        if row.made_at <= reader.now or row.id in agreed_ids  # agreed by then, though typed in later
    ]
    duties = _duties(reader, rows)
    numbers = {row.id: row.number for row in rows}
    return TermsSheet(
        tuple(_revision(row, duties[row.id], names) for row in rows),
        tuple(
            Agreement(
                one.kind,
                numbers[one.terms_id],
                one.on,
                one.how,
                one.by_whom,
                one.note,
                one.written_at,
                names.get(one.author_id, ""),
            )
            for one in agreements
            if one.terms_id in numbers
        ),
        measured(reader, matter_id),
        firm_currency(reader),
    )


def terms_states(reader: Reader) -> dict[UUID, TermsState]:
    """Where the terms of all matters stand that have any, in two statements."""
    known = reader.known_by or reader.now
    newest = select(TermsVersion.matter_id, func.max(TermsVersion.number)).where(
        TermsVersion.made_at <= known
    )
    agreed = (
        select(TermsAgreement.matter_id, func.max(TermsVersion.number))
        .join(TermsVersion, TermsVersion.id == TermsAgreement.terms_id)
        .where(TermsAgreement.on <= reader.today, TermsAgreement.kind == AgreementKind.AGREED)
    )
    if reader.known_by is not None:
        agreed = agreed.where(TermsAgreement.written_at <= reader.known_by)
    agreed = agreed.group_by(TermsAgreement.matter_id)
    held: dict[UUID, int] = dict(iter(reader.session.execute(agreed)))
    found = dict.fromkeys(held, TermsState.AGREED)
    for one, number in reader.session.execute(newest.group_by(TermsVersion.matter_id)):
        if one not in held:
            found[one] = TermsState.DRAFT
        elif number > held[one]:
            found[one] = TermsState.REVISED
    return found


def _agreements(reader: Reader, matter_id: UUID) -> list[TermsAgreement]:
    query = select(TermsAgreement).where(
        TermsAgreement.matter_id == matter_id, TermsAgreement.on <= reader.today
    )
    if reader.known_by is not None:
        query = query.where(TermsAgreement.written_at <= reader.known_by)
    order = TermsAgreement.on.desc(), TermsAgreement.written_at.desc(), TermsAgreement.id.desc()
    return list(reader.session.scalars(query.order_by(*order)))


def _duties(reader: Reader, rows: Iterable[TermsVersion]) -> dict[UUID, list[TermsDuty]]:
    query = (
        select(TermsDuty).where(TermsDuty.terms_id.in_([row.id for row in rows])).order_by(TermsDuty.position)
    )
    found: dict[UUID, list[TermsDuty]] = defaultdict(list)
    for one in reader.session.scalars(query):
        found[one.terms_id].append(one)
    return found


def _revision(row: TermsVersion, duties: list[TermsDuty], names: dict[UUID, str]) -> Revision:
    return Revision(
        row.id,
        row.number,
        form_of(row, duties),
        row.reason,
        row.made_at,
        names.get(row.made_by, ""),
        tuple(one.follow_up_id for one in duties),
    )


def form_of(row: TermsVersion, duties: Iterable[TermsDuty]) -> TermsForm:
    """What a revision says."""
    rhythm = None
    if row.count is not None and row.unit is not None:
        rhythm = Rhythm(
            Interval(row.count, row.unit),
            row.anchor_day,
            row.at_stages,
            row.at_dates,
            row.roll,
            row.at_most_days,
        )
    return TermsForm(
        scope=row.scope,
        out_of_scope=row.out_of_scope,
        timeline=row.timeline,
        arrangement=row.arrangement,
        rates=row.rates,
        estimate=_estimate(row),
        decides=row.decides,
        channels=row.channels,
        replies=OwnTerms(**{name: unspell(getattr(row, name)) for name in TERMS}),
        rhythm=rhythm,
        format=row.format,
        by_id=row.by_id,
        emergency=row.emergency,
        duties=tuple(AgreedDuty(one.side, one.text, one.due_on) for one in duties),
    )


def _estimate(row: TermsVersion) -> Estimate | None:
    if row.estimate is None:
        return None
    return Estimate(
        row.estimate,
        row.estimate_low,
        row.estimate_tax,
        row.estimate_disbursements,
        row.estimate_currency,
        row.estimate_note,
    )


def _names(reader: Reader) -> dict[UUID, str]:
    return {one.id: one.name for one in reader.session.execute(select(Colleague.id, Colleague.name))}
