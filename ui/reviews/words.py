"""File reviews in the window's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.reviews.queries import Risks
from app.reviews.words import Risk, Verdict
from ui.kit import chips
from ui.kit.chips import Chip

translate = QCoreApplication.translate

REVIEW = "file-review"
"""What the form of a review is called in the drafts."""
_GRAVE = frozenset({Risk.CONCERNS, Risk.UPDATES, Risk.ESTIMATE})


def risk_chips(risks: Risks, most: int = 3) -> tuple[Chip, ...]:
    """Each risk with its number; the gravest first, and how many more."""
    shown = [_chip(risk, count) for risk, count in risks[:most]]
    if len(risks) > most:
        shown.append(chips.plain(f"+{len(risks) - most}"))
    return tuple(shown)


def _chip(risk: Risk, count: int) -> Chip:
    words = risk_said(risk, count)
    return chips.urgent(words) if risk in _GRAVE else chips.plain(words)


def risk_said(risk: Risk, count: int) -> str:
    """As in "2 open concerns"."""
    return risk.said(count)


def verdict_word(verdict: Verdict) -> str:
    """A verdict as a reader sees it."""
    return verdict.label
