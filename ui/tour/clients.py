"""The tour at clients: their page, who stands around them, merging, conflict checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from ui.tour.stop import Stop

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.clients.page import ClientPage
    from ui.matters.list_tab import ListTab
    from ui.shell.main_window import MainWindow


def client_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """A client’s page and its forms, merging, conflict checks."""
    from app.clients.queries import find_client
    from ui.clients.client_form import open_client_form
    from ui.clients.page import ClientPage

    with workspace.read() as reader:
        client_id = find_client(reader, "Nora Whitcombe")
    yield Stop("clients", lambda: window.navigate("clients"))
    yield Stop("client", lambda: window.navigate("client", client_id))
    settle()
    page = window.current_page()
    if isinstance(page, ClientPage):
        yield Stop("form-client", lambda: open_client_form(page, workspace, client_id))
        yield Stop("form-client-new", lambda: open_client_form(page, workspace))
        names = [page.tabs.line.tabText(index) for index in range(page.tabs.line.count())]
        for name in names[1:]:
            key = f"client-{name.casefold().replace(' ', '-')}"
            yield Stop(key, lambda name=name: page.tabs.show_tab(name))  # type: ignore[misc]  # binds the loop's name
        yield from _merge_stops(window, workspace, settle, client_id)
        yield Stop("client-again", lambda: window.navigate("client", client_id))
        yield Stop("form-client-person", page.doings.add_person)
        yield Stop("form-client-note", lambda: _open_first(page, page.people))
        yield Stop(
            "form-client-person-known",
            lambda: _open_first(page, page.people, QCoreApplication.translate("Client", "don’t tell")),
        )
        yield Stop("form-client-identity", page.doings.check_identity)
        yield Stop("form-client-consent", page.doings.take_consent)
        yield Stop("form-client-hold", page.holds.hold)
        yield Stop("form-client-adjustment", page.doings.make_adjustment)
        yield Stop("form-client-point", lambda: _open_first(page, page.reach))
        yield Stop(
            "form-client-consent-back",
            lambda: _open_first(page, page.consents, QCoreApplication.translate("Client", "agreed")),
        )
        page.tabs.show_tab(names[0])


def _merge_stops(
    window: MainWindow, workspace: Workspace, settle: Callable[[], None], client_id: UUID
) -> Iterator[Stop]:
    """The same client twice: pointed out, listed, compared, merged; then conflict checks."""
    from app.clients.commands import ClientDetails, Point, add_client
    from app.clients.words import PointKind
    from app.merging.commands import merge_clients
    from ui.clients.client_form import ClientForm
    from ui.clients.list_page import ClientsPage
    from ui.clients.merge_sheet import open_merge
    from ui.clients.other_sheet import open_other

    phone = (Point(PointKind.PHONE, "(510) 555-0144"),)
    with workspace.write() as tx:
        double = add_client(
            tx, ClientDetails(first_name="Nora", last_name="Witcombe", language="French", points=phone)
        )

    def alike() -> None:
        page = window.current_page()
        form = ClientForm(page or window, workspace)
        form.open()
        form.last.setText("Whitcomb")
        form.first.setText("Nora")
        form.alike.look()

    def compare() -> None:
        open_merge(window.current_page() or window, workspace, client_id, double)

    yield Stop("clients-again", lambda: window.navigate("clients"))
    settle()
    page = window.current_page()
    if isinstance(page, ClientsPage):
        yield Stop("form-client-alike", alike)
        yield Stop("clients-duplicates", page.show_duplicates)
    yield Stop("form-merge", compare)
    with workspace.write() as tx:
        merge_clients(tx, double, client_id)
    yield Stop("client-merged", lambda: window.navigate("client", double))
    settle()
    yield Stop(
        "form-unmerge",
        lambda: open_other(window.current_page() or window, workspace, double, "Nora Witcombe"),
    )
    yield from _conflict_stops(window, workspace, settle)


def _conflict_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    from app.conflicts.commands import NewCheck, check_conflicts
    from ui.conflicts.check_form import open_check
    from ui.conflicts.check_sheet import open_check_sheet

    new = NewCheck(("Larkspur Catering LLC", "Halloway", "Karl Ode"), about="New matter: lease of a kitchen")
    yield Stop("conflicts", lambda: window.navigate("conflicts"))
    settle()
    page = window.current_page() or window
    yield Stop("form-conflicts", lambda: open_check(page, workspace, new))
    with workspace.write() as tx:
        check_id = check_conflicts(tx, new)
    yield Stop("conflict-check", lambda: open_check_sheet(page, workspace, check_id))


def _open_first(page: ClientPage, tab: ListTab, chip: str = "") -> None:
    """What the first row of a tab of the profile opens; with ``chip``, of those that show it."""
    from ui.kit.row_model import Row, RowRole

    model = tab.rows.model()
    items = (model.index(number, 0).data(RowRole) for number in range(model.rowCount()))
    rows = (item for item in items if isinstance(item, Row))
    page.doings.open(next(row.key for row in rows if not chip or chip in {one.text for one in row.chips}))


def write_words(window: MainWindow) -> None:
    """Write what the report says of each contact."""
    from ui.reports.page import ReportsPage

    page = window.current_page()
    if isinstance(page, ReportsPage):
        page.write_words()
