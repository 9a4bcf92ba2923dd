"""What goes through the pipe: a status, a name and bytes, each with its length."""

from __future__ import annotations

import struct
from typing import IO

_HEAD = struct.Struct(">cdIQ")
MOST = 2_000_000_000
"""Bytes of one answer that are believed."""

DONE, REFUSED, TOO_MUCH, BROKEN = b"k", b"r", b"m", b"b"
"""What an answer begins with."""
JOB = b"j"


def write_frame(pipe: IO[bytes], status: bytes, name: str, body: bytes, *, seconds: float = 0.0) -> None:
    """Send one frame. Raises OSError (or ValueError, of a closed pipe) where the other side is gone."""
    called = name.encode()
    pipe.write(_HEAD.pack(status, seconds, len(called), len(body)) + called)
    pipe.write(body)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> tuple[bytes, float, str, bytes] | None:
    """Status, seconds, name and body; None at the end of the pipe or where it makes no sense."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    status, seconds, called, size = _HEAD.unpack(head)
    if called > 10_000 or size > MOST:
        return None
    name, body = pipe.read(called), pipe.read(size)
    if len(name) < called or len(body) < size:
        return None
    return status, seconds, name.decode("utf-8", "replace"), body
