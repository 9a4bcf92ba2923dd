"""Where everything of a chart stands: the same for paper and screen, in whatever unit the height of a line is. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.figures.charts import Chart

Measured = Callable[[str], float]
"""How wide words are."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words from ``x`` on, or up to it (``to_left``); ``y`` is the top of their line. ``dim``: beside the point."""

    x: float
    y: float
    said: str
    to_left: bool = False
    dim: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A bar of a series (its number), or the sample of it in the legend."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the bar of a label and series can be meant: its lane, from the words at its left to the right edge."""

    y: float
    height: float
    label: int
    series: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart set out: how high it is, its words and blocks, the baseline of all bars (x, top, bottom), and the line
    of the promise."""

    height: float
    words: tuple[Words, ...]
    blocks: tuple[Block, ...]
    axis: tuple[float, float, float]
    reference: tuple[float, float, float] | None
    plates: tuple[tuple[float, float, float, float], ...] = ()
    """What is cleared of the line of the promise, so that numbers on it can be read: x, y, width, height."""
    spots: tuple[Spot, ...] = ()


def set_out(chart: Chart, width: float, line: float, measured: Measured) -> Drawing:
    """The chart ``width`` wide; ``line``: the height of a line of text."""
    gap = line * 0.5
    left = min(max(map(measured, chart.labels)), width * 0.3) + gap
    ends = max(measured(bar.said) for one in chart.series for bar in one.bars)
    room = max(width - left - ends - gap * 2, line)
    words, blocks = _legend(chart, line, measured)
    spots: list[Spot] = []
    top = y = line * 1.45 if words else gap
    if chart.reference is not None:
        top = y = y + line
    thick = line * 0.62
    for number, label in enumerate(chart.labels):
        high = line * 0.86 * len(chart.series)
        words.append(Words(left - gap, y + (high - line) / 2, label, to_left=True))
        for place, one in enumerate(chart.series):
            bar, at = one.bars[number], y + line * 0.86 * place
            wide = room * min((bar.number or 0.0) / chart.end, 1.0)
            spots.append(Spot(at, line * 0.86, number, place))
            if wide > 0:
                blocks.append(Block(left, at + (line * 0.86 - thick) / 2, wide, thick, place))
            words.append(Words(left + wide + gap * 0.7, at - line * 0.07, bar.said))
        y += high + line * 0.42
    reference = None
    if chart.reference is not None:
        x = left + room * (chart.reference.number or 0.0) / chart.end
        reference = (x, top - gap * 0.2, y)
        said = f"{chart.reference_words} {chart.reference.said}"
        words.append(
            Words(min(x + measured(said) / 2, width), top - line * 1.15, said, to_left=True, dim=True)
        )
    plates = () if reference is None else tuple(_plates(words, reference[0], line, measured))
    return Drawing(
        y, tuple(words), tuple(blocks), (left, top, y - line * 0.3), reference, plates, tuple(spots)
    )


def _plates(
    words: list[Words], x: float, line: float, measured: Measured
) -> Iterator[tuple[float, float, float, float]]:
    """Under the words that the line at ``x`` goes through; its own stand above it."""
    for one in words:
        wide = measured(one.said)
        begin = one.x - wide if one.to_left else one.x
        if not one.dim and begin < x < begin + wide and one.y > line:
            yield begin - line * 0.1, one.y + line * 0.1, wide + line * 0.2, line * 0.9


def _legend(chart: Chart, line: float, measured: Measured) -> tuple[list[Words], list[Block]]:
    """What each series is, where there are several."""
    words: list[Words] = []
    blocks: list[Block] = []
    if len(chart.series) < 2:
        return words, blocks
    x = 0.0
    for place, one in enumerate(chart.series):
        blocks.append(Block(x, line * 0.2, line, line * 0.62, place))
        words.append(Words(x + line * 1.4, 0.0, one.name))
        x += line * 3 + measured(one.name)
    return words, blocks
