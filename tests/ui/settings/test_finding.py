"""One search finds any setting, the firm's and this computer's, on the page and in the palette, and leads to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.ui.office import Office
from ui.kit import machine
from ui.kit.sheet import sheets_in
from ui.settings.catalogue import COMPUTER, firm_parts, setting_specs, titles
from ui.settings.page import FirmPage
from ui.settings.where import where
from ui.shell.desk import SettingSpec
from ui.shell.offers import GoTo, Kind, Local, arranged, setting_offers
from ui.shell.palette import Palette

Settled = Callable[[], None]


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot, settled: Settled) -> FirmPage:
    made = FirmPage(workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    made.activateWindow()
    settled()
    return made


def _spec(key: str) -> SettingSpec:
    return next(one for one in setting_specs() if one.arg == key)


def test_each_leads_to_what_it_is_changed_by_in_the_part_that_it_names(page: FirmPage) -> None:
    parts = dict(firm_parts())
    for one in setting_specs():
        page.show_arg(one.arg)
        place = where(page, one.arg)
        assert place is not None, one.arg
        assert page.sections.area(page.sections.key).isAncestorOf(place), one.arg
        assert parts[page.sections.key] == one.part


def test_every_part_and_every_field_of_the_firm_can_be_found(page: FirmPage) -> None:
    keys = {one.arg for one in setting_specs()}
    assert {key.partition("/")[0] for key in keys} == {key for key, _ in firm_parts()}
    assert {f"letters/{name}" for name in page.firm.form.fields()} <= keys
    assert {f"{COMPUTER}/{one.key}" for one in machine.shown()} <= keys
    assert len(keys) == len(setting_specs())


def test_what_is_found_stands_on_the_page_in_the_same_words(page: FirmPage) -> None:
    said = {label.text() for label in page.findChildren(QLabel)}
    said |= {widget.accessibleName() for widget in page.findChildren(QWidget)}
    assert set(titles().values()) <= said


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("night", "computer/scheme"),
        ("zoom", "computer/zoom"),
        ("idle", "computer/lock_after"),
        ("notification", "computer/remind_at"),
        ("gdpr", "access/laws"),
        ("jargon", "words/words"),
        ("amber", "fees/rule"),
        ("out of hours", "letters/emergency_contact"),
        ("bank hol", "hours/days"),
    ],
)
def test_it_is_found_by_what_one_would_call_it(typed: str, key: str) -> None:
    hits = Local(setting_offers("firm", setting_specs())).find(typed, ())
    assert GoTo("firm", key) in [one.key for one in hits[:3]]


def test_the_keyboard_finds_it_and_is_left_in_its_field(page: FirmPage, settled: Settled) -> None:
    assert page.find_here()
    QTest.keyClicks(page.search.field, "lock aft")
    assert page.search.stack.currentWidget() is page.search.found
    QTest.keyClick(page.search.field, Qt.Key.Key_Return)
    assert page.sections.key == COMPUTER
    assert page.search.field.text() == ""
    assert page.search.stack.currentWidget() is page.sections
    assert page.machine.fields["lock_after"].hasFocus()


def test_down_leads_into_what_was_found_and_escape_back(page: FirmPage) -> None:
    page.find_here()
    QTest.keyClicks(page.search.field, "letterhead")
    QTest.keyClick(page.search.field, Qt.Key.Key_Down)
    assert page.search.rows.hasFocus()
    QTest.keyClick(page.search.rows, Qt.Key.Key_Down)
    second = page.search.rows.current_key()
    assert isinstance(second, GoTo)
    QTest.keyClick(page.search.rows, Qt.Key.Key_Return)
    place = where(page, str(second.arg))
    assert place is not None
    assert place.hasFocus()
    page.find_here()
    QTest.keyClicks(page.search.field, "zeppelin")
    assert page.search.found.currentIndex() == 1
    QTest.keyClick(page.search.field, Qt.Key.Key_Escape)
    assert page.search.stack.currentWidget() is page.sections


def test_the_palette_finds_it_too_and_shows_none_before_one_types() -> None:
    local = Local(setting_offers("firm", (_spec("computer/zoom"),)))
    assert arranged("", local, (), ()) == []
    (group,) = arranged("text size", local, (), ())
    assert [(one.kind, one.title, one.note) for one in group.offers] == [
        (Kind.SETTING, "Text size", "This computer")
    ]


def test_from_anywhere_to_the_setting_and_the_settings_key_to_the_search(office: Office) -> None:
    window, settled = office.window, office.settled
    window.open_palette("dark mode")
    settled()
    palette = next(one for one in sheets_in(window) if isinstance(one, Palette))
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    settled()
    page = window.current_page()
    assert isinstance(page, FirmPage)
    assert page.sections.key == COMPUTER
    window.registry["settings"].trigger()
    settled()
    assert page.search.field.hasFocus()
