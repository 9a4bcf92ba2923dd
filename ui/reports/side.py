"""What the next report is to say in the lawyer's own words, how long it is, and how it reads."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.plain.looking import Plainness
from app.reports.content import Length
from ui.kit import theme
from ui.kit.chips import Tone
from ui.kit.fields import GrowingText, Segmented
from ui.kit.labels import Label, dim, head
from ui.kit.pausing import after_typing
from ui.kit.plain_line import PlainLine
from ui.kit.plain_marks import PlainMarks
from ui.kit.sidepane import SidePane
from ui.reports.load import Wording

TYPING_PAUSE = 600
"""Milliseconds without a key after which the words are kept and the preview is made anew."""


class ReportSide(SidePane):
    """`typed()` some time after the last key, `length_changed()`."""

    typed = Signal()
    length_changed = Signal()

    def __init__(self) -> None:
        super().__init__(name=QCoreApplication.translate("ReportSide", "What the report is to say"))
        lengths = (
            (Length.SHORT, self.tr("Short")),
            (Length.USUAL, self.tr("Usual")),
            (Length.FULL, self.tr("Full")),
        )
        self._typing = after_typing(self, TYPING_PAUSE, self.typed.emit)
        self._length = Segmented(lengths, Length.USUAL, name=self.tr("Length"))
        self._length.changed.connect(lambda *_: self.length_changed.emit())
        self.kept = dim()
        self._add_together(head(self.tr("Length")), self._length)
        self._add_fields(head(self.tr("Say it in your words")))
        self._reads_head = head(self.tr("How the letter reads"))
        self._reads = PlainLine()
        self._reads_head.hide()
        self._add_together(self._reads_head, self._reads)
        self.close_up()

    def _add_together(self, *widgets: QWidget) -> None:
        """A head and what it heads, nearer to each other than to the next."""
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for widget in widgets:
            column.addWidget(widget)
        self.add(part)

    def _add_fields(self, above: QWidget) -> None:
        left_out = self.tr("Empty: the part is left out.")
        self.key_point = self._words(
            self.tr("First of all"),
            self.tr("What the client must know or do first. Empty: the next date or task."),
            above=above,
        )
        self.options = self._words(self.tr("Options and risks"), left_out)
        self._advice = Label("", "small", wrap=True, selectable=True)
        self._advice.hide()
        self.add(self._advice)
        self.decision = self._words(self.tr("Decisions we ask for"), left_out, below=self.kept)

    def _words(
        self, name: str, hint: str, *, above: QWidget | None = None, below: QWidget | None = None
    ) -> GrowingText:
        field = GrowingText()
        field.setAccessibleName(name)
        field.setAccessibleDescription(hint)
        field.setEnabled(False)
        field.textChanged.connect(self._typing.start)
        PlainMarks(field)
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for widget in (Label(name, "bold"), field, Label(hint, "small", tone=Tone.DIM, wrap=True)):
            column.addWidget(widget)
        self._add_together(*(one for one in (above, part, below) if one is not None))
        return field

    @property
    def length(self) -> Length:
        """How much the report is to tell."""
        return Length(str(self._length.value()))

    @property
    def fields(self) -> tuple[GrowingText, GrowingText, GrowingText]:
        """The three fields, top to bottom."""
        return self.key_point, self.options, self.decision

    def wording(self) -> Wording:
        """What stands in them; nothing is waited for any more."""
        self._typing.stop()
        return Wording(*(field.text() for field in self.fields))

    def show_wording(self, wording: Wording, *, same: bool) -> None:
        """What is kept for a matter; ``same`` one as before: what somebody types in just now stays."""
        words = (wording.key_point, wording.options, wording.decision_asked)
        for field, text in zip(self.fields, words, strict=True):
            field.setEnabled(True)
            if not (same and field.hasFocus()) and field.text() != text:
                field.blockSignals(True)
                field.setText(text)
                field.blockSignals(False)

    def show_advice(self, advice: str) -> None:
        """What was advised since the last update and does not stand in the letter."""
        said = self.tr("Advised since the last update, not in the letter:")
        self._advice.setText(f"{said}\n{advice}")
        self._advice.setVisible(bool(advice))

    def show_plainness(self, found: Plainness | None, court: str = "") -> None:
        """How the letter reads; ``court``: what of it is in a court's words."""
        self._reads.show_plainness(found, first=court)
        self._reads_head.setHidden(self._reads.isHidden())

    def put_away(self) -> None:
        """Another matter was chosen: nothing may be written for the one before."""
        self._typing.stop()
        self._advice.hide()
        self.kept.setText("")
        self.show_plainness(None)
        for field in self.fields:
            field.setEnabled(False)
