"""A document leaves the vault as a file, under a name by the firm's pattern that every system takes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from app.kernel.errors import MachineTrouble
from app.kernel.filenames import apart, named
from app.kernel.language import tr
from app.settings.queries import firm, firms_language
from app.storage.transaction import Reader
from app.vault.outside import write_outside


def write_report(file: Path, pdf: bytes) -> None:
    """What stands there already is replaced only by a finished file. Raises MachineTrouble with the reason."""
    write_outside(file, pdf)


def document_name(
    pattern: str, document: str, day: date, *, matter: str = "", client: str = "", ending: str = "pdf"
) -> str:
    """The name of one document ("Status report"), by the firm's ``pattern``."""
    facts = {"document": document, "matter": matter, "client": client, "date": day.isoformat()}
    return named(pattern, facts, ending)


def firms_name(reader: Reader, document: str, *, matter: str = "", client: str = "") -> str:
    """The name of a document of today by the pattern that the firm has set, without ending."""
    pattern = firm(reader).details.file_names
    return document_name(pattern, document, reader.today, matter=matter, client=client).removesuffix(".pdf")


def paper_name(reader: Reader, document: str, *, of: str = "", matter: str = "", client: str = "") -> str:
    """As `firms_name`, of one of our own documents: what it is called, in the language of the firm's paper, and what
    it is ``of`` ("2026-11")."""
    with firms_language(reader):
        called = tr(document)
    return firms_name(reader, f"{called} {of}".rstrip(), matter=matter, client=client)


def free_names(folder: Path, names: Iterable[str]) -> list[str]:
    """The names, each with a count behind where ``folder`` has it or another of them does: nothing is replaced.

    Raises MachineTrouble where the folder cannot be looked into.
    """
    try:
        taken = {one.name.casefold() for one in folder.iterdir()} if folder.is_dir() else set()
    except OSError as error:
        message = tr("The folder for the files cannot be read. Please choose another.")
        raise MachineTrouble("cannot-read", message, field="out") from error
    free = []
    for name in names:
        free.append(apart(name, taken))
        taken.add(free[-1].casefold())
    return free
