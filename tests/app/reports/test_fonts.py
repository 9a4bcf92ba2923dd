"""Which face draws which character, and the part of a font that goes into a file."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from app.kernel.errors import Damaged
from app.reports.press import fonts
from app.reports.press.fonts import Face, fallback, fallback_all, text_face

SERIF = text_face("serif", False, False)


def _encoded(encoding: str) -> set[str]:
    found: set[str] = set()
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            try:
                found.update(bytes([first, second]).decode(encoding))
            except UnicodeDecodeError:
                continue
    return found


def test_text_faces_draw_latin_greek_and_cyrillic() -> None:
    letters = [chr(code) for code in [*range(0x20, 0x7F), *range(0xA0, 0x180)]]
    letters += [
        chr(c) for c in [*range(0x391, 0x3CA), *range(0x401, 0x460), *range(0x1EA0, 0x1EFA)] if c != 0x3A2
    ]
    for italic in (False, True):
        for bold in (False, True):
            for letter in letters:
                assert fallback(letter, text_face("serif", bold, italic)) is not None, hex(ord(letter))


@pytest.mark.parametrize(
    "encoding", ["gb2312", "big5", "shift_jis", "euc_kr", "cp1251", "cp1253", "cp1255", "cp1256", "cp874"]
)
def test_national_character_sets_are_covered(encoding: str) -> None:
    wanted = {c for c in _encoded(encoding) if c.isprintable() and not "\ue000" <= c <= "\uf8ff"}
    missing = {character for character in wanted if fallback(character, SERIF) is None}
    assert not missing


def test_every_hangul_syllable_is_drawn() -> None:
    assert all(fallback(chr(code), SERIF) for code in range(0xAC00, 0xD7A4))


@pytest.mark.parametrize("emoji", ["😀", "👍🏽", "❤️", "👨‍👩‍👧", "🇩🇪", "1️⃣", "⚖️", "📅", "🏴‍☠️"])
def test_one_face_has_the_whole_emoji(emoji: str) -> None:
    assert fallback_all(emoji, SERIF) is fonts.face("NotoEmoji-Regular")


def test_what_nobody_draws() -> None:
    assert fallback("\ue000", SERIF) is None
    assert fallback("\U0002a6d6", SERIF) is None
    assert fallback_all("a\U0002a6d6", SERIF) is None
    assert fallback_all("\u200d", SERIF) is SERIF


def test_a_missing_font_says_what_to_do() -> None:
    with pytest.raises(Damaged, match="Install Liaison again"):
        _ = Face("Nowhere-Regular").file


def test_reads_what_fonttools_reads() -> None:
    for name in ("LibertinusSerif-Regular", "Inter-Regular", "NotoEmoji-Regular", "NotoSerifKR-Subset"):
        ours = fonts.face(name).file
        with TTFont(BytesIO(ours.data), lazy=True) as theirs:
            order = theirs.getGlyphOrder()
            assert {code: order[glyph] for code, glyph in ours.characters.items()} == theirs.getBestCmap()
            widths = [theirs["hmtx"][name][0] for name in order]
            assert [ours.advance(number) for number in range(len(order))] == widths
            assert (ours.units, ours.count) == (theirs["head"].unitsPerEm, len(order))


def test_a_part_draws_the_same_glyphs() -> None:
    for name, text in (
        ("LibertinusSerif-Regular", "Añÿő"),
        ("NotoSerifKR-Subset", "한글"),
        ("Inter-Regular", "Åé;"),
    ):
        file, whole = fonts.face(name).file, TTFont(BytesIO(fonts.face(name).file.data))
        glyphs = [0, *(file.characters[ord(character)] for character in text)]
        part = TTFont(BytesIO(file.part(glyphs)))
        for number, glyph in enumerate(glyphs):
            drawn = [DecomposingRecordingPen(font.getGlyphSet()) for font in (part, whole)]
            part.getGlyphSet()[part.getGlyphOrder()[number]].draw(drawn[0])
            whole.getGlyphSet()[whole.getGlyphOrder()[glyph]].draw(drawn[1])
            assert drawn[0].value == drawn[1].value
            assert part["hmtx"][part.getGlyphOrder()[number]][0] == file.advance(glyph)


def test_a_part_has_right_checksums() -> None:
    part = fonts.face("Inter-Regular").file.part([0, 5])
    for index in range(struct.unpack_from(">H", part, 4)[0]):
        _, checksum, offset, length = struct.unpack_from(">4sIII", part, 12 + 16 * index)
        words = part[offset : offset + length + -length % 4]
        assert sum(struct.unpack(f">{len(words) // 4}I", words)) & 0xFFFFFFFF == checksum


def test_licence_is_beside_the_fonts() -> None:
    licence = (fonts.FOLDER / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    for file in fonts.FOLDER.glob("*.ttf"):
        assert file.stem.split("-")[0].rstrip() in licence or file.stem.startswith("Noto")
