"""The clocks of a concern: what is to be done about it by which day (PRACTICE G1). No database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, Protocol
from uuid import UUID

from app.concerns.words import ClockKind, Ending, Stage, StepKind, TurnKind
from app.kernel.errors import Problem
from app.kernel.language import tr

MOST_DAYS, MOST_WEEKS = 250, 52
_STAGE_DAYS = {Stage.CONTACT: 5, Stage.RESPONSIBLE: 10, Stage.SUPERVISOR: 10}


class Days(Protocol):
    """What is asked of a calendar."""

    def add_working_days(self, day: date, count: int) -> date: ...
    def on_or_before(self, day: date) -> date: ...


@dataclass(frozen=True, slots=True)
class ConcernRules:
    """The firm's rules. Days are working days; 0: that clock does not run. ``stage_days``: how long each stage has
    before the concern goes on to the next; the complaints partner has the weeks of the final response (Legal Ombudsman
    for England and Wales, Scheme Rules 4.4: eight weeks). ``partner_ids``: who sees all concerns that are kept apart,
    beside the firm's lead. ``outside_body``: its name, "" for that of the firm's place."""

    acknowledge_days: int = 3
    stage_days: Mapping[Stage, int] = field(default_factory=lambda: dict(_STAGE_DAYS))
    final_weeks: int = 8
    follow_up_days: int = 10
    learn_days: int = 20
    keeps_apart: bool = False
    partner_ids: tuple[UUID, ...] = ()
    outside_body: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken, in which round (1: before any reopening)."""

    kind: StepKind
    on: date
    round: int = 1


@dataclass(frozen=True, slots=True)
class Turned:
    """A closing or reopening."""

    kind: TurnKind
    on: date
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """What happened to a concern, each list in its order."""

    raised_on: date
    formal_on: date | None = None
    stages: Sequence[tuple[Stage, date]] = ()
    steps: Sequence[Taken] = ()
    turns: Sequence[Turned] = ()

    @property
    def round(self) -> int:
        """1, and one more with each reopening."""
        return 1 + sum(one.kind is TurnKind.REOPENED for one in self.turns)

    @property
    def began_on(self) -> date:
        """When this round began."""
        opened = [one.on for one in self.turns if one.kind is TurnKind.REOPENED]
        return opened[-1] if opened else self.raised_on

    @property
    def closed_on(self) -> date | None:
        """When it was closed; none for an open one."""
        last = self.turns[-1] if self.turns else None
        return last.on if last is not None and last.kind is TurnKind.CLOSED else None

    def days_of(self, number: int) -> tuple[date, date | None]:
        """When a round began, and when it was closed, as it was at last before the next; none where it goes on."""
        begun, closed, at = self.raised_on, None, 1
        for one in self.turns:
            if one.kind is TurnKind.CLOSED:
                closed = one.on
            elif at == number:
                break
            else:
                begun, closed, at = one.on, None, at + 1
        return begun, closed

    def taken(self, kind: StepKind) -> tuple[Taken, ...]:
        """The steps of a kind in this round."""
        return tuple(one for one in self.steps if one.kind is kind and one.round == self.round)


@dataclass(frozen=True, slots=True)
class Clock:
    """What is to be done by which day; ``done_on``: when it was."""

    kind: ClockKind
    since: date
    due: date
    done_on: date | None = None

    @property
    def in_time(self) -> bool | None:
        """Whether it was done in time; none where it was not done."""
        return None if self.done_on is None else self.done_on <= self.due


def clocks(course: Course, rules: ConcernRules, days: Days) -> tuple[Clock, ...]:
    """What has run and runs in this round, each by its kind. Days that are no working days: the working day before, for
    a promise is not stretched (PRACTICE D1)."""
    made = (
        _acknowledge(course, rules, days),
        _stage(course, rules, days),
        _final_response(course, rules, days),
        *_afterwards(course, rules, days),
    )
    return tuple(one for one in made if one is not None)


def running(course: Course, rules: ConcernRules, days: Days) -> tuple[Clock, ...]:
    """What is still to be done, the earliest first; nothing for a concern that is closed."""
    if course.closed_on is not None:
        return ()
    left = [one for one in clocks(course, rules, days) if one.done_on is None]
    return tuple(sorted(left, key=lambda one: (one.due, list(ClockKind).index(one.kind))))


def _acknowledge(course: Course, rules: ConcernRules, days: Days) -> Clock | None:
    """From the last time that the client came with it: raised, made a formal complaint, brought up again. A formal
    complaint is acknowledged for itself, whatever was said of the worry before it."""
    if not rules.acknowledge_days:
        return None
    since = max(course.began_on, course.formal_on or course.began_on)
    done = [one.on for one in course.taken(StepKind.ACKNOWLEDGED) if one.on >= since]
    return Clock(
        ClockKind.ACKNOWLEDGE,
        since,
        days.add_working_days(since, rules.acknowledge_days),
        min(done, default=None),
    )


def _stage(course: Course, rules: ConcernRules, days: Days) -> Clock | None:
    """The stage that it stands at; the clock of a stage begins anew where the concern is reopened."""
    if not course.stages:
        return None
    stage, begun = course.stages[-1]
    allowed = rules.stage_days.get(stage, 0)
    if not allowed:
        return None
    since = max(begun, course.began_on)
    done = [one.on for one in course.taken(StepKind.RESOLVED)]
    return Clock(ClockKind.STAGE, since, days.add_working_days(since, allowed), min(done, default=None))


def _final_response(course: Course, rules: ConcernRules, days: Days) -> Clock | None:
    """Eight weeks from the formal complaint, whatever happens between. Where the response was given and the complaint
    is brought up again, they begin anew."""
    if course.formal_on is None or not rules.final_weeks:
        return None
    given = [
        one for one in course.steps if one.kind is StepKind.FINAL_RESPONSE and one.on >= course.formal_on
    ]
    earlier = any(one.round < course.round for one in given)
    since = max(course.formal_on, course.began_on) if earlier else course.formal_on
    due = days.on_or_before(since + timedelta(weeks=rules.final_weeks))
    now = [one.on for one in given if one.round == course.round]
    return Clock(ClockKind.FINAL_RESPONSE, since, due, min(now, default=None))


def _afterwards(course: Course, rules: ConcernRules, days: Days) -> Iterator[Clock]:
    """Once it is resolved: asked again, and learned from."""
    resolved = min((one.on for one in course.taken(StepKind.RESOLVED)), default=None)
    if resolved is None:
        return
    for kind, step, allowed in (
        (ClockKind.FOLLOW_UP, StepKind.FOLLOWED_UP, rules.follow_up_days),
        (ClockKind.LEARN, StepKind.LEARNED, rules.learn_days),
    ):
        if allowed:
            done = min((one.on for one in course.taken(step)), default=None)
            yield Clock(kind, resolved, days.add_working_days(resolved, allowed), done)


def still_open(course: Course) -> tuple[StepKind, ...]:
    """The steps that were not taken in this round, in their order."""
    wanted = (one for one in StepKind if one is not StepKind.FINAL_RESPONSE or course.formal_on is not None)
    return tuple(one for one in wanted if not course.taken(one))


def check_rules(rules: ConcernRules) -> list[Problem]:
    """What is wrong with the firm's rules, each by its field."""
    numbers = {
        "acknowledge_days": rules.acknowledge_days,
        "follow_up_days": rules.follow_up_days,
        "learn_days": rules.learn_days,
        **{f"{stage.value}_days": count for stage, count in rules.stage_days.items()},
    }
    message = tr("Please give a number of working days from 0 (never) to {most_days}.").format(
        most_days=MOST_DAYS
    )
    found = [
        Problem(name, "bad-days", message) for name, count in numbers.items() if not 0 <= count <= MOST_DAYS
    ]
    if not 0 <= rules.final_weeks <= MOST_WEEKS:
        message = tr("Please give a number of weeks from 0 (never) to {most_weeks}.").format(
            most_weeks=MOST_WEEKS
        )
        found.append(Problem("final_weeks", "bad-weeks", message))
    return found


def about_themselves(
    about: UUID | None, handler: UUID | None, supervisor: UUID | None
) -> tuple[Literal["handler", "supervisor"], ...]:
    """As what whoever a concern is about would answer it: nobody is judge of a complaint about themselves.

    ``about``: the lawyer responsible for the matter complained of, whose work and whose bill it is; None for none."""
    roles: tuple[tuple[Literal["handler", "supervisor"], UUID | None], ...] = (
        ("handler", handler),
        ("supervisor", supervisor),
    )
    return tuple(name for name, who in roles if about is not None and who == about)


def rather_others(
    usual: Iterable[UUID | None], others: Iterable[UUID | None], about: UUID | None
) -> tuple[UUID, ...]:
    """Whom to ask in turn to answer a formal complaint. Where whom it is about would be among the usual ones, the usual
    others come first, then ``others`` of the firm, and last whom it is about: in a firm of one there is nobody else."""
    first = [one for one in dict.fromkeys(usual) if one is not None]
    if about is None or about not in first:
        return tuple(first)
    rest = dict.fromkeys([*first, *(one for one in others if one is not None)])
    return (*(one for one in rest if one != about), about)
