"""What is done about a duty of the firm's own house, on Today and in the calendar: its room is opened there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from app.kernel.duty import Duty, DutyKind
from app.owed.items import OwedItem, Whose
from app.workspace import Workspace
from ui.kit.page import Page
from ui.shell.requests import OpenClient, OpenMatter

Doing = Callable[[Page, Workspace, OwedItem, Duty], object]


def _note_costs(page: Page, workspace: Workspace, item: OwedItem, duty: Duty) -> None:
    """What it has cost so far is told by writing it down."""
    from ui.matters.costs_form import open_costs_form

    if duty.matter_id is not None:
        open_costs_form(page, workspace, duty.matter_id)


def _feedback(page: Page, _workspace: Workspace, item: OwedItem, _duty: Duty) -> None:
    page.navigate("feedback", item.whose.matter_id)


def _look_at_policy(page: Page, _workspace: Workspace, _item: OwedItem, duty: Duty) -> None:
    page.navigate("policies", duty.source_id)


def _train(page: Page, _workspace: Workspace, _item: OwedItem, _duty: Duty) -> None:
    page.navigate("training")


def _access(page: Page, _workspace: Workspace, _item: OwedItem, duty: Duty) -> None:
    page.navigate("access", duty.source_id)


def _retention(page: Page, _workspace: Workspace, _item: OwedItem, _duty: Duty) -> None:
    """What is due for review stands on the page of retention."""
    page.navigate("retention")


def _settle_terms(page: Page, workspace: Workspace, _item: OwedItem, duty: Duty) -> None:
    from ui.engagement.settling import settle_terms

    if duty.matter_id is not None:
        settle_terms(page, workspace, duty.matter_id)


def _concern(page: Page, workspace: Workspace, item: OwedItem, duty: Duty) -> None:
    from ui.concerns.room import open_owed

    open_owed(page, workspace, item, duty)


DOINGS: Final[Mapping[DutyKind, Doing]] = {
    DutyKind.TERMS: _settle_terms,
    DutyKind.COSTS: _note_costs,
    DutyKind.CONCERN: _concern,
    DutyKind.FEEDBACK: _feedback,
    DutyKind.ACCESS: _access,
    DutyKind.POLICY: _look_at_policy,
    DutyKind.TRAINING: _train,
    DutyKind.RETENTION: _retention,
}
"""The form or page that settles it; without one, the matter or the client is opened."""
WORDS: Final[Mapping[DutyKind, str]] = {DutyKind.TERMS: "Terms", DutyKind.COSTS: "Enter costs"}
"""What its button says, in English; "Open" where nothing is said."""


def do_duty(page: Page, workspace: Workspace, item: OwedItem) -> None:
    """The one thing about it."""
    duty = item.source
    if isinstance(duty, Duty) and duty.kind in DOINGS:
        DOINGS[duty.kind](page, workspace, item, duty)
    else:
        open_whose(page, item.whose)


def open_whose(page: Page, whose: Whose) -> None:
    """The matter, the client, or where the firm's own affairs are."""
    if whose.matter_id is not None:
        page.request(OpenMatter(whose.matter_id))
    elif whose.client_id is not None:
        page.request(OpenClient(whose.client_id))
    else:
        page.navigate("care")
