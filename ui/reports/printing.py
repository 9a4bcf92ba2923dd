"""On the printer: exactly the bytes that were previewed, once the audit trail has it, and never half unnoticed.

ask_printer(self, made.pdf, tell, done=…, failed=…)   # the system's dialog: printer, pages, copies, both sides
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QMarginsF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from app.kernel.errors import MachineTrouble
from ui.kit import tasks
from ui.reports.pdf import Pdf

PRINT_DPI = 300
"""More makes images of 30 MB a page and no letter sharper."""
translate = QCoreApplication.translate
Failed = Callable[[Exception], None]
Std = QAbstractPrintDialog.PrintDialogOption


def ask_printer(
    over: QWidget,
    pdf: bytes,
    tell: Callable[[], object],
    *,
    done: Callable[[int], object] = lambda _: None,
    failed: Failed,
    both_sides: bool = False,
) -> QPrintDialog:
    """Ask for the printer; then as `print_told`. ``both_sides``: what the dialog begins with."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    count = set_paper(printer, pdf)
    if both_sides:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    dialog = QPrintDialog(printer, over)
    dialog.setOptions(Std.PrintPageRange | Std.PrintCollateCopies | Std.PrintShowPageSize)
    dialog.setMinMax(1, max(count, 1))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: print_told(over, printer, pdf, tell, done=done, failed=failed))
    QDialog.open(dialog)
    return dialog


def print_told(
    over: QWidget,
    printer: QPrinter,
    pdf: bytes,
    tell: Callable[[], object],
    *,
    done: Callable[[int], object] = lambda _: None,
    failed: Failed,
) -> None:
    """``tell`` the audit trail, then print; ``done(pages)`` when the printer has taken all of them.

    Where the printer is gone before, nothing is told or printed; where it goes meanwhile, ``failed`` says so.
    """
    if not _is_there(printer):
        failed(_gone(0))
        return
    tasks.run(
        tell,
        owner=over,
        done=lambda _: tasks.run_pool(
            lambda task: print_pdf(printer, pdf, task), owner=over, done=done, failed=failed
        ),
        failed=failed,
    )


def set_paper(printer: QPrinter, pdf: bytes) -> int:
    """Make the printer's paper the document's own, without margins of its own; how many pages there are."""
    opened = Pdf(pdf)
    points = QSizeF(*opened.size(0))
    wide = points.width() > points.height()  # lies on its side, as printers have it: the same sheet, turned
    size = QPageSize(points.transposed() if wide else points, QPageSize.Unit.Point)
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(size, turned, QMarginsF()))
    count = opened.count
    opened.close()
    return count


def print_pdf(printer: QPrinter, pdf: bytes, task: tasks.Task | None = None) -> int:
    """Print the pages chosen in the dialog, as often and in the order that was asked for; how many were sent.

    Raises MachineTrouble ("printer-gone") where the printer takes no more.
    """
    opened = Pdf(pdf)
    dpi = min(PRINT_DPI, printer.resolution())
    painter = QPainter()
    sent = 0
    try:
        if not painter.begin(printer):
            raise _gone(0)
        for page in _in_order(printer, opened.count):
            if task is not None and task.cancelled:
                printer.abort()
                task.check()
            if sent and not printer.newPage():
                raise _gone(sent)
            painter.drawImage(painter.viewport(), opened.picture(page, dpi))
            sent += 1
        if not painter.end() or printer.printerState() in {
            QPrinter.PrinterState.Error,
            QPrinter.PrinterState.Aborted,
        }:
            raise _gone(sent)
    finally:
        if painter.isActive():
            painter.end()
        opened.close()
    return sent


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """The pages chosen in the dialog, from 0."""
    ranges: list[QPageRanges.Range] = printer.pageRanges().toRangeList()
    if printer.printRange() == QPrinter.PrintRange.AllPages and not ranges:
        return list(range(count))
    spans = [(one.from_, one.to) for one in ranges] or [(printer.fromPage() or 1, printer.toPage() or count)]
    return [page - 1 for first, last in spans for page in range(max(1, first), min(last, count) + 1)]


def _in_order(printer: QPrinter, count: int) -> Iterator[int]:
    """Each page as often as the printer itself does not repeat it."""
    pages = chosen_pages(printer, count)
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        yield from pages * copies
    else:
        for page in pages:
            yield from [page] * copies


def _is_there(printer: QPrinter) -> bool:
    """Whether the system still knows the printer; printing into a file needs none."""
    if printer.outputFormat() != QPrinter.OutputFormat.NativeFormat:
        return True
    return printer.isValid() and printer.printerName() in QPrinterInfo.availablePrinterNames()


def _gone(sent: int) -> MachineTrouble:
    if not sent:
        said = translate(
            "Printing",
            "The printer cannot be reached, so nothing was printed. Please look at it, or choose another one.",
        )
        return MachineTrouble("printer-gone", said)
    said = translate(
        "Printing", "The printer took {count} pages and no more. Please look at it, then print the rest."
    )
    return MachineTrouble("printer-gone", said.format(count=sent))
