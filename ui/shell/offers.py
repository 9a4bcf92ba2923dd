"""What the palette offers: clients, matters, pages with their parts, actions, settings; found, put in order, grouped.

No widget here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from app.search.names import WHOLE, Hit, Named, Names
from ui.shell.actions import ActionSpec, menu_name
from ui.shell.desk import PageSpec, SettingSpec

translate = QCoreApplication.translate

OF_A_GROUP = 12
"""Rows of one kind where several are found: the others are a letter away."""


class Kind(Enum):
    """What an offer is. Of groups that fit as well the earlier comes first."""

    MATTER = 0
    CLIENT = 1
    PAGE = 2
    ACTION = 3
    SETTING = 4
    LOG = 5


class GoTo(NamedTuple):
    """A page, and what of: a matter's or client's id, a part of the settings, words to look for."""

    page: str
    arg: object = None


class Do(NamedTuple):
    """An action of the window."""

    action: str


Key = GoTo | Do


class Offer(NamedTuple):
    """One row. ``words``: what else it is found by; ``off``: why it cannot be chosen just now; ``cost``: how well it
    fits, less is better."""

    key: Key
    kind: Kind
    title: str
    note: str = ""
    icon: str = ""
    keys: str = ""
    words: str = ""
    off: str = ""
    cost: int = WHOLE


class Looked(NamedTuple):
    """What the vault has for some words. ``is_stale``: it is to be asked again after its names were read anew."""

    offers: tuple[Offer, ...]
    is_stale: bool = False


class Grouped(NamedTuple):
    """Offers under a heading."""

    title: str
    offers: tuple[Offer, ...]


def kind_name(kind: Kind) -> str:
    """What stands at the end of a row, and what a screen reader says of it."""
    return {
        Kind.MATTER: translate("Palette", "Matter"),
        Kind.CLIENT: translate("Palette", "Client"),
        Kind.PAGE: translate("Palette", "Page"),
        Kind.ACTION: translate("Palette", "Action"),
        Kind.SETTING: translate("Palette", "Setting"),
        Kind.LOG: translate("Palette", "Search"),
    }[kind]


def _heading(kind: Kind) -> str:
    return {
        Kind.MATTER: translate("Palette", "Matters"),
        Kind.CLIENT: translate("Palette", "Clients"),
        Kind.PAGE: translate("Palette", "Pages"),
        Kind.ACTION: translate("Palette", "Actions"),
        Kind.SETTING: translate("Palette", "Settings"),
        Kind.LOG: translate("Palette", "Contact log"),
    }[kind]


def page_offers(pages: Sequence[PageSpec], specs: Iterable[ActionSpec]) -> list[Offer]:
    """Every page that one can go to by its name, the parts of pages and the settings on them; with the keys and the
    words of the actions that go there."""
    leading: dict[str, list[ActionSpec]] = {}
    for spec in specs:
        if spec.page:
            leading.setdefault(spec.page, []).append(spec)
    names = {page.id: page.text for page in pages}
    found = []
    for page in pages:
        if page.of_one:
            continue
        ways = leading.get(page.id, [])
        keys = next((way.keys[0] for way in reversed(ways) if way.keys), "")
        also = " ".join(way.text for way in ways)
        within = names.get(page.within, "")
        found.append(Offer(GoTo(page.id), Kind.PAGE, page.text, within, page.icon, keys, f"{within} {also}"))
        found += [
            Offer(GoTo(page.id, arg), Kind.PAGE, words, page.text, page.icon, words=f"{page.text} {also}")
            for arg, words in page.parts
        ]
        found += setting_offers(page.id, page.settings)
    return found


def setting_offers(page: str, settings: Iterable[SettingSpec]) -> list[Offer]:
    """The settings of a page, each found by its name, its part and what else it is called."""
    return [
        Offer(
            GoTo(page, one.arg), Kind.SETTING, one.name, one.part, "settings", words=f"{one.part} {one.words}"
        )
        for one in settings
    ]


def action_offers(
    specs: Iterable[ActionSpec], pages: Sequence[PageSpec], reasons: Mapping[str, str], *, goes: bool
) -> list[Offer]:
    """Every action but those that only go to a page that is there; with why it may not be done. Without ``goes``, those
    that stay where one is."""
    there = {page.id for page in pages}
    return [
        Offer(
            Do(spec.id),
            Kind.ACTION,
            spec.text.rstrip("…"),
            reasons.get(spec.id, menu_name(spec.menu)),
            spec.icon or "square",
            spec.keys[0] if spec.keys else "",
            off=reasons.get(spec.id, ""),
        )
        for spec in specs
        if spec.page not in there and (goes or not spec.leads_away)
    ]


class Local:
    """Pages and actions, found as names are."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self.offers = tuple(offers)
        self._names = Names(
            [Named(number, f"{one.title} {one.words}") for number, one in enumerate(self.offers)]
        )

    def find(self, typed: str, recent: Sequence[Key]) -> list[Offer]:
        """Those that fit, best first."""
        lately = {number for number, one in enumerate(self.offers) if one.key in recent}
        hits: list[Hit[int]] = self._names.find(typed, len(self.offers) or 1, recent=lately)
        return [self.offers[hit.key]._replace(cost=hit.cost) for hit in hits]


def arranged(typed: str, local: Local, named: Sequence[Offer], recent: Sequence[Key]) -> list[Grouped]:
    """The groups as they are shown: of what was typed the best first, of nothing what was open lately, then all there
    is."""
    if not typed.strip():
        by_key = {one.key: one for one in (*local.offers, *named)}
        lately = tuple(by_key[key] for key in recent if key in by_key)
        rest = [one for one in local.offers if one not in lately and one.kind is not Kind.SETTING]
        return _shown([Grouped(translate("Palette", "Recent"), lately), *_by_kind(rest, len(rest))])
    return _shown(_by_kind([*named, *local.find(typed, recent)], OF_A_GROUP))


def _by_kind(offers: Sequence[Offer], most: int) -> list[Grouped]:
    groups = [(kind, [one for one in offers if one.kind is kind]) for kind in Kind]
    groups = [(kind, among) for kind, among in groups if among]
    groups.sort(key=lambda one: (one[0] is Kind.LOG, min(offer.cost for offer in one[1]), one[0].value))
    return [
        Grouped(_heading(kind), tuple(among if len(groups) == 1 else among[:most])) for kind, among in groups
    ]


def _shown(groups: Sequence[Grouped]) -> list[Grouped]:
    return [one for one in groups if one.offers]
