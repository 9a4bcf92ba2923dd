"""Kinds of contact in the form, large files, and files shown from memory."""

from __future__ import annotations

import threading
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from app.contactlog.commands import log_contact
from app.contactlog.forms import NewAttachment, NewContact
from app.contactlog.queries import attachment_content, entries, entry
from app.contactlog.words import Channel, Direction
from app.kernel.errors import MachineTrouble
from app.vault import lending
from ui.contactlog import file_sheet
from ui.kit import tasks

if TYPE_CHECKING:
    from conftest import Desk


def settle(desk: Desk) -> None:
    """Until what is taken in piece by piece is in."""
    for _ in range(8):
        desk.wait()


def test_a_kind_presets_asks_and_points_out_what_is_missing(desk: Desk) -> None:
    desk.busy.clock.advance(timedelta(hours=5))
    sheet = desk.open(matter_id=desk.matter())
    sheet.choose_kind("Settlement offer conveyed")
    values = sheet.form.values()
    assert (values.tags, values.confidentiality) == ("settlement", "privileged")
    offer, *_ = sheet.form.questions._texts
    settle(desk)
    left = [one.mapTo(sheet.form, QPoint()).x() for one in (offer, sheet.form.summary)]
    assert left[0] == left[1], "level with the other fields"
    assert offer.hasFocus() or sheet.form.questions.isAncestorOf(sheet.window().focusWidget())
    offer.setText("They offer 40,000 until Friday.")
    sheet.form.identity.checked.setChecked(True)
    sheet.apply("")
    said = " ".join(hint.text for hint in sheet.form.hints(at_save=True))
    assert "Not answered yet: Options, Risks, Likely, Uncertain and 4 more." in said
    assert desk.forms.sheet() is sheet
    sheet.apply("")
    desk.wait()
    with desk.workspace.read() as reader:
        (row,) = entries(reader, matter_id=desk.matter(), limit=1)
    assert row.summary == "Offer: They offer 40,000 until Friday."
    assert row.kind == "Settlement offer conveyed"
    desk.forms.amend(row.id)
    desk.wait()
    amending = desk.forms.sheet()
    assert amending is not None
    assert amending.form.values().asked[0].answer == "They offer 40,000 until Friday."
    assert amending.form.summary.text() == ""
    amending.choose_kind("")
    assert amending.form.summary.text() == "Offer: They offer 40,000 until Friday."


def test_a_large_file_goes_in_while_one_writes_and_save_waits_for_it(desk: Desk, tmp_path: Path) -> None:
    desk.busy.clock.advance(timedelta(hours=5))
    scan = tmp_path / "scan.bin"
    scan.write_bytes(b"ab" * 2_500_000)
    sheet = desk.open(matter_id=desk.matter())
    sheet.form.summary.setText("Went through the scan of the lease with her, page by page.")
    sheet.form.files.files.add_paths([scan])
    assert sheet.form.files.files.busy()
    sheet.apply("")
    settle(desk)
    with desk.workspace.read() as reader:
        (row,) = entries(reader, matter_id=desk.matter(), limit=1)
        assert row.attachments[0].size == 5_000_000
        assert attachment_content(reader, row.attachments[0].id) == scan.read_bytes()


def test_nothing_is_saved_without_a_file_that_could_not_be_taken_in(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.busy.clock.advance(timedelta(hours=5))
    scan = tmp_path / "scan.bin"
    scan.write_bytes(b"ab" * 2_500_000)
    with desk.workspace.read() as reader:
        before = len(entries(reader, matter_id=desk.matter()))

    def full(*_: object) -> None:
        raise MachineTrouble("disk-full", "The disk is full.")

    sheet = desk.open(matter_id=desk.matter())
    sheet.form.summary.setText("Went through the scan of the lease with her, page by page.")
    with monkeypatch.context() as patch:
        patch.setattr("ui.contactlog.storing.add_pieces", full)
        sheet.form.files.files.add_paths([scan])
        sheet.apply("")
        settle(desk)
    assert sheet.isVisible(), "what was meant to have the file would have gone without it"
    assert sheet.form.form._general.text() == "The disk is full."
    assert sheet.note.text() == ""
    with desk.workspace.read() as reader:
        assert len(entries(reader, matter_id=desk.matter())) == before
    sheet.form.files.files.add_paths([scan])
    sheet.apply("")
    settle(desk)
    with desk.workspace.read() as reader:
        (row,) = entries(reader, matter_id=desk.matter(), limit=1)
    assert [one.size for one in row.attachments] == [5_000_000]


def test_a_file_that_is_stopped_leaves_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = tmp_path / "scan.bin"
    scan.write_bytes(bytes(9_000_000))
    sheet = desk.open(matter_id=desk.matter())
    box = sheet.form.files.files
    monkeypatch.setattr(
        box, "_teller", lambda _storing: lambda _done, _size: box.cancel()
    )  # at the first stretch
    box.add_paths([scan])
    settle(desk)
    assert not box.busy()
    assert box.value() == ()
    with desk.workspace.read() as reader:
        from app.contactlog.models import StoredFile

        assert reader.session.query(StoredFile).count() == 0


def test_files_are_shown_from_memory_or_lent(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(lending, "state_folder", lambda: tmp_path)
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())) or opened[0].exists()
    )
    files = (
        NewAttachment("note.txt", "text/plain", b"Line one"),
        NewAttachment("a.odt", "application/vnd.oasis.opendocument.text", b"12"),
        NewAttachment("a.exe", "application/x", b"12"),
    )
    with desk.workspace.write() as tx:
        said = "She sent a note about the lease."
        at = tx.now - timedelta(hours=1)
        new = NewContact(Channel.PHONE, Direction.IN, at, said, matter_id=desk.matter(), attachments=files)
        entry_id = log_contact(tx, new)
    sheet = desk.forms.show_entry(entry_id)
    desk.wait()
    with desk.workspace.read() as reader:
        note, odt, exe = entry(reader, entry_id).attachments
    shown = sheet.open_file(note)
    settle(desk)
    assert shown.text.toPlainText() == "Line one"
    shown.reject()
    shown = sheet.open_file(odt)
    shown.open_outside()
    desk.wait()
    assert "private folder" in shown.words.text()
    assert opened[0].read_bytes() == b"12"
    shown.reject()
    assert not opened[0].exists()
    assert not sheet.open_file(exe).program.isEnabled()
    assert file_sheet.shows(odt) == "other"


def _with_a_file(desk: Desk, file: NewAttachment) -> Any:
    """An entry with one file, shown; the sheet of the file over it."""
    with desk.workspace.write() as tx:
        said = "She sent a paper about the lease."
        at = tx.now - timedelta(hours=1)
        new = NewContact(Channel.PHONE, Direction.IN, at, said, matter_id=desk.matter(), attachments=(file,))
        entry_id = log_contact(tx, new)
    sheet = desk.forms.show_entry(entry_id)
    desk.wait()
    with desk.workspace.read() as reader:
        (row,) = entry(reader, entry_id).attachments
    shown = sheet.open_file(row)
    settle(desk)
    return shown


def test_a_copy_that_is_ready_when_the_file_was_closed_is_wiped(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(lending, "state_folder", lambda: tmp_path)
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    shown = _with_a_file(desk, NewAttachment("a.odt", "application/vnd.oasis.opendocument.text", b"12"))
    go = threading.Event()
    tasks.run(lambda: go.wait(30), owner=desk.window)
    shown.open_outside()
    shown.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    go.set()
    settle(desk)
    assert opened == []
    assert [one for one in tmp_path.rglob("*") if one.is_file() and one.read_bytes() == b"12"] == []


def test_pages_that_are_turned_quickly_end_at_the_one_that_is_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first of two pages is ready last."""
    second = threading.Event()
    page_of = file_sheet.page_of

    def slowly(content: bytes, number: int) -> file_sheet.Shown:
        if number == 1:
            second.wait(30)
        return page_of(content, number)

    target = BytesIO()
    paper = Canvas(target, pagesize=(100, 100))
    for wide in (100, 200, 300):
        paper.setPageSize((wide, 100))
        paper.showPage()
    paper.save()
    shown = _with_a_file(desk, NewAttachment("a.pdf", "application/pdf", target.getvalue()))
    monkeypatch.setattr(file_sheet, "page_of", slowly)
    try:
        shown.turn(1)
        shown.turn(1)
        desk.qtbot.waitUntil(lambda: "Page 3" in shown.words.text(), timeout=20_000)
    finally:
        second.set()
    settle(desk)
    image = shown.picture.image
    assert round(image.width() / image.height()) == 3


def test_nothing_was_copied_yet(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some systems have no data at all then."""
    said: list[str] = []
    files = desk.open(matter_id=desk.matter()).form.files.files
    files.failed.connect(lambda error: said.append(error.message))
    monkeypatch.setattr(QGuiApplication.clipboard(), "mimeData", lambda: None)
    files.paste()
    assert said == ["There is no file and no picture in the clipboard."]
