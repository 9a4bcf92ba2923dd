"""The certificate of destruction on paper: what went, by which rule, who approved it, and what still holds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.destruction.queries import Certificate, Outlived, Outliving
from app.kernel.numbers import say_number
from app.kernel.said import say_date, say_time
from app.kernel.text import number_of
from app.people.queries import colleague
from app.reports.content import Paragraph, Run
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument
from app.reports.stationery import stationery
from app.storage.transaction import Reader

TITLE = "Certificate of destruction"
_DONE = (
    "The records named here were removed from the firm's vault with every attachment, every word of them in its search "
    "index and every older page of its file, which was written anew under a new key. The audit trail keeps that "
    "something was done and when; its details were destroyed under this certificate."
)


def certificate_paper(reader: Reader, found: Certificate) -> tuple[bytes, int]:
    """The certificate as a PDF, and how many pages it has."""
    paper, now = stationery(reader), reader.local(reader.now)
    printed = f"Printed by {colleague(reader, reader.viewer).name}, {say_date(now.date())}, {say_time(now)}"
    title = f"{TITLE} {found.number}"
    page = HouseDocument(paper, About(title, note=printed, running=f"{title}, continued"))
    page.firm_name()
    page.title(title)
    page.facts(_facts(reader, found))
    page.text(_DONE)
    _lists(page, found)
    made = page.finish()
    return made.pdf, made.pages


def _facts(reader: Reader, found: Certificate) -> Iterator[tuple[str, str]]:
    said, at = found.says, reader.local(found.destroyed_at)
    yield "Matter", said.matter or "not kept"
    if said.clients:
        yield "Client", "; ".join(said.clients)
    for label, day in (("Opened", said.opened_on), ("Closed", said.closed_on), ("Due since", said.due_on)):
        if day is not None:
            yield label, say_date(day)
    yield "Rule", said.rule
    yield "Destroyed", f"{say_date(at.date())}, {say_time(at)}"
    yield "Approved by", colleague(reader, found.approved_by).name
    yield "Why", found.reason
    yield "Clients", _clients(found)
    yield (
        "Audit trail",
        f"{number_of(said.cuts, 'event')} without details; SHA-256 of their list: {said.digest}",
    )
    if said.messages_kept:
        yield "Kept", f"{number_of(said.messages_kept, 'message')} that other matters have, too"


def _clients(found: Certificate) -> str:
    said = found.says
    erased = f"{number_of(said.clients_erased, 'record')} erased" if said.clients_erased else ""
    kept = (
        f"{number_of(said.clients_kept, 'record')} kept: other records name them" if said.clients_kept else ""
    )
    return "; ".join(filter(None, (erased, kept)))


def _lists(page: HouseDocument, found: Certificate) -> None:
    said = found.says
    columns = (Column(""), Column("", page.look.date_column, voice="label"))
    page.heading("What was removed")
    page.table(columns, ((name.replace("_", " "), say_number(count)) for name, count in said.tables.items()))
    if said.files:
        page.heading("Attachments, by SHA-256")
        page.table(columns, ((sha256, f"{say_number(size)} bytes") for sha256, size in said.files))
    _backups(page, columns, said.outlived)


def _backups(page: HouseDocument, columns: Sequence[Column], found: Outlived) -> None:
    """What was found where; that no backup holds it nobody can say of a place that was not seen."""
    looked = " or ".join(one.label for one in found.looked_in)
    if found.backups:
        page.heading("Backups that still hold it")
        page.table(columns, (_backup(one) for one in found.backups))
        page.text(
            "A backup is gone by its day if one is made on each day until then; otherwise it stays longer."
        )
    elif looked:
        page.heading(f"No backup that holds it was found in {looked}")
    for one in found.not_seen:
        page.text(
            f"{one.label.capitalize()} could not be looked into, or not whole: a backup there may hold it."
        )


def _backup(one: Outliving) -> tuple[Paragraph, str]:
    when = f"gone by {say_date(one.gone_by)}" if one.gone_by is not None else "to be deleted by hand"
    return (Run(one.name),), when
