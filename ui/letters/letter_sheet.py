"""One letter before it leaves: its words can still be changed, the page beside them follows. It is saved, printed or
copied, and logged as sent when the writer says so, in the ordinary form for a contact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.channels.words import Channel
from app.contactlog.waiting import Waits
from app.contactlog.words import Direction
from app.kernel.rights import Right
from app.letters.composing import Letter
from app.matters.development_queries import DevelopmentRow
from app.notices.words import Outlet
from app.wording.lines import as_plain
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.buttons import Button
from ui.kit.columns import Columns
from ui.kit.dialogs import confirm
from ui.kit.fields import GrowingText, TextField
from ui.kit.formsheet import FormSheet
from ui.kit.pausing import after_typing
from ui.kit.plain_line import PlainLine
from ui.kit.rights import needs
from ui.kit.sheet_draft import Keep
from ui.letters import load
from ui.letters.load import Made
from ui.letters.view import LetterView
from ui.reports.leaving import Leaving, Paper
from ui.shell.requests import LogContactRequest, WriteUpdate

NEWS_LINES, NEWS_LETTERS = 3, 160
NARROW = 900
"""Pixels of the drawings that words and page need beside each other."""
TYPING_PAUSE = 500
"""Milliseconds without a key after which the page is made anew."""


class LetterSheet(FormSheet):
    """``ask``: the page's way to ask the window for the contact form."""

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        key: str,
        letter: Letter,
        ask: Callable[[object], object],
    ) -> None:
        super().__init__(
            over,
            workspace,
            letter.name,
            width=1160,
            label_width=70,
            save=over.tr("Log as sent…"),
            keep=Keep(f"letter:{key}", letter.matter_id),
        )
        self._letter, self._ask = letter, ask
        self._asked: Letter | None = None
        self._agreed: tuple[Letter, tuple[UUID, ...]] | None = None
        self._although: tuple[UUID, ...] = ()  # what was known to stay unanswered when it was last let go
        self.subject = TextField("", letter.subject)
        self.words = GrowingText(least=28, most=28)
        self.words.setText(letter.text)
        self.view = LetterView(workspace, self._on_made)
        is_mail = letter.outlet is Outlet.EMAIL
        self.form.add(self.tr("&Subject") if is_mail else self.tr("&Heading"), self.subject, "subject")
        self.form.add(self.tr("&Words"), self.words, "words")
        self.form.add_wide(PlainLine.under(self.words))
        self.leaving = Leaving(self, workspace)
        self.leaving.saved.connect(lambda: self.note.setText(self.tr("Saved")))
        self.leaving.failed.connect(self.form.show_error)
        self._lay_out()
        self._add_tools(is_mail=is_mail)
        needs(self.accept_button, workspace, Right.WRITE)
        self._typing = after_typing(self, TYPING_PAUSE, self.show_letter)
        self.words.textChanged.connect(self._on_typed)
        self.subject.textChanged.connect(self._on_typed)

    def open(self) -> None:
        super().open()
        self.show_letter()

    def letter(self) -> Letter:
        """The letter with the words as they are now."""
        return replace(self._letter, subject=self.subject.text().strip(), text=self.words.text())

    def show_letter(self) -> None:
        """Make the page of the words as they are."""
        self._typing.stop()
        self._asked = self.letter()
        self.view.show_letter(self._asked)

    def _lay_out(self) -> None:
        self.body.removeWidget(self.form)
        self.body.addWidget(Columns(self.form, self.view, narrow=NARROW))

    def _add_tools(self, *, is_mail: bool) -> None:
        """At the left of the foot: how it leaves."""
        self.save_button = Button(self.tr("Save as text…") if is_mail else self.tr("Save as PDF…"))
        self.save_button.clicked.connect(self._on_save_clicked)
        self.print_button = Button(self.tr("Copy the words") if is_mail else self.tr("Print…"))
        self.print_button.clicked.connect(self._on_copy_clicked if is_mail else self._on_print_clicked)
        self.sealed_button = Button(self.tr("With a password…"))
        self.sealed_button.setToolTip(self.tr("Save as a PDF that asks for a password"))
        self.sealed_button.clicked.connect(self._on_sealed_clicked)
        self.sealed_button.setVisible(not is_mail)
        row = self.foot.layout()
        if isinstance(row, QHBoxLayout):
            for button in (self.print_button, self.sealed_button, self.save_button):
                row.insertWidget(0, button)
        self._allow(made=False)

    def _allow(self, *, made: bool) -> None:
        """What leaves is what is seen: not before the page shows the words as they are."""
        for button in (self.save_button, self.sealed_button, self.print_button):
            button.setEnabled(made)

    def _on_typed(self) -> None:
        if self._asked == self.letter():  # a word was underlined: the field says that, too
            return
        self._allow(made=False)
        self._typing.start()

    def _on_made(self, _made: Made) -> None:
        self._allow(made=not self._typing.isActive())

    def _on_copy_clicked(self) -> None:
        made = self.view.made
        if made is not None:
            self._with_care(self.tr("Copy all the same"), lambda: self._copy(made))

    def _copy(self, made: Made) -> None:
        QGuiApplication.clipboard().setText(made.letter.as_email())
        self.note.setText(self.tr("Copied"))

    def _on_save_clicked(self) -> None:
        made = self.view.made
        if made is not None:
            ending = "pdf" if made.pdf else "txt"
            self._with_care(
                self.tr("Save all the same"), lambda: self.leaving.save(self._paper(made), ending)
            )

    def save_to(self, file: Path, made: Made) -> None:
        """Write the letter that was shown into ``file``."""
        self.leaving.save_to(file, self._paper(made))

    def _paper(self, made: Made) -> Paper:
        """What leaves, once somebody said that it goes: what is asked meanwhile stops it."""
        return load.paper_of(self.workspace, made, self._although)

    def _on_sealed_clicked(self) -> None:
        made = self.view.made
        if made is not None and made.pdf:
            self._with_care(self.tr("Save all the same"), lambda: self.leaving.save_sealed(self._paper(made)))

    def _on_print_clicked(self) -> None:
        made = self.view.made
        if made is not None and made.pdf:
            self._with_care(self.tr("Print all the same"), lambda: self.leaving.print(self._paper(made)))

    def print_here(self) -> bool:
        """Ctrl+P prints what is seen."""
        if self.print_button.isEnabled():
            self._on_print_clicked()
        return True

    def apply(self, button: str) -> None:
        self._with_care(self.tr("Log it all the same…"), self._log)

    def _with_care(self, action: str, go_on: Callable[[], object]) -> None:
        """No update goes that leaves out what the client has to hear; ask first where it leaves out what could wait, or
        goes as if nobody had asked. What happened and was asked meanwhile counts, too; nothing is typed or pressed
        until that is known: what leaves is what was looked at, once."""
        self.form.clear_problems()
        letter = self._letter
        if not letter.is_update:
            self._ask_first((), action, go_on)
            return

        def looked(found: tuple[tuple[DevelopmentRow, ...], tuple[Waits, ...]]) -> None:
            self.let_go()
            news, waits = found
            if news:
                self._stop(news)
            else:
                self._ask_first(waits, action, go_on)

        self.hold_still()
        tasks.run(
            lambda: load.held_back(self.workspace, letter), owner=self, done=looked, failed=self._on_failed
        )

    def _stop(self, news: Sequence[DevelopmentRow]) -> None:
        """As the "no news" update does: what is untold is told first."""
        said = [*self._first([one.for_client for one in news]), self.tr("This letter does not tell it.")]
        confirm(
            self, self.tr("The client has not been told"), "\n".join(said), self.tr("Tell it…"), self._tell
        )

    def _tell(self) -> None:
        """Leave the letter for the update that tells what happened."""
        matter_id = self._letter.matter_id
        self.leave_kept()
        self._ask(WriteUpdate(matter_id))

    def _ask_first(self, waits: tuple[Waits, ...], action: str, go_on: Callable[[], object]) -> None:
        """Once for these words and these questions."""
        letter = self.letter()
        this = letter, tuple(one.id for one in waits)
        if self._agreed == this or not (letter.untold or waits):
            self._although = this[1]
            go_on()
            return

        def all_the_same() -> None:
            self._agreed, self._although = this, this[1]
            go_on()

        said = []
        if waits:
            said += [*self._first([one.said for one in waits]), self.tr("This letter does not answer it.")]
        if letter.untold:
            said += [*self._first(letter.untold), self.tr("This letter does not tell it.")]
        title = (
            self.tr("The client waits for an answer") if waits else self.tr("The client has not been told")
        )
        other = (self.tr("Answer it…"), lambda: self._answer(waits[0].id)) if waits else None
        confirm(self, title, "\n".join(said), action, all_the_same, other)

    def _first(self, lines: Sequence[str]) -> list[str]:
        said = [" ".join(one.split())[:NEWS_LETTERS] for one in lines[:NEWS_LINES]]
        if len(lines) > NEWS_LINES:
            said.append(self.tr("{count} more").format(count=len(lines) - NEWS_LINES))
        return said

    def _answer(self, asked: UUID) -> None:
        """Leave the letter for the contact that answers what the client asked first."""
        matter_id = self._letter.matter_id
        self.leave_kept()
        self._ask(LogContactRequest(matter_id, direction=Direction.OUT, answers_id=asked))

    def _log(self) -> None:
        """Open the form for a contact, filled in with what the letter says; the letter itself goes with it."""
        letter, made = self.letter(), self.view.made
        is_mail = letter.outlet is Outlet.EMAIL
        pdf = made.pdf if made is not None and made.letter == letter else b""
        request = LogContactRequest(
            matter_id=letter.matter_id,
            channel=Channel.EMAIL if is_mail else Channel.LETTER,
            direction=Direction.OUT,
            reached_at=letter.email if is_mail else "",
            tells=letter.tells,
            is_update=letter.is_update,
            summary=f"{self.tr('{name} sent.').format(name=letter.name)}\n\n{as_plain(letter.text)}".strip(),
            file=(f"{letter.file}.pdf", pdf) if pdf else None,
        )
        self.accept()
        self._ask(request)
