"""What a search needs of an unlocked vault. `app.workspace.Workspace` has it; that room lies above this one."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from app.storage.transaction import Reader
from app.vault.unlocked import Vault


class Desk(Protocol):
    """A workspace, as far as a search is concerned."""

    @property
    def vault(self) -> Vault:
        """The unlocked vault."""

    def read(
        self, as_of: datetime | None = None, known_by: datetime | None = None
    ) -> AbstractContextManager[Reader]:
        """A consistent look at the data, with the eyes of who signed in."""

    def seeing_all(self, session: Session) -> Reader:
        """A reader on a session that no wall stands in: for what is one for everybody."""
