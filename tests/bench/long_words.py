"""80,000 words in one paragraph where one writes to clients: how long the window stands still for a key, for the words
pasted whole, and afterwards while they are looked over and set in type. An update's own words, a template at its most,
a letter."""

from __future__ import annotations

from collections.abc import Callable
from time import thread_time
from uuid import UUID

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.letters.built_in import TemplateForm
from app.workspace import Workspace
from tests.bench.big_firm import a_matter
from tests.bench.figure import Figure
from tests.bench.long_lists import NOT_NOTICED, Heartbeat, settle, wait
from tests.bench.words import Writer
from ui.kit import theme
from ui.kit.fields import GrowingText
from ui.kit.page import Page
from ui.kit.sheet import Sheet, sheets_in
from ui.letters.letter_sheet import LetterSheet
from ui.letters.load import compose
from ui.letters.template_sheet import TemplateSheet
from ui.updates.composer import Composer
from ui.updates.load import begin

WORDS, LETTERS = 80_000, 160_000
"""Of an update or letter, and of a template."""
KEYS = 5
_QUIET = 1_500
"""Milliseconds: longer than every pause after the last key."""


def measure(workspace: Workspace) -> list[Figure]:
    """Leaves the vault as it was."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([])
    theme.install(application, scheme="light")
    window = Page("Bench")
    window.resize(1280, 800)
    window.show()
    settle()
    matter, words = UUID(a_matter(1)), " ".join(Writer().texts(2_000))
    many = " ".join(words.split()[:WORDS])
    composer = _composer(window, workspace, matter)
    found = _typed("an update", composer, composer.pieces.row(composer.pieces.keys()[-1]).words, many)
    template = TemplateSheet(window, workspace, None, None)
    found += _typed("a template", template, template.words, many[:LETTERS])
    letter = _letter(window, workspace, matter)
    found += _typed("a letter", letter, letter.words, many)
    window.close()
    return found


def _composer(window: QWidget, workspace: Workspace, matter: UUID) -> Composer:
    composer = Composer(window, workspace, begin(workspace, matter))
    composer.open()
    settle()
    composer.add_paragraph()
    settle()
    return composer


def _letter(window: QWidget, workspace: Workspace, matter: UUID) -> LetterSheet:
    letter = compose(workspace, matter, TemplateForm("Bench", "Dear client,"))
    return LetterSheet(window, workspace, "bench", letter, lambda _: None)


def _typed(where: str, sheet: Sheet, field: GrowingText, words: str) -> list[Figure]:
    if not sheet.isVisible():
        sheet.open()
    settle()
    field.setFocus()
    data = QMimeData()
    data.setText(words)
    name = f"{len(words.split()):,} words in one paragraph of {where}"
    pasted, after_paste = _stalls(lambda: field.insertFromMimeData(data))
    cursor = field.textCursor()
    cursor.setPosition(len(words) // 2)
    field.setTextCursor(cursor)
    field.ensureCursorVisible()
    wait(50)
    keys = [_stalls(lambda: QTest.keyClicks(field, "x"), wait_for=20)[0] for _ in range(KEYS)]
    after = _stalls(lambda: QTest.keyClicks(field, "x"))[1]
    assert field.text().count("x") > KEYS
    field.moveCursor(QTextCursor.MoveOperation.Start)
    _close(sheet)
    return [
        Figure(f"{name}: pasted", pasted, within=NOT_NOTICED),
        Figure("… longest stall while it is looked over", after_paste, within=NOT_NOTICED),
        Figure("… a key, longest", max(keys), within=NOT_NOTICED),
        Figure("… longest stall after the last key", after, within=NOT_NOTICED),
    ]


def _close(sheet: Sheet) -> None:
    """For good: a sheet that asks first would be painted under the next one."""
    window = sheet.window()
    sheet.reject()
    for question in sheets_in(window):
        if question is not sheet:
            question.apply("")
    settle()
    assert not sheets_in(window)


def _stalls(do: Callable[[], object], wait_for: int = _QUIET) -> tuple[float, float]:
    """What this thread computed until it was shown, and the longest pause after it."""
    begun = thread_time()
    do()
    QApplication.processEvents()
    spent = thread_time() - begun
    beats = Heartbeat()
    wait(wait_for)
    settle()
    return spent, beats.longest
