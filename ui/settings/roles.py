"""Roles in words, for lists, forms and the foot of the navigation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.people.words import Role

translate = QCoreApplication.translate


def role_words(role: Role) -> str:
    """The role as people say it."""
    return {
        Role.PARTNER: translate("Roles", "Partner"),
        Role.LAWYER: translate("Roles", "Lawyer"),
        Role.STAFF: translate("Roles", "Staff"),
        Role.READ_ONLY: translate("Roles", "Reads only"),
    }[role]


def role_meaning(role: Role) -> str:
    """What somebody of that role may do, in one sentence."""
    return {
        Role.PARTNER: translate(
            "Roles",
            "Works on every matter, and sets the firm, its walls between matters and its audit trail.",
        ),
        Role.LAWYER: translate(
            "Roles", "Works on every matter, and may restrict the matters they answer for."
        ),
        Role.STAFF: translate("Roles", "Works on every matter: logs, changes, prints."),
        Role.READ_ONLY: translate("Roles", "Reads and prints, changes nothing."),
    }[role]
