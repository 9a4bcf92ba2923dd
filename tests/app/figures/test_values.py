"""Figures are whole numbers of their unit, so that they are the same wherever they stand."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.figures.values import Unit, Value, minutes, percent


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_percentages_have_one_decimal_half_of_it_up(part: int, more: int) -> None:
    whole = part + more
    value = percent(part, whole)
    if not whole:
        assert value.number is None
        return
    assert value.number is not None
    exact, tenths = Fraction(1000 * part, whole), round(value.number * 10)
    assert -Fraction(1, 2) < tenths - exact <= Fraction(1, 2)
    assert value.said == f"{tenths // 10}.{tenths % 10} %"


def test_how_figures_are_said() -> None:
    assert percent(1, 8).said == "12.5 %"
    assert percent(1, 2000).said == "0.1 %"
    assert percent(0, 0).said == "–"
    assert Value(1204).said == "1,204"
    assert minutes(timedelta(hours=27, minutes=5, seconds=59)).said == "27 h 5 min"
    assert minutes(timedelta(hours=1500)).said == "1,500 h 0 min"
    assert minutes(None).said == "–"
    assert minutes(timedelta(seconds=59), Unit.MINUTES).number == 0
