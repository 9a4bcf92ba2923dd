"""The clients of who is away are to hear who stands in: asked first, with a way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from app.hours.queries import Absence
from app.owed.handover.away_news import AwayOutlook, take_news_back, tell_of_absence, whom_to_tell
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.bars import MessageBar
from ui.kit.dialogs import confirm
from ui.kit.page import Page

translate = QCoreApplication.translate
T = TypeVar("T")


def tell_clients_of_absence(page: Page, workspace: Workspace, absence: Absence, messages: MessageBar) -> None:
    """Say whom it concerns, ask, then make the news for each."""
    _Telling(page, workspace, absence, messages).begin()


class _Telling:
    """One absence on its way to the clients: read, asked, done, and taken back where somebody thinks again."""

    def __init__(self, page: Page, workspace: Workspace, absence: Absence, messages: MessageBar) -> None:
        self._page, self._workspace, self._absence, self._messages = page, workspace, absence, messages

    def begin(self) -> None:
        self._run(self._read, self._ask)

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        tasks.run(work, owner=self._page, done=done, failed=self._page.errors.show_error)

    def _read(self) -> AwayOutlook:
        with self._workspace.read() as reader:
            return whom_to_tell(reader, self._absence.id)

    def _do(self) -> int:
        with self._workspace.write() as tx:
            return len(tell_of_absence(tx, self._absence.id))

    def _undo(self) -> None:
        with self._workspace.write() as tx:
            take_news_back(tx, self._absence.id)

    def _ask(self, outlook: AwayOutlook) -> None:
        if not outlook.matters:
            words = translate(
                "HandOver", "{name} is the point of contact in no open matter that you may see."
            )
            self._messages.say(words.format(name=outlook.away))
            return
        words = translate(
            "HandOver",
            "{away} is the point of contact in {matters} open matters of {clients} clients. In each it becomes a "
            "development to tell that {stand_in} looks after it meanwhile.",
        )
        confirm(
            self._page,
            translate("HandOver", "Tell the clients who stands in?"),
            words.format(
                matters=len(outlook.matters),
                away=outlook.away,
                stand_in=outlook.stand_in,
                clients=outlook.clients,
            ),
            translate("HandOver", "Make the developments"),
            lambda: self._run(self._do, self._say_done),
        )

    def _say_done(self, count: int) -> None:
        self._page.mark_stale()
        if not count:
            self._messages.say(translate("HandOver", "All of them stand in their matters already."))
            return
        words = translate("HandOver", "{count} developments to tell were made.").format(count=count)
        self._messages.say(
            words,
            translate("Undo", "Undo"),
            lambda: self._run(self._undo, lambda _: self._page.mark_stale()),
        )
