"""One concern: what was said, who answers it, and its steps as a line that one ticks off."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.concerns.outside import outside_body
from app.concerns.sheet import ConcernSheet, StepRow, concern_sheet
from app.concerns.words import Stage, StepKind
from app.workspace import Workspace
from ui.concerns.course_forms import CloseForm, EscalateForm, ReopenForm
from ui.concerns.sheet_rows import facts_of, groups_of
from ui.concerns.step_form import Linked, StepForm, contacts_of
from ui.concerns.words import apart_chip, state_chip, tr
from ui.engagement.letters import open_letter
from ui.kit import tasks
from ui.kit.bars import ErrorBar
from ui.kit.buttons import Button
from ui.kit.chip_line import ChipLine
from ui.kit.chips import Tone
from ui.kit.formsheet import FormSheet
from ui.kit.labels import Label
from ui.kit.page import Page
from ui.kit.rights import writes
from ui.kit.rows import RowList
from ui.kit.sheet import Sheet
from ui.schedule.desk import Desk, load_desk
from ui.shell.requests import OpenEntry, OpenMatter


@dataclass(frozen=True, slots=True)
class View:
    """What the sheet shows, read at once."""

    desk: Desk
    sheet: ConcernSheet
    linked: Linked
    outside: str


def read_view(workspace: Workspace, concern_id: UUID) -> View:
    """Read it; on the vault's worker. Raises NotFound."""
    with workspace.read() as reader:
        sheet = concern_sheet(reader, concern_id)
        return View(load_desk(reader), sheet, contacts_of(reader, sheet.row), outside_body(reader))


def open_concern(over: QWidget, workspace: Workspace, concern_id: UUID) -> ConcernView:
    """Show a concern over the page."""
    sheet = ConcernView(over, workspace, concern_id)
    sheet.open()
    return sheet


def _letter_of(sheet: ConcernSheet) -> str:
    """The template of the letter that a formal complaint in a matter is owed next; "" where none is, and where it is
    kept apart: a letter is logged in the matter's file."""
    row, facts = sheet.row, sheet.row.facts
    if not row.is_open or facts.matter_id is None or facts.apart or row.course.formal_on is None:
        return ""
    if StepKind.ACKNOWLEDGED in row.still_open:
        return "complaint-acknowledgement"
    return "final-response" if StepKind.FINAL_RESPONSE in row.still_open else ""


class ConcernView(Sheet):
    """Reads on the worker, and again after each form that was saved over it."""

    def __init__(self, over: QWidget, workspace: Workspace, concern_id: UUID) -> None:
        super().__init__(over, tr("Concern"), width=820)
        self._page, self._workspace, self.concern_id = over, workspace, concern_id
        self.view: View | None = None
        self.errors = ErrorBar()
        self.chips = ChipLine()
        self.how = Label("", wrap=True, selectable=True)
        self.about = Label("", wrap=True, tone=Tone.DIM)
        self.rows = RowList(tr("Steps"), name_share=0.36)
        self.rows.may_act = writes(workspace)
        self.rows.acted.connect(self._on_rows_acted)
        self.rows.opened.connect(self._on_rows_opened)
        self.rows.stand_whole()
        for part in (self.errors, self.chips, self.how, self.about, self.rows):
            self.body.addWidget(part)
        self._add_foot()
        self.reload()

    def _add_foot(self) -> None:
        self.edit = Button(tr("&Edit…"), self.change)
        self.higher = Button(tr("&Pass on…"), self.escalate)
        self.end = Button(tr("C&lose concern…"), self.close_or_reopen)
        self.letter = Button(tr("&Write letter…"), self.write_letter)
        self.matter = Button(tr("&Matter"), self._on_matter_clicked)
        writes(self._workspace, self.edit, self.higher, self.end)
        self.add_buttons(tr("Close"), cancel="", primary=False)
        row = self.foot.layout()
        if isinstance(row, QHBoxLayout):
            for number, button in enumerate((self.edit, self.higher, self.end, self.letter, self.matter)):
                row.insertWidget(number, button)

    def about_ids(self) -> frozenset[UUID]:
        """The concern, and its matter once that is read."""
        matter_id = self.view.sheet.row.facts.matter_id if self.view is not None else None
        return frozenset(one for one in (self.concern_id, matter_id) if one is not None)

    def reload(self) -> None:
        """Read it again."""
        workspace, concern_id = self._workspace, self.concern_id
        tasks.run(
            lambda: read_view(workspace, concern_id),
            owner=self,
            done=self._show,
            failed=self.errors.show_error,
        )

    def _show(self, view: View) -> None:
        self.view, row = view, view.sheet.row
        self.title.setText(tr("Concern of {client}").format(client=row.client))
        self.chips.set_chips([one for one in (state_chip(row), apart_chip(row)) if one is not None])
        self.how.setText(row.facts.how)
        self.about.setText(facts_of(view.sheet, view.desk))
        self.rows.set_groups(groups_of(view.sheet, view.desk, dict(view.linked)))
        self.higher.setVisible(row.is_open and row.stage is not Stage.OUTSIDE)
        self.end.setText(tr("C&lose concern…") if row.is_open else tr("&Reopen…"))
        self.letter.setVisible(_letter_of(view.sheet) != "")
        self.matter.setVisible(row.facts.matter_id is not None)
        self._place()

    def change(self) -> None:
        """Put right what it says."""
        from ui.concerns.raise_form import ChangeForm

        if self.view is not None:
            self.over_this(ChangeForm(self, self._workspace, self.view.desk, self.view.sheet))

    def escalate(self) -> None:
        """Give it on to the next stage."""
        view = self.view
        if view is not None and view.sheet.row.is_open and view.sheet.row.stage is not Stage.OUTSIDE:
            self.over_this(EscalateForm(self, self._workspace, view.desk, view.sheet, view.outside))

    def close_or_reopen(self) -> None:
        """Close an open one, reopen a closed one."""
        view = self.view
        if view is not None:
            form = CloseForm if view.sheet.row.is_open else ReopenForm
            self.over_this(form(self, self._workspace, view.desk, view.sheet))

    def write_letter(self) -> None:
        """The letter that the complaint is owed next, as any other letter of its matter."""
        facts = self.view.sheet.row.facts if self.view is not None else None
        key = _letter_of(self.view.sheet) if self.view is not None else ""
        if facts is not None and facts.matter_id is not None and key and isinstance(self._page, Page):
            self.drop()
            open_letter(self._page, self._workspace, facts.matter_id, key)

    def take(self, kind: StepKind) -> None:
        """Say that a step was taken."""
        self._step_form(kind, None)

    def put_right(self, step_id: UUID) -> None:
        """Put a step right, or take it back."""
        found = (
            next((one for one in self.view.sheet.steps if one.step_id == step_id), None)
            if self.view
            else None
        )
        if found is not None and not found.taken_back:
            self._step_form(found.kind, found)

    def _step_form(self, kind: StepKind, step: StepRow | None) -> None:
        view = self.view
        if view is not None and (step is not None or view.sheet.row.is_open):
            form = StepForm(self, self._workspace, view.desk, view.sheet, view.linked, kind, step)
            self.over_this(form)

    def over_this(self, form: FormSheet) -> None:
        """A form over this sheet; what it changed is read anew."""
        if self.view is not None:
            row = self.view.sheet.row
            form.say_whose(row.client, row.matter_title)
        form.saved.connect(lambda _: self.reload())
        form.open()

    def _on_rows_acted(self, key: object) -> None:
        match key:
            case ("step", StepKind() as kind, None):
                self.take(kind)
            case ("step", _, UUID() as step_id):
                self.put_right(step_id)
            case _:
                self._on_rows_opened(key)

    def _on_rows_opened(self, key: object) -> None:
        step = key[2] if isinstance(key, tuple) and len(key) == 3 else None
        found = (
            next((one for one in self.view.sheet.steps if one.step_id == step), None) if self.view else None
        )
        if found is not None and found.entry_id is not None and isinstance(self._page, Page):
            self._page.request(OpenEntry(found.entry_id))

    def _on_matter_clicked(self) -> None:
        matter_id = self.view.sheet.row.facts.matter_id if self.view is not None else None
        if matter_id is not None and isinstance(self._page, Page):
            self.drop()
            self._page.request(OpenMatter(matter_id))
