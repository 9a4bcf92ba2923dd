"""Whom a breach has reached sees it on Today: that is written down, once for each step and person (PRACTICE E4).

Who stands in for them sees it instead of them, and it is written down that they did.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from app.owed.division import Share
from app.promises.commands import Shown, record_shown
from app.promises.queries import escalations_shown
from app.workspace import Workspace
from ui.kit import tasks


class ShownSteps(QObject):
    """Nothing waits for it: the rows stand when it begins, and it works behind them."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._noted: set[Shown] = set()

    def note(self, mine: Share) -> None:
        """This is on the screen of who is signed in."""
        meant = {self._workspace.actor, *mine.stands_for}
        found = {
            Shown(item.source_id, step.clock, step.to, step.due_at)
            for item in mine.items
            for step, who in item.steps
            if who in meant
        }
        fresh = found - self._noted
        if not fresh:
            return
        workspace, noted = self._workspace, self._noted
        # Noted once it is written: what a full disk does not take is tried again when the rows are shown again.
        tasks.run(lambda: write_shown(workspace, fresh), owner=self, done=lambda _: noted.update(fresh))


def write_shown(workspace: Workspace, several: Iterable[Shown]) -> None:
    """Write down what is not written yet; nothing is written where all of it is."""
    wanted = set(several)
    with workspace.read() as reader:
        rows = escalations_shown(reader, {one.entry_id for one in wanted}, workspace.actor)
    there = {(one.entry_id, one.clock, one.step) for one in rows}
    missing = [one for one in wanted if (one.entry_id, one.clock, one.step) not in there]
    if missing:
        with workspace.write() as tx:
            record_shown(tx, missing)
