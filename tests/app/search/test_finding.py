"""What was said is found: words, phrases, operators, in every part of an entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from app.clients.commands import ClientDetails, edit_client
from app.clients.words import ClientKind
from app.contactlog.commands import amend_contact, withdraw_contact
from app.contactlog.forms import NewAttachment, NewContact, NewFollowUp, NewParticipant
from app.contactlog.queries import entry_form
from app.contactlog.words import Channel, Direction
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.search import finding
from app.search.asking import parse
from app.search.beginnings import known_words
from app.search.expression import Within
from app.search.found import Found, Where
from app.search.indexing import catch_up, reindex
from app.search.searching import Outrun, count_found, search
from app.workspace import Workspace
from tests.support import MONDAY

Log = Callable[..., UUID]
Ask = Callable[..., list[Found]]


def marked(row: Found) -> list[str]:
    return [row.snippet[one.start : one.start + one.length] for one in row.marks]


@pytest.mark.parametrize(
    "query",
    [
        *(
            "lease",
            "LEASE",
            "leas*",
            '"two letters"',
            "two lease",
            "Grüße",
            "grusse",
            "26-cv-00412",
            "o'brien",
        ),
        *(
            "-motion",
            "Muller",
            "Mueller",
            "Müller",
            "mull*",
            "lodz",
            "Łódź",
            "nora@example.com",
            "example.com",
        ),
        *(
            "5105550134",
            "(510) 555-0134",
            "510 555 0134",
            "+1 510 555 0134",
            "555-0134",
            "京都",
            "東京都",
            "都",
        ),
        *("lease -motion", '-"letters two"', "26-cv*", "whitcombe", "00412 lease", "foo:bar", "🙂", "naive"),
    ],
)
def test_words_are_found_as_people_type_them(log: Log, ask: Ask, query: str) -> None:
    wanted = log(
        "The lease and the two letters of 26-cv-00412. Grüße, O’Brien. Herr Müller, Łódź; nora@example.com,"
        " +1 (510) 555-0134, 東京都の, foo:bar 🙂 naïve"
    )
    if query == "-motion":
        log("A motion")
    assert [row.id for row in ask(query)] == [wanted]


@pytest.mark.parametrize(
    "query",
    [
        *(
            "motion",
            '"letters two"',
            "leases",
            "leas",
            "-lease",
            '"the two of"',
            "lease -letters",
            "l*",
            "-whitcombe",
        ),
        *(
            "京東",
            "555-0135",
            "26-cv-00413",
            "_e",
            "_hphone",
            "keys:x",
            "said",
            "matter:lease",
            "client:lease",
        ),
    ],
)
def test_what_is_not_there_is_not_found(log: Log, ask: Ask, query: str) -> None:
    log("The lease and the two letters of 26-cv-00412, 東京都, 555-0134")
    assert ask(query) == []


def test_operators(workspace: Workspace, log: Log, ask: Ask, client: UUID) -> None:
    with workspace.write() as tx:
        add_colleague(tx, NewColleague("Ann Aldous", Role.LAWYER))
    call = log(
        "Call",
        participants=(NewParticipant("Ivo Lang", "interpreter"),),
        tags=("first visit",),
        attachments=(NewAttachment("lease.pdf", "application/pdf", b"%PDF-"),),
        at=MONDAY - timedelta(days=40),
    )
    mail = log(
        "Mail",
        channel=Channel.EMAIL,
        direction=Direction.OUT,
        participants=(
            NewParticipant("Office <o@firm.example>", "sender"),
            NewParticipant("Vera <v@x.de>", "recipient"),
        ),
    )
    for query, wanted in {
        "channel:phone": [call],
        "channel:e-mail": [mail],
        "-channel:phone": [mail],
        "with:ivo": [call],
        "with:vera": [mail],
        "from:ivo": [call],
        "to:ivo": [],
        "to:v@x.de": [mail],
        "from:vera": [],
        "from:whitcombe": [call],
        "to:whitcombe": [mail],
        "to:ortega": [call],
        "from:ortega": [mail],
        "by:maria": [mail, call],
        "by:ann": [],
        'tag:"first visit"': [call],
        "-tag:visit": [mail],
        "has:attachment": [call],
        "-has:attachment": [mail],
        "matter:26-00412": [mail, call],
        "matter:larkspur call": [call],
        'client:"nora whitcombe"': [mail, call],
        "client:tern": [],
        "after:2026-11": [mail],
        "before:2026-11-01": [call],
        "after:2026-10-14 before:2026-10-15": [call],
        "channel:fax": [],
        "before:soon": [],
        "": [mail, call],
        "& --": [mail, call],
    }.items():
        assert [row.id for row in ask(query)] == wanted, query
    for within, wanted in (
        (Within(client_id=client, channels=frozenset({Channel.PHONE, Channel.TEXT})), [call]),
        (Within(tags=frozenset({"First Visit"})), [call]),
        (Within(author_id=workspace.actor, since=MONDAY - timedelta(days=2)), [mail]),
        (Within(matter_id=UUID(int=1)), []),
    ):
        assert [row.id for row in ask("", within=within)] == wanted


def test_where_it_was_found_is_said_and_marked(workspace: Workspace, log: Log, ask: Ask) -> None:
    log(
        "Spoke about the hearing.",
        advice="She may settle.",
        participants=(NewParticipant("Ivo Lang", "interpreter"),),
        tags=("urgent",),
        follow_ups=(NewFollowUp("Ann", "Send the photographs"),),
        attachments=(NewAttachment("notes.txt", "text/plain", "Ein Café am Fluß".encode()),),
        reached_at="+1 510 555 0134",
    )
    catch_up(workspace)
    for query, where, marks in (
        ("hear*", Where.SAID, ["hear"]),
        ("SETTLE", Where.SAID, ["settle"]),
        ("photographs", Where.SAID, ["photographs"]),
        ("lang", Where.PEOPLE, ["Lang"]),
        ("5550134", Where.PEOPLE, ["1 510 555 0134"]),
        ("whitcombe", Where.CLIENT, ["Whitcombe"]),
        ("larkspur", Where.MATTER, ["Larkspur"]),
        ("urgent", Where.TAG, ["urgent"]),
        ("cafe fluss", Where.ATTACHMENT, ["Café", "Fluß"]),
        ("notes", Where.ATTACHMENT, ["notes"]),
    ):
        (row,) = ask(query)
        assert (row.where, marked(row)) == (where, marks), query
    assert ask("cafe")[0].file == "notes.txt"


def test_what_was_ever_said_is_found(workspace: Workspace, log: Log, ask: Ask) -> None:
    entry = log("The lease is void.")
    assert ask("void")
    with workspace.write() as tx:
        form = entry_form(tx.reader(), entry)
        amend_contact(tx, entry, NewContact(**{**vars_of(form), "summary": "The lease stands."}), "Misheard")
    (row,) = ask("void")
    assert (row.id, row.where, marked(row)) == (entry, Where.FORMER, ["void"])
    (row,) = ask("stands")
    assert (row.where, row.version) == (Where.SAID, 2)
    with workspace.write() as tx:
        withdraw_contact(tx, entry, "Another client's")
    assert ask("stands")[0].is_withdrawn


def vars_of(form: NewContact) -> dict[str, object]:
    return {name: getattr(form, name) for name in NewContact.__dataclass_fields__}


def test_what_is_renamed_is_found_by_its_new_name(
    workspace: Workspace, log: Log, ask: Ask, client: UUID
) -> None:
    log("Called.")
    assert ask("whitcombe")
    with workspace.write() as tx:
        edit_client(tx, client, ClientDetails(ClientKind.PERSON, first_name="Nora", last_name="Hale"))
    assert not ask("client:whitcombe")
    assert ask("client:hale called")


def test_it_is_found_as_it_was_known(workspace: Workspace, log: Log, clock: object, ask: Ask) -> None:
    entry, other = log("The lease is void."), log("The lease is here.")
    then = MONDAY
    clock.advance(timedelta(days=3))  # type: ignore[attr-defined] # a clock of tests
    with workspace.write() as tx:
        form = entry_form(tx.reader(), entry)
        amend_contact(tx, entry, NewContact(**{**vars_of(form), "summary": "It stands."}), "Misheard")
    log("A later lease.")
    assert {row.id for row in ask("lease", known_by=then, as_of=then)} == {entry, other}
    assert [row.snippet for row in ask("void", known_by=then, as_of=then)] == ["The lease is void."]
    for query in ("stands", "later"):
        assert not ask(query, known_by=then, as_of=then)
        assert ask(query)
    assert count_found(workspace, parse("lease", MONDAY.date()), known_by=then, as_of=then) == 2


def test_pages_go_on_while_entries_come_in(workspace: Workspace, log: Log) -> None:
    old = [log(f"lease {number}", at=MONDAY - timedelta(hours=number // 3 + 1)) for number in range(25)]
    asked, seen, after = parse("lease", MONDAY.date()), [], None
    while True:
        page = search(workspace, asked, after=after, limit=4)
        seen += [row.id for row in page.rows]
        log("lease of now", at=MONDAY)
        after = page.next
        if after is None:
            break
    assert len(seen) == len(set(seen))
    assert set(seen) >= set(old)
    assert search(workspace, asked, limit=5, offset=3).rows == search(workspace, asked, limit=8).rows[3:]


def test_many_of_one_second_keep_their_order_and_are_all_found(
    workspace: Workspace, log: Log, monkeypatch: pytest.MonkeyPatch, ask: Ask
) -> None:
    for room in ("app.search.places", "app.search.index"):
        monkeypatch.setattr(f"{room}.TIES", 4)
    monkeypatch.setattr("app.search.finding.spelled", lambda _: "9999-12-31 00:00:00.000000")
    entries = [log(f"lease {number}") for number in range(11)]
    assert {row.id for row in ask("lease")} == set(entries)
    assert reindex(workspace) == 11
    assert len({row.id for row in ask("lease")}) == 11


def test_an_outrun_search_is_stopped_and_nothing_else_is(
    workspace: Workspace, log: Log, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.rows._STEPS", 1)
    log("lease")
    asked = parse("lease", MONDAY.date())
    with pytest.raises(Outrun):
        search(workspace, asked, stop=lambda: True)
    looks = iter([False] * 20)
    with pytest.raises(Outrun):
        search(workspace, asked, stop=lambda: next(looks, True))
    log("another lease")
    assert len(ask("lease")) == 2


def test_many_that_wait_are_said_and_what_is_indexed_is_shown(
    workspace: Workspace, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.search.indexing._AT_ONCE", 3)
    asked = parse("lease", MONDAY.date())
    log("lease")
    assert (len(search(workspace, asked).rows), search(workspace, asked).pending) == (1, 0)
    for _ in range(5):
        log("lease")
    page = search(workspace, asked)
    assert (len(page.rows), page.pending) == (1, 5)
    told: list[tuple[int, int]] = []
    assert catch_up(workspace, told=lambda done, every: told.append((done, every))) == 5
    assert (len(search(workspace, asked).rows), told[-1]) == (6, (5, 5))
    assert catch_up(workspace) == 0


def test_what_there_is_is_shown_when_patience_ends(
    workspace: Workspace, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.rows._STEPS", 1)
    for number in range(30):
        log(f"lease {number}", at=MONDAY - timedelta(hours=number + 1))
    asked = parse("lease", MONDAY.date())
    whole = search(workspace, asked, patience=60)
    assert (len(whole.rows), whole.is_whole) == (30, True)
    looks = iter(range(100_000))
    monkeypatch.setattr("app.search.searching.monotonic", lambda: next(looks) / 1_000)
    some = search(workspace, asked, patience=0.9)
    assert not some.is_whole
    assert 0 < len(some.rows) < 30
    assert some.rows == whole.rows[: len(some.rows)]
    rest = search(workspace, asked, after=some.next)
    assert some.rows + rest.rows == whole.rows


def test_words_that_stand_nowhere_any_more_are_not_found_and_gone_once_the_index_is_made_anew(
    workspace: Workspace, log: Log, client: UUID, ask: Ask
) -> None:
    log("lease")
    assert ask("whitcombe")
    with workspace.write() as tx:
        edit_client(tx, client, ClientDetails(ClientKind.PERSON, first_name="Nora", last_name="Lindqvist"))
    assert not ask("client:whitcombe")
    reindex(workspace)
    with workspace.read() as reader:
        known = known_words(reader.session)
        assert known("lindq") == ["lindqvist"]
        assert known("whitco") == ["whitcombe"], "the matter is called so still"


def test_a_long_beginning_finds_what_the_words_do_that_begin_so(
    workspace: Workspace, log: Log, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, word in enumerate(("inspection", "inspector", "inspect", "insolvent", "Inspektion", "inspé")):
        log(f"{word} of the roof", at=MONDAY - timedelta(hours=number + 1))

    def said(text: str) -> list[str]:
        return [one.summary.split()[0] for one in ask(text)]

    assert said("inspe*") == ["inspection", "inspector", "inspect", "Inspektion", "inspé"]
    assert said("inspec*") == ["inspection", "inspector", "inspect"]
    assert said("-inspec* roof") == ["insolvent", "Inspektion", "inspé"]
    assert said("inspecti inspecto*") == []
    assert said("inspexx*") == []
    assert [one.summary.split()[0] for one in ask('"of the roo', typing=True)] == said("roof")
    monkeypatch.setattr("app.search.beginnings._FEW", 2)  # too many words: the index finds out by itself
    assert said("inspec*") == ["inspection", "inspector", "inspect"]


@pytest.mark.parametrize("several", [1, 40, 41, 120, 300])
def test_counting_holds_however_many_matters_are_hidden(
    workspace: Workspace, log: Log, monkeypatch: pytest.MonkeyPatch, several: int
) -> None:
    """With as many words left out as a question may have."""
    log("The lease was signed.")
    monkeypatch.setattr(finding, "hidden_matters", lambda _: [uuid4().hex for _ in range(several)])
    asked = parse("lease " + " ".join(f"-no{number}" for number in range(40)), MONDAY.date())
    catch_up(workspace)
    with workspace.read() as reader:
        assert finding.count(reader, asked) == 1
