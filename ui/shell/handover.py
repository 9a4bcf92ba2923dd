"""What one process tells the next when the window is locked: where one was and how the window stands, and nothing of
a client.

It travels in the environment, which other users of the machine cannot read, and not among the arguments, which they
can. Read before the window is painted, so little is imported here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

if TYPE_CHECKING:
    from uuid import UUID

VARIABLE = "LIAISON_TAKES_OVER"
Stand = Literal["front", "behind", "minimized", "hidden"]
_STANDS: tuple[Stand, ...] = ("front", "behind", "minimized", "hidden")


class HandOver(NamedTuple):
    """``page`` and ``of`` (an id, or None): what was shown, to ``whom`` (the person's id): to nobody else is it shown
    again. ``stand``: how the window stood. ``asks_who``: another person wants to sign in. ``unkept``: what was being
    written could not be kept. ``beside``: page, what of, and which part, of each window beside the first one."""

    page: str = ""
    of: UUID | None = None
    stand: Stand = "front"
    asks_who: bool = False
    unkept: bool = False
    whom: UUID | None = None
    beside: tuple[tuple[str, UUID | None, str], ...] = ()

    def environment(self) -> dict[str, str]:
        """For the next process: ours, with what is handed over."""
        import json

        said = {
            "page": self.page,
            "of": str(self.of) if self.of is not None else "",
            "stand": self.stand,
            "asks_who": self.asks_who,
            "unkept": self.unkept,
            "whom": str(self.whom) if self.whom is not None else "",
            "beside": [[page, str(of) if of is not None else "", part] for page, of, part in self.beside],
        }
        return {**os.environ, VARIABLE: json.dumps(said)}


def taken_over() -> HandOver | None:
    """What the process before us handed over; None at a start by a person. Asked once: it is gone then."""
    said = os.environ.pop(VARIABLE, None)
    if said is None:
        return None
    import json
    from uuid import UUID

    try:
        raw = cast("dict[str, object]", json.loads(said))
        of, whom = (UUID(str(raw[name])) if raw[name] else None for name in ("of", "whom"))
        stand = next(one for one in _STANDS if one == raw["stand"])
        beside = tuple(
            (str(page), UUID(thing) if thing else None, str(part))
            for page, thing, part in cast("list[list[str]]", raw["beside"])
        )
        return HandOver(str(raw["page"]), of, stand, bool(raw["asks_who"]), bool(raw["unkept"]), whom, beside)
    except (ValueError, TypeError, KeyError, StopIteration):
        return HandOver()
