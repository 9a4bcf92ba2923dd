"""A line of small heads that fold out what only some contacts need."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import paint, theme
from ui.kit.arrows import pointing
from ui.kit.chips import Tone, tone_ink
from ui.kit.flow import lines


class FoldButton(QAbstractButton):
    """▸ Costs. Checked means folded out; ``done`` adds a ✓: something is filled in there."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.filled = False
        self.tone = Tone.DIM
        theme.bus().changed.connect(self.updateGeometry)

    def set_state(self, text: str, *, filled: bool, tone: Tone = Tone.DIM) -> None:
        """Other words; with a ✓ where something is filled in."""
        self.setText(text)
        plain = text.replace("&", "")
        self.setAccessibleName(self.tr("{text}, filled in").format(text=plain) if filled else plain)
        self.filled, self.tone = filled, tone
        self.updateGeometry()
        self.update()

    def _shown(self) -> str:
        words = self.text().replace("&", "")
        return f"▾ {words}" if self.isChecked() else pointing(self, f"▸ {words}")

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(theme.font()).horizontalAdvance(self._shown())
        return QSize(wide + theme.px(16 if self.filled else 2), theme.px(24))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        now = theme.colors()
        font = theme.font()
        words = self._shown()
        ink = now.ink if self.underMouse() or self.isChecked() else tone_ink(self.tone)
        paint.text(painter, self.rect(), words, ink, font)
        if self.filled:
            left = QFontMetrics(font).horizontalAdvance(words) + theme.px(5)
            side = theme.px(9)
            box = QRectF(left, (self.height() - side) / 2, side, side)
            paint.shape(painter, box, paint.Shape.DONE, now.done)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(0.5, 1, -0.5, -1), theme.CHIP_RADIUS)
        painter.end()


class _Heads(QWidget):
    """The heads side by side, in as many lines as they need."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _places(self, width: int) -> tuple[list[tuple[FoldButton, QRect]], int]:
        buttons = [button for button in self.findChildren(FoldButton) if not button.isHidden()]
        found, high = lines([button.sizeHint() for button in buttons], width, gap=theme.px(7))
        places = [place for line in found for place in line]
        return list(zip(buttons, places, strict=True)), high or theme.px(24)

    def flow(self) -> None:
        """Put the heads where they belong."""
        places, high = self._places(self.width())
        for button, rect in places:
            button.setGeometry(paint.seen_in(self, rect))
        if self.minimumHeight() != high:
            self.setFixedHeight(high)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), self._places(max(self.width(), theme.px(300)))[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.flow()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.flow()
        return super().event(event)


class Folds(QWidget):
    """Heads in one line, and under them the panels that are folded out, in the order of the heads."""

    toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, FoldButton] = {}
        self._panels: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self._heads = _Heads(self)
        column.addWidget(self._heads)
        self._below = column

    def add(self, key: str, text: str, panel: QWidget) -> FoldButton:
        """One more head with its panel, folded in."""
        button = FoldButton(text, self._heads)
        button.setAccessibleName(text.replace("&", ""))
        button.toggled.connect(self._on_button_toggled)
        self.buttons[key] = button
        self._panels[key] = panel
        self._below.addWidget(panel)
        panel.hide()
        return button

    def panel(self, key: str) -> QWidget:
        """The panel of a head."""
        return self._panels[key]

    def open(self, key: str) -> None:
        """Fold out."""
        self.buttons[key].setChecked(True)

    def set_shown(self, key: str, shown: bool) -> None:
        """Show or hide a head (and its panel)."""
        self.buttons[key].setVisible(shown)
        self._panels[key].setVisible(shown and self.buttons[key].isChecked())
        self._heads.flow()

    def set_state(self, key: str, text: str, *, filled: bool, tone: Tone = Tone.DIM) -> None:
        """Other words for a head; ✓ where something is filled in."""
        self.buttons[key].set_state(text, filled=filled, tone=tone)
        self._heads.flow()

    def _on_button_toggled(self) -> None:
        self._heads.flow()
        for key, button in self.buttons.items():
            panel = self._panels[key]
            fresh = button.isChecked() and panel.isHidden()
            panel.setVisible(button.isChecked())
            if fresh and button.hasFocus():
                panel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.toggled.emit()
