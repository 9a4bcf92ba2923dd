"""What something costs is shown as the window's language writes numbers, and read back as the same."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication

from app.care.estimate import Estimate
from app.kernel.language import speaking
from app.languages.offered import catalogue_of
from ui.care.sums_fields import SumsFields


@pytest.mark.parametrize(
    ("code", "shown"), [("en-US", "11,000.50"), ("de", "11.000,50"), ("de-CH", "11’000.50")]
)
def test_amounts_are_shown_in_the_signs_of_the_language(code: str, shown: str, qapp: QApplication) -> None:
    told = Estimate(Decimal("11000.50"), Decimal(9000), Decimal("900.25"), None, "USD")
    with speaking(catalogue_of(code)):
        fields = SumsFields("USD")
        fields.fill(told)
        assert fields.up_to.text() == shown, "as one says it: the lower end first"
        assert fields.read() == told


def test_one_figure_alone_is_no_range_in_whichever_field_it_stands(qapp: QApplication) -> None:
    for name in ("amount", "up_to"):
        fields = SumsFields("USD")
        getattr(fields, name).setText("11,000")
        found = fields.read()
        assert found is not None
        assert (found.amount, found.low) == (Decimal(11000), None)
    fields.amount.setText("9,000")
    found = fields.read(ranged=False)
    assert found is not None
    assert (found.amount, found.low) == (Decimal(9000), None), "costs to date are no range"
