"""Words for clients that may be one, and for what hangs on one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from app.clients.duplicates import Reason
from app.kernel.numbers import say_number

translate = QCoreApplication.translate


def why(reasons: Iterable[Reason]) -> str:
    """Why two clients may be one: "same phone, similar name"."""
    words = {
        "same": translate("Alike", "same name"),
        "order": translate("Alike", "same words in the name"),
        "initials": translate("Alike", "the name fits by its initials"),
        "near": translate("Alike", "similar name"),
        "email": translate("Alike", "same e-mail"),
        "phone": translate("Alike", "same phone"),
    }
    return ", ".join(dict.fromkeys(words[one.how] for one in reasons))


def hanging(counts: Mapping[str, int]) -> str:
    """What hangs on a client: "2 matters, 14 contacts"."""
    words = {
        "matter_clients": (translate("Alike", "1 matter"), translate("Alike", "{count} matters")),
        "contact_entries": (translate("Alike", "1 contact"), translate("Alike", "{count} contacts")),
        "follow_ups": (translate("Alike", "1 follow-up"), translate("Alike", "{count} follow-ups")),
        "contact_points": (
            translate("Alike", "1 number or address"),
            translate("Alike", "{count} numbers and addresses"),
        ),
        "client_people": (
            translate("Alike", "1 person around them"),
            translate("Alike", "{count} people around them"),
        ),
        "identity_checks": (
            translate("Alike", "1 identity check"),
            translate("Alike", "{count} identity checks"),
        ),
        "consents": (translate("Alike", "1 consent"), translate("Alike", "{count} consents")),
    }
    said = [
        (one if counts[name] == 1 else many).format(count=say_number(counts[name]))
        for name, (one, many) in words.items()
        if counts.get(name)
    ]
    return ", ".join(said) or translate("Alike", "nothing yet")


def field_names() -> Mapping[str, str]:
    """The details of a client as their form calls them."""
    return {
        "kind": translate("Alike", "Kind"),
        "salutation": translate("Alike", "Salutation"),
        "first_name": translate("Alike", "First name"),
        "last_name": translate("Alike", "Last name"),
        "company": translate("Alike", "Organisation"),
        "job_title": translate("Alike", "Position"),
        "preferred_channel": translate("Alike", "Prefers"),
        "preferred_times": translate("Alike", "Times"),
        "never_channels": translate("Alike", "Never"),
        "language": translate("Alike", "Language"),
        "interpreter_note": translate("Alike", "Interpreter"),
        "accessibility": translate("Alike", "Needs"),
        "technology_limits": translate("Alike", "Technology"),
        "vulnerability": translate("Alike", "Care"),
    }
