"""A form while it is being saved: what is typed then would be lost, and who leaves it then would believe it was not."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.clients.around import PersonAround, add_person
from app.clients.people_queries import people_around
from app.kernel.errors import MachineTrouble
from app.matters.key_date_queries import key_dates as dates_of
from app.matters.walls import restrict_matter
from app.schedule.commands import NewPlan, set_plan
from app.schedule.defaults import set_default
from app.schedule.rhythm import parse_rhythm
from app.schedule.silences import allow_silence
from app.schedule.words import IntervalUnit
from app.settings.queries import firm
from tests.ui.office import Office
from tests.ui.test_form_drafts import FORMS
from ui.clients.person_form import PersonAroundForm
from ui.conflicts import check_form
from ui.kit import tasks
from ui.kit.dialogs import Question
from ui.kit.sheet import sheets_in
from ui.settings.kinds_part import KindForm


@contextmanager
def _busy_worker(owner: QWidget) -> Iterator[None]:
    """Another program writes just now: what the vault's worker is given waits."""
    go = threading.Event()
    tasks.run(lambda: go.wait(30), owner=owner)
    try:
        yield
    finally:
        go.set()


def _keyboard() -> QWidget:
    """What has it now."""
    here = QApplication.focusWidget()
    assert here is not None
    return here


def _key_date(office: Office) -> Any:
    FORMS["key date"](office)
    office.settled()
    form: Any = office.form()
    form.on.setText("3 Mar")
    form.what.setFocus()
    QTest.keyClicks(form.what, "Mediation")
    return form


def _titles(office: Office) -> list[str]:
    with office.workspace.read() as reader:
        return [one.title for one in dates_of(reader)]


def test_nothing_is_typed_into_what_is_being_saved(office: Office) -> None:
    form = _key_date(office)
    with _busy_worker(office.window):
        form.apply("")
        QTest.keyClicks(_keyboard(), " with the judge")
        assert form.what.text() == "Mediation"
    office.settled()
    assert sheets_in(office.window) == []
    assert "Mediation" in _titles(office)
    assert office.kept() == []


def test_what_is_being_saved_is_not_left_unsaved(office: Office) -> None:
    form = _key_date(office)
    with _busy_worker(office.window):
        form.apply("")
        QTest.keyClick(_keyboard(), Qt.Key.Key_Escape)
        form.reject()
        assert sheets_in(office.window) == [form], "no question either: the answer would come too late"
    office.settled()
    assert sheets_in(office.window) == []
    assert "Mediation" in _titles(office)


def test_the_firms_page_stands_still_while_it_is_being_saved(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed then was shown as saved, and was not."""
    page = office.go("firm")
    page.sections.show_section("letters")
    tagline = page.firm.tagline
    tagline.setFocus()
    QTest.keyClicks(tagline, "Attorneys")
    with _busy_worker(office.window):
        page.save()
        QTest.keyClicks(_keyboard(), " at law")
        assert tagline.text() == "Attorneys"
        assert page.discard_button.isHidden()
        page.save()
    office.settled()
    assert tagline.text() == "Attorneys"
    assert tagline.hasFocus()
    QTest.keyClicks(_keyboard(), " at law")

    def full(*_: object) -> None:
        raise MachineTrouble("disk-full", "The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr("ui.settings.firm_draft.change_firm", full)
        page.save()
        office.settled()
    assert tagline.hasFocus()
    assert page.discard_button.isVisible()
    page.save()
    office.settled()
    with office.workspace.read() as reader:
        assert firm(reader).details.tagline == "Attorneys at law"


def test_what_was_not_saved_is_written_on(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise MachineTrouble("disk-full", "The disk is full.")

    form = _key_date(office)
    with monkeypatch.context() as patch:
        patch.setattr("ui.matters.key_date_form.add_key_date", full)
        form.apply("")
        office.settled()
    assert form.what.hasFocus()
    QTest.keyClicks(form.what, " with the judge")
    form.apply("")
    office.settled()
    assert "Mediation with the judge" in _titles(office)


def test_a_check_that_looks_is_not_written_on_and_can_be_stopped(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = threading.Event(), threading.Event()

    def slowly(*_: object) -> None:
        begun.set()
        go.wait(30)

    monkeypatch.setattr(check_form, "look_for_conflicts", slowly)
    page = office.go("conflicts")
    page.new_check()
    office.settled()
    form: Any = office.form()
    form.names.setFocus()
    QTest.keyClicks(form.names, "Larkspur")
    try:
        form.apply("")
        QTest.keyClicks(_keyboard(), " Holdings")
        assert form.names.text() == "Larkspur"
        QTest.keyClick(_keyboard(), Qt.Key.Key_Escape)
        assert form.note.text() == "Stopped; nothing was checked."
        assert form.names.hasFocus()
    finally:
        go.set()
    office.settled()
    QTest.keyClicks(_keyboard(), " Holdings")
    assert form.names.text() == "Larkspur Holdings"


def _opened(office: Office, name: str) -> Any:
    FORMS[name](office)
    office.settled()
    return office.form()


def _schedule_of_the_firm(office: Office) -> QAbstractButton:
    with office.workspace.write() as tx:
        set_plan(tx, NewPlan(office.busy.matters["whitcombe"], 9, IntervalUnit.WEEK, counted_from=tx.today))
        set_default(tx, "", "", parse_rhythm("year"))
    button: QAbstractButton = _opened(office, "schedule").back
    return button


def _end_of_silence(office: Office) -> QAbstractButton:
    with office.workspace.write() as tx:
        until = tx.today + timedelta(days=60)
        allow_silence(
            tx, office.busy.matters["whitcombe"], tx.today, until, "the case is stayed", "Nora, by phone"
        )
    button: QAbstractButton = _opened(office, "silence").end_button
    return button


def _lifted_wall(office: Office) -> QAbstractButton:
    with office.workspace.write() as tx:
        restrict_matter(tx, office.busy.matters["whitcombe"], [tx.actor], "Her sister works here")
    button: QAbstractButton = _opened(office, "wall").lift_button
    return button


def _nobody_any_more(office: Office) -> QAbstractButton:
    client = office.busy.clients["whitcombe"]
    with office.workspace.write() as tx:
        add_person(tx, client, PersonAround(name="Vera Quill", relation="her sister"))
    page = office.go("client", client)
    with office.workspace.read() as reader:
        form = PersonAroundForm(page, office.workspace, client, people_around(reader, client)[-1])
    form.open()
    return form.gone


def _kind_put_away(office: Office) -> QAbstractButton:
    page = office.go("firm")
    form = KindForm(page, office.workspace, page.contact_kinds.row("costs"))
    form.open()
    return form.retire_button


OTHERS: dict[str, Callable[[Office], QAbstractButton]] = {
    "schedule": _schedule_of_the_firm,
    "silence": _end_of_silence,
    "wall": _lifted_wall,
    "somebody around a client": _nobody_any_more,
    "kind of contact": _kind_put_away,
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_another_button_does_is_not_left_undone_either(office: Office, name: str) -> None:
    button = OTHERS[name](office)
    office.settled()
    form: Any = office.form()
    with _busy_worker(office.window):
        button.click()
        if isinstance(question := sheets_in(office.window)[-1], Question):
            question.apply("")
        assert not form.accept_button.isEnabled()
        assert not button.isEnabled()
        form.reject()
        assert sheets_in(office.window) == [form]
    office.settled()
    assert sheets_in(office.window) == []
