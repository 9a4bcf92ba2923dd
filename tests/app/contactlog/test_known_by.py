"""What was known by a moment is what had been written by then, in the words of then (evidence, CLI.md)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.dialects import sqlite

from app.audit.models import AuditEvent, by_kind
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import amend_contact, log_contact, withdraw_contact
from app.contactlog.follow_up_commands import (
    finish_follow_up,
    give_follow_up,
    move_follow_up,
    reopen_follow_up,
)
from app.contactlog.follow_up_turns import _events
from app.contactlog.forms import NewContact
from app.contactlog.queries import awaiting_reply, entries, entry_form, follow_ups, given_updates
from app.contactlog.reading import as_known
from app.contactlog.words import Channel, Direction
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, open_matter
from app.matters.queries import find_matter
from app.owed.handover.handing_over import NewHandOver, hand_over
from app.owed.items import OwedKind
from app.owed.queries import owed
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.storage.rows import all_rows
from app.workspace import Workspace
from tests.support import MONDAY, Cli

BEFORE = "2026-11-23T12:00"
"""After the first writing, before what was changed later."""
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
LOG = ("log", "--matter", "00001", "--channel", "phone", "--at", "2026-11-20T15:00")


@pytest.fixture
def matter(cli: Cli) -> str:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    cli("client", "add", "--first-name", "Omar", "--last-name", "Larkspur")
    cli("matter", "add", "--title", "Other", "--client", "Omar Larkspur", "--number", "00002")
    cli("matter", "add", "--title", "Whitcombe", "--client", "Nora Whitcombe", "--number", "00001")
    return "00001"


def told(cli: Cli, matter: str, *words: str) -> Any:
    return cli("matter", matter, *words, at=WEDNESDAY).json


def test_an_amended_entry_reads_as_it_did(cli: Cli, matter: str) -> None:
    entry = cli(*LOG, "--direction", "out", "--summary", "They ask for 14 days", "--tag", "days", "--participant",
                "Nora, client", "--follow-up", "Nora: send it @ 2026-12-01").json["id"]  # fmt: skip
    cli(
        "amend", entry, "--reason", "number", "--summary", "They ask for 15 days", "--participant", "Omar", "--tag",
        "x", "--direction", "in", "--at", "2026-11-19T09:00", "--follow-up", "court: rule @ 2026-12-02", at=TUESDAY,
    )  # fmt: skip
    (then,) = told(cli, matter, "--known-by", BEFORE)["entries"]
    assert (then["summary"], then["version"], then["direction"]) == ("They ask for 14 days", 1, "out")
    assert then["occurred_at"] == "2026-11-20T15:00:00-08:00"
    assert then["participants"] == [{"name": "Nora", "role": "client"}]
    assert then["tags"] == ["days"]
    assert [one["text"] for one in then["follow_ups"]] == ["send it"]
    (now,) = told(cli, matter)["entries"]
    assert (now["summary"], now["version"], now["tags"]) == ("They ask for 15 days", 2, ["x"])
    assert [one["text"] for one in now["follow_ups"]] == ["send it", "rule"]
    assert cli("entry", entry, "--known-by", BEFORE, at=WEDNESDAY).json["summary"] == "They ask for 14 days"
    assert told(cli, matter, "--known-by", "2026-11-23T10:00")["entries"] == []
    assert cli("entry", entry, "--known-by", "2026-11-22", at=WEDNESDAY).json["error"]["code"] == "no-entry"


def test_what_was_known_then_is_read_once_until_something_is_written(
    workspace: Workspace, clock: FixedClock
) -> None:
    """All that is owed asks for it, again and again."""
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(last_name="Whitcombe"))
        matter = open_matter(tx, MatterDetails("Lease", (client,)))
        call = NewContact(Channel.PHONE, Direction.IN, tx.now, "They ask for 14 days", matter_id=matter)
        entry = log_contact(tx, call)
    clock.advance(timedelta(hours=1))
    with workspace.write() as tx:
        before = replace(tx.reader(), known_by=MONDAY)
        assert as_known(before) == ()
        form = replace(entry_form(tx.reader(), entry), summary="They ask for 15 days")
        amend_contact(tx, entry, form, "number")
        (then,) = as_known(before)
        assert then.summary == "They ask for 14 days"
    with workspace.read(known_by=MONDAY) as reader:
        assert as_known(reader) is as_known(reader)
        assert [row.summary for row in as_known(reader)] == ["They ask for 14 days"]
        assert as_known(replace(reader, known_by=MONDAY - timedelta(days=1))) == ()


def test_every_version_has_the_keys_of_an_entry(cli: Cli, matter: str) -> None:
    entry = cli(*LOG, "--direction", "out", "--summary", "They ask for 14 days", "--duration", "5").json["id"]
    cli(
        "amend",
        entry,
        "--reason",
        "matter",
        "--matter",
        "00002",
        "--follow-up",
        "we: x @ 2026-12-02",
        at=TUESDAY,
    )
    shown = cli("entry", entry, "--versions", at=WEDNESDAY).json
    first, second = shown.pop("versions")
    assert first["content"].keys() == shown.keys() - {
        "id",
        "author",
        "written_at",
        "version",
        "withdrawn_at",
        "late",
    }
    assert (first["content"]["matter"], second["content"]["matter"]) == ("00001", "00002")
    assert (first["content"]["client"], second["content"]["client"]) == ("Nora Whitcombe", "Omar Larkspur")
    assert (first["content"]["follow_ups"], len(second["content"]["follow_ups"])) == ([], 1)
    assert first["content"]["occurred_at"] == "2026-11-20T15:00:00-08:00"
    assert second["content"] == {name: shown[name] for name in second["content"]}
    then = cli("entry", entry, "--versions", "--known-by", BEFORE, at=WEDNESDAY).json
    assert len(then["versions"]) == 1


def test_an_entry_moved_to_another_matter_stands_where_it_stood(cli: Cli, matter: str) -> None:
    entry = cli(*LOG, "--direction", "out", "--summary", "They ask for 14 days").json["id"]
    cli("amend", entry, "--reason", "wrong matter", "--matter", "00002", at=TUESDAY)
    assert [one["id"] for one in told(cli, matter, "--known-by", BEFORE)["entries"]] == [entry]
    assert told(cli, "00002", "--known-by", BEFORE)["entries"] == []
    assert told(cli, "00001")["entries"] == []
    assert [one["client"] for one in told(cli, "00002")["entries"]] == ["Omar Larkspur"]


def test_what_was_owed_follows_from_what_was_written(cli: Cli, matter: str) -> None:
    """An amendment that makes an entry an update, or tells a development, was not known before."""
    news = cli(
        "develop", "--matter", matter, "--kind", "ruling", "--at", "2026-11-18T12:00", "--text", "Denied"
    ).json["id"]
    cli("schedule", "--matter", matter, "--every", "week", "--from", "2026-11-16")
    entry = cli(*LOG, "--direction", "out", "--summary", "They ask for 14 days", "--no-with-client").json[
        "id"
    ]
    cli("amend", entry, "--reason", "it told her", "--update", "--tells", news, "--with-client", at=TUESDAY)

    def owed(*words: str) -> set[str]:
        return {one["kind"] for one in cli("due", "--matter", matter, *words, at=WEDNESDAY).json["items"]}

    assert owed("--as-of", BEFORE) == {"update"}, "as known now, it had been told and given on the 20th"
    assert cli("due", "--as-of", BEFORE, at=WEDNESDAY).json["items"][0]["state"] == "upcoming"
    assert owed("--known-by", BEFORE) == {"development", "update"}
    sheet = told(cli, matter, "--known-by", BEFORE)
    assert (sheet["next_update_due"], sheet["last_contact_at"]) == ("2026-11-23", None)
    assert sheet["developments"][0]["told_at"] is None
    assert told(cli, matter)["developments"][0]["told_at"] == "2026-11-20T15:00:00-08:00"
    assert told(cli, matter)["next_update_due"] == "2026-11-25", (
        "the Friday after Thanksgiving is none, Thursday neither"
    )


def test_an_answer_taken_back_later_had_answered_then(cli: Cli, matter: str) -> None:
    asked = cli(*LOG, "--direction", "in", "--needs-reply", "--summary", "Does it move?").json["id"]
    answer = cli(
        *LOG, "--direction", "out", "--summary", "It moves", "--answers", asked, "--at", "2026-11-20T16:00"
    ).json["id"]
    other = cli(*LOG, "--direction", "in", "--needs-reply", "--summary", "And the costs?").json["id"]
    cli("amend", answer, "--reason", "it was about the costs", "--answers", other, at=TUESDAY)

    def waiting(*words: str) -> list[str]:
        return [one["source_id"] for one in cli("due", *words, at=WEDNESDAY).json["items"]]

    assert waiting("--known-by", BEFORE) == [other]
    assert waiting() == [asked]


def test_what_was_withdrawn_or_done_later_stood_then(
    cli: Cli, matter: str, workspace: Workspace, clock: FixedClock
) -> None:
    entry = cli(*LOG, "--direction", "out", "--update", "--summary", "They ask for 14 days", "--follow-up",
                "Nora: send it @ 2026-12-01").json["id"]  # fmt: skip
    clock.advance(timedelta(days=1))
    with workspace.write() as tx:
        (agreed,) = follow_ups(tx.reader())
        finish_follow_up(tx, agreed.id)
        withdraw_contact(tx, UUID(entry), "a mistake")
    then = datetime(2026, 11, 23, 20, tzinfo=UTC)
    with workspace.read(known_by=then) as reader:
        (row,) = entries(reader)
        assert (row.withdrawn_at, row.follow_ups[0].done_at) == (None, None)
        assert [one.done_at for one in follow_ups(reader, open_only=True)] == [None]
        assert len(given_updates(reader, then - timedelta(days=9), then)) == 1
        assert awaiting_reply(reader) == ()
    with workspace.read(as_of=then) as reader:
        assert [one.done_at for one in follow_ups(reader)] == [None], "it was done after that"
        assert given_updates(reader, then - timedelta(days=9), then) == (), "as known now it was a mistake"
    with workspace.read() as reader:
        (row,) = entries(reader)
        assert row.withdrawn_at == row.follow_ups[0].done_at == clock.now()
        assert follow_ups(reader, open_only=True) == ()


def test_a_page_of_the_log_is_cut_from_what_was_known(cli: Cli, matter: str, workspace: Workspace) -> None:
    ids = [cli(*LOG, "--direction", "out", "--summary", f"Call number {n}", "--at", f"2026-11-{n}T10:00").json["id"]
           for n in range(10, 16)]  # fmt: skip
    for entry in ids[::2]:
        cli("amend", entry, "--reason", "r", "--at", "2026-11-01T10:00", at=TUESDAY)
    newest = list(reversed(ids))
    with workspace.read(as_of=WEDNESDAY, known_by=MONDAY) as reader:
        assert [str(row.id) for row in entries(reader)] == newest
        first = entries(reader, limit=1)
        assert [str(row.id) for row in entries(reader, limit=2, after=first[-1])] == newest[1:3]
        assert [str(row.id) for row in entries(reader, since=datetime(2026, 11, 13, tzinfo=UTC))] == newest[
            :3
        ]


def test_what_was_agreed_reads_as_it_did(
    cli: Cli, matter: str, workspace: Workspace, clock: FixedClock
) -> None:
    """Another day, another matter, done and taken up again: all of it later."""
    entry = cli(*LOG, "--direction", "out", "--summary", "They ask for 14 days", "--follow-up",
                "us: send it @ 2026-11-27", "--follow-up", "us: call her @ 2026-11-30").json["id"]  # fmt: skip
    with workspace.write() as tx:
        sent, called = follow_ups(tx.reader())
        finish_follow_up(tx, called.id)
    clock.set(TUESDAY)
    with workspace.write() as tx:
        reopen_follow_up(tx, called.id)
        move_follow_up(tx, sent.id, None, "She asked for more time")
        move_follow_up(tx, sent.id, date(2026, 12, 24), "The court asked")
    cli("amend", entry, "--reason", "another file", "--matter", "00002", at=TUESDAY)
    clock.set(WEDNESDAY)

    def read(known_by: datetime | None, number: str) -> list[tuple[date | None, bool]]:
        with workspace.read(as_of=WEDNESDAY, known_by=known_by) as reader:
            matter_id = find_matter(reader, number).id
            rows = follow_ups(reader, matter_id=matter_id)
            lasting = follow_ups(
                reader, matter_id=matter_id, first=date(2026, 11, 26), last=date(2026, 11, 28)
            )
            assert lasting == tuple(one for one in rows if one.due_on == sent.due_on)
            return [(one.due_on, one.done_at is not None) for one in rows]

    then = MONDAY + timedelta(hours=1)
    assert read(then, "00001") == [(date(2026, 11, 27), False), (date(2026, 11, 30), True)]
    assert read(then, "00002") == []
    assert read(None, "00001") == []
    assert read(None, "00002") == [(date(2026, 11, 30), False), (date(2026, 12, 24), False)]
    (said,) = told(cli, matter, "--known-by", BEFORE)["entries"]
    assert [one["due_on"] for one in said["follow_ups"]] == ["2026-11-27", "2026-11-30"]
    (owed_then,) = cli("due", "--known-by", BEFORE, "--as-of", BEFORE, at=WEDNESDAY).json["items"]
    assert (owed_then["matter"], owed_then["due_at"]) == ("00001", "2026-11-27")


def test_what_was_given_away_stands_with_whom_it_was_known_to(
    cli: Cli, matter: str, workspace: Workspace, clock: FixedClock
) -> None:
    """Given by itself, and within a hand-over; each is known only from then on."""
    with workspace.write() as tx:
        nora, max_ = (add_colleague(tx, NewColleague(one, Role.LAWYER)) for one in ("Nora Ell", "Max Orr"))
    cli(*LOG, "--direction", "out", "--summary", "They ask for 14 days", "--follow-up",
        "Nora: send it @ 2026-11-27")  # fmt: skip
    clock.set(TUESDAY)
    with workspace.write() as tx:
        (sent,) = follow_ups(tx.reader())
        give_follow_up(tx, sent.id, max_)
        finish_follow_up(tx, sent.id)
        reopen_follow_up(tx, sent.id)
    clock.set(WEDNESDAY)
    with workspace.write() as tx:
        hand_over(tx, NewHandOver(max_, workspace.actor))

    def whose(known_by: datetime | None) -> tuple[UUID | None, str]:
        with workspace.read(as_of=WEDNESDAY, known_by=known_by) as reader:
            (row,) = follow_ups(reader, open_only=True)
            items = [one for one in owed(reader, days=90).items if one.kind is OwedKind.FOLLOW_UP]
            assert [one.person_id for one in items] == [row.colleague_id]
        return row.colleague_id, row.who

    assert whose(MONDAY + timedelta(hours=1)) == (nora, "Nora")
    assert whose(TUESDAY) == (max_, "Max Orr")
    assert whose(None)[0] == workspace.actor
    items = cli("due", "--known-by", BEFORE, "--as-of", BEFORE, "--person", "Nora Ell", at=WEDNESDAY).json
    assert [one["kind"] for one in items["items"]] == ["follow_up"]


def test_turns_are_asked_for_by_index(workspace: Workspace) -> None:
    query = str(
        _events(
            by_kind("follow_up"), AuditEvent.action.in_(["given"]), AuditEvent.object_id.in_([UUID(int=1)])
        ).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    )
    with workspace.read() as reader:
        plan = " ".join(str(row) for row in all_rows(reader.session, f"EXPLAIN QUERY PLAN {query}"))
    assert "ix_audit_events_asked" in plan
    assert "SCAN" not in plan
