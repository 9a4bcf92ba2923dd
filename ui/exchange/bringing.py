"""Reading files for a preview and bringing them in, on the vault's worker."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.exchange.commands import Batch, Stage, read_files, take_files
from app.exchange.incoming import Reading
from app.exchange.outcome import FileOutcome
from app.workspace import Workspace
from ui.exchange.outcome_rows import groups
from ui.exchange.words import headline
from ui.kit.rows import Group
from ui.kit.tasks import Cancelled, Task

translate = QCoreApplication.translate
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of each file, or would."""

    files: tuple[Path, ...]
    outcomes: tuple[FileOutcome, ...]
    groups: list[Group]
    headline: str

    @property
    def changes(self) -> bool:
        """Whether any of them changes something."""
        return any(one.changes_something() for one in self.outcomes)

    @property
    def waits(self) -> bool:
        """Whether something is left to be placed by hand."""
        return any(one.unmatched for one in self.outcomes)


@dataclass
class Stop:
    """Stops the work from the main thread, unlike a cancelled task without losing what was committed just before."""

    _asked: threading.Event = field(default_factory=threading.Event)

    def ask(self) -> None:
        """Stop at the next row."""
        self._asked.set()

    def check(self) -> None:
        """Called by the work: raises `Cancelled` when somebody asked."""
        if self._asked.is_set():
            raise Cancelled


def preview(
    workspace: Workspace, paths: tuple[Path, ...], readings: Mapping[Path, Reading], task: Task
) -> Brought:
    """What would happen; nothing is changed."""
    return _bring(workspace, paths, readings, task, Stop(), keep=False)


def bring_in(
    workspace: Workspace, paths: tuple[Path, ...], readings: Mapping[Path, Reading], task: Task, stop: Stop
) -> Brought:
    """Take everything over in one transaction; stopped or failed, nothing of it stays."""
    return _bring(workspace, paths, readings, task, stop, keep=True)


def _bring(
    workspace: Workspace,
    paths: tuple[Path, ...],
    readings: Mapping[Path, Reading],
    task: Task,
    stop: Stop,
    *,
    keep: bool,
) -> Brought:
    def progress(stage: Stage, done: int, of: int) -> None:
        stop.check()
        known = stage == "take" or of > 1  # one file alone: nobody knows how long it is
        task.tell(done, of if known else 0, _said(stage, done, of, keep=keep))

    task.tell(0, 0, translate("Bring in", "Looking for files"))
    batch = read_files(paths, readings=readings, progress=progress)
    with workspace.write() if keep else workspace.rehearse() as tx:
        outcomes = take_files(tx, batch, progress=progress)
        stop.check()
    _shorten(batch, outcomes)
    paths, rows = batch.paths, list(batch.rows())
    del batch
    while rows:  # a hundred thousand let go of at once would hold up the window
        del rows[-_AT_ONCE:]
    return Brought(paths, outcomes, groups(outcomes, done=keep), headline(outcomes, done=keep))


def _shorten(batch: Batch, outcomes: tuple[FileOutcome, ...]) -> None:
    """A file that was chosen by itself is called by its name, unless another has the same."""
    often = Counter(path.name for path in batch.paths)
    for path, one in zip(batch.paths, outcomes, strict=True):
        if one.file == str(path) and often[path.name] == 1:
            one.file = path.name


def _said(stage: Stage, done: int, of: int, *, keep: bool) -> str:
    if stage == "find":
        words = translate("Bring in", "Looking for files: {done}")
    elif stage == "read":
        words = translate("Bring in", "Reading file {done} of {of}")
        done += 1
    elif keep:
        words = translate("Bring in", "Bringing in {done} of {of}")
    else:
        words = translate("Bring in", "Comparing with what is there: {done} of {of}")
    return words.format(done=f"{done:,}", of=f"{of:,}")
