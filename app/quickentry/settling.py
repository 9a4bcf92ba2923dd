"""What was not said is the most usual; what is missing or doubtful is told."""

from __future__ import annotations

from datetime import date

from app.contactlog.words import SPOKEN, Channel, Direction, Outcome, directions, usual_outcome
from app.kernel.language import tr
from app.kernel.said import say_day
from app.quickentry.head import Head
from app.quickentry.parts import Agreed, Asked, Choice, Doubt, Setting

UNREACHED = frozenset({Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER})


def settled(head: Head) -> tuple[Channel, Direction, list[Doubt]]:
    """What was not said is the most usual, and worth a look."""
    doubts = []
    channel = head.channel or Channel.PHONE
    if head.channel is None:
        doubts.append(Doubt("channel", tr("How: by phone, e-mail, letter …?")))
    allowed = directions(channel)
    direction = head.direction
    if direction is None or direction not in allowed:
        direction = allowed[0]
        if channel not in {Channel.NOTE, Channel.MEETING, Channel.VIDEO} and head.channel is not None:
            doubts.append(Doubt("direction", tr("In or out?")))
    return channel, direction, doubts


def outcome_of(head: Head, channel: Channel, direction: Direction) -> Outcome | None:
    """What came of it, as far as it can have come of that."""
    if head.outcome in UNREACHED and channel in SPOKEN:
        return head.outcome
    return usual_outcome(channel, direction)


def doubts_about(
    head: Head,
    about: Choice | None,
    asked: Asked | None,
    agreed: tuple[Agreed, ...],
    summary: str,
    outcome: Outcome | None,
    setting: Setting,
) -> list[Doubt]:
    """What somebody should look at before it is saved."""
    found = []
    if asked is not None and asked.choices:
        found.append(Doubt("matter", tr("Which “{words}”?").format(words=asked.words)))
    elif asked is not None:
        found.append(Doubt("matter", tr("No matter has the number {number}.").format(number=asked.words)))
    elif about is None:
        found.append(Doubt("matter", tr("Which matter or client?")))
    if head.stranger:
        found.append(Doubt("person", tr("Who is {name}?").format(name=head.people[-1][0])))
    if head.doubtful_duration:
        found.append(Doubt("duration", tr("A time of day, or how long it took?")))
    if head.when_words:
        found.append(Doubt("when", tr("At what time {day}?").format(day=head.when_words)))
    found += [Doubt("who", tr("Who: {text}?").format(text=one.text)) for one in agreed if one.doubt]
    found += [
        Doubt("day", _say_day_off(one.due_on, setting), only_told=True) for one in agreed if one.day_off
    ]
    if not summary and outcome not in UNREACHED:
        found.append(Doubt("summary", tr("What was said?")))
    return found


def _say_day_off(day: date, setting: Setting) -> str:
    """With the name of the holiday, where it has one: who reads it knows at once whether the day is meant."""
    said, name = say_day(day, setting.now.date()), setting.holiday(day) if setting.holiday else None
    if name:
        return tr("{day} is no working day: {holiday}.").format(day=said, holiday=name)
    return tr("{day} is no working day.").format(day=said)
