"""The backup that makes itself: once a day, verified, kept by the rule, brought to the second place."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.backups.lineage import may_be_taken_away
from app.backups.models import BackupRun
from app.backups.queries import ENTRIES, contents, own_shelf, place, rule
from app.kernel.clock import Clock
from app.kernel.errors import LiaisonError, MachineTrouble
from app.kernel.events import Announcer, Changed
from app.kernel.ids import new_id
from app.storage.engine import writer
from app.storage.transaction import Reader
from app.vault import backup as room
from app.vault import shelf
from app.vault.backup import BackupInfo
from app.vault.machine import machine_id
from app.vault.progress import Progress, Steps
from app.vault.shelf import OnShelf
from app.vault.unlocked import Vault

KEPT_RUNS = 60

_ANOTHER_KEY = frozenset({"busy", "key-changed"})
"""What a save is refused with while the vault gets another key, and after it."""


class VaultToBackUp(Protocol):
    """An open vault, as `app.workspace.Workspace` is one."""

    vault: Vault
    clock: Clock
    zone: ZoneInfo
    announcer: Announcer

    def read(self) -> AbstractContextManager[Reader]:
        """A look at the data."""
        ...

    def note(self, action: str, kind: str, object_id: UUID | None, /, **body: object) -> None:
        """One event for the audit trail."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. ``made`` is None where nothing was due or it failed (``problem`` says why). ``second`` is
    where the copy lies; None where no place is set or it failed (``second_problem``)."""

    made: BackupInfo | None = None
    problem: LiaisonError | None = None
    second: Path | None = None
    second_problem: LiaisonError | None = None


class _Second(NamedTuple):
    """How it went with the second place; ``said`` is None where none is set."""

    said: str | None
    file: Path | None = None
    problem: LiaisonError | None = None


_NO_PLACE = _Second(None)


def is_due(workspace: VaultToBackUp) -> bool:
    """Whether no backup was made yet on this day of the firm's: none is there that bears its date and opens with the
    present key. After a change of the key there has to be another."""
    today = _day(workspace.clock.now(), workspace.zone)
    there = shelf.on_shelf(own_shelf(workspace.vault), workspace.vault.id)
    return not any(
        _day(one.made_at, workspace.zone) == today and contents(one.file, workspace.vault) for one in there
    )


def daily(workspace: VaultToBackUp, progress: Progress = lambda *_: None) -> Outcome:
    """What is done at the first unlocking of a day: a backup where one is due, and the newest to the second place
    where it is not there yet. What fails is told in the answer and kept for Today, and stops nothing."""
    steps = Steps(progress, (70, 30))
    made = problem = None
    if is_due(workspace):
        try:
            made = _make(workspace, steps.next())
        except LiaisonError as error:
            problem = error
    else:
        steps.next()
        # A run before may have been ended on its way, or the rule changed.
        _prune(workspace, own_shelf(workspace.vault))
    there = shelf.on_shelf(own_shelf(workspace.vault), workspace.vault.id)
    newest = shelf.latest(there, workspace.clock.now())
    second = _bring(workspace, newest.file, steps.next()) if newest else _NO_PLACE
    outcome = Outcome(made, problem, second.file, second.problem)
    if made or problem or second.file or second.problem:
        _keep_run(workspace, outcome, second.said)
    return outcome


def back_up_now(workspace: VaultToBackUp, progress: Progress = lambda *_: None) -> Outcome:
    """A backup because somebody asks for it, whatever there is already. Raises where it cannot be made; where it only
    cannot be brought to the second place, the answer says so."""
    steps = Steps(progress, (70, 30))
    try:
        made = _make(workspace, steps.next())
    except LiaisonError as error:
        _keep_run(workspace, Outcome(problem=error), None)
        raise
    second = _bring(workspace, made.file, steps.next())
    outcome = Outcome(made, None, second.file, second.problem)
    _keep_run(workspace, outcome, second.said)
    return outcome


def noted_backup(workspace: VaultToBackUp, out: Path, progress: Progress = lambda *_: None) -> BackupInfo:
    """A backup into a file that somebody names, and the audit trail says so; the rule does not look at it."""
    info = room.backup(workspace.vault, out, progress=progress)
    _note(workspace, info)
    return info


def note_checked(workspace: VaultToBackUp, file: Path, *, good: bool) -> None:
    """Somebody opened a backup again to see that it is good: the audit trail says so, and what came of it."""
    workspace.note("verified", "backup", None, file=file.name, ok=good)


def _make(workspace: VaultToBackUp, progress: Progress) -> BackupInfo:
    """Verified first; only then does what the rule no longer keeps go. One that cannot be noted because the vault gets
    another key just then is taken back: it would hold what is destroyed with the old one, and no certificate names it
    (`app.destruction`)."""
    vault = workspace.vault
    info = room.backup(vault, room.default_file(vault), progress=progress)
    try:
        _note(workspace, info)
    except MachineTrouble as error:
        if error.code in _ANOTHER_KEY:
            info.file.unlink(missing_ok=True)
        raise
    _prune(workspace, own_shelf(vault))
    return info


def _note(workspace: VaultToBackUp, info: BackupInfo) -> None:
    workspace.note(
        "backed up",
        "backup",
        None,
        file=info.file.name,
        size=info.size,
        entries=info.tables.get(ENTRIES, 0),
        audit_seq=info.audit_seq,
    )


def _bring(workspace: VaultToBackUp, file: Path, progress: Progress) -> _Second:
    """To the second place, if one is set and it is not there; then what the rule no longer keeps goes there, too."""
    vault = workspace.vault
    with workspace.read() as reader:
        to = place(reader)
    if to is None:
        return _NO_PLACE
    if shelf.is_brought(file, to):
        _prune(workspace, to)
        return _Second("")
    try:
        with vault.same_key(lambda: progress(0, 1)):
            brought = shelf.bring(file, to, vault.database_key(), progress)
    except LiaisonError as error:
        return _Second(error.message, None, error)
    _prune(workspace, to)
    return _Second("", brought)


def _prune(workspace: VaultToBackUp, folder: Path) -> None:
    """Take away what the rule no longer keeps; the newest one there was verified, or it would not have its name."""
    with workspace.read() as reader:
        kept = rule(reader).keeping
    now, vault = workspace.clock.now(), workspace.vault

    def going(some: Collection[OnShelf]) -> tuple[OnShelf, ...]:
        return shelf.going(some, kept, now, workspace.zone)

    shelf.take_away(may_be_taken_away(vault, shelf.on_shelf(folder, vault.id), going))


def _keep_run(workspace: VaultToBackUp, outcome: Outcome, second: str | None) -> None:
    """Remember how it went, where the disk takes that; the window has it from the answer."""
    run = BackupRun(
        id=new_id(workspace.clock.now()),
        at=workspace.clock.now(),
        machine=machine_id(),
        file=outcome.made.file.name if outcome.made else "",
        problem=outcome.problem.message if outcome.problem else "",
        second=second,
    )
    try:
        with Session(writer(workspace.vault.engine)) as session, session.begin():
            is_new = _add_run(session, run)
        for problem in filter(None, (outcome.problem, outcome.second_problem)):
            if is_new:
                workspace.note("backup failed", "backup", None, reason=problem.code)
    except MachineTrouble:
        if outcome.problem is None:
            raise
    workspace.announcer.announce((Changed("backup", frozenset()),))


def _add_run(session: Session, run: BackupRun) -> bool:
    """One that went as the one before and made nothing, as on each day on which a disk is not there, is that one again;
    whether it is another."""
    newest = select(BackupRun).order_by(BackupRun.at.desc(), BackupRun.id.desc())
    before = newest.where(BackupRun.machine == run.machine, BackupRun.at <= run.at)
    last = session.scalars(before.limit(1)).one_or_none()
    if last is not None and not run.file and (last.problem, last.second) == (run.problem, run.second):
        last.at = run.at
        return False
    session.add(run)
    session.flush()
    old = newest.with_only_columns(BackupRun.id).limit(-1).offset(KEPT_RUNS)
    session.execute(delete(BackupRun).where(BackupRun.id.in_(old)))
    return True


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
