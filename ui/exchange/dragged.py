"""What mail programs put into a drag: files, messages as bytes, or only a link to a message.

- Files of folders, and mails of programs that write a file first: file URLs.
- Thunderbird: a link ``mailbox:///…/Inbox?number=12345``, the mailbox and where in it the message begins
  (``text/x-moz-url``); of messages on a server it gives no more than their names.
- Outlook and other programs of Windows: ``FileGroupDescriptorW`` with names and ``FileContents`` with bytes, as Qt
  passes on what it does not know (``application/x-qt-windows-mime``). Classic Outlook often gives no bytes.
- Apple Mail: ``message:`` links, without the message.

Nothing dragged is written to disk.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QMimeData, QUrl, QUrlQuery

from app.exchange.incoming import Content
from app.exchange.mailbox import message_at
from app.kernel.errors import MachineTrouble

translate = QCoreApplication.translate

_WINDOWS: Final = 'application/x-qt-windows-mime;value="{}"'
DESCRIPTOR: Final = _WINDOWS.format("FileGroupDescriptorW")
CONTENTS: Final = _WINDOWS.format("FileContents")
MOZILLA: Final = "text/x-moz-message"
MOZILLA_LINK: Final = "text/x-moz-url"
PROMISES: Final = (
    "application/x-moz-file-promise",
    "application/x-moz-file-promise-url",
    "com.apple.pasteboard.promised-file-url",
    "com.apple.pasteboard.promised-file-content-type",
)
_ENTRY = 592  # bytes of a FILEDESCRIPTORW
_NAME = slice(72, 592)
MOST_FILES = 500


@dataclass(frozen=True, slots=True)
class Drag:
    """What can be brought in of a drag; ``said`` is a sentence for what cannot."""

    paths: tuple[Path, ...] = ()
    contents: tuple[Content, ...] = ()
    said: str = ""


def is_ours(data: QMimeData) -> bool:
    """Whether the drag brings files or messages; looks at the names of its formats alone."""
    if local_files(data) or data.hasFormat(DESCRIPTOR) or data.hasFormat(MOZILLA):
        return True
    return any(data.hasFormat(one) for one in PROMISES) or any(
        url.scheme() in {"message", "mailbox"} for url in data.urls()
    )


def read_drag(data: QMimeData) -> Drag:
    """What was dropped. Files first: what is there as a file needs nothing else."""
    if paths := local_files(data):
        return Drag(tuple(paths))
    contents = (*_of_windows(data), *_of_thunderbird(data))
    return Drag((), contents, "" if contents else _instead(data))


def local_files(data: QMimeData) -> list[Path]:
    """The files and folders of this machine that are dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.toLocalFile()]


def _of_windows(data: QMimeData) -> Iterator[Content]:
    if not data.hasFormat(DESCRIPTOR):
        return
    for number, name in enumerate(file_names(bytes(data.data(DESCRIPTOR).data()))):
        raw = bytes(data.data(f"{CONTENTS};index={number}").data())
        if not raw and number == 0:
            raw = bytes(data.data(CONTENTS).data())
        if raw:
            yield Content(name, raw)


def file_names(descriptor: bytes) -> tuple[str, ...]:
    """The names in a FILEGROUPDESCRIPTORW, without folders."""
    if len(descriptor) < 4:
        return ()
    (count,) = struct.unpack_from("<I", descriptor)
    names = []
    for number in range(min(count, MOST_FILES, (len(descriptor) - 4) // _ENTRY)):
        entry = descriptor[4 + number * _ENTRY : 4 + (number + 1) * _ENTRY]
        name = entry[_NAME].decode("utf-16-le", "replace").partition("\0")[0]
        names.append(name.replace("\\", "/").rpartition("/")[2] or f"{number + 1}")
    return tuple(names)


def _of_thunderbird(data: QMimeData) -> Iterator[Content]:
    for url in _mailbox_links(data)[:MOST_FILES]:
        place = QUrlQuery(url).queryItemValue("number")
        path = QUrl.fromLocalFile(url.path()).toLocalFile()
        if not (place.isdecimal() and len(place) < 16 and path):
            continue
        if path[:1] == "/" and path[2:3] == ":":  # /C:/Users/…
            path = path[1:]
        try:
            raw = message_at(Path(path), int(place))
        except MachineTrouble:
            continue
        if raw:
            yield Content(f"{Path(path).name} {place}.eml", raw)


def _mailbox_links(data: QMimeData) -> list[QUrl]:
    """Lines of link and title by turns, in UTF-16 as Mozilla writes it, or as plain URLs."""
    raw = bytes(data.data(MOZILLA_LINK).data())
    lines = raw.decode("utf-16-le" if b"\0" in raw[:4] else "utf-8", "replace").strip("\0\ufeff").splitlines()
    links = [QUrl(line) for line in lines] + data.urls()
    found = {url.toString(): url for url in links if url.scheme() == "mailbox"}
    return list(found.values())


def _instead(data: QMimeData) -> str:
    """What to do where a program gives no more than the name of a message."""
    if data.hasFormat(DESCRIPTOR):
        return translate(
            "Bring in",
            "Outlook did not hand over the message. Drag it onto the desktop first, or save it as .msg, "
            "then drop that file here.",
        )
    if any(url.scheme() == "message" for url in data.urls()) or data.hasFormat(PROMISES[2]):
        return translate(
            "Bring in",
            "Mail hands over a link only. Drag the message onto the desktop first, then drop that file here.",
        )
    return translate(
        "Bring in",
        "The mail program did not hand over the message. Save it as a file (.eml) first, then drop that file here.",
    )
