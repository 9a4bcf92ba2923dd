"""Reads the line as it is typed: at once with what is known, and again when the vault has answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.quickentry.completing import Completion, completion_at
from app.quickentry.contact import client_name
from app.quickentry.names import key_of
from app.quickentry.parts import Choice, Known, Ref, Setting
from app.quickentry.queries import asked_of, known_for, setting_of
from app.quickentry.reading import read
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.pausing import after_typing
from ui.quickentry.draft import KeptLine, LineDraft

_PAUSE = 40
"""Milliseconds without a key before the vault is asked: who types on outruns the question."""


class LineReader(QObject):
    """`changed` when there is something else to show; `caught_up` when nothing is asked any more."""

    changed = Signal()
    caught_up = Signal()
    ready = Signal(object)
    """The firm is known, and so is the line that was kept (`KeptLine` or None)."""

    def __init__(self, workspace: Workspace, page: Ref | None, draft: LineDraft, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._page, self._draft = workspace, page, draft
        self._line = ""
        self._asked: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        self._first: tasks.Task | None = None
        self._task: tasks.Task | None = None
        self.known = Known()
        self.chosen: dict[str, Choice] = {}
        self._setting = Setting(now=workspace.local_now, page=page)
        self._wait = after_typing(self, _PAUSE, self._ask)
        self.understood = read("", self.setting)

    @property
    def setting(self) -> Setting:
        """What the line is read against, now."""
        now = self._workspace.local_now
        return replace(self._setting, now=now)

    @property
    def client(self) -> str:
        """The name of the client whom the line is about."""
        return client_name(self.understood, self.known)

    @property
    def is_behind(self) -> bool:
        """Whether the vault has still to answer for the words that stand there."""
        asked = self._task is not None and self._task.running and not self._task.cancelled
        return self._wait.isActive() or asked

    def start(self) -> None:
        """Ask for the firm, and for the line that was kept."""
        workspace, page, draft = self._workspace, self._page, self._draft

        def look() -> tuple[Setting, KeptLine | None]:
            with workspace.read() as reader:
                setting = setting_of(reader, page)
            return setting, draft.look()

        self._first = tasks.run(look, owner=self, done=self._on_found)

    def _on_found(self, found: tuple[Setting, KeptLine | None]) -> None:
        self._setting, kept = found
        self.ready.emit(kept)
        self._again()
        self._ask()

    def stop(self) -> None:
        """The line is left: nothing is asked for it any more. The vault may be locked, or another one, by then."""
        self._wait.stop()
        for task in (self._first, self._task):
            if task is not None:
                task.cancel()

    def set_line(self, line: str) -> None:
        """Another line: read it with what is known, and ask for what is not."""
        self._line = line
        if asked_of(line) != self._asked:
            if self._task is not None:
                self._task.cancel()
            self._wait.start()
        self._again()

    def choose(self, choice: Choice, words: str) -> None:
        """From now on ``words`` stand for that."""
        self.chosen[key_of(words)] = choice

    def recall(self, chosen: Mapping[str, Choice]) -> None:
        """What was chosen for a line that was kept."""
        self.chosen.update(chosen)

    def completion(self, cursor: int) -> Completion | None:
        """What to offer for the word before the cursor."""
        return completion_at(self.understood, cursor, self.known)

    def _again(self) -> None:
        self.understood = read(self._line, self.setting, self.known, chosen=self.chosen)
        self.changed.emit()

    def _ask(self) -> None:
        self._wait.stop()
        workspace, line, page = self._workspace, self._line, self._page
        self._asked = asked_of(line)
        if self._task is not None:
            self._task.cancel()

        def look() -> Known:
            with workspace.read() as reader:
                return known_for(reader, line, page)

        self._task = tasks.run(look, owner=self, done=self._on_known)

    def _on_known(self, known: Known) -> None:
        self.known, self._task = known, None
        self._again()
        if not self.is_behind:
            self.caught_up.emit()
