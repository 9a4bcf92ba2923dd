"""Who looks after a matter, in its form; where somebody else is to: from when, why, and whether the client is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QCheckBox

from app.kernel.errors import LiaisonError, Problem
from app.kernel.said import say_date
from app.matters.commands import MatterDetails
from app.matters.keepers import Change
from app.matters.sheet import MatterSheet
from app.workspace import Workspace
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, TextField
from ui.kit.form import Form
from ui.kit.formsheet import day_of
from ui.kit.labels import Label
from ui.schedule.desk import Desk

translate = QCoreApplication.translate

_FIELDS = {"on": "keepers_on", "reason": "keepers_why"}
"""By which field of the form a refusal of who looks after the matter stands."""


@dataclass(frozen=True, slots=True)
class Turning:
    """How the matter goes to somebody else. ``on``: from that day, None from today."""

    on: date | None
    why: str
    tells: bool


class KeepersPart(QObject):
    """`place(form)` puts its lines in; `changed_height` says that some came or went."""

    changed_height = Signal()

    def __init__(
        self,
        workspace: Workspace,
        desk: Desk,
        sheet: MatterSheet | None,
        coming: Sequence[Change],
        over: QObject,
    ) -> None:
        super().__init__(over)
        self._workspace, self._coming = workspace, coming
        self._before = sheet.details if sheet is not None else None
        self._form: Form | None = None
        self.lawyer: Choice[UUID | None] = Choice(desk.choices(self.tr("nobody yet")))
        self.contact: Choice[UUID | None] = Choice(desk.choices(self.tr("nobody yet")))
        self.supervisor: Choice[UUID | None] = Choice(desk.choices(self.tr("the firm’s lead")))
        self.emergency = TextField(self.tr("as for the whole firm; or name and number"))
        self.on = DateWords(desk.parse_ahead, desk.say, placeholder=self.tr("from today"))
        self.why = TextField(self.tr("why somebody else looks after it"))
        self.tell = QCheckBox(self.tr("The client is to be told"))
        self.tell.setChecked(True)
        if sheet is None:
            self.contact.set_value(desk.me)
            return
        details = sheet.details
        _choose(self.lawyer, details.responsible_id, sheet.row.responsible)
        _choose(self.contact, details.point_of_contact_id, sheet.row.point_of_contact)
        _choose(self.supervisor, details.supervisor_id, sheet.row.supervisor)
        self.emergency.setText(details.emergency_contact)

    def place(self, form: Form) -> None:
        """Put the lines into the matter's form."""
        self._form = form
        form.add(self.tr("Contact"), self.contact, "point_of_contact_id", term="point-of-contact")
        form.add(self.tr("Lawyer"), self.lawyer, "responsible_id", term="responsible")
        form.add(self.tr("Supervisor"), self.supervisor, "supervisor_id", term="supervisor")
        form.add(self.tr("Out of hours"), self.emergency, "emergency_contact")
        if self._coming:
            form.add_wide(Label("\n".join(map(self._say_coming, self._coming)), tone=Tone.DIM, wrap=True))
        self.on.setAccessibleName(self.tr("From which day somebody else looks after it"))
        form.add_together(self.tr("From, why"), (self.on, "keepers_on", 1), (self.why, "keepers_why", 2))
        self.why.setAccessibleName(self.tr("Why somebody else looks after it"))
        form.add("", self.tell, "tell")
        self.tell.setAccessibleName(self.tr("The client is to be told"))
        for choice in (self.contact, self.lawyer, self.supervisor):
            choice.currentIndexChanged.connect(self._show_turn)
        self.emergency.textChanged.connect(self._show_turn)
        self._show_turn()

    def put_into(self, details: MatterDetails) -> MatterDetails:
        """The matter's details with who looks after it."""
        return replace(
            details,
            responsible_id=self.lawyer.value(),
            point_of_contact_id=self.contact.value(),
            supervisor_id=self.supervisor.value(),
            emergency_contact=self.emergency.text().strip(),
        )

    def turning(self, wrong: str) -> Turning:
        """From when, why, and whether the client is told. Raises `Invalid`, which says ``wrong``, for no day."""
        return Turning(day_of(self.on, "keepers_on", wrong), self.why.text(), self.tell.isChecked())

    def problem_of(self, error: LiaisonError) -> Problem | None:
        """The refusal of a turn, by the field of the form that it is about."""
        field = _FIELDS.get(error.field or "")
        return Problem(field, error.code, error.message) if field else None

    def _say_coming(self, one: Change) -> str:
        """What the fields above name already, and from when it counts."""
        day = say_date(one.since.astimezone(self._workspace.zone).date())
        words = self.tr("{name} is {role} from {day}; until then: {before}.")
        before = one.was or self.tr("nobody")
        now = one.now or self.tr("nobody")
        return words.format(name=now, role=one.role.label, day=day, before=before)

    def _show_turn(self, *_: object) -> None:
        before, form = self._before, self._form
        if form is None:
            return
        changed = before is not None and self.put_into(before) != before
        told = before is not None and any(
            was is not None and now is not None and was != now
            for was, now in (
                (before.point_of_contact_id, self.contact.value()),
                (before.responsible_id, self.lawyer.value()),
            )
        )
        form.show_row("keepers_on", changed)
        form.show_row("tell", told)
        self.changed_height.emit()


def _choose(choice: Choice[UUID | None], who: UUID | None, name: str) -> None:
    """Choose who looks after the matter; who has left stays to be chosen until somebody else is."""
    if who not in choice.values():
        texts = [choice.itemText(number) for number in range(choice.count())]
        gone = translate("KeepersPart", "{name} (has left)").format(name=name)
        choice.set_choices([*zip(choice.values(), texts, strict=True), (who, gone)])
    choice.set_value(who)
