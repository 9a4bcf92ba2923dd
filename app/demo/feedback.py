"""What clients of the demo firm said when they were asked: enough for a trend, one call that was made, one who would
rather not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from app.contactlog.follow_up_commands import finish_follow_up
from app.demo.ledger import Ledger
from app.feedback.commands import NewFeedback, ask_feedback, decline_feedback, record_feedback
from app.feedback.rules import Scores
from app.feedback.words import AnsweredHow, Occasion
from app.storage.transaction import Transaction

_ASKED_BEFORE = timedelta(days=6)
"""An answer comes so long after the question."""


class _Said(NamedTuple):
    """How many days ago, in which matter, what."""

    ago: int
    matter: str
    scores: Scores | None
    words: str = ""


_SAID: Final = (
    _Said(258, "00002", Scores(4, 5, 5, 9), "They told me what would happen before it happened."),
    _Said(251, "00006", Scores(5, 4, 5, 9)),
    _Said(246, "00013", Scores(4, 4, 4, 8)),
    _Said(240, "00004", Scores(5, 5, 4, 10), "Every promise about calling back was kept."),
    _Said(167, "00017", Scores(5, 5, 5, 10), "By letter, as I asked."),
    _Said(160, "00005", Scores(2, 3, 4, 5), "The letter about the lien had words that nobody explained."),
    _Said(155, "00011", Scores(4, 5, 5, 9)),
    _Said(149, "00019", Scores(4, 4, 5, 9)),
    _Said(144, "00030", None),
    _Said(76, "00028", Scores(5, 4, 5, 10), "My mother has her papers."),
    _Said(70, "00009", Scores(4, 3, 4, 7)),
    _Said(61, "00035", Scores(5, 5, 4, 9)),
    _Said(55, "00023", Scores(4, 4, 5, 8)),
    _Said(20, "00024", Scores(5, 5, 5, 10), "Contracts I can read without you. Almost."),
)

Deed = tuple[date, str, Callable[[Transaction], None]]
"""On which day, in which matter, what."""


def said(ledger: Ledger, today: date) -> Iterator[Deed]:
    """What was asked, answered and called about."""
    for one in _SAID:
        answered = today - timedelta(days=one.ago)
        yield answered - _ASKED_BEFORE, one.matter, _asking(ledger, one)
        yield answered, one.matter, _answering(ledger, one)


def _asking(ledger: Ledger, one: _Said) -> Callable[[Transaction], None]:
    def write(tx: Transaction) -> None:
        ask_feedback(tx, ledger.matters[one.matter], Occasion.UPDATE)

    return write


def _answering(ledger: Ledger, one: _Said) -> Callable[[Transaction], None]:
    def write(tx: Transaction) -> None:
        matter = ledger.matters[one.matter]
        if one.scores is None:
            decline_feedback(tx, matter, how=AnsweredHow.FORM)
            return
        done = record_feedback(tx, NewFeedback(matter, one.scores, one.words))
        if done.follow_up_id is not None:  # she was called the same afternoon
            finish_follow_up(tx, done.follow_up_id)

    return write
