"""Papers in a language that nobody speaks: what stands outside its brackets is the firm's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewAttachment, NewContact, NewFollowUp, NewParticipant
from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome
from app.figures.firm import figures
from app.kernel.errors import Refused
from app.languages import offered
from app.languages.offered import Language
from app.languages.pseudo import PSEUDO
from app.matters.commands import MatterDetails, open_matter
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.words import KeyDateKind
from app.owed.calendar.day_items import Among
from app.reports.attendance.note import attendance
from app.reports.attendance.page import render_attendance
from app.reports.content import Length, Letterhead, Stationery
from app.reports.figures.pages import render_firm
from app.reports.history.out import make_history
from app.reports.history.record import HistoryAsked
from app.reports.lists.month import read_month, set_month
from app.reports.lists.morning import morning_list
from app.reports.lists.morning_page import render_morning
from app.reports.lists.partners import partners_lists
from app.reports.lists.partners_page import render_partners
from app.reports.lists.slipped import slipped_list
from app.reports.lists.untold import untold_list
from app.reports.press.house import About, HouseDocument
from app.reports.stationery import stationery
from app.reports.status.letter import render_status_report
from app.reports.status.report import status_report
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.workspace import Workspace
from tests.paper import text_of
from tests.support import MONDAY

ENGLISH = re.compile(
    r"\b(the|of|by|and|is|not|to|for|from|on|in|with|at|was|what|who|when|since|until|you|your|our|we|this|that|nothing|"
    r"everything|contact|entry|entries|version|matter|client|file|printed|written|late|owed)\b"
)
OURS = re.compile(r"⟦[^⟦⟧]*⟧")


def left_over(pdf: bytes) -> set[str]:
    """English words outside the brackets of what was translated, one bracket within another or not."""
    text = text_of(pdf)
    while (rest := OURS.sub(" ", text)) != text:
        text = rest
    return set(ENGLISH.findall(text.casefold()))


@pytest.fixture
def workspace(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A firm whose paper is in that language, and whose own words are none of English."""
    more = (*offered.LANGUAGES, Language(PSEUDO.code, "Pseudo"))
    monkeypatch.setattr(offered, "LANGUAGES", more)
    with workspace.write() as tx:
        change_firm(tx, replace(firm(tx.reader()).details, name="Quay LLP", language=PSEUDO.code))
    return workspace


@pytest.fixture
def entry(workspace: Workspace) -> UUID:
    """A contact in a matter with something in every part."""
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Imre", last_name="Kovács"))
        matter = open_matter(
            tx,
            MatterDetails(
                title="Kovács",
                clients=(client,),
                responsible_id=tx.actor,
                opened_on=date(2026, 3, 2),
                decision_asked="Pacem?",
            ),
        )
        add_key_date(tx, NewKeyDate(matter, KeyDateKind.HEARING, date(2027, 1, 12), "Audientia"))
        return log_contact(
            tx,
            NewContact(
                Channel.PHONE,
                Direction.IN,
                MONDAY - timedelta(days=4),
                "Lorem ipsum.",
                matter_id=matter,
                duration_minutes=40,
                outcome=Outcome.SPOKE,
                needs_reply=True,
                advice="Dolor.",
                advice_declined="Sit amet.",
                declined_confirmed_on=date(2026, 11, 23),
                decision="Consectetur.",
                participants=(NewParticipant("Piers", "testis"),),
                follow_ups=(
                    NewFollowUp("Maria Ortega", "Mittere", date(2026, 11, 27)),
                    NewFollowUp("Imre", "Solvere", date(2026, 12, 1), side=FollowUpSide.CLIENT),
                    NewFollowUp("Tern", "Respondere", date(2026, 12, 2), side=FollowUpSide.OTHER),
                ),
                attachments=(NewAttachment("lex.pdf", "application/pdf", b"lex"),),
            ),
        )


def papers(workspace: Workspace, entry: UUID) -> Iterator[tuple[str, bytes]]:
    """Each by its name."""
    with workspace.read() as reader:
        note = attendance(reader, entry, MONDAY)
        assert note.matter_id is not None
        yield "note", render_attendance(note).pdf
        for for_client in (False, True):
            asked = HistoryAsked(note.matter_id, for_client=for_client)
            yield f"history {for_client}", make_history(reader, asked, MONDAY).content
        for length in Length:
            report = status_report(reader, note.matter_id, length=length)
            yield f"report {length}", render_status_report(report)
        yield "partners", render_partners(partners_lists(reader)).pdf
        yield "morning", render_morning(morning_list(reader)).pdf
        yield "team", render_morning(morning_list(reader, team=True)).pdf
        yield "slipped", render_morning(slipped_list(reader)).pdf
        yield "untold", render_morning(untold_list(reader)).pdf
        yield "month", set_month(read_month(reader, date(2026, 11, 1), Among())).pdf
        yield "figures", render_firm(figures(reader), stationery(reader)).pdf


def test_papers_speak_the_firms_language_alone(workspace: Workspace, entry: UUID) -> None:
    found = {name: left_over(pdf) for name, pdf in papers(workspace, entry)}
    assert len(found) == 13
    assert {name: words for name, words in found.items() if words} == {}


def test_a_file_says_of_itself_in_which_language_it_is(workspace: Workspace, entry: UUID) -> None:
    for name, pdf in papers(workspace, entry):
        assert PdfReader(BytesIO(pdf)).trailer["/Root"]["/Lang"] == PSEUDO.code, name


def test_a_thread_of_its_own_speaks_it_too(workspace: Workspace, entry: UUID) -> None:
    """A context does not travel into threads: what makes paper says itself in which language."""
    with ThreadPoolExecutor(1) as pool:
        (name, pdf) = pool.submit(lambda: next(papers(workspace, entry))).result()
    assert (name, left_over(pdf)) == ("note", set())


def test_what_is_wrong_is_told_in_the_windows_language(workspace: Workspace, entry: UUID) -> None:
    with workspace.read() as reader:
        asked = HistoryAsked(entry, date(2026, 3, 2), date(2026, 3, 1))
        with pytest.raises(Refused, match="The last day is before the first one"):
            make_history(reader, asked, MONDAY)
    with pytest.raises(Refused, match="logo"):
        HouseDocument(Stationery(Letterhead("Quay", logo=b"none"), language=PSEUDO.code), About("x"))
