"""The fields for passwords, and an honest guess at how long one would hold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.kit import paint, theme
from ui.kit.buttons import IconButton
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.text_field import TextField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

# What people choose first, everywhere: worth nothing, whatever stands before or behind.
WORN_OUT = (
    "password",
    "passwort",
    "letmein",
    "welcome",
    "qwerty",
    "qwertz",
    "azerty",
    "admin",
    "secret",
    "iloveyou",
)
RUNS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
ENOUGH_BITS = 55.0


class Strength(NamedTuple):
    """``share`` 0 to 1 of what we ask for, and one sentence."""

    share: float
    hint: str

    @property
    def enough(self) -> bool:
        """Whether it is as long as it should be."""
        return self.share >= 1


def _tr(text: str) -> str:
    return QCoreApplication.translate("Passwords", text)


def strength(password: str, known: Sequence[str] = ()) -> Strength:
    """A guess in bits: alphabet to the length, less for repetition, rows of keys, worn-out words and
    ``known`` names."""
    if not password:
        return Strength(0.0, _tr("Four or five unrelated words are strong and can be remembered."))
    lowered = password.casefold()
    weak = [
        word for word in (*WORN_OUT, *(name.casefold() for name in known if len(name) > 3)) if word in lowered
    ]
    counted = lowered
    for word in weak:
        counted = counted.replace(word, "#")
    for run in (*RUNS, *(run[::-1] for run in RUNS)):
        for start in range(len(run) - 3):
            counted = counted.replace(run[start : start + 4], "#")
    kinds = (("0", "9"), ("a", "z"), ("A", "Z"))
    alphabet = sum(26 if low != "0" else 10 for low, high in kinds if any(low <= c <= high for c in password))
    alphabet += 20 if any(not c.isalnum() for c in password) else 0
    alphabet += 60 if any(c.isalpha() and ord(c) > 127 for c in password) else 0
    different = min(1.0, len(set(counted)) / max(1.0, len(counted) * 0.5))
    # Words hold less than their letters by chance: about 1.4 bits a letter less in a long run of small letters.
    per_letter, length = math.log2(max(alphabet, 10)), len(counted)
    bits = length * per_letter - (max(0, length - 12) * 1.4 if password.islower() else 0.0)
    share = min(1.0, bits * different / ENOUGH_BITS)
    if weak:
        return Strength(
            min(share, 0.9), _tr("It holds {word}: that is tried first.").format(word=_named(weak[0]))
        )
    if share < 0.5:
        return Strength(share, _tr("Short. Add a word or two."))
    return Strength(share, _tr("Almost. One more word would do.") if share < 1 else _tr("Good."))


def _named(word: str) -> str:
    return _tr("a very common word") if word in WORN_OUT else _tr("a name from this form")


class PasswordField(TextField):
    """A line of dots with an eye to look at it, which says when Caps Lock is on."""

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
        self.setTextMargins(6, 0, theme.px(30) + (wide if self.caps_lock else 0), 0)

    def _caps_words(self) -> str:
        return self.tr("⇪ Caps Lock")

    def set_caps_lock(self, is_on: bool) -> None:
        """Say in the field, and to a screen reader, that every letter comes as a capital."""
        if is_on == self.caps_lock:
            return
        self.caps_lock = is_on
        self.setAccessibleDescription(self.tr("Caps Lock is on.") if is_on else "")
        self._restyle_margins()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.set_caps_lock(caps_lock_after(event, before=self.caps_lock))
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.caps_lock:
            painter = QPainter(self)
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
        self._eye.setGeometry(self.width() - side - 4, 2, side, side)


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
        self.setAccessibleDescription(now.hint)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(26))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._words.setGeometry(0, theme.px(6), self.width(), self.height() - theme.px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = QPainter(self)
        whole = QRectF(0, 1, self.width(), theme.px(4))
        paint.rounded(painter, whole, now.line, None, theme.px(2))
        part = QRectF(whole)
        part.setWidth(whole.width() * self._now.share)
        color = now.done if self._now.enough else now.soon
        if self._now.share > 0.02:
            paint.rounded(painter, part, color, None, theme.px(2))
        painter.end()
