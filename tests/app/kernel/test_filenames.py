"""Names of files that every system takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.filenames import apart, named, pattern_trouble, safe_stem


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kovács v. Tern", "Kovács v. Tern"),
        ("A/B\\C:D*E?", "A-B-C-D-E"),
        ("CON", "_CON"),
        ("nul.report", "_nul.report"),
        ("COM1 .x", "_COM1 .x"),
        ("com¹", "_com¹"),
        ("ends with dots...", "ends with dots"),
        ("../../etc/passwd", "etc-passwd"),
        ("report\u202efdp.exe", "reportfdp.exe"),
        ("a\nb\tc\x00d", "a-b-c-d"),
        (" . ", "document"),
        ("日本語", "日本語"),
    ],
)
def test_a_name_is_made_safe(text: str, name: str) -> None:
    assert safe_stem(text) == name


@given(st.text(st.characters(), max_size=300))
def test_no_text_makes_a_name_that_a_system_refuses(text: str) -> None:
    name = named("{document} {client}", {"document": "Letter", "client": text})
    assert name.endswith(".pdf")
    assert not set(name) & set('<>:"/\\|?*')
    assert name.isprintable() or " " in name
    assert len(name.encode()) <= 190
    stem = name.removesuffix(".pdf")
    assert stem == stem.strip(" .")
    assert safe_stem(stem) == stem


def test_a_field_is_filled_once_and_with_its_words_only() -> None:
    facts = {"document": "{client}", "client": "Nora", "matter": "00003", "date": "2026-11-23"}
    assert named("{document} {client} {date}", facts) == "{client} Nora 2026-11-23.pdf"
    assert named("", facts, "csv") == "{client} 00003 2026-11-23.csv"


@pytest.mark.parametrize(
    "pattern", ["{matter}", "{document} {author}", "{document", "{document} {}", "{document}" + "x" * 100]
)
def test_a_wrong_pattern_is_told(pattern: str) -> None:
    assert pattern_trouble(pattern).endswith(".")
    assert not pattern_trouble("{client}, {document} of {date} ({matter})")


def test_a_name_that_is_taken_gets_a_count() -> None:
    assert apart("Report.pdf", {"report.pdf", "report (2).pdf"}) == "Report (3).pdf"
