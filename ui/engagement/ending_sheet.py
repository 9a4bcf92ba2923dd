"""How a matter ends, in five short steps; what was typed is kept, so that it can be gone on with (PRACTICE J7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.engagement.ending import end_matter, why_although
from app.engagement.ending_queries import StillOpen
from app.engagement.ending_words import say_kept, say_papers
from app.engagement.forms import EndingForm
from app.engagement.words import EndingKind
from app.kernel.errors import Invalid, LiaisonError, Problem, Refused
from app.kernel.money import read_amount
from app.workspace import Workspace
from ui.engagement.load import EndingNow, load_ending
from ui.kit import tasks
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.fields import DateWords, GrowingText, Segmented, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep, KeptSheet
from ui.retention.words import rule_words

translate = QCoreApplication.translate
FORM = "end-matter"
_STEP = "step"
"""What the step is kept as, beside the fields."""
STEPS: tuple[tuple[str, ...], ...] = (
    ("kind", "ended_on", "although"),
    ("outcome", "reason"),
    ("instructions", "deadlines"),
    ("documents", "bill", "billed"),
    ("retention",),
)
"""The fields of each step, by their names."""
SHOWN = 8
"""Things still open that are listed; of more it says how many."""


def open_ending(
    over: QWidget, workspace: Workspace, matter_id: UUID, ended: Callable[[EndingKind], object]
) -> None:
    """Read what is still open, then show the steps; ``ended`` hears how it ended, once it is written."""

    def show(found: EndingNow) -> None:
        sheet = EndingSheet(over, workspace, found)
        sheet.saved.connect(lambda _: ended(sheet.chosen))
        sheet.open()

    tasks.run(lambda: load_ending(workspace, matter_id), owner=over, done=show)


class EndingSheet(FormSheet):
    """One step at a time. Enter in a line, or the accent button, goes on; only the last step writes."""

    def __init__(self, over: QWidget, workspace: Workspace, found: EndingNow) -> None:
        begun = found.begun
        super().__init__(
            over,
            workspace,
            translate("EndingSheet", "End the matter"),
            width=640,
            keep=Keep(FORM, begun.matter_id),
        )
        self._found, self._step = found, 0
        self._needs_reason = any(one.needs_reason for one in found.left)
        desk = begun.desk
        self.kind = Segmented(
            [
                (EndingKind.CLOSED, self.tr("The work is done")),
                (EndingKind.DISENGAGED, self.tr("We stop acting")),
                (EndingKind.NOT_ENGAGED, self.tr("We never acted")),
            ],
            name=self.tr("How it ends"),
            unset=True,
        )
        self.on = DateWords(desk.parse_back, desk.say, placeholder=self.tr("today, Fri, 6 Nov"))
        self.on.setText(self.tr("today"))
        self.texts = {name: GrowingText(hint, least=4) for name, hint in self._hints().items()}
        self.texts["documents"].setText(say_papers(found.papers, found.language))
        self._kept = self._say_kept(desk.today)
        self.texts["retention"].setText(self._kept)
        self.billed = TextField(self.tr("8,400.50"))
        self.head = Label("", "bold", wrap=True)
        self.left = Label(self._say_left(), wrap=True, tone=Tone.SOON)
        self.body.insertWidget(0, Label(begun.title, wrap=True, tone=Tone.DIM))
        self.body.insertWidget(1, self.head)
        self.body.insertWidget(2, self.left)
        self._add_rows()
        self.back = Button(self.tr("Back"), self.go_back)
        layout = self.foot.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(0, self.back)
        self.kind.changed.connect(lambda _: self._show_step())
        self._show_step()

    @property
    def chosen(self) -> EndingKind:
        """How it ends."""
        kind = self.kind.value()
        return kind if isinstance(kind, EndingKind) else EndingKind.CLOSED

    @property
    def step(self) -> int:
        """Which step is shown, the first being 0."""
        return self._step

    def _say_kept(self, closed_on: date) -> str:
        """What the client is told by the firm's rules; nothing where they name no day."""
        kept = self._found.kept
        until = kept.on(closed_on).until if kept is not None else None
        return say_kept(until, self._found.language) if until is not None else ""

    def _say_rule(self) -> str:
        kept = self._found.kept
        rule = kept.on(self._found.begun.desk.today).rule if kept is not None else None
        if rule is None:
            return ""
        return self.tr("The firm's rule: {rule}. The letter to the client says what stands here.").format(
            rule=rule_words(rule)
        )

    def _keep_from(self) -> None:
        """The file is kept from the day of closing: another day there is another here, unless somebody wrote on it."""
        try:
            day = day_of(self.on, "ended_on", "")
        except Invalid:
            return  # said once the matter is to end
        kept = self.texts["retention"]
        if day is not None and kept.text() == self._kept:
            self._kept = self._say_kept(day)
            kept.setText(self._kept)

    def _hints(self) -> dict[str, str]:
        return {
            "although": self.tr("why it ends although this is open; kept in our log, not for the client"),
            "outcome": self.tr("what came of it, in words for the client"),
            "reason": self.tr("why we do not act, or not any more, in words for the client"),
            "instructions": self.tr("what the client decided last, and has to do"),
            "deadlines": self.tr("what the client has to watch from now on, with its day"),
            "documents": self.tr("what went back and how, what is kept"),
            "bill": self.tr("what the last bill says, and whether it is paid"),
            "retention": self.tr("how long the file is kept, and what happens then"),
        }

    def _add_rows(self) -> None:
        labels = {
            "although": self.tr("Why end it now"),
            "outcome": self.tr("Outcome"),
            "reason": self.tr("Why"),
            "instructions": self.tr("Final instructions"),
            "deadlines": self.tr("Time limits"),
            "documents": self.tr("Documents"),
            "bill": self.tr("Last bill"),
            "retention": self.tr("How long kept"),
        }
        self.form.add(self.tr("How it ends"), self.kind, "kind")
        self.form.add(self.tr("On"), self.on, "ended_on")
        for name, label in labels.items():
            self.form.add(label, self.texts[name], name, hint=self._say_rule() if name == "retention" else "")
            if name == "bill":
                cost = self.tr("Cost in all, {currency}").format(currency=self._found.currency)
                self.form.add(cost, self.billed, "billed")

    def _say_left(self) -> str:
        left = self._found.left
        if not left:
            return ""
        listed = sorted(left, key=lambda one: not one.needs_reason)[:SHOWN]
        grave = [one for one in listed if one.needs_reason]
        light = [one for one in listed if not one.needs_reason]
        said = []
        if grave:
            said += [
                self.tr("Still open; please say below why it ends all the same:"),
                *map(self._line, grave),
            ]
        if light:
            said += [self.tr("Also open:") if grave else self.tr("Still open:"), *map(self._line, light)]
        if len(left) > SHOWN:
            said.append(self.tr("{count} more").format(count=len(left) - SHOWN))
        return "▲ " + "\n".join([*said, self.tr("No reminder of these comes once the matter has ended.")])

    def _line(self, one: StillOpen) -> str:
        """As in "• key date: Your deposition, Mon 14 Dec"."""
        text = " ".join(one.text.split())[:120].rstrip(".")
        day = f", {self._found.begun.desk.say(one.on)}" if one.on else ""
        return f"• {self.tr(one.kind)}: {text}{day}"

    def _show_step(self) -> None:
        words = (
            self.tr("How does it end?"),
            self.tr("What came of it?"),
            self.tr("What does the client have to know?"),
            self.tr("Papers and money"),
            self.tr("How long is the file kept?"),
        )
        said = self.tr("Step {number} of {count}: {words}")
        self.head.setText(said.format(number=self._step + 1, count=len(STEPS), words=words[self._step]))
        for number, names in enumerate(STEPS):
            for name in names:
                self.form.show_row(name, number == self._step and self._is_asked(name))
        self.left.setVisible(self._step == 0 and bool(self._found.left))
        self.back.setEnabled(self._step > 0)
        last = self._step == len(STEPS) - 1
        self.accept_button.setText(self.tr("End the matter") if last else self.tr("Next"))
        if self._step == 1 and not self.texts["reason"].text().strip():
            self.form.set_label("reason", self.tr("Why"))

    def _is_asked(self, name: str) -> bool:
        """The reason is asked where we do not act, the outcome where we did; why all the same, where that is needed."""
        if name == "although":
            return self._needs_reason
        if name == "reason":
            return self.chosen is not EndingKind.CLOSED
        return name != "outcome" or self.chosen is not EndingKind.NOT_ENGAGED

    def _worth_keeping(self) -> KeptSheet | None:
        """The step, too: who was at the papers goes on at the papers."""
        kept = super()._worth_keeping()
        return None if kept is None else replace(kept, fields={**kept.fields, _STEP: self._step})

    def _on_looked(self, kept: KeptSheet | None) -> None:
        begun = self._step > 0 or self.is_touched
        super()._on_looked(kept)
        step = kept.fields.get(_STEP) if kept is not None else None
        if isinstance(step, int) and not begun:  # nobody goes on already
            self._go_to(step)

    def go_back(self) -> None:
        """The step before."""
        self._go_to(self._step - 1)

    def _go_to(self, step: int) -> None:
        self._keep_from()
        self._step = max(0, min(step, len(STEPS) - 1))
        self._show_step()
        shown = [name for name in STEPS[self._step] if self._is_asked(name)]
        self.form.fields()[shown[0]].setFocus()

    def apply(self, button: str) -> None:
        """The next step, or after the last one the ending; what is wrong is shown in its own step."""
        if self._step < len(STEPS) - 1:
            self.form.clear_problems()
            if self.kind.value() is None:
                self._on_failed(self._no_kind())
                return
            if self._step == 0 and self._needs_reason and not self.texts["although"].text().strip():
                left = [one for one in self._found.left if one.needs_reason]
                self._on_failed(Refused("still-open", why_although(left), field="although"))
                return
            self._go_to(self._step + 1)
            return
        try:
            self.command()
        except LiaisonError as error:
            self._on_failed(error)
            return
        super().apply(button)

    def _on_failed(self, error: Exception) -> None:
        field = error.field if isinstance(error, LiaisonError) else None
        found = [number for number, names in enumerate(STEPS) if field in names]
        self._needs_reason |= field == "although"  # something came in since the sheet was opened
        if found:
            self._go_to(found[0])
        super()._on_failed(error)

    def _no_kind(self) -> Refused:
        """What is evidence afterwards is somebody's word, and none that stood there already."""
        return Refused("no-kind", self.tr("Please say how it ends."), field="kind")

    def command(self) -> Command:
        if self.kind.value() is None:
            raise self._no_kind()
        day = day_of(self.on, "ended_on", self.tr("This is no date. Try “today” or “6 Nov”."))
        words = self.billed.text().strip()
        amount = read_amount(words, self._found.currency) if words else None
        if words and amount is None:
            message = self.tr("Give an amount of money, such as 8,400.50.")
            raise Invalid([Problem("billed", "bad-amount", message)])
        texts = {name: field.text() for name, field in self.texts.items() if self._is_asked(name)}
        form = EndingForm(
            self.chosen,
            day or self._found.begun.desk.today,
            **texts,
            billed=amount,
            currency=self._found.currency,
        )
        matter_id = self._found.begun.matter_id
        return lambda tx: end_matter(tx, matter_id, form)
