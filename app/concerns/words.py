"""Words for concerns: causes, steps, stages, how one ended (PRACTICE G1, G2)."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.language import tr


class Cause(StrEnum):
    """What a concern came from, so that patterns show (G2)."""

    LANGUAGE = "unclear_language"
    MISSED_UPDATE = "missed_update"
    LATE_REPLY = "late_reply"
    EXPECTATIONS = "expectations"
    TONE = "tone"
    FEES = "fees"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(self.value.replace("_", " "))


class StepKind(StrEnum):
    """What is done about a concern, in the usual order (G1). The final response is a formal complaint's alone."""

    ACKNOWLEDGED = "acknowledged"
    DISCUSSED = "discussed"
    EXPLAINED = "explained"
    FINAL_RESPONSE = "final_response"
    RESOLVED = "resolved"
    FOLLOWED_UP = "followed_up"
    LEARNED = "learned"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(_STEPS[self])


_STEPS = {
    StepKind.ACKNOWLEDGED: "acknowledged",
    StepKind.DISCUSSED: "discussed",
    StepKind.EXPLAINED: "explained",
    StepKind.FINAL_RESPONSE: "final response given in writing",
    StepKind.RESOLVED: "resolved and documented",
    StepKind.FOLLOWED_UP: "followed up",
    StepKind.LEARNED: "lessons recorded",
}


class Stage(StrEnum):
    """Who answers it, one above the other (G1)."""

    CONTACT = "point_of_contact"
    RESPONSIBLE = "responsible"
    SUPERVISOR = "supervisor"
    PARTNER = "complaints_partner"
    OUTSIDE = "outside_body"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(_STAGES[self])


_STAGES = {
    Stage.CONTACT: "point of contact",
    Stage.RESPONSIBLE: "responsible lawyer",
    Stage.SUPERVISOR: "supervisor",
    Stage.PARTNER: "complaints partner",
    Stage.OUTSIDE: "outside body",
}
LADDER = tuple(Stage)
"""From the first to the last."""


class Ending(StrEnum):
    """How a concern ended."""

    RESOLVED = "resolved"
    NOT_UPHELD = "not_upheld"
    WITHDRAWN = "withdrawn"
    OUTSIDE = "outside"
    NONE = "no_concern"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(_ENDINGS[self])


_ENDINGS = {
    Ending.RESOLVED: "resolved with the client",
    Ending.NOT_UPHELD: "answered, not upheld",
    Ending.WITHDRAWN: "taken back by the client",
    Ending.OUTSIDE: "before the outside body",
    Ending.NONE: "was no concern after all",
}


class TurnKind(StrEnum):
    """What ends and begins a concern's course."""

    CLOSED = "closed"
    REOPENED = "reopened"


class ClockKind(StrEnum):
    """What runs for a concern."""

    ACKNOWLEDGE = "acknowledge"
    STAGE = "stage"
    FINAL_RESPONSE = "final_response"
    FOLLOW_UP = "follow_up"
    LEARN = "learn"

    @property
    def label(self) -> str:
        """What is to be done, as people read it."""
        return tr(_CLOCKS[self])


_CLOCKS = {
    ClockKind.ACKNOWLEDGE: "acknowledge the concern",
    ClockKind.STAGE: "settle the concern, or pass it on",
    ClockKind.FINAL_RESPONSE: "give the final response in writing",
    ClockKind.FOLLOW_UP: "make the follow-up call about the concern",
    ClockKind.LEARN: "record the lessons from the concern",
}
