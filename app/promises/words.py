"""Response times and clocks in sentences, for window, paper and command line; and as somebody types them.

Moments are said in the firm's zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from app.kernel.errors import Refused
from app.kernel.language import counted, tr
from app.kernel.said import say_by, say_late, say_moment, say_span
from app.kernel.spans import say_minutes
from app.promises.course import Course, PromiseMade, PromiseState
from app.promises.queries import ShownRow
from app.promises.rules import ClockKind, ClockReading, ClockState
from app.workdays.worktime import Promise, PromiseUnit, WorkTime, worked_between

_TYPED = re.compile(r"(\d{1,5}) *([a-z_ ]+)", re.ASCII)
_UNITS = {
    "h": PromiseUnit.CLOCK_HOURS,
    "hour": PromiseUnit.CLOCK_HOURS,
    "hours": PromiseUnit.CLOCK_HOURS,
    "clock hours": PromiseUnit.CLOCK_HOURS,
    "working day hours": PromiseUnit.WORKING_DAY_HOURS,
    "hours of working days": PromiseUnit.WORKING_DAY_HOURS,
    "opening hours": PromiseUnit.OPENING_HOURS,
}
_DAYS = {"working day", "working days"}


def read_promise(words: str, field: str) -> Promise:
    """As typed: "24 working_day_hours", "4 clock_hours", "6 opening_hours", "2 working days", "4h".

    Raises `Refused` ("bad-promise").
    """
    found = _TYPED.fullmatch(words.strip().casefold())
    unit = (
        " ".join(found[2].replace("_", " ").split()).replace("business day", "working day") if found else ""
    )
    if found and unit in _DAYS:
        return Promise(int(found[1]) * 24, PromiseUnit.WORKING_DAY_HOURS)
    if found and unit in _UNITS:
        return Promise(int(found[1]), _UNITS[unit])
    message = tr(
        "The response time {words!r} is not understood. Please give it as “24 "
        "working_day_hours”, “4 clock_hours”, “6 opening_hours” or “2 working days”."
    ).format(words=words[:60])
    raise Refused("bad-promise", message, field=field)


def say_promise(promise: Promise) -> str:
    """As in "2 working days", "36 hours of working days", "4 hours", "6 opening hours"."""
    count = promise.number
    if promise.unit is PromiseUnit.WORKING_DAY_HOURS and count and count % 24 == 0:
        days = count // 24
        words = counted(days, "1 working day", "{count} working days")
        return words.format(count=days)
    one = {
        PromiseUnit.CLOCK_HOURS: tr("1 hour"),
        PromiseUnit.WORKING_DAY_HOURS: tr("1 hour of working days"),
        PromiseUnit.OPENING_HOURS: tr("1 opening hour"),
    }
    many = {
        PromiseUnit.CLOCK_HOURS: tr("{count} hours"),
        PromiseUnit.WORKING_DAY_HOURS: tr("{count} hours of working days"),
        PromiseUnit.OPENING_HOURS: tr("{count} opening hours"),
    }
    return (one if count == 1 else many)[promise.unit].format(count=count)


def say_course(course: Course, now: datetime, where: WorkTime) -> str:
    """Where a contact stands: "answer due Tue 24 Nov, 11:00, 3 h 20 min working time left"."""
    owed = course.owed
    late = _late_receipt(course, now, where)
    if owed is None:
        return late + _done(course, now, where)
    return late + _say_owed(course, *owed, now, where)


def _late_receipt(course: Course, now: datetime, where: WorkTime) -> str:
    """That it was acknowledged too late, before what became of the answer; else empty."""
    clock = course.clocks.acknowledge
    if clock.state is not ClockState.LATE or clock.done_at is None:
        return ""
    late = say_lateness(clock.due_at, clock.done_at, where)
    words = tr("acknowledged {at}, {late}; ")
    return words.format(at=_moment(clock.done_at, now, where), late=late)


def _say_owed(
    course: Course,
    kind: ClockKind,
    clock: ClockReading,
    now: datetime,
    where: WorkTime,
) -> str:
    at = _by(clock.due_at, now, where)
    if course.paused_since is not None and clock.state is not ClockState.OVERDUE:
        since = _moment(course.paused_since, now, where)
        return tr("paused since {since}, waiting for the client").format(since=since)
    if clock.state is ClockState.OVERDUE:
        late = say_lateness(clock.due_at, now, where)
        return _what(kind, clock, _LATE).format(late=late, at=at)
    left = worked_between(now, clock.due_at, PromiseUnit.OPENING_HOURS, where)
    said = _what(kind, clock, _DUE).format(at=at)
    if left < timedelta(minutes=1):
        return tr("{due}, no working time left").format(due=said)
    return tr("{due}, {left} working time left").format(due=said, left=say_hours(left))


def say_short(course: Course, now: datetime, where: WorkTime) -> tuple[str, bool]:
    """The same in a few words for a list, and whether it is late; ("", False) for what is answered."""
    owed = course.owed
    if owed is None:
        return "", False
    kind, clock = owed
    receipt = kind is ClockKind.ACKNOWLEDGE
    if clock.state is ClockState.OVERDUE:
        words = tr("acknowledgement {late}") if receipt else tr("answer {late}")
        return words.format(late=say_late(clock.due_at, now.astimezone(where.zone))), True
    if course.paused_since is not None:
        return tr("waiting for the client"), False
    at = _by(clock.due_at, now, where)
    return (tr("acknowledge by {at}") if receipt else tr("answer by {at}")).format(at=at), False


def clock_facts(
    course: Course, shown: Iterable[ShownRow], now: datetime, where: WorkTime
) -> list[tuple[str, str]]:
    """Everything about a contact's clocks: label and words, without what is empty."""
    waited = [
        f"{_moment(one.at, now, where)} – {_moment(one.heard_at, now, where) if one.heard_at else ''}"
        for one in course.asked.receipts
        if one.awaits_client
    ]
    found = [
        (tr("Reply"), say_course(course, now, where)),
        (
            tr("Promised"),
            "\n".join(say_promised(one, now, where) for one in course.promises),
        ),
        (tr("Waited"), "\n".join(waited)),
        (tr("Shown to"), "\n".join(say_shown(one, now, where) for one in shown)),
    ]
    return [(label, words) for label, words in found if words]


def say_shown(one: ShownRow, now: datetime, where: WorkTime) -> str:
    """That a breach was shown: "Ruth Adeyemi (responsible lawyer), Tue 24 Nov, 09:02"."""
    return tr("{who} ({step}), {at}").format(
        who=one.colleague, step=one.step.label, at=_moment(one.shown_at, now, where)
    )


def say_promised(made: PromiseMade, now: datetime, where: WorkTime) -> str:
    """A promised time and what became of it: "promised by Tue 24 Nov, 11:00: kept"."""
    became = {
        PromiseState.OPEN: tr("promised by {at}"),
        PromiseState.KEPT: tr("promised by {at}: kept"),
        PromiseState.BROKEN: tr("promised by {at}: not kept"),
        PromiseState.REPLACED: tr("promised by {at}: replaced by a later promise"),
    }
    return became[made.state].format(at=_by(made.due_at, now, where))


def say_lateness(due: datetime, until: datetime, where: WorkTime) -> str:
    """How late something is or was done, in calendar time as everywhere; from a day on with the working hours, which
    are those that the firm was open: "2 days late (8 working hours)"."""
    said = say_late(due, until.astimezone(where.zone))
    if until - due < timedelta(days=1):
        return said
    hours = int(worked_between(due, until, PromiseUnit.OPENING_HOURS, where).total_seconds()) // 3600
    words = {0: tr("{late} (no working hours)"), 1: tr("{late} (1 working hour)")}
    return words.get(hours, tr("{late} ({hours} working hours)")).format(late=said, hours=hours)


def say_hours(span: timedelta) -> str:
    """As in "3 h 20 min", "21 h", "40 min"; from four days on in days."""
    minutes = int(abs(span).total_seconds()) // 60
    if minutes < 60 or minutes >= 4 * 24 * 60:
        return say_span(span)
    return say_minutes(minutes)


_DUE = {
    (ClockKind.ACKNOWLEDGE, False): "acknowledgement due {at}",
    (ClockKind.ANSWER, False): "answer due {at}",
    (ClockKind.ANSWER, True): "answer promised by {at}",
}
_LATE = {
    (ClockKind.ACKNOWLEDGE, False): "acknowledgement {late}, was due {at}",
    (ClockKind.ANSWER, False): "answer {late}, was due {at}",
    (ClockKind.ANSWER, True): "answer {late}, was promised by {at}",
}


def _what(kind: ClockKind, clock: ClockReading, words: dict[tuple[ClockKind, bool], str]) -> str:
    return tr(words[kind, clock.promised and kind is ClockKind.ANSWER])


def _done(course: Course, now: datetime, where: WorkTime) -> str:
    answer = course.clocks.answer
    done = answer.done_at or now
    at = _moment(done, now, where)
    if answer.state is ClockState.KEPT:
        return tr("answered {at}, in time").format(at=at)
    late = say_lateness(answer.due_at, done, where)
    return tr("answered {at}, {late}").format(at=at, late=late)


def _moment(moment: datetime, now: datetime, where: WorkTime) -> str:
    return say_moment(moment.astimezone(where.zone), now.astimezone(where.zone))


def _by(due_at: datetime, now: datetime, where: WorkTime) -> str:
    return say_by(due_at.astimezone(where.zone), now.astimezone(where.zone))
