"""The fields of a policy: what of its words comes from the firm's settings, so that it says what is measured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.care.firm_rule import fee_rule
from app.channels.queries import channel_rules
from app.channels.rules import said
from app.concerns.limits import LIMIT_FIELDS, limit_texts
from app.hours.firm_texts import firm_texts
from app.kernel.language import counted
from app.people.queries import colleagues
from app.promises.queries import terms_book
from app.promises.words import say_promise
from app.retention.firm_rules import rules
from app.retention.rules import YEAR
from app.retention.words import RetentionEvent
from app.schedule.defaults import defaults
from app.schedule.rhythm import say_rhythm
from app.settings.queries import firm, firms_language
from app.storage.transaction import Reader
from app.wording.fields import FieldInfo, known_of
from app.wording.filling import Facts, Item, fill
from app.wording.template import read_template

FIELDS: Final[tuple[FieldInfo, ...]] = (
    FieldInfo("firm.name", "the firm's name", "Firm"),
    FieldInfo("firm.phone", "the firm's telephone number", "Firm"),
    FieldInfo("firm.email", "the firm's e-mail address", "Firm"),
    FieldInfo("firm.concerns", "to whom a concern is written", "Firm"),
    FieldInfo("firm.hours", "when the firm is open, as in Mon–Fri 9:00–17:30", "Firm"),
    FieldInfo("firm.lead", "the partner who answers for the firm", "Firm"),
    FieldInfo("emergency", "who is reached out of hours", "Firm"),
    FieldInfo("reply.acknowledge", "how soon a message is acknowledged, as in 1 working day", "Times"),
    FieldInfo("reply.answer", "how soon it is answered", "Times"),
    FieldInfo("reply.urgent_acknowledge", "how soon an urgent one is acknowledged", "Times"),
    FieldInfo("reply.urgent", "how soon an urgent one is answered", "Times"),
    FieldInfo(
        "updates.every", "the update schedule that counts where no other does, as in every month", "Times"
    ),
    FieldInfo("fees.every", "how often costs are told at the least, as in every 6 months", "Times"),
    *(FieldInfo(name, about, "Concerns") for name, about in LIMIT_FIELDS.items()),
    FieldInfo("retention.closing", "how long a file is kept from closing, as in 7 years", "Keeping files"),
    FieldInfo(
        "retention.majority", "how long a child's file is kept from the coming of age", "Keeping files"
    ),
    FieldInfo("retention.document", "how long a file is kept after an original ended", "Keeping files"),
    FieldInfo("retention.limitation", "how long a file is kept after a limitation date", "Keeping files"),
    FieldInfo(
        "channels", "each way of writing and calling, and what the firm says of it", "Lists", is_list=True
    ),
    FieldInfo("updates", "the update schedules by practice area and stage", "Lists", is_list=True),
)
"""What a policy may fill in."""
KNOWN: Final = known_of(FIELDS)


def policy_facts(reader: Reader) -> Facts:
    """What the fields stand for at the reader's moment, in the language of the firm's paper."""
    with firms_language(reader):
        return _facts(reader)


def _facts(reader: Reader) -> Facts:
    details = firm(reader).details
    terms = terms_book(reader).of(None, None)
    lead = next((row.name for row in colleagues(reader) if row.id == details.lead_id), "")
    schedules = defaults(reader)
    usual = schedules.of("", "")
    texts = {
        **firm_texts(reader),
        **limit_texts(reader),
        **_keeping(reader),
        "firm.lead": lead,
        "emergency": details.emergency_contact.rstrip("."),
        "reply.acknowledge": say_promise(terms.acknowledge),
        "reply.answer": say_promise(terms.answer),
        "reply.urgent_acknowledge": say_promise(terms.urgent_acknowledge),
        "reply.urgent": say_promise(terms.urgent_answer),
        "updates.every": say_rhythm(usual.rhythm) if usual is not None else "",
        "fees.every": _every(fee_rule(reader).update_months),
    }
    lists = {
        "channels": tuple(_channels(reader)),
        "updates": tuple(Item(say_rhythm(row.rhythm), row.name) for row in schedules.rows),
    }
    return Facts({name: text for name, text in texts.items() if text}, lists)


def filled(text: str, facts: Facts) -> str:
    """The words of a policy with its fields filled, the marks still in it. Raises Refused for one with mistakes."""
    return fill(read_template(text, KNOWN), facts).strip("\n")


def _keeping(reader: Reader) -> dict[str, str]:
    """The firm's rules of how long a file is kept, those that hold for every practice area."""
    months = {row.event: row.months for row in rules(reader) if not row.area_key}
    return {f"retention.{event.value}": _kept(months.get(event, 0)) for event in RetentionEvent}


def _every(months: int) -> str:
    return counted(months, "every month", "every {count} months").format(count=months)


def _kept(months: int) -> str:
    if months % YEAR:
        return counted(months, "1 month", "{months} months").format(months=months)
    years = months // YEAR
    return counted(years, "1 year", "{years} years").format(years=years) if years else ""


def _channels(reader: Reader) -> Iterator[Item]:
    for channel, rule in channel_rules(reader).items():
        words = "; ".join(part for part in (said(rule), rule.note.rstrip(".")) if part)
        yield Item(f"{words[:1].upper()}{words[1:]}.", channel.label)
