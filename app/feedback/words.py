"""The words of feedback: after what a client is asked, and how an answer came (PRACTICE H1)."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.language import tr


class Occasion(StrEnum):
    """After what a client may be asked; the firm chooses which (PRACTICE H1: after key updates, and at closing)."""

    HEARING = "hearing"
    """The client was told what came of a hearing, or was given the first update after one."""
    RULING = "ruling"
    """The client was told of a ruling."""
    OFFER = "offer"
    """The client was told of an offer."""
    UPDATE = "update"
    """Any update that was given."""
    CLOSING = "closing"
    """The matter was closed."""

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(_LABELS[self])


_LABELS = {
    Occasion.HEARING: "told of a hearing",
    Occasion.RULING: "told of a ruling",
    Occasion.OFFER: "told of an offer",
    Occasion.UPDATE: "given an update",
    Occasion.CLOSING: "matter closed",
}


class AnsweredHow(StrEnum):
    """How an answer came."""

    FORM = "form"
    """The printed form came back."""
    CALL = "call"
    EMAIL = "email"
    IN_PERSON = "in_person"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(
            {"form": "form sent back", "email": "e-mail", "in_person": "in person"}.get(
                self.value, self.value
            )
        )


SCORES = ("clarity", "timeliness", "usefulness")
"""What is scored from 1 to 5."""
