"""--pdf-password-file: a PDF that leaves the vault asks for a password of its own."""

from __future__ import annotations

import argparse

from app.cli.session import Session

_FLAG = "--pdf-password-file"


def add_pdf_password(parser: argparse.ArgumentParser) -> None:
    """The flag."""
    parser.add_argument(
        _FLAG,
        metavar="FILE",
        help="encrypt the PDF (AES-256) with the password on this file's first line; - reads standard input",
    )


def pdf_password(session: Session, args: argparse.Namespace) -> str | None:
    """The password, checked before any work is done; None where the PDF needs none. Raises `Refused`."""
    if args.pdf_password_file is None:
        return None
    from app.reports.sealing import check_password

    return check_password(session.secret(args.pdf_password_file, "Password of the PDF", _FLAG))
