"""The words of file reviews: what makes a file risky, and what a reviewer says of a point (PRACTICE I3)."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.language import counted, tr
from app.kernel.numbers import say_number


class Risk(StrEnum):
    """What speaks for looking at a file soon, the gravest first."""

    CONCERNS = "concerns"
    UPDATES = "updates"
    OVERDUE = "overdue"
    ESTIMATE = "estimate"
    FEEDBACK = "feedback"
    NO_TERMS = "no_terms"
    LATE_NOTES = "late_notes"
    BARE_NOTES = "bare_notes"

    @property
    def weight(self) -> int:
        """How much one of them counts in the queue."""
        return _WEIGHTS[self]

    def said(self, count: int) -> str:
        """As in "2 open concerns"."""
        one, several = _COUNTED[self]
        return counted(count, one, several).format(count=say_number(count))


_COUNTED = {
    Risk.CONCERNS: ("{count} open concern", "{count} open concerns"),
    Risk.UPDATES: ("{count} overdue update", "{count} overdue updates"),
    Risk.OVERDUE: ("{count} other thing overdue", "{count} other things overdue"),
    Risk.ESTIMATE: ("{count} estimate passed", "{count} estimates passed"),
    Risk.FEEDBACK: ("{count} low score not called about", "{count} low scores not called about"),
    Risk.NO_TERMS: ("{count} missing agreement of terms", "{count} missing agreement of terms"),
    Risk.LATE_NOTES: ("{count} note written late", "{count} notes written late"),
    Risk.BARE_NOTES: ("{count} bare note", "{count} bare notes"),
}
_WEIGHTS = {
    Risk.CONCERNS: 8,
    Risk.UPDATES: 6,
    Risk.OVERDUE: 3,
    Risk.ESTIMATE: 5,
    Risk.FEEDBACK: 4,
    Risk.NO_TERMS: 4,
    Risk.LATE_NOTES: 1,
    Risk.BARE_NOTES: 1,
}


class Verdict(StrEnum):
    """What the reviewer says of a point of the checklist."""

    FINE = "fine"
    ATTENTION = "attention"
    NOT_HERE = "not_here"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr({"fine": "fine", "attention": "needs attention", "not_here": "does not apply"}[self.value])
