from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.kernel.errors import MachineTrouble
from ui.kit import theme
from ui.kit.row_model import Row
from ui.kit.sheet import Sheet, sheets_in
from ui.shell.main_window import MainWindow
from ui.shell.offers import Do, GoTo, Key, Kind, Looked, Offer
from ui.shell.palette import Palette
from ui.shell.recent import Recent

CTRL = Qt.KeyboardModifier.ControlModifier
Open = Callable[..., Palette]


@pytest.fixture
def opened(open_window: MainWindow, settle: Callable[[], None]) -> Open:
    """Open the palette, by default with nothing typed."""

    def open_it(typed: str = "") -> Palette:
        open_window.open_palette(typed)
        settle()
        palette = sheets_in(open_window)[-1]
        assert isinstance(palette, Palette)
        return palette

    return open_it


def titles(palette: Palette) -> list[str]:
    model = palette.rows._model
    items = [model.item(number) for number in range(model.rowCount())]
    return [one.title for one in items if isinstance(one, Row)]


def current(palette: Palette) -> str:
    row = palette.rows._row(palette.rows.currentIndex())
    return row.title if row else ""


def test_escape_and_the_same_key_close_it_and_the_keyboard_is_back(
    open_window: MainWindow, opened: Open, qtbot: QtBot
) -> None:
    before = open_window.focusWidget()
    for key, modifier in ((Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_K, CTRL)):
        palette = opened("rowe")
        assert palette.field.hasFocus()
        qtbot.keyClick(palette.field, key, modifier)
        assert sheets_in(open_window) == []
        assert open_window.focusWidget() is before


def test_keys_move_while_the_keyboard_stays_with_the_words(opened: Open, qtbot: QtBot) -> None:
    palette = opened()
    all_of_them = titles(palette)
    assert current(palette) == all_of_them[0]
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert current(palette) == all_of_them[1]
    qtbot.keyClick(palette.field, Qt.Key.Key_End)
    assert current(palette) == all_of_them[-1]
    qtbot.keyClick(palette.field, Qt.Key.Key_PageUp)
    above = all_of_them.index(current(palette))
    assert 0 < above < len(all_of_them) - 1
    qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)
    assert all_of_them.index(current(palette)) > above
    qtbot.keyClick(palette.field, Qt.Key.Key_Home)
    assert current(palette) == all_of_them[0]
    assert palette.field.hasFocus()
    assert palette.field.text() == ""


def test_who_hears_it_hears_how_many_and_which(
    opened: Open, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    palette = opened("rowe")
    assert palette.field.accessibleDescription() == "1 found. Rowe v. Meadow Poultry. Tamsin Rowe. Matter"
    palette.field.setText("v.")
    settle()
    assert palette.field.accessibleDescription().startswith("7 found. Whitcombe v. Larkspur. ")
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.field.accessibleDescription().startswith("Abernathy v. Coastline Motors. ")
    palette.field.setText("zeppelin")
    settle()
    assert palette.field.accessibleDescription() == "Nothing is called so."


def test_an_action_is_done_once_the_palette_is_gone(
    open_window: MainWindow, opened: Open, qtbot: QtBot
) -> None:
    over: list[int] = []
    open_window.registry.on("import", lambda: over.append(len(sheets_in(open_window))))
    palette = opened("impor")
    assert current(palette) == "Import"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert over == [0]
    palette = opened()
    assert current(palette) == "Import", "what was chosen stands first the next time"


def test_a_click_opens(open_window: MainWindow, opened: Open, qtbot: QtBot) -> None:
    palette = opened("calend")
    where = palette.rows.visualRect(palette.rows.currentIndex()).center()
    qtbot.mouseClick(palette.rows.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert open_window.workbench is not None
    assert open_window.workbench.here == ("calendar", None)


def test_what_may_not_be_done_says_why_and_stays(open_window: MainWindow, opened: Open, qtbot: QtBot) -> None:
    open_window.registry.on("import", lambda: pytest.fail("done all the same"))
    open_window.registry.forbid({"import": "Ask a lawyer to bring it in."})
    open_window.registry.set_vault_open(True)
    palette = opened("import")
    assert "Ask a lawyer to bring it in." in palette.field.accessibleDescription()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert open_window.messages.accessibleName() == "Ask a lawyer to bring it in."
    assert sheets_in(open_window) == [palette]


def test_over_a_form_it_offers_what_stays_there_and_leads_nowhere_else(
    open_window: MainWindow, opened: Open, qtbot: QtBot
) -> None:
    form = Sheet(open_window, "A form")
    field = QLineEdit()
    form.body.addWidget(field)
    form.open()
    palette = opened()
    shown = titles(palette)
    assert "Lock" in shown
    assert not {"Matters", "Back", "Whitcombe v. Larkspur"} & set(shown)
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert open_window.focusWidget() is field
    assert open_window.workbench is not None
    before = open_window.workbench.here
    qtbot.keyClick(field, Qt.Key.Key_2, CTRL)
    assert open_window.workbench.here == before
    assert open_window.messages.accessibleName() == "Close what stands over the page first."


def test_a_key_of_the_window_needs_no_palette(open_window: MainWindow, opened: Open, qtbot: QtBot) -> None:
    palette = opened()
    zoom = theme.zoom()
    qtbot.keyClick(palette.field, Qt.Key.Key_Plus, CTRL)
    assert theme.zoom() > zoom
    assert sheets_in(open_window) == [palette]
    qtbot.keyClick(palette.field, Qt.Key.Key_0, CTRL)
    qtbot.keyClick(palette.field, Qt.Key.Key_3, CTRL)
    assert sheets_in(open_window) == []
    assert open_window.workbench is not None
    assert open_window.workbench.here == ("clients", None)


def test_typing_on_the_line_above_the_pages_opens_it_with_that_letter(
    open_window: MainWindow, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    assert open_window.workbench is not None
    button = open_window.workbench.top_bar.find_button
    button.setFocus()
    qtbot.keyClick(button, "r")
    [palette] = sheets_in(open_window)
    assert isinstance(palette, Palette)
    qtbot.keyClicks(palette.field, "owe")
    settle()
    assert palette.field.text() == "rowe"
    assert current(palette) == "Rowe v. Meadow Poultry"


def test_names_are_read_anew_once_where_they_are_old(
    open_window: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> None:
    from ui.shell.offers import Local

    read: list[int] = []

    def look(typed: str, recent: object) -> Looked:
        new = (Offer(GoTo("client", 1), Kind.CLIENT, "Tamsin Rowe"),) if read else ()
        return Looked(new, is_stale=True)

    palette = Palette(open_window, Local([]), look, lambda: read.append(1), typed="tam")
    palette.open()
    settle()
    assert read == [1]
    assert titles(palette) == ["Tamsin Rowe"]
    chosen: list[object] = []
    palette.chosen.connect(chosen.append)
    palette.field.setText("tams")
    qtbot.keyClick(
        palette.field, Qt.Key.Key_Return
    )  # before it was found, and though names change all the time
    settle()
    assert chosen == [GoTo("client", 1)]


def test_what_is_outrun_is_not_shown_and_a_vault_that_does_not_answer_leaves_the_pages(
    open_window: MainWindow, settle: Callable[[], None]
) -> None:
    from ui.shell.offers import Local

    go = threading.Event()

    def look(typed: str, recent: object) -> Looked:
        if typed == "slow":
            go.wait(10)
            return Looked((Offer(GoTo("client", 1), Kind.CLIENT, "Slow"),))
        raise MachineTrouble("unreadable", "The file cannot be read.")

    local = Local([Offer(Do("help"), Kind.ACTION, "Help")])
    palette = Palette(open_window, local, look, None, typed="slow")
    palette.open()
    palette.field.setText("hel")
    go.set()
    settle()
    assert titles(palette) == ["Help"]


def test_recent_are_few_and_never_words_that_were_looked_for() -> None:
    recent = Recent()
    keys: list[Key] = [GoTo("matter", UUID(int=number)) for number in range(20)]
    for key in keys:
        recent.chose(key)
    recent.chose(GoTo("contactlog", object()))
    recent.showed("calendar", None)
    recent.showed("client", UUID(int=1))
    recent.chose(keys[15])
    assert recent.keys[:3] == (keys[15], GoTo("client", UUID(int=1)), keys[19])
    assert len(recent.keys) == 12
    assert len(set(recent.keys)) == 12
