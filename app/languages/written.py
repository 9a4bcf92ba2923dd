"""A language as it was written down: the translations of its catalogue and how its speakers type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.kernel.typed import NOTHING, Typed


@dataclass(frozen=True, slots=True)
class WrittenCatalogue:
    """Translations by (words, meaning): one form, or those of the numbers."""

    code: str
    forms: Mapping[tuple[str, str], tuple[str, ...]] = field(repr=False)
    typed: Typed = field(default=NOTHING, repr=False)

    def find(self, words: str, meaning: str = "") -> str | None:
        """See `app.kernel.language.Catalogue`."""
        found = self.forms.get((words, meaning))
        return found[0] if found else None

    def find_counted(self, count: int, one: str, many: str, meaning: str = "") -> str | None:
        """One thing, or another number of them: so it is in every language that is offered."""
        found = self.forms.get((one, meaning))
        return found[0 if count == 1 else -1] if found else None
