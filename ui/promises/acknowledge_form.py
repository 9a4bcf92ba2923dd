"""Acknowledging in one go: what the client is told, and by when the answer will come."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.channels.words import Channel
from app.kernel.clock_turns import doubt_of
from app.kernel.days import Order
from app.kernel.errors import Invalid, Problem
from app.kernel.moments import parse_moment
from app.kernel.rights import Right
from app.kernel.said import say_moment
from app.promises.acknowledging import Acknowledging, acknowledge, acknowledging, say_receipt
from app.settings.queries import firm
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.check import Check
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import dim
from ui.kit.sending import SendingLine
from ui.kit.sheet_draft import Keep

translate = QCoreApplication.translate


def open_acknowledge(over: QWidget, workspace: Workspace, entry_id: UUID) -> None:
    """Show the form, filled in; nothing where the person may not write."""
    if not workspace.may(Right.WRITE):
        return

    def read() -> tuple[Acknowledging, datetime, Order]:
        with workspace.read() as reader:
            found = acknowledging(reader, entry_id)
            return found, reader.local(reader.now), firm(reader).details.day_order

    tasks.run(read, owner=over, done=lambda got: AcknowledgeForm(over, workspace, *got).open())


class AcknowledgeForm(FormSheet):
    """The words follow the promised time until somebody writes their own."""

    def __init__(
        self, over: QWidget, workspace: Workspace, found: Acknowledging, now: datetime, order: Order
    ) -> None:
        super().__init__(
            over,
            workspace,
            translate("AcknowledgeForm", "Acknowledge"),
            width=620,
            save=translate("AcknowledgeForm", "Log what was said"),
            keep=Keep("acknowledge", found.entry_id),
        )
        self._found, self._now, self._order = found, now, order
        self.say_whose(found.client, found.matter)
        asked = dim(" ".join(found.summary.split())[:240])
        asked.setWordWrap(True)
        self.body.insertWidget(1, asked)
        self.channel: Choice[Channel] = Choice(
            [(one, one.label) for one in Channel if one is not Channel.NOTE]
        )
        self.channel.set_value(found.channel)
        self.by = DateWords(
            self._read, self._say, placeholder=self.tr("tomorrow, Fri 10:00"), doubt=self._doubt
        )
        self.by.set_value(found.by)
        self.awaits = Check(self.tr("We wait for the client’s answer; the clock stands until then"))
        self.words = GrowingText(least=3)
        self.form.add(self.tr("By", "channel"), self.channel, "channel")
        self.form.add(
            self.tr("Answer by"),
            self.by,
            "promised_by",
            term="acknowledge",
            hint=self.tr(
                "Suggested by the firm’s response times. Once logged, the answer is late after this time."
            ),
        )
        self.form.add("", self.awaits, "awaits_client")
        self.form.add(self.tr("Tell the client"), self.words, "summary")
        self.sending = SendingLine(self.words.text)
        self.form.add_wide(self.sending)
        self.channel.currentIndexChanged.connect(self._on_channel_changed)
        self._on_channel_changed()
        self._filled = ""
        self._fill()
        self.by.textChanged.connect(self._fill)
        self.awaits.toggled.connect(self._fill)

    def _fill(self, *_: object) -> None:
        """Say the promise in the words, unless somebody wrote others."""
        if self.words.text().strip() not in {"", self._filled.strip()}:
            return
        by = self.by.value()
        moment = by if isinstance(by, datetime) else None
        self._filled = say_receipt(self._found, moment, self._now, awaits=self.awaits.isChecked())
        self.words.setText(self._filled)

    def _read(self, words: str) -> date | None:
        moment = parse_moment(words, self._now, order=self._order, look="ahead", default_time=time(17))
        return moment if moment is not None and moment > self._now else None

    def _doubt(self, words: str) -> str:
        return doubt_of(words, self._now, order=self._order, look="ahead", default_time=time(17))

    def _say(self, moment: date) -> str:
        return say_moment(moment, self._now, near=True) if isinstance(moment, datetime) else ""

    def _on_channel_changed(self, *_: object) -> None:
        self.sending.show_mail(self.channel.value() is Channel.EMAIL)

    def command(self) -> Command:
        by = self.by.value()
        if self.by.text().strip() and not isinstance(by, datetime):
            message = self.tr("Say when the answer will come: for example “tomorrow”, “Fri 10:00”.")
            raise Invalid([Problem("promised_by", "no-time", message)])
        promised = by if isinstance(by, datetime) else None
        entry_id, channel, words = self._found.entry_id, self.channel.value(), self.words.text()
        awaits = self.awaits.isChecked()
        return lambda tx: acknowledge(tx, entry_id, channel, words, promised, awaits_client=awaits)
