"""Words of lawyers underlined where they stand, and the plainer one put there by a key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.plain.jargon import WordList
from ui.kit.fields import GrowingText
from ui.kit.plain_line import PlainLine
from ui.kit.plain_marks import MOST_MARKS, PlainMarks, marks_of
from ui.kit.plain_words import plain_words

Read = Callable[[str], PlainMarks]


@pytest.fixture
def field(qtbot: QtBot) -> GrowingText:
    made = GrowingText()
    qtbot.addWidget(made)
    PlainMarks(made)
    return made


@pytest.fixture
def read(field: GrowingText, qtbot: QtBot) -> Read:
    def typed(text: str) -> PlainMarks:
        marks = marks_of(field)
        assert marks is not None
        field.setText(text)
        marks.look_over()
        qtbot.waitUntil(lambda: not marks.is_reading, timeout=20_000)
        return marks

    return typed


def underlined(field: GrowingText) -> list[str]:
    """What has a wave under it, read from what Qt draws."""
    found, block = [], field.document().firstBlock()
    while block.isValid():
        text = block.text().encode("utf-16-le")
        for one in block.layout().formats():
            assert one.format.underlineStyle() == one.format.UnderlineStyle.WaveUnderline
            found.append(text[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le"))
        block = block.next()
    return found


def caret(field: GrowingText, at: int) -> None:
    cursor = field.textCursor()
    cursor.setPosition(at)
    field.setTextCursor(cursor)


def test_every_place_is_underlined_unless_it_is_explained(field: GrowingText, read: Read) -> None:
    read("😀 A lien, that lien.\nThe writ (an order) came.\u2028The writ and an affidavit.")
    assert underlined(field) == ["lien", "lien", "affidavit"]


def test_the_key_takes_the_next_one_with_capital_plural_and_article(
    field: GrowingText, read: Read, qtbot: QtBot
) -> None:
    marks = read("They want an affidavit.\n😀 Writs came.")
    assert marks.take()
    assert field.text() == "They want a sworn written statement.\n😀 Writs came."
    qtbot.waitUntil(lambda: not marks.is_reading)
    assert underlined(field) == ["Writs"]
    assert marks.take()
    assert field.text() == "They want a sworn written statement.\n😀 Written court orders came."
    assert field.textCursor().position() == len("They want a sworn written statement.\n😀") + 1 + len(
        " Written court orders"
    )
    qtbot.waitUntil(lambda: not marks.is_reading)
    assert not marks.take()
    field.undo()
    field.undo()
    assert field.text() == "They want an affidavit.\n😀 Writs came."


def test_it_is_the_one_at_the_caret_and_round_the_end(field: GrowingText, read: Read, qtbot: QtBot) -> None:
    marks = read("A writ. A tort. A lien.")
    caret(field, len("A writ. A to"))
    assert marks.take()
    assert field.text() == "A writ. A civil wrong. A lien."
    qtbot.waitUntil(lambda: not marks.is_reading)
    caret(field, len(field.text()))
    marks.take()
    qtbot.waitUntil(lambda: not marks.is_reading)
    assert field.text() == "A written court order. A civil wrong. A lien."


def test_what_was_typed_over_since_is_left_alone(field: GrowingText, read: Read) -> None:
    marks = read("A writ.")
    caret(field, 0)
    field.insertPlainText("So: ")
    assert not marks.take()
    assert field.text() == "So: A writ."


def test_nothing_is_put_into_what_may_not_be_changed(field: GrowingText, read: Read) -> None:
    marks = read("A writ.")
    field.setReadOnly(True)
    assert not marks.take()


def test_an_underline_is_no_change_of_the_words(field: GrowingText, read: Read, qtbot: QtBot) -> None:
    marks = read("A writ.")
    said: list[object] = []
    field.textChanged.connect(lambda: said.append(1))
    plain_words().set_words(WordList({"writ": "order"}))
    qtbot.waitUntil(lambda: not marks.is_reading)
    plain_words().set_words(WordList({}))
    qtbot.waitUntil(lambda: not underlined(field))
    assert said == []
    assert not field.document().isUndoAvailable()
    plain_words().set_words(None)


def test_it_stays_underlined_while_one_types_beside_it(field: GrowingText, read: Read) -> None:
    read("A writ.")
    caret(field, len("A writ."))
    field.insertPlainText(" And")
    assert underlined(field) == ["writ"]


def test_very_long_texts_are_read_in_slices(field: GrowingText, read: Read) -> None:
    said = "The court read the motion to dismiss and put a lien on the house. "
    marks = read("\n".join([said * 5] * 1200))
    assert len(underlined(field)) == 2 * 5 * 1200
    marks.take()
    assert "request to throw the case out" in field.text()
    read(said * 2000)  # one paragraph, shown in pieces
    assert len(underlined(field)) == 2 * 2000
    read("lien " * 2 * MOST_MARKS)
    assert len(underlined(field)) == MOST_MARKS


def test_the_line_says_what_the_key_would_do(field: GrowingText, qtbot: QtBot) -> None:
    other = GrowingText()
    qtbot.addWidget(other)
    line = PlainLine.under(other)
    qtbot.addWidget(line)
    assert marks_of(other) is not None
    assert marks_of(line) is None
    other.setText("A writ and a tort.")
    qtbot.waitUntil(lambda: not line.isHidden())
    assert line.text() == "“writ”: say “written court order” (Ctrl+.); “tort”: say “civil wrong”."
    caret(other, len("A writ and a to"))
    assert line.text() == "“tort”: say “civil wrong” (Ctrl+.); “writ”: say “written court order”."
