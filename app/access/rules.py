"""By when a request has to be answered: pure rules, days in and days out (PRACTICE J6).

A month ends on the same day of the next one, or on its last where it has no such day; it is counted from the day the
clock began, so that an extended one does not lose days in February. What a day that is no working day does, and what
waiting for proof of identity does, says the law (`app.access.laws`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from app.access.words import Ending, Identity, TurnKind, Unit
from app.kernel.days import add_months
from app.kernel.errors import Problem
from app.kernel.language import tr

MOST_DAYS: Final = 366
MOST_MONTHS: Final = 12
_ONE_DAY = timedelta(days=1)


class Days(Protocol):
    """The public holidays of a place and its days of work in a week; the firm's own days off stop no law."""

    def public_holiday(self, day: date) -> str | None:
        """Its name."""
        ...

    def works_on(self, weekday: int) -> bool:
        """0 is Monday."""
        ...


@dataclass(frozen=True, slots=True)
class AccessRule:
    """How long there is for an answer, by one law. ``allowed`` and ``longer`` are in ``unit``s."""

    law: str
    name: str
    unit: Unit
    allowed: int
    longer: int
    identity: Identity
    rolls: bool
    source: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that happened to a request on a day."""

    kind: TurnKind
    on: date
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the time for the answer stands. ``due``: the last day; None while it waits for proof of identity.
    ``first_due``: the last day without an extension, by which an extension has to be told."""

    began_on: date
    due: date | None
    first_due: date | None
    waits_since: date | None
    extended_on: date | None
    identity_checked_on: date | None
    closed_on: date | None
    ending: Ending | None


def clock(received_on: date, rule: AccessRule, turns: Sequence[Turn], days: Days) -> Clock:
    """The clock of a request after what happened to it; ``turns`` in their order."""
    began, waited, waits = _waiting(received_on, rule, turns)
    extended = next((one.on for one in reversed(turns) if one.kind is TurnKind.EXTENDED), None)
    last = next((one for one in reversed(turns) if one.kind in {TurnKind.CLOSED, TurnKind.REOPENED}), None)
    checked = next((one.on for one in reversed(turns) if one.kind is TurnKind.IDENTITY_CHECKED), None)
    closed = last if last is not None and last.kind is TurnKind.CLOSED else None
    stands = waits is not None and rule.identity is not Identity.RUNS
    first = _last_day(began, waited, rule.allowed, rule, days)
    whole = _last_day(began, waited, rule.allowed + rule.longer, rule, days) if extended else first
    return Clock(
        began,
        None if stands else whole,
        None if stands else first,
        waits,
        extended,
        checked,
        closed.on if closed else None,
        closed.ending if closed else None,
    )


def _waiting(received: date, rule: AccessRule, turns: Sequence[Turn]) -> tuple[date, int, date | None]:
    """When the clock began, for how many days it stood, and since when it waits (None: it does not)."""
    began, waited, since = received, 0, None
    for one in turns:
        if one.kind is TurnKind.IDENTITY_ASKED and since is None:
            since = one.on
        elif one.kind is TurnKind.IDENTITY_CHECKED and since is not None:
            if rule.identity is Identity.BEGINS:
                began, waited = one.on, 0
            elif rule.identity is Identity.PAUSES:
                waited += (one.on - since).days
            since = None
    return began, waited, since


def _last_day(began: date, waited: int, count: int, rule: AccessRule, days: Days) -> date:
    last = add_months(began, count) if rule.unit is Unit.MONTH else began + timedelta(days=count)
    last += timedelta(days=waited)
    while rule.rolls and not (days.works_on(last.weekday()) and days.public_holiday(last) is None):
        last += _ONE_DAY
    return last


def check_rule(rule: AccessRule) -> list[Problem]:
    """What is wrong with a rule of the firm's, each by its field."""
    most = MOST_MONTHS if rule.unit is Unit.MONTH else MOST_DAYS
    words = {
        Unit.MONTH: tr("Please give a number of months from {least} to {most}."),
        Unit.DAY: tr("Please give a number of days from {least} to {most}."),
    }
    return [
        Problem(name, "bad-number", words[rule.unit].format(least=least, most=most))
        for name, count, least in (("allowed", rule.allowed, 1), ("longer", rule.longer, 0))
        if not least <= count <= most
    ]
