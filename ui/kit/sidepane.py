"""The one column beside a page: facts to glance at while on the phone, as label and value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.kernel.language import tr
from ui.kit import paint, theme
from ui.kit.chips import Tone, tone_ink
from ui.kit.labels import Label
from ui.kit.ring import FocusRing
from ui.kit.spans import Span


class Fact(NamedTuple):
    """One line: a label and its value. `Fact("Don't tell", "Her brother, Ned", Tone.SOON)`; ``verified``
    adds ✓."""

    label: str
    value: str
    tone: Tone = Tone.PLAIN
    verified: bool = False


class FactGroup(NamedTuple):
    """Facts under a small head; ``share`` (0 to 1 and more) draws a bar of this ``tone``, ``note`` a dim line under
    it."""

    head: str
    facts: tuple[Fact, ...] = ()
    share: float | None = None
    note: str = ""
    tone: Tone = Tone.ACCENT


class ShareBar(QWidget):
    """How much of a whole is used. Its colour says nothing that words beside it do not say, too."""

    def __init__(
        self, share: float, name: str, tone: Tone = Tone.ACCENT, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_share(share, name, tone)

    def show_share(self, share: float, name: str, tone: Tone, marks: Sequence[float] = ()) -> None:
        """Draw this much, with a line at each of the ``marks``: the same parts of the whole."""
        self._share, self._tone, self._marks = share, tone, tuple(marks)
        self.setAccessibleName(f"{name}: {share:.0%}")
        self.setToolTip(f"{share:.0%}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = paint.begin(self)
        whole = QRectF(self.rect())
        paint.rounded(painter, whole, now.plain_ground, now.line if now.forced else None, whole.height() / 2)
        widest = max(1.0, *self._marks, self._share) if self._marks else 1.0
        used = QRectF(whole)
        used.setWidth(max(whole.height(), whole.width() * min(self._share / widest, 1.0)))
        paint.rounded(painter, used, tone_ink(self._tone), None, whole.height() / 2)
        for mark in self._marks:
            x = min(whole.width() * mark / widest, whole.width() - theme.px(2))
            painter.fillRect(QRectF(x, 0, theme.px(2), whole.height()), now.ink)
        painter.end()


class _Column(QWidget):
    """The facts, with the line that sets them off from the page."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        painter.fillRect(0, 0, 1, self.height(), theme.colors().line)
        painter.end()


class SidePane(QScrollArea):
    """The column itself, 300 wide, on the pane's ground with a line at its left."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.set_ground(self, "pane")
        self._content = _Column()
        self._content.setAccessibleName(name)
        theme.set_ground(self._content, "pane")
        self._column = QVBoxLayout(self._content)
        self.setWidget(self._content)
        FocusRing(self)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def set_groups(self, groups: Sequence[FactGroup]) -> None:
        """Show these groups of facts."""
        self.clear()
        for group in groups:
            self.add(_group_widget(group, self._content))
        self._column.addStretch(1)

    def clear(self) -> None:
        """Empty the column."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def add(self, widget: QWidget) -> None:
        """Anything else at the foot of the column."""
        self._column.addWidget(widget)

    def add_group(self, group: FactGroup) -> None:
        """Facts above other things; `close_up` comes last."""
        self.add(_group_widget(group, self._content))

    def close_up(self) -> None:
        """What was added stands together at the top."""
        self._column.addStretch(1)

    def _restyle(self) -> None:
        self.setFixedWidth(theme.px(300))
        self._column.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        self._column.setSpacing(theme.px(20))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(400))


def _group_widget(group: FactGroup, parent: QWidget) -> QWidget:
    box = QWidget(parent)
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(8))
    grid.setVerticalSpacing(theme.px(6))
    grid.setColumnMinimumWidth(0, theme.px(88))
    grid.setColumnStretch(1, 1)
    row = 0
    if group.head:
        grid.addWidget(Label(group.head, "head", tone=Tone.DIM), row, 0, 1, 2)
        row += 1
    for fact in group.facts:
        label = Label(fact.label, "small", tone=Tone.DIM)
        label.setMinimumHeight(theme.line_height())
        value = Label(tone=fact.tone, wrap=True, selectable=True)
        words = Span(fact.value, tone=fact.tone)
        value.set_words((words, Span(" ✓", tone=Tone.DONE)) if fact.verified else (words,))
        said = tr("{label}: {value}, verified") if fact.verified else "{label}: {value}"
        value.setAccessibleName(said.format(label=fact.label, value=fact.value))
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)
        row += 1
    if group.share is not None:
        grid.addWidget(ShareBar(group.share, group.head, group.tone, box), row, 0, 1, 2)
        row += 1
    if group.note:
        grid.addWidget(Label(group.note, tone=Tone.DIM, wrap=True), row, 0, 1, 2)
    return box
