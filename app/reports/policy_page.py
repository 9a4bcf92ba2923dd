"""A policy on paper, and the record of who acknowledged it (PRACTICE I1, K5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.kernel.csv_out import write_csv
from app.kernel.said import say_date, say_time
from app.people.queries import colleague
from app.policies.book import Policy
from app.policies.commands import record_readers_left
from app.policies.kept import VersionHead
from app.policies.queries import (
    RecordRow,
    acknowledgement_record,
    names_of,
    policy,
    words_of,
)
from app.policies.rules import counting
from app.policies.words import every_word
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument, Made
from app.reports.press.worded import set_words
from app.reports.stationery import stationery
from app.storage.transaction import Reader
from app.vault.leaving import Opened, send_out

RECORD_HEADERS = ("policy", "version", "person", "role", "asked", "acknowledged", "how", "outstanding since")


@dataclass(frozen=True, slots=True)
class PolicyPaper:
    """A document that is set: its name, its pages."""

    policy_id: UUID
    name: str
    made: Made


def policy_paper(reader: Reader, policy_id: UUID, number: int | None = None) -> PolicyPaper:
    """A version of a policy, without ``number`` the one that one sees first, with where it stands and who keeps it."""
    found = policy(reader, policy_id)
    head = found.shown if number is None else found.version(number)
    page = _begun(reader, head.title, f"{head.title}, continued")
    page.title(head.title, standing(found, head))
    set_words(page, words_of(reader, head).said)
    page.heading("About this document")
    page.facts(_about(reader, found))
    return PolicyPaper(found.id, head.title, page.finish())


def record_paper(reader: Reader, policy_id: UUID) -> PolicyPaper:
    """Who must acknowledge a policy and has, or has not."""
    found = policy(reader, policy_id)
    page = _begun(reader, "Acknowledgements", "Acknowledgements, continued")
    page.title("Acknowledgements", f"{found.title}: {standing(found, found.shown)}")
    rows = acknowledgement_record(reader, found)
    open_now = sum(1 for row in rows if row.owed is not None)
    asked = sum(1 for row in rows if row.asked)
    page.text(f"{asked - open_now:,} of {asked:,} who are asked have acknowledged it.")
    columns = (Column("Name", 150), Column("Role", 90), Column("Acknowledged"))
    page.table(columns, (_cells(reader, row) for row in rows), "Nobody is asked to acknowledge it.")
    return PolicyPaper(found.id, found.title, page.finish())


def record_table(reader: Reader, found: Sequence[Policy]) -> bytes:
    """The same of several policies as a table: CSV, one line for each person and policy."""
    lines = (
        _line(reader, one, row) for one in found if one.force for row in acknowledgement_record(reader, one)
    )
    return write_csv(RECORD_HEADERS, lines)


def standing(found: Policy, head: VersionHead) -> str:
    """How a version stands: "Version 3, in force since 1 March 2026"."""
    said = f"Version {head.number}"
    mine = [one for one in counting(found.forces) if one.number == head.number]
    if not mine:
        return f"{said}, a draft"
    day = say_date(mine[0].from_on)
    if mine[0].from_on > found.day:
        return f"{said}, in force from {day}"
    if found.force is not None and found.force.number == head.number:
        return f"{said}, in force since {day}"
    after = [one for one in counting(found.forces) if one.turn > mine[0].turn and one.from_on <= found.day]
    until = say_date(after[0].from_on) if after else ""
    return f"{said}, in force from {day} until {until}" if until else f"{said}, in force from {day}"


def acknowledged(reader: Reader, row: RecordRow) -> str:
    """How somebody stands: "version 2, 3 March 2026, on paper"; "not yet, asked since 1 March 2026"."""
    said = []
    if row.read is not None:
        day = say_date(reader.local(row.read.made_at).date())
        said.append(f"version {row.read.number}, {day}" + (", on paper" if row.read.on_paper else ""))
    if row.owed is not None:
        which = f"version {row.owed.number} " if row.read is not None else ""
        said.append(f"{which}not yet, asked since {say_date(row.owed.since)}")
    return "; ".join(said)


def _begun(reader: Reader, title: str, running: str) -> HouseDocument:
    paper, now = stationery(reader), reader.local(reader.now)
    printed = f"Printed by {colleague(reader, reader.viewer).name}, {say_date(now.date())}, {say_time(now)}"
    page = HouseDocument(paper, About(title, note=printed, running=running))
    page.firm_name()
    return page


def _about(reader: Reader, found: Policy) -> Iterator[tuple[str, str]]:
    names, keeping = names_of(reader), found.keeping
    if keeping.responsible_id is not None:
        yield "Looked after by", names.get(keeping.responsible_id, "")
    if keeping.review_months is not None:
        due = f", next by {say_date(found.next_review)}" if found.next_review else ""
        yield "Reviewed", f"{every_word(keeping.review_months)}{due}"
    if found.reviews:
        last = found.reviews[0]
        said = f"{say_date(last.reviewed_on)}, {names.get(last.made_by, '')}: {last.outcome.label}"
        yield "Last reviewed", f"{said}. {last.findings}".rstrip(" .") + "."
    yield "To be acknowledged by", whom_said(found, names)
    for one in counting(found.forces):
        if one.number is not None:
            head = found.version(one.number)
            why = f": {head.reason}" if head.reason else ""
            yield f"Version {one.number}", f"in force from {say_date(one.from_on)}{why}"


def whom_said(found: Policy, names: Mapping[UUID, str]) -> str:
    """Whom a policy asks: "everyone", "lawyer, partner, Ann Aldous"."""
    audience = found.keeping.audience
    if audience.everyone:
        return "everyone"
    named = sorted(names.get(one, "") for one in audience.people)
    return ", ".join([*sorted(audience.roles), *named]) or "nobody"


def _cells(reader: Reader, row: RecordRow) -> tuple[str, str, str]:
    role = row.person.job_title or row.person.role.value
    return row.person.name, role if row.person.active else f"{role}, has left", acknowledged(reader, row)


def _line(reader: Reader, found: Policy, row: RecordRow) -> tuple[str, ...]:
    force = found.force
    return (
        found.title,
        str(row.read.number if row.read else force.number if force else ""),
        row.person.name,
        row.person.role.value,
        "yes" if row.asked else "no",
        reader.local(row.read.made_at).isoformat(timespec="seconds") if row.read else "",
        ("paper" if row.read.on_paper else "screen") if row.read else "",
        row.owed.since.isoformat() if row.owed else "",
    )


def save_record_table(opened: Opened, reader: Reader, found: Sequence[Policy], file: Path) -> None:
    """Write who acknowledged these policies to ``file``; it names the people of the firm, and no client."""
    content = record_table(reader, found)
    name = found[0].title if len(found) == 1 else ""
    whose = found[0].id if len(found) == 1 else reader.viewer
    send_out(opened, file, content, lambda tx: record_readers_left(tx, whose, name, 0, file))
