"""The forms that open over a matter: each by its own word, and again by its name after an unlocking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from app.care.words import CostsKind
from app.concerns.words import Cause
from app.contactlog.timeline import News
from app.workspace import Workspace
from ui.feedback.answer_form import open_answer
from ui.kit import tasks
from ui.kit.sheet import Sheet
from ui.matters.arrangement_form import ArrangementForm, ExcuseCostsForm
from ui.matters.costs_form import CostsForm
from ui.matters.development_form import DevelopmentForm, PlainWordsForm
from ui.matters.follow_up_form import FollowUpForm
from ui.matters.key_date_form import KeyDateForm
from ui.matters.load import load_news
from ui.matters.matter_form import open_matter_form
from ui.matters.wall_form import WallForm
from ui.promises.terms_form import open_terms
from ui.schedule.dropped_form import DROPPED, DroppedForm
from ui.schedule.excuse_form import ExcuseForm
from ui.schedule.no_news import open_no_news
from ui.schedule.plan_form import open_plan_form
from ui.schedule.silence_form import SilenceForm, end_running

if TYPE_CHECKING:
    from ui.matters.page import MatterPage


class FormDoings(QObject):
    """Nothing opens before the matter was read."""

    def __init__(self, page: MatterPage, workspace: Workspace) -> None:
        super().__init__(page)
        self._page, self._workspace = page, workspace

    def open(self, sheet: Sheet) -> None:
        """Over the page, with the matter that it is about."""
        if self._page.view is not None:
            row = self._page.view.sheet.row
            sheet.say_whose(row.client, row.title)
        sheet.open()

    def edit(self) -> None:
        """Change the matter itself."""
        if self._page.matter_id is not None:
            open_matter_form(self._page, self._workspace, self._page.matter_id)

    def add_development(self) -> None:
        """Write down what happened in the matter."""
        view = self._page.view
        if view is not None:
            self.open(DevelopmentForm(self._page, self._workspace, view.desk, view.sheet.row.id, view.terms))

    def say_plainly(self, development_id: UUID) -> None:
        """Put a development into words for the client's letter."""
        page, matter_id = self._page, self._page.matter_id

        def opened(news: News | None) -> None:
            if news is not None and matter_id == page.matter_id:
                self.open(PlainWordsForm(page, self._workspace, news.row))

        near = page.tabs.history.feed.news(development_id)
        if near is not None:
            opened(near)
        elif matter_id is not None:
            tasks.run(
                lambda: load_news(self._workspace, matter_id, development_id),
                owner=page,
                done=opened,
                failed=page.errors.show_error,
            )

    def add_key_date(self) -> None:
        """Put a date into the matter."""
        view = self._page.view
        if view is not None:
            self.open(KeyDateForm(self._page, self._workspace, view.desk, view.sheet.row.id))

    def add_follow_up(self) -> None:
        """Agree an action."""
        view = self._page.view
        if view is not None:
            self.open(FollowUpForm(self._page, self._workspace, view.desk, view.sheet.row))

    def state_costs(self) -> None:
        """Write down what the client was told it costs."""
        view = self._page.view
        if view is not None:
            self.open(CostsForm(self._page, self._workspace, view.desk, view.fees, view.sheet.row.id))

    def state_to_date(self) -> None:
        """Write down what it has cost so far."""
        view = self._page.view
        if view is not None:
            form = CostsForm(
                self._page, self._workspace, view.desk, view.fees, view.sheet.row.id, CostsKind.TO_DATE
            )
            self.open(form)

    def arrange_fees(self) -> None:
        """Say what the client pays for."""
        view = self._page.view
        if view is not None:
            self.open(ArrangementForm(self._page, self._workspace, view.desk, view.fees, view.sheet.row.id))

    def excuse_costs(self) -> None:
        """The costs update due next will not be given, for a reason."""
        view = self._page.view
        if view is not None and view.fees.next_on is not None:
            due_on, matter_id = view.fees.next_on, view.sheet.row.id
            self.open(ExcuseCostsForm(self._page, self._workspace, view.desk, due_on, matter_id))

    def add_concern(self) -> None:
        """Keep a concern of the client."""
        self._raise()

    def concern_about_bill(self) -> None:
        """The client is not content with what it costs: that is a concern (PRACTICE F1)."""
        self._raise(Cause.FEES)

    def _raise(self, cause: Cause = Cause.OTHER) -> None:
        from app.concerns.forms import NewConcern
        from ui.concerns.raise_form import open_raise  # seldom wanted

        if self._page.matter_id is not None:
            new = NewConcern("", cause, matter_id=self._page.matter_id)
            open_raise(self._page, self._workspace, new)

    def set_schedule(self) -> None:
        """Say how often the client is updated."""
        if self._page.matter_id is not None:
            open_plan_form(self._page, self._workspace, self._page.matter_id)

    def excuse_update(self) -> None:
        """The update due next will not be given, for a reason."""
        view = self._page.view
        if view is not None and view.due is not None:
            self.open(ExcuseForm(self._page, self._workspace, view.desk, view.due))

    def excuse_dropped(self, due_on: date) -> None:
        """Why an update was never given that a change dropped when it was late; or it is given now."""
        view = self._page.view
        if view is not None:
            due = (view.sheet.row.id, due_on)
            self.open(DroppedForm(self._page, self._workspace, view.desk, due, self._page.write_update))

    def allow_silence(self) -> None:
        """For a season the client needs no updates."""
        view = self._page.view
        if view is not None:
            self.open(SilenceForm(self._page, self._workspace, view.desk, view.sheet.row.id, view.due))

    def end_silence(self) -> None:
        """From today on the client needs updates again."""
        view = self._page.view
        running = view.due.silent if view is not None and view.due is not None else None
        if running is not None:
            end_running(self._page, self._workspace, running)

    def no_news(self) -> None:
        """Tell the client that nothing has happened; Enter saves it."""
        if self._page.matter_id is not None:
            open_no_news(self._page, self._workspace, self._page.matter_id)

    def add_feedback(self) -> None:
        """Write down what the client said of the firm's work."""
        if self._page.matter_id is not None:
            open_answer(self._page, self._workspace, self._page.matter_id, self._page.errors.show_error)

    def write_terms(self) -> None:
        """Write engagement terms, or revise them."""
        from ui.engagement.terms_form import open_terms_form

        if self._page.matter_id is not None:
            open_terms_form(self._page, self._workspace, self._page.matter_id)

    def add_document(self) -> None:
        """Write down a document that came in or is owed."""
        from ui.engagement.intake_form import open_document_form

        if self._page.matter_id is not None:
            open_document_form(self._page, self._workspace, self._page.matter_id)

    def end_matter(self) -> None:
        """The steps to the end of the matter, and its letter."""
        from ui.engagement.ending_lines import end_with_letter

        if self._page.matter_id is not None:
            end_with_letter(self._page, self._workspace, self._page.matter_id)

    def restrict(self) -> None:
        """Say for whom the matter exists."""
        view = self._page.view
        if view is not None and view.may_restrict:
            self.open(WallForm(self._page, self._workspace, view))

    def reopen(self, form: str, thing: UUID | None) -> bool:
        """Open the form that was left unsaved; False where it cannot be opened (`Page.reopen`)."""
        page, view = self._page, self._page.view
        if view is None or not page.may_write:
            return False
        if form.startswith(DROPPED):
            self.excuse_dropped(date.fromisoformat(form.removeprefix(DROPPED)))
            return True
        openers: dict[str, tuple[bool, Callable[[], object]]] = {
            "matter": (True, self.edit),
            "development": (True, self.add_development),
            "key-date": (True, self.add_key_date),
            "follow-up": (True, self.add_follow_up),
            "costs": (True, self.state_costs),
            "arrangement": (True, self.arrange_fees),
            "excuse-costs": (view.fees.next_on is not None, self.excuse_costs),
            "plan": (True, self.set_schedule),
            "wall": (view.may_restrict, self.restrict),
            "excuse": (view.due is not None, self.excuse_update),
            "silence": (True, self.allow_silence),
            "no-news": (True, self.no_news),
            "response-times": (True, lambda: open_terms(page, self._workspace, (None, page.matter_id))),
            **(self._of_thing(thing) if thing is not None else {}),
        }
        can, opener = openers.get(form, (False, page.reload))
        if can:
            opener()
        return can

    def _of_thing(self, thing: UUID) -> dict[str, tuple[bool, Callable[[], object]]]:
        """The forms of one development or key date."""
        view, rows, news = self._page.view, self._page.rows, self._page.news
        key = ("key_date", thing)
        open_date = view is not None and any(
            one.id == thing and one.done_at is None for one in view.key_dates
        )
        return {
            "plain-words": (True, lambda: self.say_plainly(thing)),
            "move-key-date": (open_date, lambda: rows.move(key)),
            "correct-key-date": (open_date, lambda: rows.correct(key)),
            "cancel-key-date": (open_date, lambda: rows.cancel(key)),
            "withdraw-key-date": (open_date, lambda: rows.withdraw(key)),
            "correct-development": (True, lambda: news.correct(thing)),
            "withdraw-development": (True, lambda: news.withdraw(thing)),
        }
