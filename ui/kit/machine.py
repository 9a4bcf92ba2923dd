"""What is settled for this computer, whoever sits at it: how it looks, when it locks, what it says of what is owed.

For the computer and not for the person, since it is the place that decides: a front desk needs a shorter time than a
closed room. Whatever the settings file says, it locks after an hour at the latest. Nothing of a client is ever in it.

    machine.rules().get(machine.LOCK_AFTER)
    machine.rules().put(machine.LOCK_AFTER, 10)
    machine.rules().changed.connect(…)      # the `Setting`
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.kernel.language import tr
from app.languages.offered import coded, offered
from ui.kit import theme
from ui.kit.setting import Answers, Held, Number, OneOf, Setting, SettingWords, Text, Words, YesNo, named
from ui.kit.spoken import AS_SYSTEM

V = TypeVar("V")
translate = QCoreApplication.translate


def _say_scheme(scheme: str) -> str:
    return {
        "system": translate("Machine", "As the system"),
        "light": translate("Machine", "Light"),
        "dark": translate("Machine", "Dark"),
    }[scheme]


def _say_minutes(minutes: int) -> str:
    if minutes == 1:
        return translate("Machine", "1 minute")
    if minutes == 60:
        return translate("Machine", "1 hour")
    return translate("Machine", "{count} minutes").format(count=minutes)


def _starts_at_login() -> bool:
    from ui.shell import at_login

    return at_login.this_system().is_on()


def _start_at_login(on: bool) -> None:
    from ui.shell import at_login

    at_login.this_system().put(on)


def _may_start_at_login(platform: str) -> bool:
    from ui.shell import at_login

    return at_login.offers(platform)


SCHEME: Setting[str] = Setting(
    "scheme",
    "system",
    OneOf(("system", "light", "dark"), _say_scheme),
    lambda: SettingWords(
        translate("Machine", "Light or dark"),
        also=translate("Machine", "colours, appearance, theme, night, dark mode"),
    ),
    held=Held(theme.scheme, lambda scheme: theme.set_scheme(cast("theme.Scheme", scheme)), tells=True),
)
ZOOM: Setting[int] = Setting(
    "zoom",
    100,
    Number(theme.ZOOMS, lambda percent: tr("{percent} %").format(percent=percent)),
    lambda: SettingWords(
        translate("Machine", "Text size"),
        translate("Machine", "Comes on top of the system’s own. Ctrl and + or − change it anywhere."),
        translate("Machine", "zoom, larger, smaller, letters, font, scaling"),
    ),
    held=Held(theme.zoom, theme.set_zoom, tells=True),
)


def _say_language(code: str) -> str:
    found = coded(code)
    return found.name if found else translate("Machine", "As the system")


LANGUAGE: Setting[str] = Setting(
    "language",
    AS_SYSTEM,
    OneOf((AS_SYSTEM, *(one.code for one in offered())), _say_language),
    lambda: SettingWords(
        translate("Machine", "Language"),
        translate("Machine", "Another one holds when Liaison is locked next, or started."),
        translate("Machine", "English, German, Spanish, translation, American, British"),
    ),
)
LOCK_AFTER: Setting[int] = Setting(
    "lock_after",
    5,  # VAULT.md
    Number((1, 2, 3, 5, 10, 15, 30, 60), _say_minutes),
    lambda: SettingWords(
        translate("Machine", "Lock after"),
        translate(
            "Machine",
            "without a key or the mouse, and at once when the computer sleeps or its screen is locked.",
        ),
        translate("Machine", "minutes, idle, inactivity, password, away from the desk"),
    ),
)
MAY_CAPTURE: Setting[bool] = Setting(
    "may_capture",
    default=False,
    kind=YesNo(),
    words=lambda: SettingWords(
        translate("Machine", "Let screenshots and shared screens show Liaison"),
        also=translate("Machine", "recording, meeting, presenting, screen sharing"),
    ),
    offered=lambda platform: platform == "win32",
)
IMPORT_FOLDER: Setting[str] = Setting(
    "import_folder",
    "",
    Text(),
    lambda: SettingWords(
        translate("Machine", "Import folder"),
        translate(
            "Machine",
            "What is put there, as by a scanner, is offered to be brought in. Liaison changes nothing in the folder.",
        ),
        translate("Machine", "scanner, watch, files, post"),
    ),
    travels=False,
)
REMIND_AT: Setting[str] = Setting(
    "remind_at",
    "",
    OneOf(
        ("", *(f"{hour:02}:{minute:02}" for hour in range(6, 21) for minute in (0, 30))),
        lambda at: at or translate("Machine", "never"),
    ),
    lambda: SettingWords(
        translate("Machine", "Remind at"),
        translate(
            "Machine",
            "once a day, how many things are late and due; no client is named. Not while Liaison is locked.",
        ),
        translate("Machine", "notification, message, daily, off, turn off, quiet"),
    ),
)
"""By this computer's clock; "" for never."""
BADGE: Setting[bool] = Setting(
    "badge",
    default=True,
    kind=YesNo(),
    words=lambda: SettingWords(
        translate("Machine", "Show in the program’s icon how much is late"),
        also=translate("Machine", "number, badge, dock, task bar, notification, off, turn off"),
    ),
)
TRAY: Setting[bool] = Setting(
    "tray",
    default=False,
    kind=YesNo(),
    words=lambda: SettingWords(
        translate("Machine", "Keep an icon in the system’s tray"),
        translate(
            "Machine", "A click on it brings the window forward. A closed window ends Liaison all the same."
        ),
        translate("Machine", "notification area, menu bar, status icon, off, turn off"),
    ),
)
AT_LOGIN: Setting[bool] = Setting(
    "at_login",
    default=False,
    kind=YesNo(),
    words=lambda: SettingWords(
        translate("Machine", "Start Liaison when I sign in to this computer"),
        translate("Machine", "In the background, and locked: it asks for the password when you open it."),
        translate("Machine", "login, log in, startup, boot, autostart, automatically"),
    ),
    held=Held(_starts_at_login, _start_at_login),
    travels=False,
    is_kept=False,
    offered=_may_start_at_login,
)
NEWER: Setting[bool] = Setting(
    "newer",
    default=False,
    kind=YesNo(),
    words=lambda: SettingWords(
        translate("Machine", "Look for a newer version once a week"),
        translate(
            "Machine",
            "Asks the publisher’s page, and says nothing of you, the firm or this computer there. Nothing is "
            "downloaded or installed. While this is off, Liaison reaches nobody by itself.",
        ),
        translate("Machine", "update, upgrade, release, internet, network, online, off, turn off"),
    ),
    travels=False,
)
"""Whoever sits at a computer says of that computer whether it may ask anybody."""
NEWER_LOOKED: Setting[Mapping[str, str]] = Setting("newer_looked", {}, Answers(), travels=False)
"""When it looked last, and what came of it (`ui.shell.newer`)."""
CALENDAR_VIEW: Setting[str] = Setting("calendar_view", "", Text(), travels=False)
"""How the calendar was looked at last: "month", "week", "agenda", or ""."""
CALENDAR_HIDDEN: Setting[frozenset[str]] = Setting("calendar_hidden", frozenset(), Words(), travels=False)
"""The kinds of things that the calendar leaves out."""
REMINDED_ON: Setting[str] = Setting("reminded_on", "", Text(), travels=False)
"""The day on which it was said last how much is owed, ISO 8601; "" for none."""
BEGUN_FIRM: Setting[Mapping[str, str]] = Setting("begun_firm", {}, Answers(), travels=False)
"""The answers to the first questions of a firm whose vault is not made yet; empty where nobody began. Never a
password."""

SETTINGS: dict[str, Setting[Any]] = named(
    (
        SCHEME,
        ZOOM,
        LANGUAGE,
        LOCK_AFTER,
        MAY_CAPTURE,
        REMIND_AT,
        BADGE,
        TRAY,
        AT_LOGIN,
        IMPORT_FOLDER,
        NEWER,
        NEWER_LOOKED,
        CALENDAR_VIEW,
        CALENDAR_HIDDEN,
        REMINDED_ON,
        BEGUN_FIRM,
    )
)
"""All of them, as they stand on the page."""


def shown(platform: str = sys.platform) -> list[Setting[Any]]:
    """Those that somebody can choose on this system, in their order."""
    return [one for one in SETTINGS.values() if one.words is not None and one.offered(platform)]


class MachineRules(QObject):
    """What holds. `changed(setting)` after each change; what is put is made to fit what may be chosen.

    Beside it, how lists were arranged by hand: `arrangement("matters")`, `arrange(…)`, `arranged(name)`.
    """

    changed = Signal(object)
    arranged = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._values: dict[str, Any] = {}
        self._arranged: dict[str, str] = {}
        self._looked = (theme.scheme(), theme.zoom())
        theme.bus().changed.connect(self._on_theme_changed)

    def get(self, setting: Setting[V]) -> V:
        """What holds now."""
        if setting.held is not None:
            return setting.held.get()
        return cast(V, self._values.get(setting.key, setting.default))

    def put(self, setting: Setting[V], value: V) -> None:
        """Let it hold from now on; what may not be chosen is the default.

        Raises `MachineTrouble` where the system holds it, and refuses."""
        fits = setting.kind.read(setting.kind.write(value))
        value = setting.default if fits is None else fits
        if value == self.get(setting):
            return
        if setting.held is not None:
            setting.held.put(value)
        else:
            self._values[setting.key] = value
        if setting.held is None or not setting.held.tells:
            self.changed.emit(setting)

    def arrangement(self, name: str) -> str:
        """How the columns of a list were arranged; "" as they are without."""
        return self._arranged.get(name, "")

    def arrange(self, name: str, said: str) -> None:
        """Remember it; "" forgets it."""
        if said != self.arrangement(name):
            self._arranged[name] = said
            self.arranged.emit(name)

    def forget_arrangements(self) -> None:
        """Every list as it is without."""
        for name in list(self._arranged):
            self.arrange(name, "")

    def _on_theme_changed(self) -> None:
        """The keys for text size and scheme change it, too."""
        looked = (theme.scheme(), theme.zoom())
        before, self._looked = self._looked, looked
        for setting, was, now in zip((SCHEME, ZOOM), before, looked, strict=True):
            if was != now:
                self.changed.emit(setting)


_rules: list[MachineRules] = []


def rules() -> MachineRules:
    """The one set of rules of this process."""
    if not _rules:
        _rules.append(MachineRules())
    return _rules[0]
