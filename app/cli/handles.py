"""Short handles for ids: their last digits, as lists print them. Ids begin alike, as they begin with the time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from uuid import UUID

from app.kernel.errors import Refused
from app.kernel.ids import read_id

_PART = re.compile(r"[0-9a-f]{6,31}")


def handle(one: object) -> str:
    """The last eight digits."""
    return one.hex[-8:] if isinstance(one, UUID) else ""


def read_handle(words: str, among: Callable[[], Iterable[UUID]]) -> UUID | None:
    """The id that ``words`` spell in full, or of which they are the beginning or the end; None where they are neither.

    At least six digits; ``among`` is asked where the id is not spelled in full. Raises `Refused` ("several-ids").
    """
    found = read_id(words)
    part = words.strip().casefold().replace("-", "")
    if found is not None or not _PART.fullmatch(part):
        return found
    hits = sorted({one for one in among() if one.hex.endswith(part) or one.hex.startswith(part)})
    if len(hits) > 1:
        listed = ", ".join(str(one) for one in hits[:10])
        raise Refused(
            "several-ids", f"Several begin or end so: {listed}. Please give more of it.", field="id"
        )
    return hits[0] if hits else None
