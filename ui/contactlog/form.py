"""The contact form: what was said, advised, decided, next (PRACTICE C1). It neither queries nor saves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.contactlog.follow_ups import say_who
from app.contactlog.kinds import Kind
from app.contactlog.queries import FollowUpRow
from app.contactlog.said import say_client
from app.contactlog.words import SPOKEN, Channel, Direction
from app.kernel.errors import Problem
from app.kernel.said import say_day
from app.matters.development_queries import DevelopmentRow
from app.workspace import Workspace
from ui.contactlog import extras, filling
from ui.contactlog.about import About
from ui.contactlog.answers import AnswersPanel
from ui.contactlog.channel_line import ChannelLine
from ui.contactlog.folds import Folds
from ui.contactlog.hints import Hint, hints
from ui.contactlog.kinds import QuestionsBox, preset
from ui.contactlog.mind import ToMind, Unhappy
from ui.contactlog.next_lines import NextLines
from ui.contactlog.tells import TellsBox
from ui.contactlog.values import FormValues, Present
from ui.contactlog.when_line import WhenLine
from ui.contactlog.whom import WhomField, people_for
from ui.kit.banner import Banner
from ui.kit.chips import Tone
from ui.kit.fields import GrowingText, TextField
from ui.kit.form import Form
from ui.kit.labels import dim
from ui.kit.pausing import after_typing
from ui.kit.people import PeopleEdit, Person

_FOLD_OF = {
    "files": "files",
    "declined_on": "costs",
    "advice_declined": "costs",
    "costs": "costs",
    "received": "received",
    "held_by": "received",
    "interpreter": "identity",
}
"""The folds of the fields that may be wrong."""

PAUSE = 350
"""Milliseconds without a key after which the banner looks at the form again."""


class ContactForm(QWidget):
    """All fields. `changed` on every change; `values` and `set_values` are the only way in and out."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._about = About()
        self.base = FormValues()
        self._quiet = False
        self._pointed_out: set[str] = set()
        self._link_shown = False
        self._me_added = False
        self._build_fields(workspace)
        self._build_folds(workspace)
        self.banner = Banner(kind="soon")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self._look = after_typing(self, PAUSE, self.show_hints)
        self._connect()
        self._on_channel_changed()

    def _build_fields(self, workspace: Workspace) -> None:
        self.form = form = Form()
        self.whom = WhomField(workspace)
        self.channel = ChannelLine()
        self.when = WhenLine()
        self.people = PeopleEdit(
            lambda words: people_for(self._about, words),
            name=self.tr("With"),
            placeholder=self.tr("Name, role"),
            now=True,
            ends=";",
        )
        self.unhappy = Unhappy()
        self.to_mind = ToMind()
        self.questions = QuestionsBox()
        self.summary = GrowingText(least=3)
        self.advice = GrowingText(least=1)
        self.decision = GrowingText(least=1)
        self.tells = TellsBox()
        self.tells.follows = self.decision
        self.reply = extras.ReplyBoxes()
        self.agreed = dim("")
        self.next = NextLines()
        self.reason = TextField(self.tr("what was wrong or missing"))
        self.wish_reason = TextField(self.tr("why it was done all the same"))
        form.add(self.tr("&Matter"), self._named(self.whom, self.tr("Matter or client")), "matter")
        form.add_wide(self.unhappy)
        form.add(self.tr("&Channel"), self._named(self.channel, self.tr("Channel")), "channel")
        form.add(self.tr("&When"), self._named(self.when, self.tr("When")), "occurred_at")
        form.add_together(
            self.tr("W&ith"), (self.people, "participants", 1), (self.channel.outcome, "outcome", 0)
        )
        form.add_wide(self.to_mind)
        form.add(self.tr("What was &said"), self._named(self.summary, self.tr("What was said")), "summary")
        form.add_wide(self.questions, labels_too=True)
        self.questions.level_with(form)
        form.add(self.tr("&Advice"), self._named(self.advice, self.tr("Advice")), "advice")
        form.add(self.tr("&Decided"), self._named(self.decision, self.tr("Decided")), "decision")
        form.add(
            self.tr("T&ells the client of"), self._named(self.tells, self.tr("Tells the client of")), "tells"
        )
        form.add(self.tr("Asks for"), self._named(self.reply, self.tr("Asks for")), "needs_reply")
        form.add(self.tr("Ne&xt"), self._named(self.next, self.tr("Next", "what comes next")), "follow_ups")
        form.add_wide(self.agreed)
        form.add(self.tr("Reas&on"), self._named(self.wish_reason, self.tr("Reason")), "wish_reason")
        form.add(self.tr("Wh&y amended"), self._named(self.reason, self.tr("Why amended")), "reason")
        form.show_row("wish_reason", False)
        form.show_row("reason", False)
        self.agreed.hide()
        self.setFocusProxy(self.whom)

    def _build_folds(self, workspace: Workspace) -> None:
        self.folds = Folds()
        self.answers = AnswersPanel()
        self.identity = extras.IdentityPanel()
        self.costs = extras.CostsPanel()
        self.letter = extras.LetterPanel()
        self.received = extras.ReceivedPanel()
        self.files = extras.FilesPanel(workspace, lambda: self._about.tags)
        self.folds.add("answers", self.tr("A&nswers"), self.answers)
        self.folds.set_shown("answers", False)
        self.folds.add("received", self.tr("Received, held &by"), self.received)
        self.folds.add("identity", self.tr("Identity, inter&preter"), self.identity)
        self.folds.add("costs", self.tr("Costs, dec&lined"), self.costs)
        self.folds.add("letter", self.tr("&For the letter"), self.letter)
        self.folds.add("files", self.tr("Ta&gs, files"), self.files)
        self.form.add_wide(self.folds)

    def _named(self, field: QWidget, name: str) -> QWidget:
        field.setAccessibleName(name)
        return field

    def _connect(self) -> None:
        self.channel.changed.connect(self._on_channel_changed)
        self.when.when.changed.connect(self._follow_when)
        for part in (self.when, self.people, self.tells, self.next, self.reply, self.questions):
            part.changed.connect(self._on_part_changed)
        for panel in (self.answers, self.received, self.identity, self.costs, self.letter, self.files):
            panel.changed.connect(self._on_part_changed)
        for text in (self.summary, self.advice, self.decision):
            text.textChanged.connect(self._on_part_changed)
        for line in (self.reason, self.wish_reason, self.whom):
            line.textChanged.connect(self._on_part_changed)

    def present(self) -> Present:
        """What words are read against at this moment."""
        now = self._workspace.local_now
        return Present(now, self._about.order, self._about.add_working_days)

    def about(self) -> About:
        """What is known of the matter and client."""
        return self._about

    def set_about(
        self,
        about: About,
        told: Sequence[DevelopmentRow] = (),
        agreed: Sequence[FollowUpRow] = (),
    ) -> None:
        """What is known now: fill what is empty, offer what there is.

        ``told`` and ``agreed`` belong to an amended entry.
        """
        before = self._about.client
        self._about, self._quiet = about, True
        present = self.present()
        if about.matter is not None or about.client is not None:
            self.whom.show_about(about)
        self.unhappy.show_about(about)
        self.to_mind.show_about(about)
        self.when.when.set_present(present)
        self.next.set_present(present)
        self.when.set_points(about.points, fill=self.base.entry_id is None)
        if self.base.entry_id is None:
            self._greet(about, before.name if before else "")
        self.received.offer(about.people, about.my_id, about.me)
        self.costs.declined_on.set_present(present)
        self.tells.offer(about, present, told)
        self.answers.offer(about, present)
        self._follow_when()
        self._show_reply()
        self.form.set_label("tells", self.tr("T&ells the client of"))
        said = "; ".join(self._say_agreed(row) for row in agreed)
        self.agreed.setText(self.tr("Agreed before: {said}").format(said=said) if said else "")
        self.agreed.setVisible(bool(said))
        self._quiet = False
        self.show_hints()
        self._on_part_changed()

    def values(self) -> FormValues:
        """What the form holds now."""
        return filling.read(self)

    def set_values(self, values: FormValues) -> None:
        """Show ``values``; what belongs to the matter comes with `set_about`."""
        self._quiet, self.base = True, values
        filling.fill(self, values)
        self._quiet = False
        self._on_channel_changed()

    def choose_kind(self, kind: Kind | None) -> None:
        """Another kind of contact: fill what is empty, ask its questions, and begin with the first."""
        self.set_values(preset(self.values(), kind))
        if kind is not None and kind.identity:
            self.folds.open("identity")
        first = self.questions.first_empty()
        known = self.whom.whom() is not None
        (first if first is not None and known else self.summary if known else self.whom).setFocus()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Each sentence by its field; folds that hold one open."""
        places = {
            "duration": "occurred_at",
            "direction": "channel",
            "outcome": "channel",
            "follow_up": "follow_ups",
        }
        shown = []
        for problem in problems:
            if problem.field in {"promised_by", "answers", "acknowledges"}:
                self.folds.open("answers")
            fold = _FOLD_OF.get(problem.field)
            if fold is not None:
                self.folds.open(fold)
            shown.append(replace(problem, field=places.get(problem.field, problem.field)))
        self.form.show_problems(shown)
        if problems and problems[0].field == "duration":
            self.when.duration.setFocus()

    def hints(self, *, at_save: bool = False) -> tuple[Hint, ...]:
        """What is to be pointed out; a note is not called bare while it is being written."""
        found = hints(self.values(), self._about, self.present())
        writing = self.summary.hasFocus() and not at_save
        return tuple(hint for hint in found if not (writing and hint.code == "bare-note"))

    def show_hints(self) -> None:
        """Look again and say it in the banner."""
        self._show(self.hints())

    def hold_once(self) -> bool:
        """At saving: whether something deserves a second look that has not been pointed out before."""
        self._look.stop()  # what is pointed out stays to be read, though the last key was just before
        found = [hint for hint in self.hints(at_save=True) if hint.holds]
        fresh = {hint.code for hint in found} - self._pointed_out
        self._show(self.hints(at_save=True))
        self._pointed_out |= fresh
        if not fresh:
            return False
        asked = self.questions.first_empty() if any(hint.code == "unanswered" for hint in found) else None
        field: QWidget = asked or self.summary
        (self.wish_reason if any(hint.asks_reason for hint in found) else field).setFocus()
        return True

    def _show(self, found: Sequence[Hint]) -> None:
        self.banner.say("", " ".join(hint.text for hint in found if not hint.asks_reason))
        unchecked = any(hint.code == "identity" for hint in found)
        if unchecked != self._link_shown:
            self._link_shown = unchecked
            self.banner.set_link(self.tr("Chec&ked") if unchecked else "", self._on_checked_clicked)
        asked = any(hint.asks_reason for hint in found) or bool(self.wish_reason.text())
        self.form.show_row("wish_reason", asked)
        self.form.say_why("wish_reason", " ".join(hint.text for hint in found if hint.asks_reason))
        marks = extras.filled(self.values())
        words, is_filled = self.answers.head()
        self.folds.set_state("answers", words, filled=is_filled, tone=Tone.DIM if is_filled else Tone.SOON)
        for key, on in marks.items():
            self.folds.set_state(key, self.folds.buttons[key].text(), filled=on)

    def _on_checked_clicked(self) -> None:
        self.identity.checked.setChecked(True)
        self.summary.setFocus()

    def _on_part_changed(self) -> None:
        if not self._quiet:
            self._look.start()
            self.changed.emit()

    def _on_channel_changed(self) -> None:
        channel = self.channel.value()[0]
        note = channel is Channel.NOTE
        self.when.set_channel(channel)
        self.when.duration.setVisible(channel in SPOKEN or note)
        self.form.show_row("tells", not note)
        self._show_reply()
        self._show_answers()
        self._on_part_changed()

    def _follow_when(self) -> None:
        """A contact answers and tells of what was before it: nothing else is offered (E1, C4)."""
        moment = self.when.when.timed().moment
        self.answers.set_until(moment)
        self.tells.set_until(moment.astimezone(self._workspace.zone).date() if moment is not None else None)
        self._show_answers()

    def _show_reply(self) -> None:
        channel, direction, _ = self.channel.value()
        inbound, rule = direction is Direction.IN, self._about.rules.get(channel)
        asks = rule is not None and not rule.for_urgent and direction is Direction.OUT
        self.reply.set_inbound(inbound)
        self.form.show_row(
            "needs_reply", inbound or asks or (self.base.urgent and direction is Direction.OUT)
        )
        self.form.set_label("needs_reply", self.tr("Asks for") if inbound else self.tr("It is"))

    def _show_answers(self) -> None:
        inbound = self.channel.value()[1] is Direction.IN
        self.folds.set_shown("answers", self.answers.waits() and not inbound)

    def _greet(self, about: About, before: str) -> None:
        """The client takes part as a rule, and who writes it; another client takes the place of the one before."""
        people = [person for person in self.people.people() if person.text != say_client(before)]
        said = say_client(about.client.name) if about.client else ""
        if said and all(person.text != said for person in people) and not self.base.people:
            people.insert(0, Person(None, said))
        known = any(person.text.partition(",")[0] == about.me for person in people)
        if about.me and not (known or self._me_added or self.base.people):
            people.append(Person(None, about.me))
        self._me_added = True  # once: whoever takes the name away means it
        self.people.set_people(people)

    def _say_agreed(self, row: FollowUpRow) -> str:
        day = f" — {say_day(row.due_on, self.present().today)}" if row.due_on else ""
        return f"{say_who(row.who)}: {row.text}{day}" if row.who else f"{row.text}{day}"
