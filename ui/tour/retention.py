"""The tour at retention: what is held, the rules, a rule being set, and the forms about one matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ui.tour.stop import Stop, matter_of

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.shell.main_window import MainWindow


def retention_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """The page, and the form of a rule."""
    from app.matters.queries import list_matters
    from app.retention.queries import holds
    from ui.retention.forms import DocumentForm, HoldForm, LiftForm
    from ui.retention.page import RetentionPage
    from ui.retention.review_sheet import open_review

    window.navigate("retention")
    settle()
    page = window.current_page()
    if not isinstance(page, RetentionPage):
        raise TypeError("the page of retention is not shown")
    yield Stop("retention", lambda: page.rows.select_first())
    yield Stop("retention-rule", page.rule.click)
    yield Stop("retention-rule-change", lambda: page.rows.acted.emit(("rule", "", "majority")))
    matter_id = matter_of(workspace, "00050")
    with workspace.read() as reader:
        held = holds(reader)[0]
        (matter,) = list_matters(reader, ids=[matter_id])

    def open_named(form: HoldForm | LiftForm) -> None:
        form.say_whose(matter.client, matter.title)
        form.open()

    yield Stop("form-hold", lambda: open_named(HoldForm(page, workspace, matter_id=matter_id)))
    yield Stop("form-hold-lift", lambda: open_named(LiftForm(page, workspace, held)))
    yield Stop("form-kept-document", lambda: DocumentForm(page, workspace, matter_id).open())
    yield Stop("retention-review", lambda: open_review(page, workspace, matter_id))
