"""Settings as a file: what the firm set, and what a computer does, to be taken over elsewhere.

JSON that people can read. What is in it: letterhead and place, opening hours, response times, when engagement terms are
owed, fees, channels, plain words. What is not: passwords, keys, people, folders, the logo, anything of a client. Of
this computer the window says what travels (`ui.kit.machine`); here it is text by key.

What a file does not name stays as it is. What it names goes through the commands that everybody uses, with their
rights, their rules and the audit trail.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, replace
from datetime import time
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from app.care.firm_rule import fee_rule
from app.care.ruling import set_fee_rule
from app.channels.commands import set_channel_rule
from app.channels.queries import channel_rules
from app.channels.words import Channel
from app.engagement.missing import set_terms_rule, terms_rule
from app.hours.commands import set_opening_hours
from app.hours.queries import opening_hours
from app.kernel.errors import Invalid, NotFound, Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.plain.commands import save_plain_word
from app.plain.queries import plain_words
from app.promises.commands import NewTerms, set_terms
from app.promises.queries import terms_book
from app.promises.terms import TERMS, OwnTerms, spell, spell_steps, unspell, unspell_steps
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.storage.transaction import Reader, Transaction
from app.vault.leaving import Opened, send_out

FORMAT = "liaison-settings"
VERSION = 1
LARGEST = 2_000_000
"""Bytes; more are no settings."""
PART_OF = {
    "letters": "letters",
    "opening_hours": "hours",
    "response_times": "promises",
    "engagement_terms": "terms",
    "fees": "fees",
    "channels": "contacts",
    "plain_words": "words",
}
"""In which part of the settings page each group stands."""
Values = Mapping[str, Any]
R = TypeVar("R")


class SettingsFile(NamedTuple):
    """What a file says. ``computer``: text by key; ``firm``: groups by name, None where it has none of a firm."""

    computer: Mapping[str, str]
    firm: Mapping[str, Values] | None


class _Group(NamedTuple):
    says: Callable[[Reader], Values]
    take: Callable[[Transaction, Values, str], object]


def _says_letters(reader: Reader) -> Values:
    said = asdict(firm(reader).details)
    del said["lead_id"]  # a person of this vault
    return said


def _take_letters(tx: Transaction, values: Values, _reason: str) -> None:
    change_firm(tx, _fitted(firm(tx.reader()).details, values))


def _says_hours(reader: Reader) -> Values:
    week = opening_hours(reader) or {}
    said = {str(day): [[f"{a:%H:%M}", f"{b:%H:%M}"] for a, b in spans] for day, spans in week.items()}
    return {"week": said or None}


def _take_hours(tx: Transaction, values: Values, _reason: str) -> None:
    week = values["week"]
    read = (
        None
        if week is None
        else {
            int(day): [(time.fromisoformat(a), time.fromisoformat(b)) for a, b in spans]
            for day, spans in week.items()
        }
    )
    set_opening_hours(tx, read)


def _says_times(reader: Reader) -> Values:
    book = terms_book(reader)
    own = book.own((None, None))
    return {name: spell(getattr(own, name)) for name in TERMS} | {"escalation": spell_steps(book.own_steps())}


def _take_times(tx: Transaction, values: Values, reason: str) -> None:
    said = {**_says_times(tx.reader()), **values}
    own = OwnTerms(**{name: unspell(said[name]) for name in TERMS})
    set_terms(tx, NewTerms(own, steps=unspell_steps(said["escalation"]), reason=reason))


def _says_terms(reader: Reader) -> Values:
    return {"days": terms_rule(reader).days}


def _take_terms(tx: Transaction, values: Values, reason: str) -> None:
    set_terms_rule(tx, int(values["days"]), reason=reason)


def _says_fees(reader: Reader) -> Values:
    return asdict(fee_rule(reader))


def _take_fees(tx: Transaction, values: Values, reason: str) -> None:
    set_fee_rule(tx, _fitted(fee_rule(tx.reader()), values), reason)


def _says_channels(reader: Reader) -> Values:
    rules = {channel.value: asdict(rule) for channel, rule in channel_rules(reader).items()}
    return {
        name: {key: value for key, value in rule.items() if key != "channel"} for name, rule in rules.items()
    }


def _take_channels(tx: Transaction, values: Values, _reason: str) -> None:
    now = channel_rules(tx.reader())
    for name, rule in values.items():
        set_channel_rule(tx, _fitted(now[Channel(name)], rule))


def _says_words(reader: Reader) -> Values:
    return {row.word: row.say for row in plain_words(reader)}


def _take_words(tx: Transaction, values: Values, reason: str) -> None:
    for word, say in values.items():
        save_plain_word(tx, word, say, reason)


_GROUPS: dict[str, _Group] = {
    "letters": _Group(_says_letters, _take_letters),
    "opening_hours": _Group(_says_hours, _take_hours),
    "response_times": _Group(_says_times, _take_times),
    "engagement_terms": _Group(_says_terms, _take_terms),
    "fees": _Group(_says_fees, _take_fees),
    "channels": _Group(_says_channels, _take_channels),
    "plain_words": _Group(_says_words, _take_words),
}


def firm_settings(reader: Reader) -> dict[str, Values]:
    """What the firm set, group by group, as a file has it."""
    return {name: group.says(reader) for name, group in _GROUPS.items()}


def spell_settings(computer: Mapping[str, str], firm_says: Mapping[str, Values] | None) -> bytes:
    """The file."""
    said: dict[str, object] = {"format": FORMAT, "version": VERSION, "computer": dict(computer)}
    if firm_says is not None:
        said["firm"] = firm_says
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def read_settings(content: bytes) -> SettingsFile:
    """What a file says. Raises `Refused` ("no-settings", "settings-too-new") for one that is no file of settings."""
    try:
        said = json.loads(content.decode("utf-8-sig")) if len(content) <= LARGEST else None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or said.get("format") != FORMAT or not isinstance(said.get("version"), int):
        raise _no_settings()
    if said["version"] > VERSION:
        message = tr("A newer Liaison wrote this file. Please bring this one up to date first.")
        raise Refused("settings-too-new", message)
    computer, of_firm = said.get("computer", {}), said.get("firm")
    if not _is_text_by_key(computer) or not (of_firm is None or _is_groups(of_firm)):
        raise _no_settings()
    return SettingsFile(computer, of_firm)


def differing(reader: Reader, says: Mapping[str, Values]) -> tuple[str, ...]:
    """The groups of which the file says anything else than what holds, in the order of the page."""
    now = firm_settings(reader)
    return tuple(
        name
        for name in _GROUPS
        if any(now[name].get(key, _ABSENT) != value for key, value in says.get(name, {}).items())
    )


_ABSENT = object()


def take_over_settings(tx: Transaction, says: Mapping[str, Values]) -> tuple[str, ...]:
    """Let hold what a file says of the firm, all or nothing; the groups that were other before.

    Needs `Right.FIRM`. Raises `Invalid` as the commands do, and `Refused` ("no-settings") for what is no value.
    """
    tx.need(Right.FIRM)
    found = differing(tx.reader(), says)
    reason = tr("Taken over from a file of settings")
    for name in found:
        try:
            _GROUPS[name].take(tx, says[name], reason)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise _no_settings() from None
        except (Invalid, NotFound) as error:
            message = tr("The file cannot be taken over: {message}").format(message=error.message)
            raise Refused("no-settings", message) from None
    return found


def save_settings(opened: Opened, file: Path, computer: Mapping[str, str]) -> None:
    """Write this computer's settings and the firm's to ``file``, outside the vault; the trail says so.

    Needs `Right.FIRM`. Raises what `send_out` raises.
    """
    with opened.read() as reader:
        content = spell_settings(computer, firm_settings(reader))
        firm_id = firm(reader).id
    send_out(
        opened,
        file,
        content,
        lambda tx: tx.record("settings saved", "firm", firm_id),
        what="file of settings",
        needs=Right.FIRM,
    )


def _fitted(now: R, values: Values) -> R:
    """``now`` with what ``values`` say of it, each of the type that it has. Raises ValueError where one has another."""
    names = {one.name for one in fields(cast(Any, now))} - {"lead_id", "channel"}
    for name, value in values.items():
        if name not in names or type(value) is not type(getattr(now, name)):
            raise ValueError(name)
    return cast(R, replace(cast(Any, now), **values))


def _is_text_by_key(said: object) -> bool:
    return isinstance(said, dict) and all(isinstance(value, str) for value in said.values())


def _is_groups(said: object) -> bool:
    return isinstance(said, dict) and all(isinstance(group, dict) for group in said.values())


def _no_settings() -> Refused:
    return Refused(
        "no-settings", tr("This is no file of settings that Liaison wrote, or it was changed since.")
    )
