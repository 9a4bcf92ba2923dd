"""Words from a file or from standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from app.kernel.errors import MachineTrouble, Refused

MOST_BYTES = 2_000_000


def words_in(file: Path) -> str:
    """The text of a file, or of standard input for "-". Raises MachineTrouble and Refused."""
    try:
        if str(file) == "-":
            found = sys.stdin.read(MOST_BYTES + 1).encode("utf-8", "replace")
        else:
            with file.open("rb") as opened:
                found = opened.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise MachineTrouble("no-text", f"The file could not be read: {reason}.", field="text") from None
    if len(found) > MOST_BYTES:
        raise Refused(
            "text-too-long", "The file is larger than 2 MB. Please choose a smaller one.", field="text"
        )
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("not-text", "The file is not text in UTF-8. Please save it so.", field="text") from None
