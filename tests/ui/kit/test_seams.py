"""A paragraph shown in pieces: what goes in comes out, whatever is done to it on the way."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.plain.jargon import WordList
from app.workspace import Workspace
from ui.kit import growing, seams
from ui.kit.fields import GrowingText
from ui.kit.plain_marks import PlainMarks
from ui.kit.plain_words import plain_words
from ui.kit.reader import PlainReader
from ui.kit.seams import JOINT, SEAM, Places, in_pieces, units, whole
from ui.letters.view import LetterView
from ui.policies.text_view import PolicyText

LETTERS = st.text("ab .\n😀é", max_size=60)
Step = tuple[str, int, int, str]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["type", "paste", "enter", "back", "delete", "replace", "cut", "undo", "redo"]),
        st.integers(0, 200),
        st.integers(0, 40),
        LETTERS,
    ),
    max_size=12,
)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if twenty letters were a long paragraph."""
    monkeypatch.setattr(seams, "LONGEST", 20)
    monkeypatch.setattr(seams, "PIECE", 10)


@pytest.fixture
def field(qtbot: QtBot, short: None) -> GrowingText:
    made = GrowingText()
    qtbot.addWidget(made)
    made.show()
    return made


def shown(field: GrowingText) -> list[str]:
    return field.toPlainText().split("\n")


def caret(field: QPlainTextEdit, at: int, to: int | None = None) -> None:
    cursor = field.textCursor()
    cursor.setPosition(at)
    cursor.setPosition(at if to is None else to, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)


def pasted(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


@given(st.text(), st.text())
def test_any_text_comes_out_as_it_went_in(before: str, long: str) -> None:
    text = f"{before}{(long or 'a') * 30_000}"[:60_000].replace(SEAM, "")
    there = in_pieces(text)
    assert whole(there) == text
    lines = there.replace("\r", "\n").replace("\u2029", "\n").split("\n")
    assert max(map(len, lines)) <= seams.LONGEST


def test_pieces_end_where_a_sentence_does_and_lines_that_are_there_stay(short: None) -> None:
    text = "Some were late. They went on for very long.\nA short one.\n"
    assert in_pieces(text).split("\n")[-2:] == ["A short one.", ""]
    assert in_pieces("One word. Two words, three.") == f"One word. {JOINT}Two {JOINT}words, {JOINT}three."
    assert in_pieces("none") == "none"


def test_a_place_in_the_document_is_a_letter_of_the_text(field: GrowingText) -> None:
    text = "😀 one word. Two words, three 😀 and four of them.\nNext."
    field.setText(text)
    places = Places(field.document())
    assert places.text == text
    units_of = field.toPlainText().encode("utf-16-le")
    for at, letter in enumerate(text):
        place = places.of(at)
        assert places.letter(place) == at
        rest = units_of[2 * place :].decode("utf-16-le").removeprefix(JOINT)
        assert rest.startswith(letter)
    assert places.of(len(text)) == field.document().characterCount() - 1


def _do(field: QPlainTextEdit, step: Step, ends: tuple[int, int]) -> None:
    what, _, _, words = step
    caret(field, *ends)
    if what == "type":
        QTest.keyClicks(field, words.replace("\n", " ").encode("ascii", "ignore").decode()[:1])
    elif what in {"paste", "replace"}:
        field.insertPlainText(words)
    elif what == "cut":
        QTest.keySequence(field, "Ctrl+X")
    elif what in {"undo", "redo"}:
        getattr(field, what)()
    else:
        keys = {"enter": Qt.Key.Key_Return, "back": Qt.Key.Key_Backspace, "delete": Qt.Key.Key_Delete}
        QTest.keyClick(field, keys[what])


def _ends(step: Step, text: str) -> tuple[int, int]:
    what, at, more, _ = step
    at = min(at, len(text))
    return at, min(at + more, len(text)) if what in {"replace", "cut"} else at


def _is_sound(field: GrowingText) -> bool:
    """Whether its pieces are short, and each seam is at the end of one."""
    return all(units(line) <= 2 * seams.LONGEST and SEAM not in line[:-1] for line in shown(field))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(LETTERS, STEPS)
@example("a" * 35, [("enter", 10, 0, ""), ("back", 11, 0, ""), ("delete", 10, 0, ""), ("back", 10, 0, "")])
def test_it_is_edited_as_a_bare_field_is(qtbot: QtBot, short: None, begun: str, steps: list[Step]) -> None:
    mine, bare = GrowingText(), QPlainTextEdit()
    mine.setText(begun)
    bare.setPlainText(begun)
    for step in steps:
        if step[0] in {"undo", "redo"}:  # one undoes more keys at once than the other
            continue
        text, places = bare.toPlainText(), Places(mine.document())
        at, to = _ends(step, text)
        _do(mine, step, (places.of(at), places.of(to)))
        _do(bare, step, (units(text[:at]), units(text[:to])))
        assert mine.text() == bare.toPlainText()
        assert _is_sound(mine)
    for one in (mine, bare):
        one.deleteLater()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(LETTERS, STEPS)
@example("😀", [("paste", 0, 0, f"{'a' * 11}😀😀😀😀"), ("paste", 0, 0, f"{'a' * 12}😀😀😀😀")])
def test_undo_gives_what_was_there(qtbot: QtBot, short: None, begun: str, steps: list[Step]) -> None:
    field = GrowingText()
    field.setText(begun)
    seen = {begun}
    for step in steps:
        places = Places(field.document())
        at, to = _ends(step, places.text)
        _do(field, step, (places.of(at), places.of(to)))
        if step[0] in {"undo", "redo"}:
            assert field.text() in seen
        seen.add(field.text())
        assert _is_sound(field)
    last = field.text()
    while field.document().isRedoAvailable():
        field.redo()
        last = field.text()
    while field.document().isUndoAvailable():
        field.undo()
        assert field.text() in seen
        assert _is_sound(field)
    assert field.text() == begun
    while field.document().isRedoAvailable():
        field.redo()
        assert field.text() in seen
    assert field.text() == last
    field.deleteLater()


LONG = "The first said so. The second went on and on."
"""Shown as "The first \", "said so. \", "The second \" and so on."""


def at_seam(field: GrowingText) -> int:
    """Before the first seam."""
    return field.toPlainText().index(SEAM)


def test_arrows_pass_a_seam_with_one_key_and_the_caret_never_stands_in_it(field: GrowingText) -> None:
    field.setText(LONG)
    here = at_seam(field)
    caret(field, here)
    QTest.keyClick(field, Qt.Key.Key_Right)
    assert field.textCursor().position() == here + len(JOINT)
    QTest.keyClick(field, Qt.Key.Key_Left)
    assert field.textCursor().position() == here
    caret(field, 0)
    QTest.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert field.text() == LONG[here:]


def test_delete_and_backspace_beside_a_seam_take_the_letter_there(field: GrowingText) -> None:
    field.setText(LONG)
    here = at_seam(field)
    caret(field, here)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert field.text() == LONG[:here] + LONG[here + 1 :]
    field.setText(LONG)
    caret(field, here + len(JOINT))
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == LONG[: here - 1] + LONG[here:]
    field.undo()
    assert field.text() == LONG


def test_deleting_a_word_or_a_line_leaves_no_line_end(field: GrowingText) -> None:
    for keys in ("Ctrl+Del", "Ctrl+Backspace"):
        for at in range(len(LONG) + 1):
            field.setText(LONG)
            caret(field, Places(field.document()).of(at))
            QTest.keySequence(field, keys)
            assert "\n" not in field.text()
            assert _is_sound(field)


def test_copied_and_dragged_words_have_no_seam(field: GrowingText, qapp: QApplication) -> None:
    field.setText(LONG)
    field.selectAll()
    assert field.createMimeDataFromSelection().text() == LONG
    QTest.keySequence(field, "Ctrl+C")
    assert qapp.clipboard().text() == LONG
    QTest.keySequence(field, "Ctrl+V")
    assert field.text() == LONG


def test_words_of_lawyers_are_marked_in_each_piece_and_replaced_there(
    field: GrowingText, qtbot: QtBot
) -> None:
    plain_words().set_words(WordList({"writ": "order"}))
    marks = PlainMarks(field)
    text = "A writ. So some more writ and a last writ."
    field.setText(text)
    marks.look_over()
    for left in (2, 1, 0):
        qtbot.waitUntil(lambda: not marks.is_reading)
        assert marks.take()
        assert field.text().count("writ") == left
    assert field.text() == text.replace("A writ", "An order").replace("a last writ", "a last order").replace(
        "writ", "order"
    )
    plain_words().set_words(None)


def test_what_was_typed_is_put_together_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that keeps itself asks four times for 500,000 letters: no key waits for that."""
    field = GrowingText()
    qtbot.addWidget(field)
    field.setText("One")
    read: list[str] = []
    monkeypatch.setattr(growing, "whole", lambda text: read.append(text) or text)
    for does, said in (
        (lambda: QTest.keyClicks(field, "x"), "xOne"),
        (field.undo, "One"),
        (field.redo, "xOne"),
        (lambda: field.insertPlainText("y"), "xyOne"),
        (lambda: field.setPlainText("Two"), "Two"),
        (field.clear, ""),
    ):
        does()
        read.clear()
        assert [field.text(), field.text()] == [said, said]
        assert len(read) <= 1


@pytest.mark.parametrize("made", [PlainReader, PolicyText])
def test_what_is_only_read_is_shown_in_pieces_and_copied_without_seams(
    qtbot: QtBot, short: None, made: type[PlainReader | PolicyText]
) -> None:
    text = "one two three four five six seven\neight nine"
    reader = made("Message")
    qtbot.addWidget(reader)
    if isinstance(reader, PlainReader):
        reader.setText(text)
        assert reader.text() == text
    else:
        reader.show_text(text)
        assert reader.words() == text
    document = reader.document()
    lengths = [document.findBlockByNumber(n).length() for n in range(document.blockCount())]
    assert len(lengths) > 2
    assert max(lengths) <= 20
    reader.selectAll()
    assert reader.createMimeDataFromSelection().text() == text
    assert SEAM not in reader.createMimeDataFromSelection().html()


def test_the_words_of_a_letter_are_shown_in_pieces(qtbot: QtBot, short: None, workspace: Workspace) -> None:
    letter = LetterView(workspace)
    qtbot.addWidget(letter)
    letter.say("one two three four five six seven")
    assert letter.words.document().blockCount() > 1
    assert letter.words.text() == "one two three four five six seven"
