"""What a notice stands in."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.language import tr


class Outlet(StrEnum):
    """One kind of thing that goes to a client."""

    LETTER = "letter"
    EMAIL = "email"
    REPORT = "report"
    CONCERN = "concern"
    """The final response to a complaint: what it says of the body that the client may go to."""

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(_LABELS[self])


_LABELS = {
    Outlet.LETTER: "Letters",
    Outlet.EMAIL: "E-mails",
    Outlet.REPORT: "Reports",
    Outlet.CONCERN: "Final responses to complaints",
}
USUAL = (Outlet.LETTER, Outlet.EMAIL, Outlet.REPORT)
"""Where a notice stands that names none."""
