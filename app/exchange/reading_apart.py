"""The bytes of strangers are read by a process apart, several at once; where one ends it, only that one is lost."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Protocol, TypeVar

from app import apart
from app.apart.packing import pack, unpack
from app.exchange.apart_jobs import MAILS, RAW, MailRead, NotRead
from app.kernel.errors import Refused

SECONDS = 10.0
MEBIBYTES = 512
"""Bounds of one reading (VAULT.md, "hostile input")."""
_JOBS = "app.exchange.apart_jobs"
Read = TypeVar("Read")


class _Kind(Protocol):
    """A tuple type of readings."""


def read_mails(
    raws: Sequence[bytes], cancel: threading.Event | None = None
) -> tuple[MailRead | NotRead, ...]:
    """Each message, or why it is not read. Raises `apart.Stopped` when ``cancel`` is set."""
    return _read("read_mails", MAILS, raws, cancel)


def read_one_mail(raw: bytes) -> MailRead:
    """One message. Raises `Refused`."""
    (found,) = read_mails((raw,))
    if isinstance(found, NotRead):
        raise Refused(found.code, found.reason)
    return found


def _read(
    job: str, kind: type[tuple[Read, ...]], raws: Sequence[bytes], cancel: threading.Event | None
) -> tuple[Read | NotRead, ...]:
    """All at once; where that fails, each alone."""
    try:
        answer = apart.run(
            f"{_JOBS}:{job}", pack(RAW, tuple(raws)), seconds=SECONDS, mebibytes=MEBIBYTES, cancel=cancel
        )
        found: tuple[Read, ...] = unpack(kind, answer)
        if len(found) != len(raws):
            raise apart.Died
    except (apart.Unreadable, ValueError) as trouble:
        if len(raws) > 1:
            return tuple(one for raw in raws for one in _read(job, kind, (raw,), cancel))
        refused = trouble if isinstance(trouble, apart.Unreadable) else apart.Died()
        return (NotRead(refused.code, refused.message),)
    return found
