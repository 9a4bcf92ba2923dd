"""The panels that are folded away: identity and interpreter, costs, declined advice, tags and files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import tr
from app.kernel.said import say_day
from app.kernel.text import fold
from app.workspace import Workspace
from ui.contactlog.files import FilesBox
from ui.contactlog.values import FormValues, NextLine, Present
from ui.kit import theme
from ui.kit.check import Check
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText, TextField
from ui.kit.labels import Label
from ui.kit.people import PeopleEdit
from ui.kit.plain_line import PlainLine
from ui.kit.typeahead import Suggestion

CLASSES = ("", "privileged", "without prejudice", "partners only")
"""Confidentiality as people say it; any other word may be typed."""


class Panel(QWidget):
    """Small labels and fields under a fold."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, theme.px(4))
        self.grid.setHorizontalSpacing(theme.px(10))
        self.grid.setVerticalSpacing(theme.px(6))
        self.grid.setColumnStretch(1, 1)
        self.grid.setColumnMinimumWidth(0, theme.px(92))

    def line(self, label: str, field: QWidget) -> None:
        """One more field with its label."""
        words = Label(label, "small", tone=Tone.DIM)
        words.setBuddy(field)
        field.setAccessibleName(label.replace("&", ""))
        row = self.grid.rowCount()
        self.grid.addWidget(words, row, 0)
        self.grid.addWidget(field, row, 1)
        if self.focusProxy() is None:
            self.setFocusProxy(field)

    def whole(self, field: QWidget) -> None:
        """Something as wide as the panel."""
        self.grid.addWidget(field, self.grid.rowCount(), 0, 1, 2)
        if self.focusProxy() is None:
            self.setFocusProxy(field)


class IdentityPanel(Panel):
    """Whether it was checked who speaks, and the interpreter or adjustment used (A3, A1)."""

    def __init__(self) -> None:
        super().__init__()
        self.checked = Check(
            self.tr("Identity was c&hecked (called back on a number on file, or known questions)")
        )
        self.interpreter = TextField(self.tr("name, or adjustment made"))
        self.whole(self.checked)
        self.line(self.tr("Interpreter"), self.interpreter)
        self.checked.toggled.connect(self.changed)
        self.interpreter.textChanged.connect(self.changed)


class CostsPanel(Panel):
    """What was said of costs, and advice that was declined (F1, C1)."""

    def __init__(self) -> None:
        super().__init__()
        self.costs = GrowingText(self.tr("Estimate, bill, what was said about it"), least=1)
        self.declined = GrowingText(
            self.tr("What was advised and declined, and what was said may follow"), least=1
        )
        self.declined_on = PastDay(self.tr("when that was confirmed in writing: today, Fri, 3 March"))
        self.line(self.tr("Costs"), self.costs)
        self.line(self.tr("Advice declined"), self.declined)
        self.line(self.tr("Confirmed on"), self.declined_on)
        self.declined_on.changed.connect(self.changed)
        self.costs.textChanged.connect(self.changed)
        self.declined.textChanged.connect(self.changed)


class PastDay(DateWords):
    """A day that is past, by words; keeps what the words meant when they were typed."""

    def __init__(self, placeholder: str) -> None:
        self._present: Present | None = None
        self._kept = NextLine()
        super().__init__(self._read, self._say, placeholder=placeholder)

    def set_present(self, present: Present) -> None:
        """What the words are read against from now on."""
        self._present = present

    def line(self) -> NextLine:
        """The words and their day."""
        if self._kept.day is not None and self.text() == self._kept.words:
            return self._kept
        return NextLine(self.text(), self.value())

    def set_line(self, line: NextLine) -> None:
        """Show these words."""
        self._kept = line
        self.setText(line.words)

    def _read(self, words: str) -> date | None:
        return self._present.past_day(words) if self._present is not None else None

    def _say(self, day: date) -> str:
        return say_day(day, self._present.today) if self._present is not None else ""


class ReceivedPanel(Panel):
    """What we were told, where it is kept apart from what we said; and who of the firm held the contact (C1)."""

    def __init__(self) -> None:
        super().__init__()
        self.received = GrowingText(self.tr("What the client or the other side told you"), least=1)
        self.held_by: Choice[UUID | None] = Choice([(None, self.tr("me"))])
        self.line(self.tr("Received"), self.received)
        self.line(self.tr("Held by"), self.held_by)
        self.received.textChanged.connect(self.changed)
        self.held_by.currentIndexChanged.connect(self.changed)
        self._wanted: UUID | None = None

    def offer(self, people: Sequence[tuple[UUID, str]], writer: UUID | None, me: str) -> None:
        """The firm's people; who writes stands first."""
        self._wanted = self.holder()
        choices: list[tuple[UUID | None, str]] = [(None, me or self.tr("me"))]
        choices += [(key, name) for key, name in people if key != writer]
        self.held_by.blockSignals(True)
        self.held_by.set_choices(choices)
        self.held_by.set_value(self._wanted)
        self.held_by.blockSignals(False)

    def holder(self) -> UUID | None:
        """Who held it, None for who writes."""
        unseen = self._wanted is not None and self._wanted not in self.held_by.values()
        return self._wanted if unseen else self.held_by.value()

    def set_holder(self, holder: UUID | None) -> None:
        """Show this, also before the people are known."""
        self._wanted = holder
        self.held_by.set_value(holder)


class LetterPanel(Panel):
    """What the next letter says of this contact, in the client's words (K1)."""

    def __init__(self) -> None:
        super().__init__()
        self.words = GrowingText(
            self.tr(
                "What the next letter to the client says of this; empty: no more than that it took place"
            ),
            least=1,
        )
        self.words.setAccessibleName(self.tr("For the letter"))
        self.whole(self.words)
        self.whole(PlainLine.under(self.words))
        self.words.textChanged.connect(self.changed)


class FilesPanel(Panel):
    """Tags, confidentiality, billing, and files."""

    def __init__(self, workspace: Workspace, tags: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self.tags = PeopleEdit(
            lambda words: tags_for(tags(), words),
            name=self.tr("Tags"),
            placeholder=self.tr("discovery, costs"),
            now=True,
        )
        self.confidentiality = QComboBox()
        self.confidentiality.setEditable(True)
        self.confidentiality.addItems([one and tr(one) for one in CLASSES])
        self.billable = QCheckBox(self.tr("&Billable"))
        self.not_with_client = Check(self.tr("Not with the client (opponent, court, third party)"))
        self.files = FilesBox(workspace)
        self.line(self.tr("Tags"), self.tags)
        self.line(self.tr("Confidentiality"), self.confidentiality)
        ticks = QHBoxLayout()
        ticks.setSpacing(theme.px(16))
        ticks.addWidget(self.billable)
        ticks.addWidget(self.not_with_client)
        ticks.addStretch(1)
        self.grid.addLayout(ticks, self.grid.rowCount(), 1)
        self.whole(self.files)
        self.tags.changed.connect(self.changed)
        self.confidentiality.currentTextChanged.connect(self.changed)
        self.billable.toggled.connect(self.changed)
        self.not_with_client.toggled.connect(self.changed)
        self.files.changed.connect(self.changed)


class ReplyBoxes(QWidget):
    """Inbound contact: does it need a reply, is it urgent? (E1) Of what goes out the second alone is asked, where the
    firm's rule lets nothing urgent go that way (A5)."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.needs_reply = QCheckBox(self.tr("Needs a &reply"))
        self.urgent = QCheckBox(self.tr("&Urgent"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(self.needs_reply)
        row.addWidget(self.urgent)
        row.addStretch(1)
        column.addLayout(row)
        self.setMinimumHeight(theme.px(28))
        self.setFocusProxy(self.needs_reply)
        self.needs_reply.toggled.connect(self.changed)
        self.urgent.toggled.connect(self._on_urgent_toggled)

    def set_inbound(self, inbound: bool) -> None:
        """Whether it came in."""
        self.needs_reply.setVisible(inbound)
        self.setFocusProxy(self.needs_reply if inbound else self.urgent)

    def _on_urgent_toggled(self, on: bool) -> None:
        if on and not self.needs_reply.isHidden():
            self.needs_reply.setChecked(True)
        self.changed.emit()


def tags_for(known: Sequence[str], words: str) -> list[Suggestion]:
    """Tags used before that have these words, and last the words themselves as a new one."""
    key, typed = fold(words), " ".join(words.split())
    found = [Suggestion(tag, tag, "", "tag") for tag in known if key in fold(tag)]
    found.sort(key=lambda one: not fold(one.text).startswith(key))
    if typed and all(fold(one.text) != key for one in found):
        found = [*found[:7], Suggestion(typed, typed, tr("Create this tag"), "plus")]
    return found


def filled(values: FormValues) -> dict[str, bool]:
    """Which panels hold something, by the key of their fold."""
    return {
        "identity": values.identity_checked or bool(values.interpreter.strip()),
        "received": bool(values.received.strip()) or values.held_by_id is not None,
        "costs": bool(
            values.costs.strip() or values.advice_declined.strip() or values.declined_on.words.strip()
        ),
        "letter": bool(values.for_client.strip()),
        "files": bool(values.tags.strip() or values.files or values.confidentiality.strip())
        or values.billable
        or values.not_with_client,
    }
