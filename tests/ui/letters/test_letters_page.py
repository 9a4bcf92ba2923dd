"""The Letters page: what is shown for a matter, a template written anew, a letter that leaves and is logged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMainWindow
from pytestqt.qtbot import QtBot

from app.audit.queries import EventFilter, events
from app.channels.words import Channel
from app.contactlog.queries import entries
from app.drafts.queries import drafts
from app.letters.queries import template, template_versions
from app.matters.developments import NewDevelopment, add_development
from app.matters.words import DevelopmentKind
from app.notices.queries import notices
from app.wording.template import Mistake
from ui.contactlog.forms import ContactForms
from ui.kit.dialogs import Question
from ui.kit.labels import Label
from ui.kit.sheet import Sheet, sheets_in
from ui.kit.spans import plain_text
from ui.letters.letter_sheet import LetterSheet
from ui.letters.notice_form import NoticeForm
from ui.letters.page import LettersPage
from ui.letters.template_edit import TemplateEdit
from ui.letters.template_sheet import TemplateSheet
from ui.letters.versions_sheet import GoBack, TemplateVersions
from ui.shell.requests import LogContactRequest, WriteUpdate

if TYPE_CHECKING:
    from app.workspace import Workspace
    from tests.ui.conftest import Busy

Settled = Callable[[], None]


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled) -> LettersPage:
    made = LettersPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show_arg(busy.matters["whitcombe"])
    made.show()
    settled()
    return made


CLOSING = (
    "Closing letter sent. The file is closed, and their papers go back with it; nothing is owed any more."
)


def sheet(page: LettersPage) -> Sheet:
    return sheets_in(page.window())[-1]


def written(page: LettersPage, settled: Settled, key: str) -> LetterSheet:
    """The letter of a template, as it opens."""
    page.rows.select(("template", key))
    page.write()
    settled()
    letter = sheet(page)
    assert isinstance(letter, LetterSheet)
    return letter


def changing_the_closing(page: LettersPage, settled: Settled) -> TemplateSheet:
    page.rows.select(("template", "closing"))
    page.change()
    settled()
    form = sheet(page)
    assert isinstance(form, TemplateSheet)
    return form


def test_the_letter_of_the_chosen_matter_is_shown(page: LettersPage, busy: Busy, settled: Settled) -> None:
    assert page.matter.key() == busy.matters["whitcombe"]
    assert page.rows.current_key() == ("template", "status-letter")
    assert page.view.made is not None
    assert page.view.made.letter.name == "Client status letter"
    assert page.view.preview.pages >= 1
    page.rows.select(("template", "update-email"))
    settled()
    assert "Whitcombe" in page.view.words.toPlainText()
    assert page.view.subject.text().startswith("Subject: ")


def test_before_there_is_a_matter_a_letter_shows_no_code(
    workspace: Workspace, qtbot: QtBot, settled: Settled
) -> None:
    page = LettersPage(workspace)
    qtbot.addWidget(page)
    page.show()
    settled()
    letters = page.rows.keys()
    assert letters
    for row in letters:
        page.rows.select(row)
        assert not set("{}") & set(page.view.words.text() + page.view.subject.text())
    page.rows.select(("template", "update-email"))
    assert "[the day by which the client hears again]" in page.view.words.text()
    assert page.view.trouble.text() == "What stands in brackets is filled in for the matter that you choose."


def test_a_megabyte_is_not_pasted_and_too_many_fields_are_said(page: LettersPage, settled: Settled) -> None:
    form = changing_the_closing(page, settled)
    before, pasted = form.words.toPlainText(), QMimeData()
    pasted.setText("{{client.name}} " * 10_000 + "word " * 170_000)
    said: list[Mistake] = []
    form.words.checked.connect(said.extend)
    form.words.insertFromMimeData(pasted)
    assert form.words.toPlainText() == before
    assert form.problems.keys() == [0]
    assert said.pop().message.startswith(
        "Nothing was pasted: a template has at most 200,000 letters, this would"
    )
    pasted.setText("{{client.name}}\n" * 10_000)
    form.words.selectAll()
    form.words.insertFromMimeData(pasted)
    form.words.look_over()
    assert said[-1].message == "A template has at most 2,000 fields. Please make it shorter."
    form.apply("")
    settled()
    assert not form.isHidden(), "it cannot be saved like this"
    form.words.setPlainText(before)
    form._left = True
    form.reject()


def test_a_template_is_written_anew(page: LettersPage, busy: Busy, settled: Settled) -> None:
    form = changing_the_closing(page, settled)
    form.words.setText("{{client.greeting}},\n\nall the bst, {{client.nam}}.")
    form.words.look_over()
    assert [one.at.line for one in form.words.mistakes] == [3]
    assert len(form.words.extraSelections()) == 1
    form.reason.setText("Shorter")
    form.apply("")
    settled()
    assert "line 3, column 14" in form.form.problem_texts()["text"]
    QTest.keyClick(form.words, Qt.Key.Key_F8)
    assert form.words.textCursor().selectedText() == "{{client.nam}}"
    form.problems.acted.emit(0)
    assert "{{client.name}}" in form.words.text()
    assert not form.words.mistakes
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        row = template(reader, "closing")
    assert (row.number, row.reason) == (1, "Shorter")
    assert row.form.text.endswith("bst, {{client.name}}.")


def test_fields_are_offered_and_taken_by_keyboard(qtbot: QtBot) -> None:
    edit = TemplateEdit()
    qtbot.addWidget(edit)
    edit.resize(500, 300)
    edit.show()
    edit.setFocus()
    QTest.keyClicks(edit, "Dear {{client.na")
    item = edit.popup.current()
    assert item is not None
    assert item.text == "client.name"
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "Dear {{client.name}}"
    QTest.keyClicks(edit, " {{each wai")
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.text().endswith("{{each waiting}}")
    edit.setText("")
    QTest.keyClick(edit, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert edit.popup.current() is not None
    edit.setText("😀😀 {{todai}}")
    edit.look_over()
    edit.go_to(edit.mistakes[0])
    assert edit.textCursor().selectedText() == "{{todai}}"
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    edit.step_mistake(-1)
    assert edit.textCursor().selectedText() == "{{todai}}"


def test_a_mistake_is_found_where_a_long_paragraph_is_shown_in_pieces(qtbot: QtBot) -> None:
    edit = TemplateEdit()
    qtbot.addWidget(edit)
    text = f"{'So it is said. 😀 ' * 4_000}{{{{todai}}}} and on.\nAnd {{{{todei}}}}."
    edit.setText(text)
    edit.look_over()
    assert edit.text() == text
    assert edit.toPlainText() != text
    for mistake, words in zip(edit.mistakes, ("{{todai}}", "{{todei}}"), strict=True):
        edit.go_to(mistake)
        assert edit.textCursor().selectedText() == words
    edit.replace_by(edit.mistakes[0])
    assert edit.text() == text.replace("todai", "today")


def test_versions_are_compared_and_one_goes_back(page: LettersPage, busy: Busy, settled: Settled) -> None:
    form = changing_the_closing(page, settled)
    form.words.setText("{{client.greeting}},\n\nfarewell.")
    form.reason.setText("Shorter")
    form.apply("")
    settled()
    page.rows.select(("template", "closing"))
    page.show_versions()
    settled()
    versions = sheet(page)
    assert isinstance(versions, TemplateVersions)
    assert "[+farewell" in plain_text(versions.changed.text())
    assert not versions.accept_button.isEnabled()
    versions.rows.select(0)
    versions.apply("")
    settled()
    back = sheet(page)
    assert isinstance(back, GoBack)
    back.reason.setText("The long one was kinder")
    back.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert [row.number for row in template_versions(reader, "closing")] == [2, 1, 0]


def test_a_letter_is_changed_saved_and_logged(
    page: LettersPage, busy: Busy, settled: Settled, tmp_path: Path
) -> None:
    asked: list[object] = []
    page.requested.connect(asked.append)
    letter = written(page, settled, "closing")
    letter.words.setText(letter.words.text() + "\n\nP.S. Good luck with the {{shop}}.")
    assert not letter.save_button.isEnabled(), "what leaves is what is seen"
    letter.show_letter()
    settled()
    assert letter.save_button.isEnabled()
    made = letter.view.made
    assert made is not None
    letter.save_to(tmp_path / "closing.pdf", made)
    settled()
    text = "".join(one.extract_text() for one in PdfReader(tmp_path / "closing.pdf").pages)
    assert "Good luck with the {{shop}}." in " ".join(text.split())
    with busy.workspace.read() as reader:
        assert events(reader, EventFilter(), limit=1).rows[0].action == "exported"
    letter.apply("")
    (request,) = asked
    assert isinstance(request, LogContactRequest)
    assert request.matter_id == busy.matters["whitcombe"]
    assert request.summary.startswith("Closing letter sent.\n\nDear ")
    assert request.summary.endswith("Good luck with the {{shop}}.")
    assert request.file is not None
    assert request.file[0].startswith("Closing letter 0")
    assert request.file[1].startswith(b"%PDF")


def test_a_letter_that_is_shown_can_leave_at_once(page: LettersPage, settled: Settled) -> None:
    for key in ("no-news", "update-email"):
        letter = written(page, settled, key)
        assert letter.view.made is not None
        assert letter.save_button.isEnabled()
        assert letter.print_button.isEnabled()
        letter.reject()


def test_that_there_is_no_news_never_goes_where_there_is_some(
    page: LettersPage, busy: Busy, settled: Settled
) -> None:
    asked: list[object] = []
    page.requested.connect(asked.append)
    letter = written(page, settled, "no-news")
    matter = letter.letter().matter_id
    with busy.workspace.write() as tx:  # while the letter stands open
        new = NewDevelopment(matter, DevelopmentKind.RULING, busy.clock.now(), "Denied.")
        add_development(tx, new)
    for button in (letter.save_button, letter.print_button, letter.accept_button):
        button.click()
        settled()
        question = sheet(page)
        assert isinstance(question, Question)
        words = " ".join(one.text() for one in question.findChildren(Label))
        assert "This letter does not tell it." in words
        assert question.accept_button.text() == "Tell it…"
        question.reject()
    assert asked == []
    letter.apply("")
    settled()
    sheet(page).apply("")
    assert asked == [WriteUpdate(matter)]


def test_an_update_that_leaves_out_what_could_wait_is_asked_about(
    page: LettersPage, settled: Settled
) -> None:
    asked: list[object] = []
    page.requested.connect(asked.append)
    letter = written(page, settled, "no-news")
    assert letter.letter().untold
    letter.apply("")
    settled()
    question = sheet(page)
    assert isinstance(question, Question)
    words = " ".join(one.text() for one in question.findChildren(Label))
    assert letter.letter().untold[0] in words
    assert asked == []
    question.reject()
    assert asked == []
    letter.apply("")
    settled()
    question = sheet(page)
    assert isinstance(question, Question)
    question.apply("")
    (request,) = asked
    assert isinstance(request, LogContactRequest)
    assert request.tells == ()


def test_what_the_client_asks_while_the_letter_is_written_is_named_too(
    page: LettersPage, busy: Busy, settled: Settled
) -> None:
    page.show_arg(busy.matters["okafor"])
    page.refresh()
    settled()
    letter = written(page, settled, "update-email")
    assert "waits for an answer" not in letter.letter().complaint
    busy.asks("meanwhile", busy.clock.now(), "okafor", "When is the hearing?")
    letter.print_button.click()
    settled()
    question = sheet(page)
    assert isinstance(question, Question)
    assert letter.note.text() != "Copied"
    question.apply("")
    assert letter.note.text() == "Copied"


def test_what_the_client_asks_while_a_place_is_looked_for_stops_the_letter(
    page: LettersPage, busy: Busy, settled: Settled, tmp_path: Path
) -> None:
    page.show_arg(busy.matters["okafor"])
    page.refresh()
    settled()
    letter = written(page, settled, "update-email")
    letter.save_button.click()
    settled()
    (dialog,) = letter.findChildren(QFileDialog)
    busy.asks("meanwhile", busy.clock.now(), "okafor", "When is the hearing?")
    dialog.fileSelected.emit(str(tmp_path / "letter.txt"))
    settled()
    assert not (tmp_path / "letter.txt").exists()
    assert letter.form._general.text().startswith("The client waits for an answer:")
    dialog.reject()
    letter.save_button.click()
    settled()
    question = sheet(page)
    assert isinstance(question, Question)


def test_what_the_client_asked_is_named_before_the_letter_leaves(
    page: LettersPage, busy: Busy, settled: Settled
) -> None:
    busy.asks("when", busy.clock.now(), "okafor", "When is the hearing?")
    page.show_arg(busy.matters["okafor"])
    page.refresh()
    settled()
    asked: list[object] = []
    page.requested.connect(asked.append)
    letter = written(page, settled, "update-email")
    assert "waits for an answer" in letter.view.trouble.text()
    letter.print_button.click()
    settled()
    question = sheet(page)
    assert isinstance(question, Question)
    assert "When is the hearing?" in " ".join(one.text() for one in question.findChildren(Label))
    assert letter.note.text() != "Copied"
    question.apply("")
    assert letter.note.text() == "Copied"
    letter.print_button.click()
    settled()
    assert sheet(page) is letter, "for these words it is asked once"
    letter.words.setText("Nothing is new, and nothing was asked.")
    letter.apply("")
    letter.accept_button.click()
    settled()
    question = sheet(page)
    assert sheets_in(page.window()) == [letter, question], "pressed twice, it is asked once"
    question.apply("Answer it…")
    settled()
    (request,) = asked
    assert isinstance(request, LogContactRequest)
    assert (request.matter_id, request.answers_id) == (busy.matters["okafor"], busy.entries["when"])
    again = written(page, settled, "update-email")
    assert again.words.text() == "Nothing is new, and nothing was asked.", "who answers first goes on with it"


def test_a_notice_is_written(page: LettersPage, busy: Busy, settled: Settled) -> None:
    page.new_notice()
    settled()
    form = sheet(page)
    assert isinstance(form, NoticeForm)
    form.name.setText("Mail")
    form.words.setText("E-mail is not secure.")
    form.areas.setText("Tax, Estates")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        (row,) = notices(reader)
    assert (row.form.title, row.form.areas, row.form.outlets, row.form.in_force) == (
        "Mail",
        ("Tax", "Estates"),
        (),
        True,
    )


def test_the_letter_goes_with_the_contact(busy: Busy, qtbot: QtBot, settled: Settled) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    forms = ContactForms(window, busy.workspace, lambda *_: None)
    matter = busy.matters["whitcombe"]
    form = forms.log(
        LogContactRequest(matter, channel=Channel.LETTER, summary=CLOSING, file=("closing.pdf", b"%PDF-1.7"))
    )
    settled()
    values = form.form.values()
    assert (values.summary, values.channel) == (CLOSING, Channel.LETTER)
    assert [one.attachment.name for one in values.files] == ["closing.pdf"]
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        (row,) = (one for one in entries(reader, matter_id=matter) if one.summary == CLOSING)
    assert [one.name for one in row.attachments] == ["closing.pdf"]


def test_the_words_of_a_letter_are_kept_before_it_is_logged(
    busy: Busy, qtbot: QtBot, settled: Settled
) -> None:
    """Its own form is closed by then. Escape can be undone, and what came back is kept at a lock."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    ways_back: list[Callable[[], object]] = []

    def say(_words: str, _action: str = "", do: Callable[[], object] | None = None) -> None:
        if do is not None:
            ways_back.append(do)

    forms = ContactForms(window, busy.workspace, say)
    request = LogContactRequest(busy.matters["whitcombe"], channel=Channel.LETTER, summary=CLOSING)

    def kept() -> list[str]:
        with busy.workspace.read() as reader:
            return [one.values["summary"] for one in drafts(reader, "contact")]

    form = forms.log(request)
    settled()
    assert kept() == [CLOSING]
    form.reject()
    settled()
    assert kept() == []
    ways_back.pop()()
    again = forms.sheet()
    assert again is not None
    assert forms.log(LogContactRequest(summary="Another letter.")) is again
    again.drop()
    settled()
    assert kept() == [CLOSING]
    forms._sheet = None
    ways_back.pop()()
    assert forms.sheet() is not None, "what was asked for meanwhile is opened when there is room"
