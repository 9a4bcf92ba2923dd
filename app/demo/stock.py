"""The shape of the word stock: what each practice area gives the story to talk about.

Sentences have slots: {name} (client's first name), {she} {obj} {her} {She} {Her}, {other} (the other side),
{counsel} (its lawyer), {lawyer}, {contact} (point of contact), {judge}, {date} {soon} (days to come),
{amount}, {year}, {month}, {event} (the next date in the matter).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from app.matters.words import DevelopmentKind, KeyDateKind


class News(NamedTuple):
    """Something that happens: as the docket or the letter says it, and as the client is told.

    ``sets``: the key date that it fixes at {date}, and whether the client attends. ``paper``: something is filed.
    """

    kind: DevelopmentKind
    text: str
    told: str
    sets: tuple[KeyDateKind, str, bool] | None = None
    paper: bool = True
    urgent: bool = False


class Asked(NamedTuple):
    """What a client asks, and what is answered."""

    question: str
    answer: str


class Talk(NamedTuple):
    """A talk in which advice is given: what was said, the advice, what was decided, and what the firm does
    next.
    """

    said: str
    advice: str
    decision: str
    next: str


@dataclass(frozen=True, slots=True)
class AreaStock:
    """Everything an area gives. ``owed`` are documents that clients send; ``outside`` are contacts with
    others, ``out_of_court`` the stages where no court is seized, if they are others.
    """

    name: str
    stages: tuple[str, ...]
    intake: tuple[str, ...]
    progress: tuple[str, ...]
    news: tuple[News, ...]
    asked: tuple[Asked, ...]
    talks: tuple[Talk, ...]
    owed: tuple[str, ...]
    tasks: tuple[str, ...]
    outside: tuple[str, ...]
    received: tuple[str, ...]
    closing: tuple[str, ...]
    out_of_court: tuple[str, ...] = ()


@dataclass
class Bag:
    """Gives sentences in a shuffled order and repeats none before all were used."""

    rng: Random
    _left: dict[int, list[str]] = field(default_factory=dict)

    def draw(self, stock: Sequence[str]) -> str:
        """The next sentence of ``stock``."""
        left = self._left.get(id(stock))
        if not left:
            left = list(stock)
            self.rng.shuffle(left)
            self._left[id(stock)] = left
        return left.pop()
