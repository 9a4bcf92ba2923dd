"""Words ready to be drawn: each shaped once, in the faces that have its characters, as PDF text operands.

An ``Ink`` belongs to one document and goes with it, so no word of a client stays behind in a cache.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from app.reports.clusters import clusters
from app.reports.embedding import EmbeddedFont
from app.reports.fonts import Face, Family, fallback, fallback_all, is_invisible, text_face
from app.reports.shaping import Features, Glyph, shape
from app.reports.structure import Structure

# Controls that draw nothing, and those that would turn the order of what is read.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How text looks. ``size``, ``leading`` (line to line) and ``tracking`` (between letters) in points;
    ``grey`` from 0, black, to 1; ``tabular``: all figures lining and of one width."""

    family: Family = "serif"
    size: float = 10.5
    leading: float = 14.0
    bold: bool = False
    italic: bool = False
    grey: float = 0.08
    tracking: float = 0.0
    tabular: bool = False

    @property
    def face(self) -> Face:
        """The face for its Latin letters."""
        return text_face(self.family, self.bold, self.italic)

    @property
    def features(self) -> Features:
        """OpenType features; the serif face keeps its joined Th and tt among the optional ones."""
        chosen: Features = ("dlig",) if self.family == "serif" and not self.tracking else ()
        return (*chosen, "lnum", "tnum") if self.tabular else chosen

    @property
    def drop(self) -> float:
        """From the top of a line down to the feet of its letters, in points."""
        file = self.face.file
        ascent, descent = self.size * file.ascent / file.units, self.size * file.descent / file.units
        return (self.leading - ascent + descent) / 2 + ascent


class Fragment(NamedTuple):
    """Text in one face. ``show``: inside of a TJ array; ``width`` in points; ``heavy``: bold by a stroke."""

    font: str
    size: float
    width: float
    show: str
    heavy: bool


def printable(text: str) -> str:
    """The text with one kind of line end, tabs as spaces and nothing that cannot be seen on paper."""
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")


class Ink:
    """Turns words into fragments and remembers words, used glyphs and elements for one document."""

    def __init__(self) -> None:
        self._fonts: dict[Face, EmbeddedFont] = {}
        self._words: dict[tuple[TextStyle, bool], dict[str, tuple[Fragment, ...]]] = {}
        self.structure = Structure()
        """What the document is made of, for whoever has it read aloud."""

    @property
    def fonts(self) -> list[EmbeddedFont]:
        """The fonts that were used, in the order of their first use."""
        return [font for font in self._fonts.values() if font.used]

    def shelf(self, style: TextStyle, leftward: bool) -> dict[str, tuple[Fragment, ...]]:
        """The words already set in this style and direction, to look one up without a call."""
        return self._words.setdefault((style, leftward), {})

    def word(self, text: str, style: TextStyle, leftward: bool = False) -> tuple[Fragment, ...]:
        """The fragments of a word from left to right; ``leftward``: it runs from right to left."""
        shelf = self.shelf(style, leftward)
        found = shelf.get(text)
        if found is None:
            pieces = self._in_faces(text, style.face)
            made = [self._fragment(face, piece, style, leftward) for face, piece in pieces]
            found = shelf[text] = tuple(made[::-1] if leftward else made)
        return found

    def _in_faces(self, text: str, first: Face) -> list[tuple[Face, str]]:
        """The word cut where the face changes. A character that no face has is written out as [U+XXXX]."""
        if first.letters.issuperset(text):
            return [(first, text)]
        pieces: list[tuple[Face, str]] = []
        for cluster in clusters(text):
            whole = fallback_all(cluster, first)
            for face, part in [(whole, cluster)] if whole else _one_by_one(cluster, first):
                if pieces and pieces[-1][0] is face:
                    pieces[-1] = (face, pieces[-1][1] + part)
                else:
                    pieces.append((face, part))
        return pieces

    def _fragment(self, face: Face, text: str, style: TextStyle, leftward: bool) -> Fragment:
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = EmbeddedFont(face, len(self._fonts) + 1)
        glyphs = shape(face, text, style.features, leftward=leftward)
        size = round(style.size * face.scale, 2)
        thousandths = 1000 / face.file.units
        show, width = _operands(font, glyphs, thousandths, style.tracking * 1000 / size, size)
        return Fragment(font.name, size, width, show, style.bold and "Bold" not in face.name)


def _one_by_one(cluster: str, first: Face) -> list[tuple[Face, str]]:
    """Faces for a cluster that no single face has whole."""
    parts: list[tuple[Face, str]] = []
    for character in cluster:
        if is_invisible(character):
            continue
        face = fallback(character, first)
        parts.append((face, character) if face else (first, f"[U+{ord(character):04X}]"))
    return parts


def _operands(
    font: EmbeddedFont, glyphs: list[Glyph], thousandths: float, tracking: float, size: float
) -> tuple[str, float]:
    """The inside of a TJ array for the glyphs, and its width in points."""
    file = font.face.file
    parts: list[str] = []
    shift = 0.0
    width = 0.0
    for glyph in glyphs:
        shift -= glyph.right * thousandths
        if abs(shift) >= 0.05:
            parts.append(f"{shift:.6g}" if shift % 1 else str(int(shift)))
            shift = 0.0
        code = f"<{font.code(glyph.number, glyph.text)}>"
        parts.append(
            f"] TJ {glyph.up * thousandths * size / 1000:.3g} Ts [{code}] TJ 0 Ts [" if glyph.up else code
        )
        moved = glyph.advance * thousandths + (tracking if glyph.advance else 0.0)
        shift += file.advance(glyph.number) * thousandths - moved + glyph.right * thousandths
        width += moved
    if abs(shift) >= 0.05:
        parts.append(f"{shift:.6g}")
    return "".join(parts).replace("><", ""), width * size / 1000
