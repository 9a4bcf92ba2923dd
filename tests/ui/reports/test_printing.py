"""On the printer: what was previewed, told before, in the pages that were asked for; a printer that is gone is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from app.kernel.errors import MachineTrouble
from tests.ui.reports.test_preview import paper
from ui.reports import printing
from ui.reports.printing import chosen_pages, print_pdf, print_told, set_paper

Settled = Callable[[], None]


@pytest.fixture
def printer(tmp_path: Path) -> QPrinter:
    """One that prints into a file."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


def printed(printer: QPrinter) -> list[tuple[int, int]]:
    pages = PdfReader(printer.outputFileName()).pages
    return [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages]


@pytest.mark.parametrize("size", [(612, 792), (595, 842), (842, 595)])
def test_the_paper_is_the_documents_own(printer: QPrinter, size: tuple[int, int]) -> None:
    assert set_paper(printer, paper(2, size)) == 2
    assert print_pdf(printer, paper(2, size)) == 2
    assert printed(printer) == [size, size]


def test_pages_are_chosen_and_turned_round(printer: QPrinter) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1-2,4,9"))
    assert chosen_pages(printer, 5) == [0, 1, 3]
    printer.setPageRanges(QPageRanges())
    printer.setFromTo(2, 3)
    assert chosen_pages(printer, 5) == [1, 2]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    printer.setCopyCount(2)
    copies = 1 if printer.supportsMultipleCopies() else 2
    assert list(printing._in_order(printer, 5)) == [2, 1] * copies


def test_it_is_told_before_it_is_printed(window: QWidget, printer: QPrinter, settled: Settled) -> None:
    order: list[object] = []
    file = Path(printer.outputFileName())
    print_told(
        window, printer, paper(), lambda: order.append(file.exists()), done=order.append, failed=order.append
    )
    settled()
    assert order == [False, 3]
    assert len(printed(printer)) == 3


def test_what_cannot_be_told_is_not_printed(window: QWidget, printer: QPrinter, settled: Settled) -> None:
    said: list[object] = []

    def tell() -> None:
        raise MachineTrouble("disk-full", "The disk is full.")

    print_told(window, printer, paper(), tell, done=said.append, failed=said.append)
    settled()
    assert [str(one) for one in said] == ["The disk is full."]
    assert not Path(printer.outputFileName()).exists()


def test_a_printer_that_is_gone_is_said_and_nothing_is_told(window: QWidget, settled: Settled) -> None:
    said: list[object] = []
    gone = QPrinter()
    gone.setOutputFormat(QPrinter.OutputFormat.NativeFormat)
    gone.setPrinterName("No such printer")
    if gone.outputFormat() != QPrinter.OutputFormat.NativeFormat:
        pytest.skip("this machine has no printer at all: Qt prints into a file")
    print_told(window, gone, paper(), lambda: said.append("told"), done=said.append, failed=said.append)
    settled()
    (error,) = said
    assert isinstance(error, MachineTrouble)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_no_more_is_said(
    window: QWidget, printer: QPrinter, settled: Settled, tmp_path: Path
) -> None:
    printer.setOutputFileName(str(tmp_path / "no such folder" / "printed.pdf"))
    said: list[object] = []
    print_told(window, printer, paper(), lambda: None, done=said.append, failed=said.append)
    settled()
    (error,) = said
    assert isinstance(error, MachineTrouble)
    assert error.code == "printer-gone"
