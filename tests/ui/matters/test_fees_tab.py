"""Fees on a matter's page: the bar in words, too; forms for figures and arrangements; Today goes to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from app.care.commands import NewCostsFigure, state_costs
from app.care.duties import next_costs_update
from app.care.queries import Rate, arrangement, costs, figures
from app.care.rates import read_rates
from app.care.words import Arrangement, CostsKind
from app.concerns.words import Cause
from app.kernel.duty import Duty, DutyKind
from app.kernel.errors import Invalid
from app.matters.queries import list_matters
from app.owed.items import of_matter
from app.owed.making import duty_item
from ui.concerns.raise_form import RaiseForm
from ui.kit.page import Page
from ui.kit.row_model import Row
from ui.kit.rows import RowList
from ui.kit.sheet import sheets_in
from ui.kit.sidepane import FactGroup
from ui.matters.arrangement_form import ArrangementForm, ExcuseCostsForm
from ui.matters.costs_form import CostsForm
from ui.matters.page import MatterPage
from ui.matters.side import side_groups
from ui.today.duty_doings import do_duty

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


@pytest.fixture(autouse=True)
def _on_its_tab(page: MatterPage) -> None:
    page.tabs.show_tab("Fees")


def told(busy: Busy, kind: CostsKind, amount: int, **more: object) -> None:
    with busy.workspace.write() as tx:
        new = NewCostsFigure(busy.matters["whitcombe"], kind, Decimal(amount), tx.today, **more)  # type: ignore[arg-type] # fields by name
        state_costs(tx, new)


def rows_of(rows: RowList) -> list[Row]:
    found = (rows._model.item(line) for line in range(rows._model.rowCount()))
    return [one for one in found if isinstance(one, Row)]


def test_amber_and_red_stand_in_words(busy: Busy, page: MatterPage, settled: Settled) -> None:
    tab = page.tabs.fees
    assert tab.bar.accessibleName() == "Costs against the estimate: 58%"
    assert tab.sentence.text().startswith("$6,400 of $11,000: 58 % of the estimate is used.")
    assert tab.level.accessibleName() == ""
    told(busy, CostsKind.TO_DATE, 8250)
    page.reload()
    settled()
    assert tab.level.accessibleName() == "urgent: 75 % used: tell the client"
    told(busy, CostsKind.TO_DATE, 11001)
    page.reload()
    settled()
    assert tab.level.accessibleName() == "late: estimate passed: tell the client"
    assert "100 % used" in next(one.note for one in _groups(page) if one.head == "Fees")


def _groups(page: MatterPage) -> list[FactGroup]:
    assert page.view is not None
    return side_groups(page.view)


def test_a_revision_asks_why_and_stands_before_the_first(
    busy: Busy, page: MatterPage, settled: Settled
) -> None:
    page.forms.state_costs()
    settled()
    (form,) = sheets_in(page)
    assert isinstance(form, CostsForm)
    form.sums.amount.setText("13,000")
    form.sums.up_to.setText("15,000")
    form.sums.tax.setText("0")
    form.apply("")
    settled()
    assert "why the estimate is revised" in form.form.problem_texts()["reason"]
    form.reason.setText("An expert is needed.")
    form.covers.setText("Up to the hearing.")
    form.apply("")
    settled()
    page.reload()
    settled()
    first, second = (
        row for row in rows_of(page.tabs.fees.rows) if row.subtitle in {"revision", "first estimate"}
    )
    assert (first.title, first.text) == ("$13,000 to $15,000", "Up to the hearing. · An expert is needed.")
    assert (second.title, second.subtitle) == ("$11,000", "first estimate")


@pytest.mark.parametrize(
    ("kind", "title"), [(CostsKind.TO_DATE, "Costs to date"), (CostsKind.ESTIMATE, "Estimate")]
)
def test_a_figure_is_told_only_where_somebody_says_so(
    busy: Busy, page: MatterPage, settled: Settled, kind: CostsKind, title: str
) -> None:
    matter_id = busy.matters["whitcombe"]
    with busy.workspace.read() as reader:
        owed = next_costs_update(reader, matter_id)
    page.forms.state_to_date() if kind is CostsKind.TO_DATE else page.forms.state_costs()
    settled()
    (form,) = sheets_in(page)
    assert isinstance(form, CostsForm)
    assert (form.title.text(), form.accessibleName()) == (title, title)
    assert ("a costs update stays due by" in form.note.text()) is (kind is CostsKind.TO_DATE)
    form.sums.amount.setText("7,000")
    form.reason.setText("It settles.")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert not figures(reader, matter_id)[0].figure.told
        assert next_costs_update(reader, matter_id) == owed


def test_a_figure_that_was_told_counts_as_told(busy: Busy, page: MatterPage, settled: Settled) -> None:
    page.forms.state_costs()
    settled()
    (form,) = sheets_in(page)
    assert isinstance(form, CostsForm)
    form.kind.set_value(CostsKind.TO_DATE)
    form._on_kind_changed()
    assert form.title.text() == "Costs to date"
    form.told.setChecked(True)
    assert "stays due" not in form.note.text()
    form.sums.amount.setText("7,000")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert next_costs_update(reader, busy.matters["whitcombe"]) == date(2027, 5, 21)


def test_an_arrangement_by_the_hour(busy: Busy, page: MatterPage, settled: Settled) -> None:
    page.forms.arrange_fees()
    settled()
    (form,) = sheets_in(page)
    assert isinstance(form, ArrangementForm)
    form.rates.setText("Partner 450 an hour\nCopies: $0.20 per page")
    form.words.setText("Billed monthly.")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        found = arrangement(reader, busy.matters["whitcombe"])
    assert found is not None
    assert (found.kind, found.holds_from) == (Arrangement.HOURLY, date(2026, 11, 23))
    assert found.rates == (Rate("Partner", Decimal(450), "hour"), Rate("Copies", Decimal("0.2"), "page"))


@pytest.mark.parametrize("words", ["Partner", "450", "Partner: much per hour"])
def test_what_is_no_rate(words: str) -> None:
    with pytest.raises(Invalid):
        read_rates(words, "USD")


def test_a_costs_update_is_excused_or_noted(busy: Busy, page: MatterPage, settled: Settled) -> None:
    page.forms.excuse_costs()
    settled()
    (form,) = sheets_in(page)
    assert isinstance(form, ExcuseCostsForm)
    form.reason.setText("A fixed fee was agreed")
    form.apply("")
    settled()
    matter_id = busy.matters["whitcombe"]
    with busy.workspace.read() as reader:
        whose = of_matter(list_matters(reader, ids=[matter_id])[0])
        duty = Duty(DutyKind.COSTS, matter_id, "Tell", date(2026, 11, 23), matter_id=matter_id)
        item = duty_item(reader, whose, duty)
    assert isinstance(page, Page)
    do_duty(page, busy.workspace, item)
    settled()
    (noting,) = sheets_in(page)
    assert isinstance(noting, CostsForm)
    assert noting.kind.value() is CostsKind.TO_DATE
    noting.sums.amount.setText("7,000")
    noting.apply("")
    settled()
    with busy.workspace.read() as reader:
        found = costs(reader, matter_id).to_date
    assert found is not None
    assert found.amount == Decimal(7000)


def test_a_concern_about_a_bill_is_of_this_matter_and_about_fees(page: MatterPage, settled: Settled) -> None:
    page.forms.concern_about_bill()
    settled()
    (form,) = sheets_in(page)
    assert isinstance(form, RaiseForm)
    assert form.cause.value() is Cause.FEES
