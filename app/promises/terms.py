"""The terms of a firm's response times: how fast it acknowledges and answers, and who hears of it when it does not.

The firm sets them; a client or a matter may have its own, each field by itself: the most specific one that says
anything counts (PRACTICE E1). What is changed holds for contacts from a moment on, so that an old contact is judged by
what was promised when it came in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum

from app.kernel.language import tr
from app.workdays.worktime import Promise, PromiseUnit

LONGEST = 8784
"""The most hours that can be promised: a leap year of them."""


@dataclass(frozen=True, slots=True)
class PromiseTerms:
    """How fast the firm acknowledges and answers, what is urgent and what is not."""

    acknowledge: Promise
    answer: Promise
    urgent_acknowledge: Promise
    urgent_answer: Promise

    def of(self, *, urgent: bool) -> tuple[Promise, Promise]:
        """Until the acknowledgement, until the answer."""
        if urgent:
            return self.urgent_acknowledge, self.urgent_answer
        return self.acknowledge, self.answer


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """What firm, client or matter says of itself; None: as the next wider one has it."""

    acknowledge: Promise | None = None
    answer: Promise | None = None
    urgent_acknowledge: Promise | None = None
    urgent_answer: Promise | None = None

    def over(self, wider: PromiseTerms) -> PromiseTerms:
        """What counts: these where they say anything, else the ``wider`` ones."""
        return PromiseTerms(**{name: getattr(self, name) or getattr(wider, name) for name in TERMS})


TERMS = tuple(one.name for one in fields(PromiseTerms))
"""The names of the fields, in the order of the form."""

DEFAULT_TERMS = PromiseTerms(
    acknowledge=Promise(24, PromiseUnit.WORKING_DAY_HOURS),
    answer=Promise(48, PromiseUnit.WORKING_DAY_HOURS),
    urgent_acknowledge=Promise(4, PromiseUnit.CLOCK_HOURS),
    urgent_answer=Promise(4, PromiseUnit.CLOCK_HOURS),
)


class EscalationTo(StrEnum):
    """Who hears of a promise that was not kept (E4)."""

    POINT_OF_CONTACT = "point_of_contact"
    RESPONSIBLE = "responsible"
    SUPERVISOR = "supervisor"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr({"responsible": "responsible lawyer"}.get(self.value, self.value.replace("_", " ")))


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """Whom a breach reaches, and how long after it."""

    to: EscalationTo
    after: Promise


DEFAULT_STEPS = (
    EscalationStep(EscalationTo.POINT_OF_CONTACT, Promise(0, PromiseUnit.WORKING_DAY_HOURS)),
    EscalationStep(EscalationTo.RESPONSIBLE, Promise(24, PromiseUnit.WORKING_DAY_HOURS)),
    EscalationStep(EscalationTo.SUPERVISOR, Promise(48, PromiseUnit.WORKING_DAY_HOURS)),
)
"""At the breach, a working day later, another one later."""


@dataclass(frozen=True, slots=True)
class TermsVersion:
    """Terms as they were written at ``set_at``, for contacts from ``holds_from`` on (both UTC)."""

    holds_from: datetime
    set_at: datetime
    own: OwnTerms
    steps: tuple[EscalationStep, ...] | None = None
    reason: str = ""


def in_force(versions: Sequence[TermsVersion], at: datetime) -> TermsVersion | None:
    """The version that counts for a contact of ``at``; ``versions`` in the order in which they were written.

    Of those that hold by then the one written last: a mistake is put right by terms that hold from an earlier moment,
    and these take the place of all that had been written before for the time from there on.
    """
    return next((one for one in reversed(versions) if one.holds_from <= at), None)


def carried(versions: Sequence[TermsVersion], new: TermsVersion, now: datetime) -> tuple[TermsVersion, ...]:
    """What was agreed for later than ``new``, to be written anew after it: it still comes, each on its day.

    What a later one left as it was before it, ``new`` decides. ``versions`` is what was written before ``new``.
    """
    days = {one.holds_from for one in versions if one.holds_from > max(new.holds_from, now)}
    before, counts = in_force(versions, new.holds_from), new
    found = []
    for day in sorted(days):
        later = in_force(versions, day)
        if later is None or later.holds_from != day:
            continue  # something written after it had taken its place
        was = before.own if before else OwnTerms()
        changed = [name for name in TERMS if getattr(was, name) != getattr(later.own, name)]
        own = replace(counts.own, **{name: getattr(later.own, name) for name in changed})
        same_steps = later.steps == (before.steps if before else None)
        steps = counts.steps if same_steps else later.steps
        before, counts = later, replace(later, set_at=now, own=own, steps=steps)
        found.append(counts)
    return tuple(found)


def spell(promise: Promise | None) -> str:
    """A promise as it is kept and as the command line takes it: "48 working_day_hours"; "" for none."""
    return "" if promise is None else f"{promise.number} {promise.unit.value}"


def spell_steps(steps: Sequence[EscalationStep] | None) -> str:
    """Steps as they are kept: one a line, "responsible 24 working_day_hours"."""
    return "\n".join(f"{one.to.value} {spell(one.after)}" for one in steps or ())


def unspell_steps(words: str) -> tuple[EscalationStep, ...] | None:
    """What `spell_steps` spelled; None where nothing was said."""
    found = []
    for line in words.splitlines():
        to, after = line.split(" ", 1)
        if (promise := unspell(after)) is not None:
            found.append(EscalationStep(EscalationTo(to), promise))
    return tuple(found) or None


def unspell(words: str) -> Promise | None:
    """What `spell` spelled."""
    if not words:
        return None
    number, unit = words.split(" ", 1)
    return Promise(int(number), PromiseUnit(unit))
