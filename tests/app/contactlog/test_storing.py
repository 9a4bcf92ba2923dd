"""Large files in pieces, kinds of contact, and what came later into an entry."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clients.commands import ClientDetails, add_client
from app.clients.words import ClientKind
from app.contactlog import storing
from app.contactlog.commands import amend_contact, log_contact
from app.contactlog.content import LATER, content_of, digest
from app.contactlog.forms import NewAttachment, NewContact
from app.contactlog.kind_commands import bring_back_kind, retire_kind, save_kind
from app.contactlog.kind_queries import kind_rows, kinds
from app.contactlog.kinds import (
    FIELDS,
    Kind,
    Question,
    body_of,
    checked_kind,
    find_kind,
    kind_from,
    questions_text,
    read_questions,
    split_answers,
    supplied,
    unanswered,
    with_answers,
)
from app.contactlog.queries import attachment_content, entry, entry_form, versions_read
from app.contactlog.storing import PIECE, begin_file, drop_files, forgotten_files, pieces_of, store_file
from app.contactlog.vouched import unlike_the_trail
from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.errors import Invalid, NotFound, Refused
from app.workspace import Workspace

LARGE = bytes(range(256)) * 4096 * 3 + b"end"


@pytest.fixture
def client(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        return add_client(tx, ClientDetails(ClientKind.PERSON, first_name="Nora", last_name="Whitcombe"))


def call(workspace: Workspace, client: UUID, *files: NewAttachment) -> NewContact:
    return NewContact(
        Channel.PHONE,
        Direction.OUT,
        workspace.clock.now() - timedelta(hours=1),
        "Went through the scan with her.",
        client_id=client,
        outcome=Outcome.SPOKE,
        attachments=files,
    )


def test_a_large_file_is_kept_in_pieces_and_read_back(workspace: Workspace, client: UUID) -> None:
    with workspace.write() as tx:
        entry_id = log_contact(
            tx, call(workspace, client, NewAttachment("scan.pdf", "application/pdf", LARGE))
        )
    with workspace.read() as reader:
        (file,) = entry(reader, entry_id).attachments
        assert (file.size, file.sha256) == (len(LARGE), hashlib.sha256(LARGE).hexdigest())
        assert [len(one) for one in pieces_of(reader, file.id)] == [PIECE, PIECE, PIECE, 3]
        assert attachment_content(reader, file.id) == LARGE
        assert not list(unlike_the_trail(reader))


def test_a_file_stored_before_belongs_to_one_entry(workspace: Workspace, client: UUID) -> None:
    with workspace.write() as tx:
        file_id, size = store_file(tx, [b"a" * PIECE, b"b"])
    stored = NewAttachment("scan.pdf", "application/pdf", b"", file_id, size)
    with workspace.write() as tx:
        entry_id = log_contact(tx, call(workspace, client, stored))
        drop_files(tx, [file_id])
    with pytest.raises(NotFound), workspace.write() as tx:
        log_contact(tx, call(workspace, client, stored))
    with workspace.read() as reader:
        (file,) = entry(reader, entry_id).attachments
        assert attachment_content(reader, file.id) == b"a" * PIECE + b"b"


def test_what_is_not_whole_cannot_be_attached_and_is_swept(workspace: Workspace, client: UUID) -> None:
    with workspace.write() as tx:
        file_id = begin_file(tx)
    with pytest.raises(NotFound), workspace.write() as tx:
        log_contact(tx, call(workspace, client, NewAttachment("a", "b", b"", file_id, 1)))
    workspace.clock.advance(timedelta(days=2))  # type: ignore[attr-defined] # the test's own clock
    with workspace.write() as tx:
        assert forgotten_files(tx.reader()) == (file_id,)
        drop_files(tx, [file_id])
        assert forgotten_files(tx.reader()) == ()


def test_a_file_beyond_the_bound_is_refused(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "MOST_BYTES", 3)
    with pytest.raises(Refused, match="200 MB"), workspace.write() as tx:
        store_file(tx, [b"1234"])


def test_later_columns_that_say_nothing_do_not_change_the_digest(workspace: Workspace, client: UUID) -> None:
    with workspace.write() as tx:
        entry_id = log_contact(tx, call(workspace, client))
    with workspace.read() as reader:
        said = content_of(entry(reader, entry_id))
    assert said.keys().isdisjoint(LATER)
    assert digest(said) == digest(dict(said))


def test_every_version_says_what_it_said_of_the_later_columns(workspace: Workspace, client: UUID) -> None:
    with workspace.write() as tx:
        new = replace(
            call(workspace, client),
            received="She has the lease.",
            kind="Status call",
            wish_reason="The hearing is at noon.",
            declined_confirmed_on=date(2026, 11, 20),
            held_by_id=tx.actor,
        )
        entry_id = log_contact(tx, new)
    with workspace.write() as tx:
        form = entry_form(tx.reader(), entry_id)
        assert (form.held_by_id, form.kind) == (None, "Status call")  # who writes held it
        amend_contact(tx, entry_id, replace(form, received="", wish_reason="", kind=""), "Not so")
    with workspace.read() as reader:
        (_, first), (_, second) = versions_read(reader, entry_id)
        assert (first.received, first.wish_reason) == ("She has the lease.", "The hearing is at noon.")
        assert (second.received, second.kind) == ("", "")
        assert second.declined_confirmed_on == date(2026, 11, 20)
        assert not list(unlike_the_trail(reader))


def test_supplied_kinds_are_sound() -> None:
    assert len(supplied()) >= 8
    for kind in supplied():
        assert checked_kind(kind) == kind
        assert kind_from({**body_of(kind), "key": kind.key, "name": kind.name}) == kind
        assert read_questions(questions_text(kind.questions)) == kind.questions


def test_the_firm_changes_puts_away_and_brings_back(workspace: Workspace) -> None:
    with workspace.write() as tx:
        own = save_kind(
            tx, Kind("", " Call  from the court ", questions=(Question("summary", "Asked:", "What?"),))
        )
        changed = replace(supplied()[1], questions=())
        save_kind(tx, changed)
        retire_kind(tx, None, "costs")
        with pytest.raises(Invalid):
            save_kind(tx, Kind("", "status CALL"))
    with workspace.write() as tx:
        found = kinds(tx.reader())
        assert find_kind(found, "call from the court") == Kind(
            "", "Call from the court", questions=(Question("summary", "Asked", "What?"),)
        )
        assert changed in found
        assert all(one.key != "costs" for one in found)
        retire_kind(tx, own)
        bring_back_kind(tx, own)
        assert [row.kind.key for row in kind_rows(tx.reader()) if row.retired] == ["costs"]


def test_unanswered_questions_are_named() -> None:
    kind = Kind("", "Offer", questions=(Question("advice", "Risks", "?"), Question("advice", "Options", "?")))
    assert [one.lead for one in unanswered(kind, {"advice": "Risks: loses all.\nOptions:"})] == ["Options"]


LEADS = ["Options", "Risks", "Likely"]


@given(st.text(), st.dictionaries(st.sampled_from(LEADS), st.text(min_size=1)))
def test_answers_are_found_again(text: str, answers: dict[str, str]) -> None:
    joined = with_answers(text, answers.items())
    again, found = split_answers(joined, LEADS)
    assert with_answers(again, found.items()).split() == joined.split() or set(found) - set(answers)
    split_answers(text, LEADS)


@given(
    st.text(),
    st.lists(st.tuples(st.sampled_from(FIELDS), st.text(max_size=50), st.text(max_size=50)), max_size=5),
)
def test_nothing_typed_as_a_kind_raises_but_a_sentence(name: str, asked: list[tuple[str, str, str]]) -> None:
    with suppress(Invalid):
        kind = checked_kind(Kind("", name, questions=tuple(Question(*one) for one in asked)))
        assert kind.name == " ".join(kind.name.split())
    with suppress(Invalid):
        assert read_questions(questions_text(read_questions(name))) == read_questions(name)
