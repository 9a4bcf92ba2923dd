"""HTML of mails turned into plain text in one pass whose cost grows with the length only.

The standard library's parser needs quadratic time for some malformed input, so that one hostile mail could
stop an import. Tags are found here by one regular expression that never backtracks and never looks past the
next "<".
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from dataclasses import dataclass

# One tag, comment or declaration. Quoted attribute values may hold ">", but not "<": that keeps it linear.
_TAG = re.compile(
    r"""<(?:
        !--(?P<comment>)
      | (?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:]{0,30}+)
        (?P<attributes>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)>
      | [!?/][^<>]*+>
    )""",
    re.VERBOSE,
)
_HREF = re.compile(r"""(?:^|\s)href\s{0,5}=\s{0,5}(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.IGNORECASE)
_COMMENT_END = re.compile("-->")
_BLOCKS_TEXT = """
address article aside blockquote body br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6
head header hr html li main nav ol p pre section table tbody td tfoot th thead title tr ul
"""
_BLOCKS = frozenset(_BLOCKS_TEXT.split())
_APART = frozenset(("p", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr"))
_SILENT = {
    name: re.compile(f"</{name}[\\s>]", re.IGNORECASE) for name in ("script", "style", "title", "head")
}
_INLINE_TEXT = """
a abbr b big em font i s small span strong sub sup u
"""
_INLINE = frozenset(_INLINE_TEXT.split())


@dataclass(frozen=True, slots=True)
class Link:
    """A link and where its words stand in the text (``start`` to ``end``, as in a slice)."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True)
class FlatText:
    """Text in lines (a block, a cell or a line break each), its links, and the spans set in inline markup.

    ``links`` and ``marked`` (start, end) are sorted by where they start.
    """

    text: str
    links: tuple[Link, ...] = ()
    marked: tuple[tuple[int, int], ...] = ()

    def links_between(self, start: int, end: int) -> tuple[Link, ...]:
        """The links that begin from ``start`` to before ``end``."""
        place = bisect_left(self.links, start, key=lambda link: link.start)
        return self.links[place : bisect_left(self.links, end, key=lambda link: link.start)]

    def outside_markup(self, start: int, end: int) -> str:
        """The text from ``start`` to ``end`` without what stands in markup that begins there."""
        rest: list[str] = []
        position = start
        first, last = bisect_left(self.marked, (start, 0)), bisect_left(self.marked, (end, 0))
        for mark_start, mark_end in self.marked[first:last]:
            if mark_end > position:
                rest.append(self.text[position : max(position, mark_start)])
                position = min(mark_end, end)
        rest.append(self.text[position:end])
        return "".join(rest)


class _Flattener:
    """Walks over the tags of one document and collects its text, white space as a browser shows it."""

    def __init__(self, source: str, *, paragraphs: bool) -> None:
        self.source = source
        self.paragraphs = paragraphs
        self.parts: list[str] = []
        self.length = 0
        self.line_start = True
        self.pending_space = False
        self.links: list[Link] = []
        self.open_links: list[tuple[int, str]] = []
        self.marked: list[tuple[int, int]] = []
        self.open_marks: list[int] = []
        self.never_closed: set[str] = set()

    def run(self) -> FlatText:
        source, position = self.source, 0
        for tag in _TAG.finditer(source):
            start = tag.start()
            if start < position:  # inside something that is left out
                continue
            if start > position:
                self._text(source[position:start])
            position = tag.end()
            name, closes, attributes, comment = tag.group("name", "close", "attributes", "comment")
            if name:
                position = self._tag(name.lower(), bool(closes), attributes, position)
            elif comment is not None:
                position = self._skip("comment", _COMMENT_END, position)
        self._text(source[position:])
        while self.open_links:
            self._close_link()
        links = tuple(sorted(self.links, key=lambda link: link.start))
        spans = tuple(sorted((start, end) for start, end in self.marked if start < end))
        return FlatText("".join(self.parts), links, spans)

    def _text(self, raw: str) -> None:
        if "&" in raw:
            raw = html.unescape(raw)
        text = " ".join(raw.split())
        if not text:
            self.pending_space = self.pending_space or (bool(raw) and not self.line_start)
            return
        if not self.line_start and (self.pending_space or raw[0].isspace()):
            text = " " + text
        self.parts.append(text)
        self.length += len(text)
        self.line_start = False
        self.pending_space = raw[-1].isspace()

    def _new_line(self, *, apart: bool) -> None:
        self.pending_space = False
        if not self.line_start:
            self.line_start = True
            self.parts.append("\n\n" if apart else "\n")
            self.length += len(self.parts[-1])
        elif apart and self.length and self.parts[-1] == "\n":
            self.parts[-1] = "\n\n"
            self.length += 1

    def _place(self) -> int:
        """Where the next word will stand."""
        return self.length + self.pending_space

    def _tag(self, name: str, closes: bool, attributes: str, position: int) -> int:
        """Follow one tag; answers where to read on."""
        if name in _BLOCKS:
            self._new_line(apart=self.paragraphs and name in _APART)
        elif name in _INLINE:
            self._inline(name, closes, attributes)
        elif name in _SILENT and not closes:
            return self._skip(name, _SILENT[name], position)
        return position

    def _inline(self, name: str, closes: bool, attributes: str) -> None:
        if not closes:
            self.open_marks.append(self._place())
        elif self.open_marks:
            self.marked.append((self.open_marks.pop(), self.length))
        if name != "a":
            return
        if self.open_links:
            self._close_link()
        if not closes and (found := _HREF.search(attributes)) is not None:
            target = found[1] or found[2] or found[3] or ""
            self.open_links.append((self._place(), html.unescape(target).strip()))

    def _close_link(self) -> None:
        start, href = self.open_links.pop()
        self.links.append(Link(start, self.length, href))

    def _skip(self, name: str, ending: re.Pattern[str], position: int) -> int:
        """Read on behind ``ending``; where it never comes (looked for once only) nothing is left out."""
        found = None if name in self.never_closed else ending.search(self.source, position)
        if found is None:
            self.never_closed.add(name)
            return position
        return found.end()


def flatten(source: str, *, paragraphs: bool = False) -> FlatText:
    """The text of ``source`` in lines; with ``paragraphs`` an empty line stands between paragraphs, as
    people read it.

    Links and spans in inline markup (``<i>``, ``<font>`` …) are told by their places in the text.
    """
    return _Flattener(source, paragraphs=paragraphs).run()
