"""Where the words of a call stand that cannot be followed: "file: what is handed over" → tables, "module:name"."""

from __future__ import annotations

TABLES: dict[str, tuple[str, ...]] = {}
