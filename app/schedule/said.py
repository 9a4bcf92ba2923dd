"""Where an update stands and why, in words: the same on a page, on paper and on the command line."""

from __future__ import annotations

from datetime import date

from app.kernel.language import tr
from app.kernel.said import say_day, say_long
from app.schedule.queries import UpdateDue
from app.schedule.standing import Step
from app.schedule.words import UpdateState, Why
from app.workdays.calendar import WorkCalendar


def say_due(due: UpdateDue, today: date) -> str:
    """As in "The next update is due Wednesday 25 November, two working days after the key date of Mon 23 Nov."."""
    day = say_long(due.due_on, today)
    if due.silent is not None:
        words = tr("Silence is agreed until {until}: no update is owed. The next one is due {day}.")
        return words.format(until=say_long(due.silent.last, today), day=day)
    begins = {
        UpdateState.UPCOMING: tr("The next update is due {day}"),
        UpdateState.DUE: tr("An update is due since {day}")
        if due.due_on < today
        else tr("An update is due today, {day}"),
        UpdateState.OVERDUE: tr("An update is overdue since {day}"),
    }[due.state]
    said, why = begins.format(day=day), _say_why(due, today)
    return tr("{said}, {why}.").format(said=said, why=why) if why else tr("{said}.").format(said=said)


def _say_why(due: UpdateDue, today: date) -> str:
    reason = say_reason(due, today)
    is_after = due.why in {Why.INTERVAL, Why.KEY_DATE}
    return reason if is_after else tr("because {reason}").format(reason=reason)


def say_reason(due: UpdateDue, today: date) -> str:
    """What makes it due then, where it is not the interval; else empty."""
    on = say_day(due.event_on, today) if due.event_on else ""
    words = {
        Why.INTERVAL: "",
        Why.STAGE: tr("another stage began on {day}"),
        Why.KEY_DATE: tr("after the key date of {day}"),
        Why.REOPENED: tr("the matter was reopened"),
        Why.SILENCE: tr("silence was agreed until {day}"),
    }[due.why]
    return words.format(day=on)


def say_moved(step: Step, calendar: WorkCalendar, today: date) -> str:
    """Why a day to come falls on another than one counts oneself; empty where it does not."""
    if step.counted == step.due:
        return ""
    name = calendar.holiday(step.counted)
    before = step.due < step.counted
    if name:
        words = (
            tr("{day} is a holiday ({name}), so it is the working day before")
            if before
            else tr("{day} is a holiday ({name}), so it is the next working day")
        )
    else:
        words = (
            tr("{day} is no working day, so it is the working day before")
            if before
            else tr("{day} is no working day, so it is the next working day")
        )
    return words.format(day=say_day(step.counted, today), name=name)
