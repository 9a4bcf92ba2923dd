"""The page of file reviews: which files to look at first, the reviews, how many of the files were reviewed."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QMenu

from app.kernel.language import counted
from app.kernel.numbers import say_number
from app.kernel.rights import Right
from app.kernel.said import say_day
from app.reviews.checklist import Checklist
from app.reviews.commands import start_review
from app.reviews.queries import QueueRow, ReviewRow
from app.workspace import Workspace
from ui.kit import chips, tasks
from ui.kit.buttons import Button
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.page import Page
from ui.kit.rights import needs, writes
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.kit.tabs import Tabs
from ui.reviews.load import ReviewsShown, load_checklist, load_reviews
from ui.reviews.paper import review_paper
from ui.reviews.review_form import open_review
from ui.reviews.small_forms import ChecklistForm, DropForm
from ui.reviews.words import REVIEW, risk_chips
from ui.shell.requests import OpenMatter

translate = QCoreApplication.translate


class ReviewsPage(Page):
    """`show_arg` of a matter goes to its row of the queue."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(translate("Reviews", "File reviews"))
        self._workspace = workspace
        self._wanted: UUID | None = None
        self._shown: ReviewsShown | None = None
        self.checklist = Button(self.tr("Checklist…"), self.change_checklist)
        needs(self.checklist, workspace, Right.FIRM)
        self.add_to_head(self.checklist)
        self.queue = RowList(self.tr("Files to review"), name_share=0.42)
        self.done = RowList(self.tr("Reviews"), name_share=0.42)
        self.done.may_act = self.may_write = writes(workspace)
        self.none_waits = EmptyState(
            self.tr("No file waits for a review. Files come here by themselves, the risky ones first."),
            self.tr("Look at what was reviewed"),
            lambda: self.tabs.line.setCurrentIndex(1),
        )
        self.none_reviewed = EmptyState(
            self.tr("No file was reviewed yet. “Queue” says with which to begin."),
            self.tr("Go to the queue"),
            lambda: self.tabs.line.setCurrentIndex(0),
        )
        self._queue, self._done = OrEmpty(self.queue, self.none_waits), OrEmpty(self.done, self.none_reviewed)
        self.tabs = Tabs()
        self.remember(self.tabs)
        self.tabs.add(self.tr("Queue"), self._queue)
        self.tabs.add(self.tr("Reviews"), self._done)
        self.body.addWidget(self.tabs, 1)
        self.queue.acted.connect(self._on_queue_acted)
        self.queue.opened.connect(self._on_queue_opened)
        self.done.acted.connect(self._on_done_opened)
        self.done.opened.connect(self._on_done_opened)
        self.done.more_asked.connect(self._on_done_more_asked)

    def show_arg(self, arg: object) -> None:
        if isinstance(arg, UUID):
            self._wanted = arg
            self.mark_stale()

    def reload(self) -> None:
        workspace = self._workspace
        tasks.run(lambda: load_reviews(workspace), owner=self, done=self._show, failed=self.errors.show_error)

    def _show(self, shown: ReviewsShown) -> None:
        self.errors.clear()
        self._shown = shown
        self.queue.may_act = self.may_write and shown.may
        rows = tuple(self._queued(row, shown) for row in shown.queue)
        self.queue.set_groups([Group("", rows)])
        self._queue.show_full(bool(rows))
        running = tuple(self._reviewed(row, shown) for row in shown.reviews if row.runs)
        finished = tuple(self._reviewed(row, shown) for row in shown.reviews if not row.runs)
        self.done.set_groups([Group(self.tr("Running"), running), Group(self.tr("Finished"), finished)])
        self._done.show_full(bool(running or finished))
        for empty, leads in ((self.none_waits, bool(running or finished)), (self.none_reviewed, bool(rows))):
            if empty.button is not None:
                empty.button.setVisible(leads)  # to no other empty list
        share = shown.figures.whole
        said = self.tr("{reviewed} of {files} files reviewed in twelve months; {waiting} wait")
        if not shown.may:
            said += self.tr(" for a partner or a lawyer")
        counts = said.format(
            reviewed=say_number(share.reviewed),
            files=say_number(share.files),
            waiting=say_number(shown.waiting),
        )
        self.set_title(self.title.text(), counts if share.files else "")
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None or not self.queue.select(wanted):
            for rows in (self.queue, self.done):
                if rows.current_key() is None:
                    rows.select_first()

    def _queued(self, row: QueueRow, shown: ReviewsShown) -> Row:
        matter = row.matter
        last = (
            self.tr("reviewed {day}").format(day=say_day(row.last_on, shown.today))
            if row.last_on is not None
            else self.tr("never reviewed")
        )
        return Row(
            matter.id,
            matter.title,
            " · ".join(filter(None, (matter.number, matter.client))),
            "folder",
            " · ".join(filter(None, (matter.responsible, last))),
            risk_chips(row.risks),
            self.tr("Review…") if shown.may else "",
            tip=", ".join(risk.said(count) for risk, count in row.risks),
        )

    def _reviewed(self, row: ReviewRow, shown: ReviewsShown) -> Row:
        begun = row.finished_at or row.started_at
        day = say_day(begun.astimezone(self._workspace.zone).date(), shown.today)
        said = self.tr("{reviewer}, {day}").format(reviewer=row.reviewer, day=day)
        marks = []
        if row.attention:
            marks.append(chips.urgent(self.tr("{count} to attend to").format(count=row.attention)))
        if row.comments:
            words = counted(row.comments, "1 comment", "{count} comments")
            marks.append(chips.todo(words.format(count=row.comments)))
        mine = row.runs and row.reviewer_id == shown.viewer
        return Row(
            ("review", row.id),
            row.title,
            " · ".join(filter(None, (row.number, row.of))),
            "clipboard-list",
            " · ".join(filter(None, (said, row.findings))),
            tuple(marks),
            self.tr("Go on…") if mine else "",
            more=row.runs,
        )

    def start(self, matter_id: UUID) -> None:
        """Begin a review and show its form."""
        workspace = self._workspace

        def work() -> UUID:
            with workspace.write() as tx:
                return start_review(tx, matter_id)

        def begun(review_id: UUID) -> None:
            self.mark_stale()
            self.go_on(review_id)

        tasks.run(work, owner=self, done=begun, failed=self.errors.show_error)

    def go_on(self, review_id: UUID) -> None:
        """The form of a review that runs, else its record."""
        open_review(self, self._workspace, review_id, self.errors.show_error)

    def print_review(self, review_id: UUID) -> None:
        """The record on paper."""
        review_paper(self, self._workspace, review_id).open()

    def drop_review(self, review_id: UUID) -> None:
        """Give one up."""
        form = DropForm(self, self._workspace, review_id)
        rows = self._shown.reviews if self._shown is not None else ()
        form.say_whose(*(name for row in rows if row.id == review_id for name in (row.number, row.title)))
        form.open()

    def change_checklist(self) -> None:
        """The firm's points."""
        workspace = self._workspace

        def look() -> Checklist:
            with workspace.read() as reader:
                return load_checklist(reader)

        def show(now: Checklist) -> None:
            ChecklistForm(self, workspace, now).open()

        tasks.run(look, owner=self, done=show, failed=self.errors.show_error)

    def reopen(self, form: str, thing: UUID | None) -> bool:
        if form == "review-checklist" and self._workspace.may(Right.FIRM):
            self.change_checklist()
            return True
        openers = {REVIEW: self.go_on, "drop-review": self.drop_review}
        if thing is None or not self.may_write or form not in openers:
            return False
        openers[form](thing)
        return True

    def print_here(self) -> bool:
        key = self.done.current_key()
        if self.done.isVisible() and isinstance(key, tuple) and isinstance(key[1], UUID):
            self.print_review(key[1])
            return True
        return False

    def _on_queue_acted(self, key: object) -> None:
        if isinstance(key, UUID):
            self.start(key)

    def _on_queue_opened(self, key: object) -> None:
        if isinstance(key, UUID):
            self.request(OpenMatter(key))

    def _on_done_opened(self, key: object) -> None:
        if isinstance(key, tuple) and isinstance(key[1], UUID):
            self.go_on(key[1])

    def _on_done_more_asked(self, key: object, where: QPoint) -> None:
        if self.may_write and isinstance(key, tuple) and isinstance(key[1], UUID):
            review_id = key[1]
            menu = QMenu(self)
            menu.addAction(self.tr("Give up…"), lambda: self.drop_review(review_id))
            menu.popup(where)
