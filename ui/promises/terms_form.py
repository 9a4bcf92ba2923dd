"""How fast the firm acknowledges and answers: the firm's own terms, a client's, a matter's (PRACTICE E1, E4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.clients.queries import client_sheet
from app.kernel.errors import Invalid, Problem
from app.matters.sheet import matter_sheet
from app.promises.commands import NewTerms, set_terms
from app.promises.queries import terms_book
from app.promises.terms import DEFAULT_TERMS, TERMS, EscalationStep, EscalationTo, OwnTerms, PromiseTerms
from app.promises.words import say_promise
from app.storage.transaction import Reader
from app.workdays.worktime import Promise, PromiseUnit
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.fields import DateWords, TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.sheet_draft import Keep
from ui.promises.promise_field import PromiseField
from ui.schedule.desk import Desk, load_desk

translate = partial(QCoreApplication.translate, "Clocks")
Whose = tuple[UUID | None, UUID | None]
"""Client and matter; neither for the firm."""


@dataclass(frozen=True, slots=True)
class TermsView:
    """What is set, and what counts where nothing is."""

    whose: Whose
    names: tuple[str, ...]
    """Of the client and the matter; none for the firm."""
    own: OwnTerms
    counts: PromiseTerms
    wider: PromiseTerms
    steps: tuple[EscalationStep, ...]
    desk: Desk


def read_terms(reader: Reader, client_id: UUID | None = None, matter_id: UUID | None = None) -> TermsView:
    """The terms of a matter, of a client, or of the firm."""
    book, desk = terms_book(reader), load_desk(reader)
    of_client, whose = client_id, tuple[str, ...]()
    if matter_id is not None:
        row = matter_sheet(reader, matter_id).row
        of_client, whose = row.client_id, (row.client, row.title)
    elif client_id is not None:
        whose = (client_sheet(reader, client_id).name,)
    is_firm = client_id is None and matter_id is None
    wider = DEFAULT_TERMS if is_firm else book.of(of_client if matter_id is not None else None, None)
    own = book.own((client_id, matter_id))
    return TermsView((client_id, matter_id), whose, own, own.over(wider), wider, book.steps(), desk)


def open_terms(
    over: QWidget,
    workspace: Workspace,
    whose: Whose = (None, None),
    saved: Callable[[], object] | None = None,
) -> None:
    """Read what is set, then open the form."""

    def read() -> TermsView:
        with workspace.read() as reader:
            return read_terms(reader, *whose)

    def show(view: TermsView) -> None:
        form = TermsForm(over, workspace, view)
        if saved is not None:
            form.saved.connect(lambda _: saved())
        form.open()

    tasks.run(read, owner=over, done=show)


def labels() -> dict[str, str]:
    """The fields as people read them."""
    return {
        "acknowledge": translate("Acknowledge"),
        "answer": translate("Answer"),
        "urgent_acknowledge": translate("Urgent: acknowledge"),
        "urgent_answer": translate("Urgent: answer"),
    }


class TermsForm(FormSheet):
    """Response times; each is set, or is as the next wider terms have it."""

    def __init__(self, over: QWidget, workspace: Workspace, view: TermsView) -> None:
        client_id, matter_id = view.whose
        super().__init__(
            over,
            workspace,
            translate("Response times"),
            width=660,
            label_width=150,
            keep=Keep("response-times", matter_id or client_id),
        )
        self._view = view
        self.say_whose(*view.names)
        is_firm = view.whose == (None, None)
        self.fields: dict[str, PromiseField] = {}
        for name, label in labels().items():
            said = say_promise(getattr(view.wider, name))
            words = translate("as usual: {time}") if is_firm else translate("as the firm: {time}")
            if matter_id is not None:
                words = translate("as the client: {time}")
            field = PromiseField(label, words.format(time=said))
            field.set_value(getattr(view.own, name), getattr(view.counts, name))
            self.fields[name] = field
            self.form.add(label, field, name)
        self.steps: dict[EscalationTo, PromiseField] = {}
        if is_firm:
            self._add_steps(view)
        self.since = DateWords(view.desk.parse_back, view.desk.say, placeholder=translate("from now on"))
        self.reason = TextField(translate("only where it changes what came in before"))
        self.form.add_together(translate("Since, why"), (self.since, "since", 2), (self.reason, "reason", 5))
        self.since.setAccessibleName(translate("For what came in since"))
        self.reason.setAccessibleName(translate("Why it changes"))
        self.note.setText(translate("What came in before keeps the response times that held then."))

    def _add_steps(self, view: TermsView) -> None:
        set_ = {one.to: one.after for one in view.steps}
        for to in EscalationTo:
            label = translate("Late: {who}").format(who=to.label)
            field = PromiseField(label, translate("is not told"), lead=translate("after"), least=0)
            field.set_value(set_.get(to), Promise(24, PromiseUnit.WORKING_DAY_HOURS))
            self.steps[to] = field
            self.form.add(label, field, f"step_{to.value}")

    def command(self) -> Command:
        client_id, matter_id = self._view.whose
        own = OwnTerms(**{name: self.fields[name].value() for name in TERMS})
        steps = None
        if self.steps:
            found = ((to, field.value()) for to, field in self.steps.items())
            steps = tuple(EscalationStep(to, after) for to, after in found if after is not None)
        day, since = self.since.value(), None
        if self.since.text().strip() and day is None:
            message = translate("This is no date. Try “2 March 2026”, or leave it empty.")
            raise Invalid([Problem("since", "no-date", message)])
        if day is not None:
            since = datetime.combine(day, time(), tzinfo=self._view.desk.now.tzinfo)
        new = NewTerms(own, client_id, matter_id, steps, since, self.reason.text())
        return lambda tx: set_terms(tx, new)
