"""The engagement terms of a matter: the newest revision, to be written on (PRACTICE B2)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.contactlog.words import FollowUpSide
from app.engagement.forms import TermsForm
from app.engagement.terms_commands import draft_terms
from app.kernel.errors import Invalid, Problem
from app.promises.terms import DEFAULT_TERMS, TERMS, OwnTerms
from app.schedule.rhythm import Rhythm
from app.workspace import Workspace
from ui.care.sums_fields import SumsFields
from ui.engagement import duty_lines
from ui.engagement.load import TermsNow, load_terms
from ui.kit import tasks
from ui.kit.choice import Choice
from ui.kit.fields import GrowingText, TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep
from ui.promises.promise_field import PromiseField
from ui.schedule.plan_form import RhythmFields

translate = QCoreApplication.translate
FORM = "engagement-terms"
"""What its draft is kept as."""
_TEXTS = ("scope", "out_of_scope", "timeline", "arrangement", "rates", "decides", "channels", "emergency")


def open_terms_form(over: QWidget, workspace: Workspace, matter_id: UUID) -> None:
    """Read what there is, then show the form."""
    tasks.run(
        lambda: load_terms(workspace, matter_id),
        owner=over,
        done=lambda found: EngagementTermsForm(over, workspace, found).open(),
    )


class EngagementTermsForm(FormSheet):
    """Sections under headings; saving writes a revision, which sets nothing until it is agreed."""

    def __init__(self, over: QWidget, workspace: Workspace, found: TermsNow) -> None:
        super().__init__(
            over,
            workspace,
            translate("EngagementTerms", "Engagement terms"),
            width=720,
            label_width=150,
            keep=Keep(FORM, found.begun.matter_id),
        )
        self._found = found
        self.texts = {name: GrowingText("", least=2) for name in _TEXTS}
        self.texts["scope"].setPlaceholderText(self.tr("what you do for the client, and how far it goes"))
        self.texts["out_of_scope"].setPlaceholderText(self.tr("e.g. taxes, an appeal"))
        self.rhythm = RhythmFields()
        self.say_whose(found.begun.client, found.begun.title)
        self._add_work()
        self._add_fees()
        self._add_duties()
        self._add_contact()
        self.reason = TextField(self.tr("what is other than in the revision before, and why"))
        if found.sheet.agreed is not None:
            self.form.add(self.tr("Why revised"), self.reason, "reason")
        self._fill(found.form)
        self.note.setText(self.tr("Nothing is measured by it until the client agrees."))

    def _heading(self, words: str) -> None:
        self.form.add_wide(Label(words, "bold"), labels_too=True)

    def _text(self, name: str, label: str) -> None:
        self.form.add(label, self.texts[name], name, term="scope" if name == "scope" else "")

    def _add_work(self) -> None:
        self._heading(self.tr("The work"))
        self._text("scope", self.tr("What we do"))
        self._text("out_of_scope", self.tr("Not included"))
        self._text("timeline", self.tr("How long"))

    def _add_fees(self) -> None:
        self._heading(self.tr("Fees"))
        self._text("arrangement", self.tr("How charged"))
        self._text("rates", self.tr("Rates"))
        self.sums = SumsFields(self._found.sheet.home)
        self.sums.place(self.form, self.tr("Estimate"))
        self.covers = GrowingText(self.tr("what is included and what is not"), least=1)
        self.form.add(self.tr("It covers"), self.covers, "estimate_note")

    def _add_duties(self) -> None:
        self._heading(self.tr("Who does what"))
        hint = self.tr("One a line. With a day behind an @ it becomes a follow-up once it is agreed.")
        self.ours = GrowingText(self.tr("send the demand letter @ 1 December"), least=2)
        self.theirs = GrowingText(self.tr("bring the lease @ Friday"), least=2)
        self.form.add(self.tr("We"), self.ours, "ours", hint=hint)
        self.form.add(self._found.begun.client or self.tr("The client"), self.theirs, "theirs")
        self._text("decides", self.tr("Who decides"))

    def _add_contact(self) -> None:
        self._heading(self.tr("How we keep in touch"))
        self._text("channels", self.tr("Channels"))
        self.replies: dict[str, PromiseField] = {}
        for name, label in (
            ("acknowledge", self.tr("Acknowledge")),
            ("answer", self.tr("Answer")),
            ("urgent_acknowledge", self.tr("Urgent: acknowledge")),
            ("urgent_answer", self.tr("Urgent: answer")),
        ):
            self.replies[name] = PromiseField(label, self.tr("as the firm has it"))
            self.form.add(label, self.replies[name], name)
        self.form.add(self.tr("Updates every"), self.rhythm.every, "every")
        self.form.add(self.tr("And"), self.rhythm.stages, "at_stages")
        self.form.add("", self.rhythm.dates, "at_dates")
        self.form.add(self.tr("By", "channel"), self.rhythm.format, "format")
        choices = self._found.begun.desk.choices(self.tr("whoever is the point of contact"))
        self.by: Choice[UUID | None] = Choice(choices)
        self.form.add(self.tr("Who"), self.by, "by")
        self.form.add(self.tr("At most"), self.rhythm.longest, "at_most")
        self._text("emergency", self.tr("Out of hours"))

    def _fill(self, form: TermsForm) -> None:
        for name, text in self.texts.items():
            text.setText(getattr(form, name))
        self.sums.fill(form.estimate)
        self.covers.setText(form.estimate.covers if form.estimate else "")
        self.ours.setText(duty_lines.written(form.duties, FollowUpSide.FIRM))
        self.theirs.setText(duty_lines.written(form.duties, FollowUpSide.CLIENT))
        for name, field in self.replies.items():
            field.set_value(getattr(form.replies, name), getattr(DEFAULT_TERMS, name))
        if form.rhythm is not None:
            self.rhythm.fill(form.rhythm, form.format)
        self.by.set_value(form.by_id)

    def command(self) -> Command:
        form, matter_id, reason = self._typed(), self._found.begun.matter_id, self.reason.text()
        return lambda tx: draft_terms(tx, matter_id, form, reason)

    def _typed(self) -> TermsForm:
        desk = self._found.begun.desk
        message = self.tr("“{line}”: what stands behind the @ is no day.")
        ours = duty_lines.read(self.ours.text(), FollowUpSide.FIRM, desk, "ours", message)
        theirs = duty_lines.read(self.theirs.text(), FollowUpSide.CLIENT, desk, "theirs", message)
        texts = {name: field.text() for name, field in self.texts.items()}
        form = TermsForm(
            texts["scope"],
            texts["out_of_scope"],
            texts["timeline"],
            texts["arrangement"],
            texts["rates"],
            decides=texts["decides"],
            channels=texts["channels"],
            emergency=texts["emergency"],
        )
        estimate, covers = self.sums.read(), self.covers.text()
        if estimate is None and covers.strip():
            words = self.tr("Give the amount, too, such as 11,000.")
            raise Invalid([Problem("amount", "bad-amount", words)])
        return replace(
            form,
            estimate=replace(estimate, covers=covers) if estimate else None,
            replies=OwnTerms(**{name: self.replies[name].value() for name in TERMS}),
            rhythm=self._rhythm(),
            format=self.rhythm.format.value(),
            by_id=self.by.value(),
            duties=(*ours, *theirs),
        )

    def _rhythm(self) -> Rhythm | None:
        """None where nothing is said yet: a draft may leave it open."""
        return self.rhythm.rhythm() if self.rhythm.every.text().strip() else None
