"""The words with which the trail is told and searched: kinds of things, groups of what was done, names of fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.audit.sentences import SENTENCES

NOUNS: Mapping[str, str] = {
    "absence": "an absence",
    "access_request": "an access request",
    "access_rule": "the time for an access request",
    "attachment": "a file",
    "audit_trail": "the audit trail",
    "backup": "a backup",
    "calendar": "the calendar",
    "channel_rule": "a channel",
    "client": "a client",
    "client_update": "an update for a client",
    "colleague": "somebody",
    "concern": "a concern",
    "concern_rule": "the firm's rules for concerns",
    "conflict_check": "a conflict check",
    "contact_kind": "a kind of contact",
    "costs_figure": "a figure",
    "costs_line": "a line of work",
    "costs_update": "a costs update",
    "fee_arrangement": "a fee arrangement",
    "fee_rule": "when the firm warns of costs",
    "destruction": "a destruction",
    "development": "a development",
    "duty": "a duty of the firm's own house",
    "entry": "an entry",
    "feedback": "feedback",
    "feedback_figures": "the figures of clients' feedback",
    "feedback_ask": "a request for feedback",
    "feedback_rule": "when clients are asked for feedback",
    "file_review": "a file review",
    "review_checklist": "the checklist of file reviews",
    "firm": "the firm",
    "firm_day": "a day of the firm",
    "firm_figures": "the figures of the firm",
    "follow_up": "an action",
    "history": "a contact history",
    "import": "an import",
    "intake": "a consultation",
    "intake_document": "a document",
    "key_date": "a key date",
    "kept_document": "an original",
    "legal_hold": "a hold",
    "letter": "a letter",
    "letter_template": "a template",
    "matter": "a matter",
    "matter_ending": "the end of a matter",
    "morning_list": "a list of what is owed",
    "month": "a month of the calendar",
    "notice": "a notice",
    "partners_list": "lists for the partners",
    "place_rule": "an address",
    "plain_word": "a plain word",
    "csv_mapping": "columns of a file",
    "policy": "a policy",
    "policy_record": "who acknowledged policies",
    "policy_review": "a review of a policy",
    "recovery_key": "the recovery key",
    "retention_review": "a review",
    "retention_rule": "a rule of keeping files",
    "retention_settings": "what the firm says of keeping files",
    "saved_search": "a saved search",
    "search": "a search",
    "search_words": "words that were searched",
    "slipped_list": "a list",
    "status_report": "a status report",
    "terms": "engagement terms",
    "training_session": "a training session",
    "training_subject": "a subject of training",
    "tray_item": "a message",
    "untold_list": "a list",
    "update": "an update",
    "schedule_default": "an update schedule of the firm's",
    "schedule_rule": "the firm's rule for days off",
    "update_plan": "an update schedule",
    "update_silence": "a silence",
    "vault": "the vault",
}
"""What to call a thing whose name is not known any more."""


@dataclass(frozen=True, slots=True)
class Group:
    """Actions that somebody looks for together. ``actions`` empty: all that are in no other group."""

    key: str
    label: str
    actions: frozenset[str]


GROUPS: tuple[Group, ...] = (
    Group(
        "sign-ins",
        "Sign-ins and locking",
        frozenset({"signed in", "sign-in failed", "signed out", "locked"}),
    ),
    Group("out", "Prints, exports and copies", frozenset({"printed", "exported", "saved", "opened"})),
    Group("views", "Views of restricted matters", frozenset({"viewed"})),
    Group(
        "people",
        "People, passwords and walls",
        frozenset(
            {
                *(
                    "let in",
                    "role changed",
                    "handed over",
                    "taken back",
                    "settled to come",
                    "removed",
                    "restricted",
                    "wall changed",
                    "wall lifted",
                ),
                *("password changed", "password reset", "recovered"),
            }
        ),
    ),
    Group(
        "vault",
        "Backups, checks and keys",
        frozenset({"backed up", "backup failed", "restored", "verified", "rotated", "accepted older"}),
    ),
    Group("changes", "Changes of the records", frozenset()),
)

_NOTED = frozenset().union(*(one.actions for one in GROUPS if one.key in {"sign-ins", "out", "views"}))
NOTES = frozenset(done for done in SENTENCES if done[0] in _NOTED) - {("opened", "access_request")}
"""What was done, and to what kind of thing, where nothing of the records is another after it."""

FIELDS: Mapping[str, str] = {
    "at": "time",
    "born_on": "date of birth",
    "on": "day",
    "do_not_tell": "who must not be told",
    "not_told": "what they must not be told",
    "decides": "what they may decide",
    "hears": "what they may be told",
    "by_id": "by whom",
    "person_id": "who",
    "external_id": "number in the other system",
    "audit_seq": "last event in it",
    "entries": "entries in it",
    "is_admin": "administrator",
    "machine": "computer",
    "made_at": "when the backup was made",
    "ok": "all is well",
    "via": "came in by",
    "why": "why",
    "lead_id": "who leads",
    "may_decide": "who may decide",
    "point_of_contact_id": "point of contact",
    "court_country": "the court's country",
    "court_subdivision": "the court's state",
    "colleague_id": "who",
    "first": "first day",
    "last": "last day",
    "stand_in_id": "who stands in",
    "opens": "opens at",
    "closes": "closes at",
    "yearly": "every year",
    "points": "phones and addresses",
    "responsible_id": "responsible lawyer",
    "handler_id": "who handles it",
    "raised_on": "when it was raised",
    "raised_by": "who raised it",
    "how": "what was said",
    "formal_on": "since when it is a formal complaint",
    "apart": "kept apart",
    "keeps_apart": "kept apart",
    "partner_ids": "complaints partners",
    "policy_title": "policy",
    "follow_up_id": "action",
    "steps_left": "steps not taken",
    "before_stage": "stage before",
    "also_known_as": "also known as",
    "since": "from when",
    "supervisor_id": "supervisor",
}
NOT_FIELDS = frozenset(
    {
        "rule",
        "before",
        "before_id",
        "name_key",
        "number_key",
        "title_key",
        "content",
        "moved_entries",
        "step_id",
    }
)
"""Words of a body that are nobody's field."""


def in_group(group: Group) -> tuple[frozenset[str], frozenset[str]]:
    """The actions that belong to a group, and those that do not: one of the two is empty."""
    if group.actions:
        return group.actions, frozenset()
    return frozenset(), frozenset().union(*(one.actions for one in GROUPS))


def every_action() -> Iterable[str]:
    """Every action there are words for, for who filters by one."""
    return sorted({action for action, _ in SENTENCES})
