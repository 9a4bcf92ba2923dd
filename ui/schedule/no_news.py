"""The "no news" update in two keystrokes: the one that opens it filled in, and Enter (PRACTICE D1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.channels.words import Channel
from app.contactlog.words import Direction
from app.hours.queries import firm_calendar
from app.kernel.errors import LiaisonError
from app.kernel.ids import read_id
from app.kernel.rights import Right
from app.kernel.said import say_long
from app.schedule.no_news import NoNews, give_no_news, no_news
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.banner import Banner
from ui.kit.choice import Choice
from ui.kit.dialogs import confirm
from ui.kit.fields import GrowingText
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import dim
from ui.kit.page import Page
from ui.kit.plain_line import PlainLine
from ui.kit.sending import SendingLine
from ui.kit.sheet_draft import Keep
from ui.shell.requests import LogContactRequest, WriteUpdate

translate = QCoreApplication.translate


def load_no_news(workspace: Workspace, matter_id: UUID) -> NoNews:
    """Read it on the worker."""
    with workspace.read() as reader:
        return no_news(reader, firm_calendar(reader), matter_id)


def open_no_news(over: QWidget, workspace: Workspace, matter_id: UUID) -> None:
    """Show the form, filled in, over ``over``'s window; nothing where the person may not write."""
    if workspace.may(Right.WRITE):
        tasks.run(
            lambda: load_no_news(workspace, matter_id),
            owner=over,
            done=lambda found: NoNewsForm(over, workspace, found).open(),
        )


class TellsField(QWidget):
    """What the words tell, kept with them: news that came in after they were written is not told by them. Not seen."""

    def __init__(self, tells: Collection[UUID]) -> None:
        super().__init__()
        self.tells = tuple(tells)

    def kept(self) -> object:
        """For the draft."""
        return sorted(str(one) for one in self.tells)

    def show_kept(self, value: object) -> None:
        """What the words told that come back."""
        if isinstance(value, list):
            self.tells = tuple(found for one in value if (found := read_id(str(one))) is not None)


class NoNewsForm(FormSheet):
    """What the client is told, and how; the keyboard is on Save."""

    def __init__(self, over: QWidget, workspace: Workspace, found: NoNews) -> None:
        super().__init__(
            over,
            workspace,
            translate("NoNewsForm", "No news"),
            width=620,
            save=translate("NoNewsForm", "Save update"),
            keep=Keep("no-news", found.matter_id),
        )
        self._found, self._page = found, over
        self._although: tuple[UUID, ...] = ()
        self.channel: Choice[Channel] = Choice(
            [(one, one.label) for one in Channel if one is not Channel.NOTE]
        )
        self.channel.set_value(found.channel)
        self.summary = GrowingText(least=3)
        self.summary.setText(found.summary)
        self.say_whose(found.client, found.title)
        self.form.add(self.tr("By", "channel"), self.channel, "channel")
        self.form.add(self.tr("Told the client"), self.summary, "summary")
        self.tells = TellsField(found.tells)
        self.form.add("", self.tells, "tells")
        self.form.show_row("tells", False)
        self.form.add_wide(PlainLine.under(self.summary))
        self.sending = SendingLine(self.summary.text)
        self.form.add_wide(self.sending)
        self.channel.currentIndexChanged.connect(self._on_channel_changed)
        self._on_channel_changed()
        if found.next_due is not None:
            words = self.tr("The next update is due {day} then.")
            self.form.add_wide(dim(words.format(day=say_long(found.next_due))))
        self.news, self.asked = Banner(kind="soon"), Banner(kind="soon")
        self.body.insertWidget(1, self.news)
        self.body.insertWidget(2, self.asked)
        self._point_at_news()
        self._point_at_questions()
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            short = QShortcut(QKeySequence(key), self.accept_button, self._on_accept_clicked)
            short.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _point_at_news(self) -> None:
        """What happened and was not told is no "no news"."""
        if not self._found.news:
            return
        first = " ".join(self._found.news[0].for_client.split())
        short = first if len(first) <= 120 else f"{first[:120].rsplit(' ', 1)[0]} …"
        self.news.say(self.tr("There is news the client has not been told:"), short)
        self.news.set_link(self.tr("Tell it"), self.tell)
        self.accept_button.setEnabled(False)

    def _point_at_questions(self) -> None:
        """Who asked and hears that nothing has happened was not answered."""
        waits = self._found.waits
        self.asked.say(
            self.tr("The client waits for an answer:") if waits else "",
            "; ".join(one.said for one in waits),
        )
        self.asked.set_link(self.tr("Answer it") if waits else "", self.answer)

    def answer(self) -> None:
        """Leave this form for the contact that answers what the client asked first."""
        page, found = self._page, self._found
        self.leave_kept()
        if isinstance(page, Page):
            channel, asked = self.channel.value(), found.waits[0].id
            page.request(LogContactRequest(found.matter_id, None, channel, Direction.OUT, answers_id=asked))

    def apply(self, button: str) -> None:
        """Ask first where something of the client would stay unanswered."""
        waits = self._found.waits
        if {one.id for one in waits} <= set(self._although):
            super().apply(button)
            return

        def all_the_same() -> None:
            self._although = tuple(one.id for one in waits)
            self.apply(button)

        said = [one.said for one in waits]
        said.append(self.tr("That there is no news does not answer it."))
        title, action = self.tr("The client waits for an answer"), self.tr("Save all the same")
        confirm(self, title, "\n".join(said), action, all_the_same, (self.tr("Answer it…"), self.answer))

    def _on_failed(self, error: Exception) -> None:
        super()._on_failed(error)
        if isinstance(error, LiaisonError) and error.code == "unanswered":  # it came in while this was open
            workspace, matter_id = self.workspace, self._found.matter_id
            tasks.run(lambda: load_no_news(workspace, matter_id), owner=self, done=self._take_questions)

    def _take_questions(self, found: NoNews) -> None:
        self._found = replace(self._found, waits=found.waits)
        self._point_at_questions()

    def tell(self) -> None:
        """Leave this form for the update that tells what happened."""
        page, found = self._page, self._found
        self.leave_kept()
        if isinstance(page, Page):
            page.request(WriteUpdate(found.matter_id))

    def open(self) -> None:
        super().open()
        if self.accept_button.isEnabled():
            self.accept_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_channel_changed(self, *_: object) -> None:
        self.sending.show_mail(self.channel.value() is Channel.EMAIL)

    def command(self) -> Command:
        matter_id, channel, words = self._found.matter_id, self.channel.value(), self.summary.text()
        tells, although = self.tells.tells, self._although
        return lambda tx: give_no_news(tx, matter_id, channel, words, tells, although=although)
