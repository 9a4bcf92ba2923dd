"""A certificate of destruction, shown, printed and saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.destruction.commands import record_certificate_printed, record_certificate_saved
from app.destruction.paper import certificate_paper
from app.destruction.queries import Certificate
from app.reports.press.sealing import sealed_if
from app.vault.leaving import send_out
from app.workspace import Workspace
from ui.kit import tasks
from ui.reports.leaving import Paper
from ui.reports.paper_sheet import PaperSheet

translate = QCoreApplication.translate


def open_certificate(over: QWidget, workspace: Workspace, found: Certificate) -> None:
    """Show it as it is printed."""
    certificate_sheet(over, workspace, found).open()


def certificate_sheet(over: QWidget, workspace: Workspace, found: Certificate) -> PaperSheet:
    """The sheet; it names no client unless the firm keeps the name."""

    def make(_: tasks.Task) -> Paper:
        with workspace.read() as reader:
            pdf, pages = certificate_paper(reader, found)

        def tell() -> None:
            with workspace.write() as tx:
                record_certificate_printed(tx, found.id, found.number, pages)

        def save(_: tasks.Task, file: Path, password: str | None) -> None:
            send_out(
                workspace,
                file,
                sealed_if(pdf, password),
                lambda tx: record_certificate_saved(tx, found.id, found.number, pages, file),
            )

        name = translate("CertificateSheet", "Certificate of destruction {number}").format(
            number=found.number
        )
        return Paper(pdf, name, "", tell, save)

    title = translate("CertificateSheet", "Certificate of destruction {number}").format(number=found.number)
    return PaperSheet(over, workspace, title, lambda: make)
