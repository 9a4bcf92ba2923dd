"""Numbers of federal cases, however they are written, and which of them can be the same case.

A full district number is office, year, kind and serial: 3:21-cv-00437 (with the judges' initials behind it,
which change and are no part of it). Bankruptcy courts and appellate courts mostly leave office and kind out.
Two cases of one court share year and serial when their office or kind differ, so that what is missing makes a
match less than certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Generic, TypeVar

T = TypeVar("T")

_KINDS = (
    "cv|cr|bk|ap|md|mc|mj|mi|ml|mdl|civ|crim|op|po|sw|pt|dj|fj|gj|at|er|misc|br|adv|cm|oe|sf|so|tp|sp|mp|pa|c"
)
_FULL = re.compile(
    rf"(?<![\w-])(?:(?P<office>[0-9A-Za-z])\s?:\s?)(?P<year>(?:19|20)?\d\d)\s?-?\s?(?P<kind>{_KINDS})\s?-?\s?(?P<serial>\d{{1,6}})(?!\d)",
    re.IGNORECASE,
)
_NO_OFFICE = re.compile(
    # "21-cv-437", "13 Civ. 1234", and Texas West's "SA-21-CV-123"
    rf"(?<![\w:-])(?:[A-Z]{{1,2}}-)?(?P<year>(?:19|20)?\d\d)\s?-?\s?(?P<kind>{_KINDS})\.?\s?-?\s?(?P<serial>\d{{2,6}})(?!\d)",
    re.IGNORECASE,
)
_KIND_FIRST = re.compile(
    r"(?<![\w:])(?:[A-Z]{1,2}-)?(?P<kind>CV|CR|CIV|MC|MJ|BK|AP|MD)"
    r"[ -]?(?P<year>\d\d)[ -](?P<serial>\d{2,6})(?!\d)",
    re.IGNORECASE,
)
# Bankruptcy in New York East writes the office with a hyphen: 1-23-01071.
_SHORT = re.compile(r"(?<![\w/.-])(?:(?P<office>\d)[:-])?(?P<year>\d\d)-(?P<serial>\d{3,6})(?![\w/]|-\d{3})")
_SHORT_BARE = re.compile(
    r"(?<![\w/.-])(?:(?P<office>\d)[:-])?(?P<year>\d\d)-(?P<serial>\d{1,6})(?![\w/]|-\d{3})"
)
_MDL = re.compile(r"\bMDL(?:\s+Docket)?(?:\s+No\.?)?[\s:#-]*(?P<serial>\d{1,4})(?!\d)", re.IGNORECASE)
_PANEL_PREFIX = re.compile(r"^\s*([A-Za-z]{2,3})/(?=\w)")
_SAME_KIND = {
    "civ": "cv",
    "c": "cv",
    "crim": "cr",
    "br": "bk",
    "adv": "ap",
    "mdl": "md",
    "ml": "md",
    "misc": "mc",
}


class Match(IntEnum):
    """How sure it is that two numbers name one case of one court."""

    NO = 0
    POSSIBLE = 1  # what one of them leaves out could differ
    SAME = 2


@dataclass(frozen=True, slots=True)
class DocketNumber:
    """A case number taken apart. ``year`` has four digits (0 for an MDL number); what is not written is None.

    ``kind`` is "cv", "cr", "bk", "ap" (adversary proceeding), "md" … or "mdl" for a number of the panel.
    """

    year: int
    serial: int
    kind: str | None = None
    office: str | None = None
    width: int = field(default=5, compare=False)  # digits of the serial as courts of this sort write it

    def __str__(self) -> str:
        if self.kind == "mdl":
            return f"MDL No. {self.serial}"
        office = f"{self.office}:" if self.office and self.kind else f"{self.office}-" if self.office else ""
        kind = f"{self.kind}-" if self.kind else ""
        return f"{office}{self.year % 100:02d}-{kind}{self.serial:0{self.width}d}"


def parse_docket_number(text: str) -> DocketNumber | None:
    """The number that ``text`` holds ("Case No. 3:21cv437 (RAH)"); None where it holds none or several.

    A value of a field, not running text: "22-13768" counts here. For sentences see ``find_docket_numbers``.
    """
    text = _PANEL_PREFIX.sub("", text[:300])
    found = set(_in_text(text, _SHORT_BARE))
    if (
        not found
        and (alone := re.fullmatch(r"\s*(?:MDL\D{0,12})?(\d{3,4})\s*", text))
        and "mdl" in text.casefold()
    ):
        found = {DocketNumber(0, int(alone[1]), "mdl")}
    return found.pop() if len(found) == 1 else None


def find_docket_numbers(text: str) -> tuple[DocketNumber, ...]:
    """Every case number in running text, in order; bare ones ("22-1376") need four digits at the end."""
    return tuple(dict.fromkeys(_in_text(text[:200_000], _SHORT)))


def located_docket_numbers(text: str) -> tuple[tuple[int, int, DocketNumber], ...]:
    """The same with where each begins and ends in ``text``, for who marks them there."""
    return tuple(_located(text[:200_000], _SHORT))


def _in_text(text: str, short: re.Pattern[str]) -> Iterator[DocketNumber]:
    return (number for _, _, number in _located(text, short))


def _located(text: str, short: re.Pattern[str]) -> list[tuple[int, int, DocketNumber]]:
    taken: list[tuple[int, int, DocketNumber]] = []
    rest = text
    for pattern in (_FULL, _NO_OFFICE, _KIND_FIRST, _MDL, short):
        for found in pattern.finditer(rest):
            number = _number(pattern, found)
            if pattern is _SHORT and len(found["serial"]) < 4:
                continue
            taken.append((*found.span(), number))
        # What was read is blanked, so that "3:21-cv-00437" is not read again as something shorter.
        rest = pattern.sub(lambda found: "\0" * len(found[0]), rest)
    return sorted(taken, key=lambda one: one[0])


def _number(pattern: re.Pattern[str], found: re.Match[str]) -> DocketNumber:
    groups = found.groupdict()
    if pattern is _MDL:
        return DocketNumber(0, int(found["serial"]), "mdl")
    kind = (groups.get("kind") or "").lower() or None
    year = int(found["year"])
    if year < 100:
        year += 1900 if year >= 60 else 2000
    office = groups.get("office")
    kind = _SAME_KIND.get(kind, kind) if kind else None
    width = 5 if kind else len(found["serial"])
    return DocketNumber(year, int(found["serial"]), kind, office.upper() if office else None, width)


def compare(one: DocketNumber, other: DocketNumber) -> Match:
    """Whether two numbers of one court name one case; what only one says makes it POSSIBLE at best."""
    if (one.year, one.serial) != (other.year, other.serial):
        return Match.NO
    if (one.kind == "mdl") != (other.kind == "mdl"):
        return Match.NO
    if one.kind and other.kind and one.kind != other.kind:
        return Match.NO
    if one.office and other.office and one.office != other.office:
        return Match.NO
    return Match.SAME if (one.kind, one.office) == (other.kind, other.office) else Match.POSSIBLE


@dataclass(frozen=True, slots=True)
class KnownCase(Generic[T]):
    """A case the firm has: ``court_id`` and ``number`` as far as they are known, ``name`` its caption."""

    case: T
    court_id: str | None
    number: DocketNumber
    name: str = ""


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """``case`` where it is certain; ``possible`` where somebody has to choose (or confirm the only one)."""

    case: T | None
    possible: tuple[T, ...] = ()


class CaseIndex(Generic[T]):
    """Finds the firm's case for a number; names one only if nothing speaks against it or for another."""

    def __init__(self, known: Iterable[KnownCase[T]]) -> None:
        self._by_number: dict[tuple[int, int], list[KnownCase[T]]] = {}
        for case in known:
            self._by_number.setdefault((case.number.year, case.number.serial), []).append(case)

    def find(self, court_ids: Iterable[str], number: DocketNumber, name: str = "") -> Found[T]:
        """The case with ``number`` in one of ``court_ids`` (empty: court not known), captioned ``name``.

        Certain: court and number agree in full. Also certain, if it is the only one: the number agrees as far
        as both say it, or the courts differ though the number is written in full, and the captions name
        the same parties.
        """
        wanted = frozenset(court_ids)
        certain: list[T] = []
        likely: list[T] = []
        possible: list[T] = []
        for known in self._by_number.get((number.year, number.serial), ()):
            match = compare(known.number, number)
            if match is Match.NO:
                continue
            court_agrees = known.court_id in wanted if known.court_id and wanted else None
            names_agree = same_parties(known.name, name)
            if match is Match.SAME and court_agrees:
                certain.append(known.case)
            elif names_agree and (court_agrees is not False or (_is_full(number) and match is Match.SAME)):
                likely.append(known.case)
            elif court_agrees is not False:
                possible.append(known.case)
        for cases in (certain, likely):
            if len(cases) == 1:
                return Found(cases[0])
            if cases:
                return Found(None, tuple(cases))
        return Found(None, tuple(possible))


def _is_full(number: DocketNumber) -> bool:
    return number.office is not None and number.kind is not None


_SMALL_WORDS_TEXT = """
the of and in re et al vs v inc llc llp lp ltd corp co company corporation usa united states america
matter estate jr sr ii iii iv a an for by city county state people debtor debtors litigation case
"""
_SMALL_WORDS = frozenset(_SMALL_WORDS_TEXT.split())


def same_parties(one: str, other: str) -> bool:
    """Whether two captions plainly name the same parties: each side of the shorter one shares a telling word.

    "Stapler v. Automatic Food Service, Inc." and "Stapler v. Automatic Food" do; "Stapler v. Jones" does not.
    """
    sides, other_words = _sides(one), _telling(other)
    other_sides, words = _sides(other), _telling(one)
    if not words or not other_words:
        return False
    if len(sides) > len(other_sides):
        sides, other_words = other_sides, words
    return all(not side or side & other_words for side in sides) and any(side & other_words for side in sides)


def _sides(caption: str) -> list[frozenset[str]]:
    return [_telling(side) for side in re.split(r"\s+vs?\.?\s+", caption.casefold())]


def _telling(caption: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]{2,}", caption.casefold())) - _SMALL_WORDS
