"""An update that was sent: the log has its words, the news is told, the schedule goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.clients.commands import ClientDetails, Point, edit_client
from app.clients.words import PointKind
from app.contactlog.commands import withdraw_contact
from app.contactlog.queries import entry, last_updates, untold_developments
from app.contactlog.words import Channel, Outcome
from app.hours.queries import firm_calendar
from app.kernel.errors import Refused
from app.schedule.queries import update_dues
from app.updates import Length, compose, draft, letter, log_sent, sent_before, tick, warnings
from app.workspace import Workspace
from tests.app.updates.conftest import Told
from tests.support import MONDAY


def test_what_was_sent_is_logged_word_by_word(workspace: Workspace, case: Told) -> None:
    with workspace.write() as tx:
        sent = tick(draft(tx.reader(), case.matter), str(case.filing), on=False)
        entry_id = log_sent(tx, sent)
    with workspace.read() as reader:
        row = entry(reader, entry_id)
        assert row.summary == compose(sent).plain
        assert (row.channel, row.outcome, row.is_update) == (Channel.EMAIL, Outcome.SENT, True)
        assert row.tells == (case.ruling,)
        assert [one.id for one in untold_developments(reader, case.matter)] == [case.filing]
        due = update_dues(reader, firm_calendar(reader), case.matter)[case.matter]
        assert due.last_given == MONDAY
        assert due.due_on == (MONDAY + timedelta(days=14)).date()


def test_a_call_is_logged_without_greeting_and_signature(workspace: Workspace, case: Told) -> None:
    with workspace.write() as tx:
        said = replace(draft(tx.reader(), case.matter), channel=Channel.PHONE)
        entry_id = log_sent(tx, said)
    with workspace.read() as reader:
        row = entry(reader, entry_id)
        assert sent_before(reader, said) == MONDAY
    assert row.outcome is Outcome.SPOKE
    assert row.summary.startswith("This is what has happened so far")
    assert "The court denied their motion." in row.summary
    assert "Dear" not in row.summary
    assert "Sincerely" not in row.summary


def test_large_print_is_the_writers_to_choose(workspace: Workspace, case: Told) -> None:
    with workspace.read() as reader:
        begun = draft(reader, case.matter)
        assert not letter(reader, begun).frame.large_print
        assert letter(reader, replace(begun, large_print=True)).frame.large_print


def test_the_way_back_is_to_withdraw_it(workspace: Workspace, case: Told) -> None:
    with workspace.write() as tx:
        sent = draft(tx.reader(), case.matter)
        entry_id = log_sent(tx, sent)
        withdraw_contact(tx, entry_id, "Not sent after all")
    with workspace.read() as reader:
        assert {one.id for one in untold_developments(reader, case.matter)} == {case.ruling, case.filing}
        assert last_updates(reader, case.matter) == {}
        assert sent_before(reader, sent) is None


def test_the_same_words_twice_are_pointed_out(workspace: Workspace, case: Told) -> None:
    with workspace.write() as tx:
        sent = draft(tx.reader(), case.matter)
        log_sent(tx, sent)
    with workspace.read() as reader:
        assert sent_before(reader, sent) == MONDAY
    with workspace.write() as tx:
        with pytest.raises(Refused) as refused:
            log_sent(tx, sent)
        assert refused.value.code == "sent-already"
        log_sent(tx, sent, again=True)


def test_a_note_reaches_nobody(workspace: Workspace, case: Told) -> None:
    with workspace.write() as tx, pytest.raises(Refused) as refused:
        log_sent(tx, replace(draft(tx.reader(), case.matter), channel=Channel.NOTE))
    assert refused.value.code == "no-channel"


def test_what_speaks_against_it_is_said(workspace: Workspace, case: Told) -> None:
    with workspace.read() as reader:
        call = replace(draft(reader, case.matter, length=Length.SHORT), channel=Channel.PHONE)
        codes = {one.code: one.message for one in warnings(reader, call)}
        assert "outside-hours" not in codes, "nobody called yet"
        assert "outside-hours" in {one.code for one in warnings(reader, call, at=reader.now)}
    assert codes["keep-from"] == "Ned Whitcombe, her brother must not be told: the sum."
    assert codes["left-untold"] == "One piece of news is left out, and the client stays untold of it."


def test_an_address_that_no_mail_program_takes_is_said(workspace: Workspace, case: Told) -> None:
    """The draft leaves without a recipient: whoever opens it has to know why."""
    details = ClientDetails(last_name="Whitcombe", points=(Point(PointKind.EMAIL, "nöra@example.com"),))
    with workspace.write() as tx:
        edit_client(tx, case.client, details)
    with workspace.read() as reader:
        mail = replace(draft(reader, case.matter), channel=Channel.EMAIL)
        assert "unfit-address" in {one.code for one in warnings(reader, mail)}
        by_post = replace(mail, channel=Channel.LETTER)
        assert "unfit-address" not in {one.code for one in warnings(reader, by_post)}
