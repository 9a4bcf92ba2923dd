"""What is shown before files are brought in is what then happens; nothing is ever half done."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from app.clients.queries import list_clients
from app.contactlog.queries import entries
from app.exchange.queries import count_tray
from app.exchange.remembered import remembered_mappings
from app.kernel.errors import MachineTrouble
from app.kernel.events import Changed
from app.matters.development_queries import developments
from app.matters.queries import find_matter, list_matters
from app.workspace import Workspace
from tests.ui.exchange.samples import CONTACTS, MATTERS, mail, notice
from ui.exchange import import_sheet, outcome_rows
from ui.exchange.encoding_sheet import EncodingSheet
from ui.exchange.import_sheet import ImportSheet, open_import
from ui.exchange.mapping_sheet import MappingSheet
from ui.exchange.refused_saving import RefusedSaving
from ui.kit import tasks
from ui.kit.row_model import Heading, Row
from ui.kit.sheet import sheets_in
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]
Post = Callable[..., Path]


class Bringing:
    """The sheet as somebody at the window meets it."""

    def __init__(self, window: MainWindow, settled: Settled) -> None:
        self.window, self.settled = window, settled

    @property
    def workspace(self) -> Workspace:
        vault = self.window.vault
        assert isinstance(vault, Workspace)
        return vault

    def open(self, *paths: Path) -> ImportSheet:
        """Drop these; the preview stands."""
        sheet = open_import(self.window, self.workspace, paths)
        self.settled()
        return sheet

    def take(self, *paths: Path) -> ImportSheet:
        """Drop these and bring them in by Enter."""
        sheet = self.open(*paths)
        QTest.keyClick(sheet.accept_button, Qt.Key.Key_Space)
        self.settled()
        return sheet

    def lines(self, sheet: ImportSheet) -> list[str]:
        """What the list shows."""
        model = sheet.rows.model()
        items: list[Any] = [model.item(number) for number in range(model.rowCount())]  # type: ignore[attr-defined] # the list's own model
        return [
            f"# {item.text}" if isinstance(item, Heading) else f"{item.title} | {item.subtitle} | {item.text}"
            for item in items
            if isinstance(item, Heading | Row)
        ]

    def counts(self) -> dict[str, int]:
        """What the vault holds."""
        with self.workspace.read() as reader:
            return {
                "clients": len(list_clients(reader)),
                "matters": len(list_matters(reader)),
                "entries": len(entries(reader)),
                "developments": len(developments(reader)),
                "tray": count_tray(reader),
            }


EMPTY = {"clients": 0, "matters": 0, "entries": 0, "developments": 0, "tray": 0}


@pytest.fixture
def bringing(window: MainWindow, settled: Settled) -> Bringing:
    return Bringing(window, settled)


def test_the_preview_changes_nothing_and_then_it_happens_as_shown(bringing: Bringing, post: Post) -> None:
    files = (
        post("1-matters.csv", MATTERS),
        post("2-contacts.csv", CONTACTS),
        post("3-notice.eml", notice()),
        post("4-question.eml", mail()),
        post("5-stranger.eml", mail(sender="somebody@nowhere.example")),
    )
    sheet = bringing.open(*files)
    assert sheet.words.text() == (
        "New: 3 clients, 1 matter, 2 log entries, 1 development. Filled in what was missing: 1 client. "
        "1 message will wait to be placed by hand."
    )
    expected = [
        "1-matters.csv | Clio matters | 1 client, 1 matter",
        "2-contacts.csv | Clio contacts | 2 clients, 1 client filled in",
        "3-notice.eml | Court notice | 1 log entry, 1 development for Whitcombe v. Larkspur Catering",
        "4-question.eml | E-mail | 1 log entry for Whitcombe v. Larkspur Catering",
        "# Waits to be placed by hand",
        "5-stranger.eml | E-mail | None of its addresses and numbers is known. Place it by hand.",
    ]
    assert bringing.lines(sheet) == ["# New", *expected]
    assert sheet.note.text() == "Nothing is changed yet."
    assert bringing.counts() == EMPTY
    assert sheet.accept_button.hasFocus()
    QTest.keyClick(sheet.accept_button, Qt.Key.Key_Space)
    bringing.settled()
    assert bringing.lines(sheet) == ["# Imported", *expected]
    assert bringing.counts() == {"clients": 3, "matters": 1, "entries": 2, "developments": 1, "tray": 1}
    QTest.keyClick(sheet.accept_button, Qt.Key.Key_Space)
    bringing.settled()
    workbench = bringing.window.workbench
    assert workbench is not None
    assert workbench.here[0] == "today"
    assert sheets_in(bringing.window) == []


def test_whether_the_clients_know_of_new_dates_is_asked_once(
    bringing: Bringing, post: Post, tmp_path: Path
) -> None:
    bringing.take(post("matters.csv", MATTERS.replace("W-1,", "W-1001,")))
    file = tmp_path / "court.ics"
    event = "BEGIN:VEVENT\r\nUID:{0}@court\r\nDTSTART:2031120{0}T173000Z\r\nSUMMARY:Hearing in {1}\r\nEND:VEVENT\r\n"
    both = "".join(event.format(one, "W-1001") for one in (1, 2))
    file.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{both}END:VCALENDAR\r\n", newline="")
    sheet = bringing.open(file)
    assert sheet.dates.isVisible(), bringing.lines(sheet)
    assert sheet.dates.text() == "2 dates are new. The clients know of them"
    assert not sheet.dates.isChecked(), "nobody has said so, though it is the first calendar of that matter"
    assert any("2 developments" in one for one in bringing.lines(sheet))
    sheet.dates.click()
    bringing.settled()
    assert sheet.dates.isChecked()
    assert not any("development" in one for one in bringing.lines(sheet))
    sheet.dates.click()
    bringing.settled()
    QTest.keyClick(sheet.accept_button, Qt.Key.Key_Space)
    bringing.settled()
    assert not sheet.dates.isVisible()
    with bringing.workspace.read() as reader:
        (matter,) = {one.matter_id for one in developments(reader)}
        assert len(developments(reader, matter)) == 2


def test_a_hearing_on_a_day_off_is_shown_before_it_comes_in(
    bringing: Bringing, post: Post, tmp_path: Path
) -> None:
    bringing.take(post("matters.csv", MATTERS.replace("W-1,", "W-1001,")))
    file = tmp_path / "court.ics"
    event = "BEGIN:VEVENT\r\nUID:1@court\r\nDTSTART;VALUE=DATE:20311206\r\nSUMMARY:Hearing in W-1001\r\nEND:VEVENT"
    file.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}\r\nEND:VCALENDAR\r\n", newline="")
    sheet = bringing.open(file)
    said = "“Hearing in W-1001” is taken over as it stands: Sat 6 Dec 2031 is a Saturday."
    assert any(said in one for one in bringing.lines(sheet)), bringing.lines(sheet)
    assert sheet.accept_button.isEnabled(), "the court may mean it"


def test_a_single_new_date_is_said_with_its_day_and_matter(
    bringing: Bringing, post: Post, tmp_path: Path
) -> None:
    bringing.take(post("matters.csv", MATTERS.replace("W-1,", "W-1001,")))
    file = tmp_path / "court.ics"
    event = "BEGIN:VEVENT\r\nUID:1@court\r\nDTSTART;VALUE=DATE:20311201\r\nSUMMARY:Hearing in W-1001\r\nEND:VEVENT"
    file.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}\r\nEND:VCALENDAR\r\n", newline="")
    sheet = bringing.open(file)
    with bringing.workspace.read() as reader:
        (row,) = list_matters(reader, ids=[find_matter(reader, "W-1001").id])
    said = f"“Hearing in W-1001” on 1 December 2031 is new in {row.title}. The client knows of it"
    assert sheet.dates.text() == said
    assert (
        sheet.dates.minimumSizeHint().width() < sheet.dates.sizeHint().width()
    )  # it goes on in the next line


def test_the_same_files_twice_change_nothing(bringing: Bringing, post: Post) -> None:
    files = (post("matters.csv", MATTERS), post("contacts.csv", CONTACTS), post("notice.eml", notice()))
    bringing.take(*files).reject()
    before = bringing.counts()
    sheet = bringing.open(*files)
    assert sheet.words.text() == "All of it is already there, so nothing changes."
    assert not sheet.accept_button.isEnabled()
    assert bringing.lines(sheet)[0] == "# Already there"
    assert bringing.counts() == before


def test_a_folder_goes_in_whole_and_what_waits_can_be_placed_at_once(bringing: Bringing, post: Post) -> None:
    first = post("a.eml", mail(sender="one@nowhere.example"))
    post("b.eml", mail(sender="two@nowhere.example"))
    sheet = bringing.take(first.parent)
    assert bringing.counts()["tray"] == 2
    assert sheet.place_button.isVisible()
    QTest.keyClick(sheet.place_button, Qt.Key.Key_Space)
    bringing.settled()
    workbench = bringing.window.workbench
    assert workbench is not None
    assert workbench.here[0] == "tray"


def test_unknown_columns_are_told_by_hand(bringing: Bringing, post: Post) -> None:
    file = post("kunden.csv", "Kunde;Telefon;E-Mail;Farbe\nAnna Meyer;030 1234;anna@example.com;blau\n")
    sheet = bringing.open(file)
    assert sheet.words.text() == "1 file has columns that are not known."
    assert not sheet.accept_button.isEnabled()
    sheet.rows.setFocus()
    QTest.keyClick(sheet.rows, Qt.Key.Key_Return)
    bringing.settled()
    mapping = sheets_in(bringing.window)[-1]
    assert isinstance(mapping, MappingSheet)
    fields = dict(mapping._fields)
    assert fields["E-Mail"].value() == "email"  # suggested
    mapping.apply("")
    assert mapping.problem.text() == "Please say which column has the client's name."
    fields["Kunde"].set_value("full_name")
    fields["Telefon"].set_value("phone_main")
    mapping.apply("")
    bringing.settled()
    assert sheet.words.text() == "New: 1 client."
    sheet.apply("")
    bringing.settled()
    with bringing.workspace.read() as reader:
        (client,) = list_clients(reader)
    assert (client.name, client.phone, client.email) == ("Anna Meyer", "030 1234", "anna@example.com")


def test_a_broken_row_is_named_and_the_others_go_in(bringing: Bringing, post: Post) -> None:
    broken = CONTACTS + 'Tamsin,"Rowe\nBea,Okafor,,bea@example.com,\n,,,nobody@example.com,\n'
    sheet = bringing.open(post("contacts.csv", broken))
    lines = bringing.lines(sheet)
    assert lines[:2] == ["# New", "contacts.csv | Clio contacts | 4 clients, 2 rows not"]
    assert lines[2] == "# Cannot be taken over"
    assert [line.split(" | ")[1] for line in lines[3:]] == ["row 5", "row 7"]
    assert "A quotation mark is opened in this row and never closed" in lines[3]
    sheet.apply("")
    bringing.settled()
    assert bringing.counts()["clients"] == 4


def test_columns_are_remembered_and_offered_as_last_time(bringing: Bringing, post: Post) -> None:
    sheet = bringing.open(post("own.csv", "Kunde;Post\nAnna Meyer;anna@example.com\n"))
    sheet.rows.acted.emit(sheet.rows.keys()[0])
    bringing.settled()
    mapping = sheets_in(bringing.window)[-1]
    assert isinstance(mapping, MappingSheet)
    fields = dict(mapping._fields)
    fields["Kunde"].set_value("full_name")
    fields["Post"].set_value("email")
    assert [row.title for row in _previewed(mapping)] == ["Anna Meyer"]
    mapping.apply("")
    bringing.settled()
    again = bringing.open(post("again.csv", "POST;kunde\nbea@example.com;Bea Okafor\n"))
    assert again.words.text() == "New: 1 client."
    again.rows.acted.emit(again.rows.keys()[0])
    bringing.settled()
    known = sheets_in(bringing.window)[-1]
    assert isinstance(known, MappingSheet)
    assert known.forget_button.isVisible()
    known.forget_button.click()
    bringing.settled()
    with bringing.workspace.read() as reader:
        assert remembered_mappings(reader) == ()


def _previewed(sheet: MappingSheet) -> list[Row]:
    model = sheet.preview.model()
    return [model.item(number) for number in range(model.rowCount())]  # type: ignore[attr-defined] # the list's own model


def test_rows_that_did_not_come_in_are_saved_and_mended(
    bringing: Bringing, post: Post, tmp_path: Path
) -> None:
    broken = CONTACTS + ",,,nobody@example.com,\n"
    sheet = bringing.open(post("contacts.csv", broken))
    assert sheet.save_button.isVisible()
    assert sheet.save_button.text() == "&Save the rows that cannot come in…"
    assert sheet._brought is not None
    out = tmp_path / "mend.csv"
    RefusedSaving(sheet, bringing.workspace, sheet._brought, {}).save_to(str(out))
    bringing.settled()
    assert sheet.note.text() == "Saved as mend.csv: mend it and import it."
    sheet.apply("")
    bringing.settled()
    mended = out.read_text(encoding="utf-8-sig").replace(",,,nobody", ",Somebody,,nobody")
    out.write_text(mended, encoding="utf-8-sig")
    before = bringing.counts()["clients"]
    bringing.take(out)
    assert bringing.counts()["clients"] == before + 1


def test_latin_1_is_read_and_the_letters_can_be_chosen(bringing: Bringing, post: Post) -> None:
    text = "First Name,Last Name,Company,Email Address\nJürgen,Müller,,j@example.com\n"
    sheet = bringing.open(post("adressen.csv", text.encode("latin-1")))
    assert sheet.words.text() == "New: 1 client."
    sheet.rows.setFocus()
    QTest.keyClick(sheet.rows, Qt.Key.Key_Return)
    bringing.settled()
    letters = sheets_in(bringing.window)[-1]
    assert isinstance(letters, EncodingSheet)
    shown = {str(row.key): row.title for row in _rows_of(letters.rows)}
    assert shown["cp1252"] == "Jürgen · Müller"
    assert shown["mac_roman"] == "J¸rgen · M¸ller"
    assert letters.rows.current_key() == "cp1252"
    letters.apply("")
    bringing.settled()
    sheet.apply("")
    bringing.settled()
    with bringing.workspace.read() as reader:
        assert [client.name for client in list_clients(reader)] == ["Jürgen Müller"]


def _rows_of(rows: Any) -> Iterator[Row]:
    model = rows.model()
    return (model.item(number) for number in range(model.rowCount()))


HOSTILE = (
    (
        "nested",
        "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(1000)) + "\nhi",
    ),
    ("script", mail(body="<script>alert(1)</script><b>bold</b>", kind="text/html")),
    ("no header", "\n\n\n"),
    ("zero bytes", ""),
    ("binary", "\0\x01\x02" * 4000),
    ("long line", "Subject: " + "x" * 2_000_000 + "\n\nhi"),
)


@pytest.mark.parametrize("name", [name for name, _ in HOSTILE])
def test_a_hostile_message_ends_as_a_sentence(name: str, bringing: Bringing, post: Post) -> None:
    content = dict(HOSTILE)[name]
    good = post("good.eml", mail(sender="one@nowhere.example"))
    sheet = bringing.take(post("hostile.eml", content), good)
    assert sheet.is_done
    assert sheet.errors.accessibleName() == ""
    assert any(line.startswith("hostile.eml") for line in bringing.lines(sheet))
    assert bringing.counts()["tray"] >= 1


def test_a_file_that_is_gone_is_named(bringing: Bringing, post: Post) -> None:
    gone = post("contacts.csv", CONTACTS)
    sheet = bringing.open(gone, post("matters.csv", MATTERS))
    gone.unlink()
    sheet.apply("")
    bringing.settled()
    assert any(line.startswith("contacts.csv") and "cannot be read" in line for line in bringing.lines(sheet))
    assert bringing.counts()["matters"] == 1


def test_a_read_only_file_is_read_and_left_as_it_is(bringing: Bringing, post: Post) -> None:
    file = post("contacts.csv", CONTACTS)
    file.chmod(stat.S_IREAD)
    before = file.stat().st_mtime_ns, file.read_bytes()
    bringing.take(file)
    assert bringing.counts()["clients"] == 3
    assert (file.stat().st_mtime_ns, file.read_bytes()) == before
    assert not os.access(file, os.W_OK) or hasattr(os, "geteuid")
    file.chmod(stat.S_IREAD | stat.S_IWRITE)


def test_an_empty_folder_says_so(bringing: Bringing, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    sheet = bringing.open(tmp_path / "empty")
    assert sheet.words.text() == "There is nothing here that can be imported."
    assert not sheet.accept_button.isEnabled()
    assert sheet.close_button.hasFocus()


def test_cancelling_the_preview_and_stopping_the_import_keep_nothing(
    bringing: Bringing, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"First{n},Last{n},,p{n}@example.com,\n" for n in range(3000))
    file = post("many.csv", CONTACTS + rows)
    sheet = open_import(bringing.window, bringing.workspace, [file])
    sheet.reject()
    bringing.settled()
    assert sheets_in(bringing.window) == []
    sheet = bringing.open(file)
    QTest.keyClick(sheet.accept_button, Qt.Key.Key_Space)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    bringing.settled()
    QTest.qWait(20)
    assert not sheet.isHidden()
    assert sheet.note.text() == "Stopped. Nothing is changed."
    assert bringing.counts() == EMPTY
    sheet.apply("")
    bringing.settled()
    assert bringing.counts()["clients"] == 3003


def test_locking_in_the_middle_keeps_nothing(bringing: Bringing, post: Post, settled: Settled) -> None:
    rows = "".join(f"First{n},Last{n},,p{n}@example.com,\n" for n in range(3000))
    sheet = bringing.open(post("many.csv", CONTACTS + rows))
    sheet.apply("")
    window = bringing.window
    window.lock()
    settled()
    assert sheets_in(window) == []
    gate = window.gate
    assert gate is not None
    gate.password.setText("correct horse")  # type: ignore[attr-defined] # the gate of a vault that is there
    gate.submit()  # type: ignore[attr-defined] # as above
    settled()
    assert bringing.counts() == EMPTY


@contextmanager
def _files_no_larger_than(size: int) -> Iterator[None]:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit on file sizes")
def test_a_full_disk_is_said_and_nothing_is_half_done(bringing: Bringing, post: Post) -> None:
    rows = "".join(f"First{n},Last{n},,p{n}@example.com,\n" for n in range(4000))
    sheet = bringing.open(post("many.csv", CONTACTS + rows))
    folder = bringing.workspace.vault.folder
    largest = max(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    with _files_no_larger_than(largest):
        sheet.apply("")
        bringing.settled()
    assert sheet.errors.accessibleName().endswith(".")
    assert "full" in sheet.errors.accessibleName() or "room" in sheet.errors.accessibleName()
    assert bringing.counts() == EMPTY
    sheet.apply("")
    bringing.settled()
    assert bringing.counts()["clients"] == 4003


def test_a_preview_that_failed_can_be_tried_again(
    bringing: Bringing, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise MachineTrouble("disk-full", "The disk is full. Make room on it and try once more.")

    file = post("contacts.csv", CONTACTS)
    with monkeypatch.context() as patched:
        patched.setattr(import_sheet, "preview", refuse)
        sheet = bringing.open(file)
        assert sheet.errors.accessibleName() == "The disk is full. Make room on it and try once more."
        assert sheet.accept_button.text() == "Try again"
    sheet.apply("")
    bringing.settled()
    assert sheet.errors.isHidden()
    assert sheet.words.text() == "New: 3 clients."
    assert sheet.accept_button.text() == "Import"


def test_the_window_goes_on_while_much_is_read(bringing: Bringing, post: Post) -> None:
    rows = "".join(f"First{n},Last{n},,p{n}@example.com,\n" for n in range(2000))
    ticks: list[bool] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(tasks.busy()))
    timer.start(5)  # at 0 the two threads would fight for the interpreter at every statement
    sheet = open_import(bringing.window, bringing.workspace, [post("many.csv", CONTACTS + rows)])
    said: list[str] = []
    task = sheet._task
    assert task is not None
    task.progressed.connect(lambda done, total, words: said.append(words))
    bringing.settled()
    timer.stop()
    assert any(ticks)
    assert "Comparing with what is there: 1,000 of 2,003" in said


def test_of_very_many_rows_the_first_are_listed(
    bringing: Bringing, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcome_rows, "MOST_ROWS", 5)
    head = "First Name,Last Name,E-mail Address,Mobile Phone\n"
    sheet = bringing.open(post("c.csv", head + "".join(f",,p{one}@example.com,\n" for one in range(40))))
    shown = bringing.lines(sheet)
    assert shown[0] == "# Cannot be taken over"
    assert len(shown) == 1 + 5 + 1
    assert shown[-1].startswith("and 35 more | ")
    heading = sheet.rows.model().item(0)  # type: ignore[attr-defined] # the list's own model
    assert heading.rows == 40


def test_a_big_import_is_announced_at_once_and_walked_by_nobody(
    bringing: Bringing, post: Post, settled: Settled
) -> None:
    class Sealed(frozenset[UUID]):
        def __iter__(self) -> Iterator[UUID]:
            raise AssertionError("a page walked through all that changed")

    heard: list[tuple[Changed, ...]] = []
    bringing.workspace.announcer.listen(heard.append)
    head = "First Name,Last Name,E-mail Address,Mobile Phone\n"
    rows = "".join(f"Nora,Whitcombe{one},p{one}@example.com,510 555 {one:04d}\n" for one in range(1200))
    sheet = bringing.take(post("c.csv", head + rows))
    assert sheet.is_done
    (changes,) = heard
    assert {one.kind: len(one.ids) for one in changes} == {"client": 1200, "import": 1}
    for page in ("clients", "matters", "contactlog", "calendar"):
        bringing.window.navigate(page)
        settled()
    workbench = bringing.window.workbench
    assert workbench is not None
    workbench.on_changed([Changed(one.kind, Sealed(one.ids)) for one in changes])
    settled()
