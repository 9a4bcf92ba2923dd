"""The firm's plain words on its page: what it says instead of a word of lawyers, and which are fine with it (D6)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.errors import Invalid, Problem
from app.kernel.rights import Right
from app.plain.commands import remove_plain_word, save_plain_word
from app.plain.queries import PlainWordRow
from app.workspace import Workspace
from ui.kit import chips
from ui.kit.buttons import Button
from ui.kit.fields import Segmented, TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import Label, dim
from ui.kit.page import section
from ui.kit.rights import needs
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.kit.sheet_draft import Keep
from ui.settings.catalogue import title_of


class PlainPart(QWidget):
    """`opened(PlainWordRow)`, or `opened(None)` for a new one; who may not change them reads them."""

    opened = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._may = workspace.may(Right.FIRM)
        self._known: dict[str, PlainWordRow] = {}
        self.rows = RowList(self.tr("Plain words"), name_share=0.35)
        self.rows.stand_whole()
        self.rows.opened.connect(self._on_rows_opened)
        self.add_button = Button(self.tr("Add a word…"), lambda: self.opened.emit(None))
        needs(self.add_button, workspace, Right.FIRM)
        self.words = dim("")
        self.words.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(section(title_of("words/words")))
        column.addWidget(self.words)
        column.addWidget(self.rows)
        column.addLayout(foot)

    def show_words(self, rows: Sequence[PlainWordRow], *, of_program: int) -> None:
        """The firm's own; ``of_program``: how many words come with the program."""
        self._known = {row.word: row for row in rows}
        said = self.tr(
            "Words of lawyers are underlined in what is written for a client, and a plainer one is offered. {count} "
            "of them come with the program; here are your own."
        )
        self.words.setText(said.format(count=of_program))
        self.rows.set_groups([Group("", tuple(self._row(row) for row in rows))])
        self.rows.setVisible(bool(rows))

    def row(self, word: str) -> PlainWordRow | None:
        """The firm's row for a word."""
        return self._known.get(word)

    def _row(self, row: PlainWordRow) -> Row:
        said = self.tr("say “{plain}”").format(plain=row.say) if row.say else ""
        whole = " · ".join(part for part in (said, row.reason) if part)
        fine = () if row.say else (chips.done(self.tr("fine with us")),)
        return Row(row.word, row.word, "", "message-square", whole, fine, tip=whole)

    def _on_rows_opened(self, key: object) -> None:
        if self._may and key in self._known:
            self.opened.emit(self._known[str(key)])


class PlainWordForm(FormSheet):
    """One word; ``row`` None: a new one."""

    def __init__(self, over: QWidget, workspace: Workspace, row: PlainWordRow | None) -> None:
        title = row.word if row is not None else over.tr("Plain word")
        keep = Keep(f"plain-word:{row.word if row is not None else ''}")
        super().__init__(over, workspace, title, keep=keep)
        self._row = row
        self.remove_button: Button | None = None
        self.word = TextField(self.tr("a word or phrase, e.g. limitation period"), row.word if row else "")
        self.word.setReadOnly(row is not None)
        self.what = Segmented(
            [("say", self.tr("Say instead")), ("fine", self.tr("Fine with us"))],
            "fine" if row is not None and not row.say else "say",
            name=self.tr("What about it"),
        )
        self.say = TextField(self.tr("e.g. time limit for going to court"), row.say if row else "")
        self.reason = TextField(self.tr("why; colleagues read it beside the word"))
        self.form.add(self.tr("&Word"), self.word, "word")
        self.form.add("", self.what, "what")
        self.form.add(self.tr("&Plainer"), self.say, "say")
        if row is not None:
            self.so_far = Label(row.reason, wrap=True)
            self.form.add(self.tr("Reason so far"), self.so_far, "so_far")
        self.form.add(self.tr("&Reason"), self.reason, "reason")
        self.what.changed.connect(self._on_what_changed)
        self._on_what_changed()
        if row is not None:
            self.remove_button = self.add_other(self.tr("Remove"), self._removing)

    def command(self) -> Command:
        word, reason = self.word.text(), self.reason.text()
        say = self.say.text() if self.what.value() == "say" else ""
        if self.what.value() == "say" and not say.strip():
            message = self.tr("Please write what to say instead.")
            raise Invalid([Problem("say", "nothing-to-say", message)])
        return lambda tx: save_plain_word(tx, word, say, reason)

    def _removing(self) -> Command:
        """The list of the program alone decides again; needs the reason, too."""
        word, reason = self.word.text(), self.reason.text()
        return lambda tx: remove_plain_word(tx, word, reason)

    def _on_what_changed(self, *_: object) -> None:
        self.form.show_row("say", self.what.value() == "say")
