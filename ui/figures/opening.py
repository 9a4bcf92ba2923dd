"""What a row behind a figure opens: its contact, its matter, its concern, the policy."""

from __future__ import annotations

from app.figures.rows import BehindRow, Opens
from app.workspace import Workspace
from ui.kit.page import Page
from ui.shell.requests import OpenClient, OpenEntry, OpenMatter


def open_behind(page: Page, workspace: Workspace, row: BehindRow) -> None:
    """Go there; a concern opens over the page."""
    if row.id is None:
        page.navigate("care")
    elif row.opens is Opens.ENTRY:
        page.request(OpenEntry(row.id))
    elif row.opens is Opens.MATTER:
        page.request(OpenMatter(row.id))
    elif row.opens is Opens.CLIENT:
        page.request(OpenClient(row.id))
    elif row.opens is Opens.CONCERN:
        from ui.concerns.concern_sheet import open_concern  # with all its forms; few go there

        open_concern(page, workspace, row.id)
    else:
        page.navigate("policies", row.id)
