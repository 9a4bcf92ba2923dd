"""The catalogues and the source are in step: nothing is said that cannot be found, nothing in a catalogue is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.languages.offered import ENGLISH_US, LANGUAGES, Language
from app.languages.po import Entry, write
from tests.languages.catalogues import broken, clashing, counts, troubles, unreadable, update, wanted, written
from tests.languages.said import Found, Said, everything


@pytest.fixture(scope="module")
def found() -> Found:
    return everything()


def test_every_text_of_the_source_is_found(found: Found) -> None:
    """A text that a call looks up in a way nobody can follow needs its line in `tables.py`."""
    assert [f"{one.path}:{one.line}: {one.code}" for one in found.lost] == []
    assert clashing(found.said) == []
    assert {"Log contact", "Response times", "The vault is locked. Unlock it first."} <= {
        one.words for one in found.said
    }


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_no_catalogue_is_broken(language: Language, found: Found) -> None:
    """Fields, marks, keys and spaces are kept; of a language that is offered nothing is missing or left over."""
    assert list(unreadable()) == []
    assert [str(one) for one in troubles(language, wanted(found.said))] == []


@pytest.mark.parametrize(
    ("english", "said", "what"),
    [
        (Entry("{count} files from {who}"), ("{count} Akten",), "other fields"),
        (Entry("{count:,} letters"), ("{count} Buchstaben",), "other fields"),
        (Entry("<b>Late</b>"), ("Verspätet",), "other marks"),
        (Entry("&Save"), ("Speichern",), "no key"),
        (Entry(" with {place}"), ("mit {place}",), "another space"),
        (Entry("Export…"), ("Exportieren",), "dots"),
        (Entry("One\nTwo"), ("Eins Zwei",), "other lines"),
        (Entry("1 day", many="{count} days"), ("1 Tag", ""), "one of its two forms"),
        (Entry("1 day", many="{count} days"), ("1 Tag", "Tage"), "other fields"),
        (Entry("1 day", many="{count} days"), ("{count} Tag", "{count} Tage"), "other fields"),
    ],
)
def test_what_a_translation_may_lose(english: Entry, said: tuple[str, ...], what: str) -> None:
    entry = Entry(english.words, said, many=english.many)
    assert any(what in one for one in broken(entry))


def test_a_whole_translation_is_fine() -> None:
    assert list(broken(Entry("1 day", ("1 Tag", "{count} Tage"), many="{count} days"))) == []
    assert list(broken(Entry("&Save {name}…", ("{name} &speichern…",)))) == []


def test_an_update_keeps_what_is_translated_when_it_moves(tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    before = [Entry("Late", ("Verspätet",), notes=("a state",)), Entry("Gone", ("Fort",))]
    (tmp_path / "de" / "today.po").write_text(write("de", before), encoding="utf-8")
    said = [
        Said("Late", "ui/today/page.py", 1),
        Said("Late", "ui/matters/page.py", 1),
        Said("New", "ui/pages.py", 1),
    ]
    update("de", wanted(said), tmp_path)
    now = written("de", tmp_path)
    assert now == {
        "common": [
            Entry(
                "Late", ("Verspätet",), notes=("a state",), places=("ui/matters/page.py", "ui/today/page.py")
            )
        ],
        "window": [Entry("New", places=("ui/pages.py",))],
    }
    assert counts("de", tmp_path) == [("common", 1, 1, 0), ("window", 1, 0, 1)]


def test_what_is_missing_from_a_whole_language_is_told(tmp_path: Path) -> None:
    files = wanted([Said("Late", "ui/today/page.py", 1), Said("New", "ui/pages.py", 1)])
    update("xx", files, tmp_path)
    (tmp_path / "xx" / "window.po").unlink()
    told = [str(one) for one in troubles(Language("xx", "X"), files, tmp_path)]
    assert told == [
        "xx/today.po: “Late” is not translated",
        "xx/window.po: “New” is missing: run the update",
    ]
    assert list(troubles(Language("xx", "X", is_whole=False), files, tmp_path)) == []


def test_a_country_says_only_what_differs() -> None:
    entries = [one for there in written(ENGLISH_US.code).values() for one in there]
    assert entries
    assert all(one.forms[0] != one.words for one in entries)
