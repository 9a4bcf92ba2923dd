"""Who has acknowledged a policy and who has not; printed, saved, and noted for who signed on paper."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.rights import Right
from app.kernel.said import say_day
from app.policies.book import Policy
from app.policies.commands import acknowledge_policy
from app.policies.queries import RecordRow
from app.policies.words import role_word
from app.workspace import Workspace
from ui.kit import chips, tasks, theme
from ui.kit.bars import ErrorBar
from ui.kit.buttons import Button
from ui.kit.dialogs import confirm
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.labels import dim
from ui.kit.row_model import Row
from ui.kit.rows import RowList
from ui.kit.sheet import Sheet
from ui.policies import load
from ui.reports.paper_sheet import PaperSheet

translate = QCoreApplication.translate
_HIGH = 380


class RecordSheet(Sheet):
    """Each person who is asked, or who acknowledged it though not asked."""

    def __init__(self, over: QWidget, workspace: Workspace, found: Policy) -> None:
        title = translate("Policies", "Acknowledgements: {title}").format(title=found.title)
        super().__init__(over, title, width=860)
        self._workspace, self._policy = workspace, found
        self._rows: tuple[RecordRow, ...] = ()
        self.errors = ErrorBar()
        self.said = dim("")
        self.rows = RowList(self.tr("Acknowledgements", "policy"), name_share=0.4)
        self.rows.may_act = workspace.may(Right.FIRM)
        self.rows.acted.connect(self._on_rows_acted)
        nobody = self.tr("Nobody is asked to acknowledge it. “Who keeps it…” says who is asked.")
        self._either = OrEmpty(self.rows, EmptyState(nobody))
        self._either.setMinimumHeight(theme.px(_HIGH))
        for widget in (self.errors, self.said, self._either):
            self.body.addWidget(widget)
        self.add_buttons(self.tr("Close"), cancel="")
        self.print_button = Button(self.tr("Print or save…"), self.print_record)
        row = self.foot.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(0, self.print_button)
        self._read()

    def _read(self) -> None:
        tasks.run(
            lambda: load.record(self._workspace, self._policy.id),
            owner=self,
            done=self._show,
            failed=self.errors.show_error,
        )

    def _show(self, read: tuple[Policy, tuple[RecordRow, ...]]) -> None:
        self._policy, self._rows = read
        asked = sum(1 for row in self._rows if row.asked)
        owed = sum(1 for row in self._rows if row.owed is not None)
        words = self.tr("{done} of {asked} who are asked have acknowledged it.")
        self.said.setText(words.format(done=asked - owed, asked=asked))
        self.rows.set_rows([self._row(row) for row in self._rows])
        self._either.show_full(bool(self._rows))
        self.rows.select_first()

    def _row(self, row: RecordRow) -> Row:
        read, owed = "", None
        if row.read is not None:
            day = say_day(row.read.made_at.astimezone(self._workspace.zone), self._policy.day)
            words = self.tr("version {number}, {day}, on paper") if row.read.on_paper else None
            read = (words or self.tr("version {number}, {day}")).format(number=row.read.number, day=day)
        if row.owed is not None:
            since = self.tr("asked since {day}").format(day=say_day(row.owed.since, self._policy.day))
            read = "; ".join(filter(None, (read, since)))
            owed = chips.todo(self.tr("not yet"))
        elif row.asked:
            owed = chips.done(self.tr("acknowledged", "policy"))
        role = row.person.job_title or role_word(row.person.role.value)
        if not row.person.active:
            role = self.tr("{role}, has left").format(role=role)
        return Row(
            row.person.id,
            row.person.name,
            role,
            "user",
            read,
            (owed,) if owed is not None else (),
            self.tr("Signed on paper") if self._may_note(row) else "",
        )

    def _may_note(self, row: RecordRow) -> bool:
        """Whether who is signed in may say that this person signed on paper: a right, and never one's own paper."""
        workspace = self._workspace
        return row.owed is not None and row.person.id != workspace.actor and workspace.may(Right.FIRM)

    def _on_rows_acted(self, key: object) -> None:
        row = next((one for one in self._rows if one.person.id == key), None)
        if row is None or not self._may_note(row):
            return
        words = self.tr("{name} has signed “{title}” on paper, and the firm keeps that paper.")
        confirm(
            self,
            self.tr("Signed on paper?"),
            words.format(name=row.person.name, title=self._policy.title),
            self.tr("Write it down"),
            partial(self._signed, row.person.id),
        )

    def _signed(self, person_id: UUID) -> None:
        workspace, policy_id = self._workspace, self._policy.id

        def work() -> None:
            with workspace.write() as tx:
                acknowledge_policy(tx, policy_id, person_id=person_id)

        self.hold_still()
        self.errors.clear()
        tasks.run(work, owner=self, done=self._on_signed, failed=self._on_failed)

    def _on_signed(self, _: object) -> None:
        self.let_go()
        self._read()

    def _on_failed(self, error: Exception) -> None:
        self.let_go()
        self.errors.show_error(error)

    def print_record(self) -> None:
        """See it on paper; print it, or save it as pages or as a table."""
        workspace, policy_id = self._workspace, self._policy.id
        PaperSheet(
            self,
            workspace,
            self.tr("Who has acknowledged it"),
            lambda: lambda _: load.record_pages(workspace, policy_id),
            endings=("pdf", "csv"),
        ).open()

    def print_here(self) -> bool:
        self.print_record()
        return True
