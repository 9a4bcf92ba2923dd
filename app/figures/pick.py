"""Which number is meant: a figure by its name, of a group. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

Key = UUID | str | date | None
"""Of whom or what: a person, a practice area, the first day of a month or quarter; None: of the firm, or nobody's."""


@dataclass(frozen=True, slots=True)
class Pick:
    """The figure ``name`` ("answers.late") of the group ``key`` of those ``by`` which it is taken: "firm", "before"
    (the time before), "person", "practice_area", "month", "quarter"."""

    by: str
    key: Key
    name: str

    @property
    def room(self) -> str:
        """What it is a figure of, as in "answers"."""
        return self.name.partition(".")[0]

    @property
    def figure(self) -> str:
        """Which figure of it, as in "late"."""
        return self.name.partition(".")[2]
