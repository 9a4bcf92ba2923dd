"""The page of feedback: what is to be done, what clients answered, and the trend."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QMenu

from app.contactlog.follow_up_commands import finish_follow_up
from app.feedback.asking import ToAsk, to_ask
from app.feedback.firm_rules import feedback_rules
from app.feedback.rules import FeedbackRules
from app.figures.span import Time
from app.kernel.rights import Right
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.feedback.answer_form import open_answer
from ui.feedback.ask_form import AskForm
from ui.feedback.load import MOST, FeedbackShown, load_feedback
from ui.feedback.rows import answer_row, matter_of, rows_of
from ui.feedback.rules_form import FeedbackRulesForm
from ui.feedback.trend import TrendView
from ui.feedback.withdraw_form import WithdrawForm
from ui.kit import tasks
from ui.kit.buttons import Button
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.fields import Segmented
from ui.kit.page import Page
from ui.kit.rights import needs, writes
from ui.kit.row_model import Group
from ui.kit.rows import RowList
from ui.kit.tabs import Tabs
from ui.schedule.desk import Desk, load_desk
from ui.shell.requests import OpenMatter

translate = QCoreApplication.translate


class FeedbackPage(Page):
    """`show_arg` of a matter goes to its row."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(translate("Feedback", "Feedback"))
        self._workspace = workspace
        self._shown: FeedbackShown | None = None
        self._wanted: UUID | None = None
        self.time = Segmented(
            [
                (Time.QUARTER, self.tr("This quarter")),
                (Time.LAST_QUARTER, self.tr("Last quarter")),
                (Time.YEAR, self.tr("This year")),
                (Time.LAST_YEAR, self.tr("Last year")),
            ],
            Time.YEAR,
            name=self.tr("Time"),
        )
        self.rules = Button(self.tr("When to ask…"), self.change_rules)
        needs(self.rules, workspace, Right.FIRM)
        for widget in (self.time, self.rules):
            self.add_to_head(widget)
        self.todo = RowList(self.tr("To do about feedback"), name_share=0.42)
        self.answers = RowList(self.tr("Answers"), name_share=0.36)
        self.trend = TrendView()
        self.todo.may_act = self.may_write = writes(workspace)
        self.none_to_do = EmptyState(
            self.tr(
                "Nobody is to be asked or called just now. “When to ask…” says when clients come onto this list."
            )
        )
        self.none_answered = EmptyState(
            self.tr(
                "No answer came in this time. “Answer…” writes one down, under “To ask” or at the matter."
            ),
            self.tr("Go to “To ask”"),
            lambda: self.tabs.line.setCurrentIndex(0),
        )
        self._todo = OrEmpty(self.todo, self.none_to_do)
        self._answers = OrEmpty(self.answers, self.none_answered)
        self.tabs = Tabs()
        self.remember(self.tabs)
        self.tabs.add(self.tr("To ask"), self._todo)
        self.tabs.add(self.tr("Answers"), self._answers)
        self.tabs.add(self.tr("Trend"), self.trend)
        self.body.addWidget(self.tabs, 1)
        self._connect()

    def _connect(self) -> None:
        self.time.changed.connect(self.mark_stale)
        self.todo.acted.connect(self._on_todo_acted)
        self.answers.acted.connect(self._on_rows_opened)
        self.answers.more_asked.connect(self._on_answers_more_asked)
        for rows in (self.todo, self.answers):
            rows.opened.connect(self._on_rows_opened)

    def show_arg(self, arg: object) -> None:
        if isinstance(arg, UUID):
            self._wanted = arg
            self.tabs.line.setCurrentIndex(0)
            self.mark_stale()

    def reload(self) -> None:
        workspace, time = self._workspace, self.time.value()
        asked = time if isinstance(time, Time) else Time.YEAR
        tasks.run(
            lambda: load_feedback(workspace, asked),
            owner=self,
            done=self._show,
            failed=self.errors.show_error,
        )

    def _show(self, shown: FeedbackShown) -> None:
        self.errors.clear()
        self._shown = shown
        heads = (self.tr("To call"), self.tr("Ask for feedback"), self.tr("Asked, no answer yet"))
        groups = rows_of(shown.calls, shown.waiting, shown.asked, shown.today)
        self.todo.set_groups([Group(head, rows) for head, rows in zip(heads, groups, strict=True)])
        self._todo.show_full(any(groups))
        if self.none_answered.button is not None:
            self.none_answered.button.setVisible(any(groups))  # it leads to no other empty list
        rows = tuple(answer_row(one, shown.today) for one in shown.answers)
        self.answers.set_groups([Group("", rows)])
        self._answers.show_full(bool(rows))
        self.trend.show_figures(shown.figures)
        newest = self.tr("the newest {count} answers").format(count=MOST) if len(rows) == MOST else ""
        self.set_title(self.title.text(), newest)
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        for key in self.todo.keys():  # noqa: SIM118 # no mapping
            if wanted is not None and matter_of(key) == wanted:
                self.todo.select(key)
                return
        for rows in (self.todo, self.answers):
            if rows.current_key() is None:
                rows.select_first()

    def ask(self, matter_id: UUID) -> None:
        """Ask the client of a matter, if there is still something to ask about."""
        workspace = self._workspace

        def look() -> tuple[Desk, ToAsk] | None:
            with workspace.read() as reader:
                found = to_ask(reader, matter_id)
                return (load_desk(reader), found[0]) if found else None

        def show(found: tuple[Desk, ToAsk] | None) -> None:
            if found is None:
                self.mark_stale()
            else:
                AskForm(self, workspace, *found, lambda: self.navigate("letters", matter_id)).open()

        tasks.run(look, owner=self, done=show, failed=self.errors.show_error)

    def answer(self, matter_id: UUID) -> None:
        """Write down what the client of a matter said."""
        open_answer(self, self._workspace, matter_id, self.errors.show_error)

    def withdraw(self, answer_id: UUID) -> None:
        """An answer was written down wrongly."""
        form = WithdrawForm(self, self._workspace, answer_id)
        answers = self._shown.answers if self._shown is not None else ()
        form.say_whose(*(name for one in answers if one.id == answer_id for name in (one.client, one.title)))
        form.open()

    def change_rules(self) -> None:
        """The firm's rules."""
        workspace = self._workspace

        def look() -> FeedbackRules:
            with workspace.read() as reader:
                return feedback_rules(reader)

        def show(rules: FeedbackRules) -> None:
            FeedbackRulesForm(self, workspace, rules).open()

        tasks.run(look, owner=self, done=show, failed=self.errors.show_error)

    def reopen(self, form: str, thing: UUID | None) -> bool:
        if form == "feedback-rules" and self._workspace.may(Right.FIRM):
            self.change_rules()
            return True
        if thing is None or not self.may_write:
            return False
        openers = {"feedback": self.answer, "ask-feedback": self.ask, "withdraw-feedback": self.withdraw}
        if form in openers:
            openers[form](thing)
        return form in openers

    def _on_todo_acted(self, key: object) -> None:
        matter_id = matter_of(key)
        if matter_id is None or not isinstance(key, tuple):
            return
        what, thing = key[0], key[1]
        if what == "call":
            self._finish(thing)
        elif what == "ask":
            self.ask(matter_id)
        else:
            self.answer(matter_id)

    def _finish(self, follow_up_id: UUID) -> None:
        workspace = self._workspace

        def work() -> None:
            with workspace.write() as tx:
                _call_made(tx, follow_up_id)

        tasks.run(work, owner=self, done=lambda _: self.mark_stale(), failed=self.errors.show_error)

    def _on_rows_opened(self, key: object) -> None:
        matter_id = matter_of(key)
        if matter_id is not None:
            self.request(OpenMatter(matter_id))

    def _on_answers_more_asked(self, key: object, where: QPoint) -> None:
        if self.may_write and isinstance(key, tuple) and isinstance(key[1], UUID):
            answer_id = key[1]
            menu = QMenu(self)
            menu.addAction(self.tr("Withdraw…"), lambda: self.withdraw(answer_id))
            menu.popup(where)


def _call_made(tx: Transaction, follow_up_id: UUID) -> None:
    finish_follow_up(tx, follow_up_id)
