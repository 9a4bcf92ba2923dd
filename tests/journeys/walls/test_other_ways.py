"""Other ways in which a restricted matter might show: numbers, messages, forms, the trail."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.contactlog import queries as log
from app.contactlog import (
    replies,
    vouched,
)
from app.contactlog.commands import amend_contact, log_contact
from app.contactlog.forms import NewAttachment
from app.deeds import queries as deeds
from app.drafts import queries as drafts
from app.drafts.commands import keep_draft
from app.exchange import queries as exchange
from app.exchange.calendar_out import save_calendar
from app.exchange.commands import import_files, place_tray_item
from app.kernel.errors import Invalid
from app.matters import (
    sheet,
    walls,
)
from app.matters.commands import MatterDetails, open_matter
from app.reports.found.out import save_found
from app.search.saved import rename_search, save_search
from tests.journeys.secret_matter import CANARY, MAIL, NOTICE, NUMBER, TwoFirms, call, make
from tests.journeys.walls.asking import (
    NOVEMBER,
    nothing_of_it_in,
)
from tests.support import MONDAY


def test_a_taken_number_is_taken_and_no_more_is_said(firms: TwoFirms) -> None:
    for undone in (False, True):
        with firms.walled.rehearse() as tx:
            details = MatterDetails("Another", (firms.facts.client,), number="" if undone else NUMBER)
            if undone:
                opened = open_matter(tx, details)
                assert sheet.matter_sheet(tx.reader(), opened).row.number == "00003"
            else:
                with pytest.raises(Invalid, match="The number 00002 is taken"):
                    open_matter(tx, details)
    table = firms.room / "matters.csv"
    table.write_text(
        "Custom Number,Description,Status,Client First Name,Client Last Name\n"
        f"{NUMBER},Whitcombe v. Tern,Open,Nora,Whitcombe\n00077,Another of hers,Open,Nora,Whitcombe\n"
    )
    with firms.walled.rehearse() as tx:
        (outcome,) = import_files(tx, [table])
        assert outcome.created["matters"] == 1, outcome
        assert [note.reason for note in outcome.refused] == [
            "The number 00002 is taken. Please give another."
        ]


def test_a_message_that_came_in_for_it_comes_in_as_if_for_the_first_time(tmp_path: Path) -> None:
    own = make(tmp_path)
    for name in ("direct", "placed", "fence"):
        file = tmp_path / ("waiting.eml" if name == "fence" else f"{name}.eml")
        counted = []
        for workspace in (own.walled, own.never):
            for _ in range(3):
                with workspace.write() as tx:
                    (outcome,) = import_files(tx, [file])
                counted.append(
                    (
                        outcome.created,
                        outcome.unchanged,
                        [one.reason for one in outcome.unmatched],
                        outcome.places,
                    )
                )
        assert counted[:3] == counted[3:], name
        assert counted[1] == counted[2] == (counted[2][0], 1, [], [])
    new = tmp_path / "new.eml"
    new.write_text(
        MAIL.format(sender="z@example.org", subject="4:26-cv-01234", name="new", text="for the hidden case")
    )
    with own.walled.write() as tx:
        (outcome,) = import_files(tx, [new])
    assert len(outcome.unmatched) == 1  # the tray, like any that cannot be placed
    with own.inside.write() as tx:
        (outcome,) = import_files(tx, [tmp_path / "direct.eml"])
    assert outcome.unchanged == 1
    own.inside.lock()
    own.never.lock()


def test_a_notice_of_several_cases_says_nothing_of_the_hidden_one(tmp_path: Path) -> None:
    """Its other cases have their entries, each with its own words; what holds the words of all is not seen."""
    own = make(tmp_path)
    facts = own.facts
    notice = tmp_path / "several.eml"
    third = "Case Name: Third v. Party\nCase Number: 4:25-cv-07777\n\nDocket Text:\nORDER dismissing.\n\n"
    head, last, foot = NOTICE.rpartition("4:26-cv-01234 Notice has")
    notice.write_text((head + third + last + foot).replace("<two@", "<several@"))
    with own.inside.write() as tx:
        import_files(tx, [notice])
        (waits,) = (one.id for one in exchange.tray(tx.reader()) if "07777" in one.reason)
        assert place_tray_item(tx, waits, matter_id=facts.matter).left == 1
    with own.walled.read() as reader:
        (entry,) = (row for row in log.entries(reader) if "a hearing" in row.summary)
        assert entry.attachments == ()
        assert waits not in {one.id for one in exchange.tray(reader)}
        for table in ("tray_items", "attachments", "contact_entries", "developments", "audit_bodies"):
            rows = reader.session.connection().exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608 # of a list
            assert CANARY not in repr(rows), table
    with own.inside.read() as reader:
        assert waits in {one.id for one in exchange.tray(reader)}
        (original,) = log.entry(reader, entry.id).attachments
        assert CANARY.encode() in log.attachment_content(reader, original.id)
    own.walled.clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined] # a FixedClock
    # The first version is kept with what is not seen, or it would not be what the trail vouches for.
    with own.walled.write() as tx:
        form = log.entry_form(tx.reader(), entry.id)
        added = NewAttachment("note.txt", "text/plain", b"ours")
        amend_contact(tx, entry.id, replace(form, attachments=(added,)), "a note")
    with own.walled.read() as reader:
        assert [one.name for one in log.entry(reader, entry.id).attachments] == ["note.txt"]
    with Session(own.inside.vault.engine) as session:
        assert list(vouched.unlike_the_trail(own.inside.seeing_all(session))) == []
    own.inside.lock()
    own.never.lock()


def test_one_act_on_many_counts_what_is_seen_of_it(tmp_path: Path) -> None:
    own = make(tmp_path)
    with own.inside.write() as tx, tx.as_one("imported", "import", tx.new_id(), files=1):
        for matter in (own.facts.matter, own.facts.hidden, own.facts.hidden):
            tx.record("changed", "matter", matter)
    counted = []
    for workspace in (own.inside, own.walled):
        with workspace.read() as reader:
            found = deeds.deeds(reader, deeds.Wanted(action="imported")).rows[0]
            whole = deeds.deed(reader, found.event.seq)
            assert whole is not None
            assert whole.event.body is not None
            body = whole.event.body
            counted.append((body["count"], len(body["done"]), body["files"]))
    assert counted == [(3, 3, 1), (1, 1, 1)]
    own.inside.lock()
    own.never.lock()


def test_what_was_or_answers_elsewhere(tmp_path: Path) -> None:
    """An entry that was once in the matter, and one that answers an entry of it, are seen where they are now."""
    own = make(tmp_path)
    facts = own.facts
    with own.inside.write() as tx:
        moved = log_contact(
            tx, call(facts.hidden, facts.client, f"{CANARY} in the wrong file", MONDAY - timedelta(hours=3))
        )
    with own.inside.write() as tx:
        amend_contact(
            tx,
            moved,
            call(facts.matter, facts.client, "About her lease", MONDAY - timedelta(hours=3)),
            "misfiled",
        )
        answer = log_contact(
            tx,
            call(
                facts.matter,
                facts.client,
                "Answered",
                MONDAY - timedelta(hours=1),
                answers_id=facts.hidden_entry,
            ),
        )
    with own.walled.read() as reader:
        row = log.entry(reader, moved)
        assert (row.summary, row.matter_id) == ("About her lease", facts.matter)
        assert [one.version for one in log.versions(reader, moved)] == [2]
        assert log.versions_read(reader, moved)[0][1].summary == "About her lease"
        assert log.entry(reader, answer).answers_id is None
        every = repr(
            [log.entries(reader), replies.awaiting_reply(reader), deeds.deeds(reader, deeds.Wanted())]
        )
        nothing_of_it_in(every, facts)
        assert CANARY not in repr(
            reader.session.connection().exec_driver_sql("SELECT * FROM entry_versions").all()
        )
    with own.walled.read(known_by=MONDAY) as reader:
        nothing_of_it_in(repr([log.entries(reader), replies.awaiting_reply(reader)]), facts)
    with own.inside.read() as reader:
        assert log.entry(reader, answer).answers_id == facts.hidden_entry
    own.inside.lock()
    own.never.lock()


def test_a_form_about_it_is_kept_and_not_shown(tmp_path: Path) -> None:
    own = make(tmp_path)
    with own.inside.write() as tx:
        walls.lift_wall(tx, own.facts.hidden)
    with own.walled.write() as tx:
        ours = tx.new_id()
        keep_draft(
            tx, ours, "contact", {"matter_id": own.facts.hidden.hex, "entry": str(own.facts.hidden_entry)}
        )
    with own.walled.read() as reader:
        assert [one.id for one in drafts.drafts(reader)] == [ours]
    with own.inside.write() as tx:
        walls.restrict_matter(tx, own.facts.hidden, [own.inside.actor], "now")
    with own.walled.write() as tx:  # the form is still open somewhere
        keep_draft(tx, ours, "contact", {"entry": str(own.facts.hidden_entry), "words": "typed on"})
        assert drafts.drafts(tx.reader()) == ()
    with own.inside.write() as tx:
        walls.lift_wall(tx, own.facts.hidden)
    with own.walled.read() as reader:
        assert drafts.drafts(reader)[0].values["words"] == "typed on"
    own.inside.lock()
    own.never.lock()


def test_the_trail_says_nothing_of_it_where_searches_are_kept_and_exports_made(tmp_path: Path) -> None:
    """A partner outside reads the trail; a partner inside kept a search and took out what it found (J3)."""
    own = make(tmp_path)
    facts = own.facts
    with own.inside.write() as tx:
        kept = save_search(tx, f"{CANARY} offers", f"{CANARY} offer")
        rename_search(tx, kept, f"{CANARY} again")
        save_search(tx, "Leases", "lease", shared=True)
    save_calendar(own.inside, tmp_path / "all.ics", first=NOVEMBER[0], show_clients=True)
    for ids in ([facts.entry, facts.hidden_entry], [facts.hidden_entry]):
        save_found(own.inside, f"{CANARY} or lease", len(ids), [ids], tmp_path / f"{CANARY}.csv")
    told = []
    for workspace in (own.inside, own.walled):
        with workspace.read() as reader:
            every = deeds.deeds(reader, deeds.Wanted()).rows
            told.append([one for one in every if one.event.action == "exported"])
            whole = [deeds.deed(reader, one.event.seq) for one in every]
            said = repr(
                (
                    every,
                    whole,
                    reader.session.connection().exec_driver_sql("SELECT * FROM audit_bodies").all(),
                )
            )
            assert (f"{CANARY} or lease" in said) is (workspace is own.inside)
            assert "Leases" in said
            if workspace is own.walled:
                nothing_of_it_in(said, facts)
            else:
                assert f"{CANARY} again" not in said, "nobody else's business"
                of_matter = deeds.deeds(reader, deeds.Wanted(matter=facts.hidden)).rows
                assert [one.event.action for one in of_matter].count("exported") == 3
    inside, outside = told
    assert len(inside) == 7
    one, other = outside
    assert (one.event.kind, one.event.body) == ("search", {"count": 1, "format": "csv"})
    assert other.event.kind == "calendar"
    own.inside.lock()
    own.never.lock()
