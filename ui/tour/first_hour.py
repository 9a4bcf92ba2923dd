"""The questions of a new firm, and what the vault still asks when it is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.firsthour.page import FirstHourPage
from ui.shell.founding import FoundingPage

if TYPE_CHECKING:
    from ui.shell.desk import NewFirm
    from ui.shell.main_window import MainWindow

Settle = Callable[..., None]
Take = Callable[[str], None]


def answer_questions(window: MainWindow, new: NewFirm, settle: Settle, take: Take) -> None:
    """Each question with its answer; the last makes the vault."""
    window.gates.show_founding()
    page = window.gates.page
    assert isinstance(page, FoundingPage)  # noqa: S101  # narrows the type for the checker
    settle(until=lambda: page.country.count() > 0)
    page.firm.setText(new.firm)
    take("first-questions-firm")
    page.go_on()
    page.country.setCurrentIndex(page.country.findData(new.country))
    page.subdivision.setCurrentIndex(page.subdivision.findData(new.subdivision))
    page.zone.setCurrentText(new.time_zone)
    settle()
    take("first-questions-place")
    page.go_on()
    page.user.setText(new.user)
    settle()
    take("first-questions-you")
    page.go_on()
    page.go_on()
    page.password.setText(new.password[:6])
    settle()
    take("first-questions-password")
    page.password.setText(new.password)
    page.again.setText(new.password)
    page.go_on()


def look_at_first_hour(window: MainWindow, settle: Settle, take: Take) -> None:
    """Each step of what the vault still asks."""
    page = window.current_page()
    assert isinstance(page, FirstHourPage)  # noqa: S101  # narrows the type for the checker
    settle(until=lambda: page.view is not None)
    for step, button in page.steps.buttons.items():
        button.click()
        settle()
        take(f"first-hour-{step.value}")
