"""What is entered is what the client reads, in the order of PRACTICE K1."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.reports.content import DatedLine, KeyPoint, StatusReport
from app.reports.press.ink import printable
from app.reports.status.letter import render_status_report
from app.reports.words import words_in
from tests.paper import DRAWN, squeezed

WordsOf = Callable[[bytes], str]
WithProgress = Callable[[str], StatusReport]
On = Callable[..., StatusReport]


def test_parts_stand_in_the_order_of_k1(report: StatusReport, words_of: WordsOf) -> None:
    text = words_of(render_status_report(report))
    parts = ["Aldous & Brant LLP", "Mr. Imre Kovács", "23 November 2026", "Privileged and confidential"]
    parts += [
        "Our file 00017",
        "Where your case stands",
        "Kovács v. Tern",
        "Please keep 12 January, 9:30, free.",
    ]
    parts += [
        "WHAT MATTERS TO YOU",
        "SINCE OUR REPORT OF 6 NOVEMBER",
        "13 Nov",
        "18 Nov",
        "WHAT WE ARE WAITING FOR",
    ]
    parts += ["from you", "WHAT COMES NEXT", "12 Jan, 9:30", "WHAT WE ASK OF YOU", "5 Dec", "urgent"]
    parts += ["OPTIONS AND RISKS", "DECISIONS WE ASK OF YOU", "FEES", "58 % used", "Friday 4 December."]
    parts += ["Ann Aldous", "Partner", "being made up.", "This report is for you alone.", "1 of 1"]
    places = [text.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


def test_words_of_the_firms_country(on: On, words_of: WordsOf) -> None:
    text = words_of(render_status_report(on(paper="a4", language="en-GB")))
    assert "Where your matter stands" in text
    assert "COSTS" in text


def test_says_kindly_that_nothing_is_to_do_or_new(report: StatusReport, words_of: WordsOf) -> None:
    quiet = replace(report, key_point=None, your_actions=(), progress=(), decisions="")
    text = words_of(render_status_report(quiet))
    assert "There is nothing for you to do now." in text
    assert "There is nothing new; we are keeping an eye on it for you." in text


def test_does_not_say_nothing_to_do_below_a_key_point_that_asks(
    report: StatusReport, words_of: WordsOf
) -> None:
    text = words_of(render_status_report(replace(report, your_actions=())))
    assert "nothing for you to do" not in text
    told = replace(
        report, your_actions=(), decisions="", key_point=KeyPoint("The judge has signed.", asks=False)
    )
    assert "nothing for you to do" in words_of(render_status_report(told))


def test_does_not_say_nothing_to_do_beside_a_decision_that_is_asked(
    report: StatusReport, words_of: WordsOf
) -> None:
    asked = replace(report, key_point=None, your_actions=(), decisions="Settle, or go on?")
    assert "nothing for you to do" not in words_of(render_status_report(asked))


def test_empty_parts_are_left_out(report: StatusReport, words_of: WordsOf) -> None:
    bare = replace(report, priorities=" ", waiting_for=(), coming_up=(), options="", decisions="\n", fees=())
    text = words_of(render_status_report(bare))
    for heading in ("MATTERS TO", "WAITING FOR", "COMES NEXT", "OPTIONS", "DECISIONS", "FEES"):
        assert heading not in text


@pytest.mark.parametrize(
    "text",
    [
        "Email <john@x.com> & co",
        '<b>bold</b> &amp; <img src="file:///etc/passwd"/> <a href="javascript:1">x</a>',
        "Emoji 👍🏽 ❤️ 👨‍👩‍👧 🇩🇪 1️⃣ ✅ ⚖️",
        "法院将于一月十二日开庭。我們已收到您的文件，龍龜鬱",
        "お客様の事件について、次回の期日は１月です。「はい」",
        "귀하의 사건에 대해 알려 드립니다. 뷁 똠방각하",
        "Ελληνικά Кириллица Đặng Nguyễn Phương łódź ſt ĳ",
        "ศาลเลื่อนการพิจารณาคดี हिन्दी क्षत्रिय স্থগিত தமிழ்",
        "½ № ™ € £ ₹ § ¶ † … “q” ‘s’ – — ∑∫√≤≥ → ⇒ □",
        "office fjord settling The affluent ffi",
        "The word שלום, then سلام here.",
        "no\u00a0break, co\u00adop, NFD e\u0301 and x\u0323\u0302",
    ],
)
def test_text_taken_out_is_the_text_that_went_in(
    text: str, with_progress: WithProgress, words_of: WordsOf
) -> None:
    assert squeezed(text) in squeezed(words_of(render_status_report(with_progress(text))))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.sampled_from(DRAWN), max_size=60))
def test_any_character_that_is_drawn_can_be_taken_out_again(
    text: str, with_progress: WithProgress, words_of: WordsOf
) -> None:
    written = words_of(render_status_report(with_progress(f"A{text}Z")))
    assert squeezed(printable(f"A{text}Z")) in squeezed(written)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=60))
def test_no_text_at_all_breaks_a_report(text: str, report: StatusReport, words_of: WordsOf) -> None:
    everywhere = replace(
        report,
        addressee=(text, text),
        key_point=KeyPoint(text, text),
        progress=(DatedLine(text, text, strong=True, note=text),),
        options=text,
        file_number=text,
        footer_short=text,
    )
    assert "Partner" in words_of(render_status_report(everywhere))


def test_a_character_that_no_font_has_is_named(with_progress: WithProgress, words_of: WordsOf) -> None:
    text = words_of(render_status_report(with_progress("a\ue000b \U0002a6d6 \ud800 \U000f0000")))
    assert "a[U+E000]b [U+2A6D6] [U+D800] [U+F0000]" in text


def test_controls_are_taken_out_and_cannot_turn_text_around(
    with_progress: WithProgress, words_of: WordsOf
) -> None:
    text = words_of(
        render_status_report(with_progress("nul\x00bell\x07tab\tx \u202epaid\u202c \u2066not\u2069"))
    )
    assert "nulbelltab x paid not" in text


def test_one_page_where_it_fits(report: StatusReport) -> None:
    counts = []
    for rows in range(40):
        progress = tuple(DatedLine(f"{n} Nov", "We wrote.") for n in range(rows))
        pages = PdfReader(BytesIO(render_status_report(replace(report, progress=progress)))).pages
        counts.append(len(pages))
        assert "Ann Aldous" in pages[-1].extract_text()  # nobody signs a page that says nothing
        assert "4 December" in pages[-1].extract_text()
        assert "being made up" in pages[-1].extract_text()
    assert counts == sorted(counts)
    assert counts[4] == 1
    assert counts[-1] == 2


def test_a_notice_that_the_foot_says_is_not_said_twice(on: On, words_of: WordsOf) -> None:
    text = words_of(render_status_report(on(notices=(words_in("en-US").footer,))))
    assert text.count(words_in("en-US").footer) == 1


def test_long_reports_number_their_pages_and_lose_no_row(report: StatusReport, words_of: WordsOf) -> None:
    rows = tuple(
        DatedLine(f"{n} Nov", f"Row number {n} says something of some length here.") for n in range(300)
    )
    pdf = render_status_report(replace(report, progress=rows))
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) > 5
    for number, page in enumerate(pages, 1):
        assert f"{number} of {len(pages)}" in page.extract_text()
        assert ("Where your case stands, continued" in page.extract_text()) == (number > 1)
    text = words_of(pdf)
    assert [int(n) for n in re.findall(r"Row number (\d+) says", text)] == list(range(300))


def test_a_row_taller_than_a_page_goes_on_the_next(with_progress: WithProgress, words_of: WordsOf) -> None:
    words = [f"word{number}" for number in range(8000)]
    pdf = render_status_report(with_progress(" ".join(words)))
    assert len(PdfReader(BytesIO(pdf)).pages) > 5
    assert re.findall(r"\bword\d+\b", words_of(pdf)) == words


@pytest.mark.parametrize(("length", "note"), [(30, 1), (30, 12), (3, 20), (200, 12), (200, 60)])
def test_each_cell_of_a_row_comes_out_whole(
    length: int, note: int, report: StatusReport, words_of: WordsOf
) -> None:
    text = " ".join(f"text{number}" for number in range(length))
    beside = " ".join(f"note{number}" for number in range(note))
    written = words_of(
        render_status_report(
            replace(report, progress=(DatedLine("from the other side's lawyers", text, note=beside),))
        )
    )
    assert "from the other side's lawyers" in written
    if length < 100 or note < 50:  # two cells that both go on over lines are drawn side by side
        assert text in written
        assert beside in written
    assert written.count("note0") == written.count("text0") == 1


def test_a_word_without_end_is_cut_between_characters(with_progress: WithProgress, words_of: WordsOf) -> None:
    text = "".join(f"{number:04d}" for number in range(500))
    assert text in squeezed(words_of(render_status_report(with_progress(text))))


def test_same_content_same_bytes(report: StatusReport) -> None:
    assert render_status_report(report) == render_status_report(report)


def test_the_file_itself_names_the_firm_and_no_client(report: StatusReport) -> None:
    pdf = render_status_report(report)
    information = PdfReader(BytesIO(pdf)).metadata
    assert information is not None
    assert information.title == "Status report 00017"
    assert information.author == "Aldous & Brant LLP"
    assert information.subject == "Where your case stands"
    assert information.producer == "Liaison"
    assert b"Kov" not in pdf


def test_every_font_is_embedded_and_says_what_its_glyphs_mean(report: StatusReport) -> None:
    reader = PdfReader(BytesIO(render_status_report(report)))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    assert len(fonts) >= 4
    for font in fonts.values():
        inner = font.get_object()["/DescendantFonts"][0].get_object()
        assert "/FontFile2" in inner["/FontDescriptor"]
        assert "/ToUnicode" in font.get_object()


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595.28, 841.89))])
def test_paper(on: On, paper: str, size: tuple[float, float]) -> None:
    box = PdfReader(BytesIO(render_status_report(on(paper=paper)))).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(size)


def test_printable_keeps_line_ends_as_one_kind() -> None:
    assert printable("a\r\nb\rc\u2028d\x85e") == "a\nb\nc\nd\ne"


def test_in_large_print_nothing_is_small_and_no_word_is_lost(report: StatusReport, words_of: WordsOf) -> None:
    large = replace(report, large_print=True)
    sizes: list[float] = []
    pdf = render_status_report(large)
    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size: sizes.append(size) if text.strip() else None
        )
    assert min(sizes) >= 14
    assert max(sizes) > 18
    assert set(words_of(render_status_report(report)).split()) <= set(words_of(pdf).split()) | {"1"}


def test_in_large_print_an_address_of_the_firm_stays_whole(report: StatusReport, on: On) -> None:
    """It was cut inside ".com", and the number of a page stood under its "of"."""
    head = replace(
        report.stationery.letterhead,
        lines=("12 Quay Road, Port Salem · 555 010 0100", "office.aldous.brant@example.com"),
    )
    pages = PdfReader(BytesIO(render_status_report(replace(on(letterhead=head), large_print=True)))).pages
    lines = pages[0].extract_text().splitlines()
    assert "office.aldous.brant@example.com" in [line.strip() for line in lines]
    assert "555 010 0100" in [line.strip() for line in lines]
    for number, page in enumerate(pages, 1):
        assert f"· {number} of {len(pages)}" in page.extract_text()
