"""The sheet that restricts a matter: who is named, what is refused, and how it is lifted again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from app.audit.models import AuditEvent
from app.matters.walls import wall_of
from app.people.queries import colleagues
from ui.kit.dialogs import Question
from ui.kit.people import Person
from ui.matters.load import load_matter
from ui.matters.page import MatterPage
from ui.matters.state_chips import state_chips
from ui.matters.wall_form import WallForm

if TYPE_CHECKING:
    from tests.ui.conftest import Busy

Settled = Callable[[], None]


@pytest.fixture
def page(qtbot: QtBot, busy: Busy, settled: Settled) -> MatterPage:
    made = MatterPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    made.show_arg(busy.matters["rowe"])
    settled()
    return made


def sheet(page: MatterPage) -> WallForm:
    page.restrict()
    (form,) = page.findChildren(WallForm)
    return form


def test_a_matter_is_restricted_and_opened_again(page: MatterPage, busy: Busy, settled: Settled) -> None:
    matter_id = busy.matters["rowe"]
    assert page.wall.text() == "Restrict this matter…"
    with busy.workspace.read() as reader:
        other = next(one for one in colleagues(reader) if one.id != reader.viewer)
    form = sheet(page)
    form.people.add(Person(None, other.name.upper()))
    form.apply("")
    settled()
    assert form.isVisible()  # without a reason it is refused
    form.reason.setPlainText("Her own sister works here.")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        wall = wall_of(reader, matter_id)
        assert wall is not None
        assert {one for one, _ in wall.people} == {reader.viewer, other.id}
    view = load_matter(busy.workspace, matter_id)
    assert state_chips(view)[0].text == "Restricted"
    page.mark_stale()
    settled()
    assert page.wall.text() == "Who sees this matter…"
    form = sheet(page)
    assert form.reason.text() == "Her own sister works here."
    form.lift_button.click()
    (question,) = form.window().findChildren(Question) or page.window().findChildren(Question)
    question.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert wall_of(reader, matter_id) is None
        done = [one.action for one in reader.session.query(AuditEvent).filter_by(object_id=matter_id)]
    assert done[-3:] == ["restricted", "viewed", "wall lifted"]  # looks within a quarter of an hour are one


def test_who_is_nobody_of_the_firm_is_refused(page: MatterPage, busy: Busy, settled: Settled) -> None:
    form = sheet(page)
    form.people.add(Person(None, "Somebody Else"))
    form.reason.setPlainText("so")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert wall_of(reader, busy.matters["rowe"]) is None
