"""What the pages of policies and training ask the vault for. Runs on the worker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.kernel.numbers import say_number
from app.kernel.said import say_day
from app.policies.book import Policy, policies
from app.policies.commands import record_policy_left, record_readers_left
from app.policies.queries import (
    RecordRow,
    ToRead,
    Words,
    acknowledgement_record,
    acknowledgements_outstanding,
    names_of,
    outdated,
    policy,
    to_read,
    versions_of,
    words_of,
)
from app.policies.starter import not_taken
from app.policies.training import Refresher, SessionRow, SubjectRow, refreshers, sessions, subjects
from app.reports.press.sealing import sealed_if
from app.storage.transaction import Reader
from app.vault.leaving import send_out
from app.wording.differences import Pair
from app.workspace import Workspace
from ui.care.rooms import Stand
from ui.kit import tasks
from ui.reports.leaving import Paper
from ui.schedule.desk import Desk, load_desk

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the page lists. ``owed``: how many have to acknowledge each; ``mine``: how many of them wait
    for who is signed in."""

    policies: tuple[Policy, ...]
    owed: Mapping[UUID, int]
    mine: int
    names: Mapping[UUID, str]
    starters: int
    desk: Desk


@dataclass(frozen=True, slots=True)
class Shown:
    """One policy as the page shows it. ``draft``: the words of the newest version where that is not in force;
    ``outdated``: lines that would read otherwise today."""

    found: Policy
    words: Words
    draft: Words | None
    outdated: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Trained:
    """What the page of training lists."""

    sessions: tuple[SessionRow, ...]
    subjects: tuple[SubjectRow, ...]
    due: tuple[Refresher, ...]
    policies: tuple[Policy, ...]
    desk: Desk


def shelf(workspace: Workspace) -> Shelf:
    """Every policy, and how it stands."""
    with workspace.read() as reader:
        rows = acknowledgements_outstanding(reader)
        owed = Counter(one.policy_id for one in rows)
        mine = sum(1 for one in rows if one.person_id == workspace.actor)
        left = len(not_taken(reader))
        return Shelf(policies(reader), owed, mine, names_of(reader), left, load_desk(reader))


def shown(workspace: Workspace, policy_id: UUID) -> Shown:
    """One with its words."""
    with workspace.read() as reader:
        found = policy(reader, policy_id)
        draft = found.draft if found.draft is not None and found.draft != found.shown else None
        words = words_of(reader, found.shown)
        return Shown(found, words, words_of(reader, draft) if draft else None, outdated(reader, found))


def past(workspace: Workspace, policy_id: UUID) -> tuple[Policy, tuple[Words, ...], Mapping[UUID, str]]:
    """Every version with its words."""
    with workspace.read() as reader:
        found = policy(reader, policy_id)
        return found, versions_of(reader, found), names_of(reader)


def record(workspace: Workspace, policy_id: UUID) -> tuple[Policy, tuple[RecordRow, ...]]:
    """Who has acknowledged a policy, and who has not."""
    with workspace.read() as reader:
        found = policy(reader, policy_id)
        return found, acknowledgement_record(reader, found)


def waiting(workspace: Workspace) -> tuple[ToRead, ...]:
    """What who is signed in has to read."""
    with workspace.read() as reader:
        return to_read(reader, workspace.actor)


def trained(workspace: Workspace) -> Trained:
    """Sessions, subjects, and who needs one again."""
    with workspace.read() as reader:
        return Trained(
            sessions(reader), subjects(reader), refreshers(reader), policies(reader), load_desk(reader)
        )


def policy_pages(workspace: Workspace, policy_id: UUID) -> Paper:
    """The policy as it leaves."""
    from app.reports.policy_page import policy_paper

    with workspace.read() as reader:
        paper = policy_paper(reader, policy_id)
    made = paper.made

    def tell() -> None:
        with workspace.write() as tx:
            record_policy_left(tx, policy_id, paper.name, made.pages)

    def save(_task: tasks.Task, file: Path, password: str | None) -> None:
        content = sealed_if(made.pdf, password)
        send_out(
            workspace,
            file,
            content,
            lambda tx: record_policy_left(tx, policy_id, paper.name, made.pages, file),
        )

    return Paper(made.pdf, paper.name, "", tell, save)


def record_pages(workspace: Workspace, policy_id: UUID) -> Paper:
    """Who has acknowledged it, as it leaves: pages, or a table."""
    from app.reports.policy_page import record_paper, save_record_table

    with workspace.read() as reader:
        paper = record_paper(reader, policy_id)
        found = policy(reader, policy_id)
    made, name = paper.made, paper.name

    def tell() -> None:
        with workspace.write() as tx:
            record_readers_left(tx, policy_id, name, made.pages)

    def save(_task: tasks.Task, file: Path, password: str | None) -> None:
        if file.suffix.casefold() == ".csv":
            with workspace.read() as reader:
                save_record_table(workspace, reader, (found,), file)
            return
        content = sealed_if(made.pdf, password)
        send_out(
            workspace,
            file,
            content,
            lambda tx: record_readers_left(tx, policy_id, name, made.pages, file),
        )

    title = translate("Policies", "{name} - acknowledgements").format(name=name)
    return Paper(made.pdf, title, "", tell, save)


def policies_stand(reader: Reader) -> Stand:
    """How the policies stand, for the page of the rooms."""
    found = policies(reader)
    in_force = [one for one in found if one.force is not None]
    owed = len(acknowledgements_outstanding(reader))
    late = [one for one in in_force if one.next_review is not None and one.next_review <= reader.today]
    if not found:
        return Stand(translate("Policies", "None yet: begin with the starter set"))
    said = [translate("Policies", "{count} in force").format(count=say_number(len(in_force)))]
    if owed:
        said.append(translate("Policies", "{count} still to acknowledge").format(count=say_number(owed)))
    if late:
        said.append(translate("Policies", "{count} to review").format(count=say_number(len(late))))
    return Stand(", ".join(said), owed + len(late), late=bool(late))


def training_stand(reader: Reader) -> Stand:
    """How training stands, for the page of the rooms."""
    held, due = sessions(reader), [one for one in refreshers(reader) if one.due <= reader.today]
    if not held:
        return Stand(translate("Training", "No session noted yet"))
    day = say_day(held[0].held_on, reader.today)
    words = translate("Training", "Last session {day}").format(day=day)
    if due:
        words = translate("Training", "Last session {day}, {count} due again").format(
            day=day, count=say_number(len(due))
        )
    return Stand(words, len(due), late=bool(due))
