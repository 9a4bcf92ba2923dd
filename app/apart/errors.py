"""Why a job apart gave no answer."""

from __future__ import annotations

from app.kernel.errors import Refused
from app.kernel.language import tr


class Unreadable(Refused):
    """The process that read it was ended or broke; only what it was reading is lost."""


class TookTooLong(Unreadable):
    """It had not answered in its time."""

    def __init__(self) -> None:
        super().__init__("took-too-long", tr("Reading this takes too long. It is left out."), field="file")


class TookTooMuch(Unreadable):
    """It wanted more memory than it may have."""

    def __init__(self) -> None:
        super().__init__(
            "took-too-much", tr("Reading this takes too much memory. It is left out."), field="file"
        )


class Died(Unreadable):
    """It ended, or the job broke in a way nobody foresaw. ``kind`` is the name of the error's class, else ""."""

    def __init__(self, kind: str = "") -> None:
        message = tr("This is damaged in a way that Liaison does not know. It is left out.")
        super().__init__("unreadable", message, field="file")
        self.kind = kind


class Stopped(Exception):
    """Somebody cancelled; the process was ended."""
