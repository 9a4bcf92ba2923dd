"""A client's mail that comes in starts the clock of a reply; a court's, a newsletter's and an old one's do not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from app.clients.around import PersonAround, add_person
from app.clients.points import Point
from app.clients.queries import find_client
from app.clients.words import PointKind
from app.contactlog.queries import entries
from app.exchange.bulk_mail import is_automatic
from app.exchange.commands import import_files, place_tray_item
from app.exchange.queries import asks_there, tray, tray_message
from app.exchange.replies import is_called_so, is_other_side
from app.matters.queries import find_matter
from app.owed.items import OwedKind
from app.owed.queries import owed
from app.people.models import Colleague
from app.promises.commands import NewTerms, set_terms
from app.promises.terms import OwnTerms
from app.workdays.worktime import Promise, PromiseUnit
from app.workspace import Workspace
from tests.support import MONDAY, Cli

Take = Callable[..., None]
OURS = "maria@harbour.example"
HOUR = timedelta(hours=1)


@pytest.fixture
def matter(cli: Cli, workspace: Workspace) -> UUID:
    """S-10 of Sam Stapler, with his sister and the other side's lawyer noted around him."""
    cli("client", "add", "--first-name", "Sam", "--last-name", "Stapler", "--email", "sam@example.com")
    cli("matter", "add", "--number", "S-10", "--title", "Stapler v. Pen", "--client", "Sam Stapler")
    with workspace.write() as tx:
        sam = find_client(tx.reader(), "Sam Stapler")
        for name, relation, email in (
            ("Ida Stapler", "sister", "ida@example.com"),
            ("Pat Pen", "Opposing counsel", "pat@pen.example"),
        ):
            around = PersonAround(name=name, relation=relation, points=(Point(PointKind.EMAIL, email),))
            add_person(tx, sam, around)
        tx.session.execute(update(Colleague).values(email=OURS))
        return find_matter(tx.reader(), "S-10").id


@pytest.fixture
def take(workspace: Workspace, tmp_path: Path) -> Take:
    """Import a mail of that sender and moment."""

    def run(sender: str, sent_at: datetime, *more: str, to: str = OURS, about: str = "S-10") -> None:
        file = tmp_path / "mail.eml"
        head = [
            f"From: {sender}",
            f"To: {to}",
            f"Subject: {about}",
            f"Date: {format_datetime(sent_at)}",
            *more,
        ]
        if not any(line.startswith("Message-ID") for line in more):
            head.append(f"Message-ID: <{sender.strip('<> ')[-12:]}{sent_at:%d%H}@x>")
        file.write_text("\n".join([*head, "", "Please call me.", ""]), encoding="utf-8")
        with workspace.write() as tx:
            import_files(tx, [file])

    return run


@pytest.mark.parametrize(
    ("sender", "hours", "more", "asks"),
    [
        ("Sam <sam@example.com>", 2, (), True),
        ("ida@example.com", 2, (), True),
        ("Sam <sam@example.com>", 24 * 30, (), False),
        ("pat@pen.example", 2, (), False),
        ("stranger@other.example", 2, (), False),
        ('"Stapler, Sam" <new@address.example>', 2, (), True),
        ("ECF@cand.uscourts.gov", 2, (), False),
        ("Sam <sam@example.com>", 2, ("Auto-Submitted: auto-replied",), False),
        ("Sam <sam@example.com>", 2, ("Auto-Submitted: no",), True),
        ("Sam <sam@example.com>", 2, ("List-Unsubscribe: <mailto:x@y.example>",), False),
        ("Sam <sam@example.com>", 2, ("Precedence: bulk",), False),
        (OURS, 2, (), False),
    ],
)
def test_who_writes_lately_and_is_the_clients_side_waits_for_a_reply(
    workspace: Workspace, matter: UUID, take: Take, sender: str, hours: int, more: tuple[str, ...], asks: bool
) -> None:
    take(sender, MONDAY - hours * HOUR, *more)
    with workspace.read() as reader:
        (logged,) = entries(reader, matter_id=matter)
        replies = [
            one for one in owed(reader).items if one.kind in {OwedKind.ANSWER, OwedKind.ACKNOWLEDGEMENT}
        ]
    assert logged.needs_reply is asks
    assert [one.source_id for one in replies] == ([logged.id] if asks else [])


def test_what_the_firm_answered_already_waits_for_nothing(
    workspace: Workspace, matter: UUID, take: Take
) -> None:
    """The sent folder came in before the inbox."""
    take(OURS, MONDAY - HOUR, "Message-ID: <2@x>", "In-Reply-To: <1@x>", to="sam@example.com")
    take("sam@example.com", MONDAY - 2 * HOUR, "Message-ID: <1@x>")
    with workspace.read() as reader:
        assert not any(one.needs_reply for one in entries(reader, matter_id=matter))


def test_the_reply_that_comes_in_after_it_answers_it(workspace: Workspace, matter: UUID, take: Take) -> None:
    take("sam@example.com", MONDAY - 2 * HOUR, "Message-ID: <1@x>")
    take(OURS, MONDAY - HOUR, "Message-ID: <2@x>", "In-Reply-To: <1@x>", to="sam@example.com")
    with workspace.read() as reader:
        kinds = {one.kind for one in owed(reader).items}
    assert not kinds & {OwedKind.ANSWER, OwedKind.ACKNOWLEDGEMENT}


def test_in_the_tray_it_is_preset_and_whoever_places_it_says(
    workspace: Workspace, matter: UUID, take: Take, cli: Cli
) -> None:
    take("Sam Stapler <sam@new.example>", MONDAY - HOUR, about="A call")
    take("Sam Stapler <sam@new.example>", MONDAY - 3 * HOUR, about="Thanks")
    take("someone@else.example", MONDAY - 4 * HOUR, about="Hello")
    with workspace.read() as reader:
        call, thanks, hello = tray(reader)
        assert tray_message(reader, call.id).may_need_reply
        assert not tray_message(reader, hello.id).needs_reply
    with workspace.write() as tx:
        place_tray_item(tx, call.id, matter_id=matter)
    assert cli("tray", "place", thanks.id.hex[-10:], "--matter", "S-10", "--no-reply").status == 0
    assert cli("tray", "place", hello.id.hex[-10:], "--matter", "S-10", "--needs-reply").status == 0
    with workspace.read() as reader:
        said = {one.summary.partition("\n")[0]: one.needs_reply for one in entries(reader, matter_id=matter)}
    assert said == {"A call": True, "Thanks": False, "Hello": True}


def test_who_writes_from_a_new_address_asks_once_it_is_said_whose_it_is(
    workspace: Workspace, matter: UUID, take: Take
) -> None:
    take("Sam Stapler <sam@new.example>", MONDAY - HOUR, about="A call")
    take("someone@else.example", MONDAY - HOUR, about="Hello")
    with workspace.read() as reader:
        call, hello = sorted(tray(reader), key=lambda one: one.subject)
        sam = find_client(reader, "Sam Stapler")
        assert asks_there(reader, call.id, matter)
        assert asks_there(reader, call.id, None, sam)
        assert not asks_there(reader, hello.id, matter), "somebody else may be anybody"
    with workspace.write() as tx:
        place_tray_item(tx, call.id, matter_id=matter)
    with workspace.read() as reader:
        assert not asks_there(reader, call.id, matter), "it waits no more"


@pytest.mark.parametrize("whose", ["firm", "client", "matter"])
def test_how_old_is_too_old_is_what_was_promised(
    workspace: Workspace, matter: UUID, take: Take, whose: str
) -> None:
    with workspace.write() as tx:
        sam = find_client(tx.reader(), "Sam Stapler")
        own = OwnTerms(answer=Promise(2, PromiseUnit.CLOCK_HOURS))
        of = {"client": sam if whose == "client" else None, "matter": matter if whose == "matter" else None}
        long_ago = MONDAY - timedelta(days=30)
        set_terms(tx, NewTerms(own, of["client"], of["matter"], holds_from=long_ago, reason="so agreed"))
    take("Sam Stapler <sam@example.com>", MONDAY - 3 * HOUR)
    take("Sam Stapler <sam@example.com>", MONDAY - HOUR)
    with workspace.read() as reader:
        asked = {one.occurred_at: one.needs_reply for one in entries(reader, matter_id=matter)}
    assert asked == {MONDAY - 3 * HOUR: False, MONDAY - HOUR: True}


def test_what_waited_in_the_tray_is_as_recent_as_when_it_came(
    workspace: Workspace, matter: UUID, take: Take, cli: Cli
) -> None:
    take("Sam Stapler <sam@new.example>", MONDAY - HOUR, about="A call")
    with workspace.read() as reader:
        (call,) = tray(reader)
    later = MONDAY + timedelta(days=20)
    assert cli("tray", "place", call.id.hex[-10:], "--matter", "S-10", at=later).status == 0
    with workspace.read() as reader:
        (logged,) = entries(reader, matter_id=matter)
    assert logged.needs_reply


@pytest.mark.parametrize(
    ("relation", "other"),
    [("Opposing counsel", True), ("adverse party's insurer", True), ("mother", False), ("", False)],
)
def test_the_other_side_is_told_by_the_relation(relation: str, other: bool) -> None:
    assert is_other_side(relation) is other


@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_name_can_be_compared(name: str, names: list[str]) -> None:
    assert is_called_so(name, [*names, name]) is (len(set(name.split())) > 1) or True
    is_automatic({"precedence": names, "auto-submitted": [name], "return-path": names})


def test_names_are_the_same_either_way_round() -> None:
    assert is_called_so("Whitcombe, Nora", ["Nora Whitcombe"])
    assert not is_called_so("Nora", ["Nora Whitcombe"])
    assert not is_called_so("Nora", ["Nora"])
