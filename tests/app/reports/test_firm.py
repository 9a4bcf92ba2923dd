"""The figures of the firm leave the vault: pages without clients, a table with them, and the trail knows."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.audit.queries import EventFilter, events
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.figures.firm import FirmFigures, figures
from app.figures.house import RATED
from app.figures.values import Unit, Value
from app.kernel.errors import MachineTrouble, Refused
from app.kernel.language import speaking
from app.languages.offered import catalogue_of
from app.matters.commands import MatterDetails, open_matter
from app.reports.content import Letterhead, Stationery
from app.reports.figures.out import save_firm
from app.reports.figures.pages import render_firm
from app.workspace import Workspace
from tests.support import MONDAY

AREA = '=Landlord & <b>tenant</b>, "sub" \\n'


@pytest.fixture
def found(workspace: Workspace) -> FirmFigures:
    """A question that waits since Thursday, in a matter whose names would be markup or formulas elsewhere."""
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        matter = open_matter(
            tx, MatterDetails(title="Whitcombe v. Larkspur", clients=(client,), practice_area=AREA)
        )
        _ask(tx, matter)
    with workspace.read() as reader:
        return figures(reader)


def _ask(tx: object, matter: UUID) -> None:
    asked = MONDAY - timedelta(days=4)
    log_contact(tx, NewContact(Channel.EMAIL, Direction.IN, asked, "=When is it?", matter, needs_reply=True))  # type: ignore[arg-type] # a transaction


def test_the_pages_name_no_client(workspace: Workspace, found: FirmFigures, tmp_path: Path) -> None:
    pages = save_firm(workspace, found, tmp_path / "q.pdf")
    read = PdfReader(tmp_path / "q.pdf")
    text = "\n".join(page.extract_text() for page in read.pages)
    assert pages == len(read.pages)
    assert "Whitcombe" not in text
    assert "<b>tenant</b>" in text
    assert "Maria Ortega" in text, "whose view it is"


@pytest.mark.parametrize("language", ["en-US", "de", "es"])
def test_a_figure_stands_in_one_line(found: FirmFigures, language: str) -> None:
    """Also "35 h 29 min" in a table of seven columns; what a score is taken of may stand in a second line, whole."""
    hours = {
        name: Value(2129, Unit.WORKING_MINUTES)
        for name in ("acknowledgements.median", "acknowledgements.p95")
    }
    scores = {f"feedback.{name}": Value(4.5, Unit.SCORE, of=14) for name in RATED}
    filled = replace(
        found, people=tuple(replace(one, values={**one.values, **hours, **scores}) for one in found.people)
    )
    made = render_firm(filled, replace(Stationery(Letterhead("Aldous LLP")), language=language))
    pages = PdfReader(io.BytesIO(made.pdf)).pages
    lines = [line.replace("\u00a0", " ") for page in pages for line in page.extract_text().splitlines()]
    with speaking(catalogue_of(language)):
        told, score = next(iter(hours.values())).said, next(iter(scores.values())).said
    bracket = score[score.index("(") :]
    assert sum(line.count(told) for line in lines) >= 2
    assert sum(line.count(bracket) for line in lines) >= len(scores)


def test_the_table_has_every_line_and_runs_nothing(
    workspace: Workspace, found: FirmFigures, tmp_path: Path
) -> None:
    assert save_firm(workspace, found, tmp_path / "q.csv") == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "q.csv").read_text(encoding="utf-8-sig"))))
    (promise,) = (row for row in rows if row["Row"] == "promise" and row["What"] == "acknowledgement")
    assert (promise["Client"], promise["State"], promise["Text"]) == (
        "Nora Whitcombe",
        "missed",
        "'=When is it?",
    )
    assert {row["Row"] for row in rows} >= {"figure", "promise", "late note", "owed", "forgotten file"}


def test_the_table_is_headed_in_the_language_of_the_window(
    workspace: Workspace, found: FirmFigures, tmp_path: Path
) -> None:
    with speaking(catalogue_of("de")):
        save_firm(workspace, found, tmp_path / "q.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "q.csv").read_text(encoding="utf-8-sig"))))
    assert list(rows[0])[:6] == ["Zeile", "Nach", "Von", "Was", "Kennzahl", "Wert"]
    assert {row["Zeile"] for row in rows} >= {"figure", "promise"}, "kinds are the words of the JSON"


def test_lines_that_were_let_go_are_counted_anew(
    workspace: Workspace, found: FirmFigures, tmp_path: Path
) -> None:
    save_firm(workspace, found, tmp_path / "q.csv")
    save_firm(workspace, found.without_lines(), tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "q.csv").read_bytes()
    assert not found.without_lines().behind.lines


def test_the_trail_knows_what_left(workspace: Workspace, found: FirmFigures, tmp_path: Path) -> None:
    save_firm(workspace, found, tmp_path / "q.pdf")
    save_firm(workspace, found, tmp_path / "q.csv")
    with workspace.read() as reader:
        said = [one for one in events(reader, EventFilter()).rows if one.kind == "firm_figures"]
    assert [one.action for one in said] == ["exported", "exported"]


def test_another_ending_or_a_place_that_cannot_be_written_leaves_nothing(
    workspace: Workspace, found: FirmFigures, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match=r"\.csv or \.pdf"):
        save_firm(workspace, found, tmp_path / "q.xlsx")
    (tmp_path / "no folder").write_text("a file", encoding="utf-8")
    for name in ("q.pdf", "q.csv"):
        with pytest.raises(MachineTrouble):
            save_firm(workspace, found, tmp_path / "no folder" / name)
    assert not list(tmp_path.glob("q.*"))


@settings(max_examples=15)
@given(st.text(max_size=200))
def test_any_label_is_set(words: str) -> None:
    paper = Stationery(Letterhead("Aldous LLP"))
    made = render_firm(_labelled(words), paper)
    assert made.pages >= 2


_MADE: list[FirmFigures] = []


@pytest.fixture(autouse=True)
def _keep(found: FirmFigures) -> None:
    _MADE[:] = [found]


def _labelled(words: str) -> FirmFigures:
    (found,) = _MADE
    return replace(
        found,
        people=tuple(replace(one, name=words) for one in found.people),
        areas=tuple(replace(one, name=words) for one in found.areas),
    )
