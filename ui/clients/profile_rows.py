"""A client's profile as rows: people, numbers and identity, consents, needs (PRACTICE A1-A4)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.clients.people_queries import PersonRow
from app.clients.profile import AdjustmentRow, CheckRow, ConsentRow, KnownPoint, Profile
from app.clients.said import CONSENT_HOW, IDENTITY_HOW, NEED, VERIFIED_HOW, consent_words, say_person
from app.clients.words import Authority, ConsentKind, PointKind
from ui.clients.point_form import say_history
from ui.kit import chips
from ui.kit.chips import Chip
from ui.kit.row_model import Group, Row
from ui.schedule.desk import Desk

translate = QCoreApplication.translate

_SHOWN = 400
"""Letters of a long text that a row shows."""

_ICONS = {PointKind.PHONE: "phone", PointKind.EMAIL: "email", PointKind.ADDRESS: "letter"}


def people_groups(known: Profile) -> list[Group]:
    """Who is around the client; the red chip is whom not to tell."""
    people, notes = ([row for row in known.sheet.people if row.is_note is note] for note in (False, True))
    return [
        Group(translate("Client", "Who decides"), tuple(_note(row) for row in notes if row.decides)),
        Group(
            translate("Client", "Who must not be told"), tuple(_note(row) for row in notes if not row.decides)
        ),
        Group(translate("Client", "Around the client"), tuple(_person(row) for row in people)),
    ]


def point_groups(known: Profile, desk: Desk) -> list[Group]:
    """Numbers and addresses with what is known of them, then who was identified and how."""
    mine = [one for one in known.points if one.person_id is None]
    now = tuple(_point(one, desk) for one in mine if one.retired_at is None)
    checks = tuple(_check(one, known, desk) for one in known.checks)
    gone = tuple(_point(one, desk) for one in mine if one.retired_at is not None)
    return [
        Group(translate("Client", "Numbers and addresses"), now),
        Group(translate("Client", "Identity"), checks),
        Group(translate("Client", "No longer used"), gone),
    ]


def point_sentence(known: Profile, desk: Desk) -> str:
    """Whether it is known who the client is."""
    check = known.identity
    if check is None:
        return translate("Client", "Nobody has written down yet how we know who this is.")
    words = translate("Client", "Identity verified on {day}: {how}.")
    return words.format(day=desk.say(check.on), how=translate("Client", IDENTITY_HOW[check.how]))


def consent_groups(known: Profile, desk: Desk) -> list[Group]:
    """What counts now, each kind apart; what was said before it stays below."""
    now = tuple(_consent(one, desk) for one in known.consents if one.is_newest)
    before = tuple(_consent(one, desk) for one in known.consents if not one.is_newest)
    return [Group(translate("Client", "Current"), now), Group(translate("Client", "Before"), before)]


def consent_sentence(known: Profile) -> str:
    """Whether the client was told how their data is used."""
    if any(one.kind is ConsentKind.PRIVACY for one in known.consents):
        return ""
    return translate("Client", "Not told yet how we use their data.")


def need_groups(known: Profile, desk: Desk) -> list[Group]:
    """What they need, in their own rows, and what is done for it."""
    details = known.sheet.details
    interpreter = details.interpreter_note or (details.language if details.interpreter else "")
    needs = (
        (translate("Client", "Needs"), details.accessibility),
        (translate("Client", "Interpreter"), interpreter),
        (translate("Client", "Technology"), details.technology_limits),
        (translate("Client", "To keep in mind"), details.vulnerability),
    )
    rows = tuple(
        Row(("needs", name), _short(" ".join(words.split())), name, "client", tip=_short(words))
        for name, words in needs
        if words
    )
    done = tuple(_adjustment(one, desk) for one in known.adjustments)
    return [
        Group(translate("Client", "What they need"), rows),
        Group(translate("Client", "What we do"), done),
    ]


def say_check(one: CheckRow, known: Profile, desk: Desk) -> str:
    """A check in full, for its sheet."""
    how = translate("Client", IDENTITY_HOW[one.how])
    lines = [f"{_whose(one, known)}: {how}", one.detail, _by(desk.say(one.on), one.by)]
    if one.withdrawn_at is not None:
        words = translate("Client", "Does not count since {day}, {by}: {why}")
        day = desk.say(one.withdrawn_at.astimezone(desk.now.tzinfo).date())
        lines.append(words.format(day=day, by=one.withdrawn_by, why=one.withdrawn_why))
    return "\n".join(line for line in lines if line)


def say_consent(one: ConsentRow, desk: Desk) -> str:
    """A consent in full, for its sheet."""
    what = consent_words(one.kind, one.channel, given=one.given)
    how = translate("Client", CONSENT_HOW[one.how])
    lines = [_capital(what), one.wording, _by(f"{desk.say(one.on)}, {how}", one.given_by, one.taken_by)]
    if one.withdrawn_on is not None:
        words = translate("Client", "Taken back on {day}")
        lines.append(_by(words.format(day=desk.say(one.withdrawn_on)), one.withdrawn_how, one.withdrawn_by))
    return "\n\n".join(line for line in lines if line)


def say_adjustment(one: AdjustmentRow, desk: Desk) -> str:
    """An adjustment in full, for its sheet."""
    return "\n".join((one.text, _by(_since(one, desk), translate("Client", NEED[one.kind]), one.by)))


def _note(row: PersonRow) -> Row:
    """Words of the client's own, about nobody by name."""
    words = " ".join((row.details.decides or row.details.not_told).split())
    found = () if row.decides else (chips.urgent(translate("Client", "don’t tell"), shape=False),)
    return Row(("around", row.id), _short(words), "", "pencil", " ", found, tip=_short(words))


def _person(row: PersonRow) -> Row:
    details = row.details
    found: list[Chip] = []
    if row.is_kept_from:
        found.append(chips.urgent(translate("Client", "don’t tell"), shape=False))
    if details.authority is not Authority.NONE:
        found.append(chips.plain(translate("Client", "decides")))
    if row.was_verified:
        found.append(chips.urgent(translate("Client", "number changed")))
    reach = " · ".join(", ".join(point.value.splitlines()) for point in details.points)
    said = say_person(row)
    title = details.name or details.relation or _capital(said)
    under = ", ".join(part for part in (details.relation if details.name else "", reach) if part)
    beside = said if row.called else " "
    return Row(
        ("around", row.id), title, under, "clients", _short(beside) or " ", tuple(found), tip=_short(said)
    )


def _point(one: KnownPoint, desk: Desk) -> Row:
    words, chip = " ", chips.plain(translate("Client", "not verified"))
    if one.retired_at is not None:
        last = one.events[-1] if one.events else None
        by = last.by if last is not None else ""
        day = desk.say(one.retired_at.astimezone(desk.now.tzinfo).date())
        words, chip = _by(translate("Client", "until {day}").format(day=day), by), chips.plain("")
    elif one.verified_on is not None:
        how = translate("Client", VERIFIED_HOW[one.verified_how]) if one.verified_how else ""
        words = _by(desk.say(one.verified_on), how, one.verified_by)
        chip = chips.done(translate("Client", "verified"))
    elif one.changed:
        words = translate("Client", "the verified {before} was here until {day}")
        day = desk.say(one.added_at.astimezone(desk.now.tzinfo).date())
        words = _by(words.format(before=" ".join(one.before.split()), day=day), one.added_by)
        if not one.before:
            words = translate("Client", "was verified once, and is not any more")
        chip = chips.urgent(translate("Client", "changed, not verified since"))
    shown = (chip,) if chip.text else ()
    value = ", ".join(" ".join(line.split()) for line in one.value.splitlines())
    return Row(
        ("point", one.id), value, one.label, _ICONS[one.kind], words, shown, tip=say_history(one, desk)
    )


def _check(one: CheckRow, known: Profile, desk: Desk) -> Row:
    off = (chips.plain(translate("Client", "does not count")),) if one.withdrawn_at is not None else ()
    how = _capital(translate("Client", IDENTITY_HOW[one.how]))
    words = " ".join(one.detail.split()) or " "
    under = _by(desk.say(one.on), one.by, _whose(one, known) if one.person_id else "")
    return Row(("check", one.id), how, under, "client", _short(words), off, tip=_short(one.detail))


def _consent(one: ConsentRow, desk: Desk) -> Row:
    title = _capital(consent_words(one.kind, one.channel, given=one.given))
    found: tuple[Chip, ...] = ()
    if one.withdrawn_on is not None:
        words = translate("Client", "taken back {day}").format(day=desk.say(one.withdrawn_on))
        found = (chips.urgent(words, shape=False),)
    elif one.given and one.is_newest and one.kind is not ConsentKind.PRIVACY:
        found = (chips.done(translate("Client", "agreed"), shape=False),)
    elif not one.given:
        found = (chips.plain(translate("Client", "declined")),)
    under = _by(desk.say(one.on), translate("Client", CONSENT_HOW[one.how]), one.given_by, one.taken_by)
    return Row(
        ("consent", one.id),
        title,
        under,
        "check" if one.given and one.withdrawn_on is None else "x",
        _short(" ".join(one.wording.split())),
        found,
        tip=_short(one.wording),
    )


def _adjustment(one: AdjustmentRow, desk: Desk) -> Row:
    ended = (chips.plain(translate("Client", "ended")),) if one.ended_on is not None else ()
    words = _short(" ".join(one.text.split()))
    need = translate("Client", NEED[one.kind])
    return Row(
        ("adjustment", one.id),
        words,
        _by(_since(one, desk), one.by),
        "check",
        need,
        ended,
        tip=_short(one.text),
    )


def _since(one: AdjustmentRow, desk: Desk) -> str:
    if one.ended_on is None:
        return translate("Client", "since {day}").format(day=desk.say(one.on))
    return translate("Client", "{day} until {end}").format(day=desk.say(one.on), end=desk.say(one.ended_on))


def _whose(one: CheckRow, known: Profile) -> str:
    if one.person_id is None:
        return known.sheet.name
    named = (row.called for row in known.sheet.people if row.id == one.person_id)
    return next(named, translate("Client", "somebody who is around the client no more"))


def _by(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _short(words: str) -> str:
    """As much of a text as a row or a tip can show; its sheet has the whole."""
    return words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + " …"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _said(words: str) -> str:
    return translate("Client", words)
