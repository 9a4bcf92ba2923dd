"""Charts as descriptions: what is to be drawn, with the words for who does not see it. Paper and screen draw the same.

Bars lie, so that a name has room beside each, and every bar has its number at its end. Series differ in how they are
filled, never by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.figures.pick import Pick


@dataclass(frozen=True, slots=True)
class Bar:
    """A number and how it is said; None for no number. ``pick``: which figure it is, where rows stand behind it."""

    number: float | None
    said: str
    pick: Pick | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """What one kind of bar means, and its bars, one for each label of the chart."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """``unit``: what is counted, as a sentence says it; ``labels``: what each row is of; ``reference``: a line across
    all rows, such as the promise, called ``reference_words``; ``most``: the number at the right edge, else the
    largest."""

    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    reference: Bar | None = None
    reference_words: str = ""
    most: float | None = None

    @property
    def alt(self) -> str:
        """The chart in words."""
        rows = (
            f"{label}: " + ", ".join(f"{one.name} {one.bars[number].said}" for one in self.series)
            for number, label in enumerate(self.labels)
        )
        line = f" {self.reference_words}: {self.reference.said}." if self.reference else ""
        return f"{self.title}. {self.unit}.{line} {'; '.join(rows)}."

    @property
    def end(self) -> float:
        """The number at the right edge; above 0."""
        numbers = [bar.number or 0.0 for one in self.series for bar in one.bars]
        numbers += [self.reference.number or 0.0] if self.reference else []
        return self.most or max(numbers) or 1.0
