"""A part as wide as it is seen, that scrolls downwards where it needs more height than there is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QScrollArea, QWidget

from ui.kit import theme


class Downward(QScrollArea):
    """``content`` gets the width of the view, and its height or ``needed(width)``, whichever is more: never a bar
    below. Qt's own ``widgetResizable`` makes it as wide as its widest part."""

    def __init__(self, content: QWidget, needed: Callable[[int], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content, self._needed, self._is_fitting = content, needed, False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        content.installEventFilter(self)
        theme.bus().changed.connect(self._on_theme_changed)

    def fit(self) -> None:
        """Give the content its size anew."""
        if self._is_fitting:  # the bar that comes or goes changes the width of the view
            return
        self._is_fitting = True
        try:
            wide, high = self.maximumViewportSize().toTuple()
            scrolls = self._needed(wide) > high
            always, never = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            self.setVerticalScrollBarPolicy(always if scrolls else never)
            wide = self.viewport().width()
            self._content.resize(wide, max(high, self._needed(wide)) if scrolls else high)
        finally:
            self._is_fitting = False

    def _keep_focus_seen(self, seen: QRect) -> None:
        """What has the keyboard and lies in ``seen`` of the view is in sight when all has its place anew."""
        here = self.window().focusWidget()
        if here is None or not self._content.isAncestorOf(here):
            return
        if seen.intersects(QRect(here.mapTo(self.viewport(), QPoint()), here.size())):
            is_at_top = self.verticalScrollBar().value() == 0
            QTimer.singleShot(0, here, partial(self._bring, here, is_at_top=is_at_top))

    def _bring(self, here: QWidget, *, is_at_top: bool) -> None:
        """A list need not be seen to its end: who saw the head of the page goes on seeing it."""
        if is_at_top and isinstance(here, QAbstractItemView):
            self.verticalScrollBar().setValue(0)
            if not here.visibleRegion().isEmpty():
                return
        self.ensureWidgetVisible(here)

    def _on_theme_changed(self) -> None:
        self._keep_focus_seen(self.viewport().rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._keep_focus_seen(QRect(QPoint(), event.oldSize()))
        self.fit()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        answer = super().eventFilter(watched, event)
        content = getattr(self, "_content", None)  # gone when the page's last events come
        if content is not None and watched is content and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return answer
