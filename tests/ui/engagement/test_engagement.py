"""Beginning and end of a matter in the window: rows of the matter, the form of the terms, five steps to the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.care.estimate import Estimate, sums_of
from app.care.queries import costs
from app.contactlog.queries import follow_ups
from app.engagement.ending_queries import StillOpen, ending_of
from app.engagement.forms import NewDocument, TermsForm
from app.engagement.intake import add_document
from app.engagement.intake_queries import documents, intake_sheet
from app.engagement.terms_commands import draft_terms
from app.engagement.terms_queries import TermsSheet, terms_sheet
from app.engagement.words import DocumentState, EndingKind, TermsState
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.words import KeyDateKind
from app.schedule.commands import NewPlan, set_plan
from app.schedule.rhythm import parse_rhythm
from app.schedule.words import IntervalUnit
from ui.engagement.agree_form import AgreeForm
from ui.engagement.ending_sheet import STEPS, EndingSheet
from ui.engagement.intake_form import HERE, ConsultationForm, DocumentForm
from ui.engagement.load import load_ending, load_terms
from ui.engagement.terms_form import EngagementTermsForm
from ui.engagement.versions_sheet import TermsVersions
from ui.kit.labels import Label
from ui.kit.row_model import Row
from ui.kit.sheet import sheets_in
from ui.letters.letter_sheet import LetterSheet
from ui.matters.page import MatterPage

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled) -> MatterPage:
    """Whitcombe's matter, with its tab "Terms & care" shown."""
    made = MatterPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show_arg(busy.matters["whitcombe"])
    made.show()
    settled()
    made.tabs.show_tab("Terms & care")
    settled()
    return made


def row(page: MatterPage, *key: object) -> Row:
    model = page.tabs.care.rows._model
    found = [model.item(line) for line in range(model.rowCount())]
    return next(one for one in found if isinstance(one, Row) and one.key[: len(key)] == key)  # type: ignore[index] # a tuple


def form_of(page: MatterPage) -> Any:
    (sheet,) = sheets_in(page.window())
    return sheet


def act(page: MatterPage, settled: Settled, *key: object) -> Any:
    page.tabs.care._on_rows_acted(row(page, *key).key)
    settled()
    return form_of(page)


def again(page: MatterPage, matter: UUID, settled: Settled) -> None:
    page.tabs.care.show_matter(matter)
    settled()


def sheet_of(busy: Busy) -> TermsSheet:
    with busy.workspace.read() as reader:
        return terms_sheet(reader, busy.matters["whitcombe"])


def test_terms_are_written_agreed_and_differ(page: MatterPage, busy: Busy, settled: Settled) -> None:
    matter = busy.matters["whitcombe"]
    form = act(page, settled, "terms", "standing")
    assert isinstance(form, EngagementTermsForm)
    form.texts["scope"].setText("We act in the claim.")
    form.sums.amount.setText("9,000")
    form.sums.up_to.setText("11,000")
    form.sums.tax.setText("2,200")
    form.covers.setText("Up to the hearing")
    form.theirs.setText("bring the pay slips @ 2027-01-04\nkeep a diary")
    form.rhythm.every.setText("fortnight")
    form.apply("")
    settled()
    sheet = sheet_of(busy)
    assert sheet.state is TermsState.DRAFT
    assert sheet.draft is not None
    estimate = Estimate(Decimal(11000), Decimal(9000), Decimal(2200), None, "USD", "Up to the hearing")
    assert (sheet.draft.form.estimate, [one.due_on for one in sheet.draft.form.duties]) == (
        estimate,
        [date(2027, 1, 4), None],
    )
    again(page, matter, settled)
    agree = act(page, settled, "terms", "standing")
    assert isinstance(agree, AgreeForm)
    agree.who.setText("Nora Whitcombe")
    agree.apply("")
    settled()
    assert sheet_of(busy).state is TermsState.AGREED
    with busy.workspace.read() as reader:
        told = costs(reader, matter).estimate
    assert told is not None
    assert sums_of(told) == sums_of(estimate), "what was agreed is what it is measured against, whole"
    with busy.workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.QUARTER))
    again(page, matter, settled)
    assert "latest, now every quarter" in row(page, "terms", "differs", "rhythm").text


def test_agreeing_says_which_late_update_it_drops(page: MatterPage, busy: Busy, settled: Settled) -> None:
    matter = busy.matters["abernathy"]
    with busy.workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 2, IntervalUnit.WEEK, date(2026, 11, 6)))
    said = []
    for every in ("month", "fortnight"):
        with busy.workspace.write() as tx:
            draft_terms(tx, matter, TermsForm("We act.", rhythm=parse_rhythm(every)))
        form = AgreeForm(page, busy.workspace, load_terms(busy.workspace, matter))
        form.open()
        said.append(form.dropped.accessibleName())
        assert form.dropped.isVisible() is bool(said[-1])
    assert "This drops an update that is 3 days late" in said[0]
    assert said[1] == ""


def test_what_cannot_be_read_is_said_by_its_field(page: MatterPage, settled: Settled) -> None:
    form = act(page, settled, "terms", "standing")
    form.ours.setText("write to them @ someday")
    form.apply("")
    settled()
    assert (
        form.form._lines["ours"].problem.text()
        == "“write to them @ someday”: what stands behind the @ is no day."
    )
    form.ours.setText("")
    form.sums.amount.setText("a lot")
    form.apply("")
    assert "amount of money" in form.form.problem_texts()["amount"]
    form.sums.amount.setText("11,000")
    form.sums.up_to.setText("9,000")
    form.apply("")
    settled()
    assert "not above its upper end" in form.form.problem_texts()["amount"]
    form.sums.up_to.setText("")
    form.sums.amount.setText("")
    form.covers.setText("All of it")
    form.apply("")
    assert "amount, too" in form.form.problem_texts()["amount"]


def test_intake_and_documents(page: MatterPage, busy: Busy, settled: Settled) -> None:
    matter = busy.matters["whitcombe"]
    form = act(page, settled, "intake", "form")
    assert isinstance(form, ConsultationForm)
    form.who.setText("Nora")
    form.facts.setText("She was dismissed.")
    form.apply("")
    settled()
    document = act(page, settled, "intake", "add")
    assert isinstance(document, DocumentForm)
    document.what.setText("Contract")
    document.state.set_value(HERE)
    document.original.setChecked(True)
    document.apply("")
    settled()
    with busy.workspace.write() as tx:
        add_document(tx, matter, NewDocument("Pay slips", due_on=date(2026, 12, 4)))
    again(page, matter, settled)
    with busy.workspace.read() as reader:
        assert intake_sheet(reader, matter).form.facts == "She was dismissed."
        states = {one.title: one for one in documents(reader, matter)}
    for one in states.values():
        page.tabs.care._on_rows_acted(("intake", "document", one.id, one.state))
        settled()
    with busy.workspace.read() as reader:
        assert {one.title: one.state for one in documents(reader, matter)} == {
            "Contract": DocumentState.RETURNED,
            "Pay slips": DocumentState.RECEIVED,
        }
        assert "Send us: Pay slips" in {
            one.text for one in follow_ups(reader, matter_id=matter, done_only=True)
        }


def test_five_steps_to_the_end_and_the_letter(page: MatterPage, busy: Busy, settled: Settled) -> None:
    matter = busy.matters["whitcombe"]
    sheet = act(page, settled, "ending", "end")
    assert isinstance(sheet, EndingSheet)
    assert "Still open" in sheet.left.text()
    sheet.apply("")
    assert sheet.form.problem_texts()["kind"] == "Please say how it ends.", "nothing stands there already"
    sheet.kind.set_value(EndingKind.CLOSED)
    for _ in STEPS:
        sheet.apply("")
    assert sheet.step == 0, "what is owed needs a reason first"
    assert "although there is still open" in sheet.form.problem_texts()["although"]
    sheet.texts["although"].setText("She has another lawyer.")
    for step in range(len(STEPS)):
        assert sheet.step == step
        assert sheet.accept_button.text() == ("End the matter" if step == len(STEPS) - 1 else "Next")
        sheet.apply("")
    settled()
    assert sheet.step == 1, "what is missing is shown in its own step"
    assert sheet.form._lines["outcome"].problem.text() == "Please say what came of the matter."
    sheet.texts["outcome"].setText("Settled.")
    sheet.billed.setText("8,400.50")
    for _ in range(len(STEPS) - 1):
        sheet.apply("")
    settled()
    with busy.workspace.read() as reader:
        found = ending_of(reader, matter)
    assert found is not None
    assert found.form.although == "She has another lawyer."
    assert (found.form.kind, found.form.outcome, found.form.billed) == (
        EndingKind.CLOSED,
        "Settled.",
        Decimal("8400.50"),
    )
    letter = form_of(page)
    assert isinstance(letter, LetterSheet)


def test_a_reason_is_asked_where_we_do_not_act(page: MatterPage, settled: Settled) -> None:
    sheet = act(page, settled, "ending", "end")
    sheet.kind.set_value(EndingKind.NOT_ENGAGED)
    sheet.texts["although"].setText("It was not for us.")
    sheet.apply("")
    assert sheet.texts["reason"].isVisibleTo(sheet)
    assert not sheet.texts["outcome"].isVisibleTo(sheet)
    sheet.go_back()
    assert sheet.step == 0


def test_what_came_in_meanwhile_is_asked_for_and_papers_are_filled_in(
    page: MatterPage, busy: Busy, settled: Settled
) -> None:
    matter = busy.matters["lindqvist"]
    with busy.workspace.write() as tx:
        add_document(tx, matter, NewDocument("Contract", received_on=tx.today, original=True))
        add_document(tx, matter, NewDocument("Copy of a pass", received_on=tx.today))
        add_document(tx, matter, NewDocument("Pay slips"))
    found = load_ending(busy.workspace, matter)
    sheet = EndingSheet(page, busy.workspace, replace(found, left=()))
    sheet.open()
    assert sheet.texts["documents"].text() == "To be given back: Contract\nNot received: Pay slips"
    assert not sheet.is_touched
    assert not sheet.texts["although"].isVisibleTo(sheet)
    sheet.kind.set_value(EndingKind.CLOSED)
    sheet.texts["outcome"].setText("Settled.")
    with busy.workspace.write() as tx:
        add_key_date(tx, NewKeyDate(matter, KeyDateKind.HEARING, date(2027, 1, 4), "Heard"))
    for _ in STEPS:
        sheet.apply("")
    settled()
    assert sheet.step == 0
    assert sheet.texts["although"].isVisibleTo(sheet)
    assert "a key date to come" in sheet.form.problem_texts()["although"]


def test_how_long_the_file_is_kept_stands_there_already(
    page: MatterPage, busy: Busy, settled: Settled
) -> None:
    matter = busy.matters["whitcombe"]
    sheet = EndingSheet(page, busy.workspace, load_ending(busy.workspace, matter))
    sheet.open()
    kept = sheet.texts["retention"]
    rule = next(one for one in sheet.findChildren(Label) if one.text() == sheet._say_rule())
    assert not rule.isVisibleTo(sheet), "a sentence under a field is shown with it"
    assert kept.text() == (
        "We keep our file until November 23, 2033 at least, and then destroy it safely. "
        "If you would like anything from it, please ask us before then."
    )
    assert "7 years from closing" in sheet._say_rule()
    sheet.kind.set_value(EndingKind.CLOSED)
    sheet.on.setText("20 Nov")
    sheet.texts["although"].setText("She has another lawyer.")
    sheet.apply("")
    assert "until November 20, 2033 at least" in kept.text(), "from the day of closing on"
    kept.setText("Ten years.")
    sheet.on.setText("19 Nov")
    sheet.go_back()
    sheet.apply("")
    assert kept.text() == "Ten years.", "what somebody wrote stays"
    sheet._leave()


def test_what_needs_a_reason_stands_first(page: MatterPage, busy: Busy) -> None:
    found = load_ending(busy.workspace, busy.matters["whitcombe"])
    left = (StillOpen("to do", "pay slips"), StillOpen("not told", "The ruling.", needs_reason=True))
    sheet = EndingSheet(page, busy.workspace, replace(found, left=left))
    assert sheet.left.text().split("\n") == [
        "▲ Still open; please say below why it ends all the same:",
        "• not told: The ruling",
        "Also open:",
        "• to do: pay slips",
        "No reminder of these comes once the matter has ended.",
    ]
    many = replace(found, left=left * 5)
    assert "2 more" in EndingSheet(page, busy.workspace, many).left.text()


def test_what_was_left_comes_back(page: MatterPage, busy: Busy, settled: Settled) -> None:
    for word in ("engagement-terms", "agree-terms", "intake", "intake-document", "end-matter"):
        assert page.reopen(word, None), word
        settled()
        form_of(page).reject()
        settled()


def test_an_ending_goes_on_at_its_step(page: MatterPage, settled: Settled) -> None:
    sheet = act(page, settled, "ending", "end")
    sheet.kind.set_value(EndingKind.CLOSED)
    sheet.texts["although"].setText("Her new lawyer watches them.")
    sheet.apply("")
    sheet.texts["outcome"].setText("Settled.")
    sheet.apply("")
    assert sheet.step == 2
    sheet.drop()  # as a lock does
    settled()
    sheet = act(page, settled, "ending", "end")
    assert sheet.step == 2
    sheet.go_back()
    assert sheet.texts["outcome"].text() == "Settled."
    assert sheet.kind.value() is EndingKind.CLOSED


def test_a_revision_asks_why(page: MatterPage, busy: Busy, settled: Settled) -> None:
    from app.engagement.agreeing import agree_terms
    from app.engagement.forms import NewAgreement
    from app.engagement.words import AgreedHow

    matter = busy.matters["whitcombe"]
    form = TermsForm(scope="The claim", rhythm=parse_rhythm("month"))
    with busy.workspace.write() as tx:
        draft_terms(tx, matter, form)
        agree_terms(tx, NewAgreement(matter, tx.today, AgreedHow.SIGNED))
    again(page, matter, settled)
    sheet = act(page, settled, "terms", "form")
    sheet.texts["scope"].setText("The claim, and the record")
    sheet.apply("")
    settled()
    assert "why they are revised" in sheet.form._lines["reason"].problem.text()
    sheet.reason.setText("She asked for it")
    sheet.apply("")
    settled()
    assert sheet_of(busy).state is TermsState.REVISED
    again(page, matter, settled)
    versions = act(page, settled, "terms", "versions")
    assert isinstance(versions, TermsVersions)
    assert "What we do: The claim+, and the record+" in versions.text.words()
    versions.how.set_value(False)
    assert versions.text.words().startswith("What we do\nThe claim, and the record")
    assert versions.rows.select(1)
    assert versions.what.text().startswith("Revision 1 agreed on")
    versions.reject()
    assert replace(form, scope="x") != sheet_of(busy).revisions[0].form
