"""The clients of who is away are to hear who stands in: asked first, with a way back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.hours.queries import Absence
from app.owed.handover.away_news import AwayOutlook, take_news_back, tell_of_absence, whom_to_tell
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.bars import MessageBar
from ui.kit.dialogs import confirm
from ui.kit.page import Page

translate = QCoreApplication.translate


def tell_clients_of_absence(page: Page, workspace: Workspace, absence: Absence, messages: MessageBar) -> None:
    """Say whom it concerns, ask, then make the news for each."""

    def read() -> AwayOutlook:
        with workspace.read() as reader:
            return whom_to_tell(reader, absence.id)

    def do() -> int:
        with workspace.write() as tx:
            return len(tell_of_absence(tx, absence.id))

    def undo() -> None:
        with workspace.write() as tx:
            take_news_back(tx, absence.id)

    def back() -> None:
        tasks.run(undo, owner=page, done=lambda _: page.mark_stale(), failed=page.errors.show_error)

    def done(count: int) -> None:
        page.mark_stale()
        words = translate("HandOver", "{count} developments to tell were made.").format(count=count)
        if not count:
            words = translate("HandOver", "All of them stand in their matters already.")
        messages.say(words, translate("Undo", "Undo") if count else "", back if count else None)

    def ask(outlook: AwayOutlook) -> None:
        if not outlook.matters:
            words = translate(
                "HandOver", "{name} is the point of contact in no open matter that you may see."
            )
            messages.say(words.format(name=outlook.away))
            return
        words = translate(
            "HandOver",
            "{away} is the point of contact in {matters} open matters of {clients} clients. In each it becomes a "
            "development to tell that {stand_in} looks after it meanwhile.",
        )
        confirm(
            page,
            translate("HandOver", "Tell the clients who stands in?"),
            words.format(
                matters=len(outlook.matters),
                away=outlook.away,
                stand_in=outlook.stand_in,
                clients=outlook.clients,
            ),
            translate("HandOver", "Make the developments"),
            lambda: tasks.run(do, owner=page, done=done, failed=page.errors.show_error),
        )

    tasks.run(read, owner=page, done=ask, failed=page.errors.show_error)
