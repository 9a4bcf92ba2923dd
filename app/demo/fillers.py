"""The small contacts between the events of a matter: attempts, papers, appointments, notes, calls with
others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app.contactlog.words import Channel, Direction, Outcome
from app.demo import talk
from app.demo.parts import DemoEntry
from app.demo.story import Life

_IN, _OUT, _INTERNAL = Direction.IN, Direction.OUT, Direction.INTERNAL


def fill(life: Life, count: int) -> None:
    """Add so many small contacts, spread over the matter's life."""
    kinds = [kind for kind, weight in _KINDS for _ in range(weight)]
    days = life.some_days(count, 7, 2) or [life.until] * count
    for day in days:
        kind = life.teller.rng.choice(kinds)
        life.teller.log(kind(life, day))


def _words(life: Life, heads: tuple[str, ...], day: date) -> str:
    teller, bag = life.teller, life.bag
    task = teller.phrase(bag.draw(teller.stock.tasks), day)
    more = {
        "task": task,
        "task_done": bag.draw(talk.TASK_DONE).format(task=task),
        "owed": teller.phrase(bag.draw(teller.stock.owed), day),
        "received": teller.phrase(bag.draw(teller.stock.received), day),
        "progress": teller.words(bag.draw(teller.stock.progress), day),
        "reaction": teller.words(bag.draw(talk.REACTIONS), day),
    }
    return teller.words(bag.draw(heads), day, **more)


def _outside(life: Life, day: date) -> DemoEntry:
    how = life.teller.rng.choice((Channel.PHONE, Channel.PHONE, Channel.EMAIL))
    way = life.teller.rng.choice((_IN, _OUT))
    return life.teller.aside(day, how, way, life.teller.words(life.bag.draw(life.teller.stock.outside), day))


def _note(life: Life, day: date) -> DemoEntry:
    return life.teller.aside(day, Channel.NOTE, _INTERNAL, _words(life, talk.NOTES, day))


def _message_left(life: Life, day: date) -> DemoEntry:
    entry = life.teller.speak(day, Channel.PHONE, _OUT, _words(life, talk.MESSAGES_LEFT, day))
    if entry.channel is not Channel.PHONE:
        return replace(entry, summary=_words(life, talk.APPOINTMENTS, day))
    outcome = Outcome.NO_ANSWER if "Mailbox" in entry.summary else Outcome.LEFT_MESSAGE
    return replace(
        entry, outcome=outcome, duration_minutes=1, interpreter="", participants=(), with_client=False
    )


def _sent(life: Life, day: date) -> DemoEntry:
    has_counsel = life.teller.spec.counsel[:3] in {"Mr.", "Ms."}
    heads = talk.SENT if has_counsel else talk.SENT_NO_COUNSEL
    how = life.teller.rng.choice((Channel.EMAIL, Channel.EMAIL, Channel.LETTER))
    return life.teller.speak(day, how, _OUT, _words(life, heads, day))


def _received(life: Life, day: date) -> DemoEntry:
    how = life.teller.rng.choice((Channel.EMAIL, Channel.LETTER, Channel.PORTAL))
    return replace(life.teller.speak(day, how, _IN, _words(life, talk.RECEIVED, day)), tags=("documents",))


def _asked_for(life: Life, day: date) -> DemoEntry:
    return life.teller.speak(day, Channel.PHONE, _OUT, _words(life, talk.ASKED_FOR, day))


def _appointment(life: Life, day: date) -> DemoEntry:
    how = life.teller.rng.choice((Channel.PHONE, Channel.TEXT, Channel.EMAIL))
    return life.teller.speak(day, how, _OUT, _words(life, talk.APPOINTMENTS, day))


def _check_in(life: Life, day: date) -> DemoEntry:
    return life.teller.speak(day, Channel.PHONE, _IN, _words(life, talk.CHECK_INS, day))


def _costs(life: Life, day: date) -> DemoEntry:
    summary = _words(life, talk.COSTS_TOLD, day)
    return replace(life.teller.speak(day, Channel.EMAIL, _OUT, summary), costs=summary)


_Kind = Callable[[Life, date], DemoEntry]
_KINDS: tuple[tuple[_Kind, int], ...] = (
    (_outside, 5),
    (_note, 4),
    (_message_left, 2),
    (_sent, 4),
    (_received, 3),
    (_asked_for, 2),
    (_appointment, 3),
    (_check_in, 2),
    (_costs, 1),
)
