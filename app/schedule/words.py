"""The words of update schedules (PRACTICE D1)."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.language import tr


class IntervalUnit(StrEnum):
    """What an interval counts. A fortnight is two weeks."""

    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Roll(StrEnum):
    """Where a due day that is no working day moves to; "before" stretches no promise."""

    BEFORE = "before"
    AFTER = "after"
    NONE = "none"

    @property
    def label(self) -> str:
        """As people read it after "it"."""
        return tr(
            {
                Roll.BEFORE: "moves to the working day before",
                Roll.AFTER: "moves to the next working day",
                Roll.NONE: "stays where it is",
            }[self]
        )


class UpdateFormat(StrEnum):
    """How an update reaches the client."""

    LETTER = "letter"
    EMAIL = "email"
    PHONE = "phone"
    MEETING = "meeting"
    REPORT = "report"

    @property
    def label(self) -> str:
        """As people read it after "by" ("every fortnight, by phone")."""
        return tr({UpdateFormat.EMAIL: "e-mail", UpdateFormat.REPORT: "status report"}.get(self, self.value))


class UpdateState(StrEnum):
    """Where an update stands: not yet due, due (amber), overdue (red)."""

    UPCOMING = "upcoming"
    DUE = "due"
    OVERDUE = "overdue"


class Why(StrEnum):
    """What makes an update due on its day."""

    INTERVAL = "interval"
    STAGE = "stage"
    """Another stage began."""
    KEY_DATE = "key_date"
    """A key date is reached."""
    REOPENED = "reopened"
    SILENCE = "silence"
    """It fell into a season of silence, which ends."""
