"""Policies and training as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from app.policies.book import Policy
from app.policies.kept import KeepingRow, ReviewRow, VersionHead
from app.policies.queries import Outstanding
from app.policies.rules import counting
from app.policies.training import Refresher, SessionRow, SubjectRow
from app.wording.differences import Pair

Names = Mapping[UUID, str]


def policy_data(found: Policy, names: Names) -> dict[str, object]:
    """A policy as `policy list` has it."""
    force, coming = found.force, found.coming
    keeper = found.keeping.responsible_id
    return {
        "id": found.id,
        "title": found.title,
        "kind": found.shown.kind,
        "state": found.state,
        "version": force.number if force else None,
        "in_force_since": force.from_on if force else None,
        "coming_version": coming.number if coming else None,
        "coming_on": coming.from_on if coming else None,
        "draft": found.draft.number if found.draft else None,
        "starter": found.shown.starter or None,
        "responsible": names.get(keeper) if keeper else None,
        "review_months": found.keeping.review_months,
        "next_review": found.next_review,
    }


def head_data(head: VersionHead, found: Policy, names: Names) -> dict[str, object]:
    """A version without its words; ``from``: the day from which it is in force, null for a draft."""
    force = next((one for one in counting(found.forces) if one.number == head.number), None)
    return {
        "version": head.number,
        "title": head.title,
        "reason": head.reason,
        "made_at": head.made_at,
        "made_by": names.get(head.made_by),
        "from": force.from_on if force else None,
        "asks_again": force.asks_again if force else None,
    }


def keeping_data(keeping: KeepingRow, names: Names) -> dict[str, object]:
    """Who looks after a policy, and whom it asks."""
    audience = keeping.audience
    return {
        "responsible": names.get(keeping.responsible_id) if keeping.responsible_id else None,
        "review_months": keeping.review_months,
        "everyone": audience.everyone,
        "roles": sorted(audience.roles),
        "people": sorted(names.get(one, "") for one in audience.people),
    }


def review_data(row: ReviewRow, names: Names) -> dict[str, object]:
    """One look at a policy."""
    return {
        "id": row.id,
        "version": row.number,
        "on": row.reviewed_on,
        "outcome": row.outcome,
        "findings": row.findings,
        "next_on": row.next_on,
        "by": names.get(row.made_by),
    }


def pair_data(pair: Pair) -> dict[str, object]:
    """A line that changed: as it was, as it is, and its words in turn."""
    runs = [{"kind": run.kind, "text": run.text} for run in pair.runs]
    return {"before": pair.before or None, "after": pair.after or None, "words": runs}


def outstanding_data(row: Outstanding) -> dict[str, object]:
    """One acknowledgement that is owed; ``read``: the version that was acknowledged last."""
    return {
        "person": row.person,
        "policy": row.policy_id,
        "title": row.title,
        "version": row.number,
        "since": row.since,
        "read": row.read,
    }


def subject_data(row: SubjectRow) -> dict[str, object]:
    """A subject of training."""
    return {"id": row.id, "name": row.name, "refresher_months": row.refresher_months}


def session_data(row: SessionRow) -> dict[str, object]:
    """A training session."""
    return {
        "id": row.id,
        "subject": row.subject,
        "on": row.held_on,
        "trainer": row.trainer or None,
        "note": row.note or None,
        "policy": row.policy or None,
        "version": row.version,
        "attended": [name for _, name in row.attended],
    }


def refresher_data(row: Refresher) -> dict[str, object]:
    """Somebody's next training."""
    return {"person": row.person, "subject": row.subject, "held_on": row.held_on, "due": row.due}
