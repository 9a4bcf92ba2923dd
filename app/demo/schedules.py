"""What the made-up firm does about its update schedules: defaults, a season of silence, an update excused."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from app.hours.queries import firm_calendar
from app.schedule.commands import excuse_update
from app.schedule.defaults import set_default
from app.schedule.queries import update_dues
from app.schedule.rhythm import Rhythm
from app.schedule.rules import Interval
from app.schedule.silences import allow_silence
from app.schedule.words import IntervalUnit, UpdateFormat

if TYPE_CHECKING:
    from app.demo.ledger import Ledger
    from app.storage.transaction import Transaction

BY_DEFAULT: Final = frozenset({30, 44})
"""Matters without a schedule of their own: they are the Family practice's, which has one."""
SILENT: Final = "00040"
"""The client asked to be left alone for a while."""
EXCUSED: Final = "00008"
"""An update that the client did not want."""

_MONTH = Interval(1, IntervalUnit.MONTH)


def set_defaults(tx: Transaction) -> None:
    """The firm's schedules, from the beginning."""
    set_default(tx, "Family", "", Rhythm(_MONTH, at_stages=True, at_most_days=45), UpdateFormat.PHONE)
    weekly = Rhythm(Interval(1, IntervalUnit.WEEK), at_dates=True)
    set_default(tx, "Immigration", "Interview", weekly, UpdateFormat.EMAIL)


def fall_silent(tx: Transaction, ledger: Ledger) -> None:
    """For five weeks nothing is owed."""
    first = tx.today
    why = "The garden's committee meets again in January and asked to hear nothing until then."
    who = "Priya Anand, for the committee, by phone"
    allow_silence(tx, ledger.matters[SILENT], first, first + timedelta(days=35), why, who)


def excuse(tx: Transaction, ledger: Ledger) -> None:
    """The next update is not given."""
    calendar, matter_id = firm_calendar(tx.reader()), ledger.matters[EXCUSED]
    due = update_dues(tx.reader(), calendar, matter_id)[matter_id]
    excuse_update(tx, matter_id, due.due_on, "We spoke at the inspection the day before.", calendar)
