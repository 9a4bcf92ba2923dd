"""Which module has which command: only that one is imported, so that a command starts as quickly as it can.

All of them together take as long to import as the vault to be unlocked.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Final, Protocol, cast

from app.cli.session import Add

ROOMS: Final[dict[str, tuple[str, ...]]] = {
    "audit": ("audit",),
    "settings": ("settings export", "settings import"),
    "vaults": ("create", "verify", "demo"),
    "backups": ("backup", "restore"),
    "users": (
        "users",
        "users list",
        "users add",
        "users role",
        "users remove",
        "users password",
        "users recover",
        "users recovery-key",
    ),
    "rotating": ("rotate",),
    "importing": ("import",),
    "tray": (
        "tray list",
        "tray place",
        "tray dismiss",
        "tray rules",
        "tray forget",
        "mappings list",
        "mappings forget",
    ),
    "clients": ("clients", "client show", "client add", "client edit"),
    "merging": ("clients duplicates", "clients merge", "clients unmerge", "clients apart"),
    "conflicts": ("conflicts check", "conflicts list", "conflicts show", "conflicts conclude"),
    "matters": ("matters", "matter", "matter add", "matter edit"),
    "fees": (
        "fees show",
        "fees list",
        "fees estimate",
        "fees to-date",
        "fees arrange",
        "fees excuse",
        "fees rule",
    ),
    "walls": ("matter restrict", "matter unrestrict"),
    "contactlog": ("log", "amend", "entry", "attachment", "kinds"),
    "quickentry": ("quick",),
    "news": ("develop", "key-date"),
    "news_changes": (
        "development list",
        "development versions",
        "development correct",
        "development withdraw",
        "development restore",
        "key-date list",
        "key-date versions",
        "key-date move",
        "key-date correct",
        "key-date cancel",
        "key-date done",
        "key-date reopen",
        "key-date withdraw",
        "key-date restore",
    ),
    "schedule": ("schedule", "schedule untold"),
    "schedule_defaults": ("schedule defaults",),
    "no_news": ("no-news",),
    "handing_over": ("handover", "handover show"),
    "promises": ("promises show", "promises set", "clocks"),
    "due": ("due",),
    "slipped": ("slipped",),
    "figures": ("figures", "report firm"),
    "snooze": ("snooze",),
    "hours": (
        "hours show",
        "hours set",
        "hours close",
        "hours open",
        "hours remove",
        "absence add",
        "absence list",
        "absence remove",
    ),
    "search": ("search", "reindex"),
    "reports": ("report status",),
    "report_history": ("report history",),
    "report_attendance": ("report attendance",),
    "morning": ("report morning",),
    "report_owed": ("report owed",),
    "letters": (
        "letter write",
        "letter preview",
        "letter change",
        "letter list",
        "letter show",
        "letter fields",
        "notice list",
        "notice set",
    ),
    "plain": ("plain words", "plain check"),
    "terms": ("terms show", "terms draft", "terms agree", "terms reaffirm", "terms list", "terms rule"),
    "intake": ("intake show", "intake write", "intake document", "intake mark"),
    "closing": ("close", "close show"),
    "policies": (
        "policy list",
        "policy show",
        "policy diff",
        "policy outstanding",
        "policy record",
        "policy fields",
    ),
    "policy_changes": (
        "policy draft",
        "policy keep",
        "policy put-in-force",
        "policy repeal",
        "policy review",
        "policy acknowledge",
        "policy starter",
    ),
    "training": (
        "training list",
        "training subject",
        "training add",
        "training attend",
        "training withdraw",
        "training due",
    ),
    "updates": ("update show", "update pdf", "update eml", "update script", "update sent"),
    "calendar": ("calendar export",),
    "retention": (
        "retention rules",
        "retention hold",
        "retention release",
        "retention holds",
        "retention document",
        "retention list",
    ),
    "reviews": (
        "review queue",
        "review start",
        "review record",
        "review drop",
        "review list",
        "review show",
        "review figures",
        "review checklist",
    ),
    "feedback": (
        "feedback list",
        "feedback ask",
        "feedback record",
        "feedback decline",
        "feedback withdraw",
        "feedback figures",
        "feedback rules",
    ),
    "destroying": ("retention review", "retention destroy", "retention certificates"),
    "access": (
        "access-request list",
        "access-request open",
        "access-request items",
        "access-request decide",
        "access-request export",
        "access-request given",
        "access-request rules",
    ),
    "access_export": ("export",),
    "access_turns": (
        "access-request identity",
        "access-request extend",
        "access-request hand",
        "access-request close",
        "access-request reopen",
    ),
    "concerns": ("concern list", "concern show", "concern figures", "concern rules"),
    "concern_acts": (
        "concern raise",
        "concern flag",
        "concern change",
        "concern step",
        "concern escalate",
        "concern close",
        "concern reopen",
    ),
}
"""Module of `app.cli` → the commands it registers, in the order of the help; a test holds both together."""

_OF = {command: module for module, commands in ROOMS.items() for command in commands}


class Room(Protocol):
    """A module that has commands."""

    def register(self, add: Add) -> None:
        """Add them to the parser."""


def rooms_for(command: str) -> Sequence[Room]:
    """The module that has ``command``, or those whose commands begin with that word; all of them where none has:
    then all have to be told."""
    names = (
        (_OF[command],) if command in _OF else tuple(dict.fromkeys(_OF[one] for one in beginning(command)))
    )
    return [cast("Room", import_module(f"app.cli.{name}")) for name in names or ROOMS]


def beginning(word: str) -> tuple[str, ...]:
    """The commands of two words that begin with ``word``: "terms show", "terms draft" ..."""
    return tuple(command for command in _OF if command.startswith(f"{word} "))


def is_one(command: str) -> bool:
    """Whether that is a command, whole."""
    return command in _OF


def is_of_two_words(first: str, second: str) -> bool:
    """Whether both words together are one command."""
    return f"{first} {second}" in _OF
