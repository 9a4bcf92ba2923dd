"""Words for costs."""

from __future__ import annotations

from enum import StrEnum


class CostsKind(StrEnum):
    """What a figure is."""

    ESTIMATE = "estimate"
    TO_DATE = "to_date"
