"""The words of the contact log: how, which way, and what came of it (PRACTICE C1)."""

from __future__ import annotations

from enum import StrEnum

from app.channels.words import Channel as Channel
from app.kernel.language import tr


class Direction(StrEnum):
    """Which way it went, seen from the firm."""

    IN = "in"
    OUT = "out"
    INTERNAL = "internal"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr({Direction.IN: "In", Direction.OUT: "Out", Direction.INTERNAL: "Internal"}[self])


class Outcome(StrEnum):
    """What came of it."""

    SPOKE = "spoke"
    LEFT_MESSAGE = "left_message"
    NO_ANSWER = "no_answer"
    SENT = "sent"
    RECEIVED = "received"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(self.value.replace("_", " "))


class Telling(StrEnum):
    """How an entry and a development belong together (PRACTICE C4)."""

    TOLD = "told"
    """The client was told of it."""
    BROUGHT = "brought"
    """The entry brought the news to the firm, as a court notice does."""


class FollowUpSide(StrEnum):
    """Whose action it is: ours to do, or awaited from somebody."""

    FIRM = "firm"
    CLIENT = "client"
    COURT = "court"
    OTHER = "other"


SPOKEN = frozenset({Channel.PHONE, Channel.MEETING, Channel.VIDEO})
"""Both sides hear each other: a duration and "spoke" make sense."""

WRITTEN = frozenset({Channel.EMAIL, Channel.LETTER, Channel.PORTAL, Channel.TEXT})
"""One side sends, the other receives."""


def directions(channel: Channel) -> tuple[Direction, ...]:
    """The directions that make sense for ``channel``, the usual one first."""
    if channel is Channel.NOTE:
        return (Direction.INTERNAL,)
    if channel in {Channel.LETTER, Channel.PORTAL}:
        return (Direction.OUT, Direction.IN)
    return (Direction.OUT, Direction.IN, Direction.INTERNAL)


def usual_outcome(channel: Channel, direction: Direction) -> Outcome | None:
    """What the form fills in: spoke for calls and meetings, sent or received for what is written."""
    if channel in SPOKEN:
        return Outcome.SPOKE
    if channel in WRITTEN:
        return Outcome.RECEIVED if direction is Direction.IN else Outcome.SENT
    return None
