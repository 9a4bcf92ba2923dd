"""Every setting by name: the firm's, and those of this computer; for the page, its search and the palette.

Of this computer's settings all is declared in `ui.kit.machine`. Of the firm's, types and defaults are those of the
rules that the vault keeps (`FirmDetails`, `FeeRule`, …); what they are called stands here, once: the page takes the
words in front of its fields from here, too.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from ui.kit import machine
from ui.shell.desk import SettingSpec

translate = partial(QCoreApplication.translate, "FirmPage")
COMPUTER = "computer"
"""The part that is this computer's."""


def firm_parts() -> tuple[tuple[str, str], ...]:
    """The key of each part of the page and its name, in the language of the window."""
    return (
        ("letters", translate("Letters and place")),
        ("hours", translate("Working time")),
        ("schedules", translate("Keeping informed")),
        ("promises", translate("Response times")),
        ("terms", translate("Engagement terms")),
        ("fees", translate("Fees and costs")),
        ("contacts", translate("Contacts")),
        ("words", translate("Plain words")),
        ("retention", translate("Keeping files")),
        ("access", translate("Access requests")),
        ("people", translate("People")),
        ("absences", translate("Who is away")),
        ("vault", translate("Vault and backups")),
        (COMPUTER, translate("This computer")),
    )


def _letters() -> tuple[tuple[str, str, str], ...]:
    return (
        ("name", translate("Firm’s name"), translate("letterhead, what the firm is called")),
        (
            "tagline",
            translate("Line under it"),
            translate("letterhead, attorneys at law, solicitors, tagline"),
        ),
        ("address", translate("Address"), translate("letterhead, street, city, office")),
        ("phone", translate("Phone"), translate("letterhead, telephone, number")),
        ("email", translate("E-mail"), translate("letterhead, mail")),
        ("logo", translate("Logo"), translate("letterhead, picture, image")),
        ("letterhead_lines", translate("Own lines"), translate("letterhead, beside the logo")),
        ("paper", translate("Paper"), translate("Letter, A4, size, printing")),
        ("duplex", translate("Printed on"), translate("one side, both sides, duplex, margins")),
        ("language", translate("Language of our paper"), translate("letters, reports, printing, English")),
        ("file_names", translate("Names of files"), translate("pattern, PDF, saving")),
        ("country", translate("Country"), translate("place, holidays, dates")),
        ("subdivision", translate("State", "of a country"), translate("place, province, county, holidays")),
        ("time_zone", translate("Time zone"), translate("place, clock, hours")),
        ("emergency_contact", translate("Out of hours"), translate("emergency, night, urgent, call")),
        (
            "concern_contact",
            translate("Concerns"),
            translate("complaints, who hears a client that is not content"),
        ),
        ("notices", translate("Notices"), translate("reports, foot, disclaimer")),
        ("lead_id", translate("Led by"), translate("supervisor, managing partner, head")),
    )


def _others() -> tuple[tuple[str, str, str], ...]:
    return (
        (
            "hours/opening",
            translate("Opening hours"),
            translate("week, working time, open, closed, office hours"),
        ),
        (
            "hours/days",
            translate("Holidays and days of your own"),
            translate("public holiday, calendar, closed, bank holiday, half day"),
        ),
        (
            "schedules/defaults",
            translate("Keeping clients informed"),
            translate("update schedule, how often, monthly, practice area, stage, days off, defaults"),
        ),
        (
            "promises/times",
            translate("Response times"),
            translate("acknowledge, answer, within hours, escalation, late, urgent, promise"),
        ),
        (
            "terms/rule",
            translate("Engagement terms"),
            translate("days, letter, reminder, care letter, without terms"),
        ),
        (
            "fees/rule",
            translate("Fees and costs"),
            translate("amber, red, estimate, warning, tax, currency, costs update, months"),
        ),
        (
            "contacts/channels",
            translate("Channels"),
            translate("e-mail, phone, secure, fit for, portal, text message"),
        ),
        (
            "contacts/kinds",
            translate("Kinds of contact"),
            translate("call, meeting, presets, questions asked"),
        ),
        ("words/words", translate("Plain words"), translate("jargon, plainer word, reading ease, language")),
        (
            "retention/rules",
            translate("Keeping files"),
            translate("retention, years, destroy, closed matters"),
        ),
        (
            "retention/certificates",
            translate("Ages and certificates"),
            translate("coming of age, minor, certificate of destruction"),
        ),
        (
            "access/laws",
            translate("Access requests"),
            translate("GDPR, CCPA, privacy, deadline, identity"),
        ),
        (
            "people/people",
            translate("People"),
            translate("colleagues, roles, password, sign in, remove, user"),
        ),
        ("absences/away", translate("Who is away"), translate("absence, vacation, leave, sick, stands in")),
        ("vault/vault", translate("Vault"), translate("folder, check, verify, sound, damaged")),
        (
            f"{COMPUTER}/file",
            translate("Settings as a file"),
            translate("export, import, save, take over, move to another computer, JSON"),
        ),
        (
            "vault/backups",
            translate("Backups"),
            translate("restore, copy, second place, kept, daily"),
        ),
    )


def titles() -> dict[str, str]:
    """What each setting of the firm's is called, by its key: "letters/name"."""
    return {f"letters/{name}": title for name, title, _ in _letters()} | {
        key: title for key, title, _ in _others()
    }


def title_of(key: str) -> str:
    """What one setting of the firm's is called."""
    return titles()[key]


def setting_specs() -> tuple[SettingSpec, ...]:
    """The firm's and then this computer's, as they stand on the page."""
    parts = dict(firm_parts())
    firms = (*((f"letters/{name}", title, also) for name, title, also in _letters()), *_others())
    found = [SettingSpec(key, title, parts[key.partition("/")[0]], also) for key, title, also in firms]
    for setting in machine.shown():
        if setting.words is not None:
            words = setting.words()
            found.append(SettingSpec(f"{COMPUTER}/{setting.key}", words.title, parts[COMPUTER], words.also))
    return tuple(found)
