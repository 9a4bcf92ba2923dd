"""The people of the firm: a list, and the form of one of them."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bootstrap import Workspace
from app.people.commands import NewColleague, add_colleague, change_colleague
from app.people.queries import ColleagueRow
from app.people.words import Role
from app.storage.transaction import Transaction
from ui.kit import chips, theme
from ui.kit.buttons import Button
from ui.kit.fields import Segmented, TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.page import section
from ui.kit.rows import Row, RowList


class PersonForm(FormSheet):
    """Somebody of the firm."""

    def __init__(self, over: QWidget, workspace: Workspace, row: ColleagueRow | None = None) -> None:
        super().__init__(over, workspace, "New person" if row is None else "Person", width=520)
        self._row = row
        self.name, self.job = TextField(self.tr("first and last name")), TextField(self.tr("Paralegal"))
        self.phone, self.email = TextField(), TextField()
        roles = [
            (Role.PARTNER, self.tr("Partner")),
            (Role.LAWYER, self.tr("Lawyer")),
            (Role.STAFF, self.tr("Staff")),
        ]
        if row is not None and row.role is Role.READ_ONLY:  # not offered before it keeps anybody from writing
            roles.append((Role.READ_ONLY, self.tr("Reads only")))
        self.role = Segmented(roles, Role.STAFF, name=self.tr("Role"))
        self.form.add(self.tr("Name"), self.name, "name")
        self.form.add(self.tr("Role"), self.role, "role")
        self.form.add(self.tr("Position"), self.job, "job_title")
        self.form.add(self.tr("Phone"), self.phone, "phone")
        hint = self.tr("Mail from this address counts as sent by the firm.")
        self.form.add(self.tr("E-mail"), self.email, "email", hint=hint)
        if row is not None:
            self.name.setText(row.name)
            self.job.setText(row.job_title)
            self.phone.setText(row.phone)
            self.email.setText(row.email)
            self.role.set_value(row.role)

    def command(self) -> Command:
        role = self.role.value()
        new = NewColleague(
            self.name.text(),
            role if isinstance(role, Role) else Role.STAFF,
            self.job.text(),
            self.email.text(),
            self.phone.text(),
        )
        row = self._row

        def write(tx: Transaction) -> UUID:
            if row is None:
                return add_colleague(tx, new)
            change_colleague(tx, row.id, new)
            return row.id

        return write


class PeopleList(QWidget):
    """`opened(colleague id)`, `add_requested()`."""

    opened = Signal(object)
    add_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = RowList(self.tr("People of the firm"))
        self.rows.opened.connect(self.opened)
        self.add_button = Button(self.tr("Add a person"), self.add_requested.emit)
        head = QHBoxLayout()
        head.addWidget(section(self.tr("People")), 1)
        head.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.rows)
        theme.bus().changed.connect(self._fit)

    def show_people(self, people: tuple[ColleagueRow, ...], me: UUID) -> None:
        """Everybody, by name; whoever signed in says so."""
        self.rows.set_rows([_row(one, me) for one in people])
        self._fit()

    def _fit(self) -> None:
        self.rows.setFixedHeight(max(self.rows.verticalHeader().length(), theme.px(53)) + 1)


def _row(one: ColleagueRow, me: UUID) -> Row:
    mine = (chips.plain("you"),) if one.id == me else ()
    reached = " · ".join(filter(None, (one.phone, one.email)))
    return Row(one.id, one.name, one.job_title or one.role.value, "user", reached, mine)
