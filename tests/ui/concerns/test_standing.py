"""Who answers the telephone sees that the client is unhappy, and who looks after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.concerns.commands import raise_concern
from app.concerns.course import close_concern
from app.concerns.forms import NewConcern
from app.concerns.queries import concerns
from app.concerns.sheet import concern_sheet
from app.concerns.words import Cause, Ending
from app.matters.commands import edit_matter
from app.matters.sheet import matter_sheet
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from ui.clients.load import load_client
from ui.clients.page import ClientPage
from ui.concerns.raise_form import ChangeForm, RaiseForm, open_raise
from ui.concerns.words import standing_chips
from ui.contactlog.about import About, Whom, about
from ui.contactlog.mind import Unhappy
from ui.contactlog.whom import WhomField
from ui.kit.chips import Shape, Tone
from ui.kit.sheet import sheets_in
from ui.matters.page import MatterPage

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]
FORMAL, CONCERN = "Formal complaint, with David Finch", "Concern, with David Finch"


@pytest.fixture
def formal(busy: Busy) -> UUID:
    with busy.workspace.write() as tx:
        new = NewConcern("The bill", Cause.FEES, matter_id=busy.matters["whitcombe"], handler_id=busy.david)
        raise_concern(tx, new)
        raise_concern(tx, NewConcern("Hush", matter_id=busy.matters["whitcombe"], apart=True))
        return raise_concern(
            tx,
            NewConcern(
                "The bill",
                Cause.FEES,
                matter_id=busy.matters["whitcombe"],
                formal_on=tx.today,
                handler_id=busy.david,
            ),
        )


def test_the_heads_of_matter_and_client_say_it_first_until_it_is_closed(
    busy: Busy, qtbot: QtBot, settled: Settled, formal: UUID
) -> None:
    pages = (MatterPage(busy.workspace), ClientPage(busy.workspace))
    for page, shown in zip(pages, (busy.matters["whitcombe"], busy.clients["whitcombe"]), strict=True):
        qtbot.addWidget(page)
        page.show()
        page.show_arg(shown)
        settled()
        assert page.chips.accessibleName().startswith(f"urgent: {FORMAL}, {CONCERN}")
    with busy.workspace.write() as tx:
        close_concern(tx, formal, Ending.WITHDRAWN, "She took it back", without_response="She took it back")
    for page in pages:
        page.mark_stale()
    settled()
    assert all(page.chips.accessibleName().startswith(CONCERN) for page in pages)


def test_a_formal_complaint_has_its_shape_and_nothing_is_red_that_is_not_late(
    busy: Busy, formal: UUID
) -> None:
    found = load_client(busy.workspace, busy.clients["whitcombe"]).concerns
    told = [(chip.text, chip.tone, chip.shape) for chip in standing_chips(found)]
    assert told == [(FORMAL, Tone.SOON, Shape.URGENT), (CONCERN, Tone.SOON, Shape.NONE)]


def test_the_contact_form_says_it_in_a_quiet_line(busy: Busy, qtbot: QtBot, formal: UUID) -> None:
    line = Unhappy()
    qtbot.addWidget(line)
    line.show_about(About())
    assert line.isHidden()
    with busy.workspace.read() as reader:
        line.show_about(about(reader, busy.matters["whitcombe"], None))
    assert not line.isHidden()
    assert line.text() == line.accessibleName() == f"{FORMAL} · {CONCERN}"
    with busy.workspace.read() as reader:
        line.show_about(about(reader, None, busy.clients["delacroix"]))
    assert line.isHidden()


def test_the_form_says_where_whom_it_is_about_would_answer_it(
    busy: Busy, qtbot: QtBot, settled: Settled
) -> None:
    page = MatterPage(busy.workspace)
    qtbot.addWidget(page)
    page.show()
    matter_id = busy.matters["whitcombe"]
    with busy.workspace.write() as tx:
        other = add_colleague(tx, NewColleague("Ann Lee", Role.PARTNER))
        details = matter_sheet(tx.reader(), matter_id).details
        own = replace(details, responsible_id=busy.david, point_of_contact_id=busy.david, supervisor_id=other)
        edit_matter(tx, matter_id, own)
    open_raise(page, busy.workspace, NewConcern("The bill", matter_id=matter_id))
    settled()
    form = sheets_in(page)[-1]
    assert isinstance(form, RaiseForm)
    assert form.doubt.accessibleName().startswith(
        "David Finch is responsible for the matter that it is about,"
    )
    assert "would handle it" in form.doubt.accessibleName()
    form.formal_on.set_value(form.desk.today)  # now it begins with another, who supervises the matter
    alone = "Ann Lee would handle it and supervise it: nobody else would see that it runs late."
    assert form.doubt.accessibleName() == alone
    form.supervisor.set_value(busy.maria)
    assert form.doubt.isHidden()
    form.supervisor.set_value(busy.david)
    assert "would supervise it" in form.doubt.accessibleName()
    form.handler.set_value(busy.david)
    assert "would handle and supervise it" in form.doubt.accessibleName()
    form.accept_button.click()  # it never blocks
    settled()
    assert sheets_in(page) == []
    with busy.workspace.read() as reader:
        (row,) = concerns(reader)
        sheet = concern_sheet(reader, row.id)
    assert (row.handler, row.supervisor) == ("David Finch", "David Finch")
    change = ChangeForm(page, busy.workspace, form.desk, sheet)
    change.open()
    settled()
    assert "would handle and supervise it" in change.doubt.accessibleName()
    change.handler.set_value(busy.maria)
    change.supervisor.set_value(None)
    assert change.doubt.isHidden()
    change.reject()


def test_another_matter_in_the_field_is_looked_at_anew(busy: Busy, qtbot: QtBot, settled: Settled) -> None:
    page = MatterPage(busy.workspace)
    qtbot.addWidget(page)
    page.show()
    with busy.workspace.write() as tx:
        details = matter_sheet(tx.reader(), busy.matters["whitcombe"]).details
        own = replace(details, responsible_id=busy.david, point_of_contact_id=busy.david)
        edit_matter(tx, busy.matters["whitcombe"], own)
    open_raise(page, busy.workspace, NewConcern("The bill"))
    settled()
    form = sheets_in(page)[-1]
    assert isinstance(form, RaiseForm)
    assert form.doubt.isHidden()
    field = form.whom.field
    assert isinstance(field, WhomField)
    field.set_key(Whom(busy.matters["whitcombe"], None), "Whitcombe v. Larkspur Catering")
    settled()
    assert not form.doubt.isHidden()
    field.set_key(None, "")
    settled()
    assert form.doubt.isHidden()
    form.reject()
