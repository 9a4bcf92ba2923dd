"""The words of attachments, read by a process apart (`app.apart`) and kept, so that each file is read once."""

from __future__ import annotations

from collections.abc import Callable

from app.search.desk import Desk


def read_new(workspace: Desk, cancelled: Callable[[], bool]) -> int:
    """Read the files that came since; how many have words."""
    return 0
