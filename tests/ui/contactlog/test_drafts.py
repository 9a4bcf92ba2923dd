"""No word is lost: to a crash, to a lock, to a hasty Cancel."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import create_workspace, open_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.forms import NewAttachment
from app.contactlog.queries import entries
from app.drafts.queries import drafts
from app.kernel.clock import FixedClock, SystemClock
from app.kernel.errors import MachineTrouble
from app.matters.commands import MatterDetails, open_matter
from app.settings.commands import FirmDetails
from app.storage import cipher
from app.vault import attempts, kdf
from app.workspace import Workspace
from ui.contactlog import log_sheet
from ui.contactlog.forms import ContactForms
from ui.contactlog.keeper import kept_forms
from ui.contactlog.values import FileValue
from ui.kit import keeper, tasks

if TYPE_CHECKING:
    from conftest import Desk

WORDS = "She had hoped to be done by spring; the deposition moves."


def test_what_is_typed_is_kept_a_little_later(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "EVERY", 20)
    sheet = desk.open(matter_id=desk.matter())
    with qtbot.waitSignal(sheet.keeper.kept):
        sheet.form.summary.setText(WORDS)
    assert sheet.note.text() == "Draft kept 11:00"
    with desk.workspace.read() as reader:
        assert kept_forms(reader)[0].values == sheet.form.values()


def test_an_untouched_form_keeps_nothing(desk: Desk) -> None:
    desk.open(matter_id=desk.matter())
    desk.forms.keep_now()
    desk.wait()
    with desk.workspace.read() as reader:
        assert not drafts(reader)


def test_a_lock_keeps_every_field_and_the_form_comes_back(desk: Desk, settled: object) -> None:
    sheet = desk.open(matter_id=desk.matter())
    sheet.form.summary.setText(WORDS)
    sheet.form.advice.setText("Agree and ask for a firm date.")
    sheet.form.next.fields()[0].setText("David: send it — tomorrow")
    sheet.form.tells.update_given.setChecked(True)
    sheet.form.identity.checked.setChecked(True)
    sheet.form.files.files.set_value(
        [FileValue(uuid4(), NewAttachment("scan.pdf", "application/pdf", b"\0pdf"))]
    )
    typed = sheet.form.values()
    desk.forms.keep_now()
    sheet.deleteLater()
    desk.busy.clock.advance(timedelta(days=1))
    again = ContactForms(desk.window, desk.workspace, lambda *_: None)
    again.reopen()
    desk.wait()
    reopened = again.sheet()
    assert reopened is not None
    values = reopened.form.values()
    assert reopened.note.text() == "You were writing this – go on"
    assert (values.summary, values.advice, values.is_update) == (typed.summary, typed.advice, True)
    assert values.identity_checked
    assert values.when.moment == typed.when.moment, "it is still when it was, not today at that hour"
    assert values.follow_ups[0].day == typed.follow_ups[0].day
    assert values.files == typed.files
    assert values.matter_id == desk.matter()


def test_saving_ends_the_draft_and_its_files(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter())
    sheet.form.summary.setText(WORDS)
    sheet.form.wish_reason.setText("she asked for it")
    sheet.form.files.files.set_value(
        [FileValue(uuid4(), NewAttachment("scan.pdf", "application/pdf", b"\0pdf"))]
    )
    desk.forms.keep_now()
    desk.wait()
    with desk.workspace.read() as reader:
        assert len(drafts(reader)) == 2
    sheet.apply("")
    desk.wait()
    with desk.workspace.read() as reader:
        assert not drafts(reader)
        assert entries(reader, matter_id=desk.matter(), limit=1)[0].attachments[0].name == "scan.pdf"


def test_cancel_never_asks_and_undo_brings_the_words_back(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter())
    sheet.form.summary.setText(WORDS)
    sheet.keep_now()
    sheet.reject()
    desk.wait()
    assert desk.forms.sheet() is None
    text, action, undo = desk.said[-1]
    assert (text, action) == ("Discarded", "Undo")
    with desk.workspace.read() as reader:
        assert not drafts(reader)
    assert undo is not None
    undo()
    desk.wait()
    again = desk.forms.sheet()
    assert again is not None
    assert again.form.summary.text() == WORDS


def test_cancelling_an_untouched_form_says_nothing(desk: Desk) -> None:
    desk.open(matter_id=desk.matter()).reject()
    desk.wait()
    assert not desk.said


def test_the_words_of_a_form_taken_back_to_nothing_are_not_kept(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter())
    sheet.form.summary.setText(WORDS)
    sheet.keep_now()
    sheet.form.summary.setText("")
    sheet.keep_now()
    desk.wait()
    with desk.workspace.read() as reader:
        assert not drafts(reader)


CHILD = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from PySide6.QtWidgets import QApplication, QMainWindow
    from PySide6.QtTest import QTest
    from app.bootstrap import open_workspace
    from app.kernel.clock import SystemClock
    from app.matters.queries import list_matters
    from app.vault import attempts, kdf
    from ui.kit import theme
    from ui.contactlog.forms import ContactForms
    from ui.shell.requests import LogContactRequest
    attempts.state_folder = lambda: Path(sys.argv[2])
    kdf.allow(kdf.CHEAP)
    app = QApplication([])
    theme.install(app, scheme="light")
    workspace = open_workspace(Path(sys.argv[1]), "correct horse", clock=SystemClock())
    window = QMainWindow(); window.resize(1000, 700); window.show()
    forms = ContactForms(window, workspace, lambda *_: None)
    with workspace.read() as reader:
        matter = list_matters(reader)[0]
    sheet = forms.log(LogContactRequest(matter_id=matter.id))
    QTest.keyClicks(sheet.form.summary, sys.argv[3])
    sheet.keeper.kept.connect(lambda _: print("kept", flush=True))
    app.exec()
    """
)


def test_a_killed_process_loses_nothing_that_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "state_folder", lambda: tmp_path / "state")
    firm = FirmDetails("Harbour & Finch LLP", "US", "America/Los_Angeles", "CA")
    made, _ = create_workspace(
        tmp_path / "vault",
        "correct horse",
        firm=firm,
        user="Maria Ortega",
        clock=SystemClock(),
        cost=kdf.CHEAP,
    )
    with made.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        matter = open_matter(tx, MatterDetails(title="Whitcombe v. Larkspur", clients=(client,)))
    made.lock()
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path / "vault"), str(tmp_path / "state"), WORDS],
        stdout=subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"kept\n"
    child.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    child.wait(20)
    again = open_workspace(tmp_path / "vault", "correct horse", clock=FixedClock(SystemClock().now()))
    try:
        _assert_kept(again, matter)
    finally:
        again.lock()
        child.stdout.close()


def _assert_kept(workspace: Workspace, matter: object) -> None:
    with workspace.read() as reader:
        kept = kept_forms(reader)
    assert [one.values.summary for one in kept] == [WORDS]
    assert kept[0].values.matter_id == matter


def test_two_forms_that_wait_come_back_one_after_the_other(desk: Desk) -> None:
    for words in ("The first thing she asked.", "The second thing she asked."):
        sheet = desk.open(matter_id=desk.matter())
        sheet.form.summary.setText(words)
        sheet.drop()
        desk.wait()
        desk.busy.clock.advance(timedelta(minutes=1))
    desk.forms.reopen()
    desk.wait()
    newest = desk.forms.sheet()
    assert newest is not None
    assert newest.form.summary.text() == "The second thing she asked."
    newest.reject()
    desk.wait()
    older = desk.forms.sheet()
    assert older is not None
    assert older.form.summary.text() == "The first thing she asked."


@contextmanager
def somebody_writes(desk: Desk) -> Iterator[None]:
    """Another program holds the vault's write lock meanwhile."""
    vault = desk.workspace.vault
    other = cipher.connect(vault.data_file, vault.database_key())
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_a_save_that_waits_is_not_lost_to_a_lock(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter())
    sheet.form.summary.setText(WORDS)
    sheet.form.wish_reason.setText("she asked for it")
    with somebody_writes(desk):
        sheet.apply("")
        desk.forms.keep_now()
        sheet.drop()
        tasks.leave()
        assert not tasks.ended(50)
    assert tasks.ended(tasks.PATIENCE)
    with desk.workspace.read() as reader:
        assert entries(reader, matter_id=desk.matter(), limit=1)[0].summary.startswith(WORDS)
        assert not drafts(reader), "what is saved is not a draft any more"


def test_a_save_that_fails_after_the_lock_leaves_the_words_as_a_draft(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> UUID:
        raise MachineTrouble("busy", "Another program is writing to this vault.")

    monkeypatch.setattr(log_sheet, "log_contact", refuse)
    sheet = desk.open(matter_id=desk.matter())
    sheet.form.summary.setText(WORDS)
    sheet.form.wish_reason.setText("she asked for it")
    sheet.apply("")
    sheet.drop()
    tasks.leave()
    assert tasks.ended(tasks.PATIENCE)
    with desk.workspace.read() as reader:
        assert [one.values.summary for one in kept_forms(reader)] == [WORDS]


def test_an_older_draft_does_not_follow_a_newer_one(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter())
    with somebody_writes(desk):
        sheet.form.summary.setText("She had")
        sheet.keeper.keep_now()
        sheet.form.summary.setText(WORDS)
        sheet.drop()
    assert tasks.ended(tasks.PATIENCE)
    with desk.workspace.read() as reader:
        assert [one.values.summary for one in kept_forms(reader)] == [WORDS]


def test_nothing_can_be_typed_or_cancelled_while_it_is_saved(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter())
    sheet.form.summary.setText(WORDS)
    sheet.form.wish_reason.setText("she asked for it")
    with somebody_writes(desk):
        sheet.apply("")
        QTest.keyClicks(sheet.form.summary, " And more.")
        sheet.reject()
        assert sheet.form.summary.text() == WORDS
        assert desk.forms.sheet() is sheet
    desk.wait()
    assert desk.forms.sheet() is None
    assert [text for text, _, _ in desk.said] == ["Contact kept in the log"]


def test_a_form_that_was_not_saved_takes_words_again_where_one_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> UUID:
        raise MachineTrouble("disk-full", "The disk is full.")

    monkeypatch.setattr(log_sheet, "log_contact", refuse)
    sheet = desk.open(matter_id=desk.matter())
    sheet.form.summary.setText(WORDS)
    sheet.form.wish_reason.setText("she asked for it")
    sheet.form.summary.setFocus()
    before = desk.window.focusWidget()
    sheet.apply("")
    desk.wait()
    assert sheet.form.isEnabled()
    assert before is not None
    assert desk.window.focusWidget() is before
    sheet.reject()
    desk.wait()
    with desk.workspace.read() as reader:
        assert not drafts(reader)
