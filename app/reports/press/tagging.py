"""The elements of a document written into its PDF, for screen readers (ISO 32000-1, 14.7 and 14.8).

ReportLab writes no such thing; its canvas is given the marks around what is drawn, and the tree at the end.
"""

from __future__ import annotations

from typing import Protocol

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from app.reports.press.embedding import PdfFile
from app.reports.press.structure import DECORATION, Structure

_FOOT = "/Artifact <</Type /Pagination>> BDC"
_PLAIN = "/Artifact BMC"


class _Pages(Protocol):
    pages: list[pdfdoc.PDFPage]


class _Counted(PdfFile, Protocol):
    """What of ReportLab's document numbers objects."""

    objectcounter: int
    idToObjectNumberAndVersion: dict[str, tuple[int, int]]  # noqa: N815  # ReportLab's name
    Pages: _Pages


class _Written(pdfdoc.PDFObject):
    """An object of the file, spelled out already."""

    def __init__(self, spelled: str) -> None:
        self._spelled = spelled

    def format(self, document: object) -> bytes:  # ReportLab's name for it
        del document
        return self._spelled.encode("ascii")


class TaggedCanvas(Canvas):
    """A canvas that says of everything drawn to which element it belongs, or that it is decoration.

    It does not begin every page with a font that is not embedded.
    """

    structure: Structure | None = None
    _open = -1

    def _make_preamble(self) -> None:
        self._preamble = ""

    def begin(self, structure: Structure) -> None:
        """From here on what is drawn belongs to these elements."""
        self.structure = None if structure.too_large else structure
        self._to_page()

    def belongs(self, element: int, *, around: bool = False) -> bool:
        """What is drawn next belongs to ``element``; ``around``: it is the page's head or foot. True the first time
        that anything of the element is drawn."""
        tree = self.structure
        wanted = -2 if around else element
        if tree is None or wanted == self._open:
            return False
        self._close()
        self._open = wanted
        if around or element == DECORATION:
            self.addLiteral(_FOOT if around else _PLAIN)
            return False
        new = not tree.is_drawn(element)
        self.addLiteral(f"/{tree.kind(element)} <</MCID {tree.draw(element)}>> BDC")
        return new

    def showPage(self) -> None:
        self._close()
        super().showPage()
        if self.structure is not None:
            inside: _Counted = vars(self)["_doc"]
            page = inside.Pages.pages[-1]
            more = {"StructParents": len(inside.Pages.pages) - 1, "Tabs": pdfdoc.PDFName("S")}
            vars(page).update(more, __NoDefault__=[*page.__NoDefault__, *more])

    def turn(self) -> None:
        """To the next page."""
        self.showPage()
        self._to_page()

    def _to_page(self) -> None:
        if self.structure is not None:
            self.structure.next_page()

    def _close(self) -> None:
        if self._open != -1:
            self.addLiteral("EMC")
            self._open = -1

    def write_structure(self) -> None:
        """Put the tree into the file; to be called before it is saved."""
        tree = self.structure
        if tree is None:
            return
        inside: _Counted = vars(self)["_doc"]
        inside.Reference(_Written(""), "no element")  # makes sure that numbers go on from here
        order, children = tree.standing()
        first = inside.objectcounter + 1
        numbers = {element: first + place for place, element in enumerate(order)}
        root = first + len(order)
        pages = [
            inside.idToObjectNumberAndVersion[f"Page{number + 1}"][0] for number in range(len(tree.pages))
        ]
        for element in order:
            above = root if element == 0 else numbers[tree.parent(element)]
            kids = [f"{numbers[child]} 0 R" for child in children.get(element, ())]
            inside.Reference(_Written(_spell(tree, element, above, kids, pages)), f"element {element}")
        parents = _parent_tree(tree, numbers)
        inside.Reference(
            _Written(f"<</Type /StructTreeRoot /K {first} 0 R /ParentTree {root + 1} 0 R>>"), "elements"
        )
        inside.Reference(_Written(parents), "whose element")
        self.setCatalogEntry("StructTreeRoot", pdfdoc.PDFObjectReference("elements"))
        self.setCatalogEntry("MarkInfo", pdfdoc.PDFDictionary({"Marked": "true"}))


def _spell(tree: Structure, element: int, above: int, kids: list[str], pages: list[int]) -> str:
    """One element as an object of the file."""
    kind = tree.kind(element)
    pieces = tree.pieces(element)
    page = ""
    if pieces:
        at = pieces[0].page
        page = f" /Pg {pages[at]} 0 R"
        kids = [
            str(one.number)
            if one.page == at
            else f"<</Type /MCR /Pg {pages[one.page]} 0 R /MCID {one.number}>>"
            for one in pieces
        ] + kids
    more = " /A <</O /Table /Scope /Column>>" if kind == "TH" else ""
    if kind == "Figure":
        more = f" /Alt {_said(tree.said.get(element, ''))}"
    inside = kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"
    return f"<</Type /StructElem /S /{kind} /P {above} 0 R{page}{more} /K {inside}>>"


def _said(text: str) -> str:
    return f"<{(chr(0xFEFF) + text).encode('utf-16-be', 'replace').hex()}>"


def _parent_tree(tree: Structure, numbers: dict[int, int]) -> str:
    rows = (
        f"{page} [{' '.join(f'{numbers[element]} 0 R' for element in stretches)}]"
        for page, stretches in enumerate(tree.pages)
    )
    return f"<</Nums [{' '.join(rows)}]>>"
