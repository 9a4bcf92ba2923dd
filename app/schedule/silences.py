"""Silence: days in which a matter's client needs no updates, with the reason (PRACTICE D2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.said import say_day
from app.kernel.text import clean
from app.matters.models import Matter
from app.schedule.models import UpdateSilence
from app.schedule.scope import Scope
from app.storage.transaction import Reader, Transaction

LONGEST_SILENCE = 731
"""Days, two years of them: whoever needs no updates for longer is asked again."""


@dataclass(frozen=True, slots=True)
class SilenceRow:
    """A season of silence: ``first`` and ``last`` are in it. ``agreed_with``: who of the client's said so, on the day
    ``said_on``; "" and None where nobody asked."""

    id: UUID
    matter_id: UUID
    first: date
    last: date
    reason: str
    agreed_with: str = ""
    said_on: date | None = None


def seasons(scope: Scope) -> dict[UUID, Sequence[SilenceRow]]:
    """Those agreed by the reader's moment, by matter, in the order of their first days.

    One that was ended before its time lasts until the day before that; one that had not begun then never was.
    """
    return seasons_then(agreed_seasons(scope), scope.moment)


def agreed_seasons(scope: Scope) -> Sequence[UpdateSilence]:
    """All that were agreed by the reader's moment, in that order."""
    query = (
        select(UpdateSilence)
        .where(UpdateSilence.agreed_at <= scope.moment)
        .order_by(UpdateSilence.first, UpdateSilence.last)
    )
    return scope.reader.session.scalars(scope.few(query, UpdateSilence.matter_id)).all()


def seasons_then(agreed: Iterable[UpdateSilence], moment: datetime) -> dict[UUID, Sequence[SilenceRow]]:
    """`seasons` of these, as they stood at a moment."""
    found: dict[UUID, list[SilenceRow]] = defaultdict(list)
    for one in agreed:
        if one.agreed_at > moment:
            continue
        last = one.last
        if one.ended_at is not None and one.ended_on is not None and one.ended_at <= moment:
            last = min(last, one.ended_on - timedelta(days=1))
        if last >= one.first:
            found[one.matter_id].append(
                SilenceRow(one.id, one.matter_id, one.first, last, one.reason, one.agreed_with, one.said_on)
            )
    return dict(found)


def silences(reader: Reader, matter_id: UUID) -> Sequence[SilenceRow]:
    """The seasons of silence of one matter, those that are over, too."""
    return seasons(Scope(reader, matter_id)).get(matter_id, ())


def say_agreed(one: SilenceRow, today: date) -> str:
    """As in "Agreed with Nora Whitcombe, by phone, on Fri 20 Nov"; "" where nobody asked."""
    if not one.agreed_with:
        return ""
    if one.said_on is None:
        return tr("Agreed with {who}").format(who=one.agreed_with)
    day = say_day(one.said_on, today)
    return tr("Agreed with {who} on {day}").format(who=one.agreed_with, day=day)


def allow_silence(
    tx: Transaction,
    matter_id: UUID,
    first: date,
    last: date,
    reason: str,
    agreed_with: str | None = None,
    said_on: date | None = None,
) -> UUID:
    """Agree that the client needs no updates from ``first`` to ``last``. ``agreed_with``: who of the client's said so,
    and how: a silence that nobody agreed to is an update that is missed. None where nobody was asked for it, as other
    programs do that know the command line of before. ``said_on``: the day, today where not said.

    Raises `Invalid`, by field.
    """
    if tx.session.get(Matter, matter_id) is None:
        raise NotFound("no-matter", tr("That matter is not in the vault."), field="matter")
    problems = []
    try:
        reason = given_reason(reason, "Please say why nothing is owed in that time.")
    except Refused as why:
        problems.append(Problem("reason", why.code, why.message))
    if last < first:
        problems.append(Problem("last", "ends-before", tr("The silence ends before it begins.")))
    elif last < tx.today:
        problems.append(Problem("last", "is-over", tr("That day is past. Say until when nothing is owed.")))
    elif (last - first).days > LONGEST_SILENCE:
        message = tr("A silence is two years at the longest. Ask the client again then.")
        problems.append(Problem("last", "too-long", message))
    who = clean(agreed_with or "", lines=False)
    if agreed_with is not None and not who:
        problems.append(nobody_agreed())
    if agreed_with is not None:
        said_on = said_on or tx.today
    if said_on is not None and said_on > tx.today:
        problems.append(Problem("said_on", "to-come", tr("That day is to come. Say when the client agreed.")))
    if problems:
        raise Invalid(problems)
    row = UpdateSilence(
        id=tx.new_id(),
        matter_id=matter_id,
        first=first,
        last=last,
        reason=reason,
        agreed_with=who,
        said_on=said_on,
        agreed_at=tx.now,
        agreed_by=tx.actor,
        ended_at=None,
        ended_by=None,
        ended_on=None,
    )
    tx.session.add(row)
    tx.session.flush()
    said = {"first": first, "last": last, "reason": reason, "agreed_with": who, "said_on": said_on}
    tx.record("allowed", "update_silence", matter_id, **said)
    tx.touch("matter", matter_id)
    return row.id


def nobody_agreed() -> Problem:
    """It does not say who of the client's agreed."""
    message = tr("Please say who agreed to it, and how: for example “Nora Whitcombe, by phone”.")
    return Problem("agreed_with", "nobody", message)


def end_silence(tx: Transaction, silence_id: UUID) -> None:
    """Updates are owed again from today; what the silence held back is owed at once."""
    row = tx.session.get(UpdateSilence, silence_id)
    if row is None:
        raise NotFound("no-silence", tr("That silence is not in the vault."))
    if row.ended_at is None and row.last >= tx.today:
        row.ended_at, row.ended_by, row.ended_on = tx.now, tx.actor, tx.today
        tx.record("ended", "update_silence", row.matter_id, first=row.first, on=tx.today)
        tx.touch("matter", row.matter_id)
