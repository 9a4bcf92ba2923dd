"""How a client is spelled in JSON, and as text. These keys are a contract: add, never rename."""

from __future__ import annotations

from dataclasses import asdict, fields

from app.cli.tables import plain
from app.clients.commands import ClientDetails
from app.clients.people_queries import PersonRow
from app.clients.profile import KnownPoint, Profile
from app.clients.said import (
    CONSENT_HOW,
    IDENTITY_HOW,
    VERIFIED_HOW,
    consent_words,
    say_person,
    who_decides,
    who_must_not_know,
)

Json = dict[str, object]


def client(known: Profile) -> Json:
    """A client whole."""
    sheet = known.sheet
    details: Json = {
        one.name: getattr(sheet.details, one.name) for one in fields(ClientDetails) if one.name != "points"
    }
    return {
        "id": sheet.id,
        "name": sheet.name,
        **details,
        "may_decide": who_decides(sheet.people),
        "do_not_tell": who_must_not_know(sheet.people),
        "points": [_point(one) for one in known.points if one.person_id is None],
        "people": [_person(one, known) for one in sheet.people],
        "identity_checks": [asdict(one) for one in known.checks],
        "consents": [asdict(one) for one in known.consents],
        "adjustments": [asdict(one) for one in known.adjustments],
    }


def client_text(known: Profile) -> str:
    """The same for people."""
    sheet = known.sheet
    lines = [plain(sheet.name), ""]
    mine = (one for one in known.points if one.retired_at is None and one.person_id is None)
    lines += [f"{plain(point.value)}  {_state(point)}".rstrip() for point in mine]
    lines += [f"{plain(one.called)}  {plain(say_person(one))}".strip() for one in sheet.people]
    for check in known.checks:
        off = " (withdrawn)" if check.withdrawn_at else ""
        lines.append(f"{check.on}  identity: {IDENTITY_HOW[check.how]}  {plain(check.detail)}{off}")
    for one in known.consents:
        off = f", taken back {one.withdrawn_on}" if one.withdrawn_on else ""
        words = consent_words(one.kind, one.channel, given=one.given)
        lines.append(f"{one.on}  {words}, {CONSENT_HOW[one.how]}{off}")
    for done in known.adjustments:
        lines.append(f"{done.on}  {plain(done.text)}{f' (until {done.ended_on})' if done.ended_on else ''}")
    return "\n".join(lines)


def _state(point: KnownPoint) -> str:
    if point.verified_on is not None:
        how = f", {VERIFIED_HOW[point.verified_how]}" if point.verified_how else ""
        return f"verified {point.verified_on}{how}"
    if point.changed:
        return (
            f"changed from {plain(point.before)}, not verified since"
            if point.before
            else "not verified since"
        )
    return ""


def _point(point: KnownPoint) -> Json:
    return {
        "id": point.id,
        "kind": point.kind,
        "value": point.value,
        "label": point.label,
        "verified_on": point.verified_on,
        "verified_by": point.verified_by or None,
        "verified_how": point.verified_how,
        "changed": point.changed,
        "before": point.before or None,
        "added_at": point.added_at,
        "added_by": point.added_by or None,
        "retired_at": point.retired_at,
        "history": [
            {
                "deed": event.deed or "added",
                "at": event.at,
                "by": event.by or None,
                "how": event.how,
                "note": event.note,
                "before": event.before or None,
            }
            for event in point.events
        ],
    }


def _person(one: PersonRow, known: Profile) -> Json:
    details = one.details
    return {
        "id": one.id,
        "name": details.name,
        "relation": details.relation,
        "authority": details.authority,
        "decides": details.decides,
        "hears": details.hears,
        "not_told": details.not_told,
        "note": details.note,
        "points": [_point(point) for point in known.points if point.person_id == one.id],
    }
