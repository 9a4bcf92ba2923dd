"""Training: who needs one again, the sessions with who was there, the subjects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.kernel.language import counted
from app.kernel.rights import Right
from app.kernel.said import say_day
from app.policies.training import Refresher, SessionRow, SubjectRow
from app.workspace import Workspace
from ui.kit import chips, tasks
from ui.kit.bars import MessageBar
from ui.kit.buttons import Button
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.formsheet import FormSheet
from ui.kit.page import Page
from ui.kit.rights import needs, writes
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.policies import load
from ui.policies.load import Trained
from ui.policies.training_forms import AttendanceForm, SessionForm, SubjectForm, WithdrawSession

translate = QCoreApplication.translate
OfSession = Callable[[QWidget, Workspace, SessionRow, Trained], FormSheet]
_AHEAD = 60
"""Days: a refresher that is further ahead is not listed."""


class TrainingPage(Page):
    """Enter on a session notes who was there, on a subject changes it."""

    kinds = frozenset({"training_session", "training_subject", "colleague", "policy"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(translate("Training", "Training"))
        self._workspace = workspace
        self.trained: Trained | None = None
        self.messages = MessageBar(self)
        self.session_button = Button(self.tr("Add a session…"), self.new_session)
        self.subject_button = Button(self.tr("New subject…"), self.new_subject)
        self.add_to_head(self.subject_button)
        self.add_to_head(self.session_button)
        needs(self.subject_button, workspace, Right.FIRM)
        self.rows = RowList(self.tr("Training"), name_share=0.36)
        self.rows.may_act = writes(workspace, self.session_button)
        self.rows.acted.connect(self._on_rows_opened)
        self.rows.opened.connect(self._on_rows_opened)
        self.rows.more_asked.connect(self._on_rows_more_asked)
        may = workspace.may(Right.FIRM)
        empty = EmptyState(
            self.tr("Nothing yet. Begin with what people are trained in, such as confidentiality."),
            self.tr("New subject…") if may else "",
            self.new_subject if may else None,
        )
        self._either = OrEmpty(self.rows, empty)
        self.body.addWidget(self._either, 1)

    def reload(self) -> None:
        tasks.run(
            lambda: load.trained(self._workspace),
            owner=self,
            done=self._show,
            failed=self.errors.show_error,
        )

    def _show(self, trained: Trained) -> None:
        self.errors.clear()
        self.trained = trained
        today = trained.desk.today
        near = [one for one in trained.due if (one.due - today).days <= _AHEAD]
        groups = [
            Group(self.tr("Needed again"), tuple(self._due(one) for one in near)),
            Group(self.tr("Sessions"), tuple(self._session(one) for one in trained.sessions)),
            Group(self.tr("Subjects"), tuple(self._subject(one) for one in trained.subjects)),
        ]
        self.rows.set_groups([group for group in groups if group.rows])
        self._either.show_full(bool(trained.subjects))
        self.session_button.setEnabled(bool(trained.subjects))
        if self.rows.current_key() is None:
            self.rows.select_first()

    def _due(self, one: Refresher) -> Row:
        late = self.trained is not None and one.due <= self.trained.desk.today
        said = self.tr("by {day}").format(day=self._day(one.due))
        chip = chips.late(said) if late else chips.todo(said)
        last = self.tr("last time {day}").format(day=self._day(one.held_on))
        return Row(("due", one.id), one.person, one.subject, "user", last, (chip,))

    def _day(self, day: date) -> str:
        return say_day(day, self.trained.desk.today if self.trained is not None else day)

    def _session(self, one: SessionRow) -> Row:
        about = self.tr("about “{policy}”").format(policy=one.policy) if one.policy else ""
        under = " · ".join(filter(None, (self._day(one.held_on), one.trainer)))
        names = ", ".join(name for _, name in one.attended)
        ahead = self.trained is not None and one.held_on > self.trained.desk.today
        there = names or (self.tr("to come") if ahead else self.tr("nobody is noted"))
        # A long name of a policy has room for two lines here.
        words = " · ".join(filter(None, (there, about)))
        return Row(("session", one.id), one.subject, under, "users", words, tip=one.note, more=True)

    def _subject(self, one: SubjectRow) -> Row:
        months = one.refresher_months
        said = (
            self.tr("once is enough")
            if months is None
            else counted(months, "again after 1 month", "again after {months} months").format(months=months)
        )
        return Row(("subject", one.id), one.name, said, "clipboard-list")

    def new_session(self) -> None:
        """Note one that was held, or is to be."""
        if self.trained is not None and self.trained.subjects:
            self._open(SessionForm(self, self._workspace, self.trained))

    def new_subject(self) -> None:
        """Another thing that people are trained in."""
        self._open(SubjectForm(self, self._workspace, None))

    def _open(self, form: FormSheet) -> None:
        form.saved.connect(lambda _: self.messages.say(self.tr("Saved.")))
        form.open()

    def _found(self, key: object) -> tuple[str, SessionRow | SubjectRow | None]:
        if self.trained is None or not isinstance(key, tuple):
            return "", None
        what, one = key
        rows = self.trained.sessions if what == "session" else self.trained.subjects
        return str(what), next((row for row in rows if row.id == one), None)

    def _on_rows_opened(self, key: object) -> None:
        _, row = self._found(key)
        if isinstance(row, SessionRow) and self._workspace.may(Right.WRITE):
            self.of_session(row, AttendanceForm)
        elif isinstance(row, SubjectRow) and self._workspace.may(Right.FIRM):
            self._open(SubjectForm(self, self._workspace, row))

    def of_session(self, row: SessionRow, make: OfSession) -> None:
        """Open a form about a session."""
        if self.trained is not None:
            self._open(make(self, self._workspace, row, self.trained))

    def _on_rows_more_asked(self, key: object, at: QPoint) -> None:
        _, row = self._found(key)
        if isinstance(row, SessionRow):
            menu = QMenu(self)
            may = self._workspace.may(Right.WRITE)
            there = menu.addAction(self.tr("Who was there…"), lambda: self.of_session(row, AttendanceForm))
            gone = menu.addAction(self.tr("Withdraw…"), lambda: self.of_session(row, WithdrawSession))
            for action in (there, gone):
                action.setEnabled(may)
            menu.popup(at)

    def reopen(self, form: str, thing: UUID | None) -> bool:
        if form == "training-subject" and thing is None:
            self.new_subject()
            return True
        if form == "training-session":
            self.new_session()
            return self.trained is not None
        key = {
            "training-subject": "subject",
            "training-attendance": "session",
            "training-withdraw": "session",
        }
        _, row = self._found((key.get(form, ""), thing))
        if isinstance(row, SubjectRow):
            self._open(SubjectForm(self, self._workspace, row))
        elif isinstance(row, SessionRow):
            self.of_session(row, AttendanceForm if form == "training-attendance" else WithdrawSession)
        return row is not None
