"""What is known of a client as sentences: who may decide, whom not to tell, what was agreed."""

from __future__ import annotations

from collections.abc import Iterable

from app.channels.words import Channel
from app.clients.people_queries import PersonRow
from app.clients.words import (
    Authority,
    ConsentHow,
    ConsentKind,
    Hears,
    IdentityHow,
    NeedKind,
    VerifiedHow,
)
from app.kernel.language import tr

VERIFIED_HOW = {
    VerifiedHow.CALL: "by a call to the number on file",
    VerifiedHow.DOCUMENT: "from a document",
    VerifiedHow.IN_PERSON: "in person",
    VerifiedHow.OTHER: "in another way",
}
IDENTITY_HOW = {
    IdentityHow.DOCUMENT: "document seen",
    IdentityHow.KNOWN: "known personally",
    IdentityHow.CALL: "call to the number on file",
    IdentityHow.OTHER: "in another way",
}
NEED = {
    NeedKind.ACCESS: "for what they need",
    NeedKind.INTERPRETER: "for the language",
    NeedKind.TECHNOLOGY: "for technology",
    NeedKind.CARE: "for their situation",
}
CONSENT_HOW = {
    ConsentHow.SIGNED: "signed",
    ConsentHow.EMAIL: "by e-mail",
    ConsentHow.SPOKEN: "spoken",
    ConsentHow.FORM: "on a form",
}


_AGREED = {
    ConsentKind.MARKETING: ("agreed to news from the firm", "declined news from the firm"),
    ConsentKind.SURVEY: ("agreed to be asked for feedback", "declined to be asked for feedback"),
    ConsentKind.THIRD_PARTY: (
        "agreed that we talk with somebody else about the case",
        "declined that we talk with somebody else about the case",
    ),
    ConsentKind.WAIVER: ("waived a conflict of interest", "declined to waive a conflict of interest"),
    ConsentKind.SETTLEMENT: ("gave authority to settle", "declined to give authority to settle"),
}


def who_decides(people: Iterable[PersonRow]) -> str:
    """Who may decide what, of those noted: "Nora alone; Rosa, her sister: the rent"; "" where nothing is said."""
    return "; ".join(said for one in people if (said := _decides(one)))


def who_must_not_know(people: Iterable[PersonRow]) -> str:
    """Whom not to tell what: "Her brother, Ned"; "Åke, her half-brother: the will"; "" where nobody is kept out."""
    return "; ".join(said for one in people if (said := _kept_from(one)))


def say_person(one: PersonRow) -> str:
    """What is agreed of somebody: "may decide everything · must not be told: the will"."""
    details = one.details
    may = {
        Authority.ALL: tr("may decide everything"),
        Authority.SOME: tr("may decide: {what}").format(what=_line(details.decides)),
    }.get(details.authority, "")
    hears = {
        Hears.ALL: tr("may be told everything"),
        Hears.NOT_THIS: tr("must not be told: {what}").format(what=_line(details.not_told)),
        Hears.NOTHING: tr("must not be told anything"),
    }.get(details.hears, "")
    return " · ".join(part for part in (may, hears, _line(details.note)) if part)


def consent_words(kind: ConsentKind, channel: Channel | None, *, given: bool) -> str:
    """What was agreed to or declined, in the words of a line: "agreed to e-mail, which is not secure"."""
    if kind is ConsentKind.PRIVACY:
        return tr("was told how we use their data")
    if kind is ConsentKind.CHANNEL:
        words = tr("agreed to {channel}") if given else tr("declined {channel}")
        return words.format(channel=(channel or Channel.EMAIL).spoken)
    return tr(_AGREED[kind][0 if given else 1])


def _decides(one: PersonRow) -> str:
    who = one.called
    if one.details.authority is Authority.ALL:
        return tr("{who}: everything").format(who=who)
    if one.details.authority is Authority.SOME:
        what = _line(one.details.decides)
        return f"{who}: {what}" if who else what
    return ""


def _kept_from(one: PersonRow) -> str:
    if one.details.hears is Hears.NOTHING:
        return one.called
    if one.details.hears is Hears.NOT_THIS:
        what = _line(one.details.not_told)
        return f"{one.called}: {what}" if one.called else what
    return ""


def _line(words: str) -> str:
    return " ".join(words.split())
