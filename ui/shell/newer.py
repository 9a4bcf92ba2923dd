"""Looks for a newer Liaison: once a week where somebody switched that on, and whenever somebody asks for it.

Nothing is fetched but the publisher's signed statement (`app.releases.statement`, by `ui.shell.asking_out`), and
nothing is ever downloaded or installed: what is new is shown, and the browser opens the place where it is to be had,
if one wants.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.kernel.errors import LiaisonError
from app.kernel.program import VERSION
from app.kernel.said import say_day
from app.releases.publisher import PUBLISHER
from app.releases.statement import LARGEST, SECONDS, Release, newer_release, numbers_of
from ui.kit import machine, tasks
from ui.shell.window import VaultWindow

LOOK_EVERY: Final = 3_600_000
"""Milliseconds between two looks at whether it is time."""
FIRST_AFTER: Final = 20_000
"""Milliseconds from the unlocking: the day's work comes first."""
_WEEK: Final = timedelta(days=7)
_AGAIN: Final = timedelta(days=1)
"""After a look that failed."""

translate = QCoreApplication.translate


class Found(NamedTuple):
    """``is_newer``: than this one."""

    release: Release
    is_newer: bool


class Looked(NamedTuple):
    """What this computer remembers of the last look. ``came``: "newest", "newer" or the code of what went wrong;
    ``published``: of the newest statement that was ever believed."""

    at: datetime | None
    came: str
    version: str
    published: date | None


def last_look() -> Looked:
    """Nonsense in the settings file is nothing."""
    said = machine.rules().get(machine.NEWER_LOOKED)
    try:
        at = datetime.fromisoformat(said["at"]).astimezone()
        published = date.fromisoformat(said["published"]) if "published" in said else None
        version = said.get("version", "")
        numbers_of(version or "0.0")
    except (KeyError, ValueError, OverflowError, OSError):
        return Looked(None, "", "", None)
    return Looked(at, said.get("came", ""), version, published)


def say_last_look(now: datetime) -> str:
    """As in "Last looked on Mon 23 Nov: this is the newest version."; "" where nobody did."""
    looked = last_look()
    if looked.at is None:
        return ""
    if looked.came == "newer" and numbers_of(looked.version) > numbers_of(VERSION):
        words = translate("Newer", "Last looked on {day}: Liaison {version} is there.")
    elif looked.came in {"newer", "newest"}:
        words = translate("Newer", "Last looked on {day}: this is the newest version.")
    else:
        words = translate("Newer", "Last looked on {day}; it could not be found out.")
    return words.format(day=say_day(looked.at.date(), now.date()), version=looked.version)


def is_time(now: datetime, looked: Looked) -> bool:
    """Whether a week is over, or a day where it failed; a clock that was put back is no reason to wait."""
    if looked.at is None or looked.at > now:
        return True
    went_well = looked.came in {"newer", "newest"}
    return now - looked.at >= (_WEEK if went_well else _AGAIN)


def look(
    owner: QObject,
    now: datetime,
    *,
    done: Callable[[Found], object],
    failed: Callable[[LiaisonError], object],
) -> tasks.Task:
    """Ask now, off the window's thread; a lock and the end of the program break it off. ``now`` is aware."""
    publisher, seen = PUBLISHER, last_look().published

    def work(task: tasks.Task) -> Found:
        from ui.shell.asking_out import fetch

        content = fetch(publisher.address, task, most=LARGEST, seconds=SECONDS)
        return Found(*newer_release(content, keys=publisher.keys, own=VERSION, today=now.date(), seen=seen))

    def on_done(found: Found) -> None:
        said = {"version": found.release.version, "published": found.release.published.isoformat()}
        _remember(now, "newer" if found.is_newer else "newest", said)
        done(found)

    def on_failed(error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        kept = machine.rules().get(machine.NEWER_LOOKED)
        _remember(now, error.code, {key: kept[key] for key in ("version", "published") if key in kept})
        failed(error)

    return tasks.run_pool(work, owner=owner, done=on_done, failed=on_failed)


def _remember(now: datetime, came: str, said: Mapping[str, str]) -> None:
    at = now.isoformat(timespec="seconds")
    machine.rules().put(machine.NEWER_LOOKED, {"at": at, "came": came, **said})


class Weekly(QObject):
    """Lives with the workbench, and so goes at the lock. Where it fails nobody is disturbed; the settings say so.

    ``front``: the window that somebody works in, where a newer one is told.
    """

    def __init__(self, front: Callable[[], VaultWindow], owner: QObject, now: Callable[[], datetime]) -> None:
        super().__init__(owner)
        self._front, self._now = front, now
        self._task: tasks.Task | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look_if_due)
        self._timer.start(LOOK_EVERY)
        QTimer.singleShot(FIRST_AFTER, self, self.look_if_due)

    def look_if_due(self) -> None:
        """Once a week, where it was switched on."""
        now = self._now()
        under_way = self._task is not None and self._task.running
        if machine.rules().get(machine.NEWER) and not under_way and is_time(now, last_look()):
            self._task = look(self, now, done=self._on_found, failed=lambda _error: None)

    def _on_found(self, found: Found) -> None:
        if not found.is_newer:
            return
        words = self.tr("Liaison {version} is there.").format(version=found.release.version)
        window = self._front()
        window.say(words, self.tr("What is new…"), lambda: show_release(window, found.release))


def show_release(over: QWidget, release: Release) -> None:
    """What is new, and where it is to be had."""
    from ui.shell.newer_sheet import NewerSheet

    NewerSheet(over, release).open()
