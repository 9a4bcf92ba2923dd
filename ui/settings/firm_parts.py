"""The parts of the firm's settings by name, in their order: for the page, and for who goes to one directly."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def firm_parts() -> tuple[tuple[str, str], ...]:
    """The key of each and its name, in the language of the window."""
    return (
        ("letters", translate("FirmPage", "Letters and place")),
        ("hours", translate("FirmPage", "Working time")),
        ("schedules", translate("FirmPage", "Keeping informed")),
        ("promises", translate("FirmPage", "Response times")),
        ("terms", translate("FirmPage", "Engagement terms")),
        ("fees", translate("FirmPage", "Fees and costs")),
        ("contacts", translate("FirmPage", "Contacts")),
        ("words", translate("FirmPage", "Plain words")),
        ("retention", translate("FirmPage", "Keeping files")),
        ("access", translate("FirmPage", "Access requests")),
        ("people", translate("FirmPage", "People")),
        ("absences", translate("FirmPage", "Who is away")),
        ("vault", translate("FirmPage", "Vault and backups")),
    )
