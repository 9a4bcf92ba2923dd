"""A chart is set out within its width, whatever it shows, and says in words what it draws."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.figures.charts import Bar, Chart, Series
from app.figures.drawing import set_out

NUMBERS = st.one_of(st.none(), st.integers(0, 10**9).map(float))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    labels = draw(st.lists(st.text(max_size=60), min_size=1, max_size=16))
    series = tuple(
        Series(name, tuple(Bar(one, "–" if one is None else f"{one:.0f}") for one in numbers))
        for name in ("Median", "95th percentile")[: draw(st.integers(1, 2))]
        for numbers in [draw(st.lists(NUMBERS, min_size=len(labels), max_size=len(labels)))]
    )
    line = draw(st.one_of(st.none(), st.integers(1, 10**6).map(lambda one: Bar(float(one), str(one)))))
    return Chart("Title", "Unit", tuple(labels), series, line, "Promise" if line else "")


@given(charts(), st.floats(300, 2000))
def test_everything_lies_within(chart: Chart, width: float) -> None:
    drawing = set_out(chart, width, 11.0, lambda words: 5.0 * len(words))
    for block in drawing.blocks:
        assert block.x >= 0
        assert block.x + block.width <= width
        assert block.y >= 0
        assert block.y + block.height <= drawing.height
    assert all(0 <= words.y <= drawing.height for words in drawing.words)
    said = [words.said for words in drawing.words]
    for one in chart.series:
        assert all(bar.said in said and bar.said in chart.alt for bar in one.bars)
    assert (drawing.reference is None) == (chart.reference is None)


def test_bars_are_as_long_as_their_numbers() -> None:
    series = Series("Median", tuple(Bar(one, f"{one:.0f}") for one in (10.0, 20.0, 40.0)))
    drawing = set_out(
        Chart("T", "U", ("a", "b", "c"), (series,)), 500.0, 11.0, lambda words: 5.0 * len(words)
    )
    widths = [block.width for block in drawing.blocks]
    assert widths[1] == 2 * widths[0]
    assert widths[2] == 4 * widths[0]


def test_the_line_of_the_promise_stands_where_a_bar_of_it_would_end() -> None:
    series = Series("Median", (Bar(40.0, "40"), Bar(30.0, "30")))
    chart = Chart("T", "U", ("a", "b"), (series,), Bar(30.0, "30"), "Promise")
    drawing = set_out(chart, 500.0, 11.0, lambda words: 5.0 * len(words))
    assert drawing.reference is not None
    second = drawing.blocks[1]
    assert drawing.reference[0] == second.x + second.width
