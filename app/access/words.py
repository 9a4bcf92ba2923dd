"""Words for access requests: how they go on, what is decided about an item, why it has to be decided (PRACTICE J6)."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.language import tr


class Labelled(StrEnum):
    """A word of ours that people read with spaces."""

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(self.value.replace("_", " "))


class Identity(Labelled):
    """What waiting for proof of who asks does to the clock."""

    PAUSES = "pauses"
    BEGINS = "begins"
    RUNS = "runs"


class Unit(Labelled):
    """What the time for the answer is counted in."""

    DAY = "day"
    MONTH = "month"


class TurnKind(Labelled):
    """What happened to a request."""

    IDENTITY_ASKED = "identity_asked"
    IDENTITY_CHECKED = "identity_checked"
    EXTENDED = "extended"
    HANDED = "handed_over"
    CLOSED = "closed"
    REOPENED = "reopened"


class Ending(Labelled):
    """How a request ended."""

    GIVEN = "given"
    NOTHING_HELD = "nothing_held"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class Decision(Labelled):
    """What is done with an item."""

    GIVE = "give"
    WITHHOLD = "withhold"
    REDACT = "redact"


class Ground(Labelled):
    """Why something is not given: what the index says of it. What it was about is not said."""

    PRIVILEGE = "legal_privilege"
    THIRD_PARTY = "rights_of_others"
    CONFIDENCE = "duty_of_confidence"
    PROCEEDINGS = "legal_claims"
    NOT_PERSONAL = "not_about_the_person"
    OTHER = "other_exemption"


class Why(Labelled):
    """Why an item is not given without somebody's decision."""

    PRIVILEGED = "privileged"
    INTERNAL = "internal"
    THIRD_PARTY = "third_party"
    NAMED_ALIKE = "perhaps_another_person"
