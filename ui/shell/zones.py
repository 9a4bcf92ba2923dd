"""Country and time zone of this computer, as the first questions know them already."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QLocale, QTimeZone


def all_zones(here: str) -> list[str]:
    """Every zone where somebody lives, with this computer's."""
    zones = _names(QTimeZone.availableTimeZoneIds())
    return sorted(
        {zone for zone in zones if "/" in zone and not zone.startswith("Etc/")} | set(filter(None, [here]))
    )


def zone_for(country: str, chosen: str, here: str) -> str:
    """The zone to offer for a country: the one chosen where it lies there, this computer's where that does, the
    country's only one; else "": somebody has to say."""
    if not country:
        return chosen
    local = _names(QTimeZone.availableTimeZoneIds(QLocale.codeToTerritory(country)))
    if not local or chosen in local:
        return chosen
    return local[0] if len(local) == 1 else here if here in local else ""


def zone_here() -> str:
    """The computer's time zone; empty where it keeps UTC or none, as nobody lives there."""
    here = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return here if "/" in here and not here.startswith("Etc/") else ""


def country_of(zone: str) -> str:
    """The country where a time zone lies, else that of the computer's language settings; empty where neither says."""
    anywhere = QLocale.Country.AnyTerritory
    territory = QTimeZone(QByteArray(zone.encode())).territory() if zone else anywhere
    if territory == anywhere:
        territory = QLocale.system().territory()
    return "" if territory == anywhere else QLocale.territoryToCode(territory)


def _names(zones: Sequence[QByteArray]) -> list[str]:
    return [bytes(zone.data()).decode() for zone in zones]
