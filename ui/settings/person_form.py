"""Somebody of the firm: name, role, administrator, how to reach them, and what else can be done about them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.kernel.errors import Invalid, Problem
from app.kernel.rights import Right
from app.people import users
from app.people.commands import NewColleague, PersonDetails, add_colleague
from app.people.queries import ColleagueRow
from app.people.standing import NewUser
from app.people.words import Role
from app.workspace import Workspace
from ui.kit.banner import Banner
from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Tone
from ui.kit.fields import Segmented, TextField
from ui.kit.labels import Label
from ui.kit.rights import allowed, needs, reason, writes
from ui.kit.sheet_draft import Keep
from ui.settings.password_forms import NewPassword, PasswordForm, hand_over
from ui.settings.roles import role_meaning, role_words


class PersonForm(PasswordForm):
    """A new person, with a password or only on the list; or one who is there.

    `sign_in_requested`, `reset_requested`, `own_password_requested`, `removal_requested`,
    `hand_over_requested` (ColleagueRow): the page
    opens what is asked for when this sheet has gone.
    """

    sign_in_requested = Signal(object)
    reset_requested = Signal(object)
    own_password_requested = Signal(object)
    removal_requested = Signal(object)
    hand_over_requested = Signal(object)

    def __init__(
        self, over: QWidget, workspace: Workspace, row: ColleagueRow | None = None, *, signs_in: bool = False
    ) -> None:
        title = over.tr("New person") if row is None else over.tr("Person")
        keep = Keep("person", row.id if row else None)
        super().__init__(over, workspace, title, save=over.tr("Save"), keep=keep)
        self._row, self._signs_in = row, signs_in
        self._is_me = row is not None and row.id == workspace.actor
        self.name, self.job = TextField(self.tr("first and last name")), TextField(self.tr("Paralegal"))
        self.phone, self.email = TextField(), TextField()
        self.role = Segmented([(role, role_words(role)) for role in Role], Role.STAFF, name=self.tr("Role"))
        self.meaning = Label("", "small", tone=Tone.DIM, wrap=True)
        self.admin = QCheckBox(self.tr("Administrator"))
        self._place_fields()
        if row is not None:
            self._fill(row)
            self._add_doings(row)
        self._gate()
        self.role.changed.connect(self._show_meaning)
        self._show_meaning()

    def _place_fields(self) -> None:
        form = self.form
        form.add(self.tr("Name"), self.name, "name")
        self.signs_in = QCheckBox(self.tr("May sign in to Liaison"))
        if self._row is None:
            form.add("", self.signs_in, "signs_in", hint=self.tr("With a password of their own."))
        form.add(self.tr("Role"), self.role, "role")
        form.add_wide(self.meaning)
        hint = self.tr(
            "Adds and removes people, resets passwords, and looks after the firm's settings and backups."
        )
        form.add("", self.admin, "is_admin", hint=hint)
        form.add(self.tr("Position"), self.job, "job_title")
        form.add(self.tr("Phone"), self.phone, "phone")
        form.add(
            self.tr("E-mail"),
            self.email,
            "email",
            hint=self.tr("Mail from this address counts as sent by the firm."),
        )
        self.new: NewPassword | None = None
        if self._row is None:
            self.new = NewPassword(
                form, label=self.tr("First password"), names=lambda: [self.name.text(), self.email.text()]
            )
            self._told = Banner("", hand_over(""))
            form.add_wide(self._told)
            self.name.textChanged.connect(self._on_name_changed)
            self.signs_in.setChecked(True)
            self.signs_in.toggled.connect(self._on_signs_in_toggled)
            self._on_signs_in_toggled(True)

    def _fill(self, row: ColleagueRow) -> None:
        self.name.setText(row.name)
        self.job.setText(row.job_title)
        self.phone.setText(row.phone)
        self.email.setText(row.email)
        self.role.set_value(row.role)
        self.admin.setChecked(row.is_admin)

    def _add_doings(self, row: ColleagueRow) -> None:
        """What else can be done about somebody, at the left of the foot."""
        foot = self.foot.layout()
        doings: list[tuple[str, SignalInstance]] = []
        if self._is_me:
            doings.append((self.tr("Change password…"), self.own_password_requested))
        else:
            doings.append(
                (self.tr("Reset password…"), self.reset_requested)
                if self._signs_in
                else (self.tr("Give a password…"), self.sign_in_requested)
            )
            if row.active:
                doings.append((self.tr("Remove…"), self.removal_requested))
        self.doings = [Button(words) for words, _ in doings]
        for button, (_, signal) in zip(self.doings, doings, strict=True):
            button.clicked.connect(lambda _=False, signal=signal: self._leave_for(signal, row))
            if not self._is_me:
                needs(button, self.workspace, Right.PEOPLE)
        self.hand_over_button = LinkButton(self.tr("Hand over what stands in this name…"))
        self.hand_over_button.clicked.connect(lambda: self._leave_for(self.hand_over_requested, row))
        writes(self.workspace, self.hand_over_button)
        self.form.add_wide(self.hand_over_button)
        if isinstance(foot, QHBoxLayout):
            for number, button in enumerate(self.doings):
                foot.insertWidget(number, button)

    def _leave_for(self, signal: SignalInstance, row: ColleagueRow) -> None:
        self.accept()
        signal.emit(row)

    def _gate(self) -> None:
        """Who is no administrator changes title, address and number of their own."""
        may, why = self.workspace.may(Right.PEOPLE), reason(Right.PEOPLE)
        held: list[QWidget] = [self.name, self.role, self.admin]
        if not self._is_me:
            held += [self.job, self.phone, self.email, self.accept_button]
        for widget in held:
            allowed(widget, may, why)
        if not self._is_me and not may:
            self.note.setText(self.tr("An administrator can change this."))

    def _show_meaning(self, *_: object) -> None:
        role = self.role.value()
        self.meaning.setText(role_meaning(role) if isinstance(role, Role) else "")

    def _on_name_changed(self, name: str) -> None:
        self._told.say("", hand_over(name.strip()))
        self._told.setVisible(self.signs_in.isChecked())
        self._place()

    def _on_signs_in_toggled(self, on: bool) -> None:
        if self.new is not None:
            self.new.set_shown(on)
            self._told.setVisible(on)
            if not on:
                self.new.clear()
            self._place()

    def errand(self) -> Callable[[], object]:
        role = self.role.value()
        new = NewColleague(
            self.name.text(),
            role if isinstance(role, Role) else Role.STAFF,
            self.job.text(),
            self.email.text(),
            self.phone.text(),
        )
        row, is_admin, workspace = self._row, self.admin.isChecked(), self.workspace
        if row is not None:
            return lambda: _change(workspace, row, new, is_admin)
        if self.new is None or not self.signs_in.isChecked():
            if is_admin:
                words = self.tr("An administrator has to be able to sign in: give a password, too.")
                raise Invalid([Problem("signs_in", "admin-without-password", words)])
            return lambda: _add_to_list(workspace, new)
        problems = self.new.problems()
        if not new.name.strip():
            problems.insert(0, Problem("name", "no-name", self.tr("Please give the person's name.")))
        if problems:
            raise Invalid(problems)
        password = self.new.password.text()
        return lambda: _add_user(workspace, new, password, is_admin=is_admin)


def _add_to_list(workspace: Workspace, new: NewColleague) -> UUID:
    with workspace.write() as tx:
        return add_colleague(tx, new)


def _add_user(workspace: Workspace, new: NewColleague, password: str, *, is_admin: bool) -> UUID:
    """On the list and with a password; then what the list keeps besides."""
    user_id = users.add_user(workspace, NewUser(new.name, new.role, is_admin, new.job_title), password)
    users.change_person(workspace, user_id, _known(new))
    return user_id


def _change(workspace: Workspace, row: ColleagueRow, new: NewColleague, is_admin: bool) -> UUID:
    """The role first: what refuses it refuses all of it."""
    if (new.role, is_admin) != (row.role, row.is_admin):
        users.change_role(workspace, row.id, role=new.role, is_admin=is_admin)
    users.change_person(workspace, row.id, _known(new))
    return row.id


def _known(new: NewColleague) -> PersonDetails:
    return PersonDetails(new.name, new.job_title, new.email, new.phone)
