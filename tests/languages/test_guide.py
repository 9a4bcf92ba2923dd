"""What the guide calls a button, a menu, a tab or a column is so called on the screen, in each language.

In the guide a name on the screen stands *so*, and **so…** where it opens something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.contactlog.kinds import FILE as KINDS
from app.contactlog.kinds import supplied
from app.languages.offered import FOLDER, LANGUAGES
from app.languages.po import read
from app.letters.built_in import built_in
from app.policies.starter import starters

GUIDE = KINDS.parent / "help"
CODES = ["", *(one.code for one in LANGUAGES if not one.code.startswith("en"))]
"""Folders of the guide; "" is the English one."""
ELSEWHERE = {
    "": {"Contacts", "Export", "Matters", "Message, Send Again", "For me only", "for all users", "Applications",
         "Apps"},
    "de": {"Contacts", "Export", "Matters", "E-Mail, Erneut senden", "Nur für mich", "für alle Benutzer",
           "Programme", "Apps"},
    "es": {"Contacts", "Export", "Matters", "Mensaje, Enviar de nuevo", "Aplicaciones"},
}  # fmt: skip
"""On the screens of other programs: Clio, Outlook, the system and its installers."""

_CODE = re.compile(r"`[^`]*`")
_NAME = re.compile(r"(?<![\w*])(\*\*?)(?=[^\s*])(.+?)(?<=[^\s*])\1(?![\w*])", re.DOTALL)
_FIELD = re.compile(r"\{[^{}]*\}")
_STEP = re.compile(r"\s+[→›]\s+")
LEAST = 5
"""Letters that a text with fields has of its own: of fewer it could say anything."""


def _plain(name: str) -> str:
    """Without the key of a label, what ends it and case, in which a sentence differs from a button."""
    text = " ".join(re.sub(r"&(?=\S)", "", name).split()).casefold()
    return text.replace("’", "'").removesuffix(".pdf").removesuffix(".csv").rstrip(" ….:")


def _names(page: Path) -> Iterator[str]:
    text = _CODE.sub("", page.read_text(encoding="utf-8"))
    for found in _NAME.finditer(text):
        if found[1] == "*" or found[2].endswith("…"):
            yield from (" ".join(step.split()) for step in _STEP.split(found[2]))


def _texts(code: str) -> Iterator[str]:
    """Everything that can stand on the screen; the English of a whole catalogue, which is in step with the source."""
    for file in (*FOLDER.glob("en-*/*.po"), *(FOLDER / (code or "de")).glob("*.po")):
        for entry in read(file.read_text(encoding="utf-8")):
            translated = code or file.parent.name.startswith("en")
            yield from entry.forms if translated else (entry.words, entry.many)
    yield from (one.name for one in (*built_in(code).values(), *supplied(code)))
    yield from (one.form.title for one in starters(code).values())


@cache
def _known(code: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """Texts, their sentences and what stands before a colon; and all of those that have fields."""
    whole, filled = set[str](), set[str]()
    for text in _texts(code):
        for part in (text, *re.split(r"(?<=\.) ", text), text.partition(":")[0]):
            plain = _plain(part)
            if not _FIELD.search(plain):
                whole.add(plain)
            elif sum(map(str.isalpha, _FIELD.sub("", plain))) >= LEAST:
                filled.add(".+".join(map(re.escape, _FIELD.split(plain))))
    return frozenset(whole), re.compile("|".join(sorted(filled)))


@pytest.mark.parametrize("code", CODES)
def test_what_the_guide_names_is_on_the_screen(code: str) -> None:
    whole, filled = _known(code)
    unknown = [
        f"{page.stem}: {name}"
        for page in sorted((GUIDE / code).glob("*.md"))
        for name in _names(page)
        if name not in ELSEWHERE[code] and _plain(name) not in whole and not filled.fullmatch(_plain(name))
    ]
    assert unknown == []


@pytest.mark.parametrize("code", CODES)
def test_no_other_program_is_named_that_the_guide_speaks_of_no_more(code: str) -> None:
    assert {name for page in (GUIDE / code).glob("*.md") for name in _names(page)} >= ELSEWHERE[code]


def test_a_button_that_is_called_otherwise_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "**Clocks.** Press *Clocks…* or **Clocks…**, `*not*`, then *Firm › Time\nlimits…*.", encoding="utf-8"
    )
    assert list(_names(page)) == ["Clocks…", "Clocks…", "Firm", "Time limits…"]
    whole, filled = _known("")
    assert "clocks" not in whole
    assert not filled.fullmatch("clocks")
    assert "time limits" in whole
    assert filled.fullmatch("2 policies to read")
