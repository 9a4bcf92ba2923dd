"""That a client is asked for feedback: the day, after what, and where the printed form is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout

from app.feedback.asking import ToAsk
from app.feedback.commands import ask_feedback
from app.workspace import Workspace
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.fields import DateWords
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.page import Page
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk

translate = QCoreApplication.translate


class AskForm(FormSheet):
    """Asking by telephone is written down here; the printed form is a letter of the matter."""

    def __init__(
        self, over: Page, workspace: Workspace, desk: Desk, one: ToAsk, letter: Callable[[], object]
    ) -> None:
        super().__init__(
            over,
            workspace,
            translate("AskForm", "Ask for feedback"),
            width=520,
            save=translate("AskForm", "Mark as asked"),
            keep=Keep("ask-feedback", one.matter.id),
        )
        self._one, self._desk, self._letter = one, desk, letter
        after = one.occasion.label
        said = f"{one.client} · {one.matter.title}\n{after}, {desk.say(one.on)}"
        self.body.insertWidget(0, Label(said, wrap=True))
        words = self.tr(
            "Ask on the telephone, or send the form. Once it is marked here, nobody asks this client again for the "
            "time that the firm chose."
        )
        self.body.insertWidget(1, Label(words, wrap=True, tone=Tone.DIM))
        self.on = DateWords(desk.parse_back, desk.say, placeholder=self.tr("today"))
        self.on.setText(self.tr("today"))
        self.form.add(self.tr("&Asked on"), self.on, "on")
        self.form_button = Button(self.tr("The form…"), self._on_form_clicked)
        layout = self.foot.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(0, self.form_button)

    def _on_form_clicked(self) -> None:
        self.reject()
        self._letter()

    def command(self) -> Command:
        day = day_of(self.on, "on", self.tr("This is no date. Try “today” or “6 Nov”."))
        matter_id, occasion = self._one.matter.id, self._one.occasion
        return lambda tx: ask_feedback(tx, matter_id, occasion, on=day)
