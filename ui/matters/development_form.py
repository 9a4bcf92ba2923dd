"""What happened in the matter, as the client has to hear it (PRACTICE D3)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import Enum
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.kernel.errors import Invalid, Problem
from app.kernel.said import say_by, say_day, say_time
from app.matters.development_queries import DevelopmentRow
from app.matters.developments import NewDevelopment, add_development, say_plainly
from app.matters.key_dates import add_key_date
from app.matters.offers import asks_until, last_day_to_answer
from app.matters.words import DevelopmentKind, is_urgent
from app.owed.news_due import tell_by
from app.promises.terms import DEFAULT_TERMS, PromiseTerms
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText, Segmented, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label, dim
from ui.kit.plain_line import PlainLine
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk

translate = QCoreApplication.translate


class Haste(Enum):
    """How soon the client hears of it: one of three, never two at once (D3)."""

    URGENT = "urgent"
    ESSENTIAL = "essential"
    LATER = "later"


class DevelopmentForm(FormSheet):
    """Kind, when, what, the same in plain words; how soon the client hears of it, with its time; of an offer until when
    it is open, which becomes a key date."""

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        desk: Desk,
        matter_id: UUID,
        terms: PromiseTerms = DEFAULT_TERMS,
        *,
        title: str = "",
        was: DevelopmentKind | None = None,
        keep: Keep | None = None,
    ) -> None:
        """``was``: of what kind it is so far."""
        super().__init__(
            over,
            workspace,
            title or translate("DevelopmentForm", "Development"),
            keep=keep or Keep("development", matter_id),
        )
        self._desk, self._matter_id, self._terms = desk, matter_id, terms
        self._zone, self._was_kind = workspace.zone, was
        self.kind: Choice[DevelopmentKind] = Choice([(kind, kind.label) for kind in DevelopmentKind])
        self.when = DateWords(
            desk.parse_past_moment,
            self._say,
            placeholder=self.tr("now, yesterday 14:00, Fri"),
            doubt=desk.doubt_of_past,
        )
        self.text = GrowingText(self.tr("What happened, as the court or the other side puts it"), least=3)
        self.plain = GrowingText(self.tr("for the letter; empty: what happened"), least=1)
        self.document = TextField(self.tr("number on the docket"))
        self.haste = Segmented(
            [
                (Haste.URGENT, self.tr("Urgent")),
                (Haste.ESSENTIAL, self.tr("Essential")),
                (Haste.LATER, self.tr("With the next update")),
            ],
            Haste.ESSENTIAL,
            name=self.tr("Client hears"),
        )
        self.until = DateWords(
            desk.parse_ahead, desk.say, placeholder=self.tr("8 December; empty where it names no day")
        )
        self.by = dim("")
        self.form.add(self.tr("What kind"), self.kind, "kind", term="development")
        self.form.add(self.tr("When"), self.when, "occurred_at")
        self.form.add(self.tr("What happened"), self.text, "text")
        self.form.add(
            self.tr("Open until"),
            self.until,
            "open_until",
            hint=self.tr("The last day to answer becomes a key date of the matter."),
        )
        self.form.add(self.tr("In plain words"), self.plain, "plain_words")
        self.form.add_wide(PlainLine.under(self.plain))
        self.form.add(self.tr("Document"), self.document, "document_number")
        self.form.add(self.tr("Client hears"), self.haste, "urgent")
        self.form.add_wide(self.by)
        self.when.setText(self.tr("now"))
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        self.haste.changed.connect(self._show_by)
        self.when.changed.connect(self._show_by)
        self._on_kind_changed(0)

    def command(self) -> Command:
        new = self.new()
        return self.with_last_day(new, lambda tx: add_development(tx, new))

    def with_last_day(self, new: NewDevelopment, write: Command) -> Command:
        """The command, and before it the last day to answer the offer, where one was said. Raises `Invalid`."""
        message = self.tr("This is no date. Try “8 December” or “in 2 weeks”.")
        until = day_of(self.until, "open_until", message) if self._asks_until() else None
        if until is None:
            return write

        def both(tx: Transaction) -> object:
            add_key_date(tx, last_day_to_answer(tx.reader(), new, until))
            return write(tx)

        return both

    def _asks_until(self) -> bool:
        kind = self.kind.value()
        return kind is not None and asks_until(kind, self._was_kind)

    def new(self) -> NewDevelopment:
        """What the fields say. Raises `Invalid`."""
        moment = self.when.value()
        if not isinstance(moment, datetime):
            message = self.tr("Say when it happened: “now”, “yesterday 14:00”, “13 Nov 9:30”.")
            raise Invalid([Problem("occurred_at", "no-time", message)])
        haste = self.haste.value()
        return NewDevelopment(
            self._matter_id,
            self.kind.value(),
            moment,
            self.text.text(),
            self.document.text().strip(),
            essential=haste is not Haste.LATER,
            urgent=haste is Haste.URGENT,
            plain_words=self.plain.text().strip(),
        )

    def _say(self, moment: date) -> str:
        return self._desk.say_moment(moment) if isinstance(moment, datetime) else self._desk.say(moment)

    def _on_kind_changed(self, _index: int) -> None:
        always = is_urgent(self.kind.value(), marked=False)  # offers and our own errors (D3)
        self.haste.setEnabled(not always)
        self.form.show_row("open_until", self._asks_until())
        if always:
            self.haste.set_value(Haste.URGENT)
        self._show_by()

    def _show_by(self, *_: object) -> None:
        """By when that is: counted from when it happened, in working time (D3, E1)."""
        moment, haste = self.when.value(), self.haste.value()
        if haste is Haste.LATER:
            self.by.setText(self.tr("It has no time of its own: the next update tells it."))
            return
        if not isinstance(moment, datetime):
            self.by.setText("")
            return
        due = tell_by(
            moment.astimezone(UTC),
            self._desk.where,
            urgent=haste is Haste.URGENT,
            essential=True,
            terms=self._terms,
        )
        if due is None:
            self.by.setText("")
            return
        said = _say_by(due.astimezone(self._zone), self._desk.now)
        late = self.tr("{by}: that has passed") if due <= self._desk.now else "{by}"
        if is_urgent(self.kind.value(), marked=False):
            late += self.tr("; offers and our own errors always are urgent")
        self.by.setText(late.format(by=self.tr("by {moment}").format(moment=said)))


def _say_by(due: datetime, now: datetime) -> str:
    """As in "13:40 today", "Wed 25 Nov, 09:40"."""
    return f"{say_time(due)} {say_day(due, now, near=True)}" if due.date() == now.date() else say_by(due, now)


class PlainWordsForm(FormSheet):
    """What the letter says of a development: its words stand there to be put plainly (D6)."""

    def __init__(self, over: QWidget, workspace: Workspace, news: DevelopmentRow) -> None:
        super().__init__(
            over, workspace, translate("DevelopmentForm", "In plain words"), keep=Keep("plain-words", news.id)
        )
        self._news_id = news.id
        self.plain = GrowingText(
            self.tr("What the letter to the client says of it; empty: what happened"), least=3
        )
        self.plain.setText(news.plain_words)
        said = Label(news.said, wrap=True, selectable=True)
        self.form.add(self.tr("What happened"), said)
        self.form.add(self.tr("In plain words"), self.plain, "plain_words")
        self.form.add_wide(PlainLine.under(self.plain))
        self.setFocusProxy(self.plain)

    def command(self) -> Command:
        news_id, words = self._news_id, self.plain.text()
        return lambda tx: say_plainly(tx, news_id, words)
