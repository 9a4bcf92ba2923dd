"""What stands in the navigation and changes, by somebody's doing or by time alone. Runs on the vault's worker."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication

from app.backups.queries import backup_state
from app.drafts.first_hour import steps_left
from app.exchange.queries import count_tray
from app.kernel.numbers import say_number
from app.matters.queries import count_matters
from app.matters.words import MatterStatus
from app.owed.division import divide
from app.owed.lately import next_change, owed_lately
from app.workspace import Workspace
from ui.settings.backup_words import newest_line
from ui.shell.desk import Count, Status

translate = partial(QCoreApplication.translate, "Today")


def count_of(late: int, due: int) -> Count:
    """What is late in red; where nothing is, what is due today in ink. The words say both."""
    said = [
        translate("{count} late").format(count=say_number(late)) if late else "",
        translate("{count} due today").format(count=say_number(due)) if due else "",
    ]
    return Count(late or due, late > 0, ", ".join(part for part in said if part))


class Counting:
    """Called, it reads; `tick` reads only where time made something due or late since, or another program wrote."""

    def __init__(self, workspace: Workspace, *, is_guided: bool = False) -> None:
        self._workspace, self._is_guided = workspace, is_guided
        self._stands_until: datetime | None = None
        self._read_at: datetime | None = None

    def __call__(self) -> Status:
        """Counts and the line about the last backup: of Today, what who is signed in has to do today, or late."""
        with self._workspace.read() as reader:
            found = owed_lately(reader)
            mine = divide(reader, found).mine
            counts = {
                "today": count_of(mine.late, mine.pressing - mine.late),
                "matters": Count(count_matters(reader, MatterStatus.OPEN)),
                "tray": Count(count_tray(reader)),
            }
            if self._is_guided:
                counts["setup"] = Count(len(steps_left(reader)))
            line = newest_line(backup_state(reader, self._workspace.vault), reader.local(reader.now))
            self._read_at, self._stands_until = reader.now, next_change(found, reader)
        return Status(counts, line, mine.late, mine.pressing - mine.late)

    def tick(self) -> Status | None:
        """The same a minute later; None where all stands as it did, or what another program wrote was announced: then
        it is asked for like everything else."""
        if self._workspace.hear_elsewhere():
            return None
        now = self._workspace.clock.now()
        if self._stands_until is None or self._read_at is None:
            return None
        return self() if now >= self._stands_until or now < self._read_at else None
