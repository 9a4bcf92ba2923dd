"""What a status report says of a matter, and what it must never say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from app.care.commands import NewCostsFigure, state_costs
from app.care.words import CostsKind
from app.clients.commands import ClientDetails, add_client
from app.concerns.rules import ConcernRules
from app.concerns.settings import change_concern_rules
from app.contactlog.commands import amend_contact, log_contact, withdraw_contact
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.queries import entry, entry_form
from app.contactlog.telling import tellings
from app.contactlog.words import Channel, Direction, Outcome
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.developments import NewDevelopment, add_development, say_plainly
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.sheet import matter_sheet
from app.matters.words import DevelopmentKind, KeyDateKind
from app.reports.content import StatusReport
from app.reports.files import document_name, free_names
from app.reports.status.commands import mark_given
from app.reports.status.letter import render_status_report
from app.reports.status.report import status_report
from app.schedule.commands import new_plan, set_plan
from app.schedule.rhythm import Rhythm
from app.schedule.rules import Interval
from app.schedule.words import IntervalUnit
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.workspace import Workspace
from tests.support import MONDAY, USER


@pytest.fixture
def matter(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        return open_matter(tx, MatterDetails(title="Whitcombe v. Larkspur", clients=(client,), court="cand"))


def log(workspace: Workspace, matter: UUID, **values: object) -> UUID:
    base: dict[str, object] = {
        "channel": Channel.PHONE,
        "direction": Direction.OUT,
        "occurred_at": MONDAY - timedelta(hours=2),
        "summary": "Explained where things stand",
        "matter_id": matter,
    }
    with workspace.write() as tx:
        return log_contact(tx, NewContact(**{**base, **values}))  # type: ignore[arg-type]  # a table of test values


def report(workspace: Workspace, matter: UUID) -> StatusReport:
    with workspace.read() as reader:
        return status_report(reader, matter)


SECRET = "our client is not telling everything"


@pytest.mark.parametrize(
    "internal",
    [
        {"channel": Channel.NOTE, "direction": Direction.INTERNAL, "with_client": False},
        {"confidentiality": "partners only"},
        {"with_client": False},
    ],
)
def test_what_is_internal_or_classified_never_reaches_a_letter(
    workspace: Workspace, matter: UUID, internal: dict[str, object]
) -> None:
    log(workspace, matter, summary=SECRET, advice=SECRET, decision=SECRET, **internal)
    assert SECRET not in str(report(workspace, matter))


def test_what_was_withdrawn_never_reaches_a_letter(workspace: Workspace, matter: UUID) -> None:
    agreed = (NewFollowUp("Nora", SECRET, MONDAY.date()),)
    entry = log(workspace, matter, summary=SECRET, advice=SECRET, follow_ups=agreed)
    assert SECRET in str(report(workspace, matter))
    with workspace.write() as tx:
        withdraw_contact(tx, entry, "another client")
    assert SECRET not in str(report(workspace, matter))


@pytest.mark.parametrize(
    ("written", "lead", "rest"),
    [
        (
            "Call Mr. Smith of No. 4 today. He has the key.",
            "Call Mr. Smith of No. 4 today.",
            "He has the key.",
        ),
        (
            "Keep the 12th free\nBring the slips. Thank you.",
            "Keep the 12th free\nBring the slips. Thank you.",
            "",
        ),
        ("Keep the 12th free", "Keep the 12th free", ""),
    ],
)
def test_the_first_sentence_of_the_key_point_stands_out(
    workspace: Workspace, matter: UUID, written: str, lead: str, rest: str
) -> None:
    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, replace(details, key_point=written))
    point = report(workspace, matter).key_point
    assert point is not None
    assert (point.lead, point.text) == (lead, rest)


def test_an_offer_that_nobody_told_of_stands_first_and_something_is_to_be_done(
    workspace: Workspace, matter: UUID
) -> None:
    assert report(workspace, matter).nothing_to_do
    with workspace.write() as tx:
        add_development(tx, NewDevelopment(matter, DevelopmentKind.OFFER, MONDAY, "Larkspur offers $38,000"))
        moved = NewDevelopment(
            matter, DevelopmentKind.HEARING, MONDAY, "The hearing is tomorrow", urgent=True
        )
        add_development(tx, moved)
    made = report(workspace, matter)
    assert made.key_point is not None
    assert made.key_point.lead == "An offer is waiting for your decision."
    assert made.key_point.text == "Larkspur offers $38,000"
    assert not made.nothing_to_do


def test_urgent_news_stands_first_until_it_is_told(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        news = NewDevelopment(matter, DevelopmentKind.RULING, MONDAY, "You may not travel", urgent=True)
        add_development(tx, news)
    made = report(workspace, matter)
    assert made.key_point is not None
    assert (made.key_point.lead, made.key_point.text) == ("Please read this first.", "You may not travel")
    with workspace.write() as tx:
        mark_given(tx, matter, made, b"/Type /Page\n")
    assert report(workspace, matter).key_point is None


def test_the_words_for_the_client_stand_before_the_note(workspace: Workspace, matter: UUID) -> None:
    log(
        workspace,
        matter,
        summary="Rang N. after her shift",
        for_client="We told you that the court is still to decide.",
    )
    with workspace.write() as tx:
        news = add_development(tx, NewDevelopment(matter, DevelopmentKind.FILING, MONDAY, "NOTICE re MOTION"))
        assert news is not None
        say_plainly(tx, news, "The other side asked the court for more time.")
    said = [line.text for line in report(workspace, matter).progress]
    assert said == [
        "We told you that the court is still to decide.",
        "The other side asked the court for more time.",
    ]


def test_a_report_tells_what_stands_in_it_and_nothing_that_came_later(
    workspace: Workspace, matter: UUID
) -> None:
    with workspace.write() as tx:
        first = add_development(tx, NewDevelopment(matter, DevelopmentKind.RULING, MONDAY, "Motion denied"))
    made = report(workspace, matter)
    with workspace.write() as tx:
        later = add_development(tx, NewDevelopment(matter, DevelopmentKind.RULING, MONDAY, "Motion granted"))
        given = mark_given(tx, matter, made, b"/Type /Page\n")
    with workspace.read() as reader:
        told = tellings(reader, matter)
        (attached,) = entry(reader, given).attachments
    assert first in told
    assert later not in told
    assert attached.name == "Status report 00001 2026-11-23.pdf", "by the firm's pattern, as its file"


@pytest.mark.parametrize(
    ("kind", "who", "said"),
    [
        (KeyDateKind.HEARING, USER, f"Your deposition, at our office, with {USER}"),
        (KeyDateKind.HEARING, "Larkspur", "Your deposition, at our office (Larkspur)"),
        (KeyDateKind.DEADLINE, USER, f"Your deposition, at our office ({USER})"),
        (KeyDateKind.HEARING, "", "Your deposition, at our office"),
    ],
)
def test_who_comes_along_is_no_bare_name(
    workspace: Workspace, matter: UUID, kind: KeyDateKind, who: str, said: str
) -> None:
    with workspace.write() as tx:
        on = tx.today + timedelta(days=9)
        add_key_date(tx, NewKeyDate(matter, kind, on, "Your deposition", place="at our office", who_acts=who))
    with workspace.read() as reader:
        assert said in [line.text for line in status_report(reader, matter).coming_up]


def test_the_court_is_called_by_its_name(workspace: Workspace, matter: UUID) -> None:
    assert report(workspace, matter).matter_line.endswith(
        "U.S. District Court, Northern District of California"
    )


def test_an_estimate_told_again_is_unchanged_and_a_revised_one_says_the_one_before(
    workspace: Workspace, matter: UUID
) -> None:
    def state(amount: int) -> str:
        with workspace.write() as tx:
            state_costs(tx, NewCostsFigure(matter, CostsKind.ESTIMATE, Decimal(amount), MONDAY.date()))
        return report(workspace, matter).fees[0].text

    assert "unchanged" in state(9000)
    assert "before that $9,000" in state(10000)
    assert "before that $10,000" in state(11000)
    assert "before that $10,000" in state(11000)


def test_no_two_matters_share_a_file_and_none_is_replaced(tmp_path: Path) -> None:
    numbers = ["A/1", "A-1", "a-1", "CON", "x" * 300, "日本"]
    wanted = [document_name("{matter} {document}", "Report", MONDAY.date(), matter=one) for one in numbers]
    (tmp_path / "A-1 report.pdf").touch()
    names = free_names(tmp_path, wanted)
    assert names[:4] == [
        "A-1 Report (2).pdf",
        "A-1 Report (3).pdf",
        "a-1 Report (4).pdf",
        "CON Report.pdf",
    ]
    assert len({name.casefold() for name in names}) == len(numbers)
    assert max(map(len, names)) < 120
    assert free_names(tmp_path / "not there", wanted[:1]) == ["A-1 Report.pdf"]


NOTED = "He sounded drunk"


@pytest.mark.parametrize(
    ("values", "mention"),
    [
        ({}, "Telephone call with you."),
        ({"outcome": Outcome.LEFT_MESSAGE}, "We tried to reach you."),
        ({"channel": Channel.MEETING}, "Meeting with you."),
        ({"channel": Channel.LETTER}, "Our letter to you."),
        ({"channel": Channel.EMAIL, "direction": Direction.IN}, "Your e-mail to us."),
    ],
)
def test_what_the_firm_noted_stands_in_no_letter(
    workspace: Workspace,
    matter: UUID,
    words_of: Callable[[bytes], str],
    values: dict[str, object],
    mention: str,
) -> None:
    entry = log(workspace, matter, summary=NOTED, advice=NOTED, decision=NOTED, costs=NOTED, **values)
    made = report(workspace, matter)
    assert [line.text for line in made.progress] == [mention]
    printed = replace(made, unsaid=(), unused_advice="")
    assert NOTED not in str(printed)
    assert NOTED not in words_of(render_status_report(made))
    (unsaid,) = made.unsaid
    assert (unsaid.entry_id, unsaid.mention) == (entry, mention)
    assert NOTED in unsaid.note
    assert made.unused_advice == NOTED


def test_words_once_written_are_asked_for_no_more(workspace: Workspace, matter: UUID) -> None:
    entry = log(workspace, matter, summary=NOTED)
    with workspace.write() as tx:
        new = replace(entry_form(tx.reader(), entry), for_client="We agreed to speak again on Friday.")
        amend_contact(tx, entry, new, "Words for the client")
    made = report(workspace, matter)
    assert made.unsaid == ()
    assert [line.text for line in made.progress] == ["We agreed to speak again on Friday."]


def test_a_message_to_the_client_is_its_own_words_and_one_from_them_is_not_said_back(
    workspace: Workspace, matter: UUID
) -> None:
    log(workspace, matter, summary="Here is the draft.", channel=Channel.EMAIL, message_key="<1@x>#1")
    back = {"direction": Direction.IN, "occurred_at": MONDAY - timedelta(hours=1), "message_key": "<2@x>#2"}
    log(workspace, matter, summary="My brother must not know.", channel=Channel.EMAIL, **back)
    made = report(workspace, matter)
    assert [line.text for line in made.progress] == ["Here is the draft.", "Your e-mail to us."]
    assert made.unsaid == ()


@pytest.mark.parametrize(
    "internal",
    [
        {"channel": Channel.NOTE, "direction": Direction.INTERNAL, "with_client": False},
        {"confidentiality": "partners only"},
    ],
)
def test_what_is_to_be_done_by_an_internal_note_stays_with_the_firm(
    workspace: Workspace, matter: UUID, internal: dict[str, object]
) -> None:
    agreed = tuple(NewFollowUp(who, SECRET, MONDAY.date()) for who in ("Maria Ortega", "Nora", "Dr Vance"))
    log(workspace, matter, follow_ups=agreed, **internal)
    made = report(workspace, matter)
    assert SECRET not in str(made)


@pytest.mark.parametrize(
    ("wish", "large"),
    [
        ("Large print letters", True),
        ("letters in large-print, please", True),
        ("at least 16 pt", True),
        ("Bigger font", True),
        ("step-free room; large dog", False),
        ("", False),
    ],
)
def test_who_asked_for_large_print_gets_it(workspace: Workspace, wish: str, large: bool) -> None:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(last_name="Whitcombe", accessibility=wish))
        matter = open_matter(tx, MatterDetails(title="Whitcombe v. Larkspur", clients=(client,)))
    assert report(workspace, matter).large_print is large


def test_the_next_update_is_on_the_day_of_the_month_that_was_promised(
    workspace: Workspace, matter: UUID
) -> None:
    with workspace.write() as tx:
        set_plan(tx, new_plan(matter, Rhythm(Interval(1, IntervalUnit.MONTH), 15)))
    said = "".join(run.text for part in report(workspace, matter).closing for run in part)
    assert "Tuesday, December 15" in said


@pytest.mark.parametrize(
    ("days", "said"), [(3, "within 3 business days"), (1, "within 1 business day"), (0, "")]
)
def test_who_is_not_content_hears_within_the_firms_own_limit(
    workspace: Workspace, matter: UUID, days: int, said: str
) -> None:
    with workspace.write() as tx:
        change_firm(tx, replace(firm(tx.reader()).details, concern_contact="Ann Aldous"))
        change_concern_rules(tx, ConcernRules(acknowledge_days=days), "as agreed")
    words = "".join(run.text for part in report(workspace, matter).closing for run in part)
    assert "write to Ann Aldous." in words
    assert ("You will hear within" in words) is bool(said)
    assert said in words
