"""The sheet that restricts a matter: who is named, what is refused, and how it is lifted again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from app.audit.models import AuditEvent
from app.matters.commands import edit_matter
from app.matters.sheet import matter_sheet
from app.matters.walls import restrict_matter, wall_of
from app.people.commands import NewColleague, add_colleague
from app.people.queries import colleagues
from app.people.words import Role
from ui.kit.dialogs import Question
from ui.kit.people import Person
from ui.matters.load import load_matter
from ui.matters.page import MatterPage
from ui.matters.side import side_groups
from ui.matters.state_chips import state_chips
from ui.matters.wall_form import WallForm

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

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
    page.forms.restrict()
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


def test_the_lawyer_who_answers_is_named_and_missed(page: MatterPage, busy: Busy, settled: Settled) -> None:
    with busy.workspace.write() as tx:
        details = matter_sheet(tx.reader(), busy.matters["rowe"]).details
        edit_matter(tx, busy.matters["rowe"], replace(details, responsible_id=busy.david))
    page.mark_stale()
    settled()
    form = sheet(page)
    david = next(one for one in form.people.people() if one.key == busy.david)
    assert form.left_out.isHidden()
    form.people.set_people([one for one in form.people.people() if one != david])
    form.people.changed.emit()
    assert "would not see it any more" in form.left_out.accessibleName()
    form.people.add(Person(None, david.text.upper()))
    assert form.left_out.isHidden()


def test_who_supervises_or_is_called_after_hours_is_missed_by_their_duty(
    page: MatterPage, busy: Busy, settled: Settled
) -> None:
    with busy.workspace.write() as tx:
        made = [
            add_colleague(tx, NewColleague(name, Role.LAWYER))
            for name in ("Ruth Vale", "Sam Poole", "Ann Harbour")
        ]
        add_colleague(tx, NewColleague("Ann Harb", Role.LAWYER))
        details = matter_sheet(tx.reader(), busy.matters["rowe"]).details
        keepers = {"point_of_contact_id": made[0], "supervisor_id": made[1]}
        edit_matter(tx, busy.matters["rowe"], replace(details, **keepers))
    page.mark_stale()
    settled()
    form = sheet(page)
    form.people.set_people([Person(busy.maria, "Maria Ortega"), Person(busy.david, "David Finch")])
    form.people.changed.emit()
    said = form.left_out.accessibleName()
    assert "Ruth Vale is the client’s point of contact" in said
    assert "Sam Poole supervises this matter" in said
    assert "they could not review the file" in said
    assert "Ann Harbour is called while the firm is closed" in said
    assert "Ann Harb is called" not in said, "her name is part of another one"
    form.people.set_people([*form.people.people(), *(Person(one, "") for one in made)])
    form.people.changed.emit()
    assert form.left_out.isHidden()


def test_who_sees_a_restricted_matter_stands_at_its_side(
    page: MatterPage, busy: Busy, settled: Settled
) -> None:
    form = sheet(page)
    form.reason.setPlainText("Her own sister works here.")
    form.apply("")
    settled()
    facts = [
        fact
        for group in side_groups(load_matter(busy.workspace, busy.matters["rowe"]))
        for fact in group.facts
    ]
    assert next(fact.value for fact in facts if fact.label == "Seen only by") == "David Finch, Maria Ortega"


def test_a_keeper_who_is_shut_out_is_marked_until_somebody_else_is_named(
    page: MatterPage, busy: Busy, settled: Settled
) -> None:
    rowe = busy.matters["rowe"]
    with busy.workspace.write() as tx:
        sam = add_colleague(tx, NewColleague("Sam Poole", Role.LAWYER))
        details = matter_sheet(tx.reader(), rowe).details
        edit_matter(tx, rowe, replace(details, supervisor_id=sam))
        restrict_matter(tx, rowe, [busy.maria, busy.david], "Her own sister works here.")
    view = load_matter(busy.workspace, rowe)
    facts = {fact.label: fact.value for group in side_groups(view) for fact in group.facts}
    assert [chip.text for chip in state_chips(view)][:2] == ["Restricted", "Sam Poole cannot see it"]
    assert facts["Cannot see it"] == "Sam Poole, supervisor"
    with busy.workspace.write() as tx:
        edit_matter(tx, rowe, replace(details, supervisor_id=busy.maria))
    view = load_matter(busy.workspace, rowe)
    assert not [chip for chip in state_chips(view) if "cannot see" in chip.text]
    assert "Cannot see it" not in {fact.label for group in side_groups(view) for fact in group.facts}
