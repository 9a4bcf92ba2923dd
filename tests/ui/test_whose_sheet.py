"""Every form of a matter, and what it said before, names the client and the matter: several windows may be open, and a
form comes back after a lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.office import Office
from tests.ui.test_form_drafts import FORMS
from ui.kit.labels import Label
from ui.kit.sheet import sheets_in
from ui.retention.forms import HoldForm
from ui.retention.lines import RetentionLines

if TYPE_CHECKING:
    from ui.matters.page import MatterPage

OF_A_MATTER = (
    "development",
    "plain words",
    "corrected development",
    "withdrawn development",
    "key date",
    "corrected key date",
    "cancelled key date",
    "withdrawn key date",
    "moved key date",
    "moved follow-up",
    "follow-up",
    "engagement terms",
    "document of an intake",
    "agreement to terms",
    "consultation",
    "fees",
    "costs to date",
    "fee arrangement",
    "excused costs update",
    "schedule",
    "excuse",
    "excuse of a dropped update",
    "silence",
    "no news",
    "no news of a list",
    "wall",
    "response times of a matter",
    "acknowledgement",
    "feedback of a matter",
    "put off",
)
TITLES = {"moved follow-up": " · ", "no news of a list": "Marsh", "put off": "Abernathy"}


@pytest.mark.parametrize("form", OF_A_MATTER)
def test_a_form_says_of_which_matter_it_is(office: Office, form: str) -> None:
    FORMS[form](office)
    office.settled()
    _names(office, TITLES.get(form, "Whitcombe"))
    office.form().drop()


def test_a_hold_says_of_which_matter_it_is(office: Office) -> None:
    page: MatterPage = office.go("matter", office.busy.matters["whitcombe"])
    lines = RetentionLines(page, office.workspace)
    assert lines.reopen(office.busy.matters["whitcombe"], "hold", None)
    office.settled()
    assert isinstance(office.form(), HoldForm)
    _names(office, "Whitcombe v. ")
    office.form().drop()


def test_a_hold_on_a_client_says_on_whom(office: Office) -> None:
    FORMS["hold on a client"](office)
    office.settled()
    _names(office, "Nora Whitcombe")
    office.form().drop()


def test_earlier_versions_say_of_which_matter_they_are(office: Office) -> None:
    page: MatterPage = office.go("matter", office.busy.matters["whitcombe"])
    page.news.show_versions(office.busy.news["notice"])
    office.settled()
    _names(office, "Whitcombe v. ")


def _names(office: Office, words: str) -> None:
    """It is said aloud and seen above everything else."""
    sheet = sheets_in(office.window)[-1]
    assert words in sheet.accessibleDescription()
    assert sheet.accessibleDescription() in {one.text() for one in sheet.findChildren(Label)}
