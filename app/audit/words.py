"""What the trail's events say to a partner: one sentence for each (action, kind) that the program records.

The sentences are English here; `app.audit.saying` fills them in. In braces: ``who`` did it, ``what`` it was done to
by its name of today, ``of_day`` and ``in_place`` with the preposition they need, or nothing where there is no such
thing, and what the event itself holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SENTENCES: Mapping[tuple[str, str], str] = {
    # coming and going
    ("signed in", "colleague"): "{who} signed in{on_machine}{through}",
    ("sign-in failed", "colleague"): "Somebody typed a wrong password for {what}{on_machine}{times}",
    ("sign-in failed", "recovery_key"): "Somebody typed a wrong recovery key{on_machine}{times}",
    ("signed out", "colleague"): "{who} signed out{on_machine}",
    ("locked", "vault"): "{who} locked the vault{on_machine}",
    ("recovered", "colleague"): "{who} came in with the recovery key and set a new password",
    ("password changed", "colleague"): "{who} changed their own password",
    # what left the vault, and what was looked at
    ("printed", "status_report"): "{who} printed the status report{in_place}{pages}",
    ("exported", "status_report"): "{who} saved the status report{in_place} as a PDF{pages}",
    ("printed", "history"): "{who} printed the contact history{in_place}{pages}",
    ("exported", "history"): "{who} saved the contact history{in_place} outside the vault",
    ("printed", "entry"): "{who} printed the attendance note of a contact{of_day}{in_place}{pages}",
    ("exported", "entry"): "{who} saved the attendance note of a contact{of_day}{in_place} as a PDF{pages}",
    ("printed", "letter"): "{who} printed a letter{in_place}{called}{pages}",
    ("exported", "letter"): "{who} saved a letter{in_place}{called}{pages}",
    ("printed", "client_update"): "{who} printed an update for the client{in_place}{pages}",
    ("exported", "client_update"): "{who} saved an update for the client{in_place} outside the vault{pages}",
    ("exported", "calendar"): "{who} took the calendar out of the vault for another calendar{count}",
    ("printed", "matter"): "{who} printed something of the restricted matter {what}{count}",
    ("printed", "month"): "{who} printed a month of the calendar{pages}",
    ("exported", "month"): "{who} saved a month of the calendar as a PDF{pages}",
    ("printed", "morning_list"): "{who} printed a list of what is owed: {what}{pages}",
    ("printed", "partners_list"): "{who} printed the lists of what everybody owes{pages}",
    ("exported", "partners_list"): "{who} saved the lists of what everybody owes outside the vault",
    ("printed", "untold_list"): "{who} printed the list of clients who were told nothing{pages}",
    ("exported", "untold_list"): "{who} saved the list of clients who were told nothing as a PDF{pages}",
    ("exported", "morning_list"): "{who} saved a list of what is owed as a PDF: {what}{pages}",
    ("printed", "firm_figures"): "{who} printed the figures of the firm{pages}",
    ("exported", "firm_figures"): "{who} saved the figures of the firm{pages}",
    ("printed", "search"): "{who} printed what a search found{count}",
    ("printed", "search_words"): "{who} searched for words and printed what was found{query}",
    ("exported", "search"): "{who} took what a search found out of the vault{count}",
    ("exported", "matter"): "{who} took something of the restricted matter {what} out of the vault{count}",
    ("exported", "search_words"): "{who} searched for words and took what was found out of the vault{query}",
    ("saved", "attachment"): "{who} saved a copy of {what}{in_place} outside the vault",
    ("opened", "attachment"): "{who} opened {what}{in_place} with another program, from a copy that is wiped",
    ("viewed", "matter"): "{who} looked at the restricted matter {what}",
    ("viewed", "entry"): "{who} looked at an entry{of_day} in the restricted matter {place}",
    # the contact log
    ("added", "entry"): "{who} logged a contact{of_day}{in_place}",
    ("amended", "entry"): "{who} amended an entry{of_day}{in_place}{version}{because}",
    ("withdrawn", "entry"): "{who} withdrew an entry{of_day}{in_place}{because}",
    ("escalation shown", "entry"): "{who} was shown that the reply to an entry{of_day}{in_place} is late",
    ("response times set", "firm"): "{who} set the firm's response times{because}",
    ("response times set", "client"): "{who} set response times for the client {what}{because}",
    ("response times set", "matter"): "{who} set response times for the matter {what}{because}",
    ("added", "contact_kind"): "{who} added a kind of contact: {what}",
    ("changed", "contact_kind"): "{who} changed a kind of contact: {what}",
    ("retired", "contact_kind"): "{who} put a kind of contact away: {what}",
    ("brought back", "contact_kind"): "{who} brought a kind of contact back: {what}",
    ("added", "follow_up"): "{who} noted an action to do{in_place}: {what}",
    ("done", "follow_up"): "{who} ticked off an action{in_place}: {what}",
    ("reopened", "follow_up"): "{who} put an action back on the list{in_place}: {what}",
    ("moved", "follow_up"): "{who} moved an action{in_place}: {what}{from_to}{because}",
    ("given", "follow_up"): "{who} gave an action to somebody else{in_place}: {what}",
    ("put off", "update"): "{who} put an update off{in_place}{until}{because}",
    ("taken up", "update"): "{who} took an update up again that was put off{in_place}",
    ("put off", "entry"): "{who} put a reply off{in_place}{until}{because}",
    ("taken up", "entry"): "{who} took a reply up again that was put off{in_place}",
    ("put off", "development"): "{who} put telling a development off{in_place}: {what}{until}{because}",
    (
        "taken up",
        "development",
    ): "{who} took telling a development up again that was put off{in_place}: {what}",
    ("put off", "follow_up"): "{who} put an action off{in_place}: {what}{until}{because}",
    ("taken up", "follow_up"): "{who} took an action up again that was put off{in_place}: {what}",
    ("put off", "key_date"): "{who} put a key date off{in_place}: {what}{until}{because}",
    ("taken up", "key_date"): "{who} took a key date up again that was put off{in_place}: {what}",
    ("added", "saved_search"): "{who} saved a search: {what}",
    ("changed", "saved_search"): "{who} changed a saved search: {what}",
    ("removed", "saved_search"): "{who} removed a saved search",
    # matters
    ("added", "matter"): "{who} opened the matter {what}",
    ("changed", "matter"): "{who} changed the matter {what}{fields}{because}",
    ("added", "development"): "{who} wrote down a development{of_day}{in_place}: {what}",
    ("corrected", "development"): "{who} corrected a development{of_day}{in_place}: {what}{because}",
    ("withdrawn", "development"): "{who} withdrew a development{of_day}{in_place}: {what}{because}",
    ("restored", "development"): "{who} brought a withdrawn development back{of_day}{in_place}: {what}",
    ("said plainly", "development"): "{who} wrote a development{of_day}{in_place} in plain words",
    ("added", "key_date"): "{who} added a key date{in_place}: {what}{on_day}",
    ("done", "key_date"): "{who} ticked off a key date{in_place}: {what}",
    ("reopened", "key_date"): "{who} put a key date back on the list{in_place}: {what}",
    ("cancelled", "key_date"): "{who} noted that a key date does not take place{in_place}: {what}{because}",
    ("edited", "key_date"): "{who} corrected a key date{in_place}: {what}{because}",
    ("withdrawn", "key_date"): "{who} withdrew a key date{in_place}: {what}{because}",
    ("restored", "key_date"): "{who} brought a withdrawn key date back{in_place}: {what}",
    ("moved", "key_date"): "{who} moved a key date{in_place}: {what}{from_to}{because}",
    ("set", "update_plan"): "{who} set the update schedule{in_place}",
    ("dropped", "update_plan"): "{who} took the update schedule away{in_place}",
    ("allowed", "update_silence"): "{who} agreed to silence{in_place}{because}",
    ("ended", "update_silence"): "{who} ended a silence{in_place}",
    ("set", "schedule_default"): "{who} set an update schedule for a kind of matter",
    ("dropped", "schedule_default"): "{who} took away the update schedule for a kind of matter",
    ("changed", "schedule_rule"): "{who} changed what happens to updates due on a day off",
    ("excused", "update"): "{who} excused the update{due_on}{in_place}{because}",
    ("added", "costs_figure"): "{who} wrote down a figure of the costs{in_place}: {what}",
    # clients, and what comes in from outside
    ("added", "client"): "{who} added the client {what}",
    ("merged", "client"): "{who} merged the client {what} into another record of the same client",
    ("unmerged", "client"): "{who} undid a merge: {what} is a client of their own again",
    ("client merged", "matter"): "The client of the matter {what} was merged into another record by {who}",
    ("client unmerged", "matter"): "{who} undid a merge of clients, which concerned the matter {what}",
    ("kept apart", "client"): "{who} said that {what} and another client that looks like one are two",
    ("checked", "conflict_check"): "{who} looked for conflicts of interest",
    ("given to matter", "conflict_check"): "{who} opened the matter that a conflict check was made for",
    ("concluded", "conflict_check"): "{who} wrote down what came of a conflict check",
    ("printed", "conflict_check"): "{who} printed the record of a conflict check{pages}",
    ("exported", "conflict_check"): "{who} saved the record of a conflict check as a PDF{pages}",
    ("parties changed", "matter"): "{who} changed the parties in the matter {what}",
    ("changed", "client"): "{who} changed the client {what}{fields}",
    ("point verified", "client"): "{who} verified a number or address of {what}",
    ("person added", "client"): "{who} noted somebody around {what}{called}",
    ("person changed", "client"): "{who} changed what is known of somebody around {what}{called}",
    ("person removed", "client"): "{who} took somebody away from the people around {what}{called}",
    ("identity checked", "client"): "{who} wrote down an identity check of {what}",
    ("identity check withdrawn", "client"): "{who} withdrew an identity check of {what}{because}",
    ("consent taken", "client"): "{who} wrote down a consent of {what}",
    ("consent withdrawn", "client"): "{who} wrote down that {what} took a consent back",
    ("adjustment made", "client"): "{who} wrote down an accommodation made for {what}",
    ("adjustment ended", "client"): "{who} ended an accommodation made for {what}",
    ("imported", "import"): "{who} brought in {files}{count}",
    ("added", "tray_item"): "A message waits in the post tray: {what}",
    ("placed", "tray_item"): "{who} placed a message of the post tray: {what}",
    ("dismissed", "tray_item"): "{who} put a message of the post tray aside: {what}",
    ("recalled", "tray_item"): "{who} brought a message back into the post tray: {what}",
    ("learned", "place_rule"): "{who} had what comes from an address go to a matter from now on",
    ("forgotten", "place_rule"): "{who} had an address forgotten whose messages went to a matter",
    ("remembered", "csv_mapping"): "{who} had the columns of a kind of file remembered",
    ("forgotten", "csv_mapping"): "{who} had the columns of a kind of file forgotten",
    # the firm and its people
    ("added", "firm"): "{who} set up the firm {what}",
    ("changed", "firm"): "{who} changed the firm's settings{fields}",
    ("added", "firm_day"): "{who} put a day{day_kind} into the firm's calendar{on_days}{called}",
    ("removed", "firm_day"): "{who} took a day{day_kind} out of the firm's calendar{on_days}{called}",
    ("added", "absence"): "{who} noted that {away} is away{on_days}",
    ("removed", "absence"): "{who} took an absence of {away} back{on_days}",
    ("written", "letter_template"): "{who} wrote a template{called}{version}{because}",
    ("written", "notice"): "{who} wrote a notice{called}{version}{because}",
    ("added", "plain_word"): "{who} put a word on the firm's list of plain words{called}{because}",
    ("changed", "plain_word"): "{who} changed a word of the firm's list of plain words{called}{because}",
    ("removed", "plain_word"): "{who} took a word off the firm's list of plain words{called}{because}",
    ("changed", "channel_rule"): "{who} changed the firm's rule for {channel}{fields}",
    ("added", "colleague"): "{who} added {what} to the firm{as_role}",
    ("changed", "colleague"): "{who} changed what is known of {what}{fields}",
    ("role changed", "colleague"): "{who} changed what {what} may do{as_role}",
    ("password reset", "colleague"): "{who} gave {what} a new password",
    ("let in", "colleague"): "{who} let {what} sign in{as_role}",
    ("handed over", "colleague"): "{who} gave what {what} had to do to somebody else{because}",
    ("told of absence", "colleague"): "{who} had the clients told who stands in for {what}",
    ("untold of absence", "colleague"): "{who} took back that the clients are told who stands in for {what}",
    (
        "settled to come",
        "colleague",
    ): "{who} settled what was to be handed over to {what} or from them on a later day",
    ("taken back", "colleague"): "{who} gave {what} back what had been handed over",
    ("removed", "colleague"): "{who} removed {what}, who can no longer sign in{because}",
    ("restricted", "matter"): "{who} restricted the matter {what} to named people{because}",
    ("wall changed", "matter"): "{who} changed who may see the restricted matter {what}{because}",
    ("wall lifted", "matter"): "{who} opened the matter {what} to everybody again{because}",
    # the vault itself
    ("backed up", "backup"): "{who} made a backup{to_file}, which was opened again and checked",
    ("backup failed", "backup"): "A backup could not be made or brought to the second place",
    ("changed", "backup"): "{who} changed how backups are kept{fields}",
    ("restored", "backup"): "{who} put a backup in the place of the vault{to_file}",
    ("restored", "vault"): "{who} made another vault out of a backup{on_machine}",
    (
        "restored",
        "recovery_key",
    ): "Somebody made another vault out of a backup{on_machine}, with the recovery key",
    ("verified", "vault"): "{who} checked the whole vault{outcome}",
    ("verified", "backup"): "{who} checked a backup{to_file}{outcome}",
    ("verified", "audit_trail"): "{who} checked the whole audit trail{outcome}",
    ("rotated", "vault"): "{who} gave the vault a new key{because}",
    ("accepted older", "vault"): "{who} accepted an older state of the vault{because}",
}

NOUNS: Mapping[str, str] = {
    "absence": "an absence",
    "attachment": "a file",
    "audit_trail": "the audit trail",
    "backup": "a backup",
    "calendar": "the calendar",
    "channel_rule": "a channel",
    "client": "a client",
    "client_update": "an update for a client",
    "colleague": "somebody",
    "conflict_check": "a conflict check",
    "contact_kind": "a kind of contact",
    "costs_figure": "a figure",
    "development": "a development",
    "entry": "an entry",
    "firm": "the firm",
    "firm_day": "a day of the firm",
    "firm_figures": "the figures of the firm",
    "follow_up": "an action",
    "history": "a contact history",
    "import": "an import",
    "key_date": "a key date",
    "letter": "a letter",
    "letter_template": "a template",
    "matter": "a matter",
    "morning_list": "a list of what is owed",
    "month": "a month of the calendar",
    "notice": "a notice",
    "partners_list": "lists for the partners",
    "place_rule": "an address",
    "plain_word": "a plain word",
    "csv_mapping": "columns of a file",
    "recovery_key": "the recovery key",
    "saved_search": "a saved search",
    "search": "a search",
    "search_words": "words that were searched",
    "status_report": "a status report",
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

FIELDS: Mapping[str, str] = {
    "at": "time",
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
    "since": "from when",
    "supervisor_id": "supervisor",
}
NOT_FIELDS = frozenset(
    {"rule", "before", "before_id", "name_key", "number_key", "title_key", "content", "moved_entries"}
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
