"""The words of retention: from which event a file is kept, and what the firm keeps for others."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.language import counted, tr
from app.kernel.text import together


class RetentionEvent(StrEnum):
    """From which event the time counts that a closed matter is kept (PRACTICE J5)."""

    CLOSING = "closing"
    MAJORITY = "majority"
    """The day on which a client who is a minor comes of age."""
    DOCUMENT = "document"
    """The end of the life of a document that the firm keeps, such as a will."""
    LIMITATION = "limitation"
    """The last limitation date that nobody met or cancelled."""

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(_LABELS[self])


def say_months(months: int) -> str:
    """How long by a rule, as people say it: "7 years", "1 year and 7 months"."""
    years, rest = divmod(months, 12)
    said = []
    if years:
        said.append(counted(years, "1 year", "{years} years").format(years=years))
    if rest or not years:
        said.append(counted(rest, "1 month", "{months} months").format(months=rest))
    return together(said)


_LABELS = {
    RetentionEvent.CLOSING: "from closing",
    RetentionEvent.MAJORITY: "from a client's coming of age",
    RetentionEvent.DOCUMENT: "from the end of a kept document",
    RetentionEvent.LIMITATION: "from the limitation date",
}


class DocumentKind(StrEnum):
    """An original that the firm keeps for a client."""

    WILL = "will"
    DEED = "deed"
    AGREEMENT = "agreement"
    OTHER = "other"


class Ask(StrEnum):
    """What has to be known before it can be said how long a matter is kept."""

    CLOSED_ON = "closed_on"
    BORN_ON = "born_on"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(
            {
                Ask.CLOSED_ON: "The day on which it was closed is not known.",
                Ask.BORN_ON: "A client's date of birth is not known.",
            }[self]
        )
