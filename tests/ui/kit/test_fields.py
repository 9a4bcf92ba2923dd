from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.kernel.errors import Invalid, Problem, Refused
from ui.kit import tasks, theme
from ui.kit.fields import DateWords, GrowingText, Segmented, TextField
from ui.kit.form import Form
from ui.kit.people import PeopleEdit, Person
from ui.kit.typeahead import Suggestion, TypeAhead

NAMES = ("Nora Whitcombe", "David Finch", "Dana Finch")


def _find(words: str) -> list[Suggestion]:
    return [Suggestion(name.casefold(), name) for name in NAMES if words.casefold() in name.casefold()]


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    """The widget in a window that has the keyboard."""

    windows: list[QWidget] = []

    def show(widget: QWidget) -> QWidget:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(600, 400)
        widget.setParent(window)
        widget.setGeometry(10, 10, 500, 40)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        widget.setFocus()
        return widget

    return show


def test_a_segmented_choice_moves_by_arrows_and_first_letters(
    shown: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    choice = Segmented([("phone", "Phone"), ("email", "E-mail"), ("letter", "Letter")], name="Channel")
    shown(choice)
    heard: list[object] = []
    choice.changed.connect(heard.append)
    inner = choice.focusProxy()
    assert inner is not None
    assert inner.accessibleName() == "Channel: Phone"
    qtbot.keyClick(inner, Qt.Key.Key_Right)
    assert choice.value() == "email"
    qtbot.keyClick(choice.focusProxy(), "l")
    assert choice.value() == "letter"
    qtbot.keyClick(choice.focusProxy(), Qt.Key.Key_Right)
    assert heard == ["email", "letter", "phone"]


def test_text_grows_to_its_most_and_takes_only_plain_text(shown: Callable[[QWidget], QWidget]) -> None:
    text = GrowingText(least=2, most=5)
    shown(text)
    low = text.height()
    text.setText("\n".join("line" for _ in range(4)))
    assert text.height() > low
    text.setText("\n".join("line" for _ in range(50)))
    tall = text.height()
    text.setText("\n".join("line" for _ in range(500)))
    assert text.height() == tall
    text.clear()
    assert text.height() == low
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("plain")
    text.insertFromMimeData(data)
    assert text.text() == "plain"


def test_tab_leaves_a_growing_text(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    first, second = GrowingText(), TextField()
    form.add("Said", first)
    form.add("Decided", second)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert first.text() == ""


def test_date_words_show_what_was_understood(shown: Callable[[QWidget], QWidget], qtbot: QtBot) -> None:
    tuesday = date(2026, 11, 24)
    field = DateWords(
        lambda words: tuesday if words == "tomorrow" else None, lambda day: f"{day:%a} {day.day} Nov"
    )
    shown(field)
    qtbot.keyClicks(field, "tomorrow")
    assert field.value() == tuesday
    assert field.accessibleDescription() == "Tue 24 Nov"
    field.setText("nonsense")
    assert field.value() is None
    assert field.is_nonsense()
    field.setText("")
    assert not field.is_nonsense()
    field.set_value(tuesday)
    assert (field.text(), field.value()) == ("Tue 24 Nov", tuesday)


def test_a_date_field_shows_as_many_examples_as_it_has_room_for(
    shown: Callable[[QWidget], QWidget],
) -> None:
    field = DateWords(lambda _: None, str)
    shown(field)
    whole = "tomorrow, next Tue, 3 March"
    said = []
    for width in (theme.px(400), theme.px(150), theme.px(60), theme.px(400)):
        field.resize(width, field.height())
        said.append(field.placeholderText())
    assert said == [whole, "tomorrow, next Tue", "tomorrow", whole]
    own = DateWords(lambda _: None, str, placeholder="May 3, 2010; for the file of a minor")
    own.resize(theme.px(60), own.sizeHint().height())
    shown(own)
    assert own.placeholderText() == "May 3, 2010; for the file of a minor", "no list of examples"


def test_a_type_ahead_suggests_off_thread_and_takes_with_enter(
    shown: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    field = TypeAhead(_find, name="Person", create="Create client")
    shown(field)
    qtbot.keyClicks(field, "finch")
    qtbot.waitUntil(lambda: field.popup.isVisible())
    said = [field.popup.suggestions.index(n).data() for n in range(field.popup.suggestions.rowCount())]
    assert said == ["David Finch", "Dana Finch", "Create client “finch”"]
    qtbot.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.chosen):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.key(), field.text()) == ("dana finch", "Dana Finch")
    assert field.popup.isHidden()
    qtbot.keyClicks(field, "x")
    assert field.key() is None
    qtbot.waitUntil(lambda: field.popup.isVisible())
    with qtbot.waitSignal(field.create_requested) as asked:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked.args == ["Dana Finchx"]
    qtbot.waitUntil(lambda: not tasks.busy())


def test_escape_closes_the_suggestions_and_nothing_else(
    shown: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    field = TypeAhead(_find, name="Person", now=True)
    shown(field)
    qtbot.keyClicks(field, "nora")
    qtbot.waitUntil(lambda: field.popup.isVisible())
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.popup.isHidden()
    assert field.text() == "nora"


def test_people_become_chips_and_backspace_takes_one_back(
    shown: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    field = PeopleEdit(_find, name="With", now=True)
    shown(field)
    inner = field.focusProxy()
    assert isinstance(inner, QLineEdit)
    qtbot.keyClicks(inner, "nora")
    qtbot.waitUntil(lambda: inner.popup.isVisible())  # type: ignore[attr-defined] # the edit inside is a TypeAhead
    qtbot.keyClick(inner, Qt.Key.Key_Return)
    qtbot.keyClicks(inner, "Judge Ono,")
    qtbot.keyClicks(inner, "Nora Whitcombe,")
    assert field.people() == [Person("nora whitcombe", "Nora Whitcombe"), Person(None, "Judge Ono")]
    assert inner.accessibleDescription() == "Nora Whitcombe, Judge Ono"
    qtbot.keyClick(inner, Qt.Key.Key_Backspace)
    assert [person.text for person in field.people()] == ["Nora Whitcombe"]
    qtbot.keyClicks(inner, "half typed")
    assert field.people()[-1] == Person(None, "half typed")


def test_a_form_shows_each_problem_by_its_field(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    firm, user = TextField(), TextField()
    form.add("Firm", firm, "firm")
    form.add("Your name", user, "user", hint="As on letters")
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    form.show_error(
        Invalid([Problem("user", "empty", "Please give your name."), Problem("", "x", "And this.")])
    )
    assert form.problem_texts() == {"user": "Please give your name."}
    assert user.hasFocus()
    assert user.accessibleDescription() == "Please give your name."
    assert [
        label.text() for label in form.findChildren(QLabel) if label.isVisible() and "this" in label.text()
    ] == ["And this."]
    form.clear_problems()
    assert form.problem_texts() == {}
    form.show_error(Refused("r", "Not like that.", field="firm"))
    assert form.problem_texts() == {"firm": "Not like that."}
    with pytest.raises(ZeroDivisionError):
        form.show_error(ZeroDivisionError())


def test_fields_without_a_name_take_their_labels(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    one, two = TextField(), TextField()
    form.add_together("When", (one, "at", 1), (two, "minutes", 1))
    assert one.accessibleName() == two.accessibleName() == "When"
    form.show_problems([Problem("minutes", "no", "How long?")])
    assert form.problem_texts() == {"at": "How long?", "minutes": "How long?"}
    form.show_row("at", False)
    assert one.isHidden() or one.parentWidget().isHidden()


def test_a_field_is_30_high_at_13_pixels(qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    assert field.sizeHint().height() == theme.px(30)


def test_what_is_doubtful_of_a_date_stands_whole_under_a_narrow_field(qtbot: QtBot) -> None:
    said = "The clocks skip 02:30 on Sun 14 Mar 2027; it is read as 03:30."
    field = DateWords(lambda _: date(2027, 3, 14), str, doubt=lambda words: said if words == "2:30" else "")
    form = Form()
    qtbot.addWidget(form)
    form.add_together("When", (field, "when", 1), (TextField("min"), "minutes", 3))
    form.resize(400, 200)
    form.show()

    def shown() -> list[str]:
        return [one.text() for one in form.findChildren(QLabel) if one.isVisible() and said in one.text()]

    assert shown() == []
    field.setText("2:30")
    assert shown() == [f"▲ {said}"]
    assert field.accessibleDescription() == f"2027-03-14. {said}"
    field.setText("4:30")
    assert shown() == []


def test_choices_that_are_too_long_for_one_line_go_on_in_the_next(qtbot: QtBot) -> None:
    names = ("hearing", "deadline", "limitation date", "milestone")
    choice = Segmented([(name, name) for name in names], name="Kind")
    qtbot.addWidget(choice)
    buttons = choice.findChildren(QAbstractButton)
    line = choice.sizeHint().width()
    assert choice.heightForWidth(line) == choice.sizeHint().height()
    choice.resize(line - 1, choice.heightForWidth(line - 1))
    choice.show()
    assert len({button.y() for button in buttons}) == 2
    assert all(button.width() >= button.sizeHint().width() for button in buttons)
    assert all(choice.rect().contains(button.geometry()) for button in buttons)
    choice.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert buttons[0].geometry().right() == choice.rect().right()


def test_a_form_is_as_high_as_its_choices_in_two_lines(qtbot: QtBot) -> None:
    form = Form(label_width=60)
    qtbot.addWidget(form)
    choice = Segmented([(n, f"milestone number {n}") for n in range(4)], name="Kind")
    form.add("Kind", choice)
    form.resize(400, form.heightForWidth(400))
    form.show()
    assert choice.height() >= choice.heightForWidth(choice.width()) > choice.sizeHint().height()


def test_a_text_never_scrolls_sideways(shown: Callable[[QWidget], QWidget]) -> None:
    field = GrowingText(least=3, most=3)
    shown(field)
    field.resize(220, field.height())
    field.setText("The court has reset the conference " * 12 + "w" * 300)
    bar = field.horizontalScrollBar()
    field.moveCursor(field.textCursor().MoveOperation.End)
    assert (bar.minimum(), bar.maximum(), bar.value()) == (0, 0, 0)


@pytest.mark.parametrize("wide", [160, 400, 900])
def test_fields_that_stand_together_go_on_in_the_next_line(qtbot: QtBot, wide: int) -> None:
    form, phone, mail = Form(), TextField(), Segmented([(n, word) for n, word in enumerate(("Letter", "A4"))])
    qtbot.addWidget(form)
    form.add_together("Phone", (phone, "phone", 1), (mail, "mail", 0))
    form.resize(wide, 300)
    form.grab()
    assert not phone.geometry().intersects(mail.geometry())
    assert mail.geometry().right() < mail.parentWidget().width()
    assert phone.width() >= phone.minimumSizeHint().width()
    together = phone.parentWidget()
    assert all(together.rect().contains(one.geometry()) for one in (phone, mail)), "no line is cut"


def test_nothing_is_chosen_before_somebody_says_so(qtbot: QtBot) -> None:
    choice = Segmented([(name, name) for name in ("one", "two", "three")], name="Kind", unset=True)
    qtbot.addWidget(choice)
    choice.show()
    assert choice.value() is None
    choice.setFocus()
    QTest.keyClick(choice.focusProxy(), Qt.Key.Key_Left)
    assert choice.value() == "three"
    QTest.keyClick(choice.focusProxy(), Qt.Key.Key_Right)
    assert choice.value() == "one"
    stops = [
        one for one in choice.findChildren(QAbstractButton) if one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(stops) == 1, "one Tab stop"
