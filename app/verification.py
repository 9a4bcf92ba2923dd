"""Whether the vault is whole and the one that is remembered: its files, its audit trail, its log, older copies."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import islice

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.audit import standing
from app.audit.checking import Head, Told
from app.contactlog.still_open import overlooked
from app.contactlog.vouched import unlike_the_trail
from app.kernel.errors import LiaisonError, Refused
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.search.checking import not_findable
from app.storage.transaction import Reader
from app.storage.walls import whatever_lies
from app.vault import anchors
from app.vault.anchors import Anchor
from app.vault.backup import anchors_beside
from app.vault.checks import Check
from app.vault.unlocked import Vault
from app.vault.verify import checks
from app.workspace import Workspace

_NAMED = 3
"""Entries that a check names; that there are more shows when these are mended."""
_FORGOTTEN = (
    "Some of what this computer remembered of its end cannot be read any more: a file was damaged or changed."
)


def verify_workspace(
    workspace: Workspace,
    stop: Callable[[], bool] = lambda: False,
    told: Told = lambda *_: None,
    printed: Head | None = None,
) -> tuple[Check, ...]:
    """Every check of the vault's files, and of the audit chain, beside whoever else reads and writes.

    ``printed``: the end of the trail as a contact history has it, to be checked, too. Where ``stop`` says so on the
    way, what comes back is worth nothing.
    """
    vault = workspace.vault
    known = _remembered(vault)
    with Session(vault.engine) as session:  # nobody's eyes: the chain is one for all
        fault = workspace.trail.check(session, anchors=standing.heads(known), told=told)
        checked = standing.trail_check(session, fault, known, workspace.zone)
        if anchors.is_damaged(vault.id, vault.folder):
            checked = replace(checked, detail=f"{checked.detail} {tr(_FORGOTTEN)}")
        log = _log_check(workspace.seeing_all(session))
        search = _search_check(session)
        owed = _owed_check(session)
        seal = () if printed is None else (standing.printed_check(session, printed),)
    found = (*checks(workspace.vault, stop), checked, log, search, owed, *seal)
    with suppress(LiaisonError, SQLAlchemyError):  # a damaged vault may take no event
        if not stop():
            workspace.note("verified", "vault", vault.id, ok=all(one.ok for one in found))
    return found


def _log_check(reader: Reader) -> Check:
    found = list(islice(unlike_the_trail(reader), _NAMED))
    said = "; ".join(tr("entry {id}: {reason}").format(id=one.entry_id, reason=one.reason) for one in found)
    return Check(
        "contact_log",
        not found,
        tr("Not as it was written: {said}.").format(said=said)
        if found
        else tr("Every entry says what the audit trail vouches for."),
    )


def _search_check(session: Session) -> Check:
    wrong = not_findable(session)
    return Check(
        "search", not wrong, wrong or tr("Every entry is in the index for searching, or waits for it.")
    )


def _owed_check(session: Session) -> Check:
    wrong = overlooked(session)
    return Check(
        "owed", not wrong, wrong or tr("Every open question and every untold development is listed.")
    )


def check_trail(workspace: Workspace, told: Told = lambda *_: None) -> Check:
    """The whole audit trail, event by event, against what is remembered of it outside the vault.

    ``told`` hears (events done, all) now and then and may raise to end it. Raises `Refused` for who may not see it.
    """
    with workspace.read() as reader:
        reader.need(Right.AUDIT)
    known = _remembered(workspace.vault)
    with Session(workspace.vault.engine) as session:
        fault = workspace.trail.check(session, anchors=standing.heads(known), told=told)
        found = standing.trail_check(session, fault, known, workspace.zone)
    with suppress(LiaisonError, SQLAlchemyError):
        workspace.note("verified", "audit_trail", None, ok=found.ok, detail=found.detail)
    return found


def older_state(workspace: Workspace) -> str | None:
    """What to tell whoever unlocks a vault that is not the one this machine remembers; None where it is. Quick."""
    vault = workspace.vault
    known = anchors.counting(anchors.read(vault.id, vault.folder))
    with Session(vault.engine) as session:
        session.connection(execution_options=whatever_lies())
        found = standing.departure(session, known)
    return standing.say_departure(found, workspace.zone) if found else None


def accept_older(workspace: Workspace, reason: str) -> str:
    """Say that the vault is an older copy on purpose (a disk was restored): what was lost, as `older_state` says it.

    It stands in the trail, with the reason, and from then on this machine awaits nothing of what was lost. Raises
    `Refused` ("no-reason", "not-older", "not-allowed").
    """
    with workspace.read() as reader:
        reader.need(Right.AUDIT)
    reason = given_reason(reason, "Please say why an older copy was put in place.")
    vault = workspace.vault
    known = _remembered(vault)
    with Session(vault.engine) as session:
        found = standing.departure(session, known)
        if found is None:
            raise Refused(
                "not-older", tr("Nothing is missing from the trail, so there is nothing to accept.")
            )
        kept = standing.accepted(session, found, known, workspace.clock.now())
    lost = {"lost_from": found.seq, "lost_to": found.remembered.seq}
    workspace.note("accepted older", "vault", vault.id, reason=reason, **lost)
    anchors.keep(vault.id, vault.folder, kept)
    workspace.anchor_now()
    return standing.say_departure(found, workspace.zone)


def _remembered(vault: Vault) -> tuple[Anchor, ...]:
    """Where the trail ended, by this machine and by the backups."""
    return anchors.counting(anchors.read(vault.id, vault.folder), anchors_beside(vault))
