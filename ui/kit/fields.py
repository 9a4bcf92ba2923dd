"""Fields of a form: segmented choice, growing text, dates by words. All of them give `changed` and plain
values."""

from __future__ import annotations

from ui.kit.check import Check
from ui.kit.date_words import DateWords as DateWords
from ui.kit.growing import GrowingText as GrowingText
from ui.kit.segmented import Segmented as Segmented
from ui.kit.text_field import TextField as TextField


def tick(words: str, *, on: bool = False) -> Check:
    """A box to tick, called what stands beside it."""
    box = Check(words)
    box.setAccessibleName(words)
    box.setChecked(on)
    return box
