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
        assert fields.amount.text() == shown
        assert fields.read() == told
