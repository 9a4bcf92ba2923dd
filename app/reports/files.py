"""A report leaves the vault as a file: whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from app.kernel.errors import MachineTrouble

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
    part = file.parent / f"{file.name}.part"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as handle:
            handle.write(pdf)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(file)
    except OSError as error:
        with suppress(OSError):  # where it could not be made, it cannot be taken away either
            part.unlink(missing_ok=True)
        reason = os.strerror(error.errno) if error.errno else "it cannot be written"
        raise MachineTrouble(
            "cannot-write", f"The report cannot be saved there: {reason}.", field="out"
        ) from None


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
