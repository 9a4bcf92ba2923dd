"""Updates on paper: what is written is what is read, on one page where it fits, and it looks as it did."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from app.reports.press.ink import printable
from app.updates import PhoneScript, Shape, UpdateDraft, UpdateLetter, compose, reword
from app.updates.page import render
from app.updates.script import render_script
from tests.paper import DRAWN, assert_looks_as_kept, long_text_of, many_words, squeezed, text_of

Framed = Callable[..., UpdateLetter]
Script = Callable[..., PhoneScript]
SIX = "Нина Ελένη 王小明 김민지 محمد שרה"
"""A name in six scripts."""


def test_it_reads_from_the_greeting_to_the_signature(draft: UpdateDraft, framed: Framed) -> None:
    text = text_of(render(framed(draft)).pdf)
    parts = [
        *("Aldous & Brant LLP", "Mr. Imre Kovács", "Our file 00017", "Where your case stands"),
        *("Dear Mr. Kovács,", "This is what has happened since our update of 6 November"),
        *("Please keep 12 January, 9:30, free.", "WHAT MATTERS TO YOU", "To keep the van."),
        *("SINCE OUR UPDATE OF 6 NOVEMBER", "13 Nov", "The court denied their motion.", "18 Nov"),
        *("WHAT WE ARE WAITING FOR", "from the court", "WHAT COMES NEXT", "12 Jan, 9:30"),
        *("WHAT WE ASK OF YOU", "by 5 Dec", "OPTIONS AND RISKS", "DECISIONS WE ASK OF YOU", "FEES"),
        *("Thank you for your patience.", "Your next update is due", "Sincerely,", "Ann Aldous"),
        *("being made up.", "This letter is for you alone.", "1 of 1"),
    ]
    at = 0
    for part in parts:
        assert part in text[at:], part
        at = text.index(part, at) + len(part)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.sampled_from(DRAWN), max_size=60), at=st.sampled_from("024579"))
def test_any_text_comes_out_of_the_pages_again(
    text: str, at: str, draft: UpdateDraft, framed: Framed, script: Script
) -> None:
    written = replace(reword(draft, at, f"A{text}Z"), greeting=f"B{text}Y")
    said = next(one.text for one in written.pieces if one.key == at)
    page = squeezed(text_of(render(framed(written)).pdf))
    assert squeezed(printable(written.greeting)) in page
    assert squeezed(printable(said)) in page
    assert squeezed(printable(said)) in squeezed(text_of(render_script(script(written)).pdf))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=60))
def test_no_text_at_all_breaks_a_page(text: str, draft: UpdateDraft, framed: Framed, script: Script) -> None:
    pieces = tuple(replace(one, text=text, when=text, right=text) for one in draft.pieces)
    wild = replace(draft, pieces=pieces, subject=text, closing=text, opening=text, signatory=(text, "Ann"))
    assert "Ann" in text_of(render(framed(wild)).pdf)
    assert "What they answered".upper() in text_of(render_script(script(wild)).pdf)


def test_eighty_thousand_words_in_one_piece_all_arrive(
    draft: UpdateDraft, framed: Framed, script: Script
) -> None:
    words = many_words("w")
    long = reword(draft, "3", " ".join(words))
    for made in (render(framed(long)), render_script(script(long))):
        assert made.pages > 50
        assert re.findall(r"\bw\d+\b", long_text_of(made.pdf)) == words


def test_what_stands_out_is_what_the_matter_says_so_of(draft: UpdateDraft, framed: Framed) -> None:
    """Not what stands before the first full stop: "Mr. Smith", "No. 4"."""
    point = replace(draft.pieces[0], text="Call Mr. Smith about No. 4.", lead="")
    assert _bold_of(framed(replace(draft, pieces=(point,)))) == ""
    led = replace(point, lead="Call Mr. Smith")
    assert _bold_of(framed(replace(draft, pieces=(led,)))) == "Call Mr. Smith"
    begun = reword(replace(draft, pieces=(led,)), led.key, "Call Mr. Smithers about No. 4.")
    assert _bold_of(framed(begun)) == ""


def _bold_of(letter: UpdateLetter) -> str:
    (point,) = (line for line in letter.text.body if line.shape is Shape.POINT)
    assert squeezed(point.text) in squeezed(text_of(render(letter).pdf))
    return point.lead


def test_words_of_ones_own_between_rows_stay_under_their_heading(draft: UpdateDraft) -> None:
    """And behind the last row they stand apart from it."""
    news, happened, awaited, own = (draft.pieces[at] for at in (2, 3, 4, 10))
    between = compose(replace(draft, opening="", pieces=(news, own, happened, awaited)))
    headings = [line.text for line in between.body if line.shape is Shape.HEADING]
    assert headings == ["Since our update of 6 November", "What we are waiting for"]
    assert not any(line.apart for line in between.body)
    behind = compose(replace(draft, opening="", pieces=(own, news, happened, own, awaited, own)))
    assert [line.apart for line in behind.body if line.key == own.key] == [False, True, True]


def test_a_script_is_one_page_with_room_to_write(draft: UpdateDraft, script: Script) -> None:
    for paper in ("letter", "a4"):
        assert render_script(script(draft, paper)).pages == 1


def _in_six(draft: UpdateDraft) -> UpdateDraft:
    changed = replace(draft, greeting=f"Dear {SIX},", signatory=(SIX,))
    return reword(reword(changed, "2", f"{SIX} 👍 <b>& won."), "1", SIX)


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("name", ["update", "update-large", "update-scripts", "script", "script-scripts"])
def test_a_page_looks_as_it_did(
    qapp: QApplication, draft: UpdateDraft, framed: Framed, script: Script, name: str, paper: str
) -> None:
    written = _in_six(draft) if name.endswith("-scripts") else draft
    if name == "update-large":
        written = replace(written, large_print=True)
    made = (
        render_script(script(written, paper)) if name.startswith("script") else render(framed(written, paper))
    )
    assert_looks_as_kept(made.pdf, 0, f"{name}-{paper}")
