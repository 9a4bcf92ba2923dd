"""The panels that are folded away: identity and interpreter, costs, declined advice, tags and files."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.clock import Clock
from ui.contactlog.files import FilesBox
from ui.contactlog.values import FormValues
from ui.kit import theme
from ui.kit.chips import Tone
from ui.kit.fields import GrowingText, TextField
from ui.kit.labels import Label

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
        self.checked = QCheckBox(
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
            self.tr("What was advised and declined, and when confirmed in writing"), least=1
        )
        self.line(self.tr("Costs"), self.costs)
        self.line(self.tr("Advice declined"), self.declined)
        self.costs.textChanged.connect(self.changed)
        self.declined.textChanged.connect(self.changed)


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
        self.words.textChanged.connect(self.changed)


class FilesPanel(Panel):
    """Tags, confidentiality, billing, and files."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.tags = TextField(self.tr("discovery, costs"))
        self.confidentiality = QComboBox()
        self.confidentiality.setEditable(True)
        self.confidentiality.addItems(list(CLASSES))
        self.billable = QCheckBox(self.tr("&Billable"))
        self.not_with_client = QCheckBox(self.tr("Not with the client (opponent, court, third party)"))
        self.files = FilesBox(clock)
        self.line(self.tr("Tags"), self.tags)
        self.line(self.tr("Confidentiality"), self.confidentiality)
        ticks = QHBoxLayout()
        ticks.setSpacing(theme.px(16))
        ticks.addWidget(self.billable)
        ticks.addWidget(self.not_with_client)
        ticks.addStretch(1)
        self.grid.addLayout(ticks, self.grid.rowCount(), 1)
        self.whole(self.files)
        self.tags.textChanged.connect(self.changed)
        self.confidentiality.currentTextChanged.connect(self.changed)
        self.billable.toggled.connect(self.changed)
        self.not_with_client.toggled.connect(self.changed)
        self.files.changed.connect(self.changed)


class ReplyBoxes(QWidget):
    """Inbound contact: does it need a reply, is it urgent? (E1)"""

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

    def _on_urgent_toggled(self, on: bool) -> None:
        if on:
            self.needs_reply.setChecked(True)
        self.changed.emit()


def filled(values: FormValues) -> dict[str, bool]:
    """Which panels hold something, by the key of their fold."""
    return {
        "identity": values.identity_checked or bool(values.interpreter.strip()),
        "costs": bool(values.costs.strip() or values.advice_declined.strip()),
        "letter": bool(values.for_client.strip()),
        "files": bool(values.tags.strip() or values.files or values.confidentiality.strip())
        or values.billable
        or values.not_with_client,
    }
