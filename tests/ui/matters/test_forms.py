"""The forms of what belongs to a matter: filled in by keyboard, refused by field, written whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.care.queries import costs
from app.clients.queries import list_clients
from app.contactlog.queries import follow_ups
from app.contactlog.words import FollowUpSide
from app.kernel.money import read_amount
from app.matters.commands import edit_matter
from app.matters.development_queries import developments
from app.matters.keepers import turn_from
from app.matters.key_date_queries import key_dates
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.queries import list_matters
from app.matters.sheet import matter_sheet
from app.matters.words import DevelopmentKind, KeyDateKind, MatterStatus
from app.promises.terms import DEFAULT_TERMS
from app.workdays.worktime import Promise, PromiseUnit
from ui.kit.buttons import LinkButton
from ui.kit.formsheet import FormSheet
from ui.kit.people import Person
from ui.kit.sheet import sheets_in
from ui.matters.costs_form import CostsForm
from ui.matters.development_form import DevelopmentForm, Haste, PlainWordsForm
from ui.matters.fees_view import read_fees
from ui.matters.follow_up_form import FollowUpForm
from ui.matters.key_date_form import KeyDateForm
from ui.matters.matter_form import MatterForm, open_matter_form
from ui.schedule.desk import Desk, load_desk

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


@pytest.fixture
def desk(busy: Busy) -> Desk:
    with busy.workspace.read() as reader:
        return load_desk(reader)


def _save(form: FormSheet, settled: Settled) -> None:
    """Ctrl+Enter, as somebody at the keyboard does."""
    QTest.keyClick(
        form.window().focusWidget() or form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    settled()


def test_a_development_is_written(busy: Busy, desk: Desk, window: QWidget, settled: Settled) -> None:
    form = DevelopmentForm(window, busy.workspace, desk, busy.matters["rowe"])
    form.open()
    form.kind.set_value(DevelopmentKind.RULING)
    form.when.setText("Fri 14:00")
    form.text.setText("The court grants the motion.")
    _save(form, settled)
    with busy.workspace.read() as reader:
        found = developments(reader, busy.matters["rowe"])
        assert [(one.kind, one.text, one.essential, one.urgent) for one in found] == [
            (DevelopmentKind.RULING, "The court grants the motion.", True, False)
        ]
        assert reader.local(found[0].occurred_at).replace(tzinfo=None) == datetime(2026, 11, 20, 14)  # noqa: DTZ001 - local


def test_an_offer_is_always_urgent(busy: Busy, desk: Desk, window: QWidget) -> None:
    form = DevelopmentForm(window, busy.workspace, desk, busy.matters["rowe"])
    form.open()
    form.haste.set_value(Haste.LATER)
    assert form.by.text() == "It has no time of its own: the next update tells it."
    form.kind.set_value(DevelopmentKind.OFFER)
    assert form.haste.value() is Haste.URGENT
    assert not form.haste.isEnabled()
    form.kind.set_value(DevelopmentKind.FILING)
    assert form.haste.isEnabled()


def test_an_offer_is_asked_until_when_it_is_open(
    busy: Busy, desk: Desk, window: QWidget, settled: Settled
) -> None:
    form = DevelopmentForm(window, busy.workspace, desk, busy.matters["rowe"])
    form.open()
    assert not form.until.isVisible()
    form.kind.set_value(DevelopmentKind.OFFER)
    assert form.until.isVisible()
    form.text.setText("The other side offers $20,000 to settle.")
    form.until.setText("someday")
    form.apply("")
    assert set(form.form.problem_texts()) == {"open_until"}
    form.until.setText("8 December")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert [one.kind for one in developments(reader, busy.matters["rowe"])] == [DevelopmentKind.OFFER]
        (last,) = key_dates(reader, busy.matters["rowe"], first=date(2026, 12, 8), last=date(2026, 12, 8))
    assert (last.kind, last.on, last.at) == (KeyDateKind.DEADLINE, date(2026, 12, 8), None)
    assert last.title == "Last day to answer the offer: The other side offers $20,000 to settle."


@pytest.mark.parametrize(
    ("kind", "until"), [(DevelopmentKind.OFFER, ""), (DevelopmentKind.RULING, "8 December")]
)
def test_what_names_no_day_becomes_no_key_date(
    busy: Busy, desk: Desk, window: QWidget, settled: Settled, kind: DevelopmentKind, until: str
) -> None:
    with busy.workspace.read() as reader:
        before = key_dates(reader, busy.matters["rowe"])
    form = DevelopmentForm(window, busy.workspace, desk, busy.matters["rowe"])
    form.open()
    form.kind.set_value(DevelopmentKind.OFFER)
    form.until.setText(until)
    form.kind.set_value(kind)
    form.text.setText("They offer to talk.")
    _save(form, settled)
    with busy.workspace.read() as reader:
        assert key_dates(reader, busy.matters["rowe"]) == before
        assert developments(reader, busy.matters["rowe"])[-1].kind is kind


def test_each_haste_says_by_when(busy: Busy, desk: Desk, window: QWidget, settled: Settled) -> None:
    form = DevelopmentForm(window, busy.workspace, desk, busy.matters["rowe"])
    form.open()
    essential = form.by.text()
    form.haste.set_value(Haste.URGENT)
    urgent = form.by.text()
    assert urgent.endswith(" today")
    assert essential.startswith("by ")
    assert essential != urgent
    form.haste.set_value(Haste.LATER)
    form.text.setText("Notice of appearance.")
    form.plain.setText("A second lawyer works for the other side now.")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        (found,) = developments(reader, busy.matters["rowe"])
    assert (found.essential, found.urgent) == (False, False)
    assert found.for_client == "A second lawyer works for the other side now."


def test_a_new_matter_is_not_asked_why_somebody_else_looks_after_it(
    busy: Busy, desk: Desk, window: QWidget
) -> None:
    form = MatterForm(window, busy.workspace, desk)
    form.open()
    turn = (form.keepers.on, form.keepers.why)
    assert not any(field.isVisible() for field in turn)
    form.keepers.lawyer.set_value(busy.david)
    assert not any(field.isVisible() for field in turn), "it was nobody's before"


def test_who_takes_over_a_matter_is_asked_from_when_and_why(
    busy: Busy, window: QWidget, settled: Settled
) -> None:
    open_matter_form(window, busy.workspace, busy.matters["rowe"])
    settled()
    (form,) = sheets_in(window)
    assert isinstance(form, MatterForm)
    turn = (form.keepers.on, form.keepers.why)
    assert not any(field.isVisible() for field in turn)
    before = form.keepers.contact.value()
    form.keepers.contact.set_value(busy.david)
    assert all(field.isVisible() for field in turn)
    form.keepers.contact.set_value(before)
    assert not any(field.isVisible() for field in turn)


def test_who_is_named_from_a_day_to_come_is_said_so(
    busy: Busy, desk: Desk, window: QWidget, settled: Settled
) -> None:
    matter = busy.matters["rowe"]
    with busy.workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, replace(details, point_of_contact_id=busy.david))
        later = turn_from(date(2026, 12, 3), "leave", tx.now.astimezone(tx.zone))
        edit_matter(tx, matter, replace(details, point_of_contact_id=tx.actor), later)
    open_matter_form(window, busy.workspace, matter)
    settled()
    (form,) = sheets_in(window)
    said = [label.text() for label in form.findChildren(QLabel)]
    assert "Maria Ortega is point of contact from 3 December 2026; until then: David Finch." in said


def test_the_court_may_be_in_any_state_of_any_country(busy: Busy, window: QWidget, settled: Settled) -> None:
    matter = busy.matters["rowe"]
    open_matter_form(window, busy.workspace, matter)
    settled()
    (form,) = sheets_in(window)
    assert isinstance(form, MatterForm)
    place = form.court_place
    assert place.place() == ("", "")
    assert not place.state.isVisible()
    assert place.country.values()[1] == "US", "the firm's own country stands first"
    place.country.set_value("DE")
    assert place.state.isVisible()
    assert "BY" in place.state.values()
    assert "CA" not in place.state.values()
    place.state.set_value("BY")
    kept = place.kept()
    place.country.set_value("US")
    assert place.place() == ("US", "")
    place.show_kept(kept)
    _save(form, settled)
    with busy.workspace.read() as reader:
        details = matter_sheet(reader, matter).details
    assert (details.court_country, details.court_subdivision) == ("DE", "BY")


def test_by_when_follows_the_response_times_that_count(busy: Busy, desk: Desk, window: QWidget) -> None:
    quick = replace(DEFAULT_TERMS, answer=Promise(1, PromiseUnit.CLOCK_HOURS))
    form = DevelopmentForm(window, busy.workspace, desk, busy.matters["rowe"], quick)
    form.open()
    assert form.by.text() == "by 12:00 today"


def test_plain_words_are_added_later(busy: Busy, window: QWidget, settled: Settled) -> None:
    with busy.workspace.read() as reader:
        news = developments(reader, busy.matters["whitcombe"])[0]
    form = PlainWordsForm(window, busy.workspace, news)
    form.open()
    assert window.focusWidget() is form.plain
    form.plain.setText("The other side asks for more time.")
    _save(form, settled)
    with busy.workspace.read() as reader:
        after = next(one for one in developments(reader, busy.matters["whitcombe"]) if one.id == news.id)
    assert after.for_client == "The other side asks for more time."
    assert after.said == news.said


def test_nonsense_is_refused_by_its_field(busy: Busy, desk: Desk, window: QWidget, settled: Settled) -> None:
    form = DevelopmentForm(window, busy.workspace, desk, busy.matters["rowe"])
    form.open()
    form.when.setText("whenever")
    form.apply("")
    assert set(form.form.problem_texts()) == {"occurred_at"}
    form.when.setText("now")
    form.apply("")
    settled()
    assert form.form.problem_texts() == {"text": "Please say what happened."}
    assert form.isVisible()
    assert form.accept_button.isEnabled()
    with busy.workspace.read() as reader:
        assert developments(reader, busy.matters["rowe"]) == ()


def test_a_key_date_is_written(busy: Busy, desk: Desk, window: QWidget, settled: Settled) -> None:
    form = KeyDateForm(window, busy.workspace, desk, busy.matters["rowe"])
    form.open()
    tops = {one.y() for one in form.kind.findChildren(QAbstractButton)}
    assert len(tops) == 1, "the kinds stand in one line"
    form.what.setText("Case management conference")
    form.on.setText("next Tue")
    form.at.setText("2pm")
    form.place.setText("Oakland")
    form.attends.setChecked(True)
    _save(form, settled)
    with busy.workspace.read() as reader:
        (found,) = key_dates(reader, busy.matters["rowe"])
    assert (found.kind, found.title, found.on, found.at) == (
        KeyDateKind.HEARING,
        "Case management conference",
        date(2026, 12, 1),
        time(14),
    )
    assert found.client_attends


def test_a_key_date_on_a_holiday_is_pointed_out(busy: Busy, desk: Desk, window: QWidget) -> None:
    form = KeyDateForm(window, busy.workspace, desk, busy.matters["rowe"])
    form.open()
    form.on.setText("26 Nov")
    assert form.warning.accessibleName() == "That day is Thanksgiving Day."
    form.on.setText("28 Nov")
    assert form.warning.accessibleName() == "That day is a weekend."
    form.on.setText("30 Nov")
    assert form.warning.accessibleName() == ""


def test_a_time_that_the_clocks_skip_is_pointed_out(busy: Busy, desk: Desk, window: QWidget) -> None:
    form = KeyDateForm(window, busy.workspace, desk, busy.matters["rowe"])
    form.open()
    form.on.setText("14 Mar 2027")
    form.at.setText("2:30")
    assert "skip 02:30 on Sun 14 Mar 2027; it is read as 03:30" in form.warning.accessibleName()
    form.at.setText("4:30")
    assert "skip" not in form.warning.accessibleName()


def test_the_day_of_a_date_to_correct_stands_as_people_say_it(
    busy: Busy, desk: Desk, window: QWidget, settled: Settled
) -> None:
    matter, day = busy.matters["rowe"], date(2025, 11, 3)
    with busy.workspace.write() as tx:
        add_key_date(tx, NewKeyDate(matter, KeyDateKind.HEARING, day, "Conference"))
    with busy.workspace.read() as reader:
        (found,) = key_dates(reader, matter)
    form = KeyDateForm(window, busy.workspace, desk, matter, found)
    form.open()
    assert form.on.text() == "Mon 3 Nov 2025"
    form.what.setText("Case management conference")
    form.reason.setText("Its name")
    _save(form, settled)
    with busy.workspace.read() as reader:
        (found,) = key_dates(reader, matter)
    assert (found.title, found.on) == ("Case management conference", day)


def test_a_holiday_at_the_court_alone_is_pointed_out(
    busy: Busy, desk: Desk, window: QWidget, settled: Settled
) -> None:
    matter = busy.matters["rowe"]
    with busy.workspace.read() as reader:
        details = matter_sheet(reader, matter).details
    with busy.workspace.write() as tx:
        edit_matter(tx, matter, replace(details, court_country="GB", court_subdivision="ENG"))
    form = KeyDateForm(window, busy.workspace, desk, matter)
    form.open()
    form.on.setText("28 Dec 2026")
    settled()
    assert form.warning.accessibleName() == "That day is Boxing Day (observed) at the court's place."
    form.on.setText("29 Dec 2026")
    assert form.warning.accessibleName() == ""


def test_a_key_date_tells_everything_that_is_wrong_at_once(busy: Busy, desk: Desk, window: QWidget) -> None:
    form = KeyDateForm(window, busy.workspace, desk, busy.matters["rowe"])
    form.open()
    form.at.setText("soonish")
    form.apply("")
    told = form.form.problem_texts()
    assert told["title"] == "Please say what the date is for."
    assert told["on"].startswith("Say the day:")
    assert told["on"].endswith("Try “10:00” or “2pm”.")
    assert window.focusWidget() is form.what


@pytest.mark.parametrize(
    ("who", "side"),
    [("Maria Ortega", FollowUpSide.FIRM), ("Tamsin", FollowUpSide.CLIENT), ("Court", FollowUpSide.COURT)],
)
def test_a_follow_up_is_anybodys(
    busy: Busy, desk: Desk, window: QWidget, settled: Settled, who: str, side: FollowUpSide
) -> None:
    with busy.workspace.read() as reader:
        (row,) = list_matters(reader, ids=[busy.matters["rowe"]])
    form = FollowUpForm(window, busy.workspace, desk, row)
    form.open()
    form.what.setText("look for the lease")
    form.who.setText(who)
    form.due.setText("in 2 weeks")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        found = [one for one in follow_ups(reader, matter_id=row.id) if one.text == "look for the lease"]
    assert [(one.side, one.due_on) for one in found] == [(side, date(2026, 12, 7))]


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("11000", Decimal(11000)),
        ("11,000", Decimal(11000)),
        ("$ 6,400.50", Decimal("6400.50")),
        ("6.400,50", Decimal("6400.50")),
        ("1,234,567", Decimal(1234567)),
        ("£900", Decimal(900)),
        ("0.5", Decimal("0.5")),
        ("-5", None),
        ("a lot", None),
        ("", None),
    ],
)
def test_amounts_as_people_write_them(words: str, amount: Decimal | None) -> None:
    assert read_amount(words) == amount


def test_fees_are_written(busy: Busy, desk: Desk, window: QWidget, settled: Settled) -> None:
    with busy.workspace.read() as reader:
        fees = read_fees(reader, busy.matters["rowe"])
    form = CostsForm(window, busy.workspace, desk, fees, busy.matters["rowe"])
    form.open()
    form.apply("")
    assert "11,000" in form.form.problem_texts()["amount"]
    form.sums.amount.setText("9,500")
    form.on.setText("yesterday")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        found = costs(reader, busy.matters["rowe"]).estimate
    assert found is not None
    assert (found.amount, found.on) == (Decimal(9500), date(2026, 11, 22))


def test_a_new_matter_brings_its_client_along(
    busy: Busy, desk: Desk, window: QWidget, settled: Settled
) -> None:
    form = MatterForm(window, busy.workspace, desk)
    saved: list[object] = []
    form.saved.connect(saved.append)
    form.open()
    assert window.focusWidget() is form.what
    form.what.setText("Ferreira v. Bay Ferries")
    form.clients.set_people([Person(None, "Ines Ferreira"), Person(busy.clients["rowe"], "Tamsin Rowe")])
    form.priorities.setText("back to work by June")
    _save(form, settled)
    assert saved == [], "that it was not checked for conflicts is pointed out once"
    assert form.check_line.words.text().startswith("not checked yet")
    _save(form, settled)
    (matter_id,) = saved
    with busy.workspace.read() as reader:
        sheet = matter_sheet(reader, matter_id)  # type: ignore[arg-type] # an id, as the signal carries it
        assert [name for _, name in sheet.clients] == ["Ines Ferreira", "Tamsin Rowe"]
        assert sheet.row.number == "00009"
        assert (sheet.details.opened_on, sheet.details.point_of_contact_id) == (
            date(2026, 11, 23),
            busy.maria,
        )
        assert len(list_clients(reader, query="ferreira")) == 1


def test_a_typed_name_that_is_known_is_that_client(
    busy: Busy, desk: Desk, window: QWidget, settled: Settled
) -> None:
    form = MatterForm(window, busy.workspace, desk)
    form.open()
    form.what.setText("Second matter")
    form.clients.set_people([Person(None, "nora whitcombe")])
    form.apply("")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert len(list_clients(reader, query="whitcombe")) == 1
        assert len(list_matters(reader, client_id=busy.clients["whitcombe"])) == 2


def test_a_name_like_a_client_is_pointed_out(
    busy: Busy, desk: Desk, window: QWidget, settled: Settled
) -> None:
    form = MatterForm(window, busy.workspace, desk)
    form.open()
    form.clients.set_people([Person(None, "Nora Witcombe")])
    form.clients.alike.look()
    settled()
    assert [one.name for one in form.clients.alike.found] == ["Nora Whitcombe"]
    same = next(one for one in form.clients.alike.findChildren(LinkButton) if one.text() == "It is the same")
    same.click()
    settled()
    assert form.clients.people() == [Person(busy.clients["whitcombe"], "Nora Whitcombe")]
    assert form.clients.alike.isHidden()


def test_a_matter_without_title_and_client_is_refused_whole(
    busy: Busy, desk: Desk, window: QWidget, settled: Settled
) -> None:
    form = MatterForm(window, busy.workspace, desk)
    form.open()
    form.apply("")
    settled()
    assert set(form.form.problem_texts()) == {"title", "clients"}
    form.number.setText("00003")
    form.what.setText("Twice the number")
    form.clients.set_people([Person(None, "Nobody Yet")])
    form.apply("")
    form.apply("")
    settled()
    assert set(form.form.problem_texts()) == {"number", "practice_area"}  # one line, one sentence
    with busy.workspace.read() as reader:
        assert list_clients(reader, query="nobody") == ()  # nothing is half done


def test_editing_changes_what_was_changed_and_nothing_else(
    busy: Busy, desk: Desk, window: QWidget, settled: Settled
) -> None:
    matter_id = busy.matters["whitcombe"]
    with busy.workspace.read() as reader:
        before = matter_sheet(reader, matter_id)
    form = MatterForm(window, busy.workspace, desk, before)
    form.open()
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert matter_sheet(reader, matter_id) == before
    form = MatterForm(window, busy.workspace, desk, before)
    form.open()
    form.status.set_value(MatterStatus.CLOSED)
    form.closed.setText("today")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        after = matter_sheet(reader, matter_id).details
    assert (after.status, after.closed_on) == (MatterStatus.CLOSED, date(2026, 11, 23))
    assert after.priorities == before.details.priorities


def test_moments_are_the_firms_not_the_machines(busy: Busy, desk: Desk) -> None:
    moment = desk.parse_past_moment("yesterday 14:00")
    assert moment is not None
    assert moment.utcoffset() == timedelta(hours=-8)
