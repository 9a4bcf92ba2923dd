"""Replies find their thread and its matter; calendars and cards come in once; Outlook's copy is the same message."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.models import ContactEntry
from app.contactlog.queries import entries, entry, untold_developments
from app.contactlog.words import Channel, Direction
from app.exchange.commands import bring_in, import_files, place_tray_item, read_files
from app.exchange.models import EntryMessage, ImportedMessage
from app.exchange.outcome import FileOutcome, NewDate
from app.exchange.queries import count_tray, tray
from app.exchange.threads import thread_of
from app.matters.development_queries import developments
from app.matters.key_date_queries import key_dates
from app.matters.queries import find_matter
from app.matters.words import DevelopmentKind
from app.people.models import Colleague
from app.workspace import Workspace
from tests.support import Cli

Take = Callable[..., FileOutcome]
MAIL = (
    "From: {sender}\nTo: {to}\nSubject: {subject}\nDate: Mon, 5 Oct 2026 {at}:00 +0000\nMessage-ID: <{id}>\n"
    "{more}\nWords of {id}.\n"
)
OURS = "maria@harbour.example"
EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nSEQUENCE:{sequence}\r\nDTSTAMP:20261101T000000Z\r\n"
    "DTSTART;VALUE=DATE:{day}\r\nSUMMARY:{title}\r\n{more}END:VEVENT\r\nEND:VCALENDAR\r\n"
)
CARD = "BEGIN:VCARD\nVERSION:3.0\nN:Pike;Rosa\nFN:Rosa Pike\nEMAIL:rosa@example.com\n{more}END:VCARD\n"


@pytest.fixture
def take(workspace: Workspace, tmp_path: Path) -> Take:
    """Import a file of this content."""

    def run(content: str, name: str = "mail.eml", known: bool = False, **values: object) -> FileOutcome:
        file = tmp_path / name
        file.write_text(content.format(**values) if values else content, encoding="utf-8", newline="")
        with workspace.write() as tx:
            (outcome,) = import_files(tx, [file], dates_known=known)
        return outcome

    return run


def mail(id: str, sender: str, to: str, subject: str = "Terms", at: str = "09:00", more: str = "") -> str:  # noqa: A002
    return MAIL.format(id=id, sender=sender, to=to, subject=subject, at=at, more=more)


@pytest.fixture
def matter(cli: Cli, workspace: Workspace) -> UUID:
    """S-10 of Sam Stapler, who has another matter, so that his address alone places nothing in a matter."""
    cli("client", "add", "--first-name", "Sam", "--last-name", "Stapler", "--email", "sam@example.com")
    cli("matter", "add", "--number", "S-10", "--title", "Stapler v. Pen", "--client", "Sam Stapler")
    cli("matter", "add", "--number", "S-20", "--title", "Stapler, lease", "--client", "Sam Stapler")
    with workspace.read() as reader:
        return find_matter(reader, "S-10").id


def test_a_reply_that_names_no_matter_goes_where_its_thread_is(
    workspace: Workspace, matter: UUID, take: Take
) -> None:
    take(mail("1@x", "sam@example.com", "office@firm.example", "About S-10"))
    take(
        mail("2@x", "stranger@other.example", "sam@example.com", "Re: that", "10:00", "In-Reply-To: <1@x>\n")
    )
    take(
        mail(
            "3@x", "stranger@other.example", "sam@example.com", "Re: Re", "11:00", "References: <0@x> <2@x>\n"
        )
    )
    with workspace.read() as reader:
        found = entries(reader)
        assert {one.matter_id for one in found} == {matter}
        assert [row.entry_id for row in thread_of(reader, found[0].id)] == [one.id for one in reversed(found)]


def test_a_thread_is_whole_whichever_message_came_first(
    workspace: Workspace, matter: UUID, take: Take
) -> None:
    take(mail("2@x", "sam@example.com", "a@b.example", "Re: S-10", "10:00", "In-Reply-To: <1@x>\n"))
    outcome = take(mail("1@x", "sam@example.com", "a@b.example", "No number"))
    assert outcome.places == ["Stapler v. Pen"]
    with workspace.read() as reader:
        assert len(thread_of(reader, entries(reader)[0].id)) == 2


def test_what_we_reply_answers_what_asked_for_a_reply(
    cli: Cli, workspace: Workspace, matter: UUID, take: Take
) -> None:
    with workspace.write() as tx:
        tx.session.execute(update(Colleague).values(email=OURS))
    take(mail("1@x", "sam@example.com", "office@firm.example", "About S-10"))
    with workspace.write() as tx:
        (asked,) = entries(tx.reader())
        tx.session.execute(update(ContactEntry).values(needs_reply=True))
    take(mail("2@x", OURS, "sam@example.com", "Re: S-10", "10:00", "In-Reply-To: <1@x>\n"))
    with workspace.read() as reader:
        reply = entries(reader)[0]
        assert entry(reader, reply.id).answers_id == asked.id


def test_outlooks_copy_is_the_same_message(workspace: Workspace, matter: UUID, take: Take) -> None:
    take(mail("1@x", "sam@example.com", "office@firm.example", "About S-10"))
    with workspace.write() as tx:
        row = tx.session.query(ImportedMessage).one()
        assert row.twin is not None
        row.twin = f"msg:{row.twin[4:]}"
    again = take(mail("1@x", "sam@example.com", "office@firm.example", "Re: About S-10") + "Another body.\n")
    assert again.unchanged == 1


def test_an_event_comes_in_once_is_moved_and_cancelled(
    workspace: Workspace, matter: UUID, take: Take
) -> None:
    def dates() -> list[tuple[date, str, bool]]:
        with workspace.read() as reader:
            return [(one.on, one.title, one.done_at is not None) for one in key_dates(reader, matter)]

    first = EVENT.format(uid="u1", sequence=0, day="20261207", title="Hearing S-10", more="")
    assert take(first, "a.ics").created["key_dates"] == 1
    assert take(first, "b.ics").unchanged == 1
    moved = EVENT.format(uid="u1", sequence=1, day="20261209", title="Hearing S-10, room 4", more="")
    assert take(moved, "c.ics").updated["key_dates"] == 1
    assert take(first, "d.ics").unchanged == 1  # an older one that comes late
    assert dates() == [(date(2026, 12, 9), "Hearing S-10, room 4", False)]
    gone = EVENT.format(
        uid="u1", sequence=2, day="20261209", title="Hearing S-10, room 4", more="STATUS:CANCELLED\r\n"
    )
    assert take(gone, "e.ics").updated["key_dates"] == 1
    assert dates() == [(date(2026, 12, 9), "Hearing S-10, room 4", True)]


def test_what_becomes_of_an_event_becomes_news_for_the_client(
    workspace: Workspace, matter: UUID, take: Take
) -> None:
    def event(sequence: int, day: str, title: str = "Hearing S-10", more: str = "") -> str:
        return EVENT.format(uid="u7", sequence=sequence, day=day, title=title, more=more)

    def said() -> list[str]:
        with workspace.read() as reader:
            return sorted(row.text for row in developments(reader, matter))

    assert take(event(0, "20261207"), "a.ics", known=False).created["developments"] == 1
    assert take(event(0, "20261207"), "b.ics").created["developments"] == 0, "known by its UID"
    assert take(event(1, "20261209"), "c.ics").created["developments"] == 1
    assert any("has been moved from December 7, 2026" in one for one in said())
    gone = take(event(2, "20261209", more="STATUS:CANCELLED\r\n"), "d.ics")
    assert gone.created["developments"] == 1
    with workspace.read() as reader:
        rows = developments(reader, matter)
        assert {(row.kind, row.essential) for row in rows} == {(DevelopmentKind.HEARING, True)}
        assert {row.id for row in untold_developments(reader, matter)} == {row.id for row in rows}
    (words,) = said()
    assert "of December 7, 2026 does not take place" in words, "the move, which nobody told, is overtaken"


def test_an_event_that_takes_place_after_all_is_the_newest_news(
    workspace: Workspace, matter: UUID, take: Take
) -> None:
    def said(*, tell: bool) -> list[str]:
        with workspace.write() as tx:
            rows = untold_developments(tx.reader(), matter)
            if tell:
                told = NewContact(Channel.PHONE, Direction.OUT, tx.now, "Told her", matter)
                log_contact(tx, replace(told, tells=tuple(row.id for row in rows)))
        return [row.text for row in rows]

    confirmed, cancelled = "STATUS:CONFIRMED\r\n", "STATUS:CANCELLED\r\n"
    for sequence, (more, words) in enumerate(
        (
            (confirmed, "Hearing S-10: December 7, 2026"),
            (cancelled, "Hearing S-10 of December 7, 2026 does not take place"),
            (confirmed, "Hearing S-10 takes place after all: December 7, 2026"),
            (cancelled, "Hearing S-10 of December 7, 2026 does not take place"),
            (confirmed, "Hearing S-10 takes place after all: December 7, 2026"),
        )
    ):
        event = EVENT.format(uid="u8", sequence=sequence, day="20261207", title="Hearing S-10", more=more)
        assert take(event, f"{sequence}.ics", known=False).created["developments"] == 1
        assert said(tell=True) == [words]
    for sequence, more in ((5, cancelled), (6, confirmed)):
        event = EVENT.format(uid="u8", sequence=sequence, day="20261207", title="Hearing S-10", more=more)
        take(event, f"{sequence}.ics")
    assert said(tell=False) == [], "nobody told of the cancelling: the client knows that it takes place"


def test_new_dates_are_news_until_somebody_says_that_the_clients_know(
    workspace: Workspace, matter: UUID, take: Take
) -> None:
    def event(uid: str, day: str, sequence: int = 0) -> str:
        return EVENT.format(uid=uid, sequence=sequence, day=day, title="Hearing S-10", more="")

    first = take(event("u1", "20261207"), "a.ics")
    assert (first.new_dates, first.created["developments"]) == (1, 1)
    assert first.new_date == NewDate("Hearing S-10", date(2026, 12, 7), "Stapler v. Pen")
    again = take(event("u1", "20261207"), "b.ics")
    assert (again.new_dates, again.created["developments"]) == (0, 0)
    assert take(event("u1", "20261209", 1), "c.ics").created["developments"] == 1, "moved: that is news"
    later = take(event("u2", "20261214"), "d.ics")
    assert (later.new_dates, later.created["developments"]) == (1, 1)
    said = take(event("u3", "20261215"), "e.ics", known=True)
    assert (said.new_dates, said.created["developments"]) == (1, 0)
    with workspace.read() as reader:
        assert len(untold_developments(reader, matter)) == 2, "the one that moved was never told as it was"


def test_from_the_command_line_the_dates_are_known_or_not(
    cli: Cli, workspace: Workspace, matter: UUID, tmp_path: Path
) -> None:
    file = tmp_path / "court.ics"
    file.write_text(EVENT.format(uid="u1", sequence=0, day="20261207", title="Hearing S-10", more=""))
    for flags, news in (((), 1), (("--dates-known",), 0), (("--no-dates-known",), 1)):
        said = cli("import", str(file), "--dry-run", *flags)
        assert said.json["totals"]["created"]["developments"] == news
        assert said.json["files"][0]["new_dates"] == 1
    ran = cli("import", str(file))
    assert (ran.status, "clients have to hear of: 1." in ran.err) == (0, True)
    with workspace.read() as reader:
        assert len(untold_developments(reader, matter)) == 1


def test_a_series_is_one_development_and_what_has_passed_is_none(
    workspace: Workspace, matter: UUID, take: Take
) -> None:
    weekly = "RRULE:FREQ=WEEKLY;COUNT=3\r\n"
    series = EVENT.format(uid="u8", sequence=0, day="20261207", title="Hearing S-10", more=weekly)
    assert take(series, "a.ics", known=False).created["developments"] == 1
    past = EVENT.format(uid="u9", sequence=0, day="20260907", title="Hearing S-10", more="")
    assert take(past, "b.ics").created["developments"] == 0
    ours = EVENT.format(uid="u10", sequence=0, day="20261214", title="Statute of limitations S-10", more="")
    assert take(ours, "c.ics").created["developments"] == 0, "the firm's own diary"
    with workspace.read() as reader:
        (row,) = developments(reader, matter)
    assert row.text.endswith("(and 2 more dates)")


def test_an_event_without_a_matter_waits_to_be_placed(workspace: Workspace, matter: UUID, take: Take) -> None:
    event = EVENT.format(
        uid="u2", sequence=0, day="20261207", title="Mediation", more="RRULE:FREQ=WEEKLY;COUNT=2\r\n"
    )
    assert len(take(event, "a.ics").unmatched) == 1
    assert take(event, "b.ics").unchanged == 1
    with workspace.write() as tx:
        (item,) = tray(tx.reader())
        place_tray_item(tx, item.id, matter_id=matter)
    with workspace.read() as reader:
        assert [one.on.day for one in key_dates(reader, matter)] == [7, 14]
        assert count_tray(reader) == 0
    assert take(event, "c.ics").unchanged == 1


def test_cards_become_clients_once(cli: Cli, take: Take) -> None:
    assert take(CARD.format(more=""), "a.vcf").created["clients"] == 1
    assert take(CARD.format(more=""), "b.vcf").unchanged == 1
    assert take(CARD.format(more="TEL;TYPE=CELL:+44 20 7946 0000\n"), "c.vcf").updated["clients"] == 1
    names = [one["name"] for one in cli("clients").json["clients"]]
    assert names.count("Rosa Pike") == 1


def test_stopped_between_stretches_goes_on_where_it_was(
    workspace: Workspace, matter: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.exchange import taking

    monkeypatch.setattr(taking, "ONE_TRANSACTION", 5)
    monkeypatch.setattr(taking, "STRETCH", 10)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(35):
        text = mail(f"{number}@x", "sam@example.com", "a@b.example", "S-10")
        (folder / f"{number:03d}.eml").write_text(text, encoding="utf-8")
    stop = threading.Event()

    class Stop(Exception):
        pass

    def progress(stage: str, done: int, of: int) -> None:
        if stop.is_set():
            raise Stop

    kept: list[int] = []

    def told(count: int) -> None:
        kept.append(count)
        if count == 20:
            stop.set()

    with pytest.raises(Stop):
        bring_in(workspace.write, read_files([folder]), keeps=True, progress=progress, kept=told)
    with workspace.read() as reader:
        assert len(entries(reader)) == 20
    outcomes = bring_in(workspace.write, read_files([folder]), keeps=True)
    assert (sum(one.created["entries"] for one in outcomes), sum(one.unchanged for one in outcomes)) == (
        15,
        20,
    )


def test_a_long_thread_stays_one_and_keeps_few_names_of_each(
    workspace: Workspace, matter: UUID, tmp_path: Path
) -> None:
    """Each message names all before it: kept whole, the hundredth would be looked up among five thousand names."""
    folder = tmp_path / "thread"
    folder.mkdir()
    for number in range(100):
        named = " ".join(f"<{before}@long>" for before in range(number))
        more = f"References: {named}\nIn-Reply-To: <{number - 1}@long>\n" if number else ""
        text = mail(f"{number}@long", "sam@example.com", "a@b.example", "" if number else "S-10", more=more)
        (folder / f"{number:03d}.eml").write_text(text, encoding="utf-8")
    outcomes = bring_in(workspace.write, read_files([folder]), keeps=True)
    assert sum(one.created["entries"] for one in outcomes) == 100, (
        "the first names the matter, the others follow"
    )
    with workspace.read() as reader:
        most = reader.session.execute(
            select(func.count()).select_from(EntryMessage).group_by(EntryMessage.entry_id)
        )
        assert max(count for (count,) in most) < 50
        assert len(reader.session.scalars(select(EntryMessage.thread_id).distinct()).all()) == 1


@pytest.mark.parametrize(
    "start",
    [
        "DTSTART:20270314T023000",  # floating: as the clocks of whoever reads it show
        "DTSTART;TZID=America/Los_Angeles:20270314T023000",
        "DTSTART:20270314T103000Z",
    ],
)
def test_an_event_at_an_hour_that_the_clocks_skip_stands_as_they_show_it(
    workspace: Workspace, matter: UUID, take: Take, start: str
) -> None:
    event = EVENT.format(uid="u9", sequence=0, day="20270314", title="Hearing S-10", more="")
    take(event.replace("DTSTART;VALUE=DATE:20270314", start), "c.ics")
    with workspace.read() as reader:
        (key,) = key_dates(reader, matter)
    assert (key.on.isoformat(), str(key.at)) == ("2027-03-14", "03:30:00")
