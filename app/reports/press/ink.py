"""Words ready to be drawn: each shaped once, in the faces that have its characters, as PDF text operands.

An ``Ink`` belongs to one document and goes with it, so no word of a client stays behind in a cache.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.reports.press.clusters import clusters
from app.reports.press.embedding import EmbeddedFont
from app.reports.press.fonts import Face, Family, fallback, fallback_all, is_invisible, text_face
from app.reports.press.shaping import Features, Glyph, shape
from app.reports.press.stretches import Runs, stretches
from app.reports.press.structure import Structure

# Controls that draw nothing, and those that would turn the order of what is read.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_FIGURE = re.compile(r"\d")
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

    def features_for(self, text: str) -> Features:
        """OpenType features; the serif face keeps its joined Th and tt among the optional ones, and with them a tz that
        would join the parts of German words ("mitzuteilen"). A word without a figure is set as any other: tabular, the
        hyphen of "E-mail" is as wide as a figure."""
        joins = self.family == "serif" and not self.tracking and "tz" not in text
        chosen: Features = ("dlig",) if joins else ()
        return (*chosen, "lnum", "tnum") if self.tabular and _FIGURE.search(text) else chosen

    @property
    def drop(self) -> float:
        """From the top of a line down to the feet of its letters, in points."""
        file = self.face.file
        ascent, descent = self.size * file.ascent / file.units, self.size * file.descent / file.units
        return (self.leading - ascent + descent) / 2 + ascent


Way = Literal["alone", "rightward", "leftward"]
"""How a word runs: ``alone`` where its paragraph has nothing that runs leftward; else which way it runs itself."""


class Fragment(NamedTuple):
    """Text in one face, or a stretch of it. ``show``: inside of a TJ array; ``width`` in points; ``heavy``: bold by a
    stroke; ``runs``: which way its leftmost character does."""

    font: str
    size: float
    width: float
    show: str
    heavy: bool
    runs: Runs = "rightward"


def printable(text: str) -> str:
    """The text with one kind of line end, tabs as spaces and nothing that cannot be seen on paper."""
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")


class Ink:
    """Turns words into fragments and remembers words, used glyphs and elements for one document."""

    def __init__(self) -> None:
        self._fonts: dict[Face, EmbeddedFont] = {}
        self._words: dict[tuple[TextStyle, Way], dict[str, tuple[Fragment, ...]]] = {}
        self.structure = Structure()
        """What the document is made of, for whoever has it read aloud."""
        self.both_ways = False
        """Whether any text runs leftward: what comes after it is written so that it is not taken for such."""

    @property
    def fonts(self) -> list[EmbeddedFont]:
        """The fonts that were used, in the order of their first use."""
        return [font for font in self._fonts.values() if font.used]

    def shelf(self, style: TextStyle, way: Way) -> dict[str, tuple[Fragment, ...]]:
        """The words already set in this style and direction, to look one up without a call."""
        return self._words.setdefault((style, way), {})

    def word(self, text: str, style: TextStyle, way: Way = "alone") -> tuple[Fragment, ...]:
        """The fragments of a word in reading order: where it runs leftward, the rightmost is the first."""
        shelf = self.shelf(style, way)
        found = shelf.get(text)
        if found is None:
            made: list[Fragment] = []
            for face, piece in self._in_faces(text, style.face):
                made += self._fragments(face, piece, style, way)
            found = shelf[text] = tuple(made)
        return found

    def white(self, text: str, style: TextStyle, beside: Fragment) -> tuple[Fragment, ...]:
        """Spaces as wide as in the style's own face, in the font of what stands ``beside`` them: text of one font is
        taken out of a file in one piece."""
        plain = self.word(text, style, "leftward")
        font = next(one for one in self._fonts.values() if one.name == beside.font)
        number = font.face.file.characters.get(ord(" "))
        if text != " " or number is None:
            return plain
        width = sum(one.width for one in plain)
        thousandths = 1000 / font.face.file.units
        glyph = Glyph(number, " ", round(width * 1000 / beside.size / thousandths), 0, 0)
        show, _ = _operands(font, [glyph], thousandths, 0.0, beside.size)
        return (beside._replace(width=width, show=show, runs=""),)

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

    def _fragments(self, face: Face, text: str, style: TextStyle, way: Way) -> list[Fragment]:
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = EmbeddedFont(face, len(self._fonts) + 1)
        leftward = way == "leftward"
        glyphs = shape(face, text, style.features_for(text), leftward=leftward)
        size = round(style.size * face.scale, 2)
        thousandths = 1000 / face.file.units
        heavy = style.bold and "Bold" not in face.name
        made = []
        for part in [glyphs] if way == "alone" else stretches(glyphs, leftward=leftward):
            show, width = _operands(font, part, thousandths, style.tracking * 1000 / size, size)
            made.append(Fragment(font.name, size, width, show, heavy, part[0].runs if part else ""))
        return made


def spelled(text: str, first: Face) -> str:
    """The text with each character that no face has written out as [U+XXXX]."""
    return "".join(
        one if is_invisible(one) or fallback(one, first) else f"[U+{ord(one):04X}]" for one in text
    )


def _one_by_one(cluster: str, first: Face) -> list[tuple[Face, str]]:
    """Faces for a cluster that no single face has whole."""
    return [
        (fallback(character, first) or first, spelled(character, first))
        for character in cluster
        if not is_invisible(character)
    ]


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
            apart = "" if parts else " "  # what comes before may end with a number
            parts.append(apart + (f"{shift:.6g}" if shift % 1 else str(int(shift))))
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
