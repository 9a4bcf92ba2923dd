"""What the firm's own house owes: terms to agree, costs to tell, a concern to answer, a policy to look at again.

Each room says what it owes as a `Duty`; `app.owed.duties` puts them into the one list behind Today.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.kernel.language import tr
from app.kernel.rows import quick_row


class DutyKind(StrEnum):
    """What is owed; the word in the list that `due` prints."""

    TERMS = "terms"
    COSTS = "costs_update"
    CONCERN = "concern"
    POLICY = "policy_review"
    TRAINING = "training"
    RETENTION = "retention"
    ACCESS = "access_request"
    FEEDBACK = "feedback"

    @property
    def label(self) -> str:
        """As people read it, standing alone: "Costs update"."""
        return tr(_LABELS[self])


_LABELS = {
    DutyKind.TERMS: "Terms",
    DutyKind.COSTS: "Costs update",
    DutyKind.CONCERN: "Concern",
    DutyKind.POLICY: "Policy review",
    DutyKind.TRAINING: "Training",
    DutyKind.RETENTION: "Retention",
    DutyKind.ACCESS: "Access request",
    DutyKind.FEEDBACK: "Feedback",
}


@quick_row
class Duty:
    """One thing that is owed. It is a matter's, or a client's outside any matter, or (neither) the firm's own.

    ``due``: a moment (UTC) or a whole day; ``source_id``: what it comes from; ``person_id``: whose it is, None where
    nobody is named: then it is whose the matter is; ``since``: when it began to run, where that is known.
    """

    kind: DutyKind
    source_id: UUID
    text: str
    due: date | datetime
    matter_id: UUID | None = None
    client_id: UUID | None = None
    person_id: UUID | None = None
    urgent: bool = False
    since: date | datetime | None = None
