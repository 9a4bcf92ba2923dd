"""What another program writes into the vault is announced as a change of one's own; what one writes oneself is not
announced twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from app.audit.sentences import SENTENCES
from app.audit.words import NOTES
from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.kernel.clock import FixedClock
from app.kernel.errors import MachineTrouble
from app.kernel.events import ANYTHING, Changed
from app.workspace import Workspace
from tests.support import PASSWORD


@pytest.fixture
def other(workspace: Workspace, vault_folder: Path, clock: FixedClock) -> Iterator[Workspace]:
    """The same vault in another program."""
    workspace.hear_elsewhere()
    opened = open_workspace(vault_folder, PASSWORD, clock=clock)
    workspace.hear_elsewhere()  # the sign-in
    yield opened
    opened.lock()


@pytest.fixture
def heard(workspace: Workspace) -> list[tuple[Changed, ...]]:
    """What is announced from now on."""
    found: list[tuple[Changed, ...]] = []
    workspace.announcer.listen(found.append)
    return found


def _no_room(_: Session) -> None:
    raise MachineTrouble("disk-full", "The disk is full.")


def _write(workspace: Workspace) -> None:
    with workspace.write() as tx:
        add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))


def test_what_another_program_wrote_is_announced_once(
    workspace: Workspace, other: Workspace, heard: list[tuple[Changed, ...]]
) -> None:
    _write(other)
    assert heard == []
    assert workspace.hear_elsewhere()
    assert heard == [(ANYTHING,)]
    assert not workspace.hear_elsewhere()
    assert len(heard) == 1


def test_what_one_wrote_oneself_is_not(workspace: Workspace, other: Workspace) -> None:
    _write(workspace)
    workspace.note("printed", "report", None)
    assert not workspace.hear_elsewhere()
    _write(other)
    _write(workspace)
    assert workspace.hear_elsewhere(), "between two of one's own"


def test_nor_is_what_somebody_looked_up(workspace: Workspace, other: Workspace) -> None:
    with other.read():
        pass
    assert not workspace.hear_elsewhere()


@pytest.mark.parametrize(
    ("action", "kind", "changed"),
    [
        ("viewed", "matter", False),
        ("printed", "letter", False),
        ("exported", "search", False),
        ("opened", "attachment", False),
        ("signed in", "colleague", False),
        ("opened", "access_request", True),
        ("verified", "vault", True),
    ],
)
def test_nor_is_what_somebody_only_looked_at(
    workspace: Workspace, other: Workspace, action: str, kind: str, *, changed: bool
) -> None:
    """A script that asks each minute what is owed had every open window read anew each minute."""
    other.note(action, kind, uuid4())
    assert workspace.hear_elsewhere() is changed


def test_a_change_between_looks_is_heard(workspace: Workspace, other: Workspace) -> None:
    other.note("viewed", "matter", uuid4())
    _write(other)
    other.note("printed", "letter", uuid4())
    _write(workspace)
    assert workspace.hear_elsewhere()
    assert not workspace.hear_elsewhere()


def test_who_signs_in_and_locks_changed_nothing(
    workspace: Workspace, vault_folder: Path, clock: FixedClock, heard: list[tuple[Changed, ...]]
) -> None:
    workspace.hear_elsewhere()
    opened = open_workspace(vault_folder, PASSWORD, clock=clock)
    opened.note_lock()
    opened.lock()
    assert not workspace.hear_elsewhere()
    assert heard == []


def test_what_is_a_note_has_its_sentence() -> None:
    assert set(SENTENCES) > NOTES
    assert ("viewed", "matter") in NOTES


def test_what_was_not_committed_hides_nothing_of_others(
    workspace: Workspace, other: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(Session, "commit", _no_room)
        with pytest.raises(MachineTrouble):
            _write(workspace)
    assert not workspace.hear_elsewhere()
    _write(other)
    assert workspace.hear_elsewhere()


def test_a_new_key_of_ones_own_is_nobody_elses(workspace: Workspace) -> None:
    workspace.hear_elsewhere()
    workspace.rotate("It may be known")
    assert not workspace.hear_elsewhere()


def test_anything_is_of_every_kind_and_names_everything() -> None:
    one, another = uuid4(), uuid4()
    assert ANYTHING.is_of({"matter"})
    assert ANYTHING.names(one)
    of_one = Changed("matter", frozenset({one}))
    assert (of_one.is_of({"matter"}), of_one.is_of({"client"})) == (True, False)
    assert (of_one.names(one), of_one.names(another)) == (True, False)
