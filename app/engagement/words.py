"""The words of a matter's beginning and end (PRACTICE B1, B2, J7)."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.language import tr


class AgreedHow(StrEnum):
    """How the client said yes."""

    SIGNED = "signed"
    LETTER = "letter"
    EMAIL = "email"
    MEETING = "meeting"
    PHONE = "phone"
    PORTAL = "portal"

    @property
    def label(self) -> str:
        """As people read it after "agreed"."""
        return tr(_HOW[self])


_HOW = {
    AgreedHow.SIGNED: "by signing",
    AgreedHow.LETTER: "by letter",
    AgreedHow.EMAIL: "by e-mail",
    AgreedHow.MEETING: "at a meeting",
    AgreedHow.PHONE: "on the phone",
    AgreedHow.PORTAL: "in the portal",
}


class TermsState(StrEnum):
    """Where the engagement terms of a matter stand."""

    MISSING = "missing"
    DRAFT = "draft"
    """Written, and never agreed."""
    AGREED = "agreed"
    REVISED = "revised"
    """Agreed, and a later revision is not."""

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(
            {"missing": "not written", "revised": "revision not agreed yet"}.get(self.value, self.value)
        )


class AgreementKind(StrEnum):
    """What the client said of a revision."""

    AGREED = "agreed"
    REAFFIRMED = "reaffirmed"


class EndingKind(StrEnum):
    """How it ended."""

    CLOSED = "closed"
    """The work is done."""
    DISENGAGED = "disengaged"
    """We, or the client, end it before."""
    NOT_ENGAGED = "not_engaged"
    """We never acted: the client was told so."""

    @property
    def label(self) -> str:
        """As people read it."""
        return tr({"not_engaged": "not engaged"}.get(self.value, self.value))


class DocumentState(StrEnum):
    """Where a document of the intake is."""

    OWED = "owed"
    RECEIVED = "received"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    """It was not needed after all."""
