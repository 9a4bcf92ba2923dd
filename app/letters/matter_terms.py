"""What letters say of a matter's beginning and end: its engagement terms, and how it ended.

The protocol says what was agreed (PRACTICE B3: it is made from B2); without an agreement what is drafted, or else
what counts for the matter anyway. The letter that asks a client to agree says the newest revision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from app.care.firm_rule import firm_currency
from app.contactlog.words import FollowUpSide
from app.engagement.ending_queries import ending_of
from app.engagement.forms import AgreedDuty, TermsForm
from app.engagement.measured import terms_to_begin_with
from app.engagement.said import part_of, say_part
from app.engagement.terms_queries import TermsSheet, terms_sheet
from app.engagement.words import EndingKind
from app.kernel.language import tr
from app.kernel.money import say_money
from app.kernel.said import say_date
from app.retention.queries import closed_matter
from app.storage.transaction import Reader
from app.wording.filling import Item

SAID: Mapping[str, str] = {
    "scope": "scope",
    "not": "out_of_scope",
    "timeline": "timeline",
    "fees": "arrangement",
    "rates": "rates",
    "estimate": "estimate",
    "estimate_note": "covers",
    "decides": "decides",
    "channels": "channels",
    "updates": "rhythm",
    "how": "format",
    "emergency": "emergency",
}
"""The last part of a field's name, and the part of the terms that it says."""
LETTER_OF: Mapping[EndingKind, str] = {
    EndingKind.CLOSED: "closing",
    EndingKind.DISENGAGED: "disengagement",
    EndingKind.NOT_ENGAGED: "non-engagement",
}
"""The template of each ending's letter."""
REPLIES: Mapping[str, str] = {"acknowledge": "acknowledge", "answer": "answer", "urgent": "urgent_answer"}


def terms_texts(reader: Reader, matter_id: UUID) -> tuple[dict[str, str], dict[str, tuple[Item, ...]]]:
    """The fields and lists ``terms.…``, what holds, and ``offered.…``, the newest revision."""
    sheet = terms_sheet(reader, matter_id)
    begin = None if sheet.revisions else terms_to_begin_with(reader, matter_id)
    newest = sheet.revisions[0].form if sheet.revisions else begin or TermsForm()
    holds = sheet.agreed.form if sheet.agreed else newest
    texts, lists = {}, {}
    for name, form in (("terms", holds), ("offered", newest)):
        texts.update({f"{name}.{last}": words for last, words in _said(form, sheet.home).items()})
        lists[f"{name}.ours"] = _duties(form.duties, FollowUpSide.FIRM)
        lists[f"{name}.yours"] = _duties(form.duties, FollowUpSide.CLIENT)
    return {**texts, **_agreed(sheet)}, lists


def ending_texts(reader: Reader, matter_id: UUID) -> dict[str, str]:
    """The fields ``ending.…`` of a matter that is ended."""
    found = ending_of(reader, matter_id)
    kept = closed_matter(reader, matter_id)
    until = kept.due_on if kept is not None else None
    said = {"ending.keep_until": say_date(until) if until else ""}
    if found is None:
        return said
    form = found.form
    return said | {
        "ending.on": say_date(form.ended_on),
        "ending.outcome": form.outcome,
        "ending.reason": form.reason,
        "ending.instructions": form.instructions,
        "ending.deadlines": form.deadlines,
        "ending.documents": form.documents,
        "ending.bill": form.bill,
        "ending.billed": ""
        if form.billed is None
        else say_money(form.billed, form.currency, firm_currency(reader)),
        "ending.retention": form.retention,
    }


def _said(form: TermsForm, home: str) -> dict[str, str]:
    words = {last: say_part(part_of(form, part), home) for last, part in SAID.items()}
    words["how"] = tr("by {way}").format(way=words["how"]) if words["how"] else ""
    return words | {last: say_part(part_of(form, part), home) for last, part in REPLIES.items()}


def _agreed(sheet: TermsSheet) -> dict[str, str]:
    """When they were agreed, and said to hold for the last time."""
    return {
        "terms.agreed": say_date(sheet.agreement.on) if sheet.agreement else "",
        "terms.reaffirmed": say_date(sheet.reaffirmed[0].on) if sheet.reaffirmed else "",
    }


def _duties(duties: Iterable[AgreedDuty], side: FollowUpSide) -> tuple[Item, ...]:
    return tuple(
        Item(one.text, say_date(one.due_on) if one.due_on else "") for one in duties if one.side is side
    )
