"""The words of a matter: its status, what happens in it, the dates that count."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.language import tr


class MatterStatus(StrEnum):
    """Where a matter stands. Only an open matter owes its client updates (PRACTICE D2)."""

    OPEN = "open"
    PENDING = "pending"
    CLOSED = "closed"


COURT_ORIGIN = "court:"
"""How the origin of a development begins that a court's notice brought, in the court's own words."""


class DevelopmentKind(StrEnum):
    """What happened that the client has to hear of (PRACTICE D3)."""

    RULING = "ruling"
    HEARING = "hearing"
    FILING = "filing"
    EVIDENCE = "evidence"
    OFFER = "offer"
    DEADLINE = "deadline"
    PROCEDURE = "procedure"
    COSTS = "costs"
    OUR_ERROR = "our_error"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(_DEVELOPMENT_LABELS[self])


class KeyDateKind(StrEnum):
    """What a key date is: US firms also say docket date."""

    HEARING = "hearing"
    APPOINTMENT = "appointment"
    """Where somebody is to be, and no court sits: a deposition, a mediation, a medical examination, a preparation."""
    DEADLINE = "deadline"
    LIMITATION = "limitation"
    MILESTONE = "milestone"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr({"limitation": "limitation date"}.get(self.value, self.value))


MET = frozenset({KeyDateKind.HEARING, KeyDateKind.APPOINTMENT})
"""What somebody comes to: once its day has passed it was, and is not late."""

LASTING = frozenset({KeyDateKind.DEADLINE, KeyDateKind.LIMITATION})
"""What is kept by doing it: it does not go away because its day has passed."""


_DEVELOPMENT_LABELS = {
    DevelopmentKind.RULING: "ruling",
    DevelopmentKind.HEARING: "hearing",
    DevelopmentKind.FILING: "filing",
    DevelopmentKind.EVIDENCE: "new evidence",
    DevelopmentKind.OFFER: "settlement or plea offer",
    DevelopmentKind.DEADLINE: "deadline",
    DevelopmentKind.PROCEDURE: "procedural change",
    DevelopmentKind.COSTS: "costs",
    DevelopmentKind.OUR_ERROR: "error of ours",
    DevelopmentKind.OTHER: "other",
}

ALWAYS_URGENT = frozenset({DevelopmentKind.OFFER, DevelopmentKind.OUR_ERROR})


def is_urgent(kind: DevelopmentKind, marked: bool) -> bool:
    """Whether a development has to be told at once.

    Offers and our own material errors always are, whatever is ``marked`` (PRACTICE D3; ABA 1.4 and Op. 481).
    """
    return marked or kind in ALWAYS_URGENT


def is_essential(kind: DevelopmentKind, *, essential: bool, urgent: bool) -> bool:
    """Whether a development cannot wait for the next update: what is urgent never can (PRACTICE D3)."""
    return essential or is_urgent(kind, urgent)
