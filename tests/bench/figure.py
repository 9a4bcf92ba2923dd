"""One figure: ours, the bare library in the same run, how many times as long ours takes, and what is wanted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Figure:
    """Seconds, or with ``unit`` "/s" things a second, of ours and of the bare library.

    ``times`` is how many times as long ours takes; by default the quotient. ``at_most`` limits it; ``within``
    limits ours in seconds where there is nothing bare to compare with; ``at_least`` things a second of ours.
    """

    name: str
    ours: float
    bare: float | None = None
    unit: str = "s"
    times: float | None = None
    at_most: float | None = None
    within: float | None = None
    at_least: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times as long ours takes."""
        if self.times is not None or self.bare is None:
            return self.times
        return self.bare / self.ours if self.unit.endswith("/s") else self.ours / self.bare

    @property
    def met(self) -> bool | None:
        """Whether it is as wanted; None where nothing is."""
        if self.within is not None:
            return self.ours <= self.within
        if self.at_least is not None:
            return self.ours >= self.at_least
        if self.at_most is not None and self.ratio is not None:
            return self.ratio <= self.at_most
        return None


def paired(ours: Callable[[], float], bare: Callable[[], float], runs: int) -> tuple[float, float, float]:
    """Medians of ``runs`` of each in turn, and the median of the quotients: a loaded machine slows both of a pair."""
    pairs = [(ours(), bare()) for _ in range(runs)]
    return (
        median(one for one, _ in pairs),
        median(other for _, other in pairs),
        median(one / other for one, other in pairs),
    )


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def table(figures: Iterable[Figure]) -> str:
    """Name, ours, bare, ratio, wanted, and whether it is so."""
    rows: list[Sequence[str]] = [("", "ours", "bare", "ratio", "wanted", "")]
    for one in figures:
        wanted = f"≤ {one.at_most:g}" if one.at_most else f"≤ {one.within:g} {one.unit}" if one.within else ""
        wanted = f"≥ {one.at_least:,.0f} {one.unit}" if one.at_least else wanted
        ratio = f"{one.ratio:.2f}" if one.ratio is not None else ""
        met = {True: "ok", False: "NOT MET", None: ""}[one.met]
        rows.append((one.name, _said(one.ours, one.unit), _said(one.bare, one.unit), ratio, wanted, met))
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in {0, 5} else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def load() -> str:
    """How busy the machine is, where it tells: figures of a loaded machine are worth less."""
    if not hasattr(os, "getloadavg"):
        return ""
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


def _said(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    if unit != "s":
        return f"{value:.0f} {unit}" if value >= 10 else f"{value:.1f} {unit}"
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"
