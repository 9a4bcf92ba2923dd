"""A template as people read it who do not write it: what is filled in stands in brackets, called by what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.kernel.language import tr
from app.wording.fields import FieldInfo, known_of
from app.wording.template import Each, If, Node, Value, Words, read_template


def example(text: str, fields: Sequence[FieldInfo]) -> str:
    """``text`` as if everything were known, a line for each list: "Dear [the client's name],". Its marks stay in it
    (`app.wording.lines`); what is wrong with it is left out."""
    said = {one.name: one.said for one in fields if not one.is_list}
    lists = {one.name: one.said for one in fields if one.is_list}
    return "".join(_read(read_template(text, known_of(fields)).nodes, said, lists))


def _read(nodes: Sequence[Node], said: dict[str, str], lists: dict[str, str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Words):
            yield node.text
        elif isinstance(node, Value):
            yield f"[{said.get(node.name, node.name)}]"
        elif isinstance(node, Each):
            line = {"when": tr("When"), "text": lists.get(node.name, node.name), "note": tr("Note")}
            yield from _read(node.body, {**said, **line}, lists)
        elif isinstance(node, If):
            yield from _read(node.then if node.wanted else node.otherwise, said, lists)
