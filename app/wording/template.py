"""Templates: plain text with ``{{fields}}``, ``{{if …}}`` and ``{{each …}}``. Nothing in them is ever run.

    {{if any waiting}}
    # What we are waiting for
    {{each waiting}}
    {{when}} | {{text}}
    {{end}}
    {{else}}
    We wait for nobody.
    {{end}}

- ``{{client.name}}`` is the value; only names that are on the list are known (`app.letters.fields`).
- ``{{if name}}``, ``{{if any name}}``: there is something; ``{{if no name}}``: there is nothing.
- ``{{each list}}`` repeats what follows; ``{{when}}``, ``{{text}}`` and ``{{note}}`` inside are those of the line.
- ``{{"{{"}}`` is two braces. A line that holds nothing but if, each, else or end leaves no empty line behind.

Reading takes time in proportion to the text, whatever stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

from app.kernel.language import tr
from app.kernel.numbers import say_number

MOST_LETTERS = 200_000
"""Of a template: some hundred pages."""
MOST_TAGS = 2_000
DEEPEST = 8
"""So many blocks may stand inside each other."""
MOST_PROBLEMS = 50
ITEM_FIELDS = ("when", "text", "note")
_LONGEST_NAME = 60
_TAG = re.compile(r'\{\{(?:(?P<braces>"\{\{")|(?P<words>[^\n{}]*))\}\}|(?P<stray>\{\{)')
_BLOCK = ("if ", "each ")
_CLOSING = {"else", "end"}


class Spot(NamedTuple):
    """Where something stands: line and column from 1, and how many letters of it."""

    line: int
    column: int
    length: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a template, where it stands, and ``instead``: the known name that comes nearest, or ""."""

    code: str
    message: str
    at: Spot
    instead: str = ""

    def said(self) -> str:
        """As in "line 3, column 5: …", with the name that may have been meant."""
        words = (
            tr("line {line}, column {column}: {message} Did you mean “{instead}”?")
            if self.instead
            else tr("line {line}, column {column}: {message}")
        )
        return words.format(
            line=self.at.line, column=self.at.column, message=self.message, instead=self.instead
        )


@dataclass(frozen=True, slots=True)
class Words:
    """Text as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A field."""

    name: str


@dataclass(slots=True)
class If:
    """``wanted``: whether there must be something."""

    name: str
    wanted: bool
    at: Spot
    then: list[Node] = field(default_factory=list)
    otherwise: list[Node] = field(default_factory=list)
    turned: bool = False


@dataclass(slots=True)
class Each:
    """Lines of a list."""

    name: str
    at: Spot
    body: list[Node] = field(default_factory=list)


Node = Words | Value | If | Each


@dataclass(frozen=True, slots=True)
class Template:
    """A template as it was read. Only one without ``mistakes`` may be filled."""

    nodes: tuple[Node, ...]
    mistakes: tuple[Mistake, ...] = ()


class Known(NamedTuple):
    """The names that may stand in a template."""

    texts: Collection[str]
    lists: Collection[str]


class _Tag(NamedTuple):
    words: str
    at: Spot
    alone: bool
    """On a line that holds nothing but blocks."""


def read_template(text: str, known: Known) -> Template:
    """Read ``text``. Every mistake is told where it stands, up to `MOST_PROBLEMS`; nothing is raised."""
    if len(text) > MOST_LETTERS:
        words = tr("A template has at most {most} letters; this one has {count}. Please shorten it.")
        message = words.format(most=say_number(MOST_LETTERS), count=say_number(len(text)))
        return Template((), (Mistake("too-long", message, Spot(1, 1, 0)),))
    reader = _Reader(known)
    for part in _parts(text):
        if isinstance(part, str):
            reader.words(part)
        elif not reader.take(part):
            break
    reader.close()
    return Template(tuple(reader.nodes), tuple(reader.mistakes))


def _parts(text: str) -> Iterator[str | _Tag]:
    """Text and tags in turn."""
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        ending = "\n" if number < len(lines) else ""
        tags = list(_TAG.finditer(line)) if "{{" in line else []
        alone = bool(tags) and all(_is_block(one) for one in tags) and not _TAG.sub("", line).strip()
        at = 0
        for tag in tags:
            if not alone and tag.start() > at:
                yield line[at : tag.start()]
            at = tag.end()
            spot = Spot(number, tag.start() + 1, tag.end() - tag.start())
            if tag["braces"]:
                yield "{{"
            else:
                yield _Tag("{{" if tag["stray"] else " ".join(tag["words"].split()), spot, alone)
        if not alone and (rest := line[at:] + ending):
            yield rest


def _is_block(tag: re.Match[str]) -> bool:
    words = " ".join((tag["words"] or "").casefold().split())
    return words in _CLOSING or words.startswith(_BLOCK)


class _Reader:
    """Puts parts together. ``nodes`` what was read, ``mistakes`` what is wrong with it."""

    def __init__(self, known: Known) -> None:
        self.nodes: list[Node] = []
        self.mistakes: list[Mistake] = []
        self._known = known
        self._open: list[If | Each] = []
        self._into: list[list[Node]] = [self.nodes]
        self._tags = 0

    def words(self, text: str) -> None:
        """Text as it stands."""
        self._into[-1].append(Words(text))

    def take(self, tag: _Tag) -> bool:
        """One tag; False when there is no use in going on."""
        self._tags += 1
        if self._tags > MOST_TAGS:
            self._wrong(
                "too-many",
                tr("A template has at most {most} fields. Please make it shorter.").format(
                    most=say_number(MOST_TAGS)
                ),
                tag.at,
            )
            return False
        words = tag.words.casefold()
        if words == "{{":
            self._wrong(
                "not-closed",
                tr("A field begins here and does not end: {braces} is missing on this line.").format(
                    braces="}}"
                ),
                tag.at,
            )
        elif words == "end":
            self._end(tag)
        elif words == "else":
            self._else(tag)
        elif words.startswith("if ") or words == "if":
            self._if(words[2:].split(), tag)
        elif words.startswith("each ") or words == "each":
            self._each(words[4:].strip(), tag)
        else:
            self._value(words, tag)
        return len(self.mistakes) < MOST_PROBLEMS

    def close(self) -> None:
        """The end of the text: blocks that are still open are told."""
        for block in self._open[: MOST_PROBLEMS - len(self.mistakes)]:
            word = "if" if isinstance(block, If) else "each"
            self._wrong("no-end", tr("This {word} has no {end}.").format(word=word, end="{{end}}"), block.at)
        self.mistakes.sort(key=lambda one: one.at)

    def _value(self, name: str, tag: _Tag) -> None:
        inside = any(isinstance(block, Each) for block in self._open)
        if name in self._known.lists:
            message = tr("“{name}” is a list: {each} … {end} goes through it.").format(
                name=name, each=f"{{{{each {name}}}}}", end="{{end}}"
            )
            self._wrong("is-list", message, tag.at)
        elif name in self._known.texts or (inside and name in ITEM_FIELDS):
            self._into[-1].append(Value(name))
        elif name in ITEM_FIELDS:
            self._wrong(
                "not-in-list",
                tr("“{name}” is known only between {each} and {end}.").format(
                    name=name, each="{{each …}}", end="{{end}}"
                ),
                tag.at,
            )
        else:
            self._unknown(name, tag, (*self._known.texts, *(ITEM_FIELDS if inside else ())))

    def _if(self, words: list[str], tag: _Tag) -> None:
        wanted = True
        if words and words[0] in {"any", "no", "not"}:
            wanted = words.pop(0) == "any"
        name = " ".join(words)
        inside = any(isinstance(block, Each) for block in self._open)
        names = (*self._known.texts, *self._known.lists, *(ITEM_FIELDS if inside else ()))
        if name not in names:
            self._unknown(name, tag, names)
        self._begin(If(name, wanted, tag.at))

    def _each(self, name: str, tag: _Tag) -> None:
        if name not in self._known.lists:
            self._unknown(name, tag, self._known.lists)
        if any(isinstance(block, Each) for block in self._open):
            self._wrong("each-in-each", tr("A list cannot be gone through inside another."), tag.at)
        self._begin(Each(name, tag.at))

    def _begin(self, block: If | Each) -> None:
        if len(self._open) == DEEPEST:
            self._wrong(
                "too-deep",
                tr("At most {deepest} blocks may stand inside each other.").format(deepest=DEEPEST),
                block.at,
            )
        self._into[-1].append(block)
        self._open.append(block)
        self._into.append(block.then if isinstance(block, If) else block.body)

    def _else(self, tag: _Tag) -> None:
        block = self._open[-1] if self._open else None
        if not isinstance(block, If) or block.turned:
            self._wrong("no-if", tr("This else belongs to no if."), tag.at)
            return
        block.turned = True
        self._into[-1] = block.otherwise

    def _end(self, tag: _Tag) -> None:
        if not self._open:
            self._wrong("no-begin", tr("This end belongs to no if and no each."), tag.at)
            return
        self._open.pop()
        self._into.pop()

    def _unknown(self, name: str, tag: _Tag, names: Collection[str]) -> None:
        if not name:
            self._wrong("no-name", tr("The name of a field is missing here."), tag.at)
            return
        short = name[:_LONGEST_NAME]
        instead = next(iter(get_close_matches(short, names, 1, 0.55)), "")
        self._wrong("unknown-field", tr("“{name}” is not known.").format(name=short), tag.at, instead)

    def _wrong(self, code: str, message: str, at: Spot, instead: str = "") -> None:
        self.mistakes.append(Mistake(code, message, at, instead))
