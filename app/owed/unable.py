"""What is given to somebody who cannot do it: why not, and on whose list it stands meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from app.kernel.language import tr


class Why(Enum):
    """Why somebody cannot do what is given to them; the value goes on the sentence "given to Kim, ..."."""

    LEFT = "who left"
    READS_ONLY = "who reads only"
    MAY_NOT_SEE = "who cannot see this matter"
    NOBODY = "nobody is named"
    STAND_IN_MAY_NOT_SEE = "who is away, and whose stand-in cannot see this matter"


@dataclass(frozen=True, slots=True)
class Unable:
    """Given to ``name``, who cannot do it; until it is given to somebody else, it stands with ``with_ids`` too."""

    name: str
    why: Why
    with_ids: frozenset[UUID]

    @property
    def said(self) -> str:
        """As in "given to Kim Sato, who cannot see this matter"."""
        why = tr(self.why.value)
        return tr("given to {name}, {why}").format(name=self.name, why=why) if self.name else why
