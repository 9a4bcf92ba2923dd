"""What is given to the commands of this room."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.concerns.words import Cause, Stage, StepKind
from app.contactlog.forms import NewFollowUp


@dataclass(frozen=True, slots=True)
class NewConcern:
    """A concern as its form holds it. ``client_id`` may be left out where a matter says whose it is; ``raised_on``:
    today, ``raised_by``: the client, ``handler_id``: the matter's point of contact, ``supervisor_id``: the matter's,
    or the firm's lead (of a formal complaint rather not whom it is about, `rules.rather_others`), ``apart``: as the
    firm's rules have it, each where it is None or empty."""

    how: str
    cause: Cause = Cause.OTHER
    client_id: UUID | None = None
    matter_id: UUID | None = None
    entry_id: UUID | None = None
    raised_on: date | None = None
    raised_by: str = ""
    formal_on: date | None = None
    handler_id: UUID | None = None
    supervisor_id: UUID | None = None
    apart: bool | None = None


@dataclass(frozen=True, slots=True)
class ConcernFacts:
    """What a concern's row says; each change of it is a version."""

    matter_id: UUID | None
    entry_id: UUID | None
    raised_on: date
    raised_by: str
    how: str
    cause: Cause
    formal_on: date | None
    handler_id: UUID
    supervisor_id: UUID | None
    apart: bool


def facts_in(content: dict[str, Any]) -> ConcernFacts:
    """The facts that a version holds."""
    read: dict[str, Any] = dict(content)
    for name in ("matter_id", "entry_id", "handler_id", "supervisor_id"):
        read[name] = UUID(read[name]) if read[name] else None
    for name in ("raised_on", "formal_on"):
        read[name] = date.fromisoformat(read[name]) if read[name] else None
    return ConcernFacts(**{**read, "cause": Cause(read["cause"])})


def as_content(facts: ConcernFacts) -> dict[str, object]:
    """The facts as a version holds them."""
    return asdict(facts)


@dataclass(frozen=True, slots=True)
class NewStep:
    """A step that was taken, on ``on`` (None: today) by ``person_id`` (None: who writes it).

    Of what was learned: ``action`` is agreed with it in the matter, or ``follow_up_id`` names one that stands already;
    ``policy_title`` (and ``policy_id``, its revision) what was changed of the firm's own rules.
    """

    kind: StepKind
    on: date | None = None
    person_id: UUID | None = None
    entry_id: UUID | None = None
    note: str = ""
    action: NewFollowUp | None = None
    follow_up_id: UUID | None = None
    policy_id: UUID | None = None
    policy_title: str = ""


@dataclass(frozen=True, slots=True)
class NewStage:
    """To whom a concern goes on: the next ``stage`` where None is named, the person whom that stage means where
    ``person_id`` is None. ``body``: the outside body, where it goes to one."""

    stage: Stage | None = None
    person_id: UUID | None = None
    body: str = ""
    on: date | None = None
    note: str = ""
