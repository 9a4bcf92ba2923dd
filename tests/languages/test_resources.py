"""What comes with the program in another language says what the English says: the same fields, anchors, commands.

A text or page that is missing fails here as soon as its language is offered.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.access.laws import FILE as LAWS
from app.access.laws import laws
from app.concerns.outside import FILE as OUTSIDE
from app.concerns.outside import outside_bodies
from app.contactlog.kinds import FILE as KINDS
from app.contactlog.kinds import Kind, checked_kind, supplied
from app.kernel.days import parse_day
from app.kernel.language import speaking
from app.languages.offered import LANGUAGES, Language, catalogue_of
from app.languages.resources import in_language
from app.letters.built_in import FOLDER as LETTERS
from app.letters.built_in import built_in
from app.letters.fields import KNOWN as LETTER_FIELDS
from app.plain.ease import measured
from app.plain.jargon import FILE as JARGON
from app.plain.jargon import jargon_in, usual
from app.plain.jargon import supplied as jargon
from app.policies.filled import KNOWN as POLICY_FIELDS
from app.policies.starter import FOLDER as POLICIES
from app.policies.starter import starters
from app.reviews.checklist import FILE as CHECKLIST
from app.reviews.checklist import MOST_ITEMS
from app.reviews.checklist import supplied as checklist
from app.wording.template import read_template
from tests.support import MONDAY

OTHERS = [one for one in LANGUAGES if not one.code.startswith("en")]
CODES = [one.code for one in OTHERS]
GUIDE = KINDS.parent / "help"
FIELDS = re.compile(r"\{\{(?!each |if any |if |end\}|else\})([^{}]+)\}\}")
"""What is filled in."""
ASKED = re.compile(r"\{\{(?:if any|if|each) ([^{}]+)\}\}")
"""What is asked for, or gone through."""
ANCHOR = re.compile(r'^<a id="([\w-]+)"></a>\n(?=#+ )', re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]*)\)")
FLAG = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


def _texts() -> Iterator[Path]:
    for folder in (LETTERS, POLICIES):
        yield from sorted(folder.glob("*.txt"))
    yield from (CHECKLIST, KINDS, JARGON, OUTSIDE, LAWS)


@pytest.mark.parametrize("code", CODES)
def test_every_text_has_its_sibling_and_none_is_left_over(code: str) -> None:
    there = {in_language(one, code) for one in _texts()}
    assert not [one for one in _texts() if in_language(one, code) == one]
    assert {file for folder in {one.parent for one in there} for file in folder.iterdir()} == there


@pytest.mark.parametrize("code", CODES)
def test_the_language_as_a_country_writes_it_finds_the_same(code: str) -> None:
    assert in_language(CHECKLIST, f"{code}-XX") == in_language(CHECKLIST, code) != CHECKLIST
    assert (
        in_language(CHECKLIST, "en-GB")
        == in_language(CHECKLIST, "xx")
        == in_language(CHECKLIST, "")
        == CHECKLIST
    )


@pytest.mark.parametrize("code", CODES)
def test_letters_have_the_same_fields_and_heads(code: str) -> None:
    assert list(built_in(code)) == list(built_in())
    for key, form in built_in().items():
        said = built_in(code)[key]
        for name in ("text", "subject"):
            english, other = getattr(form, name), getattr(said, name)
            assert read_template(other, LETTER_FIELDS).mistakes == (), (key, name)
            assert sorted(set(FIELDS.findall(other))) == sorted(set(FIELDS.findall(english))), (key, name)
            assert _blocks(other) == _blocks(english), (key, name)
        assert replace(said, name="", text="", subject="") == replace(form, name="", text="", subject="")
        assert said.name != form.name
    names = [form.name for form in built_in(code).values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("code", CODES)
def test_policies_have_the_same_fields_and_heads(code: str) -> None:
    assert list(starters(code)) == list(starters())
    for key, one in starters().items():
        said = starters(code)[key]
        assert read_template(said.form.text, POLICY_FIELDS).mistakes == (), key
        assert set(FIELDS.findall(said.form.text)) == set(FIELDS.findall(one.form.text)), key
        assert sorted(ASKED.findall(said.form.text)) == sorted(ASKED.findall(one.form.text)), key
        assert _blocks(said.form.text) == _blocks(one.form.text), key
        assert (said.review_months, said.form.kind) == (one.review_months, one.form.kind)
        assert 300 <= len(said.form.text.split()) <= 800


def _blocks(text: str) -> list[str]:
    """What each line is: a head, a point, a row of two columns, room to write."""
    shapes = {"# ": "head", "- ": "point", "____": "write"}
    found = []
    for line in text.splitlines():
        shape = next((shape for begin, shape in shapes.items() if line.startswith(begin)), "")
        shape = shape or ("row" if " | " in line else "")
        if shape:
            found.append(shape)
    return found


@pytest.mark.parametrize("code", CODES)
def test_the_checklist_has_as_many_points(code: str) -> None:
    items = checklist(code).items
    assert len(items) == len(set(items)) == len(checklist().items) <= MOST_ITEMS
    assert not set(items) & set(checklist().items)


@pytest.mark.parametrize("code", CODES)
def test_kinds_preset_and_ask_the_same(code: str) -> None:
    for english, other in zip(supplied(), supplied(code), strict=True):
        assert _unsaid(other) == _unsaid(english)
        assert [one.field for one in other.questions] == [one.field for one in english.questions]
        assert len(other.follow_ups) == len(english.follow_ups)
        assert len(other.tags) == len(english.tags)
        assert other.name != english.name
        assert checked_kind(other) == other
        with speaking(catalogue_of(code)):
            for line in other.follow_ups:
                assert parse_day(line.rsplit(" — ", 1)[1], MONDAY.date(), add_working_days=_later), line


def _later(day: date, count: int) -> date:
    return day + timedelta(days=count)


def _unsaid(kind: Kind) -> Kind:
    return replace(kind, name="", summary="", tags=(), follow_ups=(), questions=())


@pytest.mark.parametrize("code", CODES)
def test_bodies_and_laws_are_said_in_each_place(code: str) -> None:
    for place, one in outside_bodies(code).items():
        english = outside_bodies()[place]
        assert (one.source, one.compared) == (english.source, english.compared)
        assert bool(one.text) == bool(english.text)
        assert one.text != english.text or not one.text, place
        assert re.findall(r"[\d ]{6,}|www\.\S+|\S+@\S+", one.text) == re.findall(
            r"[\d ]{6,}|www\.\S+|\S+@\S+", english.text
        ), place
    said = tomllib.loads(in_language(OUTSIDE, code).read_text(encoding="utf-8"))
    assert said.keys() == outside_bodies().keys()
    known = laws()
    with speaking(catalogue_of(code)):
        for law, rule in laws().items():
            assert replace(rule, name="", source="") == replace(known[law], name="", source="")
            assert rule.source != known[law].source, law


@pytest.mark.parametrize("code", CODES)
def test_its_list_of_lawyers_words_is_its_own(code: str) -> None:
    assert measured(code) == code
    assert len(jargon(code)) > 150
    for word, say in jargon(code).items():
        assert word == " ".join(word.split()) != say.casefold()
        found = jargon_in(say, usual(code))
        assert not found, f"{say!r} is said instead of {word!r}, and is one itself"


@pytest.mark.parametrize("language", [one for one in OTHERS if one.is_whole], ids=lambda one: one.code)
def test_every_page_of_the_guide_has_its_sibling(language: Language) -> None:
    code = language.code
    pages = sorted(GUIDE.glob("*.md"))
    assert not [one.name for one in pages if in_language(one, code) == one]
    assert {one.name for one in (GUIDE / code).iterdir()} == {one.name for one in pages}


@pytest.mark.parametrize(
    "page", sorted(GUIDE.glob("*/*.md")), ids=lambda page: f"{page.parent.name}/{page.stem}"
)
def test_a_page_has_the_same_anchors_links_and_options(page: Path) -> None:
    english, other = (one.read_text(encoding="utf-8") for one in (GUIDE / page.name, page))
    for what in (ANCHOR, LINK, FLAG):
        assert set(what.findall(other)) == set(what.findall(english)), what.pattern
    assert len(re.findall(r"^#+ ", other, re.MULTILINE)) == len(re.findall(r"^#+ ", english, re.MULTILINE))
