"""The editor of a template: its words at the left, the letter of a real matter at the right, mistakes in between."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.letters.built_in import TemplateForm
from app.letters.commands import save_template
from app.letters.fields import FIELDS
from app.letters.queries import TemplateRow
from app.notices.words import Outlet
from app.wording.template import Mistake
from app.workspace import Workspace
from ui.calendar.load import find_matters
from ui.kit import theme
from ui.kit.buttons import Button
from ui.kit.check import Check
from ui.kit.choice import Choice
from ui.kit.columns import Columns
from ui.kit.fields import TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import dim
from ui.kit.menus import open_from
from ui.kit.pausing import after_typing
from ui.kit.row_model import Row
from ui.kit.rows import RowList
from ui.kit.sheet_draft import Keep
from ui.kit.typeahead import Suggestion, TypeAhead
from ui.letters.template_edit import TemplateEdit
from ui.letters.view import LetterView

TYPING_PAUSE = 700
"""Milliseconds without a key after which the letter is made anew."""

_FOUND_HEIGHT = 108
"""Of the list of mistakes, also while there are none: the sheet does not move under who types."""

NARROW = 760
"""Below so many pixels, at text of the usual size, the letter stands under the words."""


class TemplateSheet(FormSheet):
    """One template; ``row`` None for a new one. ``matter``: whose letter is shown beside it."""

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        row: TemplateRow | None,
        matter: tuple[UUID, str] | None,
    ) -> None:
        super().__init__(
            over,
            workspace,
            row.form.name if row is not None else "",
            width=1160,
            label_width=84,
            keep=Keep(f"letter-template:{row.key if row is not None else ''}"),
        )
        self.title.setText(row.form.name if row is not None else self.tr("New template"))
        self._row = row
        self._matter_id = matter[0] if matter else None
        form = row.form if row is not None else TemplateForm("", "{{client.greeting}},\n\n")
        self._build_fields(form)
        self.view = LetterView(workspace)
        self.matter = TypeAhead(
            partial(find_matters, workspace),
            name=self.tr("Shown for the matter"),
            placeholder=self.tr("Matter"),
            on_empty=True,
        )
        if matter is not None:
            self.matter.set_key(*matter)
        self.matter.chosen.connect(self._on_matter_chosen)
        self._lay_out()
        self._typing = after_typing(self, TYPING_PAUSE, self.show_letter)
        for signal in (self.words.textChanged, self.subject.textChanged):
            signal.connect(self._typing.start)
        self.outlet.currentIndexChanged.connect(self._typing.start)
        self.words.checked.connect(self._show_mistakes)

    def open(self) -> None:
        super().open()
        self.words.look_over()
        self.show_letter()

    def show_letter(self) -> None:
        """Make the letter of the words as they are."""
        if self._matter_id is None:
            self.view.say(self.tr("Choose a matter to see its letter here."))
        elif not self.words.mistakes:
            self.view.show_template(self._matter_id, self._typed())

    def _build_fields(self, form: TemplateForm) -> None:
        self.name = TextField(self.tr("e.g. Closing letter"), form.name)
        self.outlet: Choice[Outlet] = Choice(
            [(Outlet.LETTER, self.tr("Letter")), (Outlet.EMAIL, self.tr("E-mail"))]
        )
        self.outlet.set_value(form.outlet)
        self.subject = TextField(self.tr("the heading of the letter"), form.subject)
        self.words = TemplateEdit()
        self.words.setText(form.text)
        self.is_update = Check(self.tr("Counts as an update to the client"))
        self.is_update.setChecked(form.is_update)
        self.in_use = Check(self.tr("Offered for new letters"))
        self.in_use.setChecked(form.in_use)
        self.reason = TextField(self.tr("what is changed, and why"))
        self.insert_button = Button(self.tr("Insert a field…"), self.show_fields, keys="Ctrl+Shift+I")
        self.problems = RowList(self.tr("Mistakes"), name_share=0.2)
        self.problems.opened.connect(self._on_problem_opened)
        self.problems.acted.connect(self._on_problem_acted)
        self.sound = dim(self.tr("No mistakes."))
        self.found = QStackedWidget()
        self.found.addWidget(self.sound)
        self.found.addWidget(self.problems)
        self.found.setFixedHeight(theme.px(_FOUND_HEIGHT))
        insert = QShortcut(QKeySequence("Ctrl+Shift+I"), self, self.show_fields)
        insert.setAutoRepeat(False)

    def _lay_out(self) -> None:
        form = self.form
        form.add_together(self.tr("&Name"), (self.name, "name", 1), (self.outlet, "outlet", 0))
        self.outlet.setAccessibleName(self.tr("Letter or e-mail"))
        form.add(self.tr("&Heading"), self.subject, "subject")
        form.add(self.tr("&Words"), self.words, "text")
        self.words.setAccessibleDescription(
            self.tr("Ctrl+Space offers the fields, F8 goes to the next mistake.")
        )
        tools = QWidget()
        line = QHBoxLayout(tools)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.insert_button)
        line.addStretch(1)
        form.add_wide(tools)
        form.add_wide(self.found)
        form.add_together("", (self.is_update, "is_update", 0), (self.in_use, "in_use", 1))
        form.add(self.tr("&Reason"), self.reason, "reason")
        self.body.removeWidget(form)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.matter)
        column.addWidget(self.view, 1)
        self.body.addWidget(Columns(form, right, narrow=NARROW, shares=(5, 4)))

    def show_fields(self) -> None:
        """A menu of every field, by what it is about."""
        menu = QMenu(self)
        menus: dict[str, QMenu] = {}
        for one in FIELDS:
            under = menus.get(one.group) or menus.setdefault(one.group, menu.addMenu(one.head))
            action = under.addAction(f"{one.name}    {one.said}")
            action.triggered.connect(partial(self.words.insert, one.written))
        menu.aboutToHide.connect(menu.deleteLater)
        open_from(menu, self.insert_button)

    def command(self) -> Command:
        form, reason = self._typed(), self.reason.text()
        key = self._row.key if self._row is not None else None
        return lambda tx: save_template(tx, key, form, reason)

    def _typed(self) -> TemplateForm:
        return TemplateForm(
            self.name.text(),
            self.words.text(),
            self.subject.text(),
            self.outlet.value(),
            self.is_update.isChecked(),
            self.in_use.isChecked(),
        )

    def _on_matter_chosen(self, item: Suggestion) -> None:
        if isinstance(item.key, UUID):
            self._matter_id = item.key
            self.show_letter()

    def _show_mistakes(self, mistakes: Sequence[Mistake]) -> None:
        rows = [
            Row(
                key=number,
                title=self.tr("Line {line}").format(line=one.at.line),
                text=one.message,
                icon="circle-alert",
                action=self.tr("Write “{name}”").format(name=one.instead) if one.instead else "",
            )
            for number, one in enumerate(mistakes[:20])
        ]
        self.problems.set_rows(rows)
        self.found.setCurrentWidget(self.problems if rows else self.sound)

    def _on_problem_opened(self, key: object) -> None:
        if isinstance(key, int) and key < len(self.words.mistakes):
            self.words.go_to(self.words.mistakes[key])

    def _on_problem_acted(self, key: object) -> None:
        if isinstance(key, int) and key < len(self.words.mistakes):
            self.words.replace_by(self.words.mistakes[key])
            self.words.look_over()
