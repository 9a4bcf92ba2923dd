"""What waits for a reply, and whether this contact answers or acknowledges it (PRACTICE E1, E2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.contactlog.queries import AwaitingReply
from app.contactlog.said import say_message
from app.kernel.said import say_short
from app.promises.suggesting import suggested
from ui.contactlog.about import About
from ui.contactlog.values import Present, Timed, say_when
from ui.contactlog.when_line import MomentWords
from ui.kit import theme
from ui.kit.buttons import LinkButton
from ui.kit.check import Check
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.fields import Segmented
from ui.kit.labels import Label

NO, RECEIPT, ANSWER = "no", "receipt", "answer"
_MOST_OTHERS = 12
"""So many others that wait can be ticked."""


def say_received(one: AwaitingReply, present: Present) -> str:
    """As in "e-mail of 19 Nov"."""
    day = say_short(one.occurred_at.astimezone(present.now.tzinfo).date(), present.today)
    return say_message(one.channel, day)


class AnswersPanel(QWidget):
    """Which inbound contact is replied to, and how; an acknowledgement says when the answer will come."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = About()
        self._present: Present | None = None
        self._kept: UUID | None = None
        self._until: datetime | None = None
        self._by_then: datetime | None = None
        self.which: Choice[UUID] = Choice([], name=self.tr("What it replies to"))
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.how = Segmented(
            [
                (NO, self.tr("Not answered")),
                (RECEIPT, self.tr("Acknowledged")),
                (ANSWER, self.tr("Answered")),
            ],
            NO,
            name=self.tr("Reply"),
        )
        self.promised = MomentWords(self.tr("tomorrow, Fri 10:00"), ahead=True)
        self.promised.setAccessibleName(self.tr("Answer promised by"))
        self._by = Label(self.tr("Answer promised b&y"), tone=Tone.DIM)
        self._by.setBuddy(self.promised)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(4))
        column.setSpacing(theme.px(6))
        column.addWidget(self.which)
        column.addWidget(self.how)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self._by)
        row.addWidget(self.promised, 1)
        column.addLayout(row)
        self.suggestion = LinkButton("", self._on_suggestion_clicked)
        self.awaiting = Check(self.tr("We &wait for the client’s answer; the clock stands until then"))
        self.awaiting.setAccessibleName(self.tr("We wait for the client’s answer"))
        self.awaiting.toggled.connect(self.changed)
        column.addWidget(self.suggestion)
        column.addWidget(self.awaiting)
        self._others = QVBoxLayout()
        self._others.setSpacing(theme.px(4))
        column.addLayout(self._others)
        self._also: dict[UUID, QCheckBox] = {}
        self._also_kept: tuple[UUID, ...] = ()
        self.setFocusProxy(self.how)
        self.how.changed.connect(self._on_how_changed)
        self.which.currentIndexChanged.connect(self._on_which_changed)
        self.promised.changed.connect(self.changed)
        self._on_how_changed()

    def offer(self, about: About, present: Present) -> None:
        """What waits, oldest first."""
        self._about, self._present = about, present
        self.promised.set_present(present)
        self._fill(present)

    def set_until(self, until: datetime | None) -> None:
        """Offer what had come in by that moment, the contact's own; None: everything."""
        if until == self._until:
            return
        self._until = until
        if self._present is not None:
            self._fill(self._present)

    def _fill(self, present: Present) -> None:
        answers, receipt, _ = self.value()
        kept = answers or receipt
        offered = [
            one
            for one in self._about.awaiting
            if self._until is None or one.occurred_at <= self._until or one.entry_id == kept
        ]
        choices = [(one.entry_id, self._say(one, present)) for one in offered]
        if kept is not None and kept not in {one.entry_id for one in offered}:
            choices.append((kept, self.tr("as it was written")))
        self.which.blockSignals(True)
        self.which.set_choices(choices)
        if kept is not None:
            self.which.set_value(kept)
        self.which.blockSignals(False)
        self._offer_others(offered, present)
        self._suggest()

    def waits(self) -> bool:
        """Whether there is anything to reply to."""
        return self.which.count() > 0

    def value(self) -> tuple[UUID | None, UUID | None, Timed]:
        """(answers, acknowledges, answer promised by)."""
        chosen = self._chosen() or self._kept
        how = self.how.value()
        promised = self.promised.timed() if how == RECEIPT else Timed()
        return (chosen if how == ANSWER else None), (chosen if how == RECEIPT else None), promised

    def set_value(self, answers: UUID | None, acknowledges: UUID | None, promised: Timed) -> None:
        """Show these, also before it is known what waits."""
        self._kept = answers or acknowledges
        self.how.set_value(ANSWER if answers else RECEIPT if acknowledges else NO)
        if self._kept is not None and any(one.entry_id == self._kept for one in self._about.awaiting):
            self.which.set_value(self._kept)
        self.promised.set_timed(promised)

    def awaits(self) -> bool:
        """Whether nothing can be answered until the client has."""
        return self.how.value() == RECEIPT and self.awaiting.isChecked()

    def also(self) -> tuple[UUID, ...]:
        """What else this answers."""
        if self.how.value() != ANSWER:
            return ()
        ticked = [one for one, box in self._also.items() if box.isChecked() and one != self._chosen()]
        unseen = [one for one in self._also_kept if one not in self._also]
        return (*ticked, *unseen)

    def set_more(self, awaits: bool, also: tuple[UUID, ...]) -> None:  # one value of the form
        """Show these, also before it is known what waits."""
        self.awaiting.setChecked(awaits)
        self._also_kept = also
        for one, box in self._also.items():
            box.setChecked(one in also)
        self._show_others()

    def _offer_others(self, offered: list[AwaitingReply], present: Present) -> None:
        """One reply may answer several: each that waits has a tick."""
        ticked = {*self._also_kept, *(one for one, box in self._also.items() if box.isChecked())}
        for box in self._also.values():
            self._others.removeWidget(box)
            box.deleteLater()
        self._also = {}
        for one in offered[:_MOST_OTHERS]:
            box = Check(self.tr("also: {message}").format(message=self._say(one, present)))
            box.setAccessibleName(
                self.tr("Also answers {message}").format(message=say_received(one, present))
            )
            box.setChecked(one.entry_id in ticked)
            box.toggled.connect(self.changed)
            self._also[one.entry_id] = box
            self._others.addWidget(box)
        self._show_others()

    def _show_others(self) -> None:
        answer = self.how.value() == ANSWER
        for one, box in self._also.items():
            box.setVisible(answer and len(self._also) > 1 and one != self._chosen())

    def _suggest(self) -> None:
        """By when the answer can be promised: what the firm's terms say, in the hours when somebody is there."""
        about, present, chosen = self._about, self._present, self._chosen()
        self._by_then = None
        where = about.where
        if present is not None and where is not None and chosen is not None and chosen in about.due:
            self._by_then = suggested(about.due[chosen], present.now, where)
            words = self.tr("Promise it by {moment}, as the firm’s terms say")
            self.suggestion.setText(words.format(moment=say_when(self._by_then, present.now)))
        self.suggestion.setVisible(self._by_then is not None and self.how.value() == RECEIPT)

    def _on_suggestion_clicked(self) -> None:
        if self._by_then is not None and self._present is not None:
            self.promised.set_timed(Timed(say_when(self._by_then, self._present.now), self._by_then))
            self.changed.emit()

    def _on_which_changed(self, *_: object) -> None:
        self._show_others()
        self._suggest()
        self.changed.emit()

    def _chosen(self) -> UUID | None:
        return self.which.value() if self.which.count() else None

    def _say(self, one: AwaitingReply, present: Present) -> str:
        urgent = self.tr("urgent ") if one.urgent else ""
        return f"{urgent}{say_received(one, present)}: {' '.join(one.summary.split())[:90]}"

    def head(self) -> tuple[str, bool]:
        """The words of the fold's head, and whether it is filled in."""
        how, present = self.how.value(), self._present
        one = next((one for one in self._about.awaiting if one.entry_id == self._chosen()), None)
        said = say_received(one, present) if one and present else self.tr("earlier message")
        if how == ANSWER:
            return self.tr("A&nswers the client’s {message}").format(message=said), True
        if how == RECEIPT:
            return self.tr("Ack&nowledges the client’s {message}").format(message=said), True
        return self.tr("A&nswers the client’s {message}?").format(message=said), False

    def _on_how_changed(self) -> None:
        receipt = self.how.value() == RECEIPT
        self._by.setVisible(receipt)
        self.promised.setVisible(receipt)
        self.awaiting.setVisible(receipt)
        self._show_others()
        self._suggest()
        if receipt and self.how.isAncestorOf(self.window().focusWidget() or self):
            self.promised.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
