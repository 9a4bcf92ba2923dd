"""The same status report by others, where they are on the machine: fpdf2, WeasyPrint, Typst, LibreOffice.

None is a dependency of the project. The first three are packages (`fpdf2`, `weasyprint`, `typst`, for an environment of
their own), LibreOffice is looked for as `soffice`. Each sets the same words in the same faces; none of them marks the
structure for screen readers here, which ours does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from html import escape
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from time import process_time

from pypdf import PdfReader

from app.reports.content import StatusReport
from app.reports.press.fonts import FOLDER
from tests.bench.figure import Figure, seconds

MISSING: list[str] = []
"""Peers that this machine has not, for the table's foot."""
_SERIF, _SANS = FOLDER / "LibertinusSerif-Regular.ttf", FOLDER / "Inter-Regular.ttf"


def measure(report: StatusReport, ours: float) -> list[Figure]:
    """Pages a second of each on ``report``; ``ours`` likewise. What is not installed is named and left out."""
    figures = []
    makers: dict[str, tuple[str, Callable[[StatusReport], bytes]]] = {
        "fpdf2": ("fpdf", _fpdf2),
        "WeasyPrint": ("weasyprint", _weasyprint),
        "Typst": ("typst", _typst),
    }
    for name, (module, make) in makers.items():
        if find_spec(module) is None:
            _missing(name)
            continue
        made: list[bytes] = []
        start = process_time()
        made.append(make(report))
        figures.append(_figure(name, made[0], process_time() - start, ours))
    if shutil.which("soffice") is None:
        _missing("LibreOffice")
    else:
        made = []
        took = seconds(lambda: made.append(_libreoffice(report)))
        figures.append(_figure("LibreOffice, with its start", made[0], took, ours))
    return figures


def _missing(name: str) -> None:
    print(f"{name}: not on this machine, so it is left out")
    MISSING.append(name)


def _figure(name: str, pdf: bytes, took: float, ours: float) -> Figure:
    pages = len(PdfReader(BytesIO(pdf)).pages)
    return Figure(f"  the same by {name}, {pages} pages", ours, pages / took, unit="pages/s")


def _paragraphs(report: StatusReport) -> list[str]:
    firm = report.stationery.letterhead
    return [firm.firm, *firm.lines, *report.addressee, report.date, report.matter_line, report.priorities]


def _rows(report: StatusReport) -> list[tuple[str, str]]:
    parts = (*report.progress, *report.waiting_for, *report.coming_up)
    return [(one.when, one.text) for one in parts]


def _fpdf2(report: StatusReport) -> bytes:
    fpdf = import_module("fpdf")
    pdf = fpdf.FPDF(format="letter", unit="pt")
    pdf.set_margin(68)
    pdf.add_font("serif", "", str(_SERIF))
    pdf.add_page()
    pdf.set_font("serif", size=10.5)
    for text in _paragraphs(report):
        pdf.multi_cell(0, 14, text, new_x="LMARGIN", new_y="NEXT")
    with pdf.table(
        col_widths=(74, 402), borders_layout="HORIZONTAL_LINES", line_height=14, first_row_as_headings=False
    ) as table:
        for when, text in _rows(report):
            row = table.row()
            row.cell(when)
            row.cell(text)
    pdf.multi_cell(0, 14, report.options)
    return bytes(pdf.output())


def _html(report: StatusReport) -> str:
    faces = "".join(
        f"@font-face {{ font-family: {name}; src: url('{path.as_uri()}') }}"
        for name, path in (("serif1", _SERIF), ("sans1", _SANS))
    )
    style = f"{faces} @page {{ size: letter; margin: 68pt }} body {{ font: 10.5pt/14pt serif1 }}"
    style += " td { border-bottom: .5pt solid #bbb; vertical-align: top } td:first-child { width: 74pt }"
    said = "".join(f"<p>{escape(text)}</p>" for text in _paragraphs(report))
    rows = "".join(f"<tr><td>{escape(a)}</td><td>{escape(b)}</td></tr>" for a, b in _rows(report))
    head = f"<meta charset='utf-8'><style>{style}</style>"
    return f"<html><head>{head}</head><body>{said}<table>{rows}</table><p>{escape(report.options)}</p></body></html>"


def _weasyprint(report: StatusReport) -> bytes:
    made: bytes = import_module("weasyprint").HTML(string=_html(report)).write_pdf()
    return made


def _typst(report: StatusReport) -> bytes:
    def said(text: str) -> str:
        return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    lines = [
        '#set page(paper: "us-letter", margin: 68pt)',
        '#set text(font: "Libertinus Serif", size: 10.5pt)',
    ]
    lines += [f"{said(text)}\n" for text in _paragraphs(report)]
    lines.append("#table(columns: (74pt, 1fr), stroke: (bottom: 0.5pt + gray),")
    lines += [f"  [{said(when)}], [{said(text)}]," for when, text in _rows(report)]
    lines += [")", said(report.options)]
    with tempfile.TemporaryDirectory(prefix="liaison-bench-") as room:
        source = Path(room) / "report.typ"
        source.write_text("\n".join(lines), encoding="utf-8")
        made: bytes = import_module("typst").compile(str(source), font_paths=[str(FOLDER)])
    return made


def _libreoffice(report: StatusReport) -> bytes:
    with tempfile.TemporaryDirectory(prefix="liaison-bench-") as room:
        source = Path(room) / "report.html"
        source.write_text(_html(report), encoding="utf-8")
        program = shutil.which("soffice") or ""
        home = {**os.environ, "HOME": room}
        # A program of the machine, on a file of ours.
        subprocess.run(
            [
                program,
                "--headless",
                "--convert-to",
                "pdf:writer_web_pdf_Export",
                "--outdir",
                room,
                str(source),
            ],
            check=True,
            capture_output=True,
            env=home,
        )
        return (Path(room) / "report.pdf").read_bytes()
