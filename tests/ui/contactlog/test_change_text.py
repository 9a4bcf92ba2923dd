"""A change of a very long text: laid out once for each width, and cut where nothing changed."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.wording.differences import word_diff
from ui.contactlog.differences import Change
from ui.contactlog.version_list import ChangeText


def test_it_is_laid_out_once_for_each_width(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Layouts ask two dozen times; each was a quarter of a second with 80,000 words."""
    laid: list[int] = []
    lay_out = ChangeText._lay_out
    monkeypatch.setattr(
        ChangeText, "_lay_out", lambda self, width: (laid.append(width), lay_out(self, width))[1]
    )
    shown = ChangeText(Change("Summary", word_diff("She called.", "She wrote.")))
    qtbot.addWidget(shown)
    heights = {shown.heightForWidth(width) for _ in range(12) for width in (300, 400)}
    assert sorted(laid) == [300, 400]
    assert all(high > 0 for high in heights)


def test_of_what_stayed_the_same_its_ends_are_shown(qtbot: QtBot) -> None:
    long = "The same words again. " * 2_000
    shown = ChangeText(Change("Summary", word_diff(f"{long}He came. {long}", f"{long}He went. {long}")))
    qtbot.addWidget(shown)
    said = shown.accessibleName()
    assert "removed: came" in said
    assert "added: went" in said
    assert len(said) < 6_000
