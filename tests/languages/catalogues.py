"""The catalogues beside the source: brought into step with it, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.kernel.said import PATTERNS
from app.languages.offered import FOLDER, LANGUAGES, Language
from app.languages.po import BadCatalogue, Entry, read, write
from tests.languages.said import Said
from tests.languages.source import room_of

COMMON = "common"
"""The file of what several rooms say."""

_FIELD = re.compile(r"\{[^{}]*\}")
_MARK = re.compile(r"</?\w+[^<>]*>")
_KEY = re.compile(r"&(?=\w)(?!\w+;)")


@dataclass(frozen=True)
class Trouble:
    """Something wrong in a catalogue."""

    file: str
    words: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: “{self.words[:70]}” {self.what}"


def wanted(said: Iterable[Said]) -> dict[str, dict[tuple[str, str], Entry]]:
    """What has to be in each file, by words and meaning, in the order of the source."""
    found: dict[tuple[str, str], Entry] = {}
    for one in sorted(said, key=lambda one: (one.path, one.line)):
        key = one.words, one.meaning
        before = found.get(key, Entry(one.words, meaning=one.meaning))
        places = before.places if one.path in before.places else (*before.places, one.path)
        many = before.many or one.many
        found[key] = replace(before, places=places, many=many, forms=("", "") if many else ("",))
    files: dict[str, dict[tuple[str, str], Entry]] = {}
    for key, entry in found.items():
        rooms = {room_of(place) for place in entry.places}
        files.setdefault(rooms.pop() if len(rooms) == 1 else COMMON, {})[key] = entry
    return files


def clashing(said: Iterable[Said]) -> list[str]:
    """What is counted in two ways that begin alike: a catalogue has one entry for both."""
    several: dict[tuple[str, str], set[str]] = {}
    for one in said:
        if one.many:
            several.setdefault((one.words, one.meaning), set()).add(one.many)
    return [f"{words}: {sorted(many)}" for (words, _), many in several.items() if len(many) > 1]


def written(code: str, folder: Path = FOLDER) -> dict[str, list[Entry]]:
    """What there is of a language, by file."""
    return {
        file.stem: read(file.read_text(encoding="utf-8")) for file in sorted((folder / code).glob("*.po"))
    }


def update(code: str, files: Mapping[str, Mapping[tuple[str, str], Entry]], folder: Path = FOLDER) -> None:
    """Bring a language's files into step: what is new is added without words, what nobody says goes.

    What moved to another file takes its translation along.
    """
    known = {(one.words, one.meaning): one for there in written(code, folder).values() for one in there}
    (folder / code).mkdir(parents=True, exist_ok=True)
    for name, entries in files.items():
        kept = [_with_words_of(known.get(key), entry) for key, entry in entries.items()]
        _write(folder / code / f"{name}.po", write(code, kept))
    for file in (folder / code).glob("*.po"):
        if file.stem not in files:
            file.unlink()


def _with_words_of(before: Entry | None, entry: Entry) -> Entry:
    if before is None:
        return entry
    forms = before.forms if len(before.forms) == len(entry.forms) else entry.forms
    return replace(entry, forms=forms, notes=before.notes)


def _write(file: Path, text: str) -> None:
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8", newline="\n")


def troubles(
    language: Language, files: Mapping[str, Mapping[tuple[str, str], Entry]], folder: Path = FOLDER
) -> Iterator[Trouble]:
    """What is wrong with a language: what is broken; of one that is offered what is missing or left over, too."""
    is_english = language.code.startswith("en")
    everything = {key: (name, entry) for name, entries in files.items() for key, entry in entries.items()}
    seen: set[tuple[str, str]] = set()
    for name, entries in written(language.code, folder).items():
        place = f"{language.code}/{name}.po"
        for entry in entries:
            key = entry.words, entry.meaning
            if key in seen:
                yield Trouble(place, entry.words, "stands twice")
            seen.add(key)
            yield from (Trouble(place, entry.words, what) for what in broken(entry))
            if not language.is_whole:
                continue
            file, said = everything.get(key, ("", entry))
            if not file:
                yield Trouble(place, entry.words, "is said nowhere any more: run the update")
            elif (file != name and not is_english) or said.many != entry.many:
                yield Trouble(place, entry.words, "has changed in the source: run the update")
            if not entry.is_done:
                yield Trouble(place, entry.words, "is not translated")
    if language.is_whole and not is_english:
        for key in everything.keys() - seen:
            yield Trouble(f"{language.code}/{everything[key][0]}.po", key[0], "is missing: run the update")


def broken(entry: Entry) -> Iterator[str]:
    """What a translation lost or made up; nothing of one that is not written."""
    for number, form in enumerate(entry.forms):
        if not form:
            continue
        english = entry.many if entry.many and number else entry.words
        fields, had = sorted(_FIELD.findall(form)), sorted(_FIELD.findall(english))
        free = PATTERNS.get(entry.meaning)
        if free is not None and not {one.strip("{}") for one in fields} <= free:
            yield f"has fields that nobody fills: {fields}"
        if free is None and fields != had:
            yield f"has other fields: {fields} for {had}"
        if sorted(_MARK.findall(form)) != sorted(_MARK.findall(english)):
            yield "has other marks"
        if len(_KEY.findall(form)) != len(_KEY.findall(english)):
            yield "has no key (&) to choose it by, or one too many"
        if _edges(form) != _edges(english):
            yield "begins or ends with another space"
        if english.endswith("…") != form.endswith("…"):
            yield "lost its dots (…), or has some too many"
        if english.count("\n") != form.count("\n"):
            yield "has other lines"
    if any(entry.forms) and not all(entry.forms):
        yield "has one of its two forms only"


def _edges(words: str) -> tuple[str, str]:
    return words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]


def counts(code: str, folder: Path = FOLDER) -> list[tuple[str, int, int, int]]:
    """For each file: how many entries, how many of them done, English words still to translate."""
    return [
        (
            name,
            len(entries),
            sum(one.is_done for one in entries),
            sum(len(f"{one.words} {one.many}".split()) for one in entries if not one.is_done),
        )
        for name, entries in written(code, folder).items()
    ]


def unreadable(folder: Path = FOLDER) -> Iterator[str]:
    """Files that are no catalogue."""
    for language in LANGUAGES:
        for file in sorted((folder / language.code).glob("*.po")):
            try:
                read(file.read_text(encoding="utf-8"))
            except BadCatalogue as why:
                yield f"{language.code}/{file.name}: {why}"
