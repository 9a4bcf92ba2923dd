"""A conflict check finds what it must, keeps it, and says of restricted matters only that there is something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import text

from app.clients.commands import ClientDetails, Point, add_client
from app.clients.likeness import name_words, words_alike
from app.clients.words import ClientKind, PointKind
from app.conflicts import searching
from app.conflicts.commands import NewCheck, check_conflicts, conclude_check, keep_check, look_for_conflicts
from app.conflicts.names import SoughtNames
from app.conflicts.queries import CheckSheet, check_sheet, checks
from app.conflicts.words import Conclusion, Match, Source
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact, NewParticipant
from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.errors import Invalid, Refused
from app.matters.commands import MatterDetails, open_matter
from app.matters.parties import Party, PartyRole, parties, set_parties
from app.merging.commands import merge_clients
from app.workspace import Workspace
from tests.journeys.secret_matter import CANARY, TwoFirms, make
from tests.support import MONDAY, Cli


@pytest.fixture
def lease(workspace: Workspace) -> UUID:
    """A firm with somebody in every corner."""
    with workspace.write() as tx:
        nora = add_client(
            tx,
            ClientDetails(
                ClientKind.PERSON,
                first_name="Nora",
                last_name="Whitcombe",
                also_known_as="Nora Lindqvist\nHarbour Dogs",
                points=(
                    Point(PointKind.PHONE, "+1 510 555 0144"),
                    Point(PointKind.EMAIL, "nora@example.com"),
                ),
            ),
        )
        add_client(tx, ClientDetails(first_name="Otto", last_name="Vale", archived=True))
        matter = open_matter(tx, MatterDetails("Whitcombe v. Larkspur Catering", (nora,)))
        set_parties(
            tx,
            matter,
            [
                Party("Larkspur Catering, Inc.", PartyRole.OPPOSING_PARTY, email="info@larkspur.example"),
                Party(
                    "Ivo Müller", PartyRole.OPPOSING_COUNSEL, phone="(415) 555-0100", note="of Quill & Müller"
                ),
            ],
        )
        called = NewContact(
            Channel.PHONE, Direction.IN, MONDAY - timedelta(days=1), "Said.", matter, outcome=Outcome.SPOKE,
            participants=(NewParticipant("Zoë Ñandú", "expert"), NewParticipant("Piers Ames", "witness")),
        )  # fmt: skip
        log_contact(tx, called)
    return matter


def ask(workspace: Workspace, *names: str, phone: str = "", email: str = "") -> CheckSheet:
    phones, emails = (phone,) if phone else (), (email,) if email else ()
    with workspace.write() as tx:
        return check_sheet(tx.reader(), check_conflicts(tx, NewCheck(names, phones, emails, "New matter")))


@pytest.mark.parametrize(
    ("name", "source", "match"),
    [
        ("Nora Whitcombe", Source.CLIENT, Match.SAME),
        ("Whitcombe, Nora", Source.CLIENT, Match.ORDER),
        ("N. Whitcombe", Source.CLIENT, Match.INITIALS),
        ("Nora Whitcomb", Source.CLIENT, Match.NEAR),
        ("Whitcombe", Source.CLIENT, Match.PART),
        ("Nora Lindqvist", Source.CLIENT, Match.SAME),
        ("Harbor Dogs", Source.CLIENT, Match.NEAR),
        ("Otto Vale", Source.CLIENT, Match.SAME),
        ("Larkspur Catering LLC", Source.PARTY, Match.SAME),
        ("Ivo Mueller", Source.PARTY, Match.SAME),
        ("Larkspur", Source.MATTER, Match.PART),
        ("Paula Larkspur", Source.MATTER, Match.PART),
        ("Zoe Nandu", Source.PARTICIPANT, Match.SAME),
        ("Ames, Piers", Source.PARTICIPANT, Match.ORDER),
    ],
)
def test_a_name_is_found_wherever_it_stands(
    workspace: Workspace, lease: UUID, name: str, source: Source, match: Match
) -> None:
    sheet = ask(workspace, name)
    assert (source, match) in {(hit.source, hit.match) for hit in sheet.hits}
    assert not sheet.hidden
    assert not sheet.row.restricted


@pytest.mark.parametrize(
    ("phone", "email", "source"),
    [
        ("510 555-0144", "", Source.CLIENT),
        ("+1 415 555 0100", "", Source.PARTY),
        ("", "NORA@example.com", Source.CLIENT),
        ("", "info@larkspur.example", Source.PARTY),
    ],
)
def test_numbers_and_addresses(
    workspace: Workspace, lease: UUID, phone: str, email: str, source: Source
) -> None:
    assert [hit.source for hit in ask(workspace, phone=phone, email=email).hits] == [source]


def test_nothing_matches_nobody(workspace: Workspace, lease: UUID) -> None:
    sheet = ask(workspace, "Karl Ode", phone="+49 30 1234567", email="karl@example.net")
    assert sheet.hits == ()
    assert sheet.searched["client"] == 2
    assert (sheet.row.asked, sheet.row.about) == ("Karl Ode, +49 30 1234567, karl@example.net", "New matter")


def test_a_merged_client_is_found_under_both_names(workspace: Workspace, lease: UUID) -> None:
    with workspace.write() as tx:
        lost = add_client(tx, ClientDetails(first_name="Eleonora", last_name="Brandt"))
        nora = check_sheet(tx.reader(), check_conflicts(tx, NewCheck(("Nora Whitcombe",)))).hits[0].client_id
        assert nora is not None
        merge_clients(tx, lost, nora)
    found = ask(workspace, "Eleonora Brandt").hits
    assert {hit.client_id for hit in found} == {nora}


def test_a_check_is_concluded_and_listed(workspace: Workspace, lease: UUID) -> None:
    first, second = ask(workspace, "Nora Whitcombe"), ask(workspace, "Karl Ode")
    with workspace.write() as tx:
        conclude_check(tx, second.row.id, Conclusion.CLEAR)
        with pytest.raises(Refused) as refused:
            conclude_check(tx, first.row.id, Conclusion.CONFLICT)
        assert refused.value.code == "no-note"
    with workspace.write() as tx:
        conclude_check(tx, first.row.id, Conclusion.CONFLICT, "Our own client.")
    with workspace.read() as reader:
        assert {row.asked: row.conclusion for row in checks(reader)} == {
            "Karl Ode": Conclusion.CLEAR,
            "Nora Whitcombe": Conclusion.CONFLICT,
        }
        assert [row.asked for row in checks(reader, query="karl")] == ["Karl Ode"]
        assert checks(reader, open_only=True) == ()


def test_nothing_asked_is_refused(workspace: Workspace) -> None:
    for new in (NewCheck(), NewCheck((" ", "\x00"))):
        with pytest.raises(Invalid), workspace.write() as tx:
            check_conflicts(tx, new)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(), st.text(), st.text())
def test_whatever_is_asked_is_answered(workspace: Workspace, name: str, phone: str, email: str) -> None:
    with workspace.rehearse() as tx:
        new = NewCheck((name, "somebody"), (phone + "1",), (email,), name)
        sheet = check_sheet(tx.reader(), check_conflicts(tx, new))
        assert not sheet.hits


def test_a_long_name_is_cut(workspace: Workspace, lease: UUID) -> None:
    (hit,) = ask(workspace, "Nora Whitcombe " + "x" * 1_000_000).hits
    assert (hit.match, len(hit.asked)) == (Match.PART, 300)


def test_parties_are_changed_and_kept(workspace: Workspace, lease: UUID) -> None:
    with workspace.write() as tx:
        one, other = parties(tx.reader(), lease)
        assert not set_parties(tx, lease, [one, other])
        assert set_parties(tx, lease, [other, Party("  "), Party("New  One", PartyRole.WITNESS)])
        assert [(party.name, party.role) for party in parties(tx.reader(), lease)] == [
            ("Ivo Müller", PartyRole.OPPOSING_COUNSEL),
            ("New One", PartyRole.WITNESS),
        ]
        with pytest.raises(Invalid):
            set_parties(tx, lease, [Party("", PartyRole.OTHER, phone="1")])


def many(workspace: Workspace, matter: UUID, count: int) -> None:
    """John Smith took part in as many contacts, each in another role."""
    with workspace.write() as tx:
        for number in range(count):
            log_contact(
                tx,
                NewContact(
                    Channel.PHONE, Direction.IN, MONDAY - timedelta(days=1), "Said.", matter, outcome=Outcome.SPOKE,
                    participants=(NewParticipant("John Smith", f"witness {number}"),),
                ),
            )  # fmt: skip


def test_more_than_is_kept_is_said_and_is_not_clear(
    workspace: Workspace, lease: UUID, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MOST", 3)
    many(workspace, lease, 5)
    sheet = ask(workspace, "John Smith")
    assert (len(sheet.hits), sheet.row.hits, sheet.row.more, sheet.hidden) == (3, 3, 2, False)
    with workspace.write() as tx, pytest.raises(Refused) as refused:
        conclude_check(tx, sheet.row.id, Conclusion.CLEAR, "All of them are others.")
    assert refused.value.code == "more-matches"
    with workspace.write() as tx:
        conclude_check(tx, sheet.row.id, Conclusion.CONFLICT, "One of them is.")
    file = tmp_path / "check.pdf"
    shown = cli("conflicts", "show", str(sheet.row.id), "--out", str(file))
    assert shown.json["check"]["more"] == 2
    assert "2 more matches" in PdfReader(file).pages[0].extract_text()
    (row,) = cli("conflicts", "list").json["checks"]
    assert (row["matches"], row["more"]) == (3, 2)


def test_names_of_short_words_are_found(workspace: Workspace, lease: UUID) -> None:
    with workspace.write() as tx:
        add_client(tx, ClientDetails(first_name="Wu", last_name="Li"))
    assert [(hit.found, hit.match) for hit in ask(workspace, "Li Wu").hits] == [("Wu Li", Match.ORDER)]


def test_all_names_of_a_check_are_looked_for_in_one_reading(workspace: Workspace, lease: UUID) -> None:
    """And nobody who writes meanwhile waits for it."""
    told: list[tuple[int, int]] = []
    names = tuple(f"Somebody {number} Else" for number in range(40))
    with workspace.read() as reader:
        looked = look_for_conflicts(
            reader, NewCheck((*names, "Piers Ames", "Nora Whitcombe")), lambda *far: told.append(far)
        )
        with workspace.write() as tx:  # would be refused as busy in a transaction that writes
            add_client(tx, ClientDetails(first_name="Piers", last_name="Ames"))
    assert told == [(0, 2)]
    assert {hit.asked for hit in looked.hits} == {"Piers Ames", "Nora Whitcombe"}
    workspace.clock.advance(timedelta(minutes=5))  # type: ignore[attr-defined] # a FixedClock
    with workspace.write() as tx:
        row = check_sheet(tx.reader(), keep_check(tx, looked)).row
    assert row.asked_at == MONDAY, "as of when it was looked for"

    def stop(*_: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError), workspace.read() as reader:
        look_for_conflicts(reader, NewCheck(names), stop)


@given(st.text("abelmorsuü J.", max_size=14), st.text("abelmorsuü J.", max_size=14))
def test_nothing_like_a_name_is_passed_over(asked: str, called: str) -> None:
    """What is told by the words alone loses nothing that the rules would find."""
    how = words_alike(name_words(asked), name_words(called))
    assert [match.value for _, match in SoughtNames([asked]).like(called)] == ([how.value] if how else [])


# by command


def test_by_command(cli: Cli, lease: UUID, tmp_path: Path) -> None:
    made = cli("conflicts", "check", "Ivo Mueller", "--phone", "555", "--about", "New client").json["check"]
    assert [(hit["source"], hit["match"], hit["matter"]) for hit in made["hits"]] == [
        ("party", "same", "00001")
    ]
    file = tmp_path / "check.pdf"
    shown = cli("conflicts", "show", made["id"], "--out", str(file)).json
    assert shown["pages"] == 1
    (page,) = PdfReader(file).pages
    said = page.extract_text()
    assert "Match" in said
    assert "Found" in said
    assert "Ivo Müller" in said
    assert "opposing counsel" in said
    assert "New client" in said
    assert cli("conflicts", "conclude", made["id"], "--clear", "--note", "Another Müller.").status == 0
    (row,) = cli("conflicts", "list").json["checks"]
    assert (row["conclusion"], row["note"], row["concluded_by"]) == (
        "clear",
        "Another Müller.",
        "Maria Ortega",
    )
    assert cli("conflicts", "show", "x").status == 1


# behind walls

TOLD = tuple(
    f"SELECT * FROM {table}"  # noqa: S608 # of a list
    for table in ("conflict_checks", "conflict_hits", "audit_events", "audit_bodies")
)


@pytest.fixture
def firms(tmp_path: Path) -> Iterator[TwoFirms]:
    made = make(tmp_path)
    yield made
    made.inside.lock()
    made.never.lock()


def test_of_a_restricted_matter_only_that_there_is_something(firms: TwoFirms) -> None:
    facts = firms.facts
    with firms.inside.write() as tx:
        set_parties(tx, facts.hidden, [Party(f"{CANARY} Holdings", email="boss@quill.example")])
    for sheet in (ask(firms.walled, "Quetzalfin"), ask(firms.walled, email="boss@quill.example")):
        assert (sheet.hits, sheet.hidden, sheet.row.restricted, sheet.row.hits) == ((), True, True, 0)
        with firms.walled.read() as reader:
            told = "".join(repr(reader.session.execute(text(one)).all()) for one in TOLD)
            assert CANARY not in told
            assert not [one for one in facts.hidden_ids if one in told]
        with firms.walled.write() as tx, pytest.raises(Refused) as refused:
            conclude_check(tx, sheet.row.id, Conclusion.CLEAR, "looks clear")
        assert refused.value.code == "restricted-match"
        with firms.inside.write() as tx:
            seen = check_sheet(tx.reader(), sheet.row.id)
            assert CANARY in repr(seen.hits)
            assert not seen.hidden
            conclude_check(tx, sheet.row.id, Conclusion.CLEAR, "Looked at it.")


def test_a_restricted_match_is_kept_however_many_others_match(
    firms: TwoFirms, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the least sure of all, and what is kept is cut."""
    monkeypatch.setattr(searching, "MOST", 3)
    facts = firms.facts
    many(firms.inside, facts.matter, 5)
    with firms.inside.write() as tx:
        set_parties(tx, facts.hidden, [Party("Jhon Q. Smith")])
        hidden = NewContact(
            Channel.PHONE, Direction.IN, MONDAY - timedelta(days=1), "Said.", facts.hidden, outcome=Outcome.SPOKE,
            participants=(NewParticipant("John R. Smith", "witness"),),
        )  # fmt: skip
        log_contact(tx, hidden)
    sheet = ask(firms.walled, "John Smith")
    assert (sheet.row.hits, sheet.row.more, sheet.hidden, sheet.row.restricted) == (3, 2, True, True)
    with firms.walled.write() as tx, pytest.raises(Refused) as refused:
        conclude_check(tx, sheet.row.id, Conclusion.CLEAR, "looks clear")
    assert refused.value.code == "restricted-match"
    # Of a check of somebody who sees the matter as well: who does not must not clear it either.
    theirs = ask(firms.inside, "John Smith")
    assert "John R. Smith" in {hit.found for hit in theirs.hits}
    with firms.walled.read() as reader:
        assert check_sheet(reader, theirs.row.id).hidden


def test_what_does_not_match_is_the_same_as_where_the_matter_never_was(firms: TwoFirms) -> None:
    answers = []
    for workspace in (firms.walled, firms.never):
        sheet = ask(workspace, "Nora Whitcombe", "Karl Ode")
        answers.append((sheet.hits, sheet.searched, sheet.hidden, sheet.row.restricted))
    # her name stands in the restricted matter's log as well: of that only that there is something
    assert answers[0][:2] == answers[1][:2]
