"""File reviews of the demo firm: one that is finished with a comment that was seen to, one that runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from app.contactlog.follow_up_commands import finish_follow_up
from app.demo.hours import demo_calendar
from app.demo.ledger import Ledger
from app.demo.names import ANN, DAVID
from app.reviews.checklist import checklist
from app.reviews.commands import Comment, NewRecord, Said, record_review, start_review
from app.reviews.words import Verdict
from app.storage.transaction import Transaction

FINISHED: Final = "00008"
"""Okafor v. Stonegate is David's; Ann reviews it."""
RUNS: Final = "00035"
"""Weatherby conservatorship is Ann's; David has begun."""

Deed = tuple[date, str, Callable[[Transaction], None]]
"""On which day, by whom, what."""


def reviewed(ledger: Ledger, today: date) -> Iterator[Deed]:
    """What was looked at, and by whom."""

    def finish(tx: Transaction) -> None:
        review = start_review(tx, ledger.matters[FINISHED])
        said = {place: Said(Verdict.FINE) for place in range(len(checklist(tx.reader()).items))}
        said[3] = Said(Verdict.ATTENTION, "Three calls say that they took place, not what was advised")
        said[4] = Said(Verdict.NOT_HERE)
        comment = Comment("write down what was advised about the heating on the phone")
        findings = "She was told everything and in time. What was advised should stand in the notes."
        (action,) = record_review(tx, review, NewRecord(said, findings, (comment,)))
        finish_follow_up(tx, action)

    def begin(tx: Transaction) -> None:
        start_review(tx, ledger.matters[RUNS])

    yield today - timedelta(days=24), ANN, finish
    yield demo_calendar().on_or_before(today - timedelta(days=1)), DAVID, begin
