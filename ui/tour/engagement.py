"""The tour at the beginning and the end of a matter: what its tab says, terms, agreement, intake, the first steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from ui.tour.stop import Stop, matter_of

if TYPE_CHECKING:
    from uuid import UUID

    from app.workspace import Workspace
    from ui.shell.main_window import MainWindow


def _go_on(window: MainWindow, steps: int) -> None:
    """So many steps on in the sheet that ends a matter."""
    from app.engagement.words import EndingKind
    from ui.engagement.ending_sheet import EndingSheet
    from ui.kit.sheet import sheets_in

    for sheet in sheets_in(window):
        while isinstance(sheet, EndingSheet) and sheet.step < steps:
            sheet.kind.set_value(EndingKind.CLOSED)
            sheet.texts["although"].setText("The other side withdrew; she knows of it.")
            sheet.apply("")


def engagement_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """Whitcombe's terms were signed, and said to hold once more."""
    from ui.engagement.agree_form import open_agree_form
    from ui.engagement.ending_lines import end_with_letter
    from ui.engagement.intake_form import open_document_form, open_intake_form
    from ui.engagement.terms_form import open_terms_form
    from ui.engagement.versions_sheet import open_revisions
    from ui.matters.page import MatterPage

    matter_id = matter_of(workspace, "00003")
    window.navigate("matter", matter_id)
    settle()
    page = window.current_page()
    if not isinstance(page, MatterPage):
        raise TypeError("the matter's page is not shown")
    yield Stop("matter-terms", lambda: page.tabs.show_tab(page.tabs.care.accessibleName()))
    yield Stop("form-terms", lambda: open_terms_form(page, workspace, matter_id))
    yield Stop("form-agree", lambda: open_agree_form(page, workspace, matter_id))
    yield Stop("form-intake", lambda: open_intake_form(page, workspace, matter_id))
    yield Stop("form-document", lambda: open_document_form(page, workspace, matter_id))
    yield Stop("form-end", lambda: end_with_letter(page, workspace, matter_id))

    def end(steps: int) -> None:
        end_with_letter(page, workspace, matter_id)
        settle()
        _go_on(window, steps)

    for steps in range(1, 5):
        yield Stop(f"form-end-{steps + 1}", lambda steps=steps: end(steps))  # type: ignore[misc]  # binds the loop's
    other = _revised(workspace)
    yield Stop("terms-versions", lambda: open_revisions(page, workspace, other))


def _revised(workspace: Workspace) -> UUID:
    """A matter whose terms were agreed, and are to be others."""
    from app.care.estimate import Estimate
    from app.engagement.agreeing import agree_terms
    from app.engagement.forms import NewAgreement, TermsForm
    from app.engagement.terms_commands import draft_terms
    from app.engagement.words import AgreedHow
    from app.schedule.rhythm import parse_rhythm

    matter_id = matter_of(workspace, "00004")
    told = Estimate(Decimal(9000), Decimal(7500), covers="Up to the first hearing")
    first = TermsForm(
        "We act for you in the claim.", "An appeal", estimate=told, rhythm=parse_rhythm("month")
    )
    more = Estimate(Decimal(14000), Decimal(12000), Decimal(1200), covers="Up to and including an expert")
    scope = "We act for you in the claim, and instruct an expert."
    with workspace.write() as tx:
        draft_terms(tx, matter_id, first, "as talked over")
        agree_terms(tx, NewAgreement(matter_id, tx.today, AgreedHow.SIGNED))
        draft_terms(tx, matter_id, replace(first, scope=scope, estimate=more), "An expert is needed")
    return matter_id
