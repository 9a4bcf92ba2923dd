"""File reviews in the window: from the queue to the record, by keyboard; the matter's tab; the checklist."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.contactlog.queries import follow_ups
from app.drafts.queries import drafts
from app.kernel.errors import MachineTrouble
from app.kernel.rights import Right
from app.matters.queries import list_matters
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.reviews.checklist import checklist
from app.reviews.commands import NewRecord, Said, record_review, start_review
from app.reviews.queries import reviews
from app.reviews.words import Verdict
from app.workspace import Workspace
from ui.care.page import CarePage
from ui.kit.empty import EmptyState
from ui.kit.formsheet import FormSheet
from ui.kit.sheet import sheets_in
from ui.matters.page import MatterPage
from ui.reports.paper_sheet import PaperSheet
from ui.reviews.page import ReviewsPage
from ui.reviews.review_form import ReviewForm
from ui.reviews.small_forms import ChecklistForm, DropForm
from ui.shell.requests import OpenMatter

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]
Sheet = TypeVar("Sheet", bound=FormSheet)


@pytest.fixture
def petra(busy: Busy) -> Workspace:
    """A partner who looks after no file."""
    with busy.workspace.write() as tx:
        person = add_colleague(tx, NewColleague("Petra Partner", Role.PARTNER))
    return signed_in(busy, person)


def signed_in(busy: Busy, person: UUID) -> Workspace:
    """The same vault with that person at it."""
    made = Workspace(busy.workspace.vault, busy.clock, person, busy.workspace.zone)
    with made.read() as reader:
        assert Right.WRITE in reader.rights
    return made


@pytest.fixture
def page(petra: Workspace, qtbot: QtBot, settled: Settled) -> ReviewsPage:
    made = ReviewsPage(petra)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    settled()
    return made


def sheet_of(page: object, kind: type[Sheet]) -> Sheet:
    (sheet,) = sheets_in(page)  # type: ignore[arg-type] # a page of any kind
    assert isinstance(sheet, kind)
    return sheet


def test_a_file_is_reviewed_from_the_queue(
    page: ReviewsPage, petra: Workspace, busy: Busy, settled: Settled
) -> None:
    matter = busy.matters["whitcombe"]
    assert page.queue.select(matter)
    QTest.keyClick(page.queue, Qt.Key.Key_Return)
    settled()
    form = sheet_of(page, ReviewForm)
    form.apply("")
    settled()
    assert list(form.form.problem_texts()) == ["note_0"], "a point without a verdict is pointed out"
    for point in form.points:
        chosen = point.verdict.focusProxy()
        assert chosen is not None
        QTest.keyClicks(chosen, "f")
    form.points[2].verdict.set_value(Verdict.ATTENTION)
    form.points[2].note.setText("Two replies were late")
    form.comments.setText("call her about the lien\n\nwrite the note")
    form.apply("")
    settled()
    with petra.read() as reader:
        (row,) = reviews(reader)
        agreed = [one.text for one in follow_ups(reader, matter_id=matter)]
    assert (row.attention, row.comments, row.runs) == (1, 2, False)
    assert "File review: call her about the lien" in agreed


def test_a_review_goes_on_and_is_given_up(
    page: ReviewsPage, petra: Workspace, busy: Busy, settled: Settled
) -> None:
    with petra.write() as tx:
        review = start_review(tx, busy.matters["rowe"])
    page.mark_stale()
    settled()
    page.tabs.show_tab("Reviews")
    page.done.select(("review", review))
    QTest.keyClick(page.done, Qt.Key.Key_Return)
    settled()
    sheet_of(page, ReviewForm).points[0].verdict.set_value(Verdict.FINE)
    sheet_of(page, ReviewForm).reject()
    settled()
    with petra.read() as reader:
        assert len(drafts(reader)) == 1
    page.drop_review(review)
    form = [one for one in sheets_in(page) if isinstance(one, DropForm)][-1]
    form.reason.setText("Settled")
    form.apply("")
    settled()
    with petra.read() as reader:
        assert reviews(reader, dropped=True)[0].dropped_reason == "Settled"
        assert drafts(reader) == ()


def test_what_was_answered_waits_while_somebody_looks_into_the_file(
    page: ReviewsPage, petra: Workspace, busy: Busy, settled: Settled
) -> None:
    with petra.write() as tx:
        review = start_review(tx, busy.matters["rowe"])
    asked: list[object] = []
    page.requested.connect(asked.append)
    page.go_on(review)
    settled()
    form = sheet_of(page, ReviewForm)
    assert form.refuse_button.text() == "Cancel"
    for point in form.points[:10]:
        point.verdict.set_value(Verdict.FINE)
    form.points[1].note.setText("Called on Friday")
    assert form.refuse_button.text() == "Save, go on later"
    form.refuse_button.click()
    settled()
    assert sheets_in(page) == [], "it closes without a question"
    page.go_on(review)
    settled()
    form = sheet_of(page, ReviewForm)
    assert (form.points[1].note.text(), form.refuse_button.text()) == (
        "Called on Friday",
        "Save, go on later",
    )
    form.findings.setText("All is well")
    form.file.click()
    settled()
    assert (sheets_in(page), asked) == ([], [OpenMatter(busy.matters["rowe"])])
    page.go_on(review)
    settled()
    form = sheet_of(page, ReviewForm)
    assert form.findings.text() == "All is well"
    for point in form.points:
        point.verdict.set_value(Verdict.FINE)
    form.apply("")
    settled()
    with petra.read() as reader:
        assert [row.runs for row in reviews(reader)] == [False]
        assert drafts(reader) == (), "what is finished is no draft any more"


def test_a_review_that_cannot_be_kept_stays_and_is_kept_later(
    page: ReviewsPage, petra: Workspace, busy: Busy, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    with petra.write() as tx:
        review = start_review(tx, busy.matters["rowe"])
    page.go_on(review)
    settled()
    form = sheet_of(page, ReviewForm)
    form.points[1].note.setText("Called on Friday")

    def full(*_: object) -> None:
        raise MachineTrouble("disk-full", "The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr("app.drafts.commands.keep_draft", full)
        form.reject()
        assert not form.points[1].note.isEnabled(), "what is typed now would be in nothing that is kept"
        settled()
    assert sheet_of(page, ReviewForm) is form
    assert form.points[1].note.isEnabled()
    form.reject()
    settled()
    assert sheets_in(page) == []
    with petra.read() as reader:
        assert "Called on Friday" in str(drafts(reader)[0].values)


def test_ones_own_files_are_not_in_the_queue(busy: Busy, qtbot: QtBot, settled: Settled) -> None:
    with busy.workspace.read() as reader:
        others = {
            row.id
            for row in list_matters(reader, closed=False)
            if busy.david not in {row.responsible_id, row.point_of_contact_id}
        }
    david = signed_in(busy, busy.david)
    made = ReviewsPage(david)
    qtbot.addWidget(made)
    made.show()
    settled()
    assert {key for key in made.queue.keys() if isinstance(key, UUID)} <= others  # noqa: SIM118 # no mapping


def test_a_finished_review_is_shown_as_paper_on_the_matter(
    petra: Workspace, busy: Busy, qtbot: QtBot, settled: Settled
) -> None:
    matter = busy.matters["whitcombe"]
    with petra.write() as tx:
        review = start_review(tx, matter)
        points = len(checklist(tx.reader()).items)
        record_review(tx, review, NewRecord({place: Said(Verdict.FINE) for place in range(points)}))
    made = MatterPage(petra)
    qtbot.addWidget(made)
    made.show_arg(matter)
    made.show()
    settled()
    made.tabs.show_tab("Terms & care")
    settled()
    rows = made.tabs.care.rows
    assert rows.select(("file_review", review))
    QTest.keyClick(rows, Qt.Key.Key_Return)
    settled()
    (sheet,) = sheets_in(made)
    assert isinstance(sheet, PaperSheet)


def test_the_checklist_is_written_anew(page: ReviewsPage, petra: Workspace, settled: Settled) -> None:
    page.change_checklist()
    settled()
    form = sheet_of(page, ChecklistForm)
    form.items.setText("Was the client told?\nIs there a next date?")
    form.reason.setText("Shorter")
    form.apply("")
    settled()
    with petra.read() as reader:
        assert checklist(reader).items == ("Was the client told?", "Is there a next date?")


def test_it_stands_on_the_page_of_the_firms_own_house(
    petra: Workspace, qtbot: QtBot, settled: Settled
) -> None:
    made = CarePage(petra)
    qtbot.addWidget(made)
    made.show()
    settled()
    row = made.rows._row(made.rows._model.index(made.rows._model.find("reviews")))
    assert row is not None
    assert row.text.startswith("0 of ")


def test_an_empty_list_leads_to_the_other_unless_that_is_empty(page: ReviewsPage) -> None:
    buttons = {one.button.text(): one.button for one in page.findChildren(EmptyState) if one.button}
    assert buttons["Look at what was reviewed"].isHidden(), "nothing was reviewed"
    assert not buttons["Go to the queue"].isHidden()
    page.tabs.line.setCurrentIndex(1)
    buttons["Go to the queue"].click()
    assert page.tabs.line.currentIndex() == 0
