"""A quieter Fusion for Linux: flat fields, slim scroll bars, no gradients. Windows and macOS keep their own
style."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionFrame,
    QStyleOptionSlider,
    QStyleOptionSpinBox,
    QTabBar,
    QToolButton,
    QWidget,
)

from ui.kit import icons, paint, theme
from ui.kit.paint import panel as panel

_State = QStyle.StateFlag
_Primitive, _Metric, _Contents = QStyle.PrimitiveElement, QStyle.PixelMetric, QStyle.ContentsType
_LINE_EDIT, _LINE_FRAME = _Primitive.PE_PanelLineEdit, _Primitive.PE_FrameLineEdit
_BUTTON, _FOCUS = _Primitive.PE_PanelButtonCommand, _Primitive.PE_FrameFocusRect
_CHECK, _RADIO = _Primitive.PE_IndicatorCheckBox, _Primitive.PE_IndicatorRadioButton
_COMBO_SIZE, _SPIN_SIZE = _Contents.CT_ComboBox, _Contents.CT_SpinBox
_BUTTON_ORDER = QStyle.StyleHint.SH_DialogButtonLayout
_BAR = _Metric.PM_ScrollBarExtent
_INDICATORS = (
    _Metric.PM_IndicatorHeight,
    _Metric.PM_IndicatorWidth,
    _Metric.PM_ExclusiveIndicatorWidth,
    _Metric.PM_ExclusiveIndicatorHeight,
    _Metric.PM_LineEditIconSize,
)
_TAB_ARROW = _Metric.PM_TabBarScrollButtonWidth
_SPACINGS = (_Metric.PM_LayoutHorizontalSpacing, _Metric.PM_LayoutVerticalSpacing)
# Qt asks for sizes and hints thousands of times while it lays a page out, and to look up a member of an enumeration, or
# to hash one, costs more than all the rest of such an answer.


def parent_of(widget: QWidget | None) -> object:
    """What a widget stands in; a style is also asked for none."""
    return getattr(widget, "parent", lambda: None)()


class QuietFusion(QProxyStyle):
    """Fusion with our fields, buttons, boxes and scroll bars."""

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        state = option.state
        rect = QRectF(option.rect)
        now = theme.colors()
        enabled = bool(state & _State.State_Enabled)
        if element is _LINE_EDIT or element is _LINE_FRAME:
            if element is _LINE_EDIT and not isinstance(parent_of(widget), QComboBox):
                ground = option.palette.color(QPalette.ColorRole.Base)
                # A field without frame has no ground.
                if isinstance(option, QStyleOptionFrame) and option.lineWidth > 0:
                    paint.panel(
                        painter, rect, ground, focus=bool(state & _State.State_HasFocus), enabled=enabled
                    )
        elif element is _BUTTON:
            ground = now.selection if state & _State.State_Sunken else now.pane
            paint.rounded(painter, rect, ground, now.line, theme.RADIUS)
        elif element is _FOCUS:
            paint.focus_ring(painter, rect.adjusted(1, 1, -1, -1), theme.CHIP_RADIUS)
        elif element is _CHECK or element is _RADIO:
            self._box(painter, rect, state, circle=element is _RADIO)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def _box(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag, *, circle: bool) -> None:
        now = theme.colors()
        side = min(rect.width(), rect.height()) - 1
        box = QRectF(rect.left() + 0.5, rect.center().y() - side / 2, side, side)
        chosen = bool(state & (_State.State_On | _State.State_NoChange))
        ground = now.accent if chosen else now.pane
        paint.rounded(painter, box, ground, now.accent if chosen else now.dim, side / 2 if circle else 4)
        if state & _State.State_HasFocus:
            ring = box.adjusted(1.5, 1.5, -1.5, -1.5)
            paint.edge(painter, ring, now.on_accent if chosen else now.accent, side / 2 if circle else 3, 2)
        if not chosen:
            return
        inner = box.adjusted(side * 0.25, side * 0.25, -side * 0.25, -side * 0.25)
        if circle:
            paint.shape(painter, inner, paint.Shape.LATE, now.on_accent)
        elif state & _State.State_On:
            paint.shape(painter, inner, paint.Shape.DONE, now.on_accent)
        else:
            painter.fillRect(inner.adjusted(0, inner.height() / 3, 0, -inner.height() / 3), now.on_accent)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == QStyle.ControlElement.CE_PushButtonBevel and isinstance(option, QStyleOptionButton):
            self.drawPrimitive(QStyle.PrimitiveElement.PE_PanelButtonCommand, option, painter, widget)
            return
        if element == QStyle.ControlElement.CE_ProgressBarContents:
            # How far it is stands out from its ground; what is marked in a list need not.
            own = QPalette(option.palette)
            own.setColor(QPalette.ColorRole.Highlight, theme.colors().accent)
            own.setColor(QPalette.ColorRole.Accent, theme.colors().accent)
            option.palette = own
        super().drawControl(element, option, painter, widget)
        if element == QStyle.ControlElement.CE_ProgressBar and theme.colors().forced:
            # How much is left is seen by an edge: there is no ground of its own.
            whole = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
            paint.edge(painter, whole, theme.colors().line, min(whole.height() / 2, theme.CHIP_RADIUS))

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control == QStyle.ComplexControl.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            self._scroll_bar(option, painter, widget)
        elif control == QStyle.ComplexControl.CC_SpinBox and isinstance(option, QStyleOptionSpinBox):
            self._number(option, painter, widget)
        elif control == QStyle.ComplexControl.CC_ComboBox and isinstance(option, QStyleOptionComboBox):
            state = option.state
            rect = QRectF(option.rect)
            ground = option.palette.color(QPalette.ColorRole.Base)
            paint.panel(
                painter,
                rect,
                ground,
                focus=bool(state & _State.State_HasFocus),
                enabled=bool(state & _State.State_Enabled),
            )
            box = QRect(0, option.rect.top(), theme.px(20), option.rect.height())
            box.moveRight(option.rect.right() - 4)
            box = QStyle.visualRect(option.direction, option.rect, box)
            paint.chevron(painter, QRectF(box), theme.colors().dim)
        elif control == QStyle.ComplexControl.CC_ToolButton and isinstance(parent_of(widget), QTabBar):
            self._tab_arrow(painter, option, cast(QToolButton, widget))
        else:
            super().drawComplexControl(control, option, painter, widget)

    @staticmethod
    def _tab_arrow(painter: QPainter, option: QStyleOptionComplex, arrow: QToolButton) -> None:
        """What leads to the tabs that are out of sight: as large as the letters are."""
        now = theme.colors()
        painter.fillRect(option.rect, now.plain_ground if arrow.underMouse() else now.page)
        if arrow.hasFocus():
            paint.focus_ring(painter, QRectF(option.rect).adjusted(1, 1, -1, -1), theme.CHIP_RADIUS)
        icon = "chevron-left" if arrow.arrowType() == Qt.ArrowType.LeftArrow else "chevron-right"
        side = theme.px(16)
        box = QRect(0, 0, side, side)
        box.moveCenter(option.rect.center())
        icons.draw(painter, box, icon, now.ink if arrow.isEnabled() else now.off)

    def _scroll_bar(self, option: QStyleOptionSlider, painter: QPainter, widget: QWidget | None) -> None:
        thumb = self.subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, widget
        )
        color = QColor(theme.colors().dim)
        color.setAlpha(170 if option.activeSubControls & QStyle.SubControl.SC_ScrollBarSlider else 100)
        across = min(thumb.width(), thumb.height())
        inset = max(2.0, across / 4)
        paint.rounded(painter, QRectF(thumb).adjusted(inset, inset, -inset, -inset), color, None, across / 4)

    def _number(self, option: QStyleOptionSpinBox, painter: QPainter, widget: QWidget | None) -> None:
        """A number that can be stepped: a field like the others, with two small arrows."""
        state = option.state
        ground = option.palette.color(QPalette.ColorRole.Base)
        enabled = bool(state & _State.State_Enabled)
        focus = bool(state & _State.State_HasFocus)
        paint.panel(painter, QRectF(option.rect), ground, focus=focus, enabled=enabled)
        now = theme.colors()
        for part, step, up in (
            (QStyle.SubControl.SC_SpinBoxUp, QAbstractSpinBox.StepEnabledFlag.StepUpEnabled, True),
            (QStyle.SubControl.SC_SpinBoxDown, QAbstractSpinBox.StepEnabledFlag.StepDownEnabled, False),
        ):
            box = self.subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, widget)
            color = now.dim if option.stepEnabled & step else now.line
            inward = -4 if option.direction == Qt.LayoutDirection.LeftToRight else 4
            paint.chevron(painter, QRectF(box).translated(inward, -2 if up else 2), color, up=up)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        sub_control: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        rect = super().subControlRect(control, option, sub_control, cast(QWidget, widget))  # None is allowed
        if (
            control == QStyle.ComplexControl.CC_ComboBox
            and sub_control == QStyle.SubControl.SC_ComboBoxEditField
        ):
            rect.translate(1 if option.direction == Qt.LayoutDirection.LeftToRight else -1, 0)
            rect.adjust(3, 0, -3, 0)
            more = theme.px(20) - 20  # the arrow grows with the letters
            if more > 0:
                at_left = option.direction == Qt.LayoutDirection.RightToLeft
                rect.adjust(more if at_left else 0, 0, 0 if at_left else -more, 0)
        if (
            control == QStyle.ComplexControl.CC_SpinBox
            and sub_control == QStyle.SubControl.SC_SpinBoxEditField
        ):
            rect.translate(1 if option.direction == Qt.LayoutDirection.LeftToRight else -1, 0)
            rect.adjust(3, 0, -3, 0)
        return rect

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        wanted = super().sizeFromContents(kind, option, size, cast(QWidget, widget))
        if kind is _COMBO_SIZE:
            return QSize(wanted.width() + theme.px(8) + max(0, theme.px(20) - 20), theme.px(30))
        if kind is _SPIN_SIZE:
            return QSize(wanted.width() + theme.px(8), max(wanted.height(), theme.px(30)))
        return wanted

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        if hint is _BUTTON_ORDER:
            from PySide6.QtWidgets import QDialogButtonBox

            return int(QDialogButtonBox.ButtonLayout.GnomeLayout.value)  # what Linux desktops mostly have
        return super().styleHint(hint, option, widget, data)

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric is _BAR:
            return 12
        if metric in _INDICATORS:
            return theme.px(16)
        if metric is _TAB_ARROW:
            return theme.px(22)
        if metric in _SPACINGS:
            return theme.S
        return super().pixelMetric(metric, option, widget)
