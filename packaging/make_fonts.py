"""Makes resources/fonts out of the fonts as their makers publish them.

python packaging/make_fonts.py ORIGINALS: a folder with LibertinusSerif-*.otf and the static TrueType files of Inter and
Noto under the names below. Needs fonttools.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

OUT = Path(__file__).resolve().parents[1] / "resources" / "fonts"
_FINEST = 0.6  # font units that a quadratic outline may be off a cubic one
_SERIF = [
    "kern",
    "liga",
    "dlig",
    "calt",
    "clig",
    "rlig",
    "lnum",
    "tnum",
    "pnum",
    "onum",
    "ccmp",
    "locl",
    "mark",
    "mkmk",
]
_SANS = ["kern", "calt", "tnum", "ccmp", "locl", "mark", "mkmk"]
_LEFT_OUT = ["DSIG", "vhea", "vmtx", "VORG", "BASE", "STAT", "gasp", "MATH", "meta", "VVAR"]


def quadratic(source: Path) -> BytesIO:
    """An OpenType font with cubic outlines as a TrueType font."""
    font = TTFont(source)
    order, drawn, glyphs = font.getGlyphOrder(), font.getGlyphSet(), {}
    font["loca"] = newTable("loca")
    font["glyf"] = outlines = newTable("glyf")
    for name in order:
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, _FINEST, reverse_direction=True))
        glyphs[name] = pen.glyph()
    outlines.glyphOrder, outlines.glyphs = order, glyphs
    for name in order:
        glyphs[name].recalcBounds(outlines)
        font["hmtx"].metrics[name] = (font["hmtx"][name][0], getattr(glyphs[name], "xMin", 0))
    limits = font["maxp"]
    limits.tableVersion, limits.maxZones = 0x00010000, 1
    for name in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(limits, f"max{name}", 0)
    limits.maxSizeOfInstructions = limits.maxComponentElements = 0
    limits.compile(font)
    for tag in {"CFF ", "VORG", "FFTM", "DSIG"} & set(font.keys()):
        del font[tag]
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
    made = BytesIO()
    font.save(made)
    made.seek(0)
    return made


def part(
    source: Path | BytesIO, name: str, codes: Iterable[int] = (), features: list[str] | None = None
) -> None:
    """Write the characters ``codes`` (or all) of a font without what paper has no use for."""
    options = subset.Options()
    options.hinting = options.glyph_names = options.legacy_kern = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += _LEFT_OUT
    if features is not None:
        options.layout_features = features
    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=list(codes) or list(font.getBestCmap()))
    cutter.subset(font)
    font.save(OUT / f"{name}.ttf")


def charset(encoding: str) -> set[int]:
    """The code points of a two-byte national character set."""
    found: set[int] = set()
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            try:
                found.update(map(ord, bytes([first, second]).decode(encoding)))
            except UnicodeDecodeError:
                continue
    return found


def main(originals: Path) -> None:
    """Make them all."""
    for style in ("Regular", "Bold", "Italic", "BoldItalic"):
        part(
            quadratic(originals / f"LibertinusSerif-{style}.otf"), f"LibertinusSerif-{style}", features=_SERIF
        )
    korean = charset("euc_kr")
    chinese = charset("gb2312") | charset("big5") | charset("shift_jis") | korean
    chinese |= {*range(0x2000, 0x2070), *range(0x3000, 0x3400), *range(0xFF00, 0xFFF0)}
    part(originals / "NotoSerifSC-Regular.ttf", "NotoSerifSC-Subset", chinese, [])
    syllables = {code for code in korean if 0xAC00 <= code < 0xD7A4} | set(range(0x3130, 0x3190))
    parts = {*range(0x1100, 0x1113), *range(0x1161, 0x1176), *range(0x11A8, 0x11C3)}
    part(
        originals / "NotoSerifKR-Regular.ttf",
        "NotoSerifKR-Subset",
        syllables | parts,
        ["ccmp", "ljmo", "vjmo", "tjmo"],
    )
    for path in sorted(originals.glob("*.ttf")):
        if not path.stem.startswith(("NotoSerifSC", "NotoSerifKR")):
            part(path, path.stem, features=_SANS if path.stem.startswith("Inter") else None)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
