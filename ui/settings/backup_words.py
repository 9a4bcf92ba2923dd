"""What is said of backups, on the firm's page, on Today and in the navigation."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.backups.queries import BackupState, FirmRule
from app.kernel.numbers import say_number
from app.kernel.said import say_moment
from ui.shell.restore import say_size


def _said(words: str) -> str:
    return QCoreApplication.translate("Backups", words)


def newest_line(state: BackupState, now: datetime) -> str:
    """The quiet line: when the newest one was made; it was verified, or it would not be there."""
    if state.newest is None:
        return _said("No backup yet")
    made_at = state.newest.made_at.astimezone(now.tzinfo)
    return _said("Backed up {when}, checked").format(when=say_moment(made_at, now, near=True))


def care_line(state: BackupState, now: datetime) -> tuple[str, str]:
    """What Today says where somebody has to do something: lead and text; both empty where all is well."""
    if not state.needs_care:
        return "", ""
    if state.newest is None:
        return _said("There is no backup of your records."), state.failed
    days = (now.date() - state.newest.made_at.astimezone(now.tzinfo).date()).days
    if not state.is_late:
        return _said("The last backup failed."), state.failed
    lead = _said("The newest backup is {count} days old.").format(count=days)
    return lead, state.failed or _said("One is made at the first unlocking of a day; make one now.")


def place_line(state: BackupState, now: datetime) -> str:
    """What Today says where no second place is set; empty where one is, and where `care_line` says worse."""
    if state.place is not None:
        return ""
    if state.newest is not None:
        return _said("Backups are on this computer only.")
    return "" if any(care_line(state, now)) else _said("The first backup will be on this computer only.")


def newest_facts(state: BackupState, now: datetime) -> str:
    """The newest one with all that is known of it."""
    if state.newest is None:
        return _said("None yet. The first is made by itself at the first unlocking of a day.")
    parts = [
        say_moment(state.newest.made_at.astimezone(now.tzinfo), now, near=True),
        say_size(state.newest.size),
    ]
    if state.entries is not None:
        one, many = _said("1 entry"), _said("{count} entries")
        parts.append(one if state.entries == 1 else many.format(count=say_number(state.entries)))
    parts.append(_said("opened again and compared"))
    said = " · ".join(parts)
    return said[:1].upper() + said[1:]


def second_line(state: BackupState, now: datetime) -> str:
    """How it stands with the second place; empty where none is set."""
    if state.place is None:
        return _said(
            "None: if this computer is lost, so are its backups. An external disk or a synchronised folder will do."
        )
    last = (
        _said("Last brought there {when}.").format(
            when=say_moment(state.second_last.astimezone(now.tzinfo), now, near=True)
        )
        if state.second_last
        else _said("Nothing was brought there yet.")
    )
    return f"{state.place}\n{state.second_failed or last}" + (f" {last}" if state.second_failed else "")


def rule_line(rule: FirmRule) -> str:
    """The rule in a sentence."""
    kept = rule.keeping
    words = _said(
        "The newest of each of the last {daily} days, {weekly} weeks and {monthly} months; from before an update, "
        "{update_days} days. Today warns after {warn_days} days without one."
    )
    return words.format(
        daily=kept.daily,
        weekly=kept.weekly,
        monthly=kept.monthly,
        update_days=kept.update_days,
        warn_days=rule.warn_days,
    )
