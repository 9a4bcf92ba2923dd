"""A letter as it will leave: its pages, or the words of an e-mail; and where a template has a mistake, what it is."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.kernel.errors import LiaisonError
from app.letters.built_in import TemplateForm
from app.letters.composing import Letter
from app.letters.fields import FIELDS
from app.wording.example import example
from app.wording.lines import as_plain
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.reader import PlainReader
from ui.letters import load
from ui.letters.load import Made
from ui.reports.preview import Preview


class LetterView(QWidget):
    """`show_template`, `show_example`, `show_letter`, `say`. What was asked for last is shown; ``made`` is what stands
    there."""

    def __init__(self, workspace: Workspace, on_made: Callable[[Made], object] | None = None) -> None:
        super().__init__()
        self._workspace = workspace
        self._on_made_told = on_made
        self._asked = 0
        self.made: Made | None = None
        self.trouble = Label("", tone=Tone.LATE, wrap=True)
        self.trouble.hide()
        self.subject = Label("", "bold", wrap=True)
        self.subject.hide()
        self.words = PlainReader(self.tr("The words as they will leave"))
        self.words.document().setDocumentMargin(theme.px(14))
        self.preview = Preview(self.tr("Preview of the letter"), self)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.preview)
        self.stack.addWidget(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for widget in (self.trouble, self.subject):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def _restyle(self) -> None:
        """In high contrast the ground of the words is that of the page: a line sets them off."""
        shape = QFrame.Shape.Box if theme.colors().forced else QFrame.Shape.NoFrame
        self.words.setFrameShape(shape)

    def show_template(self, matter_id: UUID, form: TemplateForm) -> None:
        """Fill a template for a matter and show the letter."""
        asked = self._next()

        def composed(letter: Letter) -> None:
            if asked == self._asked:
                self._set(letter, asked)

        tasks.run(
            lambda: load.compose(self._workspace, matter_id, form),
            owner=self,
            done=composed,
            failed=self._on_failed,
        )

    def show_letter(self, letter: Letter) -> None:
        """Show a letter as it is."""
        self._set(letter, self._next())

    def say(self, words: str) -> None:
        """Show nothing but these words."""
        self._say(words, "")

    def show_example(self, form: TemplateForm) -> None:
        """Show what a template says, before a matter is chosen: what is filled in stands in brackets."""
        self._say(as_plain(example(form.text, FIELDS)), as_plain(example(form.subject, FIELDS)).strip())
        self._complain(
            self.tr("What stands in brackets is filled in for the matter that you choose."), Tone.DIM
        )

    def _say(self, words: str, heading: str) -> None:
        self._next()
        self.preview.clear()
        self.subject.setText(heading)
        self.subject.setVisible(bool(heading))
        self.words.setText(words)
        self.stack.setCurrentWidget(self.words)

    def _next(self) -> int:
        self._asked += 1
        self.made = None
        self.trouble.hide()
        return self._asked

    def _set(self, letter: Letter, asked: int) -> None:
        def made(one: Made) -> None:
            if asked == self._asked:
                self._show(one)

        tasks.run_pool(lambda _task: load.set_in_type(letter), owner=self, done=made, failed=self._on_failed)

    def _show(self, made: Made) -> None:
        self.made = made
        is_mail = not made.pdf
        self.subject.setText(self.tr("Subject: {subject}").format(subject=made.letter.subject))
        self.subject.setVisible(is_mail)
        if is_mail:
            self.words.setText(made.letter.as_email())
        else:
            self.preview.show_pdf(made.pdf)
        self.stack.setCurrentWidget(self.words if is_mail else self.preview)
        self._complain(made.letter.complaint, Tone.SOON)
        if self._on_made_told is not None:
            self._on_made_told(made)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self._complain(error.message, Tone.LATE)

    def _complain(self, words: str, tone: Tone) -> None:
        # That somebody has to look here is said by a sign, too, not by a colour alone.
        self.trouble.setText(f"▲ {words}" if words and tone is Tone.SOON else words)
        self.trouble.set_tone(tone)
        self.trouble.setVisible(bool(words))
