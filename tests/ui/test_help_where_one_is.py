"""F1 in the open vault: the page, its part, the form over it, the term of the field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.office import Office
from ui.kit.dialogs import confirm
from ui.kit.sheet import sheets_in
from ui.kit.terms import TermSign
from ui.matters.key_date_form import KeyDateForm
from ui.matters.page import MatterPage
from ui.shell.help import HelpSheet


def _ask(office: Office, qtbot: QtBot) -> HelpSheet:
    qtbot.keyClick(office.window, Qt.Key.Key_F1)
    found = sheets_in(office.window)[-1]
    assert isinstance(found, HelpSheet)
    return found


def _place(sheet: HelpSheet) -> tuple[str, str]:
    """The chapter, and the line that the guide was scrolled to."""
    assert sheet.chapter is not None
    return sheet.chapter.key, sheet.words.textCursor().block().text()


def test_it_knows_the_page_and_its_part(office: Office, qtbot: QtBot) -> None:
    window = office.window
    for page, arg, expected in (
        ("today", None, ("owed", "What is owed")),
        ("calendar", None, ("calendar", "The calendar")),
        ("untold", None, ("schedules", "Told nothing this month")),
        ("firm", "absences", ("handing-over", "Somebody is away")),
        ("firm", "vault", ("backups", "Backups")),
    ):
        window.navigate(page)
        office.settled()
        current = window.current_page()
        assert current is not None
        if arg:
            current.show_part(arg)
        sheet = _ask(office, qtbot)
        assert _place(sheet) == expected
        sheet.reject()


def test_it_knows_the_tab_the_form_the_question_and_the_term(office: Office, qtbot: QtBot) -> None:
    window = office.window
    window.navigate("matter", office.busy.matters["whitcombe"])
    office.settled()
    page = window.current_page()
    assert isinstance(page, MatterPage)
    page.show_part("Fees")
    sheet = _ask(office, qtbot)
    assert _place(sheet)[0] == "fees"
    sheet.reject()
    page.forms.add_key_date()
    office.settled()
    form = sheets_in(window)[-1]
    assert isinstance(form, KeyDateForm)
    form.what.setFocus()
    sheet = _ask(office, qtbot)
    assert _place(sheet)[0] == "developments"
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert sheets_in(window)[-1] is sheet, "once is enough"
    assert window.focusWidget() is sheet.search
    sheet.reject()
    form.kind.setFocus()
    sheet = _ask(office, qtbot)
    assert _place(sheet) == ("terms", "Key date")
    sheet.reject()
    sign = form.findChild(TermSign)
    assert sign is not None
    assert sign.accessibleName() == "Key date: what it means"
    assert "hearing, appointment, deadline, limitation date" in sign.toolTip()
    question = confirm(form, "Really?", "Yes or no.", "Yes", lambda: None)
    sheet = _ask(office, qtbot)
    assert _place(sheet)[0] in {"developments", "terms"}, "a question has the chapter of what it stands over"
    sheet.reject()
    question.reject()
    form.reject()
