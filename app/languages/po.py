"""Catalogue files (`.po`): read at the start of the program, so quickly, and written by `python -m tests.languages`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_FOLDED = re.compile(r'"\s*\n"')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MEANT = {"n": "\n", "t": "\t", "r": "\r"}
_QUOTED = r'"((?:[^"\\\n]|\\.)*)"\n'
_ENTRY = re.compile(
    r"((?:#[^\n]*\n)*)"
    rf"(?:msgctxt {_QUOTED})?msgid {_QUOTED}"
    rf"(?:msgid_plural {_QUOTED}msgstr\[0\] {_QUOTED}msgstr\[1\] {_QUOTED}|msgstr {_QUOTED})"
)


class BadCatalogue(ValueError):
    """A file that is no catalogue; says from which line on."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is said, and how."""

    words: str
    """In English; of one thing where it is counted."""
    forms: tuple[str, ...] = ("",)
    """The translation: one form, or two where it is counted; empty while nobody wrote it."""
    meaning: str = ""
    many: str = ""
    """English of several things, where it is counted."""
    places: tuple[str, ...] = ()
    """The files that say it."""
    notes: tuple[str, ...] = ()
    """What translators wrote beside it."""

    @property
    def is_done(self) -> bool:
        """Whether every form is written."""
        return all(self.forms)


def read(text: str) -> list[Entry]:
    """The entries of a file, without its head.

    Raises `BadCatalogue`: a half-read catalogue would leave English between the lines, unseen.
    """
    text = _FOLDED.sub("", text.replace("\r\n", "\n").rstrip() + "\n")
    entries, at = [], 0
    for found in _ENTRY.finditer(text):
        if text[at : found.start()].strip():
            break
        at = found.end()
        comments, meaning, words, many, first, other, only = found.groups()
        if not words:
            continue
        lines = comments.splitlines()
        entries.append(
            Entry(
                _plain(words),
                (_plain(only),) if many is None else (_plain(first), _plain(other)),
                _plain(meaning or ""),
                _plain(many or ""),
                tuple(line[3:] for line in lines if line.startswith("#: ")),
                tuple(line[2:] for line in lines if line.startswith("# ")),
            )
        )
    if text[at:].strip():
        raise BadCatalogue(f"line {text.count(chr(10), 0, at) + 1} and after is not understood")
    return entries


def write(code: str, entries: Iterable[Entry]) -> str:
    """The text of a file."""
    head = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {code.replace("-", "_")}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    )
    return "\n".join([head, *(_entry(one) for one in entries)])


def _entry(entry: Entry) -> str:
    lines = [*(f"# {note}" for note in entry.notes), *(f"#: {place}" for place in entry.places)]
    if entry.meaning:
        lines.append(f"msgctxt {_quoted(entry.meaning)}")
    lines.append(f"msgid {_quoted(entry.words)}")
    if entry.many:
        lines.append(f"msgid_plural {_quoted(entry.many)}")
        lines.extend(f"msgstr[{number}] {_quoted(form)}" for number, form in enumerate(entry.forms))
    else:
        lines.append(f"msgstr {_quoted(entry.forms[0])}")
    return "\n".join(lines) + "\n"


def _plain(quoted: str) -> str:
    if "\\" not in quoted:
        return quoted
    return _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), quoted)


def _quoted(words: str) -> str:
    said = words.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + said.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r") + '"'
