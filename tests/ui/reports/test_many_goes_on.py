"""A run of reports that a lock breaks off: afterwards the window says how far it got, and goes on with the rest."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.audit.queries import EventFilter, events
from app.drafts.models import Draft
from app.kernel.errors import MachineTrouble
from app.matters.queries import MatterRow
from app.matters.walls import restrict_matter
from app.reports.content import Length
from app.reports.status import many
from app.reports.status.many import How, Made
from app.storage.walls import past_walls
from tests.ui.office import Office
from ui.kit.sheet import sheets_in
from ui.kit.tasks import Task
from ui.reports import many_work
from ui.reports.many_kept import Run, RunKeeper, forget_run, kept_run
from ui.reports.many_sheet import ManySheet
from ui.reports.many_work import Batch, Stop


def _open(office: Office) -> ManySheet:
    office.go("reports").open_many()
    office.settled()
    return _sheet(office)


def _sheet(office: Office) -> ManySheet:
    sheet = office.sheet()
    assert isinstance(sheet, ManySheet)
    return sheet


def _locked_at(
    office: Office, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, folder: Path, third: int
) -> None:
    """Lock the window while the report of that number is made."""
    real, seen, reached = many.make_open_report, list[UUID](), threading.Event()
    sheet = _open(office)
    sheet.choice.all.click()

    def slowly(workspace: many.Office, matter: MatterRow, how: How) -> Made:
        seen.append(matter.id)
        if len(seen) == third:
            reached.set()
            assert stop.asked.wait(20), "the lock tells the run to stop"
        return real(workspace, matter, how)

    monkeypatch.setattr(many_work, "make_open_report", slowly)
    sheet.save_in(folder)
    assert sheet._stop is not None
    stop = sheet._stop
    qtbot.waitUntil(reached.is_set, timeout=20_000)
    office.lock()
    monkeypatch.setattr(many_work, "make_open_report", real)


def _exported(office: Office) -> int:
    with office.workspace.read() as reader:
        return sum(one.action == "exported" for one in events(reader, EventFilter()).rows)


def test_after_unlocking_it_says_how_far_it_got_and_goes_on(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder, count = tmp_path / "out", len(office.busy.matters)
    _locked_at(office, monkeypatch, qtbot, folder, 3)
    office.unlock()
    sheet, names = _sheet(office), {one.name for one in folder.iterdir()}
    done = len(names)
    assert 2 <= done < count
    assert all(one.endswith(".pdf") for one in names), "nothing half"
    assert _exported(office) == done
    assert sheet.summary.text() == f"{done} of {count} saved in {folder}; {count - done} to do."
    assert len(sheet.list.ticked()) == count - done
    assert sheet.go_on.isVisibleTo(sheet)
    assert sheet.go_on.hasFocus()
    sheet.go_on.click()
    office.settled()
    assert len(list(folder.iterdir())) == count == _exported(office)
    assert sheet.summary.text() == f"{count - done} reports lie in {folder}."
    assert office.kept() == []


def test_broken_off_again_the_first_ones_still_count(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder, count = tmp_path / "out", len(office.busy.matters)
    ids = tuple(office.busy.matters.values())
    keeper = RunKeeper(office.workspace, Run(folder, Length.SHORT, ids, frozenset(ids[:2])))
    keeper.begin()
    office.lock()
    office.unlock()
    sheet = _sheet(office)
    assert sheet._how.length is Length.SHORT
    assert sheet.list.said(ids[0]) == "Saved"
    real, batches = Batch.run, list[Batch]()

    def locked(batch: Batch, task: Task, stop: Stop, folder: Path | None = None) -> many.Ran[Made]:
        batches.append(batch)
        return real(batch, task, stop, folder)

    monkeypatch.setattr(Batch, "run", locked)
    sheet.go_on.click()
    office.settled()
    assert batches[0].keeper is not None
    assert batches[0].keeper.run.matters == ids
    assert len(batches[0].keeper.run.saved) == count
    assert len(list(folder.iterdir())) == count - 2


def test_a_matter_that_is_restricted_meanwhile_hides_itself_alone(office: Office, tmp_path: Path) -> None:
    ids = tuple(office.busy.matters.values())
    keeper = RunKeeper(office.workspace, Run(tmp_path, Length.USUAL, ids))
    keeper.begin()
    with office.workspace.write() as tx:
        keeper.store(tx, ids[1])
    with replace(office.workspace, actor=office.busy.david).write() as tx:
        restrict_matter(tx, ids[0], [office.busy.david], "Against her brother")
    kept = kept_run(office.workspace)
    assert kept is not None
    assert (kept.matters, kept.saved) == (ids[1:], {ids[1]})
    office.lock()
    office.unlock()
    assert _sheet(office).summary.text().startswith(f"1 of {len(ids) - 1} saved in ")
    forget_run(office.workspace)
    with office.workspace.read() as reader:
        assert reader.session.scalar(past_walls(select(Draft.form))) is None, "nor what is hidden"


def test_who_does_not_go_on_is_not_asked_again(office: Office, tmp_path: Path) -> None:
    ids = tuple(office.busy.matters.values())
    RunKeeper(office.workspace, Run(tmp_path, Length.USUAL, (*ids, office.busy.david))).begin()
    office.lock()
    office.unlock()
    sheet = _sheet(office)
    assert sheet.summary.text().endswith(f"{len(ids)} to do. 1 is not open any more.")
    sheet.reject()
    office.settled()
    office.lock()
    office.unlock()
    office.linger()
    assert sheets_in(office.window) == []
    assert office.kept() == []


def test_a_report_that_is_not_saved_is_not_counted(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept of the run is written with the report's own record: both or neither."""
    matter = next(iter(office.busy.matters.values()))
    keeper = RunKeeper(office.workspace, Run(tmp_path / "out", Length.USUAL, (matter,)))
    with office.workspace.read() as reader:
        (row,) = [one.matter for one in many.reportable(reader) if one.matter.id == matter]

    def full(*_: object) -> None:
        raise MachineTrouble("cannot-write", "No room.", field="out")

    monkeypatch.setattr("app.vault.outside.Outgoing.finish", full)
    Batch(office.workspace, (row,), How(), {}, keeper).run(Task(), Stop(), tmp_path / "out")
    kept = kept_run(office.workspace)
    assert kept is not None
    assert kept.saved == keeper.run.saved == frozenset()
    assert kept.to_do() == {matter}
