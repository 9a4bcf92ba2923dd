"""Many reports, as the window makes them: beside other work, to be stopped at any time, nothing made twice."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from app.matters.queries import MatterRow
from app.reports.status.many import (
    How,
    Made,
    Ran,
    file_names,
    make_open_report,
    one_by_one,
    save_report,
)
from app.reports.status.many_out import (
    Given,
    give_reports,
    record_printed_together,
    take_back_given,
    together,
)
from app.workspace import Workspace
from ui.kit.tasks import Task
from ui.reports.many_kept import RunKeeper


@dataclass
class Stop:
    """Asked for by a button: unlike a cancelled task, what was made until then is handed over."""

    asked: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be made: of which matters, how, and what there is already of an earlier run."""

    workspace: Workspace
    matters: Sequence[MatterRow]
    how: How
    known: Mapping[UUID, Made]
    keeper: RunKeeper | None = None

    def _make(self, matter: MatterRow) -> Made:
        return self.known.get(matter.id) or make_open_report(self.workspace, matter, self.how)

    def _save(self, made: Made, file: Path) -> Made:
        """With its file goes what is kept of the run: both or neither."""
        keeper = self.keeper
        if keeper is None:
            return save_report(self.workspace, made, file, new=True)
        saved = save_report(self.workspace, made, file, new=True, also=keeper.store)
        keeper.count(made.matter.id)
        return saved

    def run(self, task: Task, stop: Stop, folder: Path | None = None) -> Ran[Made]:
        """Make them, and with ``folder`` save each there. A locked vault ends it as a stop does."""
        names: dict[UUID, Path] = {}
        if folder is not None:
            with self.workspace.read() as reader:
                names = file_names(reader, folder, self.matters)
        if self.keeper is not None:
            self.keeper.begin()

        def work(matter: MatterRow) -> Made:
            made = self._make(matter)
            return self._save(made, names[matter.id]) if folder is not None else made

        def told(done: int, of: int) -> None:
            if not task.cancelled:
                task.tell(done, of)

        return one_by_one(self.matters, work, told, lambda: stop.asked.is_set() or task.cancelled)


def all_in_one(made: Sequence[Made]) -> bytes:
    """For the printer; each on a new sheet where the firm prints on both sides."""
    return together(made, both_sides=any(one.report.stationery.duplex for one in made))


def told_printed(workspace: Workspace, made: Sequence[Made]) -> None:
    """They leave on paper: the trail has it before the printer."""
    with workspace.write() as tx:
        record_printed_together(tx, made)


def give(workspace: Workspace, made: Sequence[Made]) -> Given:
    """The clients got them: logged, the clocks start anew."""
    with workspace.write() as tx:
        return give_reports(tx, made)


def take_back(workspace: Workspace, entries: Sequence[UUID]) -> None:
    """It was a mistake."""
    with workspace.write() as tx:
        take_back_given(tx, entries)
