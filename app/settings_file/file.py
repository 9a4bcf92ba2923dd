"""Settings as a file: what the firm set, and what a computer does, to be taken over elsewhere.

JSON that people can read. What is in it: what the Firm page and the firm's house have of rules and texts
(`app.settings_file.groups`). What is not: passwords, keys, people, folders, anything of a client. Of this
computer the window says what travels (`ui.kit.machine`); here it is text by key.

What a file does not name stays as it is. What it names goes through the commands that everybody uses, with their
rights, their rules and the audit trail, all or nothing. A file may come from anywhere: nothing in it is believed to
be of a type.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from app.kernel.errors import MachineTrouble, Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.rights import Right
from app.settings.queries import firm
from app.settings_file.groups import GROUPS, firm_settings
from app.settings_file.values import Values, of_type
from app.storage.transaction import Reader, Transaction
from app.vault.leaving import Opened, send_out

FORMAT = "liaison-settings"
VERSION = 1
LARGEST = 4_000_000
"""Bytes; more are no settings. A logo may be the half of it."""
MOST_VALUES = 2_000
"""In one group."""
PART_OF = {
    "letters": "letters",
    "logo": "letters",
    "letter_templates": "templates",
    "notices": "templates",
    "opening_hours": "hours",
    "own_days": "hours",
    "response_times": "promises",
    "engagement_terms": "terms",
    "fees": "fees",
    "channels": "contacts",
    "plain_words": "words",
    "schedules": "schedules",
    "contact_kinds": "contacts",
    "retention": "retention",
    "access_rules": "access",
    "feedback": "feedback",
    "reviews": "reviews",
    "concerns": "concerns",
}
"""In which part of the settings page each group stands, or in which room of the firm's house."""


class SettingsFile(NamedTuple):
    """What a file says. ``computer``: text by key; ``firm``: groups by name, None where it has none of a firm."""

    computer: Mapping[str, str]
    firm: Mapping[str, Values] | None


class Change(NamedTuple):
    """One value that a file has otherwise: as it is now (None: it is not there yet), and as it would be."""

    group: str
    name: str
    now: object
    then: object


def spell_settings(computer: Mapping[str, str], firm_says: Mapping[str, Values] | None) -> bytes:
    """The file."""
    said: dict[str, object] = {"format": FORMAT, "version": VERSION, "computer": dict(computer)}
    if firm_says is not None:
        said["firm"] = firm_says
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def settings_bytes(file: Path) -> bytes:
    """What lies in ``file``, no more than makes plain that it is too much. Raises `MachineTrouble` ("cannot-read")."""
    try:
        if not file.is_file():  # a pipe would be waited for
            raise OSError
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except (OSError, ValueError):
        raise MachineTrouble("cannot-read", tr("The file cannot be read."), field="file") from None


def read_settings(content: bytes, take_logo: Callable[[bytes], bytes]) -> SettingsFile:
    """What a file says. ``take_logo`` makes of a stranger's picture one of ours (`app.reports.press.pictures`).

    Raises `Refused` ("no-settings", "settings-too-new", "too-much") for one that is no file of settings, and what
    ``take_logo`` raises.
    """
    try:
        said = _parsed(content) if len(content) <= LARGEST else None
    except (ValueError, RecursionError):
        said = None
    version = said.get("version") if isinstance(said, dict) else None
    if not isinstance(said, dict) or said.get("format") != FORMAT or type(version) is not int or version < 1:
        raise _no_settings()
    if version > VERSION:
        message = tr("A newer Liaison wrote this file. Please bring this one up to date first.")
        raise Refused("settings-too-new", message)
    computer, of_firm = said.get("computer", {}), said.get("firm")
    if not _is_text_by_key(computer) or not (of_firm is None or _is_groups(of_firm)):
        raise _no_settings()
    if of_firm is not None and any(_values_in(group) > MOST_VALUES for group in of_firm.values()):
        message = tr("A part of this file has more than {most} values; no firm has so many.")
        raise Refused("too-much", message.format(most=say_number(MOST_VALUES)))
    return SettingsFile(computer, None if of_firm is None else _with_our_logo(of_firm, take_logo))


def unknown_groups(says: Mapping[str, Values]) -> tuple[str, ...]:
    """What a file says of the firm that this program does not know."""
    return tuple(name for name in says if name not in GROUPS)


def changes(reader: Reader, says: Mapping[str, Values]) -> tuple[Change, ...]:
    """What a file says otherwise than it holds, value by value, in the order of the page; of a list of rules the
    list."""
    now = firm_settings(reader)
    return tuple(
        Change(group, name, now[group].get(name), value)
        for group in GROUPS
        for name, value in says.get(group, {}).items()
        if _differs(group, now[group].get(name, _ABSENT), value)
    )


def differing(reader: Reader, says: Mapping[str, Values]) -> tuple[str, ...]:
    """The groups of which the file says anything else than what holds, in the order of the page."""
    return tuple(dict.fromkeys(one.group for one in changes(reader, says)))


_ABSENT = object()
_BY_NAME = frozenset({"channels", "access_rules", "concerns"})
"""Whose values are rules that have values of their own."""


def _differs(group: str, now: object, there: object) -> bool:
    """Of rules of their own, in lists or by name, only those count that the file names."""
    if isinstance(now, list) and isinstance(there, list) and any(isinstance(one, dict) for one in there):
        return any(one not in now for one in there)
    if group in _BY_NAME and isinstance(now, dict) and isinstance(there, dict):
        return any(name not in now or _differs("", now[name], value) for name, value in there.items())
    return now != there or type(now) is not type(there)


def take_over_settings(tx: Transaction, says: Mapping[str, Values]) -> tuple[str, ...]:
    """Let hold what a file says of the firm, all or nothing; the groups that were other before.

    Needs `Right.FIRM`. Raises `Refused` ("no-settings") for what is no value, and for what a command refuses.
    """
    tx.need(Right.FIRM)
    found = differing(tx.reader(), says)
    reason = tr("Taken over from a file of settings")
    for name in found:
        try:
            GROUPS[name].take(tx, says[name], reason)
            tx.session.flush()
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            message = tr("Nothing was taken over: what the file says of “{group}” makes no sense.")
            raise Refused("no-settings", message.format(group=name)) from None
        except Refused as error:
            message = tr("The file cannot be taken over; what it says of “{group}” is refused: {message}")
            raise Refused("no-settings", message.format(group=name, message=error.message)) from None
    if found:
        tx.record("settings taken over", "firm", firm(tx.reader()).id, groups=list(found))
    return found


def save_settings(opened: Opened, file: Path, computer: Mapping[str, str]) -> tuple[str, ...]:
    """Write this computer's settings and the firm's to ``file``, outside the vault; the trail says so. The groups.

    Needs `Right.FIRM`. Raises what `send_out` raises.
    """
    with opened.read() as reader:
        says = firm_settings(reader)
        firm_id = firm(reader).id
    send_out(
        opened,
        file,
        spell_settings(computer, says),
        lambda tx: tx.record("settings saved", "firm", firm_id),
        needs=Right.FIRM,
    )
    return tuple(says)


def _parsed(content: bytes) -> Any:
    """The JSON, in which nothing stands twice, no number is none, and every text can be written again."""
    said = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once_each, parse_constant=_no_constant)
    json.dumps(said, ensure_ascii=False).encode()
    return said


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands twice")
    return made


def _no_constant(word: str) -> object:
    raise ValueError(word)


def _with_our_logo(says: Mapping[str, Values], take_logo: Callable[[bytes], bytes]) -> Mapping[str, Values]:
    picture = says.get("logo", {}).get("picture")
    if picture is None:
        return says
    try:
        ours = take_logo(b64decode(of_type(picture, str), validate=True))
    except ValueError:
        raise _no_settings() from None
    return {**says, "logo": {**says["logo"], "picture": b64encode(ours).decode()}}


def _values_in(group: Values) -> int:
    return sum(len(one) if isinstance(one, list | dict) else 1 for one in group.values())


def _is_text_by_key(said: object) -> bool:
    return isinstance(said, dict) and all(isinstance(value, str) for value in said.values())


def _is_groups(said: object) -> bool:
    return isinstance(said, dict) and all(isinstance(group, dict) for group in said.values())


def _no_settings() -> Refused:
    return Refused(
        "no-settings", tr("This is no file of settings that Liaison wrote, or it was changed since.")
    )
