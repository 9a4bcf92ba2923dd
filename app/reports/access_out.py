"""The answer to an access request leaves the vault: as a ZIP with an index, or as one PDF that holds the files.

A password is for a PDF: it is sealed whole (AES-256), the files in it as well. A ZIP's own encryption is either weak or
unknown to what people have.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Final, TypeVar
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.access.giving import GivenFile, keep_export, ready_sheet
from app.access.queries import RequestSheet
from app.access.words import Decision
from app.contactlog.queries import attachment_content
from app.kernel.csv_out import write_csv
from app.kernel.errors import Refused
from app.kernel.filenames import apart, safe_stem
from app.kernel.language import tr
from app.kernel.rights import Right
from app.reports.access_paper import IndexLine, access_paper, index_of, withheld_of
from app.reports.press.sealing import check_password, sealed_if
from app.reports.press.watched import Watched
from app.reports.stationery import on_paper
from app.storage.transaction import Reader, Transaction
from app.vault.leaving import Opened, send_out
from app.vault.progress import Progress, Steps

T = TypeVar("T")

_HEADERS: Final = ("No.", "What", "Date", "Decision", "Ground", "File", "How many")
_LONGEST_ENDING: Final = 10
_SHARES: Final = (40, 15, 20, 15, 10)
"""Percent: set in type, files read, packed, sealed, written. Of many items the first, of large files the others."""
_PIECE: Final = 2**20
"""Bytes written between two moments to stop."""


@dataclass(frozen=True, slots=True)
class MadeExport:
    """An answer ready to leave, in memory."""

    sheet: RequestSheet
    content: bytes
    pages: int
    given: int
    files: int


def make_export(
    reader: Reader, request_id: UUID, *, kind: str, part: bool = False, steps: Steps | None = None
) -> MadeExport:
    """The answer as "zip" or "pdf"; nothing is recorded. ``part``: of what may be seen, where there is more.
    ``steps``: the first three are told.

    Raises as `ready_sheet`; Refused ("logo-too-large", "logo-unreadable"); what is told may raise to stop.
    """
    ready_sheet(reader, request_id, part=part)  # why it cannot be given is told in the language of who asks
    return _made(reader, request_id, kind, steps or Steps(lambda *_: None, _SHARES), part=part)


@on_paper
def _made(reader: Reader, request_id: UUID, kind: str, steps: Steps, *, part: bool) -> MadeExport:
    sheet = ready_sheet(reader, request_id, part=part)
    lines, taken = [], set[str]()
    for line in index_of(sheet):
        named = replace(line, file=_file_name(line, taken)) if _is_file(line) else line
        lines.append(named)
    paper = access_paper(reader, sheet, lines, steps.next())
    with_files = [one for one in lines if one.file]
    read = steps.next()
    files = [(one.file, _bytes_of(reader, one)) for one in _counted(with_files, read, len(with_files))]
    pack = _zipped if kind == "zip" else _joined
    content = pack(paper.pdf, _index(sheet, lines), files, reader.local(reader.now), steps.next())
    return MadeExport(sheet, content, paper.pages, len(lines), len(files))


def save_export(
    opened: Opened,
    request_id: UUID,
    file: Path,
    *,
    part: bool = False,
    password: str | None = None,
    progress: Progress = lambda *_: None,
) -> MadeExport:
    """Make it, write it to ``file`` (.zip, or .pdf that may ask for a ``password``), keep what was given.

    ``progress`` is told (done, all) and may raise to cancel, up to the moment in which it is kept. Needs
    `Right.EXPORT`. Raises as `make_export`, `keep_export`; Refused ("bad-ending", "zip-password", "pdf-password"),
    MachineTrouble; then no file is left and nothing is kept.
    """
    kind = file.suffix.casefold().lstrip(".")
    if kind not in {"zip", "pdf"}:
        raise Refused("bad-ending", tr("Please name a file that ends in .zip or .pdf."), field="out")
    if kind == "zip" and password is not None:
        message = tr(
            "Only a PDF asks for a password. Please name a file that ends in .pdf: the files lie in it."
        )
        raise Refused("zip-password", message, field="password")
    if password is not None:
        check_password(password)  # before minutes of work, not after them
    steps = Steps(progress, _SHARES)
    with opened.read() as reader:
        made = make_export(reader, request_id, kind=kind, part=part, steps=steps)
    content = sealed_if(made.content, password, steps.next())
    told = GivenFile(file.name, hashlib.sha256(content).hexdigest(), len(content), password is not None)

    def keep(tx: Transaction) -> None:
        keep_export(tx, made.sheet, told)
        steps.still()  # the last moment to stop: what follows is the commit

    send_out(opened, file, _in_pieces(content, steps.next()), keep, needs=Right.EXPORT)
    return made


def _in_pieces(content: bytes, told: Progress) -> Iterator[bytes]:
    for begin in range(0, len(content), _PIECE):
        told(begin, len(content))
        yield content[begin : begin + _PIECE]


def _counted(things: Iterable[T], told: Progress, count: int) -> Iterator[T]:
    for number, one in enumerate(things):
        told(number, count)
        yield one


def _is_file(line: IndexLine) -> bool:
    return line.one.item.file_id is not None and line.one.decision is Decision.GIVE


def _file_name(line: IndexLine, taken: set[str]) -> str:
    """The file's own name with the number of the index before it; every system takes it."""
    stem, _, ending = line.one.item.title.rpartition(".")
    plain = safe_stem(f"{line.number:03} {stem or ending}")
    name = apart(f"{plain}.{safe_stem(ending)[:_LONGEST_ENDING]}" if stem else plain, taken)
    taken.add(name.casefold())
    return name


def _bytes_of(reader: Reader, line: IndexLine) -> bytes:
    file_id = line.one.item.file_id
    return attachment_content(reader, file_id) if file_id is not None else b""


def _index(sheet: RequestSheet, lines: Sequence[IndexLine]) -> bytes:
    return write_csv([tr(head, "column of a table") for head in _HEADERS], _index_rows(sheet, lines))


def _index_rows(sheet: RequestSheet, lines: Sequence[IndexLine]) -> Iterator[tuple[str, ...]]:
    for line in lines:
        one = line.one
        day, ground = one.item.day, one.ground
        decision = one.decision.label if one.decision else ""
        yield (
            str(line.number),
            line.what,
            day.isoformat() if day else "",
            decision,
            ground.label if ground else "",
            line.file,
            "1",
        )
    for what, ground_said, count in withheld_of(sheet):
        yield "", what, "", Decision.WITHHOLD.label, ground_said, "", str(count)


def _zipped(
    pdf: bytes, index: bytes, files: Sequence[tuple[str, bytes]], made_at: datetime, told: Progress
) -> bytes:
    target, at = BytesIO(), made_at
    when = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        folder, said = (
            tr("Files", "attached"),
            ((f"{tr('What we hold')}.pdf", pdf), (f"{tr('Index')}.csv", index)),
        )
        whole = (*said, *((f"{folder}/{name}", content) for name, content in files))
        for place, content in _counted(whole, told, len(whole)):
            archive.writestr(ZipInfo(place, when), content, ZIP_DEFLATED)
    return target.getvalue()


def _joined(
    pdf: bytes, index: bytes, files: Sequence[tuple[str, bytes]], _made_at: datetime, told: Progress
) -> bytes:
    """One PDF with the files inside: readers list them beside the pages."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    for name, content in ((f"{tr('Index')}.csv", index), *files):
        writer.add_attachment(name, content)
    target = Watched(told, len(pdf) + len(index) + sum(len(content) for _, content in files))
    writer.write(target)
    return target.getvalue()
