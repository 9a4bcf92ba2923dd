"""The certificate of destruction on paper: what went, by which rule, who approved it, and what still holds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.destruction.names import say_table
from app.destruction.queries import Certificate, Outlived, Outliving, Place
from app.kernel.language import counted, tr
from app.kernel.numbers import say_number
from app.kernel.said import say_date, say_time
from app.people.queries import colleague
from app.reports.content import Paragraph, Run
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument
from app.reports.saying import printed_by, say_bytes
from app.reports.stationery import on_paper, stationery
from app.storage.transaction import Reader

_NOT_SEEN = {
    Place.OWN: "The vault's own folder could not be looked into, or not whole: a backup there may hold it.",
    Place.SECOND: "This machine's second place could not be looked into, or not whole: a backup there may hold it.",
    Place.OTHERS: (
        "The second places of other machines could not be looked into, or not whole: a backup there may hold it."
    ),
}


@on_paper
def certificate_paper(reader: Reader, found: Certificate) -> tuple[bytes, int]:
    """The certificate as a PDF, and how many pages it has."""
    paper = stationery(reader)
    title = tr("Certificate of destruction {number}").format(number=found.number)
    running = paper.words.continued.format(title=title)
    page = HouseDocument(paper, About(title, note=printed_by(reader), running=running))
    page.firm_name()
    page.title(title)
    page.facts(_facts(reader, found))
    page.text(
        tr(
            "The records named here were removed from the firm's vault with every attachment, every word of them in "
            "its search index and every older page of its file, which was written anew under a new key. The audit "
            "trail keeps that something was done and when; its details were destroyed under this certificate."
        )
    )
    _lists(page, found)
    made = page.finish()
    return made.pdf, made.pages


def _facts(reader: Reader, found: Certificate) -> Iterator[tuple[str, str]]:
    said, at = found.says, reader.local(found.destroyed_at)
    yield tr("Matter"), said.matter or tr("not kept")
    if said.clients:
        yield tr("Client"), "; ".join(said.clients)
    for label, day in (
        (tr("Opened"), said.opened_on),
        (tr("Closed"), said.closed_on),
        (tr("Due since"), said.due_on),
    ):
        if day is not None:
            yield label, say_date(day)
    yield tr("Rule"), said.rule
    when = tr("{day}, {time}").format(day=say_date(at.date()), time=say_time(at))
    yield tr("Destroyed"), when
    yield tr("Approved by"), colleague(reader, found.approved_by).name
    yield tr("Why"), found.reason
    yield tr("Clients"), _clients(found)
    cuts = counted(
        said.cuts,
        "1 event without details; SHA-256 of their list: {digest}",
        "{count} events without details; SHA-256 of their list: {digest}",
    )
    yield tr("Audit trail"), cuts.format(count=say_number(said.cuts), digest=said.digest)
    if said.messages_kept:
        kept = counted(
            said.messages_kept,
            "1 message that other matters have, too",
            "{count} messages that other matters have, too",
        )
        yield tr("Kept"), kept.format(count=say_number(said.messages_kept))


def _clients(found: Certificate) -> str:
    said = found.says
    erased = counted(said.clients_erased, "1 record erased", "{count} records erased")
    kept = counted(
        said.clients_kept,
        "1 record kept: other records name them",
        "{count} records kept: other records name them",
    )
    return "; ".join(
        words.format(count=say_number(count))
        for count, words in ((said.clients_erased, erased), (said.clients_kept, kept))
        if count
    )


def _lists(page: HouseDocument, found: Certificate) -> None:
    said = found.says
    columns = (Column(""), Column("", page.look.date_column, voice="label"))
    page.heading(tr("What was removed"))
    page.table(columns, ((say_table(name), say_number(count)) for name, count in said.tables.items()))
    if said.files:
        page.heading(tr("Attachments, by SHA-256"))
        page.table(columns, ((sha256, say_bytes(size)) for sha256, size in said.files))
    _backups(page, columns, said.outlived)


def _backups(page: HouseDocument, columns: Sequence[Column], found: Outlived) -> None:
    """What was found where; that no backup holds it nobody can say of a place that was not seen."""
    looked = tr(" or ").join(one.label for one in found.looked_in)
    if found.backups:
        page.heading(tr("Backups that still hold it"))
        page.table(columns, (_backup(one) for one in found.backups))
        page.text(
            tr(
                "A backup is gone by its day if one is made on each day until then; otherwise it stays longer."
            )
        )
    elif looked:
        page.heading(tr("No backup that holds it was found in {places}").format(places=looked))
    for one in found.not_seen:
        page.text(tr(_NOT_SEEN[one]))


def _backup(one: Outliving) -> tuple[Paragraph, str]:
    when = tr("to be deleted by hand")
    if one.gone_by is not None:
        when = tr("gone by {day}").format(day=say_date(one.gone_by))
    return (Run(one.name),), when
