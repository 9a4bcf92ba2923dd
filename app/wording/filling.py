"""A template filled with a matter's facts. Values are text: what looks like a field or a mark in one stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.kernel.errors import Refused
from app.kernel.language import tr
from app.wording.lines import guarded
from app.wording.template import Each, Node, Template, Value, Words

MOST_FILLED = 1_000_000
"""Letters of a letter: a list of thousands, repeated often, ends here."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list."""

    text: str
    when: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a template is filled with, by the names of the fields."""

    texts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Sequence[Item]] = field(default_factory=dict)


def fill(template: Template, facts: Facts) -> str:
    """The letter's text, its marks still in it (`app.wording.lines`).

    Raises Refused ("template-wrong") for a template with mistakes, ("letter-too-long") beyond `MOST_FILLED`.
    """
    if template.mistakes:
        raise Refused(
            "template-wrong",
            tr("The template has a mistake in {said}").format(said=template.mistakes[0].said()),
        )
    pen = _Pen(facts)
    pen.write(template.nodes)
    return "".join(pen.out)


class _Pen:
    """Writes nodes into ``out``."""

    def __init__(self, facts: Facts) -> None:
        self.out: list[str] = []
        self._facts = facts
        self._item: Item | None = None
        self._length = 0
        self._fresh = True  # at the beginning of a line

    def write(self, nodes: Sequence[Node]) -> None:
        """One after the other."""
        for node in nodes:
            if isinstance(node, Words):
                self._put(node.text)
            elif isinstance(node, Value):
                self._put(guarded(self._text(node.name), fresh=self._fresh))
            elif isinstance(node, Each):
                self._each(node)
            else:
                self.write(node.then if self._has(node.name) is node.wanted else node.otherwise)

    def _each(self, node: Each) -> None:
        for item in self._facts.lists.get(node.name, ()):
            self._item = item
            self.write(node.body)
        self._item = None

    def _has(self, name: str) -> bool:
        return bool(self._facts.lists.get(name)) or bool(self._text(name).strip())

    def _text(self, name: str) -> str:
        item = self._item
        if item is not None and name in {"when", "text", "note"}:  # one line of a table
            return " ".join({"when": item.when, "text": item.text, "note": item.note}[name].split("\n"))
        return self._facts.texts.get(name, "")

    def _put(self, text: str) -> None:
        if not text:
            return
        self._length += len(text)
        if self._length > MOST_FILLED:
            message = tr("The letter becomes longer than 400 pages. Repeat fewer lists in its template.")
            raise Refused("letter-too-long", message)
        self.out.append(text)
        self._fresh = text.endswith("\n")
