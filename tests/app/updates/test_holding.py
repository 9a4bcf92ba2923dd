"""What holds no more does not leave; what others told meanwhile is said to be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.contactlog.commands import log_contact
from app.contactlog.corrections import withdraw_development
from app.contactlog.forms import NewContact
from app.contactlog.queries import EntryRow, entries, follow_ups
from app.contactlog.waiting import must_wait, waiting
from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.clock import FixedClock
from app.kernel.errors import Refused
from app.matters.developments import NewDevelopment, add_development
from app.matters.words import DevelopmentKind
from app.reports.status import facts as status_facts
from app.updates import (
    Given,
    PieceKind,
    UpdateDraft,
    Way,
    changed_since,
    draft,
    letter,
    log_sent,
    must_hold,
    phone_script,
    record_printed,
    take_in,
    tick,
)
from app.updates.leaving import save_eml, save_pdf, save_script
from app.workspace import Workspace
from tests.app.updates.conftest import Told

Leave = Callable[[Workspace, UpdateDraft, Path], object]


def begun(workspace: Workspace, case: Told) -> UpdateDraft:
    with workspace.read() as reader:
        return draft(reader, case.matter)


def _letter(workspace: Workspace, written: UpdateDraft, file: Path) -> None:
    with workspace.read() as reader:
        ready = letter(reader, written)
    save_pdf(workspace, written, ready, file)


def _mail(workspace: Workspace, written: UpdateDraft, file: Path) -> None:
    with workspace.read() as reader:
        ready = letter(reader, written)
    save_eml(workspace, written, ready, file)


def _script(workspace: Workspace, written: UpdateDraft, file: Path) -> None:
    with workspace.read() as reader:
        script = phone_script(reader, written)
    save_script(workspace, written, script, file)


def _paper(workspace: Workspace, written: UpdateDraft, file: Path) -> None:
    with workspace.write() as tx:
        record_printed(tx, written, Way.PDF, 1)
    file.touch()  # the printer has it


@pytest.mark.parametrize("leave", [_letter, _mail, _script, _paper])
def test_what_was_withdrawn_since_leaves_by_no_way(
    workspace: Workspace, case: Told, tmp_path: Path, leave: Leave
) -> None:
    found, file = begun(workspace, case), tmp_path / "out"
    with workspace.write() as tx:
        withdraw_development(tx, case.ruling, "It was another case")
    with pytest.raises(Refused) as refused:
        leave(workspace, found, file)
    assert refused.value.code == "gone-since"
    assert not file.exists()
    leave(workspace, tick(found, str(case.ruling), on=False), file)
    assert file.exists(), "it is left out"
    with workspace.read() as reader:
        taken = take_in(found, changed_since(found, reader))
        must_hold(taken, reader)
    with workspace.write() as tx:
        withdraw_development(tx, case.filing, "That, too")
        with pytest.raises(Refused):
            must_hold(taken, tx.reader())


@pytest.mark.parametrize("back", [timedelta(minutes=5), timedelta(hours=30)])
@pytest.mark.parametrize("leave", [_letter, _mail, _script, _paper])
def test_a_clock_that_was_put_back_makes_nothing_look_withdrawn(
    workspace: Workspace, case: Told, clock: FixedClock, tmp_path: Path, leave: Leave, back: timedelta
) -> None:
    found, file = begun(workspace, case), tmp_path / "out"
    clock.advance(-back)
    with workspace.read() as reader:
        assert not changed_since(found, reader)
    leave(workspace, found, file)
    assert file.exists()
    with workspace.write() as tx:
        withdraw_development(tx, case.ruling, "It was another case")
    with workspace.read() as reader:
        assert changed_since(found, reader).gone == (str(case.ruling),)


def test_no_more_is_read_than_what_it_tells(
    workspace: Workspace, case: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other desks wait meanwhile, and a matter may hold twenty thousand contacts."""
    found = begun(workspace, case)
    few = replace(found, pieces=tuple(one for one in found.pieces if one.key == str(case.ruling)))
    read: list[UUID] = []

    def spied(*given: Any, **named: Any) -> tuple[EntryRow, ...]:
        rows = entries(*given, **named)
        read.extend(row.id for row in rows)
        return rows

    with workspace.read() as reader:
        agreed = {one.entry_id for one in follow_ups(reader, matter_id=case.matter)} - {None}
        monkeypatch.setattr(status_facts, "entries", spied)
        must_hold(few, reader)
        assert set(read) <= agreed, "whether those may be told decides what the client is asked for"
        must_hold(found, reader)
    assert set(read) > agreed


def test_an_update_that_left_before_is_logged_as_it_was(workspace: Workspace, case: Told) -> None:
    found = begun(workspace, case)
    gone = replace(found, pieces=tuple(replace(one, tells=()) for one in found.pieces))
    with workspace.write() as tx:
        withdraw_development(tx, case.ruling, "It was another case")
    with workspace.write() as tx:
        log_sent(tx, gone)


def test_the_first_update_of_a_colleague_takes_nothing_away(
    workspace: Workspace, case: Told, clock: FixedClock
) -> None:
    """A draft begun before any update tells of all contacts; once somebody gives the first, a draft made anew begins
    there. What was before it is not withdrawn."""
    found = begun(workspace, case)
    assert found.since is None
    clock.advance(timedelta(hours=1))
    call = clock.now() - timedelta(minutes=10)
    told = NewContact(
        Channel.PHONE, Direction.OUT, call, "All of it.", case.matter, outcome=Outcome.SPOKE, is_update=True
    )
    with workspace.write() as tx:
        log_contact(tx, replace(told, tells=(case.ruling,)))
    with workspace.read() as reader:
        news = changed_since(found, reader)
        assert news.gone == ()
        assert news.given == Given(call, "Maria Ortega")
        assert dict(news.told) == {
            str(case.ruling): "Told already on 23 Nov by Maria Ortega.",
            str(case.letter): "Before the update that Maria Ortega gave on 23 Nov.",
        }
        taken = take_in(found, news)
        assert not changed_since(taken, reader)
    written = next(one for one in taken.pieces if one.key == str(case.letter))
    assert (written.ticked, written.text) == (False, "We asked the other side for the pay slips.")
    assert written.note.startswith("Before the update that Maria Ortega gave")
    both = tick(tick(taken, str(case.letter)), str(case.ruling))
    with workspace.read() as reader:
        must_hold(both, reader)
        assert not changed_since(both, reader), "the writer tells it all the same"


def test_old_news_that_was_told_meanwhile_may_be_told_once_more(
    workspace: Workspace, case: Told, clock: FixedClock
) -> None:
    """It happened before the last update and a draft made anew has it no more; withdrawn it is not."""
    with workspace.write() as tx:
        log_sent(tx, tick(draft(tx.reader(), case.matter), str(case.ruling), on=False))
    clock.advance(timedelta(days=1))
    found = begun(workspace, case)
    assert found.tells == (case.ruling,)
    clock.advance(timedelta(hours=1))
    call = NewContact(
        Channel.PHONE, Direction.OUT, clock.now(), "The ruling.", case.matter, outcome=Outcome.SPOKE
    )
    with workspace.write() as tx:
        log_contact(tx, replace(call, tells=(case.ruling,)))
    with workspace.read() as reader:
        taken = tick(take_in(found, changed_since(found, reader)), str(case.ruling))
        must_hold(taken, reader)
        must_hold(found, reader)
    with workspace.write() as tx:
        withdraw_development(tx, case.ruling, "It was another case")
        with pytest.raises(Refused):
            must_hold(taken, tx.reader())


def test_news_after_the_colleagues_update_is_new(workspace: Workspace, case: Told, clock: FixedClock) -> None:
    found = begun(workspace, case)
    clock.advance(timedelta(hours=1))
    with workspace.write() as tx:
        log_sent(tx, draft(tx.reader(), case.matter))
    clock.advance(timedelta(hours=1))
    with workspace.write() as tx:
        offer = add_development(
            tx, NewDevelopment(case.matter, DevelopmentKind.OFFER, clock.now(), "They offer.")
        )
    with workspace.read() as reader:
        taken = take_in(found, changed_since(found, reader))
        assert not changed_since(taken, reader)
    assert taken.tells == (offer,)
    assert {one.kind for one in taken.ticked} >= {PieceKind.ASKED, PieceKind.COMING}


def test_only_what_waits_is_answered(workspace: Workspace, case: Told, clock: FixedClock) -> None:
    def asks(words: str) -> NewContact:
        return NewContact(Channel.EMAIL, Direction.IN, clock.now(), words, case.matter, needs_reply=True)

    with workspace.write() as tx:
        first, second = (log_contact(tx, asks(words)) for words in ("When does it end?", "How much is it?"))
    clock.advance(timedelta(hours=1))
    with workspace.read() as reader:
        assert [(one.id, one.called, one.words) for one in waiting(reader, case.matter)] == [
            (first, "e-mail of 23 Nov", "When does it end?"),
            (second, "e-mail of 23 Nov", "How much is it?"),
        ]
    with workspace.write() as tx:
        log_sent(tx, draft(tx.reader(), case.matter), answers=(second,))
    with workspace.write() as tx:
        assert [one.id for one in waiting(tx.reader(), case.matter)] == [first]
        must_wait(tx.reader(), case.matter, (first,))
        with pytest.raises(Refused) as refused:
            log_sent(tx, draft(tx.reader(), case.matter), answers=(first, second), again=True)
        assert refused.value.code == "not-waiting"
        with pytest.raises(Refused):
            must_wait(tx.reader(), case.matter, (case.call,))
