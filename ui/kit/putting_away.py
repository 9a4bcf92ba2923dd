"""Sheets that go without being asked: the vault is being locked, their window is closed, or what they are about is not
to be seen any more."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

from ui.kit.keeper import DraftKeeper
from ui.kit.sheet import Sheet


def put_away(sheets: Sequence[Sheet]) -> bool:
    """Drop them, the last of ``sheets`` first, each even where its own way fails: what failed is raised when none
    stands any more. The answer is whether something was typed that is kept."""
    written: list[bool] = []
    with ExitStack() as steps:
        for sheet in sheets:
            steps.callback(Sheet.drop, sheet)  # even where its own way fails
            steps.callback(sheet.drop)
            steps.callback(_look, sheet, written)
    return any(written)


def _look(sheet: Sheet, written: list[bool]) -> None:
    written.append(any(keeper.is_worth_it for keeper in sheet.findChildren(DraftKeeper)))
