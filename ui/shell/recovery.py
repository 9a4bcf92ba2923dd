"""The recovery key: shown once, printed, part of it typed back; and the way in with it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.errors import LiaisonError, Problem
from app.vault.recovery import as_printed
from app.vault.strength import strength
from ui.kit import theme
from ui.kit.banner import Banner
from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Tone
from ui.kit.form import Form
from ui.kit.labels import Label
from ui.kit.text_field import TextField
from ui.shell.gate import FIRST_STEPS, Gate
from ui.shell.passwords import PasswordField, StrengthBar, weak_problem
from ui.shell.person_choice import PersonChoice

translate = QCoreApplication.translate


def _mono(pixels: int) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(pixels)
    return font


class RecoveryKeyPart(QWidget):
    """The key in its groups, a way to print it, and fields for two of them, typed back from the paper.

    `entered()` when Enter was pressed in a field.
    """

    entered = Signal()

    def __init__(self, groups: Sequence[str], firm: str) -> None:
        super().__init__()
        self._groups, self._firm = tuple(groups), firm
        first = secrets.randbelow(len(groups))
        second = (first + 1 + secrets.randbelow(len(groups) - 1)) % len(groups)
        self.asked = tuple(sorted((first, second)))
        self._words: list[Label] = []
        self.key_box = self._key_grid()
        self.print = Button(self.tr("Print…"), self._print)
        self.again = LinkButton(self.tr("Show it again"), self.show_key)
        self.form = Form(label_width=104)
        self.typed = [TextField() for _ in self.asked]
        for place, field in zip(self.asked, self.typed, strict=True):
            self.form.add(self.tr("Group {number}").format(number=place + 1), field, f"group{place}")
            field.returnPressed.connect(self.entered)
            field.textEdited.connect(self.hide_key)
        row = QHBoxLayout()
        row.addWidget(self.print)
        row.addWidget(self.again)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.key_box)
        column.addLayout(row)
        column.addWidget(Label(spelling(), "small", tone=Tone.DIM, wrap=True))
        back = self.tr("Now from the paper: type two of its groups, to see that it can be read.")
        column.addWidget(Banner("", back))
        column.addWidget(self.form)
        self.show_key()

    def _key_grid(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, theme.S, 0, theme.S)
        for number, group in enumerate(self._groups):
            row, column = divmod(number, 4)
            grid.addWidget(Label(str(number + 1), "small"), row * 2, column)
            words = Label(group, selectable=True)
            words.setFont(_mono(theme.px(20)))
            grid.addWidget(words, row * 2 + 1, column)
            self._words.append(words)
        return box

    def show_key(self) -> None:
        """The key can be read, and what was typed from it is taken away: it proves nothing any more."""
        for field in self.typed:
            field.setText("")  # undo would bring back what was cleared
        self._say_key(self._groups, self.tr("Recovery key: {key}").format(key=" ".join(self._groups)))
        self.again.hide()

    def hide_key(self, *_: object) -> None:
        """Dots instead of the key, once somebody types it back: so that it is typed from the paper."""
        if self.again.isHidden():
            self._say_key(["•" * len(group) for group in self._groups], self.tr("Recovery key, hidden"))
            self.again.show()

    def _say_key(self, groups: Sequence[str], name: str) -> None:
        for label, group in zip(self._words, groups, strict=True):
            label.setText(group)
        self.key_box.setAccessibleName(name)

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: print_key(printer, self._groups, self._firm))
        dialog.show()  # not open(): the print dialog's wants a receiver and a slot's name

    def is_read(self) -> bool:
        """Whether both groups were typed rightly; what is wrong is said by its field."""
        problems = [
            Problem(
                f"group{place}",
                "wrong-group",
                self.tr("Group {number} of the key reads differently.").format(number=place + 1),
            )
            for place, field in zip(self.asked, self.typed, strict=True)
            if as_printed(field.text()) != as_printed(self._groups[place])
        ]
        self.form.show_problems(problems)
        return not problems


class RecoveryPage(Gate):
    """Shows the key. `finished()` once two of its groups were typed back rightly."""

    finished = Signal()

    def __init__(self, groups: Sequence[str], firm: str, parent: QWidget | None = None) -> None:
        super().__init__("", "", icon="key-round", width=520, parent=parent)
        self.set_head(
            self.tr("Your recovery key"),
            self.tr(
                "If everybody forgets their password, this key alone opens the vault. Nobody can make it again. "
                "Print it, and keep it where the firm keeps its wills."
            ),
        )
        self.set_step(FIRST_STEPS)
        self.part = RecoveryKeyPart(groups, firm)
        self.part.entered.connect(self.submit)
        self.column.addWidget(self.part)
        self.button = Button(self.tr("Open the vault"), self.submit, primary=True)
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)

    def submit(self) -> None:
        """What the button does."""
        if self.part.is_read():
            self.finished.emit()

    def focus_first(self) -> None:
        self.part.typed[0].setFocus(Qt.FocusReason.OtherFocusReason)


def spelling() -> str:
    """Which characters a key is written with (`app.vault.recovery`)."""
    return translate("RecoverySheet", "There is no letter O, I, L or U in the key: 0 is zero, and 1 is one.")


def print_key(device: object, groups: Sequence[str], firm: str) -> None:
    """Draw the sheet with the key on a `QPrinter` (or any paint device with a resolution)."""
    painter = QPainter(device)  # type: ignore[call-overload] # any paint device will do
    dots = painter.device().logicalDpiX()

    def at(millimetres: float) -> float:
        return millimetres / 25.4 * float(dots)

    def line(top: float, words: str, points: float, *, bold: bool = False, mono: bool = False) -> None:
        font = _mono(20) if mono else QFont(theme.font())
        font.setPixelSize(round(points / 72 * dots))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        box = QRectF(at(24), at(top), at(165), at(30))
        painter.drawText(box, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), words)

    line(24, translate("RecoverySheet", "Liaison recovery key"), 20, bold=True)
    line(36, firm, 12)
    words = translate(
        "RecoverySheet",
        "Whoever holds this sheet and the vault can read everything in it. Keep it locked away, apart from "
        "the computer. It is needed when nobody knows a password any more.",
    )
    line(46, words, 11)
    half = (len(groups) + 1) // 2
    for row, part in enumerate((groups[:half], groups[half:])):
        line(72 + row * 16, "   ".join(part), 22, bold=True, mono=True)
    line(112, spelling(), 11)
    painter.end()


class RecoverPage(Gate):
    """The way in when the password is forgotten. `recover_requested(name, key, new password)`,
    `back_chosen()`."""

    recover_requested = Signal(str, str, str)
    back_chosen = Signal()

    def __init__(self, people: Sequence[str], chosen: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", "", icon="key-round", width=520, parent=parent)
        self.set_head(
            self.tr("Forgot your password?"),
            self.tr(
                "Nobody can tell you the old password: it is stored nowhere. You get a new one in one of two ways."
            )
            if len(people) > 1
            else self.tr(
                "Nobody can tell you the old password: it is stored nowhere. The recovery key sets a new one."
            ),
        )
        if len(people) > 1:
            ask = self.tr("They sign in, open Firm, click your name under People, and choose Reset password.")
            self.column.addWidget(Banner(self.tr("1. Ask an administrator of your firm."), ask))
        key = self.tr(
            "Use the recovery key: eight groups on a sheet that was printed when the firm was set up. It may lie in "
            "the safe, or wherever the firm keeps its wills."
        )
        self.column.addWidget(Label(f"2. {key}" if len(people) > 1 else key, wrap=True))
        self.form = Form(label_width=104)
        self.name = PersonChoice()
        self.name.set_people(people, chosen)
        self.key = TextField(self.tr("all eight groups; there is no letter O, 0 is zero"))
        self.password, self.again = (
            PasswordField(self.tr("New password")),
            PasswordField(self.tr("New password again")),
        )
        self.strength = StrengthBar()
        self.form.add(self.tr("Name"), self.name, "user")
        self.form.add(self.tr("Recovery key"), self.key, "recovery_key")
        self.form.add(self.tr("New password"), self.password, "password")
        self.form.add_wide(self.strength)
        self.form.add(self.tr("Again"), self.again, "again")
        self.password.textChanged.connect(self._on_password_changed)
        self.column.addWidget(self.form)
        row = QHBoxLayout()
        row.addWidget(LinkButton(self.tr("Back"), self.back_chosen.emit))
        row.addStretch(1)
        self.button = Button(self.tr("Set new password and sign in"), self.submit, primary=True)
        row.addWidget(self.button)
        self.column.addLayout(row)

    def _on_password_changed(self, text: str) -> None:
        self.strength.show_strength(strength(text, [self.name.currentText()]))

    def submit(self) -> None:
        """What the button does."""
        problems = []
        if not self.key.text().strip():
            problems.append(Problem("recovery_key", "no-key", self.tr("Please type the recovery key.")))
        weak = weak_problem(self.password.text(), [self.name.currentText()])
        if weak is not None:
            problems.append(weak)
        if self.password.text() != self.again.text():
            problems.append(Problem("again", "not-the-same", self.tr("The two passwords are not the same.")))
        self.form.show_problems(problems)
        if not problems:
            self.form.setEnabled(False)
            self.button.setEnabled(False)
            self.recover_requested.emit(self.name.currentText(), self.key.text(), self.password.text())

    def show_error(self, error: LiaisonError) -> None:
        """The sentence by its field."""
        self.form.setEnabled(True)
        self.button.setEnabled(True)
        self.form.show_error(error)

    def focus_first(self) -> None:
        self.key.setFocus(Qt.FocusReason.OtherFocusReason)
