"""Reading the memory of a process (Linux, and only who may: root, or the owner of one that is not hardened)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

PIECE = 1 << 24


def spellings(word: str) -> tuple[bytes, ...]:
    """As Python, SQLite and sockets have it, as Qt has it, and as Python has it beside wider letters."""
    return tuple(word.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-32-le"))


def count(pid: int, needles: Iterable[bytes]) -> dict[bytes, int]:
    """How often each stands in the writable memory of ``pid``. Raises `PermissionError` where that may not be read."""
    found = dict.fromkeys(needles, 0)
    overlap = max(len(one) for one in found) - 1
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            where, rights, *_ = line.split()
            if not rights.startswith("rw"):
                continue
            start, end = (int(one, 16) for one in where.split("-"))
            before = b""
            for place in range(start, end, PIECE):
                memory.seek(place)
                try:
                    piece = before + memory.read(min(PIECE, end - place))
                except OSError:
                    break  # a part of the address space that nobody may read (device memory)
                for one in found:
                    found[one] += piece.count(one)
                before = piece[-overlap:]
    return found
