"""Numbers as people read them: grouped in thousands, with the signs of the language that is spoken and its country."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from app.kernel.language import spoken, tr


class Signs(NamedTuple):
    """What stands between thousands and before decimals; whether a currency stands after its amount (CLDR 46)."""

    thousands: str
    point: str
    currency_after: bool = False


_ENGLISH: Final = Signs(",", ".")
_SWISS: Final = Signs("’", ".")
_EUROPEAN: Final = Signs(".", ",", currency_after=True)
_LATIN: Final = Signs(".", ",")
_SIGNS: Final = {
    "de": _EUROPEAN,
    **{f"de-{country}": _SWISS for country in ("CH", "LI")},
    "es": _EUROPEAN,
    **{f"es-{country}": _LATIN for country in ("AR", "BO", "CL", "CO", "CR", "EC", "PY", "UY", "VE")},
    **{f"es-{country}": _ENGLISH for country in ("CU", "DO", "GT", "HN", "MX", "NI", "PA", "PE", "SV")},
}


def signs() -> Signs:
    """Those of the language that is spoken; English of one that is not known here."""
    code = spoken().code
    return _SIGNS.get(code) or _SIGNS.get(code.partition("-")[0], _ENGLISH)


def say_number(number: int | Decimal) -> str:
    """As in "12,345" or "0.5" in English, "12.345" and "0,5" in German; every place that a decimal has is said."""
    return in_signs(f"{number:,}")


def say_share(share: float) -> str:
    """A part of the whole in whole percent: "97%" for a US firm, "97 %" in German and Spanish."""
    return tr("{percent} %").format(percent=in_signs(f"{share * 100:.0f}"))


def in_signs(written: str) -> str:
    """A number that is written as English writes it ("1,234.50"), with the signs of the language that is spoken."""
    here = signs()
    return written if here is _ENGLISH else written.translate({44: here.thousands, 46: here.point})
