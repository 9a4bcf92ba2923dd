"""Many reports in the window: ticked, saved, stopped halfway, done again alone, printed, given and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.contactlog.queries import last_updates
from app.matters.commands import edit_matter
from app.matters.queries import MatterRow
from app.matters.sheet import matter_sheet
from app.matters.words import MatterStatus
from app.reports.content import Length
from app.reports.status import many
from app.reports.status.many import How, Made
from ui.kit.sheet import sheets_in
from ui.reports import many_work
from ui.reports.many_sheet import ManySheet
from ui.reports.paper_sheet import PaperSheet

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


@pytest.fixture
def sheet(busy: Busy, window: QWidget, settled: Settled) -> Iterator[ManySheet]:
    made = ManySheet(window, busy.workspace, Length.SHORT)
    made.open()
    settled()
    made.choice.all.click()
    yield made
    settled()


def close(busy: Busy, key: str) -> None:
    with busy.workspace.write() as tx:
        details = matter_sheet(tx.reader(), busy.matters[key]).details
        edit_matter(tx, busy.matters[key], replace(details, status=MatterStatus.CLOSED, closed_on=tx.today))


def updated(busy: Busy) -> dict[UUID, object]:
    with busy.workspace.read() as reader:
        return dict(last_updates(reader))


def test_all_open_matters_are_listed_and_ticked(sheet: ManySheet, busy: Busy, settled: Settled) -> None:
    sheet.choice.reload()
    settled()
    waits = {busy.matters[key] for key in busy.matters if sheet.list.said(busy.matters[key])}
    assert waits, "a report is no answer: who waits for one is looked at first"
    assert {row.id for row in sheet.list.ticked()} == set(busy.matters.values()) - waits
    assert all("waited for" in sheet.list.said(one) for one in waits)
    assert sheet.list.count == len(busy.matters)
    assert not sheet.given_button.isEnabled()
    assert "Save or print them first" in sheet.given_button.toolTip()
    assert "Save or print them first" in sheet.note.text()
    sheet.choice.due.set_value(True)
    sheet.choice.reload()
    settled()
    assert 0 < sheet.list.count < len(busy.matters)
    sheet.choice.none.click()
    assert not sheet.accept_button.isEnabled()
    sheet.list.setFocus()
    sheet.list.setCurrentItem(sheet.list.topLevelItem(0))
    QTest.keyClick(sheet.list, Qt.Key.Key_Space)
    assert len(sheet.list.ticked()) == 1
    assert sheet.accept_button.isEnabled()


def test_what_fails_is_listed_and_done_again_alone(
    sheet: ManySheet, busy: Busy, settled: Settled, tmp_path: Path
) -> None:
    close(busy, "rowe")
    sheet.save_in(tmp_path / "out")
    settled()
    count = len(busy.matters) - 1
    assert len(list((tmp_path / "out").iterdir())) == count
    assert sheet.summary.text() == f"{count} reports lie in {tmp_path / 'out'}. 1 failed: see the list."
    assert sheet.list.said(busy.matters["rowe"]).startswith("This matter is not open")
    sheet.again.click()
    assert [row.id for row in sheet.list.ticked()] == [busy.matters["rowe"]]


def test_stopped_halfway_it_says_what_exists(
    sheet: ManySheet, busy: Busy, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, seen = many.make_open_report, []

    def slowly(office: many.Office, matter: MatterRow, how: How) -> Made:
        seen.append(matter.id)
        if len(seen) == 3:
            assert sheet._stop is not None
            sheet._stop.asked.set()
        return real(office, matter, how)

    monkeypatch.setattr(many_work, "make_open_report", slowly)
    sheet.save_in(tmp_path / "out")
    assert sheet.running
    assert not sheet.may_close()
    settled()
    files = list((tmp_path / "out").iterdir()) if (tmp_path / "out").exists() else []
    left = len(busy.matters) - len(files)
    assert len(files) <= 3
    assert sheet.summary.text() == f"{len(files)} reports lie in {tmp_path / 'out'}. {left} were not made."
    assert sheet.again.isVisibleTo(sheet)
    assert sheet.may_close()


def test_a_folder_that_takes_nothing_ends_it_soon(
    sheet: ManySheet, busy: Busy, settled: Settled, tmp_path: Path
) -> None:
    (tmp_path / "in the way").write_text("a file")
    sheet.save_in(tmp_path / "in the way")
    settled()
    left = len(busy.matters) - many.IN_A_ROW
    assert f"3 failed: see the list. {left} were not made." in sheet.summary.text()
    sheet.save_in(busy.workspace.vault.folder)
    settled()
    assert sheet.errors.isVisibleTo(sheet)
    assert not sheet.running


def test_given_with_one_way_back(sheet: ManySheet, busy: Busy, settled: Settled, tmp_path: Path) -> None:
    before = updated(busy)
    assert not sheet.given_button.isEnabled()
    sheet.save_in(tmp_path / "out")
    settled()
    sheet.given_button.click()
    settled()
    assert len(updated(busy)) == len(busy.matters)
    assert not sheet.given_button.isEnabled()
    sheet.messages._on_link_clicked()
    settled()
    assert updated(busy) == before


def test_all_to_print_is_seen_first(sheet: ManySheet, busy: Busy, settled: Settled) -> None:
    sheet.print_button.click()
    settled()
    (over,) = [one for one in sheets_in(sheet.window()) if isinstance(one, PaperSheet)]
    assert over.preview.pages >= len(busy.matters)
    assert not sheet.given_button.isEnabled()
    over.leaving.printed.emit(9)
    assert sheet.given_button.isEnabled()


def test_a_lock_ends_it(sheet: ManySheet, busy: Busy, settled: Settled, tmp_path: Path) -> None:
    sheet.save_in(tmp_path / "out")
    stop = sheet._stop
    sheet.drop()
    settled()
    assert stop is not None
    assert stop.asked.is_set()
    assert not list(tmp_path.glob("out/*.part*"))
