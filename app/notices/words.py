"""What a notice stands in."""

from __future__ import annotations

from enum import StrEnum


class Outlet(StrEnum):
    """One kind of thing that goes to a client."""

    LETTER = "letter"
    EMAIL = "email"
    REPORT = "report"

    @property
    def label(self) -> str:
        """As people read it, in English."""
        return {Outlet.LETTER: "Letters", Outlet.EMAIL: "E-mails", Outlet.REPORT: "Reports"}[self]
