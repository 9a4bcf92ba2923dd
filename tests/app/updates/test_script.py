"""The script of a call knows whom to call, whom not to tell, and what the client asked last."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.clients.commands import edit_client
from app.clients.queries import client_sheet
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction, Outcome
from app.updates import draft, phone_script
from app.updates.script import render_script
from app.workspace import Workspace
from tests.app.updates.conftest import Told
from tests.paper import text_of
from tests.support import MONDAY

UNKNOWN = "with an interpreter; please ask of which language or sign language: the file does not say"


def came_in(workspace: Workspace, case: Told, words: str, hours: int, **more: object) -> None:
    new = NewContact(
        Channel.EMAIL,
        Direction.IN,
        MONDAY - timedelta(hours=hours),
        words,
        case.matter,
        outcome=Outcome.RECEIVED,
        **more,  # type: ignore[arg-type] # its fields
    )
    with workspace.write() as tx:
        log_contact(tx, new)


def asked(workspace: Workspace, case: Told) -> tuple[str, ...]:
    with workspace.read() as reader:
        return phone_script(reader, draft(reader, case.matter)).asked_last


def test_what_waits_for_an_answer_comes_before_what_came_last(workspace: Workspace, case: Told) -> None:
    assert asked(workspace, case) == ()
    came_in(workspace, case, "Thanks for the letter.", 1)
    assert asked(workspace, case) == ("Mon, Nov 23, by e-mail: Thanks for the letter.",)
    came_in(workspace, case, "When is the trial?", 5, needs_reply=True)
    assert asked(workspace, case) == ("Mon, Nov 23, by e-mail: When is the trial?",)


def test_nothing_classified_is_put_on_paper(workspace: Workspace, case: Told) -> None:
    came_in(workspace, case, "SECRET offer", 1, needs_reply=True, confidentiality="without prejudice")
    assert asked(workspace, case) == ()


def test_the_head_says_whom_to_call_and_whom_not_to_tell(workspace: Workspace, case: Told) -> None:
    with workspace.read() as reader:
        script = phone_script(reader, draft(reader, case.matter))
    assert dict(script.who) == {
        "Call": "Nora Whitcombe\n510 555 0177",
        "When": "after 15:00",
        "Do not tell": "Ned Whitcombe, her brother: the sum",
    }
    assert script.ask == ("by Dec 7: Send the pay slips",)
    assert "SECRET" not in "".join((*script.say, *script.ask, script.closing))


@pytest.mark.parametrize(
    ("language", "interpreter", "note", "said"),
    [
        ("English", False, "", None),
        ("Spanish", False, "", "Spanish"),
        ("Spanish", True, "", "Spanish, with an interpreter"),
        ("Spanish", True, "Luis Ortega, sworn.", "Spanish, with an interpreter (Luis Ortega, sworn)"),
        ("English", True, "ASL", "English, with an interpreter (ASL)"),
        ("English", True, "", f"English, {UNKNOWN}"),
        ("", True, "", UNKNOWN),
    ],
)
def test_the_head_says_which_interpreter(
    workspace: Workspace, case: Told, language: str, interpreter: bool, note: str, said: str | None
) -> None:
    with workspace.write() as tx:
        known = client_sheet(tx.reader(), case.client).details
        asked = replace(known, language=language, interpreter=interpreter, interpreter_note=note)
        edit_client(tx, case.client, asked)
    with workspace.read() as reader:
        who = dict(phone_script(reader, draft(reader, case.matter)).who)
    assert who.get("Language") == said


def test_who_is_met_is_not_called(workspace: Workspace, case: Told) -> None:
    with workspace.read() as reader:
        met = replace(draft(reader, case.matter), channel=Channel.MEETING)
        script = phone_script(reader, met)
    said = text_of(render_script(script).pdf)
    assert "Meeting" in said
    assert "Phone call" not in said
