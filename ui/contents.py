"""What the window shows of an open vault: its pages, counts, search, and what its actions do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication

from app.clients.queries import list_clients
from app.kernel.rights import Right
from app.matters.queries import list_matters
from app.people.queries import ColleagueRow, colleague
from app.people.words import Role
from app.settings.queries import firm
from app.workspace import Workspace
from ui.kit.rights import reason
from ui.kit.typeahead import Suggestion
from ui.pages import pages
from ui.settings.roles import role_words
from ui.shell.desk import Contents
from ui.shell.requests import OpenClient, OpenMatter, SearchLog

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
