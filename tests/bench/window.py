"""The window beside a bare PySide6 window that shows as many rows: its pages, its form, its memory, and its rest.

Each in a process of its own; seconds are of the processor, so that other programs do not count.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from tests.bench.figure import Figure
from tests.bench.processes import last_line

NOT_NOTICED, AT_ONCE = 0.1, 0.5
"""Seconds for what was shown before, and for what is made and read for the first time."""
GROWS = 1.1
WAKES = 1.0


def measure(folder: Path) -> list[Figure]:
    """``folder`` holds a vault; twenty calls more are in it afterwards, twice."""
    room = folder.parent
    ours = last_line(room, "tests.bench.walking", str(folder), str(room))
    bare = last_line(room, "tests.bench.bare_walk", json.dumps(ours["rows"]))
    start, day, second, pages = ours["memory"]
    figures = [
        *_pages("page for the first time", ours["first"], bare["first"], AT_ONCE),
        *_pages("page switch", ours["again"], bare["again"], NOT_NOTICED),
        Figure("the form, for the first time", ours["form"][0], bare["form"][0], within=AT_ONCE),
        Figure("the form, again", median(ours["form"][1:]), median(bare["form"][1:]), within=NOT_NOTICED),
        Figure("memory at the start of a day", start, bare["memory"][0], unit="MB"),
        Figure("memory after a day's journey", day, start, unit="MB", at_most=GROWS),
        Figure("memory after a second one", second, day, unit="MB", at_most=GROWS),
        Figure("memory with all pages open", pages, bare["memory"][1], unit="MB"),
    ]
    if sys.platform == "linux":
        rest = "wake-ups a second, nothing happens"
        figures += [
            Figure(f"{rest}: Today", ours["wake-ups"], bare["wake-ups"] or None, unit="wakes", within=WAKES),
            Figure(f"{rest}: locked", ours["gate wake-ups"], unit="wakes", within=WAKES),
        ]
    return figures


def _pages(what: str, ours: Mapping[str, float], bare: Mapping[str, float], within: float) -> list[Figure]:
    worst = max(ours, key=lambda page: ours[page])
    return [
        Figure(f"{what}, median of {len(ours)}", median(ours.values()), median(bare.values()), within=within),
        Figure(f"{what}, worst: {worst}", ours[worst], bare[worst], within=within),
    ]
