"""Words that tests share: the firm, its people, its Monday, and what a run of the command line gives."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.settings.commands import FirmDetails
from app.storage import migrate

if TYPE_CHECKING:
    from app.workspace import Workspace

PRESENT = migrate.NEWEST
"""The revision of today's tables, whatever a test makes the program believe."""
TO_COME = f"{int(PRESENT) + 1:04d}"
"""The revision of a program that knows one migration more."""
ROOT = Path(__file__).parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
"""For processes that tests start: from wherever, they find this project."""
PASSWORD = "correct horse"
USER = "Maria Ortega"
FIRM = FirmDetails("Harbour & Finch LLP", "US", "America/Los_Angeles", "CA")
MONDAY = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
"""Monday 23 November 2026, 11:00 in California, the week of Thanksgiving."""

DEMO_NOW = datetime(2026, 11, 23, 9, 40, tzinfo=ZoneInfo("America/Los_Angeles"))
"""The same Monday in the demo firm, as Today is drawn."""


@dataclass(frozen=True)
class Ran:
    """What one run of the command line gave."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def ask_for_no_terms(workspace: Workspace) -> None:
    """Engagement terms are not asked for in this firm, as in none of before: tests of what else is owed list it whole.
    The trail says nothing of it, as of a migration."""
    from app.engagement.models import TermsRule

    with workspace.write() as tx:
        made = {"id": UUID(int=0), "number": 0, "reason": "", "made_at": tx.now, "made_by": UUID(int=0)}
        tx.insert(TermsRule, {**made, "days": 0, "since": tx.today})


Cli = Callable[..., Ran]
Process = Callable[..., "subprocess.Popen[str]"]
"""Starts the command line as a process of its own."""
