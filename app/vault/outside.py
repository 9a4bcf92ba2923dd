"""What leaves the vault as a file of its own: whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from app.kernel.errors import MachineTrouble


def write_outside(file: Path, content: bytes, *, what: str) -> None:
    """What stands there already is replaced only by a finished file. ``what`` is "report", "copy" …, for the sentence.

    Raises MachineTrouble with the reason; nothing half written is left then.
    """
    part = file.parent / f"{file.name}.part"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(file)
    except OSError as error:
        with suppress(OSError):  # where it could not be made, it cannot be taken away either
            part.unlink(missing_ok=True)
        reason = os.strerror(error.errno) if error.errno else "it cannot be written"
        raise MachineTrouble(
            "cannot-write", f"The {what} cannot be saved there: {reason}.", field="out"
        ) from None
