"""From characters to glyphs: ligatures, kerning, joined and stacked scripts.

HarfBuzz does it where it is installed. On Windows for ARM it has no ready-made package; there each character
gets its own glyph and Arabic its joined forms, which is readable if less beautiful.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from app.reports.press.fonts import Face, is_invisible
from app.reports.press.stretches import Runs, runs

if TYPE_CHECKING:
    import uharfbuzz

Features = tuple[str, ...]


class Glyph(NamedTuple):
    """One picture of a face. Lengths in font units; ``text``: its characters ('' behind the first)."""

    number: int
    text: str
    advance: int
    right: int
    up: int

    @property
    def runs(self) -> Runs:
        """Which way its text runs by itself."""
        return runs(self.text)


@cache
def _engine() -> bool:
    try:
        import uharfbuzz  # noqa: F401  # asked once whether it is there
    except ImportError:
        return False
    return True


@cache
def _shaper(face: Face) -> uharfbuzz.Font:
    import uharfbuzz

    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(face.file.data)))


def shape(face: Face, text: str, features: Features = (), *, leftward: bool = False) -> list[Glyph]:
    """The glyphs of ``text`` in this face, in the order they stand on paper from the left.

    ``features``: OpenType features to switch on ("tnum"). ``leftward``: the text runs from right to left.
    """
    if _engine():
        return _with_harfbuzz(face, text, features, leftward)
    return _plainly(face, text, leftward)


def _with_harfbuzz(face: Face, text: str, features: Features, leftward: bool) -> list[Glyph]:
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = 1  # BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if leftward else "ltr"
    uharfbuzz.shape(_shaper(face), buffer, dict.fromkeys(features, True))
    starts = [info.cluster for info in buffer.glyph_infos]
    meanings = _meanings(text, starts, leftward)
    return [
        Glyph(info.codepoint, meaning, place.x_advance, place.x_offset, place.y_offset)
        for info, place, meaning in zip(buffer.glyph_infos, buffer.glyph_positions, meanings, strict=True)
    ]


def _meanings(text: str, starts: list[int], leftward: bool) -> list[str]:
    """The characters each glyph stands for. ``starts``: where the cluster of each glyph begins in the text.

    The characters of a cluster go one by one to its glyphs, the rest to the last; a glyph may get none.
    """
    if starts == list(range(len(text))):
        return list(text)
    ordered = sorted(set(starts))
    ends = dict(zip(ordered, [*ordered[1:], len(text)], strict=True))
    left = Counter(starts)
    at = {start: start for start in ordered}
    meanings = []
    for start in starts[::-1] if leftward else starts:
        left[start] -= 1
        end = min(at[start] + 1, ends[start]) if left[start] else ends[start]
        meanings.append(text[at[start] : end])
        at[start] = end
    return meanings[::-1] if leftward else meanings


def _plainly(face: Face, text: str, leftward: bool) -> list[Glyph]:
    file = face.file
    glyphs = []
    for character, form in zip(text, _joined(text, leftward), strict=True):
        parts = form if ord(form) in file.characters else character
        parts = parts if ord(parts) in file.characters else unicodedata.normalize("NFD", character)
        invisible = is_invisible(character) or (leftward and unicodedata.combining(character) > 0)
        for place, part in enumerate(parts):
            number = file.characters.get(ord(part), 0)
            advance = 0 if invisible else file.advance(number)
            glyphs.append(Glyph(number, "" if place else character, advance, 0, 0))
    return glyphs[::-1] if leftward else glyphs


_MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Arabic letter to its presentation forms, by Unicode's words: initial, medial, final, isolated."""
    forms: dict[str, dict[str, str]] = {}
    for code in range(0xFB50, 0xFEFD):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and parts[0].startswith("<"):
            forms.setdefault(chr(int(parts[1], 16)), {})[parts[0].strip("<>")] = chr(code)
    return forms


def _joined(text: str, leftward: bool) -> list[str]:
    """Each character in the form its neighbours ask for; brackets in text that runs leftward are turned."""
    forms = _forms()
    letters = [index for index, character in enumerate(text) if not unicodedata.combining(character)]
    shown = list(text)
    for position, index in enumerate(letters):
        own = forms.get(text[index], {})
        before = forms.get(text[letters[position - 1]], {}) if position else {}
        after = forms.get(text[letters[position + 1]], {}) if position + 1 < len(letters) else {}
        joins_before = "initial" in before and "final" in own
        joins_after = "initial" in own and "final" in after
        form = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get(
            (joins_before, joins_after), "isolated"
        )
        shown[index] = own.get(form, text[index])
        if leftward:
            shown[index] = _MIRRORED.get(shown[index], shown[index])
    return shown
