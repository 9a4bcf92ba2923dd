"""Many reports at once: which, what was made, what failed, what leaves together, and the way back."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader

from app.audit.queries import EventFilter, events
from app.clients.commands import ClientDetails, add_client
from app.hours.queries import firm_calendar
from app.kernel.errors import CannotUnlock, MachineTrouble, Refused
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.queries import MatterRow
from app.matters.sheet import matter_sheet
from app.matters.words import MatterStatus
from app.reports.content import StatusReport
from app.reports.status.many import (
    How,
    Made,
    Which,
    end_of_week,
    file_names,
    make_open_report,
    one_by_one,
    reportable,
    save_report,
)
from app.reports.status.many_out import give_reports, record_printed_together, take_back_given, together
from app.schedule.commands import NewPlan, set_plan
from app.schedule.queries import update_dues
from app.schedule.words import IntervalUnit
from app.storage.transaction import Transaction
from app.workspace import Workspace
from tests.support import MONDAY

TODAY = MONDAY.date()


@pytest.fixture
def matters(workspace: Workspace) -> dict[str, UUID]:
    """Three open matters: one late, one due in ten days, one without a schedule."""
    made = {}
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        for name, area, begun in (("late", "Family", 21), ("soon", "Property", 4), ("none", "Family", 0)):
            details = MatterDetails(
                title=name, clients=(client,), opened_on=TODAY - timedelta(days=60), practice_area=area
            )
            made[name] = open_matter(tx, details)
            if begun:
                set_plan(tx, NewPlan(made[name], 2, IntervalUnit.WEEK, TODAY - timedelta(days=begun)))
    return made


def titles(workspace: Workspace, which: Which) -> list[str]:
    with workspace.read() as reader:
        return [one.matter.title for one in reportable(reader, which)]


def rows(workspace: Workspace) -> tuple[MatterRow, ...]:
    with workspace.read() as reader:
        return tuple(one.matter for one in reportable(reader))


def plain(report: StatusReport) -> bytes:
    """In place of setting type, which other tests look at."""
    return b"%PDF-1.7\n/Type /Page\n" + report.file_number.encode()


def made_of(workspace: Workspace) -> tuple[Made, ...]:
    return one_by_one(rows(workspace), lambda row: make_open_report(workspace, row, How())).done


def close(tx: Transaction, matter: UUID) -> None:
    details = matter_sheet(tx.reader(), matter).details
    edit_matter(tx, matter, replace(details, status=MatterStatus.CLOSED, closed_on=TODAY))


def due(workspace: Workspace, matter: UUID) -> date:
    with workspace.read() as reader:
        return update_dues(reader, firm_calendar(reader), matter)[matter].due_on


def test_which_matters_are_asked_for(workspace: Workspace, matters: dict[str, UUID]) -> None:
    assert titles(workspace, Which()) == ["late", "soon", "none"]
    assert titles(workspace, Which(area="family")) == ["late", "none"]
    assert titles(workspace, Which(due_by=end_of_week(TODAY))) == ["late"]
    assert titles(workspace, Which(due_by=TODAY + timedelta(days=10))) == ["late", "soon"]
    assert titles(workspace, Which(responsible_id=workspace.actor)) == []
    assert [end_of_week(date(2026, 11, day)).day for day in (22, 23, 29)] == [22, 29, 29]


def test_what_fails_keeps_the_others_from_nothing(workspace: Workspace, matters: dict[str, UUID]) -> None:
    listed = rows(workspace)
    steps: list[tuple[int, int]] = []
    with workspace.write() as tx:
        close(tx, matters["soon"])
    ran = one_by_one(
        listed, lambda row: make_open_report(workspace, row, How(), plain), lambda *step: steps.append(step)
    )
    assert [one.matter.title for one in ran.done] == ["late", "none"]
    assert [(one.matter.title, one.code) for one in ran.failed] == [("soon", "not-open")]
    assert (ran.left, ran.stopped, steps) == ((), False, [(0, 3), (1, 3), (2, 3), (3, 3)])


def test_stopped_halfway_it_says_what_there_is(workspace: Workspace, matters: dict[str, UUID]) -> None:
    asked: list[MatterRow] = []
    ran = one_by_one(rows(workspace), lambda row: (asked.append(row), row.title)[1], stop=lambda: bool(asked))
    assert (ran.done, [row.title for row in ran.left], ran.stopped) == (("late",), ["soon", "none"], True)


@pytest.mark.parametrize(
    ("error", "tried"),
    [
        (MachineTrouble("cannot-write", "The disk is full."), 3),
        (CannotUnlock("locked", "The vault is locked."), 1),
        (Refused("odd", "This one cannot be made."), 5),
    ],
)
def test_where_nothing_can_work_any_more_it_ends(
    workspace: Workspace, matters: dict[str, UUID], error: Exception, tried: int
) -> None:
    five = [*rows(workspace), *rows(workspace)[:2]]

    def work(_: MatterRow) -> None:
        raise error

    ran = one_by_one(five, work)
    assert (len(ran.failed), len(ran.left), ran.stopped) == (tried, 5 - tried, False)


def test_each_lies_in_a_file_of_its_own_and_the_trail_says_so(
    workspace: Workspace, matters: dict[str, UUID], tmp_path: Path
) -> None:
    made = made_of(workspace)
    with workspace.read() as reader:
        files = file_names(reader, tmp_path / "out", (one.matter for one in made))
    saved = [save_report(workspace, one, files[one.matter.id]) for one in made]
    assert {one.file for one in saved} == set((tmp_path / "out").iterdir())
    assert [one.file.read_bytes() for one in saved if one.file is not None] == [one.pdf for one in made]
    with workspace.read() as reader:
        told = [one.object_id for one in events(reader, EventFilter()).rows if one.action == "exported"]
    assert set(told) == set(matters.values())


def test_what_came_to_lie_there_meanwhile_is_not_replaced(
    workspace: Workspace, matters: dict[str, UUID], tmp_path: Path
) -> None:
    """Two make reports into one folder at once: the names were free when each looked."""
    made = made_of(workspace)[0]
    (tmp_path / "out").mkdir()
    file = tmp_path / "out" / "report.pdf"
    file.write_bytes(b"of somebody else")
    with pytest.raises(MachineTrouble) as told:
        save_report(workspace, made, file, new=True)
    assert told.value.code == "name-taken"
    assert [one.read_bytes() for one in file.parent.iterdir()] == [b"of somebody else"]
    with workspace.read() as reader:
        assert not [one for one in events(reader, EventFilter()).rows if one.action == "exported"]


def test_the_disk_is_waited_for_while_what_stood_there_stands(
    workspace: Workspace, matters: dict[str, UUID], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stop in that long while leaves the earlier file in its place, and nobody else's save waits for the disk."""
    file = tmp_path / "report.pdf"
    file.write_bytes(b"before")
    seen: list[bytes | None] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        seen.append(file.read_bytes() if file.exists() else None)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    save_report(workspace, made_of(workspace)[0], file)
    assert seen == [b"before"]
    assert file.read_bytes() != b"before"


def test_nothing_is_tried_in_the_folder_of_a_vault(workspace: Workspace, matters: dict[str, UUID]) -> None:
    with workspace.read() as reader, pytest.raises(Refused) as refused:
        file_names(reader, workspace.vault.folder, rows(workspace))
    assert refused.value.code == "inside-the-vault"


@pytest.mark.parametrize(("both_sides", "pages"), [(False, 3), (True, 5)])
def test_all_on_paper_in_one_go(
    workspace: Workspace, matters: dict[str, UUID], both_sides: bool, pages: int
) -> None:
    made = made_of(workspace)
    reader = PdfReader(BytesIO(together(made, both_sides=both_sides)))
    assert len(reader.pages) == pages
    begins = [page for page in reader.pages if "Whitcombe" in page.extract_text()]
    assert len(begins) == 3
    assert [one["/Title"] for one in reader.outline] == [
        f"{row.number} {row.client}" for row in rows(workspace)
    ]
    with workspace.write() as tx:
        record_printed_together(tx, made)
    with workspace.read() as look:
        told = [one for one in events(look, EventFilter()).rows if one.action == "printed"]
    assert [one.kind for one in told] == ["status_report"] * 3


def test_given_together_and_taken_back_together(workspace: Workspace, matters: dict[str, UUID]) -> None:
    before, made = due(workspace, matters["late"]), made_of(workspace)
    with workspace.write() as tx:
        close(tx, matters["none"])
    with workspace.write() as tx:
        given = give_reports(tx, made)
    assert [one.matter.title for one in given.failed] == ["none"]
    assert due(workspace, matters["late"]) > before
    with workspace.write() as tx:
        take_back_given(tx, given.entries)
    assert due(workspace, matters["late"]) == before


def test_a_lock_ends_it_and_leaves_whole_files(
    workspace: Workspace, matters: dict[str, UUID], tmp_path: Path
) -> None:
    listed, folder = rows(workspace), tmp_path / "out"
    with workspace.read() as reader:
        files = file_names(reader, folder, listed)

    def work(row: MatterRow) -> Made:
        made = make_open_report(workspace, row, How(), plain)
        if row is listed[1]:
            workspace.lock()
        return save_report(workspace, made, files[row.id])

    ran = one_by_one(listed, work)
    assert [one.matter.title for one in ran.done] == ["late"]
    assert [(one.matter.title, one.code) for one in ran.failed] == [("soon", "locked")]
    assert [row.title for row in ran.left] == ["none"]
    assert list(folder.iterdir()) == [files[listed[0].id]]
