"""A long table: looked at on a copy, taken over in stretches, so that nobody who wants to save waits for all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.clients.commands import ClientDetails, add_client
from app.clients.queries import list_clients
from app.clients.words import ClientKind
from app.exchange import take_tables
from app.exchange.commands import bring_in, has_long_table, read_files
from app.kernel.events import Changed
from app.verification import verify_workspace
from app.workspace import Workspace

ROWS = 25


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(take_tables, "ROWS_AT_ONCE", 10)
    monkeypatch.setattr(take_tables, "ROW_STRETCH", 10)
    monkeypatch.setattr(take_tables, "_PAUSE", 0.0)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "contacts.csv"
    rows = [f"First{n},Last{n},,p{n}@example.com" for n in range(ROWS - 2)]
    twice, broken = rows[3], "only,three,cells"
    heads = "First Name,Last Name,Company,Email Address"
    file.write_text("\n".join([heads, *rows, twice, broken]), encoding="utf-8")
    return file


def _names(workspace: Workspace) -> list[str]:
    with workspace.read() as reader:
        return [one.name for one in list_clients(reader)]


def test_it_comes_in_by_stretches_and_each_is_announced(workspace: Workspace, table: Path) -> None:
    kept: list[int] = []
    told: list[tuple[Changed, ...]] = []
    workspace.announcer.listen(told.append)
    (outcome,) = bring_in(workspace.write, read_files([table]), keeps=True, kept=kept.append)
    assert kept == [10, 20, 24]
    assert (outcome.created["clients"], outcome.unchanged) == (23, 1)
    assert [note.row for note in outcome.refused] == [26]
    assert len(told) == 3
    assert len(_names(workspace)) == 23
    assert all(check.ok for check in verify_workspace(workspace))


def test_stopped_what_is_in_stays_and_the_same_again_brings_the_rest_once(
    workspace: Workspace, table: Path
) -> None:
    batch = read_files([table])
    kept: list[int] = []

    def stopping(stage: object, done: int, of: int) -> None:
        if kept and kept[-1] == 20:
            raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.exchange.taking._ROWS_BETWEEN", 1)
        with pytest.raises(KeyboardInterrupt):
            bring_in(workspace.write, batch, keeps=True, kept=kept.append, progress=stopping)
    assert len(_names(workspace)) == 20
    (outcome,) = bring_in(workspace.write, batch, keeps=True)
    assert (outcome.created["clients"], outcome.unchanged) == (3, 21)
    assert len(_names(workspace)) == 23
    assert all(check.ok for check in verify_workspace(workspace))


def test_somebody_else_saves_while_it_is_looked_at(workspace: Workspace, table: Path) -> None:
    batch = read_files([table])
    assert has_long_table(batch)
    saved: list[str] = []

    def saving(stage: object, done: int, of: int) -> None:
        if not saved:
            with workspace.write() as tx:
                add_client(tx, ClientDetails(ClientKind.PERSON, first_name="Meanwhile", last_name="Called"))
            saved.append("yes")

    with workspace.trial() as begin:
        assert list(workspace.vault.folder.glob("trial-*.new"))
        (outcome,) = bring_in(begin, batch, keeps=False, progress=saving)
    assert (outcome.created["clients"], outcome.unchanged) == (23, 1)
    assert _names(workspace) == ["Meanwhile Called"]
    assert not list(workspace.vault.folder.glob("trial-*")), "nothing is left of the copy"
    assert all(check.ok for check in verify_workspace(workspace))


def test_a_copy_that_a_dead_process_left_goes_with_the_next(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = workspace.vault.folder / "trial-0.new"
    left.write_bytes(b"sealed")
    with workspace.trial():
        assert left.exists(), "it may be at work"
    monkeypatch.setattr("app.vault.trial._LEFT_SECONDS", -1.0)
    with workspace.trial():
        assert not left.exists()


def test_of_very_many_the_first_are_announced(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.storage.transaction.MOST_NAMED", 2)
    told: list[tuple[Changed, ...]] = []
    workspace.announcer.listen(told.append)
    with workspace.write() as tx:
        for number in range(5):
            add_client(tx, ClientDetails(ClientKind.PERSON, first_name="Nora", last_name=f"W{number}"))
    ((changed,),) = told
    assert (changed.kind, len(changed.ids)) == ("client", 2)
