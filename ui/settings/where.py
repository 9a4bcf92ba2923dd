"""Where on the Firm page a setting stands: what it is changed by, or seen in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.settings.catalogue import COMPUTER

if TYPE_CHECKING:
    from ui.settings.page import FirmPage


def where(page: FirmPage, key: str) -> QWidget | None:
    """What the setting with this key (`catalogue`) has on the page; None for none of that name."""
    part, _, name = key.partition("/")
    fields = {"letters": page.firm.form.fields(), COMPUTER: page.machine.fields}.get(part, {})
    return fields.get(name) or _of_parts(page).get(key)


def _of_parts(page: FirmPage) -> dict[str, QWidget]:
    return {
        "hours/opening": page.hours.change_button,
        "hours/days": page.hours.rows,
        "schedules/defaults": page.schedules.rows,
        "promises/times": page.promises.change_button,
        "terms/rule": page.terms.change_button,
        "fees/rule": page.fees.change_button,
        "contacts/channels": page.channels.rows,
        "contacts/kinds": page.contact_kinds.rows,
        "words/words": page.plain.rows,
        "retention/rules": page.retention.rows,
        "retention/certificates": page.certificates.change_button,
        "access/laws": page.access.rows,
        "people/people": page.people.rows,
        "absences/away": page.absences.rows,
        "vault/vault": page.vault.check_button,
        "vault/backups": page.vault.backups.backup_button,
        f"{COMPUTER}/file": page.file.save_button,
    }
