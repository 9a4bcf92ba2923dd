"""TrueType files, as far as a PDF needs them: which characters they draw, how wide, and a part to embed.

Written here because a whole library for fonts takes a tenth of a second for what this does in a millisecond.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Sequence
from functools import cached_property

_WORDS, _SCALE, _XY, _TWO_BY_TWO, _MORE = 0x0001, 0x0008, 0x0040, 0x0080, 0x0020


def _numbers(kind: str, data: bytes) -> array[int]:
    """Big-endian numbers of one kind (``H``, ``h``, ``I``)."""
    numbers = array(kind)
    numbers.frombytes(data[: len(data) // numbers.itemsize * numbers.itemsize])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


class FontFile:
    """One TrueType font. ``units``: font units to the em; lengths are in those units."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._tables: dict[bytes, tuple[int, int]] = {}
        for index in range(struct.unpack_from(">H", data, 4)[0]):
            tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
            self._tables[tag] = (offset, length)
        head = self.table(b"head")
        self.units: int = struct.unpack_from(">H", head, 18)[0]
        self.box: tuple[int, int, int, int] = struct.unpack_from(">4h", head, 36)
        self.count: int = struct.unpack_from(">H", self.table(b"maxp"), 4)[0]
        self.ascent, self.descent = self._vertical()

    def table(self, tag: bytes) -> bytes:
        """The bytes of a table; empty when the font has none of that name."""
        offset, length = self._tables.get(tag, (0, 0))
        return self.data[offset : offset + length]

    def _vertical(self) -> tuple[int, int]:
        """Typographic ascent and descent (the second is negative)."""
        ascent, descent = struct.unpack_from(">2h", self.table(b"OS/2"), 68)
        if ascent == 0:
            ascent, descent = struct.unpack_from(">2h", self.table(b"hhea"), 4)
        return ascent, descent

    @cached_property
    def advances(self) -> array[int]:
        """How far each glyph moves the pen; the last number goes for all glyphs after it."""
        long = struct.unpack_from(">H", self.table(b"hhea"), 34)[0]
        return _numbers("H", self.table(b"hmtx")[: 4 * long])[::2]

    def advance(self, glyph: int) -> int:
        """How far this glyph moves the pen."""
        return self.advances[min(glyph, len(self.advances) - 1)]

    @cached_property
    def characters(self) -> dict[int, int]:
        """Code point to glyph, from the widest Unicode subtable."""
        cmap = self.table(b"cmap")
        found: dict[int, int] = {}
        for index in range(struct.unpack_from(">H", cmap, 2)[0]):
            platform, encoding, offset = struct.unpack_from(">HHI", cmap, 4 + 8 * index)
            form = struct.unpack_from(">H", cmap, offset)[0]
            if (platform, encoding) == (3, 10) and form == 12:
                return _groups(cmap, offset)
            if (platform, encoding) == (3, 1) and form == 4:
                found = _segments(cmap, offset)
        return found

    @cached_property
    def _places(self) -> array[int]:
        loca = self.table(b"loca")
        if struct.unpack_from(">h", self.table(b"head"), 50)[0]:
            return _numbers("I" if array("I").itemsize == 4 else "L", loca)
        return array("Q", (2 * place for place in _numbers("H", loca)))

    def _outline(self, glyph: int) -> bytes:
        start = self._tables[b"glyf"][0]
        return self.data[start + self._places[glyph] : start + self._places[glyph + 1]]

    def part(self, glyphs: Sequence[int]) -> bytes:
        """A font of these glyphs alone, numbered as they stand (the first must be 0, the missing glyph)."""
        order = list(glyphs)
        numbers = {glyph: number for number, glyph in enumerate(order)}
        outlines: list[bytes] = []
        for glyph in order:  # grows while it is read: parts of composed glyphs come behind
            outline = self._outline(glyph)
            if len(outline) > 10 and outline[0] & 0x80:
                outline = _renumbered(outline, numbers, order)
            outlines.append(outline + bytes(-len(outline) % 4))
        return self._assemble(order, outlines)

    def _assemble(self, order: list[int], outlines: list[bytes]) -> bytes:
        places = [0]
        for outline in outlines:
            places.append(places[-1] + len(outline))
        head, hhea, maxp = (bytearray(self.table(tag)) for tag in (b"head", b"hhea", b"maxp"))
        struct.pack_into(">I", head, 8, 0)
        struct.pack_into(">h", head, 50, 1)
        struct.pack_into(">H", hhea, 34, len(order))
        struct.pack_into(">H", maxp, 4, len(order))
        bearings = b"".join(
            struct.pack(">H", self.advance(glyph)) + (outline[2:4] or b"\0\0")
            for glyph, outline in zip(order, outlines, strict=True)
        )
        tables = {
            b"glyf": b"".join(outlines) or bytes(4),
            b"head": bytes(head),
            b"hhea": bytes(hhea),
            b"hmtx": bearings,
            b"loca": struct.pack(f">{len(places)}I", *places),
            b"maxp": bytes(maxp),
        }
        for tag in (b"cvt ", b"fpgm", b"prep"):
            if tag in self._tables:
                tables[tag] = self.table(tag)
        return _wrapped(tables)


def _wrapped(tables: dict[bytes, bytes]) -> bytes:
    """Tables with their directory and checksums."""
    power = len(tables).bit_length() - 1
    parts = [
        struct.pack(">IHHHH", 0x00010000, len(tables), 16 << power, power, 16 * (len(tables) - (1 << power)))
    ]
    offset = 12 + 16 * len(tables)
    bodies = []
    for tag in sorted(tables):
        body = tables[tag]
        padded = body + bytes(-len(body) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        parts.append(struct.pack(">4sIII", tag, checksum, offset, len(body)))
        bodies.append(padded)
        offset += len(padded)
    return b"".join(parts + bodies)


def _renumbered(outline: bytes, numbers: dict[int, int], order: list[int]) -> bytes:
    """A composed glyph whose parts carry their new numbers; parts not yet wanted are added to ``order``."""
    changed = bytearray(outline)
    at = 10
    while True:
        flags, glyph = struct.unpack_from(">HH", changed, at)
        if glyph not in numbers:
            numbers[glyph] = len(order)
            order.append(glyph)
        struct.pack_into(">H", changed, at + 2, numbers[glyph])
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _XY else 8 if flags & _TWO_BY_TWO else 0
        if not flags & _MORE:
            return bytes(changed)


def _groups(cmap: bytes, offset: int) -> dict[int, int]:
    """Subtable format 12: first code, last code, first glyph."""
    found: dict[int, int] = {}
    for index in range(struct.unpack_from(">I", cmap, offset + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", cmap, offset + 16 + 12 * index)
        found.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    return found


def _segments(cmap: bytes, offset: int) -> dict[int, int]:
    """Subtable format 4: segments of the first 65,536 code points."""
    length, _, twice = struct.unpack_from(">HHH", cmap, offset + 2)
    words = _numbers("H", cmap[offset : offset + length])
    count = twice // 2
    ends, starts = words[7 : 7 + count], words[8 + count : 8 + 2 * count]
    deltas, ranges = words[8 + 2 * count : 8 + 3 * count], words[8 + 3 * count : 8 + 4 * count]
    found: dict[int, int] = {}
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            if ranges[index] == 0:
                glyph = (code + deltas[index]) & 0xFFFF
            else:
                glyph = words[8 + 3 * count + index + ranges[index] // 2 + code - start]
                glyph = (glyph + deltas[index]) & 0xFFFF if glyph else 0
            if glyph:
                found[code] = glyph
    return found
