"""The one column beside a page: facts to glance at while on the phone, as label and value.

Where there is no room beside the page it stands in the page, as wide as that and as high as its facts: what it says,
as in "Don't tell", is never hidden. `ui.kit.page` decides where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.kernel.language import tr
from ui.kit import paint, theme
from ui.kit.chips import Tone, tone_ink
from ui.kit.labels import Label
from ui.kit.ring import FocusRing
from ui.kit.room import ANY_LENGTH
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

    is_within = False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        if self.is_within:
            painter.setPen(theme.colors().line)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        else:
            painter.fillRect(0, 0, 1, self.height(), theme.colors().line)
        painter.end()


class SidePane(QScrollArea):
    """The column itself, 300 wide, on the pane's ground with a line at its left; or within the page."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_within = False
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

    def set_within(self, within: bool) -> None:
        """Stand in the page, all of it seen; or beside it, scrolled by itself."""
        self.is_within = self._content.is_within = within
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(off if within else needed)
        across = QSizePolicy.Policy.Expanding
        policy = QSizePolicy(across, QSizePolicy.Policy.Fixed if within else QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(within)
        self.setSizePolicy(policy)
        self._restyle()
        self._content.update()

    def width_beside(self) -> int:
        """Pixels that it takes beside a page."""
        return theme.px(300)

    def hasHeightForWidth(self) -> bool:
        return self.is_within

    def heightForWidth(self, width: int) -> int:
        return self._column.totalHeightForWidth(width) if self.is_within else -1

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.line_height()) if self.is_within else super().minimumSizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_within:
            event.ignore()  # the page scrolls
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.is_within:
            event.ignore()
        else:
            super().wheelEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        answer = super().eventFilter(watched, event)
        if self.is_within and watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return answer

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
        self.setMinimumWidth(0 if self.is_within else self.width_beside())
        self.setMaximumWidth(ANY_LENGTH if self.is_within else self.width_beside())
        self._column.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        self._column.setSpacing(theme.px(20))

    def sizeHint(self) -> QSize:
        high = self.heightForWidth(self.width()) if self.is_within else theme.px(400)
        return QSize(self.width_beside(), high)


class _Group(QWidget):
    """The grid of one group; its gaps follow the size of the text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setColumnStretch(1, 1)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.grid.setHorizontalSpacing(theme.px(8))
        self.grid.setVerticalSpacing(theme.px(6))
        self.grid.setColumnMinimumWidth(0, theme.px(88))


class _Name(Label):
    """What a fact is: as high as a line of its value, however small its letters."""

    def _restyle(self) -> None:
        super()._restyle()
        self.setMinimumHeight(theme.line_height())


def _group_widget(group: FactGroup, parent: QWidget) -> QWidget:
    box = _Group(parent)
    grid = box.grid
    row = 0
    if group.head:
        grid.addWidget(Label(group.head, "head", tone=Tone.DIM), row, 0, 1, 2)
        row += 1
    for fact in group.facts:
        label = _Name(fact.label, "small", tone=Tone.DIM)
        value = Label(tone=fact.tone, wrap=True, selectable=True)
        words = Span(fact.value, tone=fact.tone)
        value.set_words((words, Span("\N{NO-BREAK SPACE}✓", tone=Tone.DONE)) if fact.verified else (words,))
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
