"""What runs in the process apart (`app.apart`): bytes of strangers become plain values. Nothing else reads them.

Each job takes several at once, and answers one reading or one refusal for each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from app.apart.packing import pack, unpack
from app.exchange.calendar_events import CalendarContent, parse_calendar
from app.exchange.contact_cards import CardsContent, parse_cards
from app.exchange.court_notices import CourtNotice, read_court_notices
from app.exchange.mail import Message, read_message
from app.exchange.outlook_messages import is_outlook_message, read_outlook_message
from app.kernel.errors import Refused

One = TypeVar("One")
RAW = tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class NotRead:
    """What could not be read, and why."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class MailRead:
    """One message, with the court's notices it carries."""

    message: Message
    notices: tuple[CourtNotice, ...]


MAILS = tuple[MailRead | NotRead, ...]


def parse_mail(raw: bytes) -> MailRead:
    """A message of the internet or of Outlook. Raises `Refused`."""
    message = read_outlook_message(raw) if is_outlook_message(raw) else read_message(raw)
    notices = read_court_notices(message)
    return MailRead(_without_layout(message), notices)


def read_mails(payload: bytes) -> bytes:
    """RAW to MAILS."""
    return pack(MAILS, _each(unpack(RAW, payload), parse_mail))


def read_cards(payload: bytes) -> bytes:
    """A file of cards to `CardsContent`."""
    return pack(CardsContent, parse_cards(payload))


def read_calendar(payload: bytes) -> bytes:
    """A calendar to `CalendarContent`."""
    return pack(CalendarContent, parse_calendar(payload))


def _each(raws: tuple[bytes, ...], read: Callable[[bytes], One]) -> tuple[One | NotRead, ...]:
    found: list[One | NotRead] = []
    for raw in raws:
        try:
            found.append(read(raw))
        except Refused as refused:
            found.append(NotRead(refused.code, refused.message))
    return tuple(found)


def _without_layout(message: Message) -> Message:
    """What only finding notices needs stays here."""
    forwarded = tuple(_without_layout(one) for one in message.forwarded)
    return replace(message, html=None, layout=None, forwarded=forwarded)
