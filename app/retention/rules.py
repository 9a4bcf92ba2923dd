"""How long a closed matter is kept (PRACTICE J5). Values in, values out.

A matter is kept until the latest of all days that rules say of it. For each event the rule of its practice area counts,
else the firm's rule for all areas. A matter that was reopened and closed again counts from its last closing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.kernel.days import add_months
from app.retention.words import Ask, RetentionEvent

YEAR: Final = 12
MOST_MONTHS: Final = 100 * YEAR
LEAST_AGE, MOST_AGE = 14, 25
"""Years. No country's age of majority lies outside."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """How long after an event matters of a practice area ("" for all) are kept. Version 0 comes with the program."""

    event: RetentionEvent
    months: int
    practice_area: str = ""
    area_key: str = ""
    number: int = 0
    reason: str = ""
    in_force: bool = True


SUPPLIED: Final = (
    RuleRow(RetentionEvent.CLOSING, 7 * YEAR),
    RuleRow(RetentionEvent.MAJORITY, 7 * YEAR),
    RuleRow(RetentionEvent.DOCUMENT, 7 * YEAR),
    RuleRow(RetentionEvent.LIMITATION, 1 * YEAR),
)
"""Until the firm says otherwise. Seven years from closing: PRACTICE J5 names seven to ten as usual; six years in which
a client may sue on the contract (Limitation Act 1980 s. 5; many states of the US have four to six) and one in which a
claim that was begun on the last day becomes known; longer than the five that ABA Model Rule 1.15 asks for records. For
a minor those six begin with the coming of age (Limitation Act 1980 s. 28). A claim form is served within months of
the last day (CPR 7.5; FRCP 4(m)), so a year after a limitation date shows whether one was begun."""


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """What the rules ask of a closed matter."""

    area_key: str
    closed_on: date | None
    births: tuple[date | None, ...] = ()
    """Of every client who is a person; None where it is not known."""
    limitations: tuple[date, ...] = ()
    """Limitation dates that nobody met or cancelled."""
    documents: tuple[date | None, ...] = ()
    """Of every original that the firm keeps: when that ended; None while it lasts."""


@dataclass(frozen=True, slots=True)
class Retention:
    """Until when a matter is kept: on ``until`` and from then on it may be reviewed. None: that cannot be said, because
    of what ``asks`` for, or because an original is ``lasting``. ``rule`` is the one that keeps it longest."""

    until: date | None
    rule: RuleRow | None = None
    asks: tuple[Ask, ...] = ()
    lasting: bool = False

    def is_due(self, on: date) -> bool:
        """Whether it may be reviewed that day."""
        return self.until is not None and self.until <= on


def rules_for(area_key: str, rules: Iterable[RuleRow]) -> Mapping[RetentionEvent, RuleRow]:
    """The rule for each event that holds in a practice area."""
    found: dict[RetentionEvent, RuleRow] = {}
    for rule in sorted(rules, key=lambda one: bool(one.area_key)):
        if rule.in_force and rule.area_key in {"", area_key}:
            found[rule.event] = rule
    return found


def retention(facts: MatterFacts, rules: Collection[RuleRow], majority_age: int) -> Retention:
    """Until when a closed matter is kept. ``majority_age`` in years."""
    if facts.closed_on is None:
        return Retention(None, asks=(Ask.CLOSED_ON,))
    held = rules_for(facts.area_key, rules)
    if None in facts.documents:
        return Retention(None, held.get(RetentionEvent.DOCUMENT), lasting=True)
    majority = held.get(RetentionEvent.MAJORITY)
    if majority is not None and majority.area_key and None in facts.births:
        return Retention(None, majority, asks=(Ask.BORN_ON,))
    events = {
        RetentionEvent.CLOSING: [facts.closed_on],
        RetentionEvent.MAJORITY: [comes_of_age(born, majority_age) for born in facts.births if born],
        RetentionEvent.LIMITATION: list(facts.limitations),
        RetentionEvent.DOCUMENT: [one for one in facts.documents if one],
    }
    days = [
        (add_months(max(events[event]), rule.months), -order, rule)
        for order, (event, rule) in enumerate(sorted(held.items()))
        if events[event]
    ]
    until, _, rule = max(days, key=lambda one: one[:2])
    return Retention(until, rule)


def comes_of_age(born: date, years: int) -> date:
    """The day on which somebody comes of age. Who was born on 29 February does on 1 March of a common year: nobody's
    file is taken for a grown-up's a day early."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def earliest_closing(rules: Iterable[RuleRow], on: date) -> date:
    """Who was closed after this day is kept on ``on`` by every rule: for who looks through thousands of matters."""
    shortest = min(
        (rule.months for rule in rules if rule.in_force and rule.event is RetentionEvent.CLOSING), default=0
    )
    return add_months(on, -shortest) + timedelta(days=3)  # the last days of months of other lengths
