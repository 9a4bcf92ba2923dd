"""The tour at feedback: whom to ask, the forms, the answers, the trend, the firm's rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ui.tour.stop import Stop, matter_of

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.shell.main_window import MainWindow


def feedback_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """Each in turn."""
    from app.feedback.queries import answers
    from ui.feedback.page import FeedbackPage
    from ui.feedback.withdraw_form import WithdrawForm

    yield Stop("feedback", lambda: window.navigate("feedback"))
    settle()
    page = window.current_page()
    if not isinstance(page, FeedbackPage):
        raise TypeError("the page of feedback is not shown")
    shown = page.todo.keys()
    asking = [key for key in shown if isinstance(key, tuple) and key[0] == "ask"]
    if asking:
        yield Stop("form-feedback-ask", lambda: page.ask(asking[0][1]))
    yield Stop("form-feedback", lambda: page.answer(matter_of(workspace, "00003")))
    yield Stop("form-feedback-rules", page.change_rules)
    yield Stop("feedback-answers", lambda: page.tabs.line.setCurrentIndex(1))
    with workspace.read() as reader:
        newest = answers(reader, limit=1)[0]
    yield Stop("form-feedback-withdraw", lambda: WithdrawForm(page, workspace, newest.id).open())
    yield Stop("feedback-trend", lambda: page.tabs.line.setCurrentIndex(2))
    yield Stop("feedback-recommend", lambda: page.trend.asked.set_value("Recommend"))
    page.tabs.line.setCurrentIndex(0)
