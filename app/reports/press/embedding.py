"""Bundled faces inside a PDF: only the glyphs that were used, each with the text it stands for.

ReportLab's own TrueType support places characters; this places glyphs, so that ligatures and joined scripts
can be drawn while text taken out of the file is what was put in. A code of the PDF font stands for a glyph
*and* its text.
"""

from __future__ import annotations

import hashlib
import struct
from typing import Protocol

from reportlab.pdfbase import pdfdoc

from app.reports.press.fonts import Face


class _Dictionary(Protocol):
    dict: dict[str, object]


class PdfFile(Protocol):
    """What of ReportLab's document is needed here; its published types leave it out."""

    compression: int
    idToObject: dict[str, _Dictionary]  # noqa: N815  # ReportLab's names
    fontMapping: dict[str, str]  # noqa: N815  # the same
    delayedFonts: list[object]  # noqa: N815  # the same

    def Reference(self, obj: object, name: str | None = None) -> object:
        """Make ``obj`` an object of the file; what refers to it."""
        ...


_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{ranges}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class EmbeddedFont:
    """One face in one document. ReportLab calls ``addObjects`` when the document is written."""

    def __init__(self, face: Face, number: int) -> None:
        self.face = face
        self.name = f"L{number}"
        self._codes: dict[tuple[int, str], int] = {}

    def code(self, glyph: int, text: str) -> str:
        """Four hexadecimal digits that draw ``glyph`` and mean ``text``."""
        key = (glyph, text)
        number = self._codes.get(key)
        if number is None:
            number = self._codes[key] = len(self._codes) + 1
        return f"{number:04X}"

    @property
    def used(self) -> bool:
        """Whether anything was drawn with it."""
        return bool(self._codes)

    def addObjects(self, doc: PdfFile) -> None:  # ReportLab's name for it
        """Write the font into the document."""
        glyphs = list(dict.fromkeys([0, *(glyph for glyph, _ in self._codes)]))
        file = self.face.file
        part = file.part(glyphs)
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(part).digest()[:6])
        name = f"{tag}+{self.face.name}"
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(name),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": doc.Reference(self._descriptor(doc, name, part)),
                "DW": 0,
                "W": self._widths(),
                "CIDToGIDMap": doc.Reference(_stream(doc, self._numbers(glyphs))),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(name),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant)]),
                "ToUnicode": doc.Reference(_stream(doc, self._meanings())),
            }
        )
        doc.idToObject["BasicFonts"].dict[self.name] = doc.Reference(font, f"font.{self.name}")

    def _widths(self) -> bytes:
        file = self.face.file
        widths = " ".join(f"{file.advance(glyph) * 1000 / file.units:.6g}" for glyph, _ in self._codes)
        return f"[1 [{widths}]]".encode("ascii")

    def _descriptor(self, doc: PdfFile, name: str, part: bytes) -> pdfdoc.PDFDictionary:
        file = self.face.file
        stream = _stream(doc, part)
        stream.dictionary["Length1"] = len(part)
        thousandths = 1000 / file.units
        italic = "Italic" in self.face.name
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": pdfdoc.PDFName(name),
                "Flags": 4 | (64 if italic else 0),
                "FontBBox": pdfdoc.PDFArray([round(edge * thousandths) for edge in file.box]),
                "ItalicAngle": -12 if italic else 0,
                "Ascent": round(file.ascent * thousandths),
                "Descent": round(file.descent * thousandths),
                "CapHeight": round(0.7 * file.ascent * thousandths),
                "StemV": 120 if "Bold" in self.face.name else 80,
                "FontFile2": doc.Reference(stream),
            }
        )

    def _numbers(self, glyphs: list[int]) -> bytes:
        """Which glyph of the embedded part each code draws."""
        places = {glyph: number for number, glyph in enumerate(glyphs)}
        return b"\0\0" + struct.pack(f">{len(self._codes)}H", *(places[glyph] for glyph, _ in self._codes))

    def _meanings(self) -> bytes:
        lines = [
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>\n"
            for (_, text), code in self._codes.items()
        ]
        blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
        ranges = "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
        return _CMAP.format(ranges=ranges).encode("ascii")


def _stream(doc: PdfFile, content: bytes) -> pdfdoc.PDFStream:
    stream = pdfdoc.PDFStream(content=content)
    if doc.compression:
        stream.filters = [pdfdoc.PDFZCompress]
    return stream
