"""The Reports page: choose a matter, see its status report, say what it is to say, print, save, mark as given."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.contactlog.words import Direction
from app.kernel.language import tr
from app.kernel.rights import Right
from app.kernel.said import say_day, say_late
from app.reports.content import StatusReport
from app.reports.status.many import Reportable
from app.schedule.words import UpdateState
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.banner import Banner
from ui.kit.bars import MessageBar
from ui.kit.buttons import Button, LinkButton
from ui.kit.columns import Columns
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.fields import TextField
from ui.kit.page import Page
from ui.kit.rights import writes
from ui.kit.row_model import Row
from ui.kit.rows import RowList
from ui.reports import load
from ui.reports.leaving import Leaving
from ui.reports.load import Composed, Finished
from ui.reports.many_kept import MANY
from ui.reports.many_said import unsaid
from ui.reports.many_sheet import ManySheet
from ui.reports.preview import Preview
from ui.reports.side import ReportSide
from ui.reports.words_form import WordsForm
from ui.shell.requests import BringInFiles, LogContactRequest

_LIST, _LETTER = 288, 360
"""Pixels of the matters, and what the letter needs beside them."""
_HEIGHTS = 220, 400
"""The same of their heights where they stand under one another."""


class ReportsPage(Page):
    """Status reports, one matter at a time."""

    beside_side = _LIST + _LETTER + 2 * theme.XXL
    kinds = frozenset({"matter", "client", "firm", "colleague", "entry"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(self.tr("Reports"))
        self._workspace = workspace
        self._composed: Composed | None = None
        self._shown: Finished | None = None
        self._wanted: UUID | None = None
        self.set_title(self.tr("Status report"))
        self._add_buttons()
        self._build()
        self.messages = MessageBar(self)
        self.leaving = Leaving(self, workspace)
        self.leaving.saved.connect(lambda: self.messages.say(self.tr("Saved.")))
        self.leaving.printed.connect(lambda pages: self.messages.say(self.leaving.say_printed(pages)))
        self.leaving.failed.connect(self.errors.show_error)

    def show_arg(self, arg: object) -> None:
        if isinstance(arg, UUID):
            self._wanted = arg
            self.stale = True

    def reload(self) -> None:
        words = self.filter.text()
        tasks.run(
            lambda: load.reportables(self._workspace, words),
            owner=self,
            done=self._show_matters,
            failed=self.errors.show_error,
        )

    def _add_buttons(self) -> None:
        self.letters_button = Button(self.tr("Letters…"), self._on_letters_clicked)
        self.add_to_head(self.letters_button)
        self.save_button = Button(self.tr("Save as PDF…"))
        self.sealed_button = Button(self.tr("With a password…"))
        self.sealed_button.setToolTip(self.tr("Save as a PDF that asks for a password"))
        self.print_button = Button(self.tr("Print…"))
        self.given_button = Button(self.tr("Mark as given"))
        self.given_button.setToolTip(
            self.tr("Logs that the client got it; the next update counts from today")
        )
        self.save_button.clicked.connect(self._on_save_clicked)
        self.sealed_button.clicked.connect(self._on_sealed_clicked)
        self.print_button.clicked.connect(self._on_print_clicked)
        self.given_button.clicked.connect(self._on_given_clicked)
        for button in self._buttons():
            button.setEnabled(False)
            self.add_to_head(button)

    def _build(self) -> None:
        self.filter = TextField()
        self.filter.setPlaceholderText(self.tr("Find a matter or client"))
        self.filter.setAccessibleName(self.tr("Find a matter or client"))
        self.filter.textChanged.connect(self._on_filter_changed)
        self.rows = RowList(name=self.tr("Open matters"))
        self.rows.selectionModel().currentChanged.connect(self._on_rows_current)
        self.preview = Preview(self.tr("Preview of the status report"), self)
        self.fold = LinkButton("", self._on_fold_clicked)
        nothing = EmptyState(
            self.tr("No open matter to report on yet."),
            self.tr("Import clients and matters"),
            lambda: self.request(BringInFiles()),
        )
        self.choosing = left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.filter)
        column.addWidget(self.rows, 1)
        self.many_button = Button(self.tr("Reports of many matters…"), self.open_many)
        column.addSpacing(theme.px(8))
        column.addWidget(self.many_button)
        self.both = Columns(
            left, self._above_preview(), narrow=_LIST + _LETTER, first_wide=_LIST, heights=_HEIGHTS
        )
        self.both.setContentsMargins(0, 0, 0, theme.px(12))
        self._say_fold()
        self._either = OrEmpty(self.both, nothing)
        self.body.addWidget(self._either, 1)
        self.side = ReportSide()
        self.side.typed.connect(self._keep_words)
        self.side.length_changed.connect(self._on_length_changed)
        self.set_side(self.side, last=True)
        writes(self._workspace, self.given_button, *self.side.fields, nothing.button)

    def _above_preview(self) -> QWidget:
        """The letter, and above it what it cannot say yet."""
        self.unsaid, self.asked, self.foreign = (Banner(kind="soon") for _ in range(3))
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.foreign)
        column.addWidget(self.asked)
        column.addWidget(self.unsaid)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.preview, 1)
        return both

    def _on_fold_clicked(self) -> None:
        """The letter as wide as the page, or the matters beside it again."""
        self.choosing.setVisible(self.choosing.isHidden())
        self._say_fold()

    def _say_fold(self) -> None:
        folded = self.choosing.isHidden()
        self.fold.setText(self.tr("Choose another matter") if folded else self.tr("Larger letter"))
        self.fold.updateGeometry()

    def _show_matters(self, found: tuple[date, tuple[Reportable, ...]]) -> None:
        today, rows = found
        self.errors.clear()
        self._either.show_full(bool(rows) or bool(self.filter.text()))
        chosen = self._wanted or self.rows.current_key()
        self.rows.set_rows([_row(one, today) for one in rows])
        if chosen is None or not self.rows.select(chosen):
            self.rows.select_first()
        self._wanted = None
        if self.rows.current_key() is None:  # restricted or closed meanwhile, or nothing is found
            self._keep_words()
            self._put_away()
            self.set_title(self.tr("Status report"))
        self._compose(self.rows.current_key())

    def _on_filter_changed(self) -> None:
        self.reload()

    def _on_rows_current(self) -> None:
        key = self.rows.current_key()
        if self._composed is None or key != self._composed.matter.id:
            self._keep_words()
            self._put_away()
            self._compose(key)

    def _put_away(self) -> None:
        """Another matter was chosen: nothing of the one before may be printed, given or written to from here on."""
        self._composed = self._shown = None
        self.preview.clear()
        self.unsaid.say("", "")
        self.asked.say("", "")
        self.foreign.say("", "")
        self.side.put_away()
        for button in self._buttons():
            button.setEnabled(False)

    def _compose(self, key: object) -> None:
        if not isinstance(key, UUID):
            return
        length = self.side.length
        tasks.run(
            lambda: load.compose(self._workspace, key, length),
            owner=self,
            done=self._on_composed,
            failed=self.errors.show_error,
        )

    def _on_composed(self, composed: Composed) -> None:
        if composed.matter.id != self.rows.current_key():
            return
        same = self._composed is not None and self._composed.matter.id == composed.matter.id
        self._composed = composed
        self.set_title(
            composed.matter.title, self.tr("Status report to {client}").format(client=composed.matter.client)
        )
        self.side.show_wording(composed.wording, same=same)
        self._say_asked(composed)
        self._say_unsaid(composed.report)
        self.foreign.say(composed.report.complaint, "")
        tasks.run_pool(
            lambda _task: load.set_in_type(composed),
            owner=self,
            done=self._on_set,
            failed=self.errors.show_error,
        )

    def _on_set(self, finished: Finished) -> None:
        if finished.composed is not self._composed:
            return
        self._shown = finished
        self.preview.show_pdf(finished.pdf)
        self.side.show_plainness(finished.plainness, finished.composed.court)
        for button in self._buttons():
            button.setEnabled(True)

    def _say_asked(self, composed: Composed) -> None:
        """What the client asked and nobody has answered: a report is no answer."""
        waits = composed.waits
        lead = self.tr("The client waits for an answer:") if waits else ""
        self.asked.say(lead, "; ".join(one.said for one in waits))
        may = waits and self._workspace.may(Right.WRITE)
        self.asked.set_link(self.tr("Answer it") if may else "", self.answer)

    def answer(self) -> None:
        """Open the form for the contact that answers what the client asked first."""
        composed = self._composed
        if composed is not None and composed.waits:
            asked = composed.waits[0].id
            self.request(LogContactRequest(composed.matter.id, direction=Direction.OUT, answers_id=asked))

    def _say_unsaid(self, report: StatusReport) -> None:
        """What nobody has put into words for the client yet; the letter itself says nothing that the firm noted."""
        lead = unsaid(report)
        text = self.tr("The letter only says that they took place.")
        self.unsaid.say(lead, text if lead else "")
        may = lead and self._workspace.may(Right.WRITE)
        self.unsaid.set_link(self.tr("Write them…") if may else "", self.write_words)
        self.side.show_advice(report.unused_advice)

    def write_words(self) -> None:
        """Open the sheet in which what the letter says of each contact is written."""
        composed = self._composed
        if composed is not None and composed.report.unsaid:
            WordsForm(self, self._workspace, composed.matter.id, composed.report.unsaid).open()

    def reopen(self, form: str, thing: UUID | None) -> bool:
        if form == MANY.form:
            self.open_many()
            return True
        composed = self._composed
        if form != "client-words" or composed is None or composed.matter.id != thing:
            return False
        self.write_words()
        return bool(composed.report.unsaid)

    def _buttons(self) -> tuple[Button, ...]:
        return self.save_button, self.sealed_button, self.print_button, self.given_button

    def _keep_words(self) -> None:
        """Keep what was typed; the page is told of the change and shows the report anew."""
        composed, typed = self._composed, self.side.wording()
        if composed is None or typed == composed.wording:
            return
        matter_id = composed.matter.id
        tasks.run(
            lambda: load.say(self._workspace, matter_id, typed),
            owner=self,
            done=lambda _: self.side.kept.setText(self.tr("Kept for the next report.")),
            failed=self.errors.show_error,
        )

    def _on_letters_clicked(self) -> None:
        """Other letters than the report, for the same matter."""
        self.navigate("letters", self._composed.matter.id if self._composed is not None else None)

    def _on_length_changed(self) -> None:
        self._keep_words()
        self._compose(self.rows.current_key())

    def _on_save_clicked(self) -> None:
        if self._shown is not None:
            self.leaving.save(load.paper_of(self._workspace, self._shown))

    def save_to(self, file: Path) -> None:
        """Write the report that is shown into ``file``."""
        if self._shown is not None:
            self.leaving.save_to(file, load.paper_of(self._workspace, self._shown))

    def _on_sealed_clicked(self) -> None:
        if self._shown is not None:
            self.leaving.save_sealed(load.paper_of(self._workspace, self._shown))

    def print_here(self) -> bool:
        """The report that is shown; while none is, nothing."""
        self._on_print_clicked()
        return True

    def _on_print_clicked(self) -> None:
        if self._shown is not None:
            self.leaving.print(load.paper_of(self._workspace, self._shown))

    def open_many(self) -> None:
        """Choose many matters and make the reports of all of them."""
        self._keep_words()
        ManySheet(self, self._workspace, self.side.length).open()

    def _on_given_clicked(self) -> None:
        shown = self._shown
        if shown is None:
            return
        self.given_button.setEnabled(False)

        def failed(error: Exception) -> None:
            self.given_button.setEnabled(self._shown is not None)
            self.errors.show_error(error)

        tasks.run(
            lambda: load.given(self._workspace, shown),
            owner=self,
            done=lambda _: self.messages.say(self.tr("Logged as given. The next update counts from today.")),
            failed=failed,
        )


def _row(one: Reportable, today: date) -> Row:
    """The matter, its client, and when the next update is due; late is said in words, the list is narrow."""
    said = ""
    if one.due is not None:
        said = tr("due {day}").format(day=say_day(one.due.due_on, today, near=True))
        if one.due.state is UpdateState.OVERDUE:
            said = say_late(one.due.due_on, today)
    subtitle = " · ".join(filter(None, (one.matter.client, said)))
    return Row(
        key=one.matter.id, title=one.matter.title, subtitle=subtitle, icon="file-text", tip=one.matter.title
    )
