"""Files that were dropped, chosen or named: told apart by content, read into plain values."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from app.exchange.court_notices import CourtNotice, NoticeCase, read_court_notices
from app.exchange.csv_kinds import Mapping
from app.exchange.csv_records import CsvContent
from app.exchange.csv_rows import looks_like_csv, read_csv
from app.exchange.find_files import Found
from app.exchange.mail import Message, read_message
from app.exchange.mailbox import BEGINNING, is_mailbox, split_mailbox
from app.kernel.errors import MachineTrouble, Refused

FILE_BYTES = 200_000_000
MAILBOX_BYTES = 50_000_000
"""A larger mailbox is not held whole: its messages are read one at a time as they are taken over."""


@dataclass(frozen=True, slots=True)
class CsvFile:
    """Clients or matters of another system."""

    name: str
    content: CsvContent


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
    """Read one message. Raises Refused where it is none."""
    message = read_message(raw)
    return MailFile(name, raw, message, read_court_notices(message))


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that cannot be taken over, and why. ``code`` "unknown-headers" means that a mapping would help."""

    name: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class MailboxFile:
    """Many messages in one file. ``messages`` None: too large to be held (`read_mailbox` reads them)."""

    name: str
    path: Path
    count: int
    messages: tuple[MailFile | RefusedFile, ...] | None


@dataclass(frozen=True, slots=True)
class Reading:
    """How a person says that one file is to be read, where its bytes do not tell or tell it wrong."""

    mapping: Mapping | None = None
    encoding: str | None = None


BY_ITSELF = Reading()

Incoming = CsvFile | MailFile | MailboxFile | RefusedFile


def read_path(found: Found, reading: Reading = BY_ITSELF) -> Incoming:
    """Read one file; what cannot be read becomes a `RefusedFile`, so that the others go on."""
    path, name = found.path, found.name
    try:
        about = path.stat()
        if S_ISDIR(about.st_mode):
            raise Refused("cannot-read", "This folder cannot be opened, so nothing in it is taken over.")
        if not S_ISREG(about.st_mode):
            raise Refused("not-a-file", "This is no plain file, so there is nothing to take over.")
        with path.open("rb") as file:
            boxed = reading == BY_ITSELF and is_mailbox(file.read(BEGINNING))
        if boxed and (box := _read_mailbox(found, about.st_size)) is not None:
            return box
        if about.st_size > FILE_BYTES:
            raise Refused("file-too-large", "The file is larger than 200 MB. Please split it.")
        return read_bytes(name, path.read_bytes(), reading)
    except OSError as error:
        return RefusedFile(name, "cannot-read", _cannot_read(path, error).message)
    except Refused as error:
        return RefusedFile(name, error.code, error.message)


def read_mailbox(box: MailboxFile) -> Iterator[MailFile | RefusedFile]:
    """Its messages, one at a time where it is too large to be held whole."""
    if box.messages is not None:
        yield from box.messages
        return
    try:
        yield from _messages(box.name, box.path)
    except OSError as error:
        raise _cannot_read(box.path, error) from None


def _read_mailbox(found: Found, size: int) -> MailboxFile | None:
    """None for one message alone in a file for one (.eml): some programs put a mailbox's first line there, too."""
    with found.path.open("rb") as file:
        count = sum(1 for _ in split_mailbox(file, 0))
    if count == 1 and found.path.suffix.casefold() == ".eml":
        return None
    held = tuple(_messages(found.name, found.path)) if size <= MAILBOX_BYTES else None
    return MailboxFile(found.name, found.path, count, held)


def _messages(name: str, path: Path) -> Iterator[MailFile | RefusedFile]:
    with path.open("rb") as file:
        for raw in split_mailbox(file, FILE_BYTES):
            try:
                if raw is None:
                    raise Refused("file-too-large", "The message is larger than 200 MB.")
                message = read_mail(name, raw)
            except Refused as error:
                yield RefusedFile(name, error.code, error.message)
            else:
                yield message


def read_bytes(name: str, raw: bytes, reading: Reading = BY_ITSELF) -> Incoming:
    """What a file's bytes are. Raises Refused where they are nothing that can be taken over."""
    if reading != BY_ITSELF or looks_like_csv(raw, name):
        return CsvFile(name, read_csv(raw, mapping=reading.mapping, encoding=reading.encoding))
    return read_mail(name, raw)


def _cannot_read(path: Path, error: OSError) -> MachineTrouble:
    reason = os.strerror(error.errno) if error.errno else "it cannot be read"
    return MachineTrouble("cannot-read", f"{path.name} cannot be read: {reason}.", field="file")
