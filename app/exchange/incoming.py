"""Files that were dropped, chosen or named: told apart by content, read into plain values."""

from __future__ import annotations

import os
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from types import MappingProxyType

from app.exchange.apart_jobs import MailRead
from app.exchange.calendar_events import CalendarContent
from app.exchange.contact_cards import CardsContent
from app.exchange.court_notices import CourtNotice, NoticeCase
from app.exchange.csv_encodings import Source
from app.exchange.csv_kinds import Mapping
from app.exchange.csv_rows import CsvReading, Told, look_through, looks_like_csv
from app.exchange.find_files import Found
from app.exchange.mail import Message
from app.exchange.mailbox import BEGINNING, is_mailbox, split_mailbox
from app.exchange.outlook_messages import is_outlook_message
from app.exchange.reading_apart import read_calendar, read_cards, read_one_mail
from app.kernel.errors import MachineTrouble, Refused
from app.kernel.language import tr

FILE_BYTES = 200_000_000
_TO_TELL = 65_536
"""So much of a file tells whether it is a table."""


@dataclass(frozen=True, slots=True)
class CsvFile:
    """Clients, matters or notes of another system: looked through, and read row by row when they are taken over."""

    name: str
    reading: CsvReading


@dataclass(frozen=True, slots=True)
class CardsFile:
    """Business cards (.vcf)."""

    name: str
    content: CardsContent


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """Events of a calendar (.ics)."""

    name: str
    content: CalendarContent


@dataclass(frozen=True, slots=True)
class MailFile:
    """One message, with the court's notices it carries: mostly none or one."""

    name: str
    raw: bytes
    message: Message
    notices: tuple[CourtNotice, ...]

    @property
    def cases(self) -> tuple[NoticeCase, ...]:
        """Every case the notices speak of."""
        return tuple(case for notice in self.notices for case in notice.cases)


def read_mail(name: str, raw: bytes) -> MailFile:
    """Read one message, apart. Raises Refused where it is none."""
    return mail_file(name, raw, read_one_mail(raw))


def mail_file(name: str, raw: bytes, read: MailRead) -> MailFile:
    """What was read apart, with the bytes it was read from."""
    return MailFile(name, raw, read.message, read.notices)


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that cannot be taken over, and why. ``code`` "unknown-headers" means that a mapping would help."""

    name: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class PostFile:
    """A file of one message, or a mailbox of ``count``. Its messages are read while they are taken over
    (`letters.read_letters`), so that a mailbox of any size needs little memory."""

    name: str
    path: Path
    count: int
    is_mailbox: bool
    raw: bytes | None = field(default=None, repr=False)
    """Its bytes, where there is no file: it was dragged."""

    @property
    def size(self) -> int:
        """Bytes; 0 where the file cannot be asked any more: reading it says why."""
        try:
            return self.path.stat().st_size if self.raw is None else len(self.raw)
        except OSError:
            return 0


@dataclass(frozen=True, slots=True)
class Reading:
    """How a person says that one file is to be read, where its bytes do not tell or tell it wrong."""

    mapping: Mapping | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What a program handed over in a drag, without a file."""

    name: str
    raw: bytes = field(repr=False)


BY_ITSELF = Reading()

Incoming = CsvFile | CardsFile | CalendarFile | PostFile | RefusedFile


def read_path(
    found: Found,
    reading: Reading = BY_ITSELF,
    known: Map[str, Mapping] = MappingProxyType({}),
    told: Told = lambda _: None,
) -> Incoming:
    """What a file is, by its content; what cannot be read becomes a `RefusedFile`, so that the others go on.

    ``known`` are the columns that were matched before (`known_mappings`); ``told`` hears how many rows of a table were
    looked at, and may raise to stop.
    """
    path, name = found.path, found.name
    try:
        about = path.stat()
        if S_ISDIR(about.st_mode) and path.is_symlink():
            message = tr(
                "This is a link to a folder, which may lead round. To take it over, drop the folder itself."
            )
            raise Refused("not-a-file", message)
        if S_ISDIR(about.st_mode):
            raise Refused("cannot-read", tr("This folder cannot be opened, so nothing in it is taken over."))
        if not S_ISREG(about.st_mode):
            raise Refused("not-a-file", tr("This is no plain file, so there is nothing to take over."))
        with path.open("rb") as file:
            beginning = file.read(BEGINNING)
        if reading == BY_ITSELF and is_mailbox(beginning):
            return _mailbox(found)
        if (
            reading == BY_ITSELF
            and (other := _by_beginning(found, beginning, about.st_size, known)) is not None
        ):
            return other
        source = Source.of_path(path)
        table = look_through(
            source, mapping=reading.mapping, encoding=reading.encoding, known=known, told=told
        )
        return CsvFile(name, table)
    except OSError as error:
        return RefusedFile(name, "cannot-read", cannot_read(path, error).message)
    except Refused as error:
        return RefusedFile(name, error.code, error.message)


def read_content(content: Content) -> Incoming:
    """What bytes without a file are: a message, cards or a calendar."""
    try:
        other = _of_text(content.name, content.raw)
        return other or PostFile(content.name, Path(content.name), 1, False, content.raw)
    except Refused as error:
        return RefusedFile(content.name, error.code, error.message)


def _of_text(name: str, raw: bytes) -> Incoming | None:
    text = raw[:100].removeprefix(b"\xef\xbb\xbf").lstrip()[:20].upper()
    if text.startswith(b"BEGIN:VCARD"):
        return CardsFile(name, read_cards(raw))
    if text.startswith(b"BEGIN:VCALENDAR"):
        return CalendarFile(name, read_calendar(raw))
    return None


def _mailbox(found: Found) -> PostFile:
    """One message alone in a file for one (.eml) is no mailbox: some programs put a mailbox's first line there, too."""
    with found.path.open("rb") as file:
        count = sum(1 for _ in split_mailbox(file, 0))
    return PostFile(found.name, found.path, count, count > 1 or found.path.suffix.casefold() != ".eml")


def _by_beginning(found: Found, beginning: bytes, size: int, known: Map[str, Mapping]) -> Incoming | None:
    """None for a table: that may be of any size, the others are held whole."""
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].upper()
    is_card, is_calendar = text.startswith(b"BEGIN:VCARD"), text.startswith(b"BEGIN:VCALENDAR")
    if not (is_card or is_calendar or is_outlook_message(beginning)):
        with found.path.open("rb") as file:
            if looks_like_csv(file.read(_TO_TELL), found.name, known):
                return None
    if size > FILE_BYTES:
        raise Refused("file-too-large", tr("The file is larger than 200 MB. Please split it."))
    if is_card:
        return CardsFile(found.name, read_cards(found.path.read_bytes()))
    if is_calendar:
        return CalendarFile(found.name, read_calendar(found.path.read_bytes()))
    return PostFile(found.name, found.path, 1, False)


def cannot_read(path: Path, error: OSError) -> MachineTrouble:
    """Why the machine does not give the file, in a sentence."""
    reason = os.strerror(error.errno) if error.errno else tr("it cannot be read")
    return MachineTrouble(
        "cannot-read",
        tr("{name} cannot be read: {reason}.").format(name=path.name, reason=reason),
        field="file",
    )
