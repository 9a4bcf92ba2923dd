"""Words for fees and costs."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.language import tr


class CostsKind(StrEnum):
    """What a figure is."""

    ESTIMATE = "estimate"
    TO_DATE = "to_date"


class FeeLevel(StrEnum):
    """How much of an estimate is used (PRACTICE F2)."""

    WITHIN = "within"
    AMBER = "amber"
    RED = "red"


class Arrangement(StrEnum):
    """What the client pays for."""

    HOURLY = "hourly"
    FIXED = "fixed"
    CAPPED = "capped"
    CONTINGENCY = "contingency"
    RETAINER = "retainer"
    LEGAL_AID = "legal_aid"
    PRO_BONO = "pro_bono"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(_LABELS.get(self, self.value.replace("_", " ")))


_LABELS = {
    Arrangement.HOURLY: "by the hour",
    Arrangement.FIXED: "fixed fee",
    Arrangement.CAPPED: "by the hour, up to a cap",
    Arrangement.CONTINGENCY: "contingency fee",
    Arrangement.LEGAL_AID: "legal aid",
    Arrangement.PRO_BONO: "pro bono",
}


class LineKind(StrEnum):
    """What a line of work brought in from elsewhere is."""

    TIME = "time"
    EXPENSE = "expense"
