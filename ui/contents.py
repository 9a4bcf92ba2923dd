"""What the window shows of an open vault: its pages, counts, names, and what its actions do."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.clients.queries import client_names
from app.drafts.first_hour import steps_left
from app.kernel.rights import Right
from app.matters.queries import list_matters
from app.people.queries import ColleagueRow, colleague
from app.people.words import Role
from app.search.firm_names import FirmNames
from app.settings.queries import firm
from app.workspace import Workspace
from ui.kit.rights import reason
from ui.kit.spoken import use_terms_of
from ui.pages import pages
from ui.search.names import offered
from ui.settings.roles import role_words
from ui.shell.desk import Contents

if TYPE_CHECKING:
    from ui.shell.window import VaultWindow


def contents(workspace: Workspace) -> Contents:
    """Gather it; runs on the worker and makes no widgets."""
    from ui.errands import Errands
    from ui.today.counting import Counting
    from ui.wiring import Wiring

    workspace.hear_elsewhere()  # before anything is read that is shown: what is written from now on is announced
    with workspace.read() as reader:
        details = firm(reader).details
        use_terms_of(details.country)
        me = colleague(reader, workspace.actor)
        is_guided = bool(steps_left(reader))
    names = FirmNames(workspace)
    counting, errands = Counting(workspace, is_guided=is_guided), Errands(workspace)

    def attach_beside(window: VaultWindow) -> None:
        Wiring(workspace).attach(window)
        errands.stand_beside(window)

    return Contents(
        firm=details.name,
        user_line=f"{me.name} · {role_line(me)}",
        pages=pages(workspace, is_guided=is_guided),
        first_page="setup" if is_guided else "",
        status=counting,
        tick=counting.tick,
        look=partial(offered, names),
        read_names=names.refresh,
        sees=partial(sees, workspace),
        attach=lambda window: errands.begin(window, Wiring(workspace).attach(window)),
        attach_beside=attach_beside,
        forbidden=forbidden(workspace),
    )


OF_A_MATTER = frozenset({"matter", "letters", "reports", "audit"})
"""Pages that are of the matter whose id they are given."""


def sees(workspace: Workspace, page: str, thing: UUID) -> bool:
    """Whether who is signed in may still see what a page was of; off the main thread."""
    with workspace.read() as reader:
        if page in OF_A_MATTER:
            return bool(list_matters(reader, ids=[thing]))
        return page != "client" or bool(client_names(reader, [thing]))


def role_line(me: ColleagueRow) -> str:
    """What somebody is at the firm: "Paralegal, administrator"."""
    what = me.job_title or role_words(me.role)
    if me.role is Role.READ_ONLY:
        words = QCoreApplication.translate("Pages", "{job}, read only")
        what = words.format(job=me.job_title) if me.job_title else what
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
