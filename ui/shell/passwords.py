"""The fields for passwords, and how long a new one would hold (`app.vault.strength`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.vault.strength import Strength, strength
from ui.kit import paint, theme
from ui.kit.announcing import announce
from ui.kit.buttons import IconButton
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.text_field import TextField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from app.kernel.errors import Problem

translate = QCoreApplication.translate

LEAST_SHARE = 0.5
"""A new password that is worth less of what we ask for is refused: a machine guesses it in a day."""


def weak_problem(password: str, known: Sequence[str] = (), *, field: str = "password") -> Problem | None:
    """What a form says of a new password that would be guessed; None for one that may be taken."""
    from app.kernel.errors import Problem

    if not password:
        return Problem(field, "no-password", translate("Passwords", "Please choose a password."))
    found = strength(password, known)
    if found.share >= LEAST_SHARE:
        return None
    said = translate("Passwords", "This would be guessed. {hint}").format(hint=found.hint)
    return Problem(field, "weak-password", said)


class PasswordField(TextField):
    """A line of dots with an eye to look at it, which says when Caps Lock is on."""

    secret = True
    """Never kept in a draft, whether it shows dots or not (`ui.kit.kept`)."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self._eye = IconButton("eye", self.tr("{name}: show").format(name=name), self._toggle, parent=self)
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.caps_lock = False
        self._restyle_margins()
        theme.bus().changed.connect(self._restyle_margins)

    def _restyle_margins(self) -> None:
        wide = QFontMetrics(theme.font("small")).horizontalAdvance(self._caps_words()) + theme.px(10)
        self.set_room(6, theme.px(30) + (wide if self.caps_lock else 0))

    def _caps_words(self) -> str:
        return self.tr("⇪ Caps Lock")

    def set_caps_lock(self, is_on: bool) -> None:
        """Say in the field, and to a screen reader, that every letter comes as a capital."""
        if is_on == self.caps_lock:
            return
        self.caps_lock = is_on
        announce(self, self.tr("Caps Lock is on.") if is_on else "")
        self._restyle_margins()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.set_caps_lock(caps_lock_after(event, before=self.caps_lock))
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.caps_lock:
            painter = paint.begin(self)
            box = self.rect().adjusted(0, 0, -theme.px(32), 0)
            paint.text(
                painter,
                box,
                self._caps_words(),
                theme.colors().soon,
                theme.font("small"),
                Qt.AlignmentFlag.AlignRight,
            )
            painter.end()

    def _toggle(self) -> None:
        shown = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.set_icon(
            "eye-off" if shown else "eye",
            (self.tr("{name}: hide") if shown else self.tr("{name}: show")).format(
                name=self.accessibleName()
            ),
        )

    def clear(self) -> None:
        """Empty it, and what undo would bring back: Qt's own keeps that, for whoever has the dots shown and presses
        Ctrl+Z."""
        self.setText("")

    def take(self) -> str:
        """What was typed; the field is empty and hidden again afterwards."""
        words = self.text()
        self.clear()
        if self.echoMode() == QLineEdit.EchoMode.Normal:
            self._toggle()
        return words

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self.height() - 4
        self._eye.setGeometry(paint.seen_in(self, QRect(self.width() - side - 4, 2, side, side)))


def caps_lock_after(event: QKeyEvent, *, before: bool) -> bool:
    """Whether Caps Lock is on, as far as a key tells: Qt says so only by the letters that come.

    A capital without Shift, or a small letter with it, comes of Caps Lock. The key itself says
    only that what was known holds no longer. Letters without two cases and other keys tell nothing.
    """
    if event.key() == Qt.Key.Key_CapsLock:
        return False
    letter = event.text()
    command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    if len(letter) != 1 or letter.lower() == letter.upper() or event.modifiers() & command:
        return before
    with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return letter.isupper() is not with_shift


class StrengthBar(QWidget):
    """How strong a new password is: a bar and a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = strength("")
        self._words = Label(self._now.hint, "small", tone=Tone.DIM, wrap=True, parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Password strength"))

    def show_strength(self, now: Strength) -> None:
        """Show this guess."""
        self._now = now
        self._words.setText(now.hint)
        self._words.set_tone(Tone.DONE if now.enough else Tone.DIM)
        announce(self, now.hint)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(26))

    def _fit(self) -> None:
        """As high as the longest sentence needs in this width, so that nothing moves while somebody types."""
        longest = QFontMetrics(theme.font("small")).horizontalAdvance(strength("").hint)
        lines = 1 if longest <= self.width() else 2
        high = theme.px(9) + lines * theme.px(17)
        if self.minimumHeight() != high:
            self.setFixedHeight(high)
        self._words.setGeometry(0, theme.px(6), self.width(), high - theme.px(6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = paint.begin(self)
        whole = QRectF(0, 1, self.width(), theme.px(4))
        if now.forced:  # ink on ink would be full
            paint.rounded(painter, whole, now.pane, now.line, theme.px(2))
        else:
            paint.rounded(painter, whole, now.line, None, theme.px(2))
        part = QRectF(whole)
        part.setWidth(whole.width() * self._now.share)
        color = now.done if self._now.enough else now.soon
        if self._now.share > 0.02:
            paint.rounded(painter, part, color, None, theme.px(2))
        painter.end()
