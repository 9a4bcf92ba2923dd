"""What mail programs put into a drag, as their documentation says: files, bytes, or a link and then a sentence."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QUrl

from app.exchange.commands import read_files
from app.exchange.incoming import CalendarFile, PostFile
from app.exchange.letters import read_letters
from ui.exchange.dragged import (
    CONTENTS,
    DESCRIPTOR,
    MOZILLA,
    MOZILLA_LINK,
    Drag,
    file_names,
    is_ours,
    read_drag,
)

MAIL = b"From: ann@example.com\nSubject: Hello\n\nGood day.\n"


def descriptor(*names: str) -> bytes:
    """A FILEGROUPDESCRIPTORW: the number of files, then for each 72 bytes about it and its name in UTF-16."""
    entries = (b"\0" * 72 + name.encode("utf-16-le").ljust(520, b"\0") for name in names)
    return struct.pack("<I", len(names)) + b"".join(entries)


def test_files_come_first(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.eml"))])
    data.setData(DESCRIPTOR, descriptor("b.msg"))
    assert is_ours(data)
    assert read_drag(data) == Drag((tmp_path / "a.eml",))


def test_a_program_of_windows_hands_over_names_and_bytes() -> None:
    data = QMimeData()
    data.setData(DESCRIPTOR, descriptor("one.eml", "C:\\folder\\two.eml"))
    data.setData(f"{CONTENTS};index=0", MAIL)
    data.setData(f"{CONTENTS};index=1", MAIL + b"!")
    drag = read_drag(data)
    assert [(one.name, one.raw) for one in drag.contents] == [("one.eml", MAIL), ("two.eml", MAIL + b"!")]
    assert not drag.said


def test_outlook_without_bytes_is_told() -> None:
    data = QMimeData()
    data.setData(DESCRIPTOR, descriptor("Terms.msg"))
    assert is_ours(data)
    assert "desktop" in read_drag(data).said


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-8"])
def test_thunderbird_names_the_mailbox_and_the_place_in_it(tmp_path: Path, encoding: str) -> None:
    box = tmp_path / "Inbox"
    first = b"From - Mon Nov 23 09:00:00 2026\nSubject: other\n\nx\n\n"
    box.write_bytes(
        first
        + b"From - Mon Nov 23 09:00:00 2026\n"
        + MAIL
        + b"\nFrom - Mon Nov 23 10:00:00 2026\nSubject: y\n"
    )
    data = QMimeData()
    data.setData(MOZILLA, b"mailbox-message://nobody@Local%20Folders/Inbox#52")
    link = f"mailbox://{box.as_posix()}?number={len(first)}\nHello"
    data.setData(MOZILLA_LINK, link.encode(encoding))
    (content,) = read_drag(data).contents
    assert content.raw == MAIL


def test_thunderbird_without_a_place_and_apple_mail_are_told() -> None:
    thunderbird, apple = QMimeData(), QMimeData()
    thunderbird.setData(MOZILLA, b"imap-message://ann@server/INBOX#7")
    apple.setUrls([QUrl("message:%3C1@x%3E")])
    assert is_ours(thunderbird)
    assert ".eml" in read_drag(thunderbird).said
    assert is_ours(apple)
    assert "desktop" in read_drag(apple).said


def test_other_drags_are_not_ours() -> None:
    data = QMimeData()
    data.setText("words")
    assert not is_ours(data)


@given(st.binary(max_size=2000))
def test_any_descriptor_is_names(raw: bytes) -> None:
    assert all("/" not in name and "\\" not in name for name in file_names(raw))


def _letters(*contents: bytes) -> Iterator[object]:
    drag = [(f"{number}", raw) for number, raw in enumerate(contents)]
    from app.exchange.incoming import Content

    batch = read_files((), contents=[Content(*one) for one in drag])
    yield from batch.items
    yield from (
        one.read for one in read_letters([(0, one) for one in batch.items if isinstance(one, PostFile)])
    )


def test_what_was_dragged_is_read_as_a_file_is() -> None:
    calendar = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
    post, dates, letter = _letters(MAIL, calendar)
    assert isinstance(post, PostFile)
    assert isinstance(dates, CalendarFile)
    assert letter.message.subject == "Hello"  # type: ignore[attr-defined]  # a mail
