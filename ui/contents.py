"""What the window shows of an open vault: its pages, counts, search, and what its actions do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.clients.queries import list_clients
from app.exchange.queries import count_tray
from app.kernel.rights import Right
from app.matters.queries import list_matters
from app.people.queries import ColleagueRow, colleague
from app.people.words import Role
from app.settings.queries import firm
from app.workspace import Workspace
from ui.kit.rights import reason
from ui.kit.typeahead import Suggestion
from ui.settings.roles import role_words
from ui.shell.desk import Contents, PageSpec
from ui.shell.requests import OpenClient, OpenMatter, SearchLog

if TYPE_CHECKING:
    from ui.kit.page import Page

FOUND_AT_MOST = 8


def contents(workspace: Workspace) -> Contents:
    """Gather it; runs on the worker and makes no widgets."""
    from ui.today.counting import Counting
    from ui.wiring import Wiring

    with workspace.read() as reader:
        details = firm(reader).details
        me = colleague(reader, workspace.actor)
    wiring, counting = Wiring(workspace), Counting(workspace)
    return Contents(
        firm=details.name,
        user_line=f"{me.name} · {role_line(me)}",
        pages=pages(workspace),
        status=counting,
        tick=counting.tick,
        search=partial(search, workspace),
        on_found=wiring.handle,
        attach=wiring.attach,
        forbidden=forbidden(workspace),
    )


def role_line(me: ColleagueRow) -> str:
    """What somebody is at the firm: "Paralegal, administrator"."""
    what = me.job_title or role_words(me.role)
    if me.role is Role.READ_ONLY:
        what = f"{me.job_title}, {role_words(me.role).lower()}" if me.job_title else what
    return (
        QCoreApplication.translate("Pages", "{role}, administrator").format(role=what)
        if me.is_admin
        else what
    )


def forbidden(workspace: Workspace) -> Mapping[str, str]:
    """The window's actions that who signed in may not, and the sentence that says who may."""
    needed = {
        "log-contact": Right.WRITE,
        "quick-entry": Right.WRITE,
        "no-news": Right.WRITE,
        "import": Right.WRITE,
        "audit": Right.AUDIT,
    }
    return {action: reason(right) for action, right in needed.items() if not workspace.may(right)}


def pages(workspace: Workspace) -> Sequence[PageSpec]:
    """The pages in the order of the navigation."""

    def today() -> Page:
        from ui.today.page import TodayPage

        return TodayPage(workspace, count_waiting=count_tray)

    def matters() -> Page:
        from ui.matters.list_page import MattersPage

        return MattersPage(workspace)

    def matter() -> Page:
        from ui.matters.page import MatterPage

        return MatterPage(workspace)

    def clients() -> Page:
        from ui.clients.list_page import ClientsPage

        return ClientsPage(workspace)

    def client() -> Page:
        from ui.clients.page import ClientPage

        return ClientPage(workspace)

    def contact_log() -> Page:
        from ui.contactlog.log_page import ContactLogPage

        return ContactLogPage(workspace)

    def calendar() -> Page:
        from ui.calendar.page import CalendarPage

        return CalendarPage(workspace)

    def reports() -> Page:
        from ui.reports.page import ReportsPage

        return ReportsPage(workspace)

    def tray() -> Page:
        from ui.exchange.tray_page import TrayPage

        return TrayPage(workspace)

    def firm_page() -> Page:
        from ui.settings.page import FirmPage

        return FirmPage(workspace)

    def said(word: str) -> str:
        return QCoreApplication.translate("Pages", word)

    audit = PageSpec("audit", "shield", said("Audit trail"), partial(_audit_page, workspace), within="firm")
    return (
        PageSpec("today", "check", said("Today"), today),
        PageSpec("matters", "folder", said("Matters"), matters),
        PageSpec("clients", "user", said("Clients"), clients),
        PageSpec("contactlog", "message-square", said("Contact log"), contact_log),
        PageSpec("calendar", "calendar", said("Calendar"), calendar),
        PageSpec("reports", "file-text", said("Reports"), reports),
        PageSpec("firm", "house", said("Firm"), firm_page),
        PageSpec("matter", "folder", said("Matter"), matter, within="matters"),
        PageSpec("client", "user", said("Client"), client, within="clients"),
        PageSpec(
            "untold", "message-square", said("Told nothing"), partial(_untold_page, workspace), within="today"
        ),
        PageSpec(
            "slipped", "history", said("What slipped"), partial(_slipped_page, workspace), within="today"
        ),
        PageSpec(
            "conflicts",
            "shield",
            said("Conflict checks"),
            partial(_conflicts_page, workspace),
            within="clients",
        ),
        PageSpec("tray", "inbox", said("Post tray"), tray, within="today", if_counted=True),
        *((audit,) if workspace.may(Right.AUDIT) else ()),
    )


def _conflicts_page(workspace: Workspace) -> Page:
    from ui.conflicts.page import ConflictsPage

    return ConflictsPage(workspace)


def _untold_page(workspace: Workspace) -> Page:
    from ui.schedule.untold_page import UntoldPage

    return UntoldPage(workspace)


def _slipped_page(workspace: Workspace) -> Page:
    from ui.slipped.page import SlippedPage

    return SlippedPage(workspace)


def _audit_page(workspace: Workspace) -> Page:
    from ui.audit.page import AuditPage

    return AuditPage(workspace)


def search(workspace: Workspace, words: str) -> Sequence[Suggestion]:
    """Matters, then clients, whose name or number has these words; last, to look for them in the contact log."""
    if not words.strip():
        return ()
    with workspace.read() as reader:
        matters = list_matters(reader, query=words, limit=FOUND_AT_MOST)
        clients = list_clients(reader, query=words, limit=FOUND_AT_MOST)
    said = QCoreApplication.translate("Pages", "Search the log for “{words}”")
    return (
        *(
            Suggestion(OpenMatter(row.id), row.title, f"{row.number} · {row.client}", "folder")
            for row in matters
        ),
        *(Suggestion(OpenClient(row.id), row.name, row.phone or row.email, "user") for row in clients),
        Suggestion(SearchLog(words.strip()), said.format(words=words.strip()[:60]), icon="search"),
    )
