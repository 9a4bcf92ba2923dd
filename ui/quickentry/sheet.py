"""One line over any page: Enter fills the contact form, Ctrl+Enter saves where nothing is doubtful, Esc keeps it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.errors import LiaisonError
from app.kernel.said import say_time
from app.quickentry.parts import Asked, Choice, Ref
from app.workspace import Workspace
from ui.kit.buttons import LinkButton
from ui.kit.keeper import DraftKeeper
from ui.kit.sheet import Sheet
from ui.quickentry.draft import KeptLine, LineDraft
from ui.quickentry.line_field import LineField
from ui.quickentry.preview import Preview
from ui.quickentry.reader import LineReader


class QuickSheet(Sheet):
    """`filled(reader)` and `save_chosen(reader)` say what to do with the line; the sheet closes when told to."""

    filled = Signal(object)
    save_chosen = Signal(object)
    stands_alone = True
    """The line is about whom it names, wherever it was opened."""

    def __init__(
        self, over: QWidget, workspace: Workspace, page: Ref | None, line: str = "", *, goes_on: bool = False
    ) -> None:
        """``goes_on``: after an unlocking the line is open again as it was, the cursor behind it."""
        super().__init__(over, "", width=760)
        name = self.tr("Quick entry")
        self.title.setText(name)
        self.setAccessibleName(name)
        self.card.setAccessibleName(name)
        self._workspace = workspace
        self._leaving = False
        self._wants = ""
        self._goes_on, self._kept_words = goes_on, ""
        self._said = ""
        self.draft = LineDraft(workspace)
        self.field = LineField(
            self.tr("Call in, whom or which number, how long, what was said; what is next")
        )
        self.preview = Preview()
        self.again = LinkButton(self.tr("Start &over"), self._on_again_clicked)
        self.again.hide()
        kept = QHBoxLayout()
        kept.addStretch(1)
        kept.addWidget(self.again)
        self.body.addWidget(self.field)
        self.body.addLayout(kept)
        self.body.addWidget(self.preview)
        self._fill_words = self.tr("&Fill the form")
        self.add_buttons(
            self.tr("Save"), extra=(self._fill_words,), cancel=self.tr("Close"), keys="Ctrl+Return"
        )
        self.reader = LineReader(workspace, page, self.draft, self)
        self.keeper = DraftKeeper(self.draft, self._worth_keeping, self)
        self._given = line
        self.field.edited.connect(self._on_field_edited)
        self.field.entered.connect(self._on_field_entered)
        self.field.took.connect(self._on_field_took)
        self.preview.chosen.connect(self._on_preview_chosen)
        self.reader.changed.connect(self._on_reader_changed)
        self.reader.ready.connect(self._on_reader_ready)
        self.reader.caught_up.connect(self._on_reader_caught_up)
        self.keeper.kept.connect(self._on_keeper_kept)
        self.keeper.trouble.connect(self._on_keeper_trouble)
        self.finished.connect(self.reader.stop)
        self.reader.start()

    def open(self) -> None:
        """Over whatever page is shown; the keyboard is in the line."""
        super().open()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def about_ids(self) -> frozenset[UUID]:
        """The matter that the line is understood to be about, and those that it asks to choose from."""
        found = self.reader.understood
        offered = (*((found.about,) if found.about else ()), *(found.asked.choices if found.asked else ()))
        return frozenset(one.ref.matter_id for one in offered if one.ref.matter_id is not None)

    def apply(self, button: str) -> None:
        """Save, or fill the form: when the vault has answered for what stands there."""
        self._wants = "form" if button else "save"
        if not self.reader.is_behind:
            self._on_reader_caught_up()

    def may_close(self) -> bool:
        """What was typed is kept for the next time."""
        self._leaving = True
        self.keeper.keep_now()
        self.keeper.stop()
        return True

    def drop(self) -> None:
        """The vault is being locked."""
        self.reader.stop()
        try:
            self.keeper.keep_last()
        finally:
            self.keeper.stop()
            super().drop()

    def hand_over(self) -> None:
        """Close; the line stays kept until what becomes of it is saved."""
        self.may_close()
        self.accept()

    def say(self, words: str) -> None:
        """Something that went wrong, or has to be looked at."""
        self._said = words
        self._show_note()

    def _worth_keeping(self) -> KeptLine | None:
        line = self.field.text()
        return KeptLine(line, dict(self.reader.chosen), not self._leaving) if line.strip() else None

    def _on_reader_ready(self, kept: KeptLine | None) -> None:
        typed = self.field.text()
        line = self._given or (kept.line if kept else "")
        if kept is not None:
            self.reader.recall(kept.chosen)
            self.keeper.took_over(kept)  # so that an empty line forgets it
        if not line:
            return
        self.field.setText(line)
        if self._given or self._goes_on:
            self.field.moveCursor(QTextCursor.MoveOperation.End)
        else:
            self.field.selectAll()
        if typed:
            self.field.insertPlainText(typed)  # the next call is a line of its own; Ctrl+Z has the one before
        elif not self._given:
            self._kept_words = line
            self.again.show()
            self.say(self.tr("You were writing this. Type over it, or go on with an arrow key."))

    def _on_again_clicked(self) -> None:
        """An empty line; what was kept is forgotten with it."""
        self.field.selectAll()
        self.field.insertPlainText("")
        self.reader.chosen.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_accept_clicked(self) -> None:
        """The keys work while the button is grey: what is doubtful is then asked in the form."""
        self.apply("")

    def _show_note(self) -> None:
        """What is open stands in the foot, and Save is grey meanwhile."""
        line = self.field.text()
        open_ = (
            [one.text for one in self.reader.understood.doubts if not one.only_told] if line.strip() else []
        )
        asks = bool(open_) and not self.reader.is_behind
        self.accept_button.setEnabled(bool(line.strip()) and not asks)
        asked = self.tr("{question} Enter opens the form.").format(question=open_[0]) if asks else ""
        self.note.setText(self._said if line == self._kept_words and line else asked or self._said)

    def _on_field_edited(self) -> None:
        line = self.field.text()
        if line != self._kept_words and not self.again.isHidden():
            self.again.hide()
            self._kept_words = self._said = ""
        if line != self.reader.understood.line:
            self._wants = ""
            self.keeper.touch()
            self.reader.set_line(line)
        else:
            self._offer()

    def _on_reader_changed(self) -> None:
        found = self.reader.understood
        self.field.mark(found.parts)
        self.preview.show_understood(found, self.reader.setting)
        self.field.setAccessibleDescription(self.preview.spoken())
        self._offer()
        self._show_note()

    def _offer(self) -> None:
        self.field.offer(self.reader.completion(self.field.cursor_at()))

    def _on_field_entered(self) -> None:
        self.apply(self._fill_words)

    def _on_field_took(self, choice: Choice, start: int, end: int) -> None:
        self.reader.choose(choice, choice.text)
        self.field.replace(start, end, choice.text)

    def _on_preview_chosen(self, choice: Choice, asked: Asked) -> None:
        self._on_field_took(choice, asked.start, asked.end)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reader_caught_up(self) -> None:
        wants, self._wants = self._wants, ""
        self._show_note()
        if not wants or not self.field.text().strip():
            return
        if wants == "save" and self.reader.understood.is_sure:
            self.save_chosen.emit(self.reader)
        else:
            self.filled.emit(self.reader)

    def _on_keeper_kept(self, moment: datetime) -> None:
        time = say_time(moment.astimezone(self._workspace.zone))
        self.say(self.tr("Draft kept {time}").format(time=time))

    def _on_keeper_trouble(self, error: LiaisonError) -> None:
        self.say(self.tr("Draft not kept: {why}").format(why=error.message))
