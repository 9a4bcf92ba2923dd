"""Forms about passwords: one's own, somebody else's first or next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from app.kernel.errors import Invalid, Problem
from app.people import users
from app.people.queries import ColleagueRow
from app.people.standing import NewUser
from app.people.words import Role
from app.vault.strength import strength
from app.workspace import Workspace
from ui.kit import theme
from ui.kit.banner import Banner
from ui.kit.fields import Segmented
from ui.kit.form import Form
from ui.kit.formsheet import FormSheet
from ui.kit.sheet_draft import Keep
from ui.settings.roles import role_words
from ui.shell.passwords import PasswordField, StrengthBar, weak_problem


class NewPassword(QWidget):
    """A new password typed twice, with how long it would hold. It stands in a form's lines."""

    def __init__(self, form: Form, *, label: str = "", names: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._names, self._form = names, form
        self.password = PasswordField(label or self.tr("New password"))
        self.again = PasswordField(self.tr("Password again"))
        self.strength = StrengthBar()
        form.add(label or self.tr("New password"), self.password, "new_password")
        form.add_wide(self.strength)
        form.add(self.tr("Again"), self.again, "again")
        self.password.textChanged.connect(self._on_password_changed)
        self.hide()

    def _on_password_changed(self, words: str) -> None:
        self.strength.show_strength(strength(words, self._names()))

    def set_shown(self, shown: bool) -> None:
        """Show or hide the lines."""
        for name in ("new_password", "again"):
            self._form.show_row(name, shown)
        self.strength.setVisible(shown)

    def problems(self) -> list[Problem]:
        """What is wrong with what was typed."""
        weak = weak_problem(self.password.text(), self._names(), field="new_password")
        if weak is not None:
            return [weak]
        if self.password.text() != self.again.text():
            return [Problem("again", "not-the-same", self.tr("The two passwords are not the same."))]
        return []

    def clear(self) -> None:
        """Nothing of it stays in the fields."""
        self.password.clear()
        self.again.clear()


class PasswordForm(FormSheet):
    """A form with passwords in it: deriving takes a second or two."""

    def __init__(
        self, over: QWidget, workspace: Workspace, title: str, *, save: str, keep: Keep | None = None
    ) -> None:
        super().__init__(over, workspace, title, width=500, save=save, label_width=128, keep=keep)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(theme.px(6))
        self._bar.setAccessibleName(self.tr("Deriving the key"))
        self._bar.hide()
        self.pinned.addWidget(self._bar)
        self._closing: Callable[[], object] | None = None  # the window, when it is done
        self.finished.connect(self._on_finished)

    def show_working(self, *, working: bool) -> None:
        """While the key is derived."""
        self._bar.setVisible(working)
        self.form.setEnabled(not working)

    def apply(self, button: str) -> None:
        super().apply(button)
        self.show_working(working=not self.accept_button.isEnabled())

    def holds_window(self, close: Callable[[], object]) -> bool:
        """What is under way is ended, and the window goes then; where it was refused, it stays and says why: nobody
        would know which password holds."""
        if not self.is_held:
            return False
        self._closing = close
        self.note.setText(self.tr("The window closes when this is done."))
        return True

    def _on_finished(self, _accepted: bool) -> None:
        closing, self._closing = self._closing, None
        if closing is not None:
            QTimer.singleShot(0, closing)

    def _on_failed(self, error: Exception) -> None:
        self._closing = None
        self.note.setText("")
        self.show_working(working=False)
        super()._on_failed(error)


class OwnPasswordForm(PasswordForm):
    """Another password for who is signed in; the present one is asked for."""

    def __init__(self, over: QWidget, workspace: Workspace, name: str) -> None:
        super().__init__(over, workspace, over.tr("Change your password"), save=over.tr("Change"))
        self.old = PasswordField(self.tr("Present password"))
        self.form.add(self.tr("Present password"), self.old, "password")
        self.new = NewPassword(self.form, names=lambda: [name])
        older = self.tr("The old one still opens backups and copies of the vault that were made before.")
        self.form.add_wide(Banner("", older))

    def errand(self) -> Callable[[], object]:
        problems = self.new.problems()
        if not self.old.text():
            problems.insert(
                0, Problem("password", "no-password", self.tr("Please type the present password."))
            )
        if problems:
            raise Invalid(problems)
        workspace, old, new = self.workspace, self.old.text(), self.new.password.text()
        return lambda: users.change_own_password(workspace, old, new)


class ResetPasswordForm(PasswordForm):
    """Another password for somebody who forgot theirs."""

    def __init__(self, over: QWidget, workspace: Workspace, row: ColleagueRow) -> None:
        title = over.tr("A new password for {name}").format(name=row.name)
        super().__init__(over, workspace, title, save=over.tr("Reset password"))
        self._row = row
        self.form.add_wide(_hand_over(row.name), labels_too=True)
        self.new = NewPassword(self.form, names=lambda: [row.name])

    def errand(self) -> Callable[[], object]:
        problems = self.new.problems()
        if problems:
            raise Invalid(problems)
        workspace, user_id, new = self.workspace, self._row.id, self.new.password.text()
        return lambda: users.reset_password(workspace, user_id, new)


class SignInForm(PasswordForm):
    """Lets a colleague of the list sign in; one who left comes back with it."""

    def __init__(self, over: QWidget, workspace: Workspace, row: ColleagueRow) -> None:
        title = over.tr("Let {name} sign in").format(name=row.name)
        super().__init__(over, workspace, title, save=over.tr("Let in"))
        self._row = row
        self.role = Segmented([(role, role_words(role)) for role in Role], row.role, name=self.tr("Role"))
        self.form.add(self.tr("Role"), self.role, "role")
        self.new = NewPassword(self.form, label=self.tr("First password"), names=lambda: [row.name])
        self.form.add_wide(_hand_over(row.name), labels_too=True)

    def errand(self) -> Callable[[], object]:
        problems = self.new.problems()
        if problems:
            raise Invalid(problems)
        role = self.role.value()
        new = NewUser(self._row.name, role if isinstance(role, Role) else self._row.role, self._row.is_admin)
        workspace, password = self.workspace, self.new.password.text()

        def work() -> UUID:
            return users.add_user(workspace, new, password)

        return work


def hand_over(name: str) -> str:
    """What to say of a password that somebody else chose."""
    words = _tr(
        "Tell {name} this password in person, and ask {name} to choose another at the first sign-in: until then you "
        "know it."
    )
    nobody = _tr(
        "Tell them this password in person, and ask them to choose another at the first sign-in: until then you know "
        "it."
    )
    return words.format(name=name) if name else nobody


def _hand_over(name: str) -> Banner:
    return Banner("", hand_over(name))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Passwords", words)
