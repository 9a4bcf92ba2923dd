"""The tour at the letters: the page, a letter before it leaves, the editor with a mistake in it, versions, notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ui.tour.stop import Stop, matter_of

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.letters.page import LettersPage
    from ui.shell.main_window import MainWindow

_WRONG = "{{client.greeting}},\n\nyour {{mater.word}} rests.\n{{if any comming}}\nWe watch it.\n\n{{client."


def letter_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """Each in turn, for the matter that the drawings show."""
    from ui.letters.page import LettersPage
    from ui.letters.versions_sheet import GoBack

    yield Stop("letters", lambda: window.navigate("letters", matter_of(workspace, "00003")))
    settle()
    page = window.current_page()
    if not isinstance(page, LettersPage):
        return
    yield Stop("letters-protocol", lambda: page.rows.select(("template", "protocol")))
    yield Stop("letters-email", lambda: page.rows.select(("template", "update-email")))
    yield Stop("form-letter-email", page.write)
    page.rows.select(("template", "no-news"))
    settle()
    yield Stop("form-letter", page.write)
    yield Stop("form-letter-template", page.change)
    yield Stop("form-letter-template-wrong", lambda: _write_wrongly(page, settle))
    yield Stop("letter-versions", page.show_versions)
    yield Stop("form-letter-back", lambda: GoBack(page, workspace, "no-news", 0).open())
    yield Stop("form-notice-new", page.new_notice)
    notices = [key for key in page.rows.keys() if isinstance(key, tuple) and key[0] == "notice"]  # noqa: SIM118 # no mapping
    for key in notices[:1]:
        page.rows.select(key)
        yield Stop("form-notice", page.change)


def _write_wrongly(page: LettersPage, settle: Callable[[], None]) -> None:
    from PySide6.QtGui import QTextCursor
    from PySide6.QtTest import QTest

    from ui.kit.sheet import sheets_in
    from ui.letters.template_sheet import TemplateSheet

    page.change()
    settle()
    sheet = sheets_in(page.window())[-1]
    if isinstance(sheet, TemplateSheet):
        page.window().activateWindow()
        sheet.words.setText(_WRONG)
        sheet.words.setFocus()
        sheet.words.moveCursor(QTextCursor.MoveOperation.End)
        sheet.words.look_over()
        QTest.keyClicks(sheet.words, "a")
