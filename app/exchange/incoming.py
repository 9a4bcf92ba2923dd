"""Files that were dropped, chosen or named: found in folders, told apart by content, read into plain values."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from app.exchange.court_notices import CourtNotice, NoticeCase, read_court_notices
from app.exchange.csv_kinds import Mapping
from app.exchange.csv_records import CsvContent
from app.exchange.csv_rows import looks_like_csv, read_csv
from app.exchange.mail import Message, read_message
from app.kernel.errors import MachineTrouble, Refused

FILE_BYTES = 200_000_000
FILES_AT_ONCE = 20_000
_NOT_MEANT = {".ds_store", "thumbs.db", "desktop.ini"}


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
class Reading:
    """How a person says that one file is to be read, where its bytes do not tell or tell it wrong."""

    mapping: Mapping | None = None
    encoding: str | None = None


BY_ITSELF = Reading()

Incoming = CsvFile | MailFile | RefusedFile


def find_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files named, and those in folders named; hidden ones and the system's own left out."""
    found: list[Path] = []
    for path in paths:
        try:
            if path.is_dir():
                found += sorted(one for one in path.rglob("*") if one.is_file() and _is_meant(one))
            else:
                found.append(path)
        except OSError as error:
            raise _cannot_read(path, error) from None
        if len(found) > FILES_AT_ONCE:
            message = f"More than {FILES_AT_ONCE:,} files at once. Please take a smaller folder."
            raise Refused("too-many-files", message, field="file")
    return tuple(dict.fromkeys(found))


def read_path(path: Path, reading: Reading = BY_ITSELF) -> Incoming:
    """Read one file; what cannot be read becomes a `RefusedFile`, so that the others go on."""
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):
            raise Refused("not-a-file", "This is no plain file, so there is nothing to take over.")
        if found.st_size > FILE_BYTES:
            raise Refused("file-too-large", "The file is larger than 200 MB. Please split it.")
        return read_bytes(path.name, path.read_bytes(), reading)
    except OSError as error:
        return RefusedFile(path.name, "cannot-read", _cannot_read(path, error).message)
    except Refused as error:
        return RefusedFile(path.name, error.code, error.message)


def read_bytes(name: str, raw: bytes, reading: Reading = BY_ITSELF) -> Incoming:
    """What a file's bytes are. Raises Refused where they are nothing that can be taken over."""
    if reading != BY_ITSELF or looks_like_csv(raw, name):
        return CsvFile(name, read_csv(raw, mapping=reading.mapping, encoding=reading.encoding))
    return read_mail(name, raw)


def _is_meant(path: Path) -> bool:
    return not path.name.startswith(".") and path.name.casefold() not in _NOT_MEANT


def _cannot_read(path: Path, error: OSError) -> MachineTrouble:
    reason = os.strerror(error.errno) if error.errno else "it cannot be read"
    return MachineTrouble("cannot-read", f"{path.name} cannot be read: {reason}.", field="file")
