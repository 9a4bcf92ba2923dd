"""The attendance note of one contact takes any text, of any length, and by command, too."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.audit.trail import Head
from app.reports.attendance.note import Agreed, Attendance
from app.reports.attendance.page import render_attendance
from app.reports.content import Letterhead, Stationery
from app.reports.press.ink import printable
from tests.paper import TEXTS, long_text_of, many_words
from tests.support import MONDAY, Cli


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_command_says_it_and_saves_it(cli: Cli, tmp_path: Path) -> None:
    cli("client", "add", "--first-name", "Imre", "--last-name", "Kovács")
    cli("matter", "add", "--title", "Kovács v. Tern", "--client", "Imre Kovács")
    logged = cli(
        *("log", "--matter", "00001", "--channel", "phone", "--direction", "in", "--duration", "20"),
        *("--summary", "He asked.", "--follow-up", "Maria Ortega: Ring back @ 2026-12-01"),
    )
    ask = ("report", "attendance", "--entry", logged.json["id"])
    note = cli(*ask).json["reports"][0]["note"]
    assert note["parts"] == [{"heading": "What was said", "words": "He asked."}]
    assert note["agreed"] == [{"what": "Ring back", "who": "Maria Ortega", "by": "December 1, 2026"}]
    assert "What was said\nHe asked." in cli(*ask, as_json=False).out
    file = tmp_path / "note.pdf"
    saved = cli(*ask, "--out", str(file)).json["reports"][0]
    assert saved["note"]["parts"] == note["parts"]
    assert saved["pages"] == 1
    assert "He asked." in _text(file.read_bytes())


def test_the_command_refuses_what_is_not_there(cli: Cli, tmp_path: Path) -> None:
    assert cli("report", "attendance", "--entry", "x").status == 1
    secret = tmp_path / "pdf-password"
    secret.write_text("a long password\n", encoding="utf-8")
    words = ("report", "attendance", "--entry", str(UUID(int=5)))
    assert cli(*words).status == 1
    assert "add --out" in cli(*words, "--pdf-password-file", str(secret), as_json=False).err


BARE = Attendance(
    entry_id=UUID(int=1),
    matter_id=None,
    number="00001",
    stationery=Stationery(Letterhead("Aldous & Brant LLP")),
    legend="",
    below="Kovács v. Tern",
    mark="",
    standing="",
    facts=(),
    parts=(),
    agreed=(),
    dates=(),
    next_update=None,
    files=(),
    written=(("Written", "now"),),
    signers=("Ann Aldous",),
    anchor=Head(1, b"\1" * 32),
    occurred_at=MONDAY,
    occurred_on=MONDAY.date(),
    day="November 23, 2026",
    made="Ann Aldous, now",
)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", printable(text))


@settings(max_examples=40, deadline=None)
@given(text=TEXTS)
def test_text_taken_out_is_the_text_that_went_in(text: str) -> None:
    note = replace(BARE, parts=(("What was said", f"A{text}Z"),), agreed=(Agreed(f"B{text}Y", "", ""),))
    pages = _squeezed(_text(render_attendance(note).pdf))
    assert _squeezed(f"A{text}Z") in pages
    assert _squeezed(f"B{text}Y") in pages


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.characters(), max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    note = replace(
        BARE,
        number=text,
        below=text,
        mark=text,
        standing=text,
        facts=((text, text),),
        parts=((text, text),),
        agreed=(Agreed(text, text, text),),
        dates=((MONDAY.date(), text, text),),
        legend=text,
        signers=(text, "The last"),
        day=text,
    )
    assert "The last" in _text(render_attendance(note).pdf)


def test_eighty_thousand_words_lose_none() -> None:
    words = many_words("word")
    made = render_attendance(replace(BARE, parts=(("What was said", " ".join(words)),)))
    assert re.findall(r"word\d+\b", long_text_of(made.pdf)) == words
