"""Plain words on the Firm page, and what they do in every field of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.plain.commands import save_plain_word
from app.plain.jargon import jargon_in
from app.plain.queries import plain_words as kept_words
from app.workspace import Workspace
from ui.kit.fields import GrowingText
from ui.kit.plain_marks import PlainMarks
from ui.kit.plain_words import plain_words
from ui.kit.row_model import Row, RowRole
from ui.plainly import Plainly, take_plainer_word
from ui.settings.page import FirmPage
from ui.settings.plain_part import PlainWordForm

Settle = Callable[[], None]


def test_words_are_added_changed_and_removed(workspace: Workspace, qtbot: QtBot, settled: Settle) -> None:
    page = FirmPage(workspace)
    qtbot.addWidget(page)
    page.show()
    page.reload()
    settled()
    form = PlainWordForm(page, workspace, None)
    form.open()
    form.word.setText("lien")
    form.apply("")
    settled()
    assert "instead" in form.form.problem_texts()["say"]
    form.say.setText("hold")
    form.apply("")
    settled()
    assert "why" in form.form.problem_texts()["reason"]
    form.reason.setText("Shorter")
    form.apply("")
    settled()
    page.reload()
    settled()
    row = page.plain.row("lien")
    assert row is not None
    assert (row.say, row.reason) == ("hold", "Shorter")
    shown = page.plain.rows.model().index(0, 0).data(RowRole)
    assert isinstance(shown, Row)
    assert shown.text == "say “hold” · Shorter"
    form = PlainWordForm(page, workspace, row)
    form.open()
    assert form.so_far.text() == "Shorter"
    form.what.set_value("fine")
    form.reason.setText("Known")
    form.apply("")
    settled()
    page.reload()
    settled()
    row = page.plain.row("lien")
    assert row is not None
    assert row.say == ""
    form = PlainWordForm(page, workspace, row)
    form.open()
    form.reason.setText("Not known")
    told: list[str] = []
    form.saved.connect(told.append)
    assert form.remove_button is not None
    form.remove_button.click()
    assert not form.accept_button.isEnabled(), "it is under way"
    form.remove_button.click()
    settled()
    assert told == ["lien"]
    with workspace.read() as reader:
        assert kept_words(reader) == ()


def test_the_windows_fields_follow_the_firms_list(
    workspace: Workspace, window: QWidget, qtbot: QtBot, settled: Settle
) -> None:
    plainly = Plainly(workspace, window)
    with workspace.write() as tx:
        save_plain_word(tx, "limitation period", "time limit", "Clearer")
    qtbot.waitUntil(lambda: len(jargon_in("The limitation period.", plain_words().words)) == 1)
    field = GrowingText(parent=window)
    marks = PlainMarks(field)
    field.show()
    assert "words for a client" in take_plainer_word()
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    field.setText("The Limitation period ends.")
    marks.look_over()
    qtbot.waitUntil(lambda: not marks.is_reading)
    assert take_plainer_word() == ""
    assert field.text() == "The Time limit ends."
    qtbot.waitUntil(lambda: not marks.is_reading)
    assert "underlined" in take_plainer_word()
    plainly.end()
    assert jargon_in("The limitation period.", plain_words().words) == ()
