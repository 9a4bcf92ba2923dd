"""Matters without agreed terms: after so many days they are owed a letter (PRACTICE B2, DutyKind TERMS)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select

from app.engagement.models import TermsAgreement, TermsRule, TermsVersion
from app.engagement.rules import DEFAULT_DAYS, MOST_DAYS, owed_on
from app.kernel.errors import Invalid, Problem
from app.kernel.ids import made_at
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.matters.models import Matter
from app.matters.words import MatterStatus
from app.settings.queries import firm
from app.storage.transaction import Reader, Transaction
from app.storage.versions import read_versions, write_version


@dataclass(frozen=True, slots=True)
class TermsRuleRow:
    """After how many days, of matters opened from which day on. Number 0: nobody set it."""

    days: int
    since: date
    number: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """An open matter whose terms are not agreed. ``drafted``: they are written at least."""

    matter_id: UUID
    opened_on: date
    owed_on: date
    drafted: bool


def terms_rule(reader: Reader) -> TermsRuleRow:
    """The rule that counts. Until somebody sets one: 14 days, for matters opened since the firm works here."""
    rows = read_versions(reader, TermsRule, lambda row: TermsRuleRow(row.days, row.since, row.number))
    if rows:
        return rows[0]
    return TermsRuleRow(DEFAULT_DAYS, reader.local(made_at(firm(reader).id)).date())


def set_terms_rule(tx: Transaction, days: int, since: date | None = None, reason: str = "") -> bool:
    """Set after how many days terms are owed, 0 for never, and for matters opened since when (None: as it was).

    Whether anything is other now. Needs `Right.FIRM` and a reason. Raises `Invalid`, `Refused` ("no-reason").
    """
    tx.need(Right.FIRM)
    if not 0 <= days <= MOST_DAYS:
        message = tr("Terms are owed after 1 to {most_days} days; 0 is never.").format(most_days=MOST_DAYS)
        raise Invalid([Problem("days", "bad-days", message)])
    was = terms_rule(tx.reader())
    says: dict[str, object] = {"days": days, "since": since or was.since}
    if (days, says["since"]) == (was.days, was.since):
        return False
    reason = given_reason(reason, "Please say in a few words why.")
    before = {"days": was.days, "since": was.since}
    write_version(tx, TermsRule, {}, says, number=was.number + 1, reason=reason)
    tx.record("terms asked for", "firm", firm(tx.reader()).id, **says, before=before, reason=reason)
    return True


def without_terms(
    reader: Reader, last_day: date | None = None, matter_id: UUID | None = None
) -> tuple[Missing, ...]:
    """The open matters whose terms were not agreed by the reader's moment, the longest owed first; with ``last_day``
    those that are owed by then. In one statement that reads only what is open."""
    rule = terms_rule(reader)
    if not rule.days:
        return ()
    written = TermsAgreement.on <= reader.today
    if reader.known_by is not None:
        written &= TermsAgreement.written_at <= reader.known_by
    agreed = select(TermsAgreement.id).where(TermsAgreement.matter_id == Matter.id, written)
    drafted = select(TermsVersion.id).where(TermsVersion.matter_id == Matter.id)
    first = rule.since - timedelta(days=1)  # added by UTC's day, opened by the firm's
    query = select(Matter.id, Matter.opened_on, Matter.added_at, drafted.exists()).where(
        Matter.status == MatterStatus.OPEN,
        func.coalesce(Matter.opened_on, func.date(Matter.added_at)) >= first,
        Matter.added_at <= (reader.known_by or reader.now),
        ~agreed.exists(),
    )
    if matter_id is not None:
        query = query.where(Matter.id == matter_id)
    if last_day is not None:
        latest = last_day - timedelta(days=rule.days - 1)
        query = query.where(func.coalesce(Matter.opened_on, func.date(Matter.added_at)) <= latest)
    found = []
    for one, opened_on, added_at, is_drafted in reader.session.execute(query):
        opened = opened_on or reader.local(added_at).date()
        due = owed_on(opened, rule.days)
        if rule.since <= opened <= reader.today and (last_day is None or due <= last_day):
            found.append(Missing(one, opened, due, bool(is_drafted)))
    return tuple(sorted(found, key=lambda row: (row.owed_on, row.matter_id)))
