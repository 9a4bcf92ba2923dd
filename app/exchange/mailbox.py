"""A mailbox in one file (mbox, RFC 4155): where each message begins.

A message begins with a line "From " and who and when, after an empty line; its own lines "From " are written
">From " (mboxrd: one ">" more than there was).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

BEGINNING = 4096
"""So many bytes tell a mailbox."""
_LINE = 1_000_000
_POSTMARK = re.compile(rb"From (?:\S.*\d\d:\d\d.*\b\d{4}\b.*|\S+[ \t]*)\r?\n?")
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:|>From ")
_QUOTED = re.compile(rb">+From ")


def is_mailbox(beginning: bytes) -> bool:
    """Whether a file that begins so is a mailbox."""
    lines = beginning.lstrip(b"\r\n").splitlines(keepends=True)
    return (
        len(lines) > 1 and _POSTMARK.fullmatch(lines[0]) is not None and _HEADER.match(lines[1]) is not None
    )


def split_mailbox(stream: IO[bytes], longest: int) -> Iterator[bytes | None]:
    """Each message without its "From " line, as it was before it was put into the mailbox.

    One at a time, so that a large mailbox needs no more memory than its largest message; None for one of more
    than ``longest`` bytes.
    """
    message: list[bytes] | None = None
    size = 0
    after_empty, line = True, stream.readline(_LINE)
    while line:
        following = stream.readline(_LINE)
        if after_empty and _POSTMARK.fullmatch(line) and (_HEADER.match(following) or not following.strip()):
            if message is not None:
                yield _whole(message, size, longest)
            message, size = [], 0
        elif message is not None:
            size += len(line)
            if size <= longest:
                message.append(line[1:] if _QUOTED.match(line) else line)
            else:
                message.clear()
        after_empty, line = not line.strip(b"\r\n"), following
    if message is not None:
        yield _whole(message, size, longest)


def _whole(lines: list[bytes], size: int, longest: int) -> bytes | None:
    """The empty line before the next "From " is the mailbox's, not the message's."""
    if size > longest:
        return None
    if lines and not lines[-1].strip(b"\r\n"):
        lines = lines[:-1]
    return b"".join(lines)
