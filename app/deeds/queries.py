"""Events with their names: a page of the trail for a list, and one event whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from app.audit import queries as trail
from app.audit.queries import NOBODY, Event, EventFilter
from app.audit.saying import Telling, say
from app.audit.words import GROUPS, in_group
from app.deeds.names import Named, Ref, names_of, things_of
from app.kernel.language import tr
from app.kernel.said import say_day
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. ``group`` is the key of a `app.audit.words.Group`, ``action`` one word of the trail;
    ``first`` is inclusive, ``before`` exclusive."""

    person: UUID | None = None
    matter: UUID | None = None
    group: str = ""
    action: str = ""
    first: datetime | None = None
    before: datetime | None = None

    def anything(self) -> bool:
        """Whether anything is left out."""
        return self != Wanted()


@dataclass(frozen=True, slots=True)
class Deed:
    """An event with its names. ``who`` is empty for what happened while nobody was signed in."""

    event: Event
    who: str
    named: Named | None

    def sentence(self, reader_day: ReaderDay) -> str:
        """As a sentence, without a full stop."""
        return say(self._telling(reader_day))

    def _telling(self, days: ReaderDay) -> Telling:
        named = self.named or Named("")
        event = self.event
        return Telling(
            action=event.action,
            kind=event.kind,
            who=self.who or tr("Somebody"),
            what=named.name,
            place=named.matter or named.client,
            with_client=not named.matter,
            day=days.say(named.day) if named.day is not None else "",
            body=event.body,
            days=days.say_written,
        )


class ReaderDay(NamedTuple):
    """How days are said to whoever reads: in the firm's zone, the year only when it is another."""

    today: date
    local: Callable[[datetime], datetime]

    def say(self, day: date | datetime) -> str:
        """As in "Mon 23 Nov"."""
        return say_day(self.local(day).date() if isinstance(day, datetime) else day, self.today)

    def say_written(self, words: str) -> str:
        """A date as a body holds it; what is none stays as it is."""
        try:
            return self.say(datetime.fromisoformat(words) if "T" in words else date.fromisoformat(words))
        except ValueError:
            return words


class DeedPage(NamedTuple):
    """As `app.audit.queries.EventPage`, with names."""

    rows: tuple[Deed, ...]
    next: int | None


def days_of(reader: Reader) -> ReaderDay:
    """How this reader is told days."""
    return ReaderDay(reader.today, reader.local)


def deeds(reader: Reader, wanted: Wanted, *, before_seq: int | None = None, limit: int = 200) -> DeedPage:
    """The next events that fit, newest first. Raises `Refused` for who may not see the trail."""
    page = trail.events(reader, _filter(wanted), before_seq=before_seq, limit=limit)
    return DeedPage(with_names(reader, page.rows), page.next)


def deed(reader: Reader, seq: int) -> Deed | None:
    """One event, its body however long."""
    found = trail.event(reader, seq)
    return with_names(reader, (found,))[0] if found else None


def with_names(reader: Reader, events: Iterable[Event]) -> tuple[Deed, ...]:
    """The events with the names of their people and things."""
    listed = tuple(events)
    refs: set[Ref] = {("colleague", one.actor_id) for one in listed if one.actor_id != NOBODY}
    refs |= {(one.kind, one.object_id) for one in listed if one.object_id is not None}
    names = names_of(reader, refs)
    return tuple(
        Deed(one, _who(names, one), names.get((one.kind, one.object_id)) if one.object_id else None)
        for one in listed
    )


def _who(names: dict[Ref, Named], one: Event) -> str:
    found = names.get(("colleague", one.actor_id))
    return found.name if found else ""


def _filter(wanted: Wanted) -> EventFilter:
    found = EventFilter(
        person=wanted.person,
        things=things_of(wanted.matter) if wanted.matter is not None else None,
        first=wanted.first,
        before=wanted.before,
    )
    if wanted.action:
        return replace(found, actions=frozenset({wanted.action}))
    group = next((one for one in GROUPS if one.key == wanted.group), None)
    if group is None:
        return found
    actions, others = in_group(group)
    return replace(found, actions=actions, other_actions=others)
