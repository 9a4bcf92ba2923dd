"""A mailbox in one file (mbox, RFC 4155): where each message begins.

A message begins with a line "From " and who and when, after an empty line; its own lines "From " are written
">From " (mboxrd: one ">" more than there was).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from app.kernel.errors import MachineTrouble
from app.kernel.language import tr

BEGINNING = 4096
"""So many bytes tell a mailbox."""
_BLOCK = 1_000_000
_LINE = 1_000
_AHEAD = 2 * _LINE + 8
"""So many bytes from where a line begins tell whether it begins a message: it, and how the next one begins."""
_BEHIND = 4
"""So many bytes before a line tell whether the line before it is empty."""
_POSTMARK = re.compile(rb"From (?:\S.*\d\d:\d\d.*\b\d{4}\b.*|\S+[ \t]*)\r?\n?")
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:|>From ")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def is_mailbox(beginning: bytes) -> bool:
    """Whether a file that begins so is a mailbox."""
    lines = beginning.lstrip(b"\r\n").splitlines(keepends=True)
    return (
        len(lines) > 1 and _POSTMARK.fullmatch(lines[0]) is not None and _HEADER.match(lines[1]) is not None
    )


def split_mailbox(stream: IO[bytes], longest: int) -> Iterator[bytes | None]:
    """Each message without its "From " line, as it was before it was put into the mailbox.

    One at a time, so that a large mailbox needs no more memory than its largest message; None for one of more
    than ``longest`` bytes. A block at a time is searched for "From " alone: line by line takes ten times as long.
    """
    message: _Message | None = None
    data, at_line = b"\n", True
    block = stream.read(_BLOCK)
    while True:
        data += block
        known = len(data) - _AHEAD if block else len(data)
        begin, at = 0, data.find(b"\nFrom ")
        while 0 <= at < known:
            if _is_after_empty(data, at, at_line) and (end := _postmark_end(data, at + 1)):
                if message is not None:
                    message.take(data[begin : at + 1])
                    yield message.whole()
                message, begin = _Message(longest), end
            at = data.find(b"\nFrom ", at + 1)
        cut = max(begin, known - _BEHIND) if block else len(data)
        if message is not None:
            message.take(data[begin:cut])
        if not block:
            break
        if cut > 0:
            data, at_line = data[cut:], cut == begin
        block = stream.read(_BLOCK)
    if message is not None:
        yield message.whole()


def message_at(path: Path, place: int) -> bytes | None:
    """The message that begins at this byte of a mailbox; None where none does. Raises `MachineTrouble`."""
    try:
        with path.open("rb") as file:
            file.seek(place)
            if file.read(5) != b"From ":
                return None
            file.seek(place)
            return next(split_mailbox(file, 200_000_000), None)
    except (OSError, ValueError):
        raise MachineTrouble("cannot-read", tr("The mailbox cannot be read."), field="file") from None


class _Message:
    """The pieces of one message; more than ``longest`` bytes are not kept."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._pieces: list[bytes] = []
        self._size = 0

    def take(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size <= self._longest:
            self._pieces.append(piece)
        else:
            self._pieces.clear()

    def whole(self) -> bytes | None:
        """The empty line before the next "From " is the mailbox's, not the message's."""
        if self._size > self._longest:
            return None
        text = b"".join(self._pieces)
        for line_end in (b"\r\n", b"\n"):
            if text == line_end or text.endswith(b"\n" + line_end):
                text = text[: -len(line_end)]
                break
        return _QUOTED.sub(rb"\1", text) if b">From " in text else text


def _is_after_empty(data: bytes, at: int, at_line: bool) -> bool:
    """Whether the line that ends with the "\\n" at ``at`` is empty; ``at_line``: the data begin with a line."""
    before = at - 1 if data[at - 1 : at] == b"\r" else at
    return data[before - 1 : before] == b"\n" if before > 0 else at_line


def _postmark_end(data: bytes, start: int) -> int:
    """Where the line that begins a message at ``start`` ends; 0 if it is none."""
    end = data.find(b"\n", start, start + _LINE) + 1
    if end == 0:
        end = len(data) if len(data) - start < _LINE else 0
    following = data[end : end + _LINE].partition(b"\n")[0]
    fits = (
        end and _POSTMARK.fullmatch(data, start, end) and (_HEADER.match(following) or not following.strip())
    )
    return end if fits else 0
