"""A client's profile: every way to reach them, verified or not (A1, A3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.clients.commands import ClientDetails, Point, add_client
from app.clients.queries import ClientSheet, client_sheet, list_clients
from app.clients.words import ClientKind, PointKind
from ui.clients.client_form import ClientForm

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


def _sheet(busy: Busy, client_id: UUID) -> ClientSheet:
    with busy.workspace.read() as reader:
        return client_sheet(reader, client_id)


def test_a_new_client(busy: Busy, window: QWidget, settled: Settled) -> None:
    form = ClientForm(window, busy.workspace)
    saved: list[UUID] = []
    form.saved.connect(saved.append)
    form.open()
    form.last.setText("Ferreira")
    form.first.setText("Inês")
    form.points.lines[0].value.setText("+1 415 555 0199")
    form.points.lines[0].verified.setChecked(True)
    form.points.more.click()
    form.points.lines[2].address.setText("12 Harbour Street")
    form.language.setText("Portuguese")
    form.interpreter.setChecked(True)
    form.apply("")
    settled()
    found = _sheet(busy, saved[0])
    assert (found.name, found.details.language, found.details.interpreter) == (
        "Inês Ferreira",
        "Portuguese",
        True,
    )
    assert [(point.kind, point.value, point.verified_on is not None) for point in found.points] == [
        (PointKind.PHONE, "+1 415 555 0199", True),
        (PointKind.ADDRESS, "12 Harbour Street", False),
    ]


def test_problems_stand_by_their_line(busy: Busy, window: QWidget, settled: Settled) -> None:
    form = ClientForm(window, busy.workspace)
    form.open()
    form.points.lines[0].value.setText("ask her")
    form.points.lines[1].value.setText("nobody at nowhere")
    form.apply("")
    settled()
    assert form.form.problem_texts()["last_name"] == "Please give the client's name."
    assert [line.problem.text() for line in form.points.lines] == [
        "This phone number has no digits.",
        "This e-mail address is not complete.",
        "",
    ]
    with busy.workspace.read() as reader:
        assert len(list_clients(reader)) == 8


def test_saving_unchanged_changes_nothing(busy: Busy, window: QWidget, settled: Settled) -> None:
    with busy.workspace.write() as tx:
        address = Point(PointKind.ADDRESS, "Harbour & Finch\n12 Harbour Street\nOakland", "office")
        client_id = add_client(
            tx,
            ClientDetails(
                kind=ClientKind.ORGANISATION, company="Pier 4, Inc.", notes="two\nlines", points=(address,)
            ),
        )
    before = _sheet(busy, client_id)
    form = ClientForm(window, busy.workspace, before)
    form.open()
    form.apply("")
    settled()
    assert _sheet(busy, client_id) == before


def test_another_number_is_no_longer_verified(busy: Busy, window: QWidget, settled: Settled) -> None:
    client_id = busy.clients["whitcombe"]
    form = ClientForm(window, busy.workspace, _sheet(busy, client_id))
    form.open()
    line = form.points.lines[0]
    assert line.verified.isChecked()
    line.value.setFocus()
    line.value.selectAll()
    from PySide6.QtTest import QTest

    QTest.keyClicks(line.value, "+1 510 555 0000")
    assert not line.verified.isChecked()
    form.apply("")
    settled()
    phone = _sheet(busy, client_id).first(PointKind.PHONE)
    assert phone is not None
    assert (phone.value, phone.verified_on) == ("+1 510 555 0000", None)


def test_taking_a_line_away(busy: Busy, window: QWidget, settled: Settled) -> None:
    client_id = busy.clients["whitcombe"]
    form = ClientForm(window, busy.workspace, _sheet(busy, client_id))
    form.open()
    form.points.lines[0].gone.click()
    form.apply("")
    settled()
    assert [point.value for point in _sheet(busy, client_id).points] == ["nora@example.com"]


def test_an_organisation_needs_its_own_name(busy: Busy, window: QWidget, settled: Settled) -> None:
    form = ClientForm(window, busy.workspace)
    form.open()
    form.kind.set_value(ClientKind.ORGANISATION)
    form.apply("")
    settled()
    assert "company" in form.form.problem_texts()
    form.company.setText("Pier 4, Inc.")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert [row.name for row in list_clients(reader, query="pier 4")] == ["Pier 4, Inc."]
