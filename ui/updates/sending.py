"""An update is logged as sent: what goes with it is made before the log is written to, as other desks wait for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from app.channels.words import Channel
from app.contactlog.forms import NewAttachment
from app.plain.jargon import WordList
from app.storage.transaction import Transaction
from app.updates import UpdateDraft, log_sent
from app.workspace import Workspace
from ui.updates import load
from ui.updates.load import Page

WITH_LETTER = frozenset({Channel.LETTER, Channel.EMAIL})
"""The ways by which the client gets the letter, which the log then has."""


@dataclass(slots=True)
class Sending:
    """Both on the worker: `prepare`, then `log` in its transaction. ``shown``: the page that has these words, or None
    where somebody was quicker than it; ``ask_hour``: the hour of a call may speak against it, and nobody said why."""

    written: UpdateDraft
    words: WordList
    shown: Page | None
    reason: str
    answers: Sequence[UUID]
    again: bool
    ask_hour: bool
    files: tuple[NewAttachment, ...] = field(default=(), init=False)

    def prepare(self, workspace: Workspace) -> None:
        """Set the letter in type, where it is wanted and not there yet; no transaction is open meanwhile."""
        if self.written.channel in WITH_LETTER:
            self.files = (load.attached(workspace, self.written, self.words, self.shown),)

    def log(self, tx: Transaction) -> UUID:
        """The entry's id. Raises what `log_sent` raises, and Refused for the hour."""
        if self.ask_hour:
            load.refuse_untimely(tx.reader(), self.written)
        return log_sent(
            tx,
            self.written,
            wish_reason=self.reason,
            answers=self.answers,
            again=self.again,
            attachments=self.files,
            forget_kept=False,  # the form ends its own draft, in this commit; another desk's stays
        )
