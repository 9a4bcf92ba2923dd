"""Where the guide speaks of what is on the screen: for each page, form and gate a chapter, and in it a head
by its anchor, which is the same in every language.

By the module, the longest that fits: a room's forms are in its chapter unless a line here says more. What stands over
anything (a question, a bar of progress, a paper) has the chapter of what it stands over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.shell.window import VaultWindow


class Passage(NamedTuple):
    """A chapter by the name of its file without ``.md``, and the anchor of a head in it; "" for its beginning."""

    chapter: str
    anchor: str = ""


CONTENTS = Passage("index")
TERMS = "terms"
"""The chapter that is made of `ui.kit.terms`."""
WHAT_IT_STANDS_OVER = ("ui.kit", "ui.reports.paper_sheet", "ui.reports.password_sheet", "ui.shell.help")

CHAPTERS: dict[str, Passage] = {
    "ui.access": Passage("access-requests"),
    "ui.audit": Passage("audit"),
    "ui.calendar": Passage("calendar"),
    "ui.care": CONTENTS,
    "ui.care.fees_page": Passage("fees"),
    "ui.clients": Passage("clients"),
    "ui.clients.duplicates_sheet": Passage("clients", "same-client-twice"),
    "ui.clients.merge_sheet": Passage("clients", "same-client-twice"),
    "ui.concerns": Passage("concerns"),
    "ui.conflicts": Passage("clients", "conflicts"),
    "ui.contactlog": Passage("logging"),
    "ui.contactlog.log_page": Passage("search"),
    "ui.engagement": Passage("engagement", "terms"),
    "ui.engagement.ending_sheet": Passage("engagement", "how-it-ends"),
    "ui.engagement.intake_form": Passage("engagement", "how-it-began"),
    "ui.exchange": Passage("bringing-in"),
    "ui.feedback": Passage("feedback"),
    "ui.feedback.answer_form": Passage("feedback", "what-they-said"),
    "ui.feedback.ask_form": Passage("feedback", "whom-to-ask"),
    "ui.figures": Passage("figures"),
    "ui.firsthour": Passage("first-hour"),
    "ui.handover": Passage("handing-over"),
    "ui.letters": Passage("letters"),
    "ui.letters.notice_form": Passage("letters", "notices"),
    "ui.letters.template_sheet": Passage("letters", "own-words"),
    "ui.letters.versions_sheet": Passage("letters", "own-words"),
    "ui.matters": Passage("matters"),
    "ui.matters.arrangement_form": Passage("fees"),
    "ui.matters.correction_forms": Passage("developments", "put-right"),
    "ui.matters.costs_form": Passage("fees"),
    "ui.matters.development_form": Passage("developments"),
    "ui.matters.follow_up_form": Passage("owed"),
    "ui.matters.key_date_form": Passage("developments"),
    "ui.matters.versions_sheet": Passage("developments", "put-right"),
    "ui.matters.wall_form": Passage("people"),
    "ui.policies": Passage("policies"),
    "ui.policies.read_sheet": Passage("policies", "reading"),
    "ui.policies.training_forms": Passage("policies", "training"),
    "ui.policies.training_page": Passage("policies", "training"),
    "ui.promises": Passage("response-times"),
    "ui.quickentry": Passage("logging"),
    "ui.reports": Passage("reports"),
    "ui.reports.many_sheet": Passage("reports", "many-at-once"),
    "ui.retention": Passage("retention"),
    "ui.retention.review_sheet": Passage("retention", "review"),
    "ui.reviews": Passage("reviews"),
    "ui.reviews.review_form": Passage("reviews", "review"),
    "ui.schedule": Passage("schedules"),
    "ui.schedule.no_news": Passage("schedules", "what-counts"),
    "ui.schedule.plan_form": Passage("schedules", "rhythms"),
    "ui.schedule.silence_form": Passage("schedules", "nothing-owed"),
    "ui.schedule.untold_page": Passage("schedules", "told-nothing"),
    "ui.search": Passage("search"),
    "ui.settings": Passage("settings"),
    "ui.settings.absences_part": Passage("handing-over", "away"),
    "ui.settings.access_part": Passage("access-requests", "request"),
    "ui.settings.channels_part": Passage("clients", "channels"),
    "ui.settings.fees_part": Passage("fees"),
    "ui.settings.hours_forms": Passage("hours"),
    "ui.settings.kinds_part": Passage("logging"),
    "ui.settings.new_key_sheet": Passage("vault"),
    "ui.settings.password_forms": Passage("people"),
    "ui.settings.person_form": Passage("people"),
    "ui.settings.plain_part": Passage("reports", "plain-words"),
    "ui.settings.recovery_sheet": Passage("vault"),
    "ui.settings.remove_sheet": Passage("handing-over", "leaving"),
    "ui.settings.schedules_part": Passage("schedules", "by-default"),
    "ui.settings.terms_part": Passage("engagement", "terms"),
    "ui.shell.bug_sheet": CONTENTS,
    "ui.shell.damage": Passage("backups"),
    "ui.shell.founding": Passage("first-hour"),
    "ui.shell.newer_sheet": Passage("settings", "newer"),
    "ui.shell.palette": Passage("keys", "palette"),
    "ui.shell.recovery": Passage("vault"),
    "ui.shell.restore": Passage("backups"),
    "ui.shell.shortcut_sheet": Passage("keys"),
    "ui.shell.unlock": Passage("locking"),
    "ui.shell.welcome": Passage("first-hour"),
    "ui.slipped": Passage("developments", "slipped"),
    "ui.today": Passage("owed"),
    "ui.updates": Passage("updates"),
}
FIRM_PARTS: dict[str, Passage] = {
    "letters": Passage("letters", "own-words"),
    "hours": Passage("hours"),
    "schedules": Passage("schedules", "by-default"),
    "promises": Passage("response-times"),
    "terms": Passage("engagement", "terms"),
    "fees": Passage("fees"),
    "contacts": Passage("logging"),
    "words": Passage("reports", "plain-words"),
    "retention": Passage("retention", "how-long"),
    "access": Passage("access-requests", "request"),
    "people": Passage("people"),
    "absences": Passage("handing-over", "away"),
    "vault": Passage("backups"),
    "computer": Passage("settings"),
}


def matter_tabs() -> dict[str, Passage]:
    """By the name of a tab of a matter, in the language of the window."""
    translate = QCoreApplication.translate
    return {
        translate("MatterTabs", "Developments"): Passage("developments"),
        translate("MatterTabs", "Schedule"): Passage("schedules"),
        translate("MatterTabs", "Key dates"): Passage("developments", "put-right"),
        translate("MatterTabs", "Follow-ups"): Passage("owed"),
        translate("MatterTabs", "Fees"): Passage("fees"),
    }


def passage_for(kind: type) -> Passage | None:
    """Of a page, form or gate; None for what speaks of what it stands over."""
    room = room_of(kind)
    return None if room in WHAT_IT_STANDS_OVER else CHAPTERS.get(room, CONTENTS)


def room_of(kind: type) -> str:
    """The line of the map that counts for it, the longest that fits; "" where none does."""
    rooms = (one for one in (*CHAPTERS, *WHAT_IT_STANDS_OVER) if _is_in(kind.__module__, one))
    return max(rooms, key=len, default="")


def _is_in(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def where_now(window: VaultWindow) -> Passage:
    """Of what is on the screen, from the top: the term of the field, the form, the page and its part, the gate."""
    from ui.kit.sheet import sheets_in
    from ui.kit.terms import term_at

    term = term_at(window.focusWidget())
    if term:
        return Passage(TERMS, term)
    for sheet in reversed(sheets_in(window)):
        found = passage_for(type(sheet))
        if found is not None:
            return found
    shown: QWidget | None = window.current_page() or window.gate
    if shown is None:
        return CONTENTS
    return _of_part(window) or passage_for(type(shown)) or CONTENTS


def _of_part(window: VaultWindow) -> Passage | None:
    page = window.current_page()
    if page is None or window.workbench is None:
        return None
    part, on = page.part_shown(), window.workbench.here[0]
    if on == "firm":
        return FIRM_PARTS.get(part)
    return matter_tabs().get(part) if on == "matter" else None
