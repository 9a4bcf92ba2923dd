"""The tour at concerns: the page of the firm's own house, the list, one of each kind, the forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ui.tour.stop import Stop, matter_of

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.shell.main_window import MainWindow


def concern_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """Client care, the concerns, one with all its steps, one under way with each form over it."""
    from app.concerns.queries import concerns
    from app.concerns.words import StepKind
    from ui.concerns.concern_sheet import ConcernView
    from ui.concerns.page import ConcernsPage
    from ui.concerns.rules_form import open_rules
    from ui.kit.sheet import sheets_in
    from ui.matters.page import MatterPage

    yield Stop("care", lambda: window.navigate("care"))
    yield Stop("concerns", lambda: window.navigate("concerns"))
    settle()
    page = window.current_page()
    if not isinstance(page, ConcernsPage):
        return
    with workspace.read() as reader:
        rows = {row.is_open and row.course.formal_on is not None: row.id for row in concerns(reader)}
    yield Stop("concern-settled", lambda: page.show_arg(rows[False]))
    yield Stop("concern-formal", lambda: page.show_arg(rows[True]))

    def over(act: Callable[[ConcernView], object], *, formal: bool = True) -> None:
        page.show_arg(rows[formal])
        settle()
        for sheet in sheets_in(window):
            if isinstance(sheet, ConcernView):
                act(sheet)

    yield Stop("form-concern", page.new_concern)
    yield Stop("form-concern-change", lambda: over(ConcernView.change))
    yield Stop("form-concern-step", lambda: over(lambda sheet: sheet.take(StepKind.EXPLAINED)))
    yield Stop("form-concern-learned", lambda: over(lambda sheet: sheet.take(StepKind.LEARNED)))
    yield Stop("form-concern-stage", lambda: over(ConcernView.escalate))
    yield Stop("form-concern-close", lambda: over(ConcernView.close_or_reopen))
    yield Stop("form-concern-reopen", lambda: over(ConcernView.close_or_reopen, formal=False))
    yield Stop("form-concern-rules", lambda: open_rules(page, workspace))
    window.navigate("matter", matter_of(workspace, "00026"))
    settle()
    matter = window.current_page()
    if isinstance(matter, MatterPage):
        matter.tabs.show_tab(matter.tabs.care.accessibleName())
        yield Stop("matter-care", lambda: None)
