"""The federal courts of the United States: their ids and the ways people write their names.

The ids are those of the courts' own servers (``almd`` in ``ecf.almd.uscourts.gov``). 28 U.S.C. 81-131 names
the districts; the abbreviations are the Bluebook's (T1, T10).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from urllib.parse import urlsplit


class CourtKind(StrEnum):
    """What a court decides."""

    DISTRICT = "district"
    BANKRUPTCY = "bankruptcy"
    APPELLATE = "appellate"
    PANEL = "panel"  # Judicial Panel on Multidistrict Litigation
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class Court:
    """One court: id, kind, full name, short name as cited ("M.D. Ala.")."""

    id: str
    kind: CourtKind
    name: str
    citation: str


# Postal code, name, abbreviation, divisions: e(ast) m(iddle) n(orth) s(outh) w(est) c(entral).
# "" is one district.
_DISTRICTS = """
ak|Alaska|Alaska|;al|Alabama|Ala.|m n s;ar|Arkansas|Ark.|e w;az|Arizona|Ariz.|;ca|California|Cal.|c e n s
co|Colorado|Colo.|;ct|Connecticut|Conn.|;dc|District of Columbia|D.C.|;de|Delaware|Del.|;fl|Florida|Fla.|m n s
ga|Georgia|Ga.|m n s;gu|Guam|Guam|;hi|Hawaii|Haw.|;ia|Iowa|Iowa|n s;id|Idaho|Idaho|;il|Illinois|Ill.|c n s
in|Indiana|Ind.|n s;ks|Kansas|Kan.|;ky|Kentucky|Ky.|e w;la|Louisiana|La.|e m w
ma|Massachusetts|Mass.|;md|Maryland|Md.|;me|Maine|Me.|;mi|Michigan|Mich.|e w
mn|Minnesota|Minn.|;mo|Missouri|Mo.|e w;ms|Mississippi|Miss.|n s;mt|Montana|Mont.|
nc|North Carolina|N.C.|e m w
nd|North Dakota|N.D.|
ne|Nebraska|Neb.|;nh|New Hampshire|N.H.|;nj|New Jersey|N.J.|;nm|New Mexico|N.M.|
nmi|Northern Mariana Islands|N. Mar. I.|
nv|Nevada|Nev.|;ny|New York|N.Y.|e n s w;oh|Ohio|Ohio|n s;ok|Oklahoma|Okla.|e n w;or|Oregon|Or.|
pa|Pennsylvania|Pa.|e m w;pr|Puerto Rico|P.R.|;ri|Rhode Island|R.I.|;sc|South Carolina|S.C.|
sd|South Dakota|S.D.|;tn|Tennessee|Tenn.|e m w;tx|Texas|Tex.|e n s w;ut|Utah|Utah|;va|Virginia|Va.|e w
vi|Virgin Islands|V.I.|;vt|Vermont|Vt.|;wa|Washington|Wash.|e w;wi|Wisconsin|Wis.|e w
wv|West Virginia|W. Va.|n s;wy|Wyoming|Wyo.|
"""
_SIDES = {"e": "Eastern", "m": "Middle", "n": "Northern", "s": "Southern", "w": "Western", "c": "Central"}
_CIRCUIT_NAMES = "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh"
_CIRCUITS = tuple(_CIRCUIT_NAMES.split())
_ORDINALS = ("1st", "2d", "3d", "4th", "5th", "6th", "7th", "8th", "9th", "10th", "11th")
_SPECIAL = (
    Court("jpml", CourtKind.PANEL, "United States Judicial Panel on Multidistrict Litigation", "J.P.M.L."),
    Court("cofc", CourtKind.SPECIAL, "United States Court of Federal Claims", "Fed. Cl."),
    Court("cit", CourtKind.SPECIAL, "United States Court of International Trade", "Ct. Int'l Trade"),
)

_HOST = re.compile(r"(?:^|\.)(?:ecf|ecf-train|pacer|www|mail)\.([a-z0-9]{2,5})\.uscourts\.gov$")
_MAIL_DOMAIN = re.compile(r"(?:^|[.@])([a-z0-9]{2,5})\.uscourts\.gov$")
_DOCUMENT_HOST = re.compile(r"^(ca\d{1,2}|cadc|cafc)-?[a-z]*\.azurewebsites\.us$")


@cache
def courts() -> dict[str, Court]:
    """Every court by its id."""
    found: dict[str, Court] = {}
    for row in filter(None, _DISTRICTS.replace("\n", ";").split(";")):
        code, state, short, sides = row.split("|")
        for side in sides.split() or [""]:
            where = f"{_SIDES[side]} District of {state}" if side else f"District of {_article(state)}"
            cited = (
                f"{side.upper()}.D. {short}" if side else f"D. {short}" if len(short) > 4 else f"D.{short}"
            )
            _put(found, Court(f"{code}{side}d", CourtKind.DISTRICT, f"U.S. District Court, {where}", cited))
            name = f"U.S. Bankruptcy Court, {where}"
            _put(found, Court(f"{code}{side}b", CourtKind.BANKRUPTCY, name, f"Bankr. {cited}"))
    for index, circuit in enumerate(_CIRCUITS, start=1):
        name = f"U.S. Court of Appeals, {circuit} Circuit"
        _put(found, Court(f"ca{index}", CourtKind.APPELLATE, name, f"{_ORDINALS[index - 1]} Cir."))
    _put(found, Court("cadc", CourtKind.APPELLATE, "U.S. Court of Appeals, D.C. Circuit", "D.C. Cir."))
    _put(found, Court("cafc", CourtKind.APPELLATE, "U.S. Court of Appeals, Federal Circuit", "Fed. Cir."))
    for court in _SPECIAL:
        _put(found, court)
    return found


def _article(state: str) -> str:
    if state == "District of Columbia":
        return "Columbia"
    return f"the {state}" if state.endswith("Islands") else state


def _put(found: dict[str, Court], court: Court) -> None:
    found[court.id] = court


def court_of_host(address: str) -> str | None:
    """The court whose server or mail domain it is: "ecf.almd.uscourts.gov", a URL, "x@nysd.uscourts.gov"."""
    host = (urlsplit(address).hostname or "") if "://" in address[:10] else address.rpartition("@")[2]
    host = host.strip(" <>").lower()
    for pattern in (_HOST, _MAIL_DOMAIN, _DOCUMENT_HOST):
        if (found := pattern.search(host)) is not None and found[1] in courts():
            return found[1]
    return None


_STATE_COURT = re.compile(
    r"\b(?:superior|county|family|municipal|probate|supreme|common pleas|commonwealth"
    r"|judicial (?:circuit|district)"
    r"|parish|chancery|surrogate|state of|small claims|justice court|tax court)"
)
_PHRASES = (
    (r"\bu\.s\.(?:d|b)\.c\.", " "),
    (r"\bdist(?:rict)?\.?\s+of\s+columbia\b|\bd\.\s?c\.(?=\W|$)|\bwashington,?\s+d\.?c\b", " dc "),
)


def find_court(text: str) -> str | None:
    """The court's id for a name in any usual form; None where it is none, or could be several.

    "almd", "M.D. Ala.", "Alabama Middle District", "U.S. District Court, Middle District of Alabama",
    "ecf.almd.…".
    """
    return _find_court(" ".join(text.split())[:300].casefold())


def forget_names() -> None:
    """Forget what was asked: names may be words of a client, and stay only while the vault is open."""
    _find_court.cache_clear()


@lru_cache(maxsize=1024)
def _find_court(text: str) -> str | None:
    if not text:
        return None
    if text in courts():
        return text
    if "uscourts.gov" in text:
        return court_of_host(text)
    squashed = re.sub(r"[^a-z0-9]", "", text)
    if (by_citation := _by_citation().get(squashed)) is not None:
        return by_citation
    if _STATE_COURT.search(text):
        return None
    if "multidistrict" in text or "judicial panel" in text:
        return "jpml"
    if re.search(r"\bcir(cuit)?\b", text):
        return _circuit(text)
    if "appeal" in text:
        return None
    return _by_words(text)


def _circuit(text: str) -> str | None:
    if "bankr" in text or "panel" in text or any(p.search(text) for p, code in _states() if code != "dc"):
        return None  # a panel, or a state's own circuit ("Louisiana First Circuit")
    found = {
        f"ca{index}"
        for index, name in enumerate(_CIRCUITS, start=1)
        if re.search(rf"\b(?:{name.lower()}|{index}(?:st|nd|rd|th|d))\b", text)
    }
    if re.search(r"\bd\.?c\.?(?=\W)|district of columbia", text):
        found.add("cadc")
    if re.search(r"\bfed(?:eral)?\.? cir", text):
        found.add("cafc")
    return found.pop() if len(found) == 1 else None


@cache
def _by_citation() -> dict[str, str]:
    """Citations and usual short forms, letters: "mdala", "mdal", "bankrsdny", "alm" (the panel's way)."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for court in _SPECIAL:
        found[re.sub(r"[^a-z0-9]", "", court.name.lower())] = court.id
        found[re.sub(r"[^a-z0-9]", "", court.citation.lower())] = court.id
    for court in courts().values():
        squashed = re.sub(r"[^a-z0-9]", "", court.citation.lower())
        forms = {squashed, squashed.replace("2d", "2nd").replace("3d", "3rd")}
        if court.kind in {CourtKind.DISTRICT, CourtKind.BANKRUPTCY}:
            forms |= _short_forms(court)
        for form in forms:
            if found.setdefault(form, court.id) != court.id:
                twice.add(form)
    return {
        form: court_id
        for form, court_id in found.items()
        if form not in twice and (form not in courts() or form == court_id)
    }


def _short_forms(court: Court) -> set[str]:
    place, side = court.id[:-1], ""
    if court.name.split(", ")[1].split()[0] in _SIDES.values():
        place, side = court.id[:-2], court.id[-2]
    bankruptcy = court.kind is CourtKind.BANKRUPTCY
    forms = {f"{side}d{place}", f"usdc{side}d{place}", f"usdc{place}{side}"}
    if bankruptcy:
        forms = {f"bankr{side}d{place}", f"{side}b{place}", f"usbc{side}d{place}", f"usbc{place}{side}"}
    elif side:
        forms.add(f"{place}{side}")
    return {form for form in forms if len(form) > 2}


@cache
def _states() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Names and abbreviations of the states, the longest first so that West Virginia is not Virginia.

    Those of the Dakotas come last: before another state they mean a side of it ("N.D. Cal.").
    """
    spelled: list[tuple[str, str]] = []
    for row in filter(None, _DISTRICTS.replace("\n", ";").split(";")):
        code, state, short, _ = row.split("|")
        spelled.append((state.lower(), code))
        spelled.append((short.lower(), code))
        if code not in {"or", "in", "me", "ok", "hi", "de", "la", "pa", "co"}:  # these are words as well
            spelled.append((code, code))
    spelled.append(("columbia", "dc"))
    spelled.sort(key=lambda pair: (pair[0] in {"n.d.", "s.d.", "nd", "sd"}, -len(pair[0])))
    return tuple(
        (re.compile(r"(?<![a-z0-9])" + re.escape(spelling).replace(r"\ ", r"\s*") + r"(?![a-z])"), code)
        for spelling, code in spelled
    )


# What tells a federal court from a state's ("District Court of Maryland") or a mere place
# ("Southern California").
_SIDED = re.compile(
    r"\b(eastern|middle|northern|southern|western|central)\s+(?:dist(?:rict)?\b\.?)"
    r"|\b([emnswc])\.?\s?d\.?(?![a-z])"
    r"|\b(?:dist(?:rict)?\.?\s*)(?:of|court)?\s*,?\s*(eastern|middle|northern|southern|western|central)\b"
)
_TWO_SIDES = re.compile(
    r"\b(?:eastern|middle|northern|southern|western|central)(?: and|,| &) "
    r"(?:eastern|middle|northern|southern|western|central)\b"
)
_FEDERAL = re.compile(
    r"\bu\.?\s?s\.?(?=\W)|\bunited states\b|\bfederal\b|\bu\.?s\.?[db]\.?c\b"
    r"|\bbankr|\bdist(?:rict|\.)?\s+of\b|\bd\. "
)


def _by_words(text: str) -> str | None:
    """One state and, where it has several districts, one side; other words (a city, a division) count not."""
    federal = _FEDERAL.search(text) is not None
    suffix = "b" if "bankr" in text or re.search(r"\bu\.?s\.?b\.?c\b", text) else "d"
    for phrase, replacement in _PHRASES:
        text = re.sub(phrase, replacement, text)
    place: str | None = None
    for pattern, code in _states():
        rest, count = pattern.subn(" ", text)
        if not count or (code in {"nd", "sd"} and place is not None):
            continue  # "S.D." behind "Tex." is a side, not South Dakota
        if place not in (None, code):
            return None
        place, text = code, rest
    if place is None:
        return None
    sides = {next(filter(None, found.groups()))[0] for found in _SIDED.finditer(text)}
    if not sides and suffix == "b":  # "Eastern Bankruptcy Court, New York"
        sides = {name[0] for name in re.findall("eastern|middle|northern|southern|western|central", text)}
    if len(sides) > 1 or _TWO_SIDES.search(text) or not (sides or federal):
        return None
    court_id = f"{place}{''.join(sides)}{suffix}"
    return court_id if court_id in courts() else None


def court_name(court_id: str) -> str:
    """The full name of a court, or the id itself where it is not known."""
    court = courts().get(court_id)
    return court.name if court else court_id


def court_said(text: str) -> str:
    """The court as people write it: its full name for an id or abbreviation, what was typed for any other."""
    found = find_court(text) if text else None
    return court_name(found) if found else text
