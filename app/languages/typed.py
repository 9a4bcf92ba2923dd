"""The tables of what is typed (`typed.toml` beside a language's catalogues); how they are meant: `app.kernel.typed`."""

from __future__ import annotations

from pathlib import Path

from app.kernel.typed import NOTHING, Typed


def typed_in(file: Path) -> Typed:
    """The table of a file; what is English alone where there is none. Raises ValueError for one that is no table."""
    if not file.exists():
        return NOTHING
    import tomllib  # English alone has no table: it starts sooner

    found = tomllib.loads(file.read_text(encoding="utf-8"))
    order, letters, own = found.pop("order", None), found.pop("letters", {}), tuple(found.pop("own", ()))
    return Typed(order, found, letters, own)
