"""The tour at file reviews: the queue, a review that runs, its record, the checklist."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ui.tour.stop import Stop

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.shell.main_window import MainWindow


def review_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """Each in turn."""
    from app.reviews.queries import reviews
    from ui.reviews.load import load_review
    from ui.reviews.page import ReviewsPage
    from ui.reviews.review_form import ReviewForm
    from ui.reviews.small_forms import DropForm

    yield Stop("reviews", lambda: window.navigate("reviews"))
    settle()
    page = window.current_page()
    if not isinstance(page, ReviewsPage):
        raise TypeError("the page of file reviews is not shown")
    with workspace.read() as reader:
        done = [row for row in reviews(reader) if not row.runs]
        running = [row for row in reviews(reader) if row.runs]
    yield Stop("form-review-checklist", page.change_checklist)
    yield Stop("reviews-done", lambda: page.tabs.line.setCurrentIndex(1))
    for row in running[:1]:  # as who began it sees it
        facts = load_review(workspace, row.id)
        yield Stop("form-review", lambda: ReviewForm(page, workspace, facts).open())  # noqa: B023 # shown at once
        yield Stop("form-review-drop", lambda: DropForm(page, workspace, row.id).open())  # noqa: B023 # shown at once
    for row in done[:1]:
        yield Stop("paper-review", lambda: page.print_review(row.id))  # noqa: B023 # shown before the next is asked for
    page.tabs.line.setCurrentIndex(0)
