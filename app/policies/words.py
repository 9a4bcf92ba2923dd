"""Words of policies and training."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from app.kernel.language import tr
from app.people.words import Role


class PolicyKind(StrEnum):
    """A policy says what holds, a procedure how it is done."""

    POLICY = "policy"
    PROCEDURE = "procedure"


class PolicyState(StrEnum):
    """How a policy stands on a day."""

    DRAFT = "draft"
    COMING = "coming"
    IN_FORCE = "in_force"
    REPEALED = "repealed"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(self.value.replace("_", " "))


class Outcome(StrEnum):
    """What came of looking at a policy again."""

    STAYS = "stays"
    CHANGE = "change"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr({Outcome.STAYS: "stays as it is", Outcome.CHANGE: "needs a change"}[self])


ADMINISTRATOR: Final = "administrator"
ROLES: Final[tuple[str, ...]] = (*(one.value for one in Role), ADMINISTRATOR)
"""Whom a policy may ask by what they are at the firm."""


def role_word(role: str) -> str:
    """One of `ROLES` in the middle of a sentence."""
    return tr(role)


REVIEW_EVERY: Final[tuple[int, ...]] = (3, 6, 12)
"""Months: quarterly, half-yearly, yearly (PRACTICE I1)."""
_EVERY: Final = {3: "quarterly", 6: "half-yearly", 12: "yearly"}


def every_word(months: int) -> str:
    """One of `REVIEW_EVERY` as people read it."""
    return tr(_EVERY[months])
