"""The firm's rules for terms, retention and access requests on its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.access.settings import access_rule
from app.access.words import Identity, Unit
from app.engagement.missing import terms_rule
from app.retention.firm_rules import settings
from app.workspace import Workspace
from ui.kit.formsheet import FormSheet
from ui.kit.row_model import Row, RowRole
from ui.kit.sheet import sheets_in
from ui.retention.rule_forms import RetentionSettingsForm
from ui.settings.access_part import AccessRuleForm, say_access_rule
from ui.settings.page import FirmPage
from ui.settings.retention_part import say_settings
from ui.settings.terms_part import TermsRuleForm, say_terms_rule

Settle = Callable[[], None]
F = TypeVar("F", bound=FormSheet)


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot, settled: Settle) -> FirmPage:
    made = FirmPage(workspace)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    settled()
    return made


def form_of(page: QWidget, kind: type[F]) -> F:
    (sheet,) = sheets_in(page.window())
    assert isinstance(sheet, kind)
    return sheet


def test_by_when_terms_are_agreed(page: FirmPage, workspace: Workspace, settled: Settle) -> None:
    assert page.terms.words.text() == "Nobody is reminded of a matter without agreed terms."
    page.terms.change()
    settled()
    form = form_of(page, TermsRuleForm)
    with workspace.read() as reader:
        before = terms_rule(reader)
    assert form.since.value() == before.since
    form.days.setText("x")
    form.apply("")
    assert form.form.problem_texts()["days"] == "Please give a whole number."
    form.days.setText("5")
    form.since.setText("3 March 2020")
    form.apply("")
    settled()
    assert "why" in form.form.problem_texts()["reason"]
    form.reason.setText("Our insurer wants it")
    form.apply("")
    settled()
    with workspace.read() as reader:
        rule = terms_rule(reader)
    assert (rule.days, rule.since) == (5, date(2020, 3, 3))
    said = "A matter without agreed terms stands on Today from {} after its opening on. Matters opened before {} "
    assert page.terms.words.text().startswith(said.format("5 days", "3 March 2020"))
    assert say_terms_rule(replace(rule, days=1)).startswith(said.format("the day", "3 March 2020"))


def test_ages_and_certificates(page: FirmPage, workspace: Workspace, settled: Settle) -> None:
    page.certificates.change()
    settled()
    form = form_of(page, RetentionSettingsForm)
    form.age.setText("30")
    form.name.set_value(True)
    form.reason.setText("Scotland")
    form.apply("")
    settled()
    assert "age from 14 to 25" in form.form.problem_texts()["majority_age"]
    form.age.setText("16")
    form.apply("")
    settled()
    with workspace.read() as reader:
        now = settings(reader)
    assert (now.majority_age, now.keep_number, now.keep_name) == (16, True, True)
    assert page.certificates.words.text() == say_settings(now)
    assert "the matter’s number and the client’s name" in say_settings(now)
    assert "neither" in say_settings(replace(now, keep_number=False, keep_name=False))


def test_time_for_access_requests(page: FirmPage, workspace: Workspace, settled: Settle) -> None:
    with workspace.read() as reader:
        before = access_rule(reader)
    first = page.access.rows.model().index(0, 0).data(RowRole)
    assert isinstance(first, Row)
    assert (first.key, [one.text for one in first.chips]) == (before.law, ["counts here"])
    page.access.open(before.law)
    form = form_of(page, AccessRuleForm)
    form.allowed.setText("3")
    form.longer.setText("0")
    form.unit.set_value(Unit.MONTH)
    form.identity.set_value(Identity.BEGINS)
    form.rolls.set_value(True)
    form.reason.setText("We promise it sooner")
    form.apply("")
    settled()
    with workspace.read() as reader:
        rule = access_rule(reader)
    assert rule == replace(before, allowed=3, longer=0, unit=Unit.MONTH, identity=Identity.BEGINS, rolls=True)
    assert say_access_rule(rule) == "3 months; the clock begins with proof of identity"
    first = page.access.rows.model().index(0, 0).data(RowRole)
    assert isinstance(first, Row)
    assert [one.text for one in first.chips] == ["counts here", "your rule"]
