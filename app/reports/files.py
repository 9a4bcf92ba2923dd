"""A report leaves the vault as a file: whole or not at all."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from app.kernel.errors import MachineTrouble


def write_report(file: Path, pdf: bytes) -> None:
    """What stands there already is replaced only by a finished file. Raises MachineTrouble with the reason."""
    part = file.parent / f"{file.name}.part"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(pdf)
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
    return (re.sub(r"[^\w.-]+", "_", number).strip("._") or "matter") + ".pdf"
