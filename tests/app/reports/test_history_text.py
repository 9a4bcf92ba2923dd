"""Text taken out of a contact history is the text that was entered, in every script."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, open_matter
from app.reports.history.page import render_history
from app.reports.history.record import History, HistoryAsked, HistoryLine, lines, read_history
from app.reports.press.ink import printable
from tests.paper import TEXTS
from tests.support import MONDAY, PASSWORD

_MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
"""Texts for one history."""


@dataclass(frozen=True)
class Paper:
    """A history of one entry, of which the words can be others."""

    history: History
    line: HistoryLine

    def words(self, *said: tuple[str, str]) -> str:
        """All text of its pages, as another program reads it."""
        made = render_history(self.history, [replace(self.line, said=said)])
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made.pdf)).pages)


@pytest.fixture
def paper(vault_folder: Path) -> Iterator[Paper]:
    workspace = open_workspace(vault_folder, PASSWORD, clock=FixedClock(MONDAY))
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Zoë", last_name="Müller"))
        matter = open_matter(tx, MatterDetails(title="Müller v. Bank", clients=(client,)))
        new = NewContact(Channel.PHONE, Direction.OUT, MONDAY - timedelta(days=1), "Said", matter_id=matter)
        log_contact(tx, new)
    with workspace.read() as reader:
        history = read_history(reader, HistoryAsked(matter), MONDAY)
        (line,) = lines(reader, history)
    yield Paper(history, line)
    workspace.lock()


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", printable(text))


@_MANY
@given(text=TEXTS, advice=TEXTS)
def test_what_was_said_comes_out_as_it_went_in(text: str, advice: str, paper: Paper) -> None:
    words = _squeezed(paper.words(("What was said", f"A{text}Z"), ("Advice", f"B{advice}Y")))
    assert _squeezed(f"A{text}Z") in words
    assert _squeezed(f"B{advice}Y") in words


@_MANY
@given(text=st.text(st.characters(), max_size=80))
def test_no_text_breaks_it(text: str, paper: Paper) -> None:
    assert "The end" in paper.words((text, text), ("Advice", "The end"))
