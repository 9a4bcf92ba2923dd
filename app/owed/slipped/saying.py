"""What slipped in words, for the screen and for paper: what was promised, what became of it, how often it was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.said import say_by, say_day, say_moment, say_time
from app.owed.items import OwedKind
from app.owed.slipped.lines import Figures, Line, LineState, say_line_late, say_worked
from app.owed.slipped.queries import Slipped


@dataclass(frozen=True, slots=True)
class Outcome:
    """The lines that came to the same, the newest first, each with its number among all."""

    title: str
    lines: tuple[tuple[int, Line], ...]
    is_open: bool
    """They are to be given still."""


def outcomes(found: Slipped) -> tuple[Outcome, ...]:
    """What slipped, by what became of it: what is late and open first. What was kept is in none."""
    rows = sorted(enumerate(found.lines), key=lambda one: one[1].order, reverse=True)
    return tuple(
        Outcome(title, tuple(one for one in rows if one[1].state is state and one[1].is_open is still), still)
        for state, still, title in (
            (LineState.MISSED, True, tr("Still owed")),
            (LineState.MISSED, False, tr("Never given")),
            (LineState.LATE, False, tr("Given late")),
            (LineState.EXCUSED, False, tr("Excused")),
        )
    )


def say_kind(kind: OwedKind) -> str:
    """What was promised."""
    return {
        OwedKind.UPDATE: tr("Updates"),
        OwedKind.DEVELOPMENT: tr("Developments"),
        OwedKind.ACKNOWLEDGEMENT: tr("Acknowledged"),
        OwedKind.ANSWER: tr("Answered"),
    }[kind]


def say_thing(kind: OwedKind) -> str:
    """One of what was promised."""
    return {
        OwedKind.UPDATE: tr("Update"),
        OwedKind.DEVELOPMENT: tr("Development"),
        OwedKind.ACKNOWLEDGEMENT: tr("Acknowledgement"),
        OwedKind.ANSWER: tr("Answer"),
    }[kind]


def say_about(line: Line) -> str:
    """What it was about; "" of an update, where what became of it says all there is."""
    return "" if line.kind is OwedKind.UPDATE else line.text


def say_due_at(line: Line, now: datetime) -> str:
    """By when it was promised; "" where no time was. ``now`` is in the firm's zone."""
    if line.due_on is not None:
        return say_day(line.due_on, now.date())
    return "" if line.due is None else say_by(line.due.astimezone(now.tzinfo), now)


def say_given_at(line: Line, now: datetime) -> str:
    """As in "given Mon 2 Nov, 14:10", only the time where it was on the day it was due; "" where no entry gave it."""
    if line.settled_at is None or line.entry_id is None:
        return ""
    at = line.settled_at.astimezone(now.tzinfo)
    due_at = None if line.due is None else line.due.astimezone(now.tzinfo)
    same_day = line.due_on is None and due_at is not None and due_at.date() == at.date()
    return tr("given {moment}").format(moment=say_time(at) if same_day else say_moment(at, now))


def say_kept(figures: Figures) -> str:
    """As in "12 of 14 in time · 1 late · 1 not given"."""
    said = tr("{given} of {promised} in time").format(
        given=say_number(figures.given), promised=say_number(figures.promised)
    )
    rest = [
        tr("{count} late").format(count=say_number(figures.late)) if figures.late else "",
        tr("{count} not given").format(count=say_number(figures.missed)) if figures.missed else "",
        tr("{count} excused").format(count=say_number(figures.excused)) if figures.excused else "",
    ]
    return " · ".join(part for part in (said, *rest) if part)


def say_took(figures: Figures, now: datetime) -> str:
    """How long it took, and the worst; "" of nothing. ``now`` is in the firm's zone."""
    took = []
    # the weeks between two updates are no answer to anything
    answered = figures.kind not in {None, OwedKind.UPDATE}
    if answered and figures.median is not None and figures.p95 is not None:
        words = tr("half within {median}, 95 of 100 within {p95} of working days")
        took.append(words.format(median=say_worked(figures.median), p95=say_worked(figures.p95)))
    if figures.worst is not None:
        took.append(tr("worst {late}").format(late=say_line_late(figures.worst, now)))
    return "; ".join(took)
