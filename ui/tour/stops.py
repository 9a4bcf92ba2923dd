"""Where the tour goes, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from ui.shell.trail import Place
from ui.tour.access import access_stops
from ui.tour.calendar import calendar_stops
from ui.tour.care import care_stops
from ui.tour.clients import client_stops, write_words
from ui.tour.concerns import concern_stops
from ui.tour.contacts import log_stops, quick_stops
from ui.tour.engagement import engagement_stops
from ui.tour.feedback import feedback_stops
from ui.tour.figures import figure_stops
from ui.tour.firm import audit_stops, firm_stops
from ui.tour.importing import import_stops
from ui.tour.letters import letter_stops
from ui.tour.matters import matter_stops
from ui.tour.news import news_stops
from ui.tour.palette import palette_stops
from ui.tour.policies import policy_stops
from ui.tour.reports import report_stops
from ui.tour.retention import retention_stops
from ui.tour.reviews import review_stops
from ui.tour.schedules import schedule_stops
from ui.tour.stop import Stop, matter_of
from ui.tour.today import today_stops

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.shell.main_window import MainWindow


def stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """Every picture of the tour, in order; each stop is shown before the next one is asked for."""
    yield from today_stops(window, settle)
    yield from matter_stops(window, workspace, settle)
    yield from engagement_stops(window, workspace, settle)
    yield from news_stops(window, workspace, settle)
    yield from schedule_stops(window, workspace, settle)
    yield from client_stops(window, workspace, settle)
    yield from log_stops(window, workspace, settle)
    yield from quick_stops(window)
    yield from calendar_stops(window, settle)
    yield from report_stops(window, workspace, settle)
    yield Stop("form-client-words", lambda: write_words(window))
    yield from letter_stops(window, workspace, settle)
    yield from care_stops(window, settle)
    yield from concern_stops(window, workspace, settle)
    yield from figure_stops(window, settle)
    yield from policy_stops(window, settle)
    yield from feedback_stops(window, workspace, settle)
    yield from review_stops(window, workspace, settle)
    yield from access_stops(window, settle)
    yield from retention_stops(window, workspace, settle)
    yield Stop("firm", lambda: window.navigate("firm"))
    yield from firm_stops(window, settle)
    yield from audit_stops(window, settle)
    yield from import_stops(window, workspace, settle)
    yield Stop("shortcuts", lambda: window.registry["shortcuts"].trigger())
    yield Stop("went-wrong", lambda: _break(window))
    yield Stop("newer", lambda: _newer(window))
    yield Stop("help", lambda: window.registry["help"].trigger())
    yield from palette_stops(window, workspace, settle)
    window.navigate("calendar")
    beside = Place("matter", matter_of(workspace, "00003"))
    yield Stop("window-beside", lambda: window.windows.open(beside))


def _newer(window: MainWindow) -> None:
    """As if the publisher had said so."""
    from app.releases.statement import Release
    from ui.shell.newer import show_release

    day = date(2026, 11, 20)
    news = {"en": "Several windows side by side.\nUndo for moves, plans and profiles.\nLetters in German."}
    show_release(window, Release("1.4.0", day, day, news, "https://www.liaison.example/download"))


def _break(window: MainWindow) -> None:
    """As if the program had a mistake."""
    from ui.shell.bug_sheet import Bugs

    try:
        raise RuntimeError
    except RuntimeError as error:
        Bugs().tell(window, error)
