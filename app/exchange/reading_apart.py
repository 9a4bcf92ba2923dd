"""The bytes of strangers are read by a process apart, several at once; where one ends it, only that one is lost."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TypeVar

from app import apart
from app.apart.packing import pack, unpack
from app.exchange.apart_jobs import MAILS, RAW, MailRead, NotRead
from app.exchange.calendar_events import CalendarContent
from app.exchange.contact_cards import CardsContent
from app.kernel.errors import Refused

SECONDS = 10.0
MEBIBYTES = 512
"""Bounds of one reading (VAULT.md, "hostile input")."""
_JOBS = "app.exchange.apart_jobs"
Read = TypeVar("Read")


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


def read_cards(raw: bytes) -> CardsContent:
    """The cards of a file. Raises `Refused`."""
    return _read_one("read_cards", CardsContent, raw)


def read_calendar(raw: bytes) -> CalendarContent:
    """The events of a calendar. Raises `Refused`."""
    return _read_one("read_calendar", CalendarContent, raw)


def _read_one(job: str, kind: type[Read], raw: bytes) -> Read:
    try:
        return unpack(kind, apart.run(f"{_JOBS}:{job}", raw, seconds=SECONDS, mebibytes=MEBIBYTES))
    except ValueError:
        raise apart.Died from None


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
