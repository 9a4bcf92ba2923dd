"""What policies and training owe: a policy to look at again, a refresher that is due (PRACTICE I1, I2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from app.kernel.duty import Duty, DutyKind
from app.kernel.language import tr
from app.policies.book import policies, review_days
from app.policies.training import refreshers
from app.storage.transaction import Reader


def policy_duties(reader: Reader, last_day: date, matter_id: UUID | None) -> Iterator[Duty]:
    """Reviews of policies and refreshers up to ``last_day``; nothing of it is a matter's."""
    if matter_id is None:
        yield from _reviews(reader, last_day)
        yield from _refreshers(reader, last_day)


def _reviews(reader: Reader, last_day: date) -> Iterator[Duty]:
    reviews = review_days(reader, last_day)
    if not reviews:
        return
    titles = {one.id: one.title for one in policies(reader, with_reads=False)}
    for one in reviews:
        text = tr("Review “{title}”").format(title=titles[one.policy_id])
        keeper = one.responsible_id  # who cannot is caught like all that is theirs (`app.owed.caught`)
        yield Duty(DutyKind.POLICY, one.policy_id, text, one.due, person_id=keeper, since=one.begun_on)


def _refreshers(reader: Reader, last_day: date) -> Iterator[Duty]:
    for need in refreshers(reader):
        if need.due <= last_day:
            text = tr("Refresher: {subject}").format(subject=need.subject)
            due, since = need.due, need.held_on
            yield Duty(DutyKind.TRAINING, need.id, text, due, person_id=need.person_id, since=since)
