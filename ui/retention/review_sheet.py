"""A matter that is due: since when, what speaks against it; kept longer, or destroyed with progress, and what came of
it."""

from __future__ import annotations

from enum import Enum
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.destruction.commands import destroy_matters
from app.destruction.review import Against, Review, review
from app.kernel.days import parse_day
from app.kernel.errors import Invalid, LiaisonError, Problem
from app.kernel.rights import Right
from app.kernel.said import say_date
from app.retention.commands import keep_longer
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.chips import Tone
from ui.kit.fields import DateWords, GrowingText, Segmented
from ui.kit.form import Form
from ui.kit.labels import Label
from ui.kit.rights import reason
from ui.kit.undo import forget_histories, history_of
from ui.retention.words import kept_words, rule_words
from ui.settings.new_key_sheet import NewKeySheet

translate = QCoreApplication.translate


_SAID_ABOVE = {Against.NOT_DUE, Against.ASKS}
"""What `kept_words` says already."""


class Decision(Enum):
    """What is done about it."""

    KEEP = "keep"
    DESTROY = "destroy"


def open_review(over: QWidget, workspace: Workspace, matter_id: UUID) -> None:
    """Read it, then show it."""

    def read() -> Review:
        with workspace.read() as reader:
            return review(reader, matter_id)

    tasks.run(read, owner=over, done=lambda found: ReviewSheet(over, workspace, found).open())


class ReviewSheet(NewKeySheet):
    """Everything that speaks against it stands above the decision. While it is destroyed, Cancel takes all back."""

    def __init__(self, over: QWidget, workspace: Workspace, found: Review) -> None:
        title = translate("ReviewSheet", "Review {number}").format(number=found.matter.number)
        super().__init__(over, title, width=640)
        self._workspace, self.found = workspace, found
        self._today = workspace.today
        self.words = [Label(one, wrap=True) for one in self._sentences()]
        for one in self.words:
            self.body.addWidget(one)
        self.may = workspace.may(Right.DESTROY)
        choices: list[tuple[object, str]] = [(Decision.KEEP, self.tr("Keep longer"))]
        if found.is_free:
            choices.append((Decision.DESTROY, self.tr("Destroy")))
        self.decision = Segmented(choices, Decision.KEEP, name=self.tr("Decision"))
        self.until = DateWords(
            lambda typed: parse_day(typed, self._today, order=workspace.day_order),
            say_date,
            placeholder=self.tr("1 January 2030"),
        )
        self.why = GrowingText(self.tr("who decided it, and why"), least=2)
        self.form = Form(label_width=110)
        self.form.add(self.tr("Decision"), self.decision, "decision")
        self.form.add(self.tr("Until"), self.until, "keep_until")
        self.form.add(self.tr("Reason"), self.why, "reason")
        self.meaning = Label(self._meaning(), wrap=True)
        self.form.add_wide(self.meaning)
        self.body.addWidget(self.form)
        self._add_long_part()
        self.decision.changed.connect(self._on_decided)
        if self.may:
            self.add_buttons(self.tr("Keep"), cancel=self.tr("Cancel"))
        else:  # nothing is offered that is refused
            self.form.hide()
            self.body.addWidget(Label(reason(Right.DESTROY), "small", tone=Tone.DIM, wrap=True))
            self.add_buttons(self.tr("Close"), cancel="")
        self._on_decided()

    def about_ids(self) -> frozenset[UUID]:
        """The matter that is reviewed."""
        return frozenset({self.found.matter.id})

    def _sentences(self) -> list[str]:
        closed, matter = self.found.closed, self.found.matter
        head = f"{matter.title} · {matter.client}"
        rule = closed.retention.rule
        said = kept_words(closed, self._today)
        if rule is not None:
            said = f"{said.removesuffix('.')} ({rule_words(rule)})."
        against = [f"• {one.words}" for one in self.found.objections if one.kind not in _SAID_ABOVE]
        if self.found.is_free:
            against = against or [self.tr("Nothing speaks against destroying it.")]
        elif against:
            against.append(self.tr("It cannot be destroyed before what is named above is settled."))
        else:
            against.append(self.tr("It cannot be destroyed yet."))
        return [head, said, *against]

    def _meaning(self) -> str:
        return self.tr(
            "Everything that hangs on the matter is removed for good: contacts, files, drafts, words of the search. "
            "The vault is written anew under a new key; close every other window of it first. A certificate stays, "
            "and says until when backups still hold it."
        )

    def _on_decided(self, *_: object) -> None:
        if not self.may:
            return
        destroys = self.decision.value() is Decision.DESTROY
        self.form.show_row("decision", self.found.is_free)
        self.form.show_row("keep_until", not destroys)
        self.meaning.setVisible(destroys)
        self.accept_button.setText(self.tr("Destroy for good") if destroys else self.tr("Keep"))
        self.accept_button.set_danger(destroys)
        self._place()

    def apply(self, button: str) -> None:
        if self._done or not self.may:
            self.accept()
            return
        if self._task is not None:
            return
        self.form.clear_problems()
        if self.decision.value() is Decision.KEEP:
            self._keep()
        else:
            self._destroy()

    def _keep(self) -> None:
        until, why, matter_id, workspace = (
            self.until.value(),
            self.why.text(),
            self.found.matter.id,
            self._workspace,
        )
        if until is None:
            words = self.tr("Please say until when: “1 January 2030”, “in 2 years”.")
            self._on_refused(Invalid([Problem("keep_until", "no-date", words)]))
            return

        def work() -> None:
            with workspace.write() as tx:
                keep_longer(tx, matter_id, until, why)

        self.hold_still()
        tasks.run(work, owner=self, done=lambda _: self.accept(), failed=self._on_refused)

    def _destroy(self) -> None:
        why, matter_id, workspace = self.why.text(), self.found.matter.id, self._workspace
        if not why.strip():
            words = self.tr("Please say who decided it and why: the certificate says so.")
            self._on_refused(Invalid([Problem("reason", "no-reason", words)]))
            return
        self.form.hide()
        words = self.tr("Writing the vault anew without it. You can still cancel: nothing has changed yet.")
        self._show_long_part(words)
        self._place()

        def work(task: tasks.Task) -> tuple[int, ...]:
            return destroy_matters(workspace, [matter_id], why, task.tell)

        self._start(work, done=self._on_destroyed, failed=self._on_refused)

    def _on_destroyed(self, numbers: tuple[int, ...]) -> None:
        self._done = True
        forget_histories()
        gone = self.tr("What was destroyed is gone for good; its certificate stays.")
        history_of(self).stays(self.tr("It is destroyed."), gone)
        self._show_long_part("")
        for one in self.words:
            one.hide()
        said = self.tr(
            "Certificate {number} stays. Make a backup now: the older ones still hold what was destroyed."
        )
        self.result.say(self.tr("It is destroyed."), said.format(number=numbers[0]))
        self.accept_button.setText(self.tr("Close"))
        self.accept_button.set_danger(False)
        self.accept_button.setEnabled(True)
        self.accept_button.setFocus()
        self._place()

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self.let_go()
        self._show_long_part("")
        self.form.show()
        if isinstance(error, Invalid):
            self.form.show_error(error)
        else:
            self.trouble.say(self.tr("Nothing was changed."), error.message)
        self._place()
