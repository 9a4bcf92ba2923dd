"""The figures in the window: counted beside it, chart and table of one figure at a time, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event, get_ident
from time import sleep

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.figures.span import Time
from app.figures.tables import Section
from app.settings.commands import change_firm
from app.settings.queries import firm
from tests.ui.busy_firm import Busy
from ui.figures import load
from ui.figures import page as figures_page
from ui.figures.page import FiguresPage
from ui.kit import tasks
from ui.kit.sheet import sheets_in
from ui.reports.paper_sheet import PaperSheet


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Callable[[], None]) -> FiguresPage:
    made = FiguresPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    settled()
    return made


def cells(page: FiguresPage) -> list[list[str]]:
    assert page.view.table is not None
    model = page.view.table.rows_model
    return [model.cells(number) for number in range(model.rowCount())]


def test_the_summary_comes_first_and_says_what_the_figures_say(page: FiguresPage) -> None:
    assert page.rows.current_key() == "summary"
    shown = page._shown
    assert shown is not None
    found = shown.found
    assert cells(page)[0] == [
        "Acknowledgements in time",
        found.now.values["acknowledgements.percent"].said,
        found.before.values["acknowledgements.percent"].said,
    ]


def test_a_figure_is_set_out_once_when_the_results_come(
    page: FiguresPage, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, show = list[str](), page.view.show_section

    def spied(one: Section) -> None:
        seen.append(one.key)
        show(one)

    monkeypatch.setattr(page.view, "show_section", spied)
    page.rows.select("news")
    page.mark_stale()
    settled()
    assert seen == ["news", "news"], "chosen, and counted anew"


def test_the_arrow_keys_go_from_figure_to_figure(page: FiguresPage) -> None:
    page.rows.setFocus()
    QTest.keyClick(page.rows, Qt.Key.Key_Down)
    assert page.view.title.text() == "Acknowledgements"
    for _ in range(4):
        QTest.keyClick(page.rows, Qt.Key.Key_Down)
    assert page.view.title.text() == "Owed and overdue"
    chart = page.view.chart.chart()
    assert chart is not None
    assert page.view.chart.accessibleDescription() == chart.alt
    assert page.view.chart.isVisible()


def test_the_table_stays_by_what_was_chosen(page: FiguresPage) -> None:
    page.rows.select("acknowledgements")
    assert page.view.by is not None
    page.view.by.set_value("month")
    page.view.by.changed.emit("month")
    assert cells(page)[-1][0] == "The firm"
    assert "2026" in cells(page)[0][0]
    page.rows.select("answers")
    assert "2026" in cells(page)[0][0], "the next figure is by month, too"


def test_another_time_is_counted_beside_the_window(
    page: FiguresPage, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []
    whole = load.figures_alone

    def noted(*said: object, **named: object) -> object:
        counted.append(get_ident())
        return whole(*said, **named)  # type: ignore[arg-type] # handed on as it came

    monkeypatch.setattr(load, "figures_alone", noted)
    page.time.set_value(Time.LAST_YEAR)
    page.mark_stale()
    assert page.stop.isVisibleTo(page)
    settled()
    assert counted
    assert get_ident() not in counted
    assert "2025" in page.subtitle.text()
    assert not page.stop.isVisibleTo(page)


def test_counting_is_stopped(
    page: FiguresPage, qtbot: QtBot, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, begun = page._shown, Event()
    said: list[type[Exception]] = []
    whole = load.figures_alone
    counted = figures_page.load_figures

    def slowly(*given: object, **named: object) -> object:
        begun.set()
        assert page._task is not None
        while not page._task.cancelled:
            sleep(0.01)
        return whole(*given, **named)  # type: ignore[arg-type] # handed on as it came

    def noted(*given: object) -> object:
        try:
            return counted(*given)  # type: ignore[arg-type] # handed on as it came
        except Exception as error:
            said.append(type(error))
            raise

    monkeypatch.setattr(load, "figures_alone", slowly)
    monkeypatch.setattr(figures_page, "load_figures", noted)
    page.mark_stale()
    qtbot.waitUntil(begun.is_set, timeout=20_000)
    page.stop.click()
    settled()
    assert said == [tasks.Cancelled]
    assert page._shown is before
    assert not page.stop.isVisibleTo(page)


def test_the_pages_are_seen_before_they_are_printed(
    page: FiguresPage, busy: Busy, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    with busy.workspace.write() as tx:
        change_firm(tx, replace(firm(tx.reader()).details, duplex=True))
    page.paper.click()
    (sheet,) = sheets_in(page.window())
    assert isinstance(sheet, PaperSheet)
    settled()
    qtbot.waitUntil(lambda: sheet.preview.pages > 0 and not tasks.busy(), timeout=20_000)
    assert sheet.accept_button.isEnabled()
    assert sheet._paper is not None
    assert sheet._paper.both_sides
    sheet.reject()
