"""A report leaves the vault as a file, under a name that every system takes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from app.vault.outside import write_outside

LONGEST_NAME = 100
_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10)),
}
"""Names that Windows keeps for devices, with any ending."""


def write_report(file: Path, pdf: bytes) -> None:
    """What stands there already is replaced only by a finished file. Raises MachineTrouble with the reason."""
    write_outside(file, pdf, what="report")


def file_name(number: str) -> str:
    """A matter's number as a file name that every system takes."""
    name = re.sub(r"[^\w.-]+", "_", number).strip("._")[:LONGEST_NAME] or "matter"
    return f"{'_' if name.split('.')[0].upper() in _DEVICES else ''}{name}.pdf"


def file_names(numbers: Iterable[str]) -> dict[str, str]:
    """For each number its file; two that would share one ("A/1", "A 1") get a count behind, so that none is lost."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for number in numbers:
        stem, count = file_name(number).removesuffix(".pdf"), 1
        name = stem
        while name.casefold() in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name.casefold())
        names[number] = f"{name}.pdf"
    return names
