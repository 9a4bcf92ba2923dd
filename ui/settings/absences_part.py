"""Who is away: on the Firm page, one's own for everybody, all for who looks after the firm."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.hours.commands import NewAbsence, add_absence
from app.hours.queries import Absence
from app.kernel.errors import Invalid, Problem
from app.kernel.rights import Right
from app.owed.handover.unwatched import absence_warnings
from app.people.queries import ColleagueRow
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.kit.buttons import Button
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import dim
from ui.kit.page import section
from ui.kit.rights import writes
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk
from ui.settings.catalogue import title_of
from ui.settings.hours_view import HoursView, say_days

IN_A_ROW = 24
"""So many letters of a note have room in its row at least."""


class AbsencesPart(QWidget):
    """`add_requested()`, `removed(Absence)`, `tell_requested(Absence)`, `hand_over_requested(colleague id)`."""

    add_requested = Signal()
    removed = Signal(object)
    tell_requested = Signal(object)
    hand_over_requested = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._absences: dict[UUID, Absence] = {}
        self.rows = RowList(self.tr("Who is away"), name_share=0.4)
        self.rows.stand_whole()
        self.rows.acted.connect(self._on_rows_acted)
        self.rows.more_asked.connect(self._on_more_asked)
        self.rows.chosen.connect(self._show_whole)
        self.whole = dim("")
        self.add_button = Button(self.tr("Add an absence…"), self.add_requested.emit)
        if not workspace.may(Right.FIRM):
            writes(workspace, self.add_button)
        self.none = dim(self.tr("Nobody is away in the year to come."))
        head = QHBoxLayout()
        head.addWidget(section(title_of("absences/away")), 1)
        head.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.none)
        column.addWidget(self.rows)
        column.addWidget(self.whole)

    def show_absences(self, view: HoursView, people: Sequence[ColleagueRow]) -> None:
        """Those who are away now, then those who will be."""
        names = {one.id: one.name for one in people}
        self._absences = {one.id: one for one in view.absences}
        now = [one for one in view.absences if one.first <= view.today]
        later = [one for one in view.absences if one.first > view.today]
        self.rows.set_groups(
            [
                Group(words, tuple(self._row(one, view, names) for one in those))
                for words, those in ((self.tr("Away now"), now), (self.tr("Later"), later))
            ]
        )
        self.none.setVisible(not view.absences)
        self.rows.setVisible(bool(view.absences))
        self._show_whole(self.rows.current_key())

    def shown(self) -> tuple[Absence, ...]:
        """The absences that stand there."""
        return tuple(self._absences.values())

    def _row(self, one: Absence, view: HoursView, names: dict[UUID, str]) -> Row:
        nobody = self.tr("nobody stands in")
        stands = (
            self.tr("{name} stands in").format(name=names.get(one.stand_in_id, ""))
            if one.stand_in_id
            else nobody
        )
        days = say_days(one.first, one.last, view.today)
        back = view.where.calendar.add_working_days(one.last, 1)
        again = self.tr("back {day}").format(day=say_days(back, back, view.today))
        mine = one.colleague_id == self._workspace.actor and self._workspace.may(Right.WRITE)
        may = mine or self._workspace.may(Right.FIRM)
        label = self.tr("Is back") if one.first <= view.today else self.tr("Cancel absence")
        when = f"{days} · {again}"
        return Row(
            one.id,
            names.get(one.colleague_id, ""),
            stands,
            "user",
            f"{when} · {one.note}" if one.note else when,
            action=label if may else "",
            tip="\n".join(part for part in (when, stands, one.note) if part),
            more=self._workspace.may(Right.WRITE),
        )

    def _show_whole(self, key: object) -> None:
        """A long note, whole, under the list: a row holds its beginning."""
        one = self._absences.get(key) if isinstance(key, UUID) else None
        note = one.note if one is not None and len(one.note) > IN_A_ROW else ""
        self.whole.setText(note)
        self.whole.setVisible(bool(note))

    def _on_rows_acted(self, key: object) -> None:
        if isinstance(key, UUID) and key in self._absences:
            self.removed.emit(self._absences[key])

    def _on_more_asked(self, key: object, place: QPoint) -> None:
        one = self._absences.get(key) if isinstance(key, UUID) else None
        if one is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tell = menu.addAction(
            self.tr("Tell the clients who stands in…"), lambda: self.tell_requested.emit(one)
        )
        tell.setEnabled(one.stand_in_id is not None)
        words = self.tr("Hand over for good…")
        menu.addAction(words, lambda: self.hand_over_requested.emit(one.colleague_id))
        menu.popup(place)


class AbsenceForm(FormSheet):
    """Who, from when to when, and who stands in. `saved(str)`: who would look after nothing, in a sentence."""

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk) -> None:
        super().__init__(over, workspace, over.tr("Absence"), width=640, keep=Keep("absence"))
        everybody = [(one.id, one.name) for one in desk.people]
        mine = [one for one in everybody if one[0] == workspace.actor]
        self.who: Choice[UUID] = Choice(everybody if workspace.may(Right.FIRM) else mine)
        self.who.set_value(workspace.actor)
        self.first, self.last = (DateWords(desk.parse_ahead, desk.say) for _ in range(2))
        self.last.setPlaceholderText(self.tr("the same day"))
        self.stand_in: Choice[UUID | None] = Choice(desk.choices(self.tr("nobody")))
        self.remark = TextField(self.tr("vacation, trial in Fresno"))
        self.form.add(self.tr("Who"), self.who, "colleague_id")
        self.form.add_together(self.tr("From, to"), (self.first, "first", 1), (self.last, "last", 1))
        self.first.setAccessibleName(self.tr("First day"))
        self.last.setAccessibleName(self.tr("Last day"))
        self.form.add(
            self.tr("Stand-in"),
            self.stand_in,
            "stand_in_id",
            hint=self.tr("Looks after what the other owes in the meantime; nothing changes hands."),
        )
        self.form.add(self.tr("Note"), self.remark, "note")

    def command(self) -> Command:
        first = self.first.value()
        if first is None or self.last.is_nonsense():
            words = self.tr("Please give a day, such as next Monday.")
            raise Invalid([Problem("first" if first is None else "last", "no-day", words)])
        new = NewAbsence(
            self.who.value(),
            first,
            self.last.value() or first,
            self.stand_in.value(),
            self.remark.text(),
        )

        def add(tx: Transaction) -> str:
            add_absence(tx, new)
            return " ".join(one.message for one in absence_warnings(tx.reader(), new))

        return add
