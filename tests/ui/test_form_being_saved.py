"""A form while it is being saved: what is typed then would be lost, and who leaves it then would believe it was not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.kernel.errors import MachineTrouble
from app.matters.key_date_queries import key_dates as dates_of
from tests.ui.office import Office
from tests.ui.test_form_drafts import FORMS
from ui.conflicts import check_form
from ui.kit import tasks
from ui.kit.sheet import sheets_in


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
