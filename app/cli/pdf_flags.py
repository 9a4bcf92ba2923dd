"""--pdf-password-file: a PDF that leaves the vault asks for a password of its own."""

from __future__ import annotations

import argparse

from app.cli.session import Session
from app.kernel.errors import Refused

_FLAG = "--pdf-password-file"


def add_pdf_password(parser: argparse.ArgumentParser) -> None:
    """The flag."""
    parser.add_argument(
        _FLAG,
        metavar="FILE",
        help="encrypt the PDF (AES-256) with the password on this file's first line; - reads standard input",
    )


def pdf_password(session: Session, args: argparse.Namespace, kind: str = "pdf") -> str | None:
    """The password, checked before any work is done; None where the file needs none. Raises `Refused`, where the file
    is of another ``kind``, too."""
    if args.pdf_password_file is None:
        return None
    if kind != "pdf":
        raise Refused("no-pdf", "Only a PDF can ask for a password.", field="pdf_password_file")
    from app.reports.press.sealing import check_password

    return check_password(session.secret(args.pdf_password_file, "Password of the PDF", _FLAG))
