"""The tour at matters: their page, forms and walls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from ui.tour.stop import Stop, matter_of

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.matters.page import MatterPage
    from ui.shell.main_window import MainWindow


def matter_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """The list, a matter’s page, its forms and walls."""
    from ui.matters.matter_form import open_matter_form
    from ui.matters.page import MatterPage

    matter_id = matter_of(workspace, "00003")
    yield Stop("matters", lambda: window.navigate("matters"))
    yield Stop("matter", lambda: window.navigate("matter", matter_id))
    settle()
    page = window.current_page()
    if not isinstance(page, MatterPage):
        raise TypeError("the matter's page is not shown")
    names = [page.tabs.line.tabText(index) for index in range(page.tabs.line.count())]
    for name in names[1:]:
        yield Stop(f"matter-{name.casefold().replace(' ', '-')}", lambda name=name: page.tabs.show_tab(name))  # type: ignore[misc]  # binds the loop's name
    page.tabs.show_tab(names[0])
    yield Stop("form-matter", page.edit.click)
    yield Stop("form-matter-new", lambda: open_matter_form(page, workspace))
    yield Stop("form-development", page.forms.add_development)
    yield Stop("form-key-date", page.forms.add_key_date)
    yield Stop("form-follow-up", page.forms.add_follow_up)
    yield Stop("form-fees", page.forms.state_costs)
    yield Stop("form-fees-to-date", page.forms.state_to_date)
    yield Stop("form-fees-arrangement", page.forms.arrange_fees)
    yield Stop("form-fees-excuse", page.forms.excuse_costs)
    yield Stop("form-schedule", page.forms.set_schedule)
    yield Stop("matter-history", page.print_history)
    yield Stop("form-restrict", lambda: _wall(page, _as_lawyer(workspace, matter_id)))
    yield Stop("matter-restricted", lambda: _restrict(workspace, matter_id))
    yield Stop("form-restricted", lambda: _wall(page, _as_lawyer(workspace, matter_id)))
    yield Stop("matters-restricted", lambda: window.navigate("matters"))
    yield Stop("matter-again", lambda: _back_to(window, workspace, matter_id))


def _back_to(window: MainWindow, workspace: Workspace, matter_id: UUID) -> None:
    _unrestrict(workspace, matter_id)
    window.navigate("matter", matter_id)


def _as_lawyer(workspace: Workspace, matter_id: UUID) -> Workspace:
    """The same firm with the eyes of the lawyer who answers for the matter: only they, or a partner, restrict it."""
    from app.matters.sheet import matter_sheet
    from app.workspace import Workspace as Firm

    with workspace.read() as reader:
        lawyer = matter_sheet(reader, matter_id).row.responsible_id
    return Firm(
        workspace.vault, workspace.clock, lawyer or workspace.actor, workspace.zone, workspace.announcer
    )


def _restrict(workspace: Workspace, matter_id: UUID) -> None:
    from app.matters.walls import restrict_matter

    lawyer = _as_lawyer(workspace, matter_id)
    with lawyer.write() as tx:
        restrict_matter(tx, matter_id, [lawyer.actor, workspace.actor], "Conflict of interest.")


def _unrestrict(workspace: Workspace, matter_id: UUID) -> None:
    from app.matters.walls import lift_wall

    with _as_lawyer(workspace, matter_id).write() as tx:
        lift_wall(tx, matter_id)


def _wall(page: MatterPage, workspace: Workspace) -> None:
    from ui.matters.load import load_matter
    from ui.matters.wall_form import WallForm

    if page.view is not None:
        WallForm(page, workspace, load_matter(workspace, page.view.sheet.row.id)).open()
