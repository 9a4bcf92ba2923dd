"""Follow-ups and participants as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contactlog.quickwords import parse_follow_up, parse_participant
from app.kernel.errors import Invalid
from app.kernel.said import say_day

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "who", "text", "day"),
    [
        ("David: send stipulation @ tomorrow", "David", "send stipulation", date(2026, 11, 24)),
        ("David: send stipulation — tomorrow", "David", "send stipulation", date(2026, 11, 24)),
        ("David Finch:send it@next Tue", "David Finch", "send it", date(2026, 12, 1)),
        ("send the lease @ 2026-12-01", "", "send the lease", date(2026, 12, 1)),
        ("Ann: write to ann@x.com @ Fri", "Ann", "write to ann@x.com", date(2026, 11, 27)),
        ("Ann: call the clerk at 10:30 @ Fri", "Ann", "call the clerk at 10:30", date(2026, 11, 27)),
        ("call at 10:30 @ Fri", "", "call at 10:30", date(2026, 11, 27)),
        ("read https://example.org/a @ 15 Dec", "", "read https://example.org/a", date(2026, 12, 15)),
        ("Ann: file – with exhibits – @ in 2 weeks", "Ann", "file – with exhibits –", date(2026, 12, 7)),
        ("José: enviar\nel contrato @ Fri", "José", "enviar el contrato", date(2026, 11, 27)),
    ],
)
def test_who_what_and_by_when(words: str, who: str, text: str, day: date) -> None:
    assert parse_follow_up(words, MONDAY) == (who, text, day)


@pytest.mark.parametrize("words", ["", "David: send it", "David: send it @ soon", "mail ann@x.com", "@"])
def test_an_action_without_a_day_is_refused(words: str) -> None:
    with pytest.raises(Invalid, match="by when") as refused:
        parse_follow_up(words, MONDAY)
    assert (refused.value.field, refused.value.code) == ("follow_up", "no-date")


@pytest.mark.parametrize("words", ["@ Fri", "David: @ Fri", "  @ tomorrow"])
def test_a_day_without_an_action_is_refused(words: str) -> None:
    with pytest.raises(Invalid, match="what is to be done") as refused:
        parse_follow_up(words, MONDAY)
    assert refused.value.code == "no-text"


def test_the_firms_order_and_calendar_are_used() -> None:
    assert parse_follow_up("A: b @ 3/4/2027", MONDAY, order="mdy").day == date(2027, 3, 4)
    found = parse_follow_up(
        "A: b @ in 2 working days", MONDAY, add_working_days=lambda day, n: date(2026, 12, n)
    )
    assert found.day == date(2026, 12, 2)


names = st.from_regex(r"[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8})?", fullmatch=True)
texts = st.from_regex(r"[a-z]{2,8}( [a-z0-9.,:;()']{1,8}){0,4}", fullmatch=True)


@given(names, texts, st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_what_was_typed_comes_back(who: str, text: str, day: date) -> None:
    for said in (say_day(day, MONDAY), day.isoformat()):
        assert parse_follow_up(f"{who}: {text} @ {said}", MONDAY) == (who, text, day)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused(words: str) -> None:
    try:
        found = parse_follow_up(words, MONDAY)
    except Invalid:
        return
    assert found.text


@pytest.mark.parametrize(
    ("words", "name", "role"),
    [
        ("Nora Whitcombe, client", "Nora Whitcombe", "client"),
        ("Nora Whitcombe", "Nora Whitcombe", ""),
        ("Larkspur, Inc., opposing party", "Larkspur, Inc.", "opposing party"),
        ("John Smith, Jr.", "John Smith, Jr.", ""),
        ("Ann Harbour,", "Ann Harbour", ""),
    ],
)
def test_participants_are_name_and_role(words: str, name: str, role: str) -> None:
    assert parse_participant(words) == (name, role)


@pytest.mark.parametrize("words", ["", " , ", ", client"])
def test_a_participant_has_a_name(words: str) -> None:
    with pytest.raises(Invalid, match="name"):
        parse_participant(words)
