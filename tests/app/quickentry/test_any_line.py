"""Whatever is typed: nothing raises, no word is lost, parts never overlap, and reading takes no longer for more."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from app.quickentry.english import ENGLISH
from app.quickentry.parts import Kind, Known, Ref, Setting, Understood
from app.quickentry.queries import asked_of
from app.quickentry.reading import read

WORDS = (
    *ENGLISH.ways, *ENGLISH.arrows, *ENGLISH.before_name, *ENGLISH.subjects, *ENGLISH.contractions, *ENGLISH.roles,
    *ENGLISH.tasks, *ENGLISH.asks, *ENGLISH.day_marks, *ENGLISH.day_starts, *ENGLISH.days,
    "Nora", "Whitcombe", "prewitt", "00003", "26-cv-00412", "10m", "1h 12m", "1:12", "9:30", "Thu", "3/12",
    "12/31/2026", "\n", "\t",
    "#lease", "#", "!!", "!", ";", ",", ".", "-", "—", "(10m)", "the", "lease", "Ann", "to", "file", "he’ll",
)  # fmt: skip
typed = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
anything = st.text(max_size=300)
mixed = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=20).map(" ".join)
_WORD = re.compile(r"\w+")


def kept(found: Understood) -> Counter[str]:
    """Every word that ends in the form: in the note, or among those that a field was read from."""
    said = Counter(_WORD.findall(found.summary))
    for part in found.parts:
        said |= Counter(_WORD.findall(found.line[part.start : part.end])) + Counter()
    return said


_GLUE = {*ENGLISH.before_name, *ENGLISH.spent, *ENGLISH.matter_words, "and", "w"}
"""What stands between a field's words and says nothing without them: "with", "for 10 min"."""


@given(st.one_of(typed, anything, mixed))
@example("call\x00in\u202e 10m \ud800 #")
@example("10" * 50 + "m by by by @ @ Fri")
@example("ask he'll will to owe by 0000-00-00")
def test_any_line(setting: Setting, known: Known, line: str) -> None:
    found = read(line, setting, known)
    assert found.line == line
    for one, other in zip(found.parts, found.parts[1:], strict=False):
        assert one.start < one.end <= other.start
    lost = {word.casefold() for word in _WORD.findall(line)} - {word.casefold() for word in kept(found)}
    assert lost <= _GLUE
    asked_of(line)


@given(typed)
def test_a_follow_up_stays_in_the_note(setting: Setting, known: Known, line: str) -> None:
    found = read(line, setting, known)
    for one in found.follow_ups:
        assert one.text
        assert one.due_on >= setting.now.date()
        for word in _WORD.findall(one.text):
            assert word in found.summary


@given(typed)
def test_what_is_named_is_never_what_the_window_shows(setting: Setting, known: Known, line: str) -> None:
    page = known.matters[3]
    found = read(line, replace(setting, page=Ref(page.id, page.client_id)), known)
    alone = read(line, setting, known)
    if alone.about is not None and alone.about.ref.client_id != page.client_id:
        assert found.about == alone.about
    if alone.about is None and alone.asked is None:
        assert found.from_page


def test_a_million_letters_are_kept_and_do_not_stall(setting: Setting, known: Known) -> None:
    for line in ("call in 00003 " + "he'll send lease by Fri; " * 40_000, "x" * 1_000_000, "9:30 " * 200_000):
        began = time.process_time()
        found = read(line, setting, known)
        asked_of(line)
        assert time.process_time() - began < 5, "linear, where it would take hours if it were not"
        assert len(found.summary) > 990_000 or found.words(Kind.MATTER)
        assert found.summary.endswith(line.strip()[-20:])
