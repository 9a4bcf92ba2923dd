"""Where an update stands and why, in words: the same on a page, on paper and on the command line."""

from __future__ import annotations

from datetime import date

from app.kernel.said import say_day, say_long
from app.schedule.queries import UpdateDue
from app.schedule.standing import Step
from app.schedule.words import UpdateState, Why
from app.workdays.calendar import WorkCalendar


def say_due(due: UpdateDue, today: date) -> str:
    """As in "The next update is due Wednesday 25 November, two working days after the key date of Mon 23 Nov."."""
    day = say_long(due.due_on, today)
    if due.silent is not None:
        until = say_long(due.silent.last, today)
        return f"Silence is agreed until {until}: no update is owed. The next one is due {day}."
    begins = {
        UpdateState.UPCOMING: "The next update is due",
        UpdateState.DUE: "An update is due since" if due.due_on < today else "An update is due today,",
        UpdateState.OVERDUE: "An update is overdue since",
    }[due.state]
    why = say_why(due, today)
    return f"{begins} {day}{f', {why}' if why else ''}."


def say_why(due: UpdateDue, today: date) -> str:
    """What makes it due then, where it is not the interval; else empty."""
    on = say_day(due.event_on, today) if due.event_on else ""
    return {
        Why.INTERVAL: "",
        Why.STAGE: f"because another stage began on {on}",
        Why.KEY_DATE: f"after the key date of {on}",
        Why.REOPENED: "because the matter was reopened",
        Why.SILENCE: f"because silence was agreed until {on}",
    }[due.why]


def say_moved(step: Step, calendar: WorkCalendar, today: date) -> str:
    """Why a day to come falls on another than one counts oneself; empty where it does not."""
    if step.counted == step.due:
        return ""
    name = calendar.holiday(step.counted)
    is_what = f"is a holiday ({name})" if name else "is no working day"
    so = "the working day before" if step.due < step.counted else "the next working day"
    return f"{say_day(step.counted, today)} {is_what}, so it is {so}"
