"""A review that runs: a verdict for each point, findings, comments to the author."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.kernel.errors import Invalid, Problem
from app.reviews.commands import COMMENT_DAYS, Comment, NewRecord, record_review
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.buttons import LinkButton
from ui.kit.chips import Tone
from ui.kit.fields import DateWords, GrowingText
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.page import Page
from ui.kit.sheet_draft import Keep, KeptSheet
from ui.reviews.load import ReviewFacts, load_review
from ui.reviews.point_field import PointField
from ui.reviews.words import REVIEW, risk_said
from ui.shell.requests import OpenMatter

translate = QCoreApplication.translate


def open_review(
    over: QWidget, workspace: Workspace, review_id: UUID, failed: Callable[[Exception], None]
) -> None:
    """The form of a review that runs, else its record to print."""

    def show(facts: ReviewFacts) -> None:
        if facts.sheet.row.runs and facts.sheet.row.reviewer_id == workspace.actor:
            ReviewForm(over, workspace, facts).open()
        else:
            from ui.reviews.paper import review_paper

            review_paper(over, workspace, facts.sheet.row.id).open()

    tasks.run(lambda: load_review(workspace, review_id), owner=over, done=show, failed=failed)


class ReviewForm(FormSheet):
    """What is typed is kept until the review is finished, whoever closes the form meanwhile."""

    def __init__(self, over: QWidget, workspace: Workspace, facts: ReviewFacts) -> None:
        row = facts.sheet.row
        super().__init__(
            over,
            workspace,
            translate("ReviewForm", "File review"),
            width=820,
            save=translate("ReviewForm", "Finish the review"),
            label_width=90,
            keep=Keep(REVIEW, row.id),
        )
        self._id, self._desk, self._matter = row.id, facts.desk, row.matter_id
        self._page, self._for_later = over, False
        self.file = LinkButton(self.tr("Open the file"), self.open_file)
        self.file.setVisible(isinstance(over, Page))
        self.aside.addWidget(self.file)
        said = ", ".join(risk_said(risk, count) for risk, count in row.risks)
        whose = self.tr("file of {name}").format(name=row.of) if row.of else ""
        self.say_whose(row.number, row.title, whose)
        if said:
            why = self.tr("When it began: {risks}").format(risks=said)
            self.body.insertWidget(1, Label(why, wrap=True, tone=Tone.DIM))
        self.points = [PointField(line.text) for line in facts.sheet.points]
        for number, point in enumerate(self.points):
            self.form.add(f"{number + 1}", point, f"note_{number}")
        self.findings = GrowingText(
            self.tr("what the review found, as it may be read by an insurer"), least=2
        )
        self.comments = GrowingText(self.tr("one a line; each becomes an action of theirs"), least=2)
        self.due = DateWords(
            facts.desk.parse_ahead,
            facts.desk.say,
            placeholder=self.tr("in {days} working days").format(days=COMMENT_DAYS),
        )
        self.form.add(self.tr("&Findings"), self.findings, "findings")
        self.form.add(self.tr("&To the author"), self.comments, "comments")
        self.form.add(self.tr("&By when"), self.due, "due_on")
        for point in self.points:
            point.verdict.changed.connect(self._say_leave)
            point.note.textChanged.connect(self._say_leave)
        for text in (self.findings, self.comments, self.due):
            text.textChanged.connect(self._say_leave)

    def open(self) -> None:
        super().open()
        self._say_leave()

    def _say_leave(self, *_: object) -> None:
        """What the button beside the accent does is on it: what was answered is not thrown away."""
        self.refuse_button.setText(self.tr("Save, go on later") if self.is_touched else self.tr("Cancel"))

    def _on_looked(self, kept: KeptSheet | None) -> None:
        super()._on_looked(kept)
        self._say_leave()

    def reject(self) -> None:
        """Keep what was answered, and close; Escape does the same."""
        self.go_on_later(lambda: None)

    def open_file(self) -> None:
        """Look into the matter: what was answered waits here."""
        page, request = self._page, OpenMatter(self._matter)
        if isinstance(page, Page):
            self.go_on_later(lambda: page.request(request))

    def go_on_later(self, then: Callable[[], object]) -> None:
        """Close once it is kept, then ``then``; where it cannot be kept the form stays and says why."""
        draft, keeper, values = self._draft, self.keeper, self._worth_keeping()
        if self.isHidden() or draft is None or keeper is None or self.is_held:
            return  # it is gone, or is being saved

        def kept(_: object) -> None:
            self.let_go()
            self._left = self._for_later = True
            super(ReviewForm, self).reject()
            then()

        def failed(error: Exception) -> None:
            keeper.go_on()
            self._on_failed(error)

        if values is None:  # nothing is answered: nothing of it is kept
            super().reject()
            then()
            return
        keeper.stop()
        self.hold_still()
        tasks.run(lambda: draft.write(values), owner=self, done=kept, failed=failed)

    def _give_up(self) -> None:
        if not self._for_later:
            super()._give_up()

    def command(self) -> Command:
        said = {number: one for number, point in enumerate(self.points) if (one := point.said()) is not None}
        first = next((number for number in range(len(self.points)) if number not in said), None)
        if first is not None:
            message = self.tr(
                "Please say of each point whether it is fine, needs attention or does not apply."
            )
            raise Invalid([Problem(f"note_{first}", "unanswered", message)])
        due = day_of(self.due, "due_on", self.tr("Say by when: “next Tue”, “3 March”; or leave it empty."))
        comments = tuple(
            Comment(line.strip(), None, due) for line in self.comments.text().splitlines() if line.strip()
        )
        new, review_id = NewRecord(said, self.findings.text(), comments), self._id
        return lambda tx: record_review(tx, review_id, new)
