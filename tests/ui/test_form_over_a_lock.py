"""A lock over every form: it stands there again with what was typed, at the same place."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from app.audit.models import AuditEvent
from app.clients.queries import client_names
from app.drafts.queries import drafts
from app.kernel.clock import FixedClock
from app.matters.queries import list_matters
from tests.support import MONDAY
from tests.ui.office import Office
from tests.ui.test_form_drafts import FORMS, scribble
from ui.desk import WorkspaceDesk
from ui.kit import machine, tasks
from ui.kit.kept import values_of
from ui.kit.sheet import sheets_in
from ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]
Rules = list[Any]


@pytest.fixture(scope="module")
def _handed_on() -> Iterator[list[tuple[Office, Rules]]]:
    """The office that the form before was opened in, if it was left as it was found, and the rules of its computer."""
    there: list[tuple[Office, Rules]] = []
    yield there
    for office, rules in there:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(machine, "_rules", rules)
            _close(office)


@pytest.fixture
def as_found(
    busy_made: tuple[Path, Busy],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    settled: Settled,
    _handed_on: list[tuple[Office, Rules]],
) -> Iterator[Office]:
    """An office in which nothing was done yet but coming and going. Most forms are left without anything done, and
    building the window and unlocking it takes as long as they do: the next one finds the same office."""
    rules: Rules = []
    if _handed_on:
        made, rules = _handed_on.pop()
        monkeypatch.setattr(machine, "_rules", rules)
    else:
        monkeypatch.setattr(machine, "_rules", rules)
        folder = tmp_path_factory.mktemp("forms") / "office"
        shutil.copytree(busy_made[0], folder)
        window = MainWindow(WorkspaceDesk(folder, FixedClock(MONDAY)))
        window.resize(1280, 800)
        window.show()
        made = Office(window, busy_made[1], settled)
        made.unlock()
    before = _done(made)
    yield made
    settled()
    if made.window.vault is not None and not sheets_in(made.window) and _done(made) == before:
        _handed_on.append((made, rules))
    else:
        _close(made)


_BY_ITSELF = frozenset({"signed in", "signed out", "locked", "backed up"})
"""What is recorded of whoever comes and goes."""


def _done(office: Office) -> list[tuple[str, UUID | None]]:
    """What was recorded in the vault, and which drafts it keeps."""
    with office.workspace.read() as reader:
        events = reader.session.execute(select(AuditEvent.action, AuditEvent.object_id)).all()
        kept = [(row.form, row.id) for row in drafts(reader)]
    return [*((action, of) for action, of in events if action not in _BY_ITSELF), *kept]


def _close(office: Office) -> None:
    office.window.lock()
    tasks.finish()
    office.window.close()
    office.window.deleteLater()


def _named(office: Office, words: str) -> list[str]:
    """The clients and matters that ``words`` name."""
    with office.workspace.read() as reader:
        names = client_names(reader, office.busy.clients.values()).values()
        matters = list_matters(reader, ids=list(office.busy.matters.values()))
    parts = {part for name in names for part in name.split()} | {one.title for one in matters}
    return [one for one in parts if one.casefold() in words.casefold()]


@pytest.mark.parametrize("name", FORMS)
def test_a_lock_over_a_form_and_it_stands_there_again(as_found: Office, name: str) -> None:
    office = as_found
    FORMS[name](office)
    office.settled()
    form = office.form()
    kind = type(form)
    scribble(form)
    typed = values_of(form.form)
    assert form.is_touched
    could = {*_alive(form)}  # lines that were made just now may be shown only meanwhile
    form.hold_still()
    assert not _alive(form), "it can be changed, or left, while it is being saved"
    form.reject()
    form.let_go()
    assert office.form() is form
    assert could <= {*_alive(form)}
    assert not _named(office, form.saved_words()), "it stands in the menu of what can be undone"
    workbench = office.window.workbench
    assert workbench is not None
    here = workbench.here
    office.lock()
    office.unlock()
    again = office.form()
    assert type(again) is kind
    assert office.window.workbench is not None
    assert office.window.workbench.here == here
    assert _days(values_of(again.form)) == _days(typed)
    assert again.note.text() == "You were writing this – go on"
    assert again.is_touched
    again._leave()
    office.settled()
    assert sheets_in(office.window) == []
    assert office.kept() == []


def _alive(form: QWidget) -> list[QWidget]:
    """What in a form takes the keyboard."""
    parts = form.findChildren(QWidget)
    return [
        one
        for one in parts
        if one.isEnabled() and one.isVisible() and one.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]


def _days(values: dict[str, object]) -> dict[str, object]:
    """Dates by the day they mean: they come back in other words."""
    return {
        name: one["day"] if isinstance(one, dict) and one.get("day") else one for name, one in values.items()
    }
