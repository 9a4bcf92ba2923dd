"""The composer: pieces, the page beside them, the ways an update leaves, and its log."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes, policy
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.channels.words import Channel
from app.contactlog.commands import log_contact, withdraw_contact
from app.contactlog.forms import NewContact
from app.contactlog.queries import attachment_content, awaiting_reply, entries
from app.contactlog.waiting import must_tell
from app.contactlog.words import Direction
from app.matters.developments import NewDevelopment, add_development
from app.matters.words import COURT_ORIGIN, DevelopmentKind
from app.updates import Length, Piece, PieceKind, Way, add_words, kept
from tests.ui.busy_firm import Busy
from tests.ui.updates.conftest import Open, Ready
from ui.kit import tasks
from ui.kit.dialogs import Question
from ui.kit.plain_marks import marks_of
from ui.kit.sheet import sheets_in
from ui.plainly import take_plainer_word
from ui.reports.paper_sheet import PaperSheet
from ui.updates import load
from ui.updates.composer import Composer
from ui.updates.opening import open_composer
from ui.updates.piece_list import AT_ONCE
from ui.updates.piece_row import PieceRow, PrivateNote


def _activate(composer: Composer, qtbot: QtBot) -> None:
    """Keys go to the window that is active."""
    composer.window().activateWindow()
    qtbot.waitUntil(composer.window().isActiveWindow)


def _kinds(composer: Composer, kind: PieceKind) -> list[str]:
    return [one.key for one in composer.draft.draft.pieces if one.kind is kind]


def _paper(composer: Composer) -> str:
    page = composer.page
    assert page is not None
    read = PdfReader(BytesIO(page.made.pdf))
    return " ".join(" ".join(one.extract_text().split()) for one in read.pages)


def test_what_is_ticked_and_written_stands_on_the_page(compose: Open, ready: Ready) -> None:
    composer = compose("whitcombe")
    composer.channel.set_value(Channel.LETTER)
    ready(composer)
    assert not composer.greeting.isHidden()
    (news, *_) = _kinds(composer, PieceKind.NEWS)
    row = composer.pieces.row(news)
    assert row.tick.isChecked()
    row.words.setText("The court gave us more time.")
    composer.greeting.setText("Dear Nora,")
    ready(composer)
    paper = _paper(composer)
    assert "The court gave us more time." in paper
    assert "Dear Nora," in paper
    row.tick.setChecked(False)
    assert not composer.save_button.isEnabled(), "what leaves is what is seen"
    ready(composer)
    assert composer.save_button.isEnabled()
    assert "The court gave us more time." not in _paper(composer)
    assert "left out" in composer.warned.accessibleName()


def test_pieces_move_by_key_and_by_dragging(compose: Open, qtbot: QtBot) -> None:
    composer = compose("whitcombe")
    before = composer.pieces.keys()
    assert len(before) > 2
    _activate(composer, qtbot)
    composer.pieces.row(before[0]).words.setFocus()
    QTest.keyClick(composer.pieces.row(before[0]).words, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert composer.pieces.keys()[:2] == [before[1], before[0]]
    assert composer.pieces.row(before[0]).words.hasFocus()
    QTest.keyClick(composer.pieces.row(before[0]).words, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert composer.pieces.keys() == before
    handle = composer.pieces.row(before[0]).handle
    last = composer.pieces.row(before[-1])
    end = handle.mapFromGlobal(last.mapToGlobal(QPoint(4, last.height() - 1)))
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    QTest.mouseMove(handle, end)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=end)
    assert composer.pieces.keys() == [*before[1:], before[0]]
    assert [one.key for one in composer.draft.draft.pieces] == composer.pieces.keys()


def test_a_paragraph_is_added_and_removed(compose: Open, ready: Ready, qtbot: QtBot) -> None:
    composer = compose("whitcombe")
    _activate(composer, qtbot)
    composer.add_button.click()
    key = composer.pieces.keys()[-1]
    row = composer.pieces.row(key)
    assert row.words.hasFocus()
    QTest.keyClicks(row.words, "Please call me.")
    ready(composer)
    assert "Please call me." in _paper(composer)
    row.remove.click()
    assert key not in composer.pieces.keys()  # noqa: SIM118 # no mapping


def test_the_length_ticks_more_or_less(compose: Open) -> None:
    composer = compose("whitcombe")
    counts = []
    for length in Length:
        composer.length.set_value(length)
        counts.append(len(composer.draft.draft.ticked))
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_the_opening_follows_the_ticks_until_somebody_writes_another(compose: Open) -> None:
    composer = compose("whitcombe")
    told = composer.opening.text()
    for key in composer.pieces.keys():  # noqa: SIM118 # no mapping
        composer.pieces.row(key).tick.setChecked(False)
    assert "nothing new" in composer.opening.text() != told
    composer.opening.setText("I write to you as promised.")
    composer.pieces.row(composer.pieces.keys()[0]).tick.setChecked(True)
    assert composer.opening.text() == "I write to you as promised."


def test_jargon_is_taken_and_the_line_beneath_follows(compose: Open, ready: Ready, qtbot: QtBot) -> None:
    composer = compose("whitcombe")
    _activate(composer, qtbot)
    (news, *_) = _kinds(composer, PieceKind.NEWS)
    words = composer.pieces.row(news).words
    words.setText("They filed an affidavit.")
    words.setFocus()
    marks = marks_of(words)
    assert marks is not None
    qtbot.waitUntil(lambda: not marks.is_reading)
    ready(composer)
    assert "“affidavit”: say “sworn written statement” (Ctrl+.)" in composer.plain.text()
    assert take_plainer_word() == ""
    assert words.text() == "They filed a sworn written statement."
    ready(composer)
    assert "affidavit" not in composer.plain.text()
    words.undo()
    assert words.text() == "They filed an affidavit."


def test_news_meanwhile_is_pointed_out_and_taken_in(compose: Open, busy: Busy, qtbot: QtBot) -> None:
    composer = compose("whitcombe")
    assert composer.news.isHidden()
    with busy.workspace.write() as tx:
        new = NewDevelopment(
            busy.matters["whitcombe"], DevelopmentKind.RULING, busy.clock.now(), "The judge ruled for her."
        )
        news = add_development(tx, new)
    qtbot.waitUntil(lambda: "judge ruled" in composer.news.accessibleName(), timeout=20_000)
    composer.take_in()
    assert news in composer.draft.draft.tells
    assert composer.pieces.row(str(news)).words.text() == "The judge ruled for her."
    qtbot.waitUntil(composer.news.isHidden, timeout=20_000)


def test_what_the_client_has_to_hear_first_is_asked_about_before_it_leaves_and_before_the_log(
    compose: Open, busy: Busy, window: QWidget, ready: Ready, settled: Callable[[], None]
) -> None:
    matter = busy.matters["whitcombe"]
    with busy.workspace.write() as tx:
        add_development(
            tx, NewDevelopment(matter, DevelopmentKind.RULING, tx.now, "The judge ruled for her.")
        )
    composer = compose("whitcombe")
    left_out = set(composer.draft.draft.tells)
    for key in _kinds(composer, PieceKind.NEWS):
        composer.pieces.row(key).tick.setChecked(False)
    ready(composer)
    composer.print_button.click()
    question = sheets_in(window)[-1]
    assert isinstance(question, Question)
    assert question.title.text() == "The client has not been told"
    question.reject()
    composer.apply("")
    question = sheets_in(window)[-1]
    assert isinstance(question, Question)
    question.apply("Tell it")
    ready(composer)
    with busy.workspace.read() as reader:
        vital = {one.id for one in must_tell(reader, matter)}
    assert vital
    assert vital == left_out & set(composer.draft.draft.tells), "what can wait stays left out"
    assert "has to hear" not in composer.warned.accessibleName()
    for key in _kinds(composer, PieceKind.NEWS):
        composer.pieces.row(key).tick.setChecked(False)
    ready(composer)
    composer.reason.setText("She asked for it")
    composer.apply("")
    question = sheets_in(window)[-1]
    assert isinstance(question, Question)
    question.apply("")
    settled()
    assert sheets_in(window) == []
    with busy.workspace.read() as reader:
        row = entries(reader, matter_id=matter)[0]
        assert (row.is_update, row.tells) == (True, ())
        assert {one.id for one in must_tell(reader, matter)} == vital, "it stays owed"


def test_the_warnings_follow_the_channel(compose: Open, qtbot: QtBot) -> None:
    composer = compose("whitcombe")
    composer.channel.set_value(Channel.LETTER)
    qtbot.waitUntil(lambda: not tasks.busy() and composer.is_shown, timeout=20_000)
    letter = composer.warned.accessibleName()
    composer.channel.set_value(Channel.TEXT)
    qtbot.waitUntil(lambda: composer.warned.accessibleName() != letter, timeout=20_000)


def test_it_leaves_as_pdf_and_as_the_draft_of_an_e_mail(
    compose: Open, busy: Busy, tmp_path: Path, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    composer = compose("whitcombe")
    page = composer.page
    assert page is not None
    composer.leaving.save_to(
        tmp_path / "update.pdf", composer.leaving.paper(page, Way.PDF), "four unrelated words"
    )
    settled()
    assert b"/Encrypt" in (tmp_path / "update.pdf").read_bytes()
    assert opened == []
    composer.leaving.save_to(tmp_path / "update.eml", composer.leaving.paper(page, Way.EML))
    settled()
    mail = message_from_bytes((tmp_path / "update.eml").read_bytes(), policy=policy.default)
    assert mail["X-Unsent"] == "1"
    assert [one.get_content_type() for one in mail.iter_attachments()] == ["application/pdf"]
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "update.eml"))]
    composer.leaving.save_to(tmp_path / "update.eml" / "update.pdf", composer.leaving.paper(page, Way.PDF))
    settled()
    assert composer.form.problem_texts() or not composer.form._general.isHidden()


def test_the_script_of_a_call_is_a_paper_of_its_own(
    compose: Open, window: QWidget, tmp_path: Path, settled: Callable[[], None]
) -> None:
    composer = compose("whitcombe")
    composer.script_button.click()
    settled()
    sheet = sheets_in(window)[-1]
    assert isinstance(sheet, PaperSheet)
    assert sheet.title.text() == "Phone script"
    sheet.save_to(tmp_path / "script.pdf", "four unrelated words")
    settled()
    assert b"/Encrypt" in (tmp_path / "script.pdf").read_bytes()


def test_what_the_window_keeps_is_what_the_command_line_goes_on_with(
    compose: Open, busy: Busy, settled: Callable[[], None]
) -> None:
    composer = compose("whitcombe")
    composer.subject.setText("News of your case")
    composer.reason.setText("She asked for it")
    assert composer.keeper is not None
    composer.keeper.keep_now()
    settled()
    with busy.workspace.read() as reader:
        assert kept(reader, busy.matters["whitcombe"]) == composer.draft.draft
    composer.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert kept(reader, busy.matters["whitcombe"]) is None


def test_who_is_quicker_than_the_page_has_the_letter_in_the_log_all_the_same(
    compose: Open, busy: Busy, settled: Callable[[], None]
) -> None:
    composer = compose("whitcombe")
    composer.channel.set_value(Channel.LETTER)
    composer.reason.setText("She asked for it")
    composer.subject.setText("News of your case")
    assert not composer.is_shown
    composer.apply("")
    settled()
    with busy.workspace.read() as reader:
        row = entries(reader, matter_id=busy.matters["whitcombe"])[0]
        content = attachment_content(reader, row.attachments[0].id)
    assert row.attachments[0].name.startswith("Update 0"), "by the firm's pattern, as its file"
    read = PdfReader(BytesIO(content))
    assert "News of your case" in read.pages[0].extract_text()


def test_log_as_sent_logs_the_very_words_once(
    compose: Open, busy: Busy, window: QWidget, settled: Callable[[], None], qtbot: QtBot
) -> None:
    composer = compose("whitcombe")
    tells = composer.draft.draft.tells
    assert tells
    composer.reason.setText("She asked for it")
    _activate(composer, qtbot)
    QTest.keyClick(composer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert sheets_in(window) == []
    with busy.workspace.read() as reader:
        row = entries(reader, matter_id=busy.matters["whitcombe"])[0]
    assert row.is_update
    assert "Please keep" in row.summary
    words = composer.draft.draft
    again = compose("whitcombe")
    again.draft.change(lambda _: words)
    again.reason.setText("She asked for it")
    again.apply("")
    settled()
    question = sheets_in(window)[-1]
    assert isinstance(question, Question)
    question.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert sum(one.is_update for one in entries(reader, matter_id=busy.matters["whitcombe"])) >= 2


def test_many_pieces_are_made_a_few_at_a_time(busy: Busy, window: QWidget, ready: Ready) -> None:
    begun = load.begin(busy.workspace, busy.matters["whitcombe"])
    draft = begun.draft
    for number in range(60):
        draft = add_words(draft, f"Paragraph {number}.")
    composer = Composer(window, busy.workspace, load.Begun(draft, begun.matter, begun.words))
    assert len(composer.pieces.keys()) == AT_ONCE
    composer.open()
    ready(composer)
    assert composer.pieces.keys() == [one.key for one in draft.pieces]
    assert "Paragraph 59." in _paper(composer)


def test_in_a_narrow_window_everything_is_there(compose: Open, window: QWidget, qtbot: QtBot) -> None:
    composer = compose("whitcombe")
    window.resize(640, 480)
    qtbot.waitUntil(lambda: composer.preview.y() > composer.plain.y())
    for button in (composer.save_button, composer.script_button, composer.accept_button):
        assert composer.card.rect().contains(button.mapTo(composer.card, button.rect().center())), (
            button.text()
        )
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: composer.preview.y() <= composer.plain.y())


def test_who_only_reads_gets_none(
    busy: Busy, window: QWidget, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(busy.workspace, "_rights", frozenset())
    open_composer(window, busy.workspace, busy.matters["whitcombe"])
    settled()
    assert sheets_in(window) == []


def test_a_call_shows_its_script_and_what_is_shown_is_saved(
    compose: Open,
    ready: Ready,
    tmp_path: Path,
    settled: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    composer = compose("whitcombe")
    composer.channel.set_value(Channel.PHONE)
    ready(composer)
    assert "TO SAY" in _paper(composer)
    assert "Log the call" in composer.accept_button.text()
    assert composer.script_button.isHidden(), "it is seen already"
    unspoken = (composer.subject, composer.greeting, composer.sign_off)
    assert all(one.isHidden() for one in unspoken)
    (news, *_) = _kinds(composer, PieceKind.NEWS)
    composer.pieces.row(news).words.setText("The court gave us more time.")
    ready(composer)
    assert "The court gave us more time." in _paper(composer)
    page = composer.page
    assert page is not None
    assert page.way is Way.SCRIPT
    composer.leaving.save_to(tmp_path / "call.pdf", composer.leaving.paper(page, page.way))
    composer.leaving.save_to(tmp_path / "update.eml", composer.leaving.paper(page, Way.EML))
    settled()
    assert "TO SAY" in "".join(one.extract_text() for one in PdfReader(tmp_path / "call.pdf").pages)
    mail = message_from_bytes((tmp_path / "update.eml").read_bytes(), policy=policy.default)
    assert "more time" in mail.get_body(("plain",)).get_content()
    composer.channel.set_value(Channel.MEETING)
    assert "Log the meeting" in composer.accept_button.text()
    composer.channel.set_value(Channel.LETTER)
    ready(composer)
    assert "Log as sent" in composer.accept_button.text()
    assert "TO SAY" not in _paper(composer)


def test_the_hour_of_a_call_is_asked_about_when_it_is_logged(
    compose: Open, ready: Ready, busy: Busy, window: QWidget, settled: Callable[[], None]
) -> None:
    composer = compose("whitcombe")
    composer.channel.set_value(Channel.PHONE)
    ready(composer)
    assert "after 15:00" not in composer.warned.accessibleName()
    assert composer.reason.isHidden()
    composer.apply("")
    settled()
    assert "after 15:00" in composer.form.problem_texts()["wish_reason"]
    assert not composer.reason.isHidden()
    composer.reason.setText("She called back")
    composer.apply("")
    settled()
    assert sheets_in(window) == []
    with busy.workspace.read() as reader:
        assert entries(reader, matter_id=busy.matters["whitcombe"])[0].wish_reason == "She called back"


def test_each_warning_has_its_line_and_the_courts_words_their_mark(
    compose: Open, ready: Ready, busy: Busy
) -> None:
    with busy.workspace.write() as tx:
        new = NewDevelopment(
            busy.matters["whitcombe"],
            DevelopmentKind.PROCEDURE,
            busy.clock.now(),
            "NOTICE re MOTION for Extension of Time",
            origin=f"{COURT_ORIGIN}nj/1/9",
        )
        key = str(add_development(tx, new))
    composer = compose("whitcombe")
    lines = composer.warned.accessibleName().splitlines()
    assert "The news of Nov 23 is in the court’s words. Say it plainly." in lines
    assert len(lines) > 1
    row = composer.pieces.row(key)
    assert not row.unplain.isHidden()
    row.words.setText("They ask the court for more time.")
    ready(composer)
    assert row.unplain.isHidden()
    assert "court’s words" not in composer.warned.accessibleName()


def test_an_update_may_be_the_answer_that_the_client_waits_for(
    compose: Open, busy: Busy, settled: Callable[[], None]
) -> None:
    matter = busy.matters["whitcombe"]
    with busy.workspace.write() as tx:
        for one in awaiting_reply(tx.reader(), matter):
            withdraw_contact(tx, one.entry_id, "A test")
    composer = compose("whitcombe")
    assert composer.answers.isHidden()
    composer.reject()
    settled()
    with busy.workspace.write() as tx:
        log_contact(
            tx,
            NewContact(
                Channel.EMAIL, Direction.IN, busy.clock.now(), "Asks when it ends.", matter, needs_reply=True
            ),
        )
    composer = compose("whitcombe")
    assert not composer.answers.isHidden()
    assert not composer.answers.isChecked()
    assert "waits for an answer: e-mail of 23 Nov" in composer.warned.accessibleName()
    composer.answers.setChecked(True)
    composer.reason.setText("She asked for it")
    composer.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert awaiting_reply(reader, matter) == ()


def test_what_the_firm_noted_stands_apart_from_the_clients_words(qtbot: QtBot) -> None:
    row = PieceRow(Piece("1", PieceKind.HAPPENED, "Your e-mail to us.", note="She is nervous."))
    qtbot.addWidget(row)
    row.show()
    (note,) = row.findChildren(PrivateNote)
    assert "for you alone: She is nervous." in note.words.text()
    assert note.words.mapTo(row, QPoint()).x() > row.words.x()
