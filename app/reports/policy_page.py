"""A policy on paper, and the record of who acknowledged it (PRACTICE I1, K5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.kernel.csv_out import write_csv
from app.kernel.language import counted, tr
from app.kernel.numbers import say_number
from app.kernel.said import say_date
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
from app.policies.words import every_word, role_word
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument, Made
from app.reports.press.worded import set_words
from app.reports.saying import printed_by
from app.reports.stationery import on_paper, stationery
from app.storage.transaction import Reader
from app.vault.leaving import Opened, send_out

_RECORD_HEADERS = ("policy", "version", "person", "role", "asked", "acknowledged", "how", "outstanding since")


@dataclass(frozen=True, slots=True)
class PolicyPaper:
    """A document that is set: its name, its pages."""

    policy_id: UUID
    name: str
    made: Made


@on_paper
def policy_paper(reader: Reader, policy_id: UUID, number: int | None = None) -> PolicyPaper:
    """A version of a policy, without ``number`` the one that one sees first, with where it stands and who keeps it."""
    found = policy(reader, policy_id)
    head = found.shown if number is None else found.version(number)
    page = _begun(reader, head.title)
    page.title(head.title, standing(found, head))
    set_words(page, words_of(reader, head).said)
    page.heading(tr("About this document"))
    page.facts(_about(reader, found))
    return PolicyPaper(found.id, head.title, page.finish())


@on_paper
def record_paper(reader: Reader, policy_id: UUID) -> PolicyPaper:
    """Who must acknowledge a policy and has, or has not."""
    found = policy(reader, policy_id)
    page = _begun(reader, tr("Acknowledgements"))
    page.title(tr("Acknowledgements"), f"{found.title}: {standing(found, found.shown)}")
    rows = acknowledgement_record(reader, found)
    open_now = sum(1 for row in rows if row.owed is not None)
    asked = sum(1 for row in rows if row.asked)
    said = counted(
        asked,
        "{done} of 1 who is asked has acknowledged it.",
        "{done} of {count} who are asked have acknowledged it.",
    )
    page.text(said.format(done=say_number(asked - open_now), count=say_number(asked)))
    columns = (Column(tr("Name"), 150), Column(tr("Role"), 90), Column(tr("Acknowledged", "a policy")))
    page.table(columns, (_cells(reader, row) for row in rows), tr("Nobody is asked to acknowledge it."))
    return PolicyPaper(found.id, found.title, page.finish())


@on_paper
def record_table(reader: Reader, found: Sequence[Policy]) -> bytes:
    """The same of several policies as a table: CSV, one line for each person and policy."""
    lines = (
        _line(reader, one, row) for one in found if one.force for row in acknowledgement_record(reader, one)
    )
    return write_csv([tr(head, "column of a table") for head in _RECORD_HEADERS], lines)


def standing(found: Policy, head: VersionHead) -> str:
    """How a version stands: "Version 3, in force since 1 March 2026"."""
    mine = [one for one in counting(found.forces) if one.number == head.number]
    if not mine:
        return tr("Version {number}, a draft").format(number=head.number)
    day = say_date(mine[0].from_on)
    words, until = tr("Version {number}, in force from {day}"), ""
    if mine[0].from_on > found.day:
        return words.format(number=head.number, day=day)
    if found.force is not None and found.force.number == head.number:
        return tr("Version {number}, in force since {day}").format(number=head.number, day=day)
    after = [one for one in counting(found.forces) if one.turn > mine[0].turn and one.from_on <= found.day]
    if after:
        words = tr("Version {number}, in force from {day} until {last}")
        until = say_date(after[0].from_on)
    return words.format(number=head.number, day=day, last=until)


def acknowledged(reader: Reader, row: RecordRow) -> str:
    """How somebody stands: "version 2, 3 March 2026, on paper"; "not yet, asked since 1 March 2026"."""
    said = []
    if row.read is not None:
        day = say_date(reader.local(row.read.made_at).date())
        words = (
            tr("version {number}, {day}, on paper") if row.read.on_paper else tr("version {number}, {day}")
        )
        said.append(words.format(number=row.read.number, day=day))
    if row.owed is not None:
        words = (
            tr("version {number} not yet, asked since {day}")
            if row.read is not None
            else tr("not yet, asked since {day}")
        )
        said.append(words.format(number=row.owed.number, day=say_date(row.owed.since)))
    return "; ".join(said)


def _begun(reader: Reader, title: str) -> HouseDocument:
    paper = stationery(reader)
    running = paper.words.continued.format(title=title)
    page = HouseDocument(paper, About(title, note=printed_by(reader), running=running))
    page.firm_name()
    return page


def _about(reader: Reader, found: Policy) -> Iterator[tuple[str, str]]:
    names, keeping = names_of(reader), found.keeping
    if keeping.responsible_id is not None:
        yield tr("Looked after by"), names.get(keeping.responsible_id, "")
    if keeping.review_months is not None:
        due = say_date(found.next_review) if found.next_review else ""
        words = tr("{rhythm}, next by {day}") if due else "{rhythm}"
        yield tr("Reviewed", "a policy"), words.format(rhythm=every_word(keeping.review_months), day=due)
    if found.reviews:
        last = found.reviews[0]
        said = f"{say_date(last.reviewed_on)}, {names.get(last.made_by, '')}: {last.outcome.label}"
        yield tr("Last reviewed"), f"{said}. {last.findings}".rstrip(" .") + "."
    yield tr("To be acknowledged by"), whom_said(found, names)
    for one in counting(found.forces):
        if one.number is not None:
            head = found.version(one.number)
            since = tr("in force from {day}").format(day=say_date(one.from_on))
            label = tr("Version {number}").format(number=one.number)
            yield label, f"{since}: {head.reason}" if head.reason else since


def whom_said(found: Policy, names: Mapping[UUID, str]) -> str:
    """Whom a policy asks: "everyone", "lawyer, partner, Ann Aldous"."""
    audience = found.keeping.audience
    if audience.everyone:
        return tr("everyone")
    named = sorted(names.get(one, "") for one in audience.people)
    return ", ".join([*sorted(map(role_word, audience.roles)), *named]) or tr("nobody")


def _cells(reader: Reader, row: RecordRow) -> tuple[str, str, str]:
    role = row.person.job_title or role_word(row.person.role.value)
    said = role if row.person.active else tr("{role}, has left").format(role=role)
    return row.person.name, said, acknowledged(reader, row)


def _line(reader: Reader, found: Policy, row: RecordRow) -> tuple[str, ...]:
    force = found.force
    return (
        found.title,
        str(row.read.number if row.read else force.number if force else ""),
        row.person.name,
        role_word(row.person.role.value),
        tr("yes") if row.asked else tr("no"),
        reader.local(row.read.made_at).isoformat(timespec="seconds") if row.read else "",
        (tr("paper", "where it was read") if row.read.on_paper else tr("screen", "where it was read"))
        if row.read
        else "",
        row.owed.since.isoformat() if row.owed else "",
    )


def save_record_table(opened: Opened, reader: Reader, found: Sequence[Policy], file: Path) -> None:
    """Write who acknowledged these policies to ``file``; it names the people of the firm, and no client."""
    content = record_table(reader, found)
    name = found[0].title if len(found) == 1 else ""
    whose = found[0].id if len(found) == 1 else reader.viewer
    send_out(opened, file, content, lambda tx: record_readers_left(tx, whose, name, 0, file))
