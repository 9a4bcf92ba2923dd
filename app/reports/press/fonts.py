"""The bundled fonts: which face draws which character.

Faces are read when first asked for and kept for the life of the process; they hold no client's words.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, cached_property
from pathlib import Path
from typing import Literal
from unicodedata import normalize

from app.kernel.errors import Damaged
from app.kernel.language import tr
from app.reports.press.sfnt import FontFile

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "fonts"
Family = Literal["serif", "sans"]

_FACES: dict[tuple[Family, bool, bool], str] = {
    ("serif", False, False): "LibertinusSerif-Regular",
    ("serif", True, False): "LibertinusSerif-Bold",
    ("serif", False, True): "LibertinusSerif-Italic",
    ("serif", True, True): "LibertinusSerif-BoldItalic",
    ("sans", False, False): "Inter-Regular",
    ("sans", True, False): "Inter-SemiBold",
    ("sans", False, True): "Inter-Regular",
    ("sans", True, True): "Inter-SemiBold",
}

# First code point of a stretch and the face to try there first; then come the rest, and then all.
_CHINESE, _KOREAN = "NotoSerifSC-Subset", "NotoSerifKR-Subset"
_REST = (
    "NotoSerif-Regular",
    "LibertinusSerif-Regular",
    "Inter-Regular",
    "NotoSansSymbols2-Regular",
    "NotoSansSymbols-Regular",
    "NotoSansMath-Regular",
    _CHINESE,
    "NotoEmoji-Regular",
    _KOREAN,
)
_STRETCHES: tuple[tuple[int, str], ...] = (
    (0x0000, ""),
    (0x0530, "NotoSerifArmenian-Regular"),
    (0x0590, "NotoSerifHebrew-Regular"),
    (0x0600, "NotoNaskhArabic-Regular"),
    (0x0700, ""),
    (0x0750, "NotoNaskhArabic-Regular"),
    (0x0780, ""),
    (0x08A0, "NotoNaskhArabic-Regular"),
    (0x0900, "NotoSerifDevanagari-Regular"),
    (0x0980, "NotoSerifBengali-Regular"),
    (0x0A00, "NotoSerifGurmukhi-Regular"),
    (0x0A80, "NotoSerifGujarati-Regular"),
    (0x0B00, ""),
    (0x0B80, "NotoSerifTamil-Regular"),
    (0x0C00, "NotoSerifTelugu-Regular"),
    (0x0C80, "NotoSerifKannada-Regular"),
    (0x0D00, "NotoSerifMalayalam-Regular"),
    (0x0D80, "NotoSerifSinhala-Regular"),
    (0x0E00, "NotoSerifThai-Regular"),
    (0x0E80, "NotoSerifLao-Regular"),
    (0x0F00, ""),
    (0x1000, "NotoSerifMyanmar-Regular"),
    (0x10A0, "NotoSerifGeorgian-Regular"),
    (0x1100, _KOREAN),
    (0x1200, "NotoSerifEthiopic-Regular"),
    (0x13A0, ""),
    (0x1780, "NotoSerifKhmer-Regular"),
    (0x1800, ""),
    (0x1C90, "NotoSerifGeorgian-Regular"),
    (0x1CC0, ""),
    (0x2D00, "NotoSerifGeorgian-Regular"),
    (0x2D30, ""),
    (0x2D80, "NotoSerifEthiopic-Regular"),
    (0x2DE0, ""),
    (0x2E80, _CHINESE),
    (0x3130, _KOREAN),
    (0x3190, _CHINESE),
    (0xAC00, _KOREAN),
    (0xD7A4, ""),
    (0xF900, _CHINESE),
    (0xFB00, ""),
    (0xFB1D, "NotoSerifHebrew-Regular"),
    (0xFB50, "NotoNaskhArabic-Regular"),
    (0xFE00, ""),
    (0xFE30, _CHINESE),
    (0xFE70, "NotoNaskhArabic-Regular"),
    (0xFEFF, ""),
    (0xFF00, _CHINESE),
    (0xFFF0, ""),
    (0x1F000, "NotoEmoji-Regular"),
    (0x1FB00, ""),
)
_STARTS = [start for start, _ in _STRETCHES]
_SMALLER = {_CHINESE: 0.95, _KOREAN: 0.95, "NotoEmoji-Regular": 0.92}

# Drawn as nothing: joiners, selectors, soft hyphen, direction marks.
_INVISIBLE = frozenset(
    [0x00AD, 0x034F, 0x061C, 0xFEFF, *range(0x200B, 0x2010), *range(0x2060, 0x2065), *range(0xFE00, 0xFE10)]
) | frozenset([*range(0xE0020, 0xE0080), *range(0xE0100, 0xE01F0)])


class Face:
    """One bundled font file. ``scale``: drawn so much smaller to sit well beside Latin text."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.scale = _SMALLER.get(name, 1.0)

    @cached_property
    def file(self) -> FontFile:
        """The font itself, read once. Raises Damaged when the installation lacks it."""
        try:
            return FontFile((FOLDER / f"{self.name}.ttf").read_bytes())
        except OSError as trouble:
            raise Damaged(
                "font-missing",
                tr("The font {name} that comes with Liaison cannot be read. Install Liaison again.").format(
                    name=self.name
                ),
            ) from trouble

    @cached_property
    def letters(self) -> frozenset[str]:
        """The characters it draws, but for those of private use: they mean something else to everybody."""
        return frozenset(chr(code) for code in self.file.characters if not 0xE000 <= code <= 0xF8FF)

    def draws(self, character: str) -> bool:
        """Whether this face has a picture for the character, or for what it is made up of (é, Hangul)."""
        if character in self.letters:
            return True
        parts = normalize("NFD", character)
        return parts != character and self.letters.issuperset(parts)

    def __repr__(self) -> str:
        return f"Face({self.name})"


@cache
def face(name: str) -> Face:
    """The face of that file name without ending, one object for each."""
    return Face(name)


@cache
def text_face(family: Family, bold: bool, italic: bool) -> Face:
    """The face that Latin, Greek and Cyrillic text of this style is set in."""
    return face(_FACES[family, bold, italic])


def is_invisible(character: str) -> bool:
    """Whether a character draws nothing and takes no room, so that any face will do."""
    return ord(character) in _INVISIBLE


@cache
def _others(stretch: int) -> tuple[Face, ...]:
    name = _STRETCHES[stretch][1]
    names = dict.fromkeys(filter(None, [name, *_REST, *(other for _, other in _STRETCHES)]))
    return tuple(face(each) for each in names)


@cache
def fallback(character: str, first: Face) -> Face | None:
    """The face for a character: ``first`` if it can, else the one for its script; None if none can."""
    if first.draws(character):
        return first
    for other in _others(bisect_right(_STARTS, ord(character)) - 1):
        if other.draws(character):
            return other
    return None


def fallback_all(cluster: str, first: Face) -> Face | None:
    """One face for a whole cluster (letter and marks, emoji sequence); None if none has all of it."""
    visible = [character for character in cluster if not is_invisible(character)]
    if not visible:
        return first
    candidates = [face("NotoEmoji-Regular")] if "\ufe0f" in cluster else []
    candidates += [
        found for found in (fallback(character, first) for character in visible) if found is not None
    ]
    for candidate in candidates:
        if all(candidate.draws(character) for character in visible):
            return candidate
    return None
