"""Numbers as the language that is spoken writes them."""

from __future__ import annotations

import pytest

from app.feedback.rules import Average
from app.kernel.language import speaking
from app.kernel.numbers import say_share
from app.languages.offered import catalogue_of


@pytest.mark.parametrize(
    ("code", "share", "average"), [("en-US", "97%", "4.3"), ("de", "97 %", "4,3"), ("es", "97 %", "4,3")]
)
def test_shares_and_averages(code: str, share: str, average: str) -> None:
    with speaking(catalogue_of(code)):
        assert (say_share(0.968), Average(4, 17).said) == (share, average)
