"""The Letters page: a matter, the templates, and the letter of both. From here letters are written and templates
changed."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.rights import Right
from app.letters.composing import Letter
from app.letters.queries import TemplateRow
from app.notices.queries import NoticeRow
from app.notices.words import Outlet
from app.workspace import Workspace
from ui.calendar.load import find_matters
from ui.kit import chips, tasks, theme
from ui.kit.bars import MessageBar
from ui.kit.buttons import Button
from ui.kit.columns import Columns
from ui.kit.page import Page
from ui.kit.rights import needs
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.kit.typeahead import Suggestion, TypeAhead
from ui.letters import load
from ui.letters.letter_sheet import LetterSheet
from ui.letters.load import Shelf
from ui.letters.notice_form import NoticeForm
from ui.letters.template_sheet import TemplateSheet
from ui.letters.versions_sheet import GoBack, TemplateVersions
from ui.letters.view import LetterView


class LettersPage(Page):
    """Enter writes the letter that is shown."""

    kinds = frozenset({"letter_template", "notice", "matter", "client", "firm", "colleague", "entry"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(self.tr("Letters"))
        self._workspace = workspace
        self._shelf: Shelf | None = None
        self._matter: tuple[UUID, str] | None = None
        self._wanted: UUID | None = None
        self._add_buttons()
        self._build()
        self.messages = MessageBar(self)

    def show_arg(self, arg: object) -> None:
        """A matter: letters are shown for it."""
        if isinstance(arg, UUID):
            self._wanted = arg
            self.stale = True

    def reload(self) -> None:
        wanted = self._wanted or (self._matter[0] if self._matter else None)
        tasks.run(
            lambda: load.shelf(self._workspace, wanted),
            owner=self,
            done=self._show_shelf,
            failed=self.errors.show_error,
        )

    def focus_first(self) -> None:
        self.rows.setFocus()

    def _add_buttons(self) -> None:
        self.write_button = Button(self.tr("Write…"), self.write, primary=True)
        self.change_button = Button(self.tr("Change the words…"), self.change)
        self.versions_button = Button(self.tr("Versions…"), self.show_versions)
        self.new_button = Button(self.tr("New template…"), self.new_template)
        self.notice_button = Button(self.tr("New notice…"), self.new_notice)
        for button in (self.new_button, self.notice_button, self.versions_button, self.change_button):
            self.add_to_head(button)
        self.add_to_head(self.write_button)
        for button in (self.new_button, self.notice_button, self.change_button):
            needs(button, self._workspace, Right.FIRM)

    def _build(self) -> None:
        self.matter = TypeAhead(
            partial(find_matters, self._workspace),
            name=self.tr("Matter"),
            placeholder=self.tr("For which matter?"),
            on_empty=True,
        )
        self.matter.chosen.connect(self._on_matter_chosen)
        self.rows = RowList(self.tr("Templates and notices"))
        self.rows.selectionModel().currentChanged.connect(self._show_current)
        self.rows.opened.connect(self._on_rows_opened)
        self.view = LetterView(self._workspace)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.matter)
        column.addWidget(self.rows, 1)
        self.both = Columns(left, self.view, narrow=668, first_wide=308, heights=(220, 300))
        self.both.setContentsMargins(0, 0, 0, theme.px(12))
        self.body.addWidget(self.both, 1)

    def _show_shelf(self, shelf: Shelf) -> None:
        self.errors.clear()
        self._shelf, self._matter, self._wanted = shelf, shelf.first, None
        self.matter.set_key(*(shelf.first or (None, "")))
        letters = [row for row in shelf.templates if row.form.outlet is Outlet.LETTER]
        mails = [row for row in shelf.templates if row.form.outlet is Outlet.EMAIL]
        groups = [
            Group(self.tr("Letters"), tuple(self._row(row, "file-text") for row in letters)),
            Group(self.tr("E-mails"), tuple(self._row(row, "mail") for row in mails)),
            Group(self.tr("Notices"), tuple(self._notice(row) for row in shelf.notices)),
        ]
        self.rows.set_groups([group for group in groups if group.rows])
        if self.rows.current_key() is None:
            self.rows.select_first()
        self._show_current()

    def _row(self, row: TemplateRow, icon: str) -> Row:
        marks = []
        if not row.form.in_use:
            marks.append(chips.plain(self.tr("put away")))
        elif row.own:
            marks.append(chips.plain(self.tr("yours")))
        said = self.tr("version {number}").format(number=row.number) if row.own else ""
        return Row(("template", row.key), row.form.name, said, icon, "", tuple(marks))

    def _notice(self, row: NoticeRow) -> Row:
        marks = () if row.form.in_force else (chips.plain(self.tr("ended")),)
        where = ", ".join(row.form.areas) or self.tr("every practice area")
        return Row(("notice", row.notice_id), row.form.title, where, "info", "", marks, tip=row.form.text)

    def template(self) -> TemplateRow | None:
        """The template that is chosen."""
        found = self.rows.current_key()
        rows = self._shelf.templates if self._shelf else ()
        return next((row for row in rows if ("template", row.key) == found), None)

    def notice(self) -> NoticeRow | None:
        """The notice that is chosen."""
        found = self.rows.current_key()
        rows = self._shelf.notices if self._shelf else ()
        return next((row for row in rows if ("notice", row.notice_id) == found), None)

    def _show_current(self) -> None:
        row, notice, may = self.template(), self.notice(), self._workspace.may(Right.FIRM)
        self.write_button.setEnabled(row is not None and self._matter is not None)
        self.versions_button.setEnabled(row is not None)
        self.change_button.setEnabled(may and (row is not None or notice is not None))
        if notice is not None:
            self.view.say(notice.form.text)
        elif row is not None and self._matter is not None:
            self.view.show_template(self._matter[0], row.form)
        elif row is not None:
            self.view.show_example(row.form)

    def _on_matter_chosen(self, item: Suggestion) -> None:
        if isinstance(item.key, UUID):
            self._matter = (item.key, item.text)
            self._show_current()

    def _on_rows_opened(self, _key: object) -> None:
        if self.template() is not None:
            self.write()
        else:
            self.change()

    def write(self) -> None:
        """Open the letter that is shown, to change its words and let it leave."""
        row, matter = self.template(), self._matter
        if row is not None and matter is not None:
            self._write(row, matter[0])

    def _write(self, row: TemplateRow, matter_id: UUID) -> None:
        def opened(letter: Letter) -> None:
            LetterSheet(self, self._workspace, row.key, letter, self.request).open()

        tasks.run(
            lambda: load.compose(self._workspace, matter_id, row.form),
            owner=self,
            done=opened,
            failed=self.errors.show_error,
        )

    def change(self) -> None:
        """Open what is chosen to write it anew."""
        if not self._workspace.may(Right.FIRM):
            return
        if (row := self.template()) is not None:
            self._open(TemplateSheet(self, self._workspace, row, self._matter))
        elif (notice := self.notice()) is not None:
            self._open(NoticeForm(self, self._workspace, notice, self._areas()))

    def new_template(self) -> None:
        """Write a template of one's own."""
        self._open(TemplateSheet(self, self._workspace, None, self._matter))

    def new_notice(self) -> None:
        """Write another notice."""
        self._open(NoticeForm(self, self._workspace, None, self._areas()))

    def show_versions(self) -> None:
        """How the template came to be what it is."""
        row = self.template()
        if row is not None:
            TemplateVersions(self, self._workspace, row.key, row.form.name).open()

    def _open(self, sheet: TemplateSheet | NoticeForm) -> None:
        sheet.saved.connect(lambda _: self.messages.say(self.tr("Saved as a new version.")))
        sheet.open()

    def _areas(self) -> tuple[str, ...]:
        return self._shelf.areas if self._shelf else ()

    def reopen(self, form: str, thing: UUID | None) -> bool:
        shelf = self._shelf
        if shelf is None:
            return False
        what, _, key = form.partition(":")
        row = next((one for one in shelf.templates if one.key == key), None)
        notice = next((one for one in shelf.notices if one.notice_id == thing), None)
        match what:
            case "letter-template" if row is not None or not key:
                self._open(TemplateSheet(self, self._workspace, row, self._matter))
            case "letter" if row is not None and thing is not None:
                self._write(row, thing)
            case "notice" if notice is not None or thing is None:
                self._open(NoticeForm(self, self._workspace, notice, self._areas()))
            case "letter-back" if key.rpartition(":")[2].isdecimal():
                of, _, number = key.rpartition(":")
                GoBack(self, self._workspace, of, int(number)).open()
            case _:
                return False
        return True
