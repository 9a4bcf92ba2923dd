from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import paint, tasks
from ui.kit.buttons import Button
from ui.kit.dialogs import Progress, confirm
from ui.kit.footrow import FootRow
from ui.kit.form import Form
from ui.kit.labels import Label
from ui.kit.sheet import Sheet, sheets_in


class Entry(Sheet):
    """Two fields and three buttons."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, "Log contact")
        self.one, self.two = QLineEdit(), QLineEdit()
        self.body.addWidget(self.one)
        self.body.addWidget(self.two)
        self.add_buttons("Save", extra=("Save and new",), keys="Ctrl+Return")
        self.applied: list[str] = []
        self.refuse = False

    def apply(self, button: str) -> None:
        self.applied.append(button)
        if not self.refuse:
            self.accept()


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.setCentralWidget(QLineEdit())
    made.resize(900, 600)
    made.show()
    made.activateWindow()
    made.centralWidget().setFocus()
    return made


def test_the_keyboard_goes_in_stays_in_and_comes_back(window: QMainWindow, qtbot: QtBot) -> None:
    sheet = Entry(window)
    sheet.open()
    assert sheet.one.hasFocus()
    seen = []
    for _ in range(10):
        here = QApplication.focusWidget()
        assert here is not None
        assert sheet.isAncestorOf(here)
        seen.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    assert {sheet.one, sheet.two} < set(seen)
    assert len([widget for widget in set(seen) if isinstance(widget, QPushButton)]) == 3
    with qtbot.waitSignal(sheet.finished) as finished:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert finished.args == [False]
    assert window.centralWidget().hasFocus()


def test_the_shortcut_saves_and_a_refusal_keeps_it_open(window: QMainWindow, qtbot: QtBot) -> None:
    sheet = Entry(window)
    sheet.open()
    sheet.refuse = True
    qtbot.keyClick(sheet.one, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.applied == [""]
    assert sheets_in(window) == [sheet]
    sheet.refuse = False
    with qtbot.waitSignal(sheet.finished) as finished:
        qtbot.keyClick(sheet.one, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert finished.args == [True]
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(sheet)


def test_it_fits_into_a_small_window_and_follows_it(window: QMainWindow) -> None:
    sheet = Entry(window)
    for _ in range(40):
        sheet.body.addWidget(QLineEdit())
    sheet.open()
    for width, height in ((900, 600), (420, 320)):
        window.setMinimumSize(1, 1)
        window.resize(width, height)
        QApplication.processEvents()
        assert sheet.rect() == window.rect()
        assert window.rect().contains(sheet.card.geometry())
    sheet.drop()


def test_the_card_grows_with_its_content(window: QMainWindow) -> None:
    sheet = Entry(window)
    sheet.open()
    QApplication.processEvents()
    before = sheet.card.height()
    more = QLineEdit()
    sheet.body.addWidget(more)
    QApplication.processEvents()
    assert sheet.card.height() >= before + more.height()
    sheet.reject()


def test_a_sentence_leaves_no_gap_in_the_card(window: QMainWindow) -> None:
    """What was narrow before it was laid out needs fewer lines afterwards."""
    sheet, form = Entry(window), Form()
    words = "Nothing has happened in your matter since Thursday 29 October; next comes the answer. "
    line = QWidget()
    row = QHBoxLayout(line)
    row.addWidget(Label(words * 2, wrap=True), 1)
    form.add_wide(line)
    sheet.body.addWidget(form)
    sheet.open()
    for _ in range(5):
        QApplication.processEvents()
    assert sheet.card.height() < 300
    assert form.height() <= form.heightForWidth(form.width()) + 4


def test_a_question_calls_only_on_yes(window: QMainWindow, qtbot: QtBot) -> None:
    asked: list[str] = []
    question = confirm(
        window, "Withdraw this entry?", "It stays readable.", "Withdraw", lambda: asked.append("yes")
    )
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert asked == []
    question = confirm(
        window, "Withdraw this entry?", "It stays readable.", "Withdraw", lambda: asked.append("yes")
    )
    qtbot.keyClick(question.accept_button, Qt.Key.Key_Space)
    assert asked == ["yes"]


def test_progress_closes_by_itself_and_cancels(window: QMainWindow, qtbot: QtBot) -> None:
    came: list[int] = []
    task = tasks.run_pool(lambda task: task.tell(1, 2, "Reading") or 5, owner=window, done=came.append)
    progress = Progress(window, "Import", task)
    progress.open()
    qtbot.waitUntil(lambda: came == [5])
    assert sheets_in(window) == []

    def endless(task: tasks.Task) -> None:
        while True:
            task.tell(0, 0)

    task = tasks.run_pool(endless, owner=window, done=came.append)
    progress = Progress(window, "Import", task)
    progress.open()
    with qtbot.waitSignal(task.finished):
        qtbot.keyClick(progress, Qt.Key.Key_Escape)
    assert came == [5]


def test_progress_that_is_dropped_stops_its_task(window: QMainWindow, qtbot: QtBot) -> None:
    def endless(task: tasks.Task) -> None:
        while True:
            task.tell(0, 0)

    task = tasks.run_pool(endless, owner=window)
    progress = Progress(window, "Import", task)
    progress.open()
    with qtbot.waitSignal(task.finished):
        progress.drop()
    assert task.cancelled


def _drawn(needed: QRect) -> QImage:
    image = QImage(200, 200, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint.shadow(painter, QRectF(40, 40, 120, 100), 12, needed)
    painter.end()
    return image


def test_the_shadow_is_not_drawn_for_what_lies_under_the_card(qtbot: QtBot) -> None:
    """It is thirty calls, and each waits for a worker that computes: typing would."""
    blank = _drawn(QRect(60, 60, 40, 40))
    assert blank.pixel(100, 145) == QColor("white").rgb()
    whole = _drawn(QRect(0, 0, 200, 200))
    assert whole.pixel(100, 145) != QColor("white").rgb()
    assert _drawn(QRect(20, 60, 40, 40)) == whole
    assert all(whole.pixel(x, y) == blank.pixel(x, y) for x in range(60, 100) for y in range(60, 100))


def test_a_sheet_is_never_narrower_than_what_stands_in_it(qtbot: QtBot) -> None:
    """Words of another language lay beyond its right edge, where nobody could reach them."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    sheet = Sheet(window, "End the matter", width=400)
    wide = QPushButton("Wir legen das Mandat nieder")
    wide.setMinimumWidth(600)
    sheet.body.addWidget(wide)
    sheet.add_buttons("Save")
    sheet.open()
    right = wide.mapTo(sheet.card, wide.rect().topRight()).x()
    assert sheet.card.width() > 600
    assert right < sheet.card.width()


def test_a_long_title_goes_on_in_the_next_line_and_no_button_is_cut(
    window: QMainWindow, qtbot: QtBot
) -> None:
    words = "Withdraw: Who is speaking, and what may be told to whom? Wednesday, October 14, 2026"
    sheet = Sheet(window, words, width=360)
    sheet.body.addWidget(QLineEdit())
    extra = ("Save as a table (CSV) for who counts it", "With a password that is told by telephone")
    sheet.add_buttons("Print it now", extra=extra, keys="Ctrl+Return")
    sheet.open()
    qtbot.waitUntil(sheet.title.isVisible)
    tall = sheet.title.heightForWidth(sheet.title.width())
    assert tall > sheet.title.fontMetrics().height() * 2 - 4
    assert sheet.title.height() >= tall
    buttons = sheet.foot.findChildren(QPushButton)
    assert len(buttons) == 4
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
        assert sheet.card.rect().contains(QRect(button.mapTo(sheet.card, QPoint(0, 0)), button.size()))


def test_a_long_note_and_many_buttons_get_lines_of_their_own(window: QMainWindow, qtbot: QtBot) -> None:
    sheet, field = Sheet(window, "Status reports", width=700), QLineEdit()
    sheet.body.addWidget(field)
    extra = ("Save as PDF…", "With a password…", "As a table…")
    sheet.add_buttons("Print…", extra=extra, keys="Ctrl+Return")
    foot = sheet.foot.layout()
    assert isinstance(foot, FootRow)
    foot.addWidget(Button("Mark as given"))
    foot.insertWidget(0, Button("Remove"))
    sheet.note.setText("Nothing is changed yet. What is not taken over stands below, and why it is not.")
    sheet.open()
    qtbot.waitUntil(sheet.title.isVisible)
    for wide in (1200, 900, 640, 420):
        window.resize(wide, 600)
        QApplication.processEvents()
        buttons = sheet.foot.findChildren(QPushButton)
        places = [_in_card(sheet, one) for one in (*buttons, sheet.note)]
        assert all(sheet.card.rect().contains(place) for place in places), wide
        pairs = [(one, other) for number, one in enumerate(places) for other in places[:number]]
        assert not any(one.intersects(other) for one, other in pairs), wide
        assert all(one.width() >= one.sizeHint().width() for one in buttons), wide
        assert sheet.note.height() >= sheet.note.heightForWidth(sheet.note.width()), wide
        assert field.visibleRegion().boundingRect().height() == field.height(), "the form keeps its room"


def _in_card(sheet: Sheet, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(sheet.card, QPoint(0, 0)), widget.size())


def test_the_keys_beside_the_words_give_way_first(qtbot: QtBot) -> None:
    foot, save = QWidget(), Button("Save", keys="Ctrl+Return")
    qtbot.addWidget(foot)
    row = FootRow(foot, Label("", wrap=True))
    row.setContentsMargins(0, 0, 0, 0)
    other = Button("Cancel")
    row.addWidget(other)
    row.addWidget(save)
    wanted = row.wanted()
    for wide, keys, lines in ((wanted, True, 1), (wanted - 1, False, 1), (save.sizeHint().width(), False, 2)):
        row.setGeometry(QRect(0, 0, wide, 200))
        assert save.shows_keys is keys
        assert (other.y() < save.y()) is (lines == 2)
        assert save.geometry().right() < wide
        assert "Ctrl+Return" in save.toolTip()


def test_the_last_line_of_a_foot_is_the_fullest(qtbot: QtBot) -> None:
    foot = QWidget()
    qtbot.addWidget(foot)
    row = FootRow(foot, Label("", wrap=True))
    row.setContentsMargins(0, 0, 0, 0)
    tools = [Button(f"What else can be done {number}") for number in range(3)]
    cancel, save = Button("Cancel"), Button("Save")
    for number, tool in enumerate(tools):
        row.insertWidget(number, tool)
    row.addWidget(cancel)
    row.addWidget(save)
    row.setGeometry(QRect(0, 0, tools[0].sizeHint().width() * 2 + 20, 300))
    assert tools[0].y() == tools[1].y() < tools[2].y() == cancel.y() == save.y()
    assert save.geometry().right() == row.geometry().right()
    row.setGeometry(QRect(0, 0, tools[0].sizeHint().width() + 4, 300))
    assert tools[2].y() < cancel.y() == save.y()


def test_a_button_of_the_foot_that_says_more_gets_the_room_for_it(window: QMainWindow, qtbot: QtBot) -> None:
    sheet = Entry(window)
    sheet.open()
    qtbot.waitUntil(sheet.title.isVisible)
    save = sheet.accept_button

    def fits() -> bool:
        return save.width() == save.sizeHint().width()

    for words in (
        "End the matter and write to the client",
        "End it",
        "End the matter",
    ):  # each time, not once
        save.setText(words)
        qtbot.waitUntil(fits)
