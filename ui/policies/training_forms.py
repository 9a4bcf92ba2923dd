"""The forms of training: a subject, a session, who was there, a session that was noted by mistake."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.policies.training import SessionRow, SubjectRow
from app.policies.training_commands import (
    LONGEST_REFRESHER,
    NewSession,
    add_session,
    note_attendance,
    set_subject,
    withdraw_session,
)
from app.workspace import Workspace
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.meant import meant, suggested
from ui.kit.number_field import NumberField
from ui.kit.people import PeopleEdit, Person
from ui.kit.sheet_draft import Keep
from ui.kit.typeahead import Suggestion
from ui.policies.load import Trained

translate = QCoreApplication.translate


class SubjectForm(FormSheet):
    """What people are trained in; ``row`` None: a new one."""

    def __init__(self, over: QWidget, workspace: Workspace, row: SubjectRow | None) -> None:
        super().__init__(
            over,
            workspace,
            row.name if row is not None else translate("Training", "New subject"),
            width=520,
            keep=Keep("training-subject", row.id if row is not None else None),
        )
        self._subject_id = row.id if row is not None else None
        self.name = TextField(self.tr("e.g. Confidentiality"), row.name if row is not None else "")
        self.again = NumberField()
        self.again.setRange(0, LONGEST_REFRESHER)
        self.again.setSpecialValueText(self.tr("never"))
        self.again.setSuffix(self.tr(" months"))
        self.again.setValue((row.refresher_months or 0) if row is not None else 12)
        self.again.setAccessibleName(self.tr("Needed again after … months"))
        self.form.add(self.tr("&Name"), self.name, "subject")
        hint = self.tr("It comes up on Today of each who was there.")
        self.form.add(self.tr("Needed &again after"), self.again, "refresher", hint=hint)

    def command(self) -> Command:
        name, months, subject_id = self.name.text(), self.again.value() or None, self._subject_id
        return lambda tx: set_subject(tx, name, months, subject_id)


class _Attended(FormSheet):
    """A form with the field of who was there. ``form`` and ``thing``: what its draft is called."""

    def __init__(
        self, over: QWidget, workspace: Workspace, title: str, form: str, thing: UUID | None = None
    ) -> None:
        super().__init__(over, workspace, title, width=560, keep=Keep(form, thing))

    def _add_attended(self, trained: Trained, there: Sequence[tuple[UUID, str]] = ()) -> None:
        self._people = {person.id: person.name for person in trained.desk.people} | dict(there)
        self.attended = PeopleEdit(
            self._suggest, name=self.tr("Who was there"), placeholder=self.tr("type a name"), now=True
        )
        self.attended.set_people([Person(*one) for one in there])
        self.form.add(self.tr("&Who was there"), self.attended, "attended")

    def _present(self) -> list[UUID]:
        return meant(self.attended.people(), self._people, "attended")

    def _suggest(self, words: str) -> list[Suggestion]:
        return suggested(self._people, words)


class SessionForm(_Attended):
    """A session that was held, or is to be."""

    def __init__(self, over: QWidget, workspace: Workspace, trained: Trained) -> None:
        super().__init__(over, workspace, translate("Training", "Training session"), "training-session")
        desk = trained.desk
        self._today = desk.today
        self.subject = Choice(
            [(row.id, row.name) for row in trained.subjects], name=self.tr("Subject", "training")
        )
        self.day = DateWords(desk.parse_back, desk.say, placeholder=self.tr("today"))
        self.trainer = TextField(self.tr("who held it"))
        none: tuple[UUID | None, str] = (None, self.tr("none", "a policy"))
        policies = [(one.shown.id, one.title) for one in trained.policies if one.force is not None]
        self.policy: Choice[UUID | None] = Choice([none, *policies], name=self.tr("About the policy"))
        self.about = GrowingText(self.tr("what was spoken about"), least=2)
        self.form.add(self.tr("&Subject", "training"), self.subject, "subject")
        self.form.add(self.tr("&Day"), self.day, "day")
        self.form.add(self.tr("&Trainer"), self.trainer, "trainer")
        self.form.add(self.tr("About the &policy"), self.policy, "policy")
        self._add_attended(trained)
        self.form.add(self.tr("&Note"), self.about, "note")

    def command(self) -> Command:
        day = day_of(self.day, "day", self.tr("That is no day. Try “1 March”.")) or self._today
        new = NewSession(
            self.subject.value(),
            day,
            self.trainer.text(),
            self.about.text(),
            self.policy.value(),
            tuple(self._present()),
        )
        return lambda tx: add_session(tx, new)


class AttendanceForm(_Attended):
    """Who was at a session, put right or noted afterwards."""

    def __init__(self, over: QWidget, workspace: Workspace, row: SessionRow, trained: Trained) -> None:
        title = translate("Training", "{subject} · {day}").format(
            subject=row.subject, day=trained.desk.say(row.held_on)
        )
        super().__init__(over, workspace, title, "training-attendance", row.id)
        self._session_id = row.id
        self._add_attended(trained, row.attended)

    def command(self) -> Command:
        session_id, present = self._session_id, self._present()
        return lambda tx: note_attendance(tx, session_id, present)


class WithdrawSession(FormSheet):
    """It was noted by mistake."""

    def __init__(self, over: QWidget, workspace: Workspace, row: SessionRow, trained: Trained) -> None:
        title = translate("Training", "Withdraw: {subject} · {day}").format(
            subject=row.subject, day=trained.desk.say(row.held_on)
        )
        save = translate("Training", "Withdraw")
        super().__init__(over, workspace, title, width=520, save=save, keep=Keep("training-withdraw", row.id))
        self._session_id = row.id
        self.reason = TextField(self.tr("e.g. it was put off"))
        self.form.add(self.tr("&Reason"), self.reason, "reason")

    def command(self) -> Command:
        session_id, reason = self._session_id, self.reason.text()
        return lambda tx: withdraw_session(tx, session_id, reason)
