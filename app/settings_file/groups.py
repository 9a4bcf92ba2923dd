"""The groups of a file of settings: how the firm writes, when it works, what it promises, and how it keeps its house.

Of each stands here what a query reads, spelled as JSON, and how that goes through the group's own command, with its
rights, its rules and the audit trail. No person is among it: who leads the firm or hears concerns is of this vault
alone.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import asdict
from datetime import time

from app.care.firm_rule import fee_rule
from app.care.ruling import set_fee_rule
from app.channels.commands import set_channel_rule
from app.channels.queries import channel_rules
from app.channels.words import Channel
from app.engagement.missing import set_terms_rule, terms_rule
from app.hours.commands import set_opening_hours
from app.hours.queries import opening_hours
from app.plain.commands import save_plain_word
from app.plain.queries import plain_words
from app.promises.commands import NewTerms, set_terms
from app.promises.queries import terms_book
from app.promises.terms import TERMS, OwnTerms, spell, spell_steps, unspell, unspell_steps
from app.settings.commands import change_firm, set_logo
from app.settings.queries import firm, logo
from app.settings_file.house import HOUSE
from app.settings_file.texts import NOTICES, OWN_DAYS, TEMPLATES
from app.settings_file.values import Group, Values, fitted, of_type, only
from app.storage.transaction import Reader, Transaction


def _says_letters(reader: Reader) -> Values:
    said = asdict(firm(reader).details)
    del said["lead_id"]  # a person of this vault
    return said


def _take_letters(tx: Transaction, values: Values, _reason: str) -> None:
    change_firm(tx, fitted(firm(tx.reader()).details, values, but=["lead_id"]))


def _says_hours(reader: Reader) -> Values:
    week = opening_hours(reader) or {}
    said = {str(day): [[f"{a:%H:%M}", f"{b:%H:%M}"] for a, b in spans] for day, spans in week.items()}
    return {"week": said or None}


def _take_hours(tx: Transaction, values: Values, _reason: str) -> None:
    week = only(values, ["week"])["week"]
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
    said = {**_says_times(tx.reader()), **only(values, [*TERMS, "escalation"])}
    own = OwnTerms(**{name: unspell(said[name]) for name in TERMS})
    set_terms(tx, NewTerms(own, steps=unspell_steps(said["escalation"]), reason=reason))


def _says_terms(reader: Reader) -> Values:
    return {"days": terms_rule(reader).days}


def _take_terms(tx: Transaction, values: Values, reason: str) -> None:
    set_terms_rule(tx, of_type(only(values, ["days"])["days"], int), reason=reason)


def _says_fees(reader: Reader) -> Values:
    return asdict(fee_rule(reader))


def _take_fees(tx: Transaction, values: Values, reason: str) -> None:
    set_fee_rule(tx, fitted(fee_rule(tx.reader()), values), reason)


def _says_channels(reader: Reader) -> Values:
    rules = {channel.value: asdict(rule) for channel, rule in channel_rules(reader).items()}
    return {
        name: {key: value for key, value in rule.items() if key != "channel"} for name, rule in rules.items()
    }


def _take_channels(tx: Transaction, values: Values, _reason: str) -> None:
    now = channel_rules(tx.reader())
    for name, rule in values.items():
        set_channel_rule(tx, fitted(now[Channel(name)], of_type(rule, dict), but=["channel"]))


def _says_words(reader: Reader) -> Values:
    return {row.word: row.say for row in plain_words(reader)}


def _take_words(tx: Transaction, values: Values, reason: str) -> None:
    for word, say in values.items():
        save_plain_word(tx, word, of_type(say, str), reason)


def _says_logo(reader: Reader) -> Values:
    picture = logo(reader)
    return {} if picture is None else {"picture": b64encode(picture).decode()}


def _take_logo(tx: Transaction, values: Values, _reason: str) -> None:
    set_logo(tx, b64decode(of_type(only(values, ["picture"])["picture"], str), validate=True))


GROUPS: dict[str, Group] = {
    "letters": Group(_says_letters, _take_letters),
    "logo": Group(_says_logo, _take_logo),
    "letter_templates": TEMPLATES,
    "notices": NOTICES,
    "opening_hours": Group(_says_hours, _take_hours),
    "own_days": OWN_DAYS,
    "response_times": Group(_says_times, _take_times),
    "engagement_terms": Group(_says_terms, _take_terms),
    "fees": Group(_says_fees, _take_fees),
    "channels": Group(_says_channels, _take_channels),
    "plain_words": Group(_says_words, _take_words),
    **HOUSE,
}


def firm_settings(reader: Reader) -> dict[str, Values]:
    """What the firm set, group by group, as a file has it."""
    said = {name: group.says(reader) for name, group in GROUPS.items()}
    # Texts of ours are no StrEnum there, tuples are lists.
    as_written: dict[str, Values] = json.loads(json.dumps(said))
    return as_written
