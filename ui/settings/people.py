"""The people of the firm: who is here, what each may do, who signs in; those who left are folded away."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.language import counted
from app.kernel.rights import Right
from app.kernel.said import say_day
from app.people.queries import ColleagueRow
from app.people.words import Role
from app.workspace import Workspace
from ui.kit import chips
from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Chip, Tone
from ui.kit.ends import Ends
from ui.kit.flow import Flow
from ui.kit.page import section
from ui.kit.rights import needs
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.settings.catalogue import title_of
from ui.settings.roles import role_words


class PeopleList(QWidget):
    """`opened(colleague id)`, `add_requested()`, `own_password_requested()`, `recovery_requested()`."""

    opened = Signal(object)
    add_requested = Signal()
    own_password_requested = Signal()
    recovery_requested = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._people: tuple[ColleagueRow, ...] = ()
        self._signing_in: Collection[UUID] = ()
        self._shows_former = False
        self.rows = RowList(self.tr("People of the firm"), name_share=0.36)
        self.rows.stand_whole()
        self.rows.opened.connect(self.opened)
        self.add_button = Button(self.tr("Add a person…"), self.add_requested.emit)
        self.own_password = Button(self.tr("Change your password…"), self.own_password_requested.emit)
        self.recovery = Button(self.tr("New recovery key…"), self.recovery_requested.emit)
        for button in (self.add_button, self.recovery):
            needs(button, workspace, Right.PEOPLE)
        self.former = LinkButton("", self._on_former_clicked)
        foot = Ends(Flow((self.own_password, self.recovery)), self.former)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Ends(section(title_of("people/people")), self.add_button))
        column.addWidget(self.rows)
        column.addWidget(foot)

    def show_people(self, people: Sequence[ColleagueRow], signing_in: Collection[UUID]) -> None:
        """Everybody, by name; who left only where one asks for it."""
        self._people, self._signing_in = tuple(people), signing_in
        former = [one for one in self._people if not one.active]
        self.former.setVisible(bool(former))
        count = len(former)
        one, many = self.tr("Show 1 former colleague"), self.tr("Show {count} former colleagues")
        hide = counted(count, "Hide former colleague", "Hide former colleagues")
        shown = one if count == 1 else many.format(count=count)
        self.former.setText(hide if self._shows_former else shown)
        self.former.updateGeometry()
        present = Group("", tuple(self._row(one) for one in self._people if one.active))
        gone = Group(self.tr("No longer at the firm"), tuple(self._row(one) for one in former))
        self.rows.set_groups([present, gone] if self._shows_former else [present])

    def _on_former_clicked(self) -> None:
        self._shows_former = not self._shows_former
        self.show_people(self._people, self._signing_in)

    def _row(self, one: ColleagueRow) -> Row:
        found: list[Chip] = []
        if one.id == self._workspace.actor:
            found.append(chips.plain(self.tr("you")))
        if one.is_admin:
            found.append(Chip(self.tr("administrator"), Tone.ACCENT))
        if one.active and one.id not in self._signing_in:
            found.append(chips.plain(self.tr("cannot sign in yet")))
        role = role_words(one.role)
        under = f"{role} · {one.job_title}" if one.job_title and one.job_title != role else role
        reached = "\n".join(filter(None, (one.phone, one.email)))  # one under the other: every row the same
        if one.left_at is not None:
            today = self._workspace.local_now
            day = say_day(one.left_at.astimezone(self._workspace.zone), today.date())
            reached = self.tr("left {day}").format(day=day)
        icon = "eye" if one.role is Role.READ_ONLY else "user"
        return Row(one.id, one.name, under, icon, reached, tuple(found))
