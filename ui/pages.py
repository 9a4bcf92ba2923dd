"""The window's pages: which there are, in the order of the navigation, and how each is made.

Each is imported when it is opened first, so that the window stands before what it does not show yet is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.exchange.queries import count_tray
from app.kernel.rights import Right
from app.workspace import Workspace
from ui.care.rooms import ROOMS
from ui.settings.catalogue import firm_parts, setting_specs
from ui.shell.desk import PageSpec

if TYPE_CHECKING:
    from ui.kit.page import Page


def pages(workspace: Workspace, *, is_guided: bool = False) -> Sequence[PageSpec]:
    """The pages in the order of the navigation. ``is_guided``: who is signed in is in the first hour of the firm."""

    def spec(
        key: str,
        icon: str,
        word: str,
        make: Callable[[Workspace], Page],
        within: str = "",
        *,
        if_counted: bool = False,
    ) -> PageSpec:
        title = QCoreApplication.translate("Pages", word)
        return PageSpec(key, icon, title, partial(make, workspace), within=within, if_counted=if_counted)

    guide = spec("setup", "clipboard-list", "Setting up", _first_hour, "today", if_counted=True)
    audit = spec("audit", "shield", "Audit trail", _audit, "firm")
    return (
        spec("today", "check", "Today", _today),
        spec("matters", "folder", "Matters", _matters),
        spec("clients", "user", "Clients", _clients),
        spec("contactlog", "message-square", "Contact log", _contact_log),
        spec("calendar", "calendar", "Calendar", _calendar),
        spec("reports", "file-text", "Reports", _reports),
        spec("care", "handshake", "Client care", _care),
        spec("firm", "house", "Firm", _firm)._replace(parts=firm_parts(), settings=setting_specs()),
        spec("matter", "folder", "Matter", _matter, "matters")._replace(of_one=True),
        spec("client", "user", "Client", _client, "clients")._replace(of_one=True),
        spec("letters", "mail", "Letters", _letters, "reports"),
        spec("figures", "scale", "Figures", _figures, "reports"),
        spec("untold", "message-square", "Told nothing", _untold, "today"),
        spec("slipped", "history", "What slipped", _slipped, "today"),
        spec("conflicts", "shield", "Conflict checks", _conflicts, "clients"),
        spec("tray", "inbox", "Message tray", _tray, "today", if_counted=True),
        *(spec(room.page, room.icon, room.word, room.make, "care") for room in ROOMS),
        *((guide,) if is_guided else ()),
        *((audit,) if workspace.may(Right.AUDIT) else ()),
    )


def _first_hour(workspace: Workspace) -> Page:
    from ui.firsthour.page import FirstHourPage

    return FirstHourPage(workspace)


def _today(workspace: Workspace) -> Page:
    from ui.today.page import TodayPage

    return TodayPage(workspace, count_waiting=count_tray)


def _matters(workspace: Workspace) -> Page:
    from ui.matters.list_page import MattersPage

    return MattersPage(workspace)


def _matter(workspace: Workspace) -> Page:
    from ui.matters.page import MatterPage

    return MatterPage(workspace)


def _clients(workspace: Workspace) -> Page:
    from ui.clients.list_page import ClientsPage

    return ClientsPage(workspace)


def _client(workspace: Workspace) -> Page:
    from ui.clients.page import ClientPage

    return ClientPage(workspace)


def _contact_log(workspace: Workspace) -> Page:
    from ui.contactlog.log_page import ContactLogPage

    return ContactLogPage(workspace)


def _calendar(workspace: Workspace) -> Page:
    from ui.calendar.page import CalendarPage

    return CalendarPage(workspace)


def _reports(workspace: Workspace) -> Page:
    from ui.reports.page import ReportsPage

    return ReportsPage(workspace)


def _letters(workspace: Workspace) -> Page:
    from ui.letters.page import LettersPage

    return LettersPage(workspace)


def _figures(workspace: Workspace) -> Page:
    from ui.figures.page import FiguresPage

    return FiguresPage(workspace)


def _firm(workspace: Workspace) -> Page:
    from ui.settings.page import FirmPage

    return FirmPage(workspace)


def _care(workspace: Workspace) -> Page:
    from ui.care.page import CarePage

    return CarePage(workspace)


def _conflicts(workspace: Workspace) -> Page:
    from ui.conflicts.page import ConflictsPage

    return ConflictsPage(workspace)


def _untold(workspace: Workspace) -> Page:
    from ui.schedule.untold_page import UntoldPage

    return UntoldPage(workspace)


def _slipped(workspace: Workspace) -> Page:
    from ui.slipped.page import SlippedPage

    return SlippedPage(workspace)


def _tray(workspace: Workspace) -> Page:
    from ui.exchange.tray_page import TrayPage

    return TrayPage(workspace)


def _audit(workspace: Workspace) -> Page:
    from ui.audit.page import AuditPage

    return AuditPage(workspace)
