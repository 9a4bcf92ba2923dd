"""Reading files for a preview and bringing them in, on the vault's worker."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.exchange.commands import Batch, Stage, has_long_table, read_files
from app.exchange.commands import bring_in as take_over
from app.exchange.incoming import Content, Reading
from app.exchange.outcome import FileOutcome, NewDate
from app.exchange.remembered import known_mappings
from app.kernel.numbers import say_number
from app.workspace import Workspace
from ui.exchange.outcome_rows import groups
from ui.exchange.words import headline
from ui.kit.row_model import Group
from ui.kit.tasks import Cancelled, Task

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of each file, or would."""

    files: tuple[Path, ...]
    outcomes: tuple[FileOutcome, ...]
    groups: list[Group]
    headline: str

    @property
    def new_dates(self) -> int:
        """New dates of which clients have to hear, unless they know."""
        return sum(one.new_dates for one in self.outcomes)

    @property
    def only_date(self) -> NewDate | None:
        """The new date, where there is one alone."""
        return (
            next((one.new_date for one in self.outcomes if one.new_date), None)
            if self.new_dates == 1
            else None
        )

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
    kept: int = 0
    """So many rows and messages are in, whatever becomes of the rest."""

    def note_kept(self, things: int) -> None:
        """So many are in the vault now."""
        self.kept = things

    def ask(self) -> None:
        """Stop at the next row."""
        self._asked.set()

    def check(self) -> None:
        """Called by the work: raises `Cancelled` when somebody asked."""
        if self._asked.is_set():
            raise Cancelled


def preview(
    workspace: Workspace,
    paths: tuple[Path | Content, ...],
    readings: Mapping[Path, Reading],
    task: Task,
    dates_known: bool = False,
) -> Brought:
    """What would happen; nothing is changed."""
    return _bring(workspace, paths, readings, task, Stop(), dates_known, keep=False)


def bring_in(
    workspace: Workspace,
    paths: tuple[Path | Content, ...],
    readings: Mapping[Path, Reading],
    task: Task,
    stop: Stop,
    dates_known: bool = False,
) -> Brought:
    """Take everything over. Stopped or failed, nothing of it stays; but of more rows or messages than one transaction
    holds, those that are in (`Stop.kept`)."""
    return _bring(workspace, paths, readings, task, stop, dates_known, keep=True)


def _bring(
    workspace: Workspace,
    paths: tuple[Path | Content, ...],
    readings: Mapping[Path, Reading],
    task: Task,
    stop: Stop,
    dates_known: bool,
    *,
    keep: bool,
) -> Brought:
    def progress(stage: Stage, done: int, of: int) -> None:
        stop.check()
        known = stage == "take" or of > 1  # one file alone: nobody knows how long it is
        task.tell(done, of if known else 0, _said(stage, done, of, keep=keep))

    task.tell(0, 0, translate("Bring in", "Looking for files"))
    with workspace.read() as reader:
        known = known_mappings(reader)
    files = [one for one in paths if isinstance(one, Path)]
    contents = [one for one in paths if isinstance(one, Content)]
    batch = read_files(files, readings=readings, known=known, contents=contents, progress=progress)
    if keep or not has_long_table(batch):
        begin = workspace.write if keep else workspace.rehearse
        outcomes = take_over(
            begin, batch, keeps=keep, progress=progress, kept=stop.note_kept, dates_known=dates_known
        )
    else:  # on a copy: whoever writes meanwhile does not wait
        words = translate("Bring in", "Making ready")
        with workspace.trial(lambda done, of: task.tell(done, of, words)) as begin_trial:
            outcomes = take_over(begin_trial, batch, keeps=False, progress=progress, dates_known=dates_known)
    _shorten(batch, outcomes)
    return Brought(batch.paths, outcomes, groups(outcomes, done=keep), headline(outcomes, done=keep))


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
        words = translate("Bring in", "Importing {done} of {of}")
    else:
        words = translate("Bring in", "Comparing with what is there: {done} of {of}")
    return words.format(done=say_number(done), of=say_number(of))
