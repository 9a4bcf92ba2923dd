"""What somebody may do, and the sentence for who may not.

Commands ask, not buttons: `Transaction.need` and, for what forgot to ask, `Transaction.record`.
"""

from __future__ import annotations

from enum import StrEnum

from app.kernel.errors import Refused
from app.kernel.language import tr


class Right(StrEnum):
    """One thing that not everybody may. Which role has which: `app.people.rules.rights_of`."""

    WRITE = "write"
    FIRM = "firm"
    PEOPLE = "people"
    RESTRICT = "restrict"
    AUDIT = "audit"
    EXPORT = "export"
    BACKUP = "backup"
    DESTROY = "destroy"
    PRIVILEGE = "privilege"
    COLLEAGUES = "colleagues"


EVERY = frozenset(Right)
NONE: frozenset[Right] = frozenset()

_WHO_MAY = {
    Right.WRITE: "You may read here, but not change anything. A partner, a lawyer or the staff can do it.",
    Right.FIRM: "Only a partner or an administrator may change the firm's settings.",
    Right.PEOPLE: "Only an administrator may change who is at the firm and what each of them may do.",
    Right.RESTRICT: "Only a partner, or the lawyer responsible for the matter, may say who sees it.",
    Right.AUDIT: "Only a partner or an administrator may see the audit trail.",
    Right.EXPORT: "Only a partner or an administrator may take everything out of the vault.",
    Right.BACKUP: "You may read here, but not make backups. Anybody else of the firm can do it.",
    Right.DESTROY: "Only a partner may lift a hold, review what is due and have it destroyed.",
    Right.PRIVILEGE: "Only a partner or a lawyer may decide whether what is privileged, or about others, is given.",
    Right.COLLEAGUES: "Only a partner or an administrator may see figures of other people at the firm. Your own, and "
    "the firm’s, you may.",
}

_OWN = frozenset(
    {
        "signed in",
        "signed out",
        "sign-in failed",
        "locked",
        "viewed",
        "escalation shown",
        "printed",
        "exported",
        "saved",
        "verified",
        "password changed",
        "recovered",
        "acknowledged",
    }
)
"""What changes nothing of the firm's or of a client's: it is written down whoever did it. What of it needs a right
of its own (an export of everything) asks for that in its command."""

_BY_KIND = {
    "firm": frozenset({Right.FIRM}),
    "firm_day": frozenset({Right.FIRM}),
    "absence": frozenset({Right.WRITE, Right.FIRM}),
    "channel_rule": frozenset({Right.FIRM}),
    "concern_rule": frozenset({Right.FIRM}),
    "contact_kind": frozenset({Right.FIRM}),
    "schedule_default": frozenset({Right.FIRM}),
    "schedule_rule": frozenset({Right.FIRM}),
    "letter_template": frozenset({Right.FIRM}),
    "notice": frozenset({Right.FIRM}),
    "plain_word": frozenset({Right.FIRM}),
    "policy": frozenset({Right.FIRM}),
    "policy_review": frozenset({Right.WRITE, Right.FIRM}),
    "training_subject": frozenset({Right.FIRM}),
    "colleague": frozenset({Right.PEOPLE, Right.WRITE}),  # a file from elsewhere names people, too
    "backup": frozenset({Right.BACKUP, Right.PEOPLE}),
    "vault": frozenset({Right.BACKUP, Right.PEOPLE}),
    "review_checklist": frozenset({Right.FIRM}),
    "feedback_rule": frozenset({Right.FIRM}),
    "fee_rule": frozenset({Right.FIRM}),
    "access_rule": frozenset({Right.FIRM}),
    "retention_rule": frozenset({Right.FIRM}),
    "retention_settings": frozenset({Right.FIRM}),
    "retention_review": frozenset({Right.DESTROY}),
    "destruction": frozenset({Right.DESTROY, Right.AUDIT}),
}
_WRITE = frozenset({Right.WRITE})
_BY_ACTION = {"wall changed": frozenset({Right.PEOPLE, Right.WRITE})}
"""Who looks after the people names a successor where the last who could see a matter leaves."""


def may_record(held: frozenset[Right], action: str, kind: str) -> bool:
    """Whether somebody who holds these rights can have done this: the last gate, behind that of each command."""
    return action in _OWN or not held.isdisjoint(_BY_ACTION.get(action) or _BY_KIND.get(kind, _WRITE))


def lacking(right: Right) -> Refused:
    """The refusal for who has not this right."""
    return Refused("not-allowed", tr(_WHO_MAY[right]))


def lacking_for(kind: str) -> Refused:
    """The refusal for who may not record anything of this kind."""
    return lacking(min(_BY_KIND.get(kind, _WRITE)))
