"""Characters to glyphs, with and without HarfBuzz."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.content import StatusReport
from app.reports.press import shaping
from app.reports.press.clusters import clusters
from app.reports.press.fonts import face, text_face
from app.reports.press.ink import TextStyle
from app.reports.press.shaping import shape
from app.reports.status.letter import render_status_report

SERIF = text_face("serif", False, False)
ARABIC = face("NotoNaskhArabic-Regular")


@pytest.fixture
def without_harfbuzz(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine that HarfBuzz has no package for."""
    monkeypatch.setattr(shaping, "_engine", lambda: False)


def test_ligatures_stand_for_their_letters() -> None:
    assert [glyph.text for glyph in shape(SERIF, "offer")] == ["o", "ff", "e", "r"]
    assert [glyph.text for glyph in shape(SERIF, "Then", ("dlig",))] == ["Th", "e", "n"]


def test_the_parts_of_a_german_word_are_not_joined() -> None:
    style = TextStyle("serif")
    assert shape(SERIF, "mitzuteilen", ("dlig",)) != shape(SERIF, "mitzuteilen")
    assert shape(SERIF, "mitzuteilen", style.features_for("mitzuteilen")) == shape(SERIF, "mitzuteilen")
    assert style.features_for("mitteilen") == ("dlig",)


def test_pairs_are_kerned_and_tabular_figures_are_of_one_width() -> None:
    apart = sum(SERIF.file.advance(SERIF.file.characters[ord(letter)]) for letter in "AV")
    assert sum(glyph.advance for glyph in shape(SERIF, "AV")) < apart
    sans = text_face("sans", False, False)
    assert len({glyph.advance for glyph in shape(sans, "0123456789", ("tnum",))}) == 1
    assert len({glyph.advance for glyph in shape(sans, "0123456789")}) > 1


@given(st.text(st.sampled_from("abfiltTh AVe\u0301한뷁हिन्दीক্ষ"), min_size=1, max_size=20))
def test_no_character_is_lost_or_doubled(text: str) -> None:
    for name in ("LibertinusSerif-Regular", "NotoSerifKR-Subset", "NotoSerifDevanagari-Regular"):
        assert "".join(glyph.text for glyph in shape(face(name), text)) == text


def test_leftward_text_stands_from_the_left() -> None:
    assert [glyph.text for glyph in shape(face("NotoSerifHebrew-Regular"), "שלום", leftward=True)] == list(
        "םולש"
    )


@pytest.mark.usefixtures("without_harfbuzz")
def test_arabic_is_joined_without_harfbuzz() -> None:
    plain = [ARABIC.file.characters[ord(letter)] for letter in "سلم"]
    joined = [glyph.number for glyph in shape(ARABIC, "سلم", leftward=True)]
    assert len(joined) == 3
    assert not set(joined) & set(plain)


@pytest.mark.usefixtures("without_harfbuzz")
def test_brackets_turn_in_leftward_text_without_harfbuzz() -> None:
    (glyph,) = shape(SERIF, "(", leftward=True)
    assert glyph.number == SERIF.file.characters[ord(")")]
    assert glyph.text == "("


@pytest.mark.usefixtures("without_harfbuzz")
@pytest.mark.parametrize("text", ["Email <john@x.com> & co", "中文 한국어 😀 ไทย हिन्दी", "e\u0301 office"])
def test_text_taken_out_is_what_went_in_without_harfbuzz(
    text: str, with_progress: Callable[[str], StatusReport], words_of: Callable[[bytes], str]
) -> None:
    written = words_of(render_status_report(with_progress(text)))
    assert "".join(text.split()) in "".join(written.split())


@given(st.text())
def test_clusters_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


def test_clusters_are_what_people_see() -> None:
    assert clusters("e\u0301x👍🏽🇩🇪🇫🇷👨‍👩‍👧1️⃣각") == ["e\u0301", "x", "👍🏽", "🇩🇪", "🇫🇷", "👨‍👩‍👧", "1️⃣", "각"]
    assert max(map(len, clusters("e" + "\u0301" * 500))) <= 30
