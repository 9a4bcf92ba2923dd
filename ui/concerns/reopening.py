"""The forms of this room by what they are called, over any page: a draft that was left unsaved comes back so."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.clients.queries import client_names
from app.concerns.forms import NewConcern
from app.concerns.reading import concern_of_step
from app.concerns.words import StepKind
from app.kernel.errors import NotFound
from app.matters.queries import matters_of
from app.workspace import Workspace
from ui.concerns.concern_sheet import View, read_view
from ui.concerns.course_forms import CloseForm, EscalateForm, ReopenForm
from ui.concerns.flagging import open_flag
from ui.concerns.raise_form import ChangeForm, open_raise
from ui.concerns.rules_form import open_rules
from ui.concerns.step_form import StepForm
from ui.kit import tasks
from ui.kit.formsheet import FormSheet

_STEP, _RIGHT = "concern-step:", "concern-step-right"
_Make = Callable[[QWidget, Workspace, View], FormSheet]
_FORMS: dict[str, _Make] = {
    "concern-change": lambda over, ws, view: ChangeForm(over, ws, view.desk, view.sheet),
    "concern-stage": lambda over, ws, view: EscalateForm(over, ws, view.desk, view.sheet, view.outside),
    "concern-close": lambda over, ws, view: CloseForm(over, ws, view.desk, view.sheet),
    "concern-reopen": lambda over, ws, view: ReopenForm(over, ws, view.desk, view.sheet),
}


def reopen_form(over: QWidget, workspace: Workspace, form: str, thing: UUID | None) -> bool:
    """Open a form of this room over ``over``; False where it is none of it. ``thing``: the concern, the step, or what a
    new concern was begun for."""
    if form == "concern":
        _reopen_new(over, workspace, thing)
        return True
    if form == "concern-rules":
        open_rules(over, workspace)
        return True
    make = _step_maker(form, thing) if form.startswith(_STEP) or form == _RIGHT else _FORMS.get(form)
    if thing is None or make is None:
        return False

    def read() -> View | None:
        with workspace.read() as reader:
            concern_id = concern_of_step(reader, thing) if form == _RIGHT else thing
        try:
            return read_view(workspace, concern_id) if concern_id is not None else None
        except NotFound:  # it is kept apart since
            return None

    def show(view: View | None) -> None:
        if view is not None:
            make(over, workspace, view).open()

    tasks.run(read, owner=over, done=show)
    return True


def _step_maker(form: str, thing: UUID | None) -> _Make:
    def make(over: QWidget, workspace: Workspace, view: View) -> FormSheet:
        step = next((one for one in view.sheet.steps if form == _RIGHT and one.step_id == thing), None)
        kind = step.kind if step is not None else StepKind(form.removeprefix(_STEP))
        return StepForm(over, workspace, view.desk, view.sheet, view.linked, kind, step)

    return make


def _reopen_new(over: QWidget, workspace: Workspace, thing: UUID | None) -> None:
    """A new concern; ``thing`` is the entry, the matter or the client that it was begun for."""

    def read() -> NewConcern | None:
        if thing is None:
            return NewConcern("")
        with workspace.read() as reader:
            if thing in matters_of(reader, [thing]):
                return NewConcern("", matter_id=thing)
            if thing in client_names(reader, [thing]):
                return NewConcern("", client_id=thing)
        return None

    def show(new: NewConcern | None) -> None:
        if new is not None:
            open_raise(over, workspace, new)
        elif thing is not None:
            open_flag(over, workspace, thing)

    tasks.run(read, owner=over, done=show)
