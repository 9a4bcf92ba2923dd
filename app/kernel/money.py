"""Amounts of money: always with their currency (ISO 4217), exact, read and said the same everywhere."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.numbers import in_signs, signs

MOST: Final = Decimal(10) ** 12
"""Amounts stay below."""

_BY_PLACE: Final = {
    "EUR": "AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK AD MC SM VA ME XK GF GP MQ RE",
    "USD": "US PR GU AS MP VI FM MH PW EC SV TL UM",
    "GBP": "GB IM JE GG",
    "CHF": "CH LI",
    "AUD": "AU KI NR TV",
    "NZD": "NZ CK NU TK",
    "DKK": "DK FO GL",
    "NOK": "NO SJ",
    "CAD": "CA",
    "MXN": "MX",
    "BRL": "BR",
    "ARS": "AR",
    "CLP": "CL",
    "COP": "CO",
    "PEN": "PE",
    "SEK": "SE",
    "ISK": "IS",
    "PLN": "PL",
    "CZK": "CZ",
    "HUF": "HU",
    "RON": "RO",
    "RSD": "RS",
    "UAH": "UA",
    "TRY": "TR",
    "ILS": "IL",
    "AED": "AE",
    "SAR": "SA",
    "EGP": "EG",
    "ZAR": "ZA",
    "NGN": "NG",
    "KES": "KE",
    "INR": "IN",
    "PKR": "PK",
    "SGD": "SG",
    "HKD": "HK",
    "MYR": "MY",
    "THB": "TH",
    "PHP": "PH",
    "IDR": "ID",
    "VND": "VN",
    "JPY": "JP",
    "KRW": "KR",
    "CNY": "CN",
    "TWD": "TW",
    "KWD": "KW",
    "JOD": "JO",
    "BHD": "BH",
    "OMR": "OM",
    "IQD": "IQ",
    "LYD": "LY",
    "TND": "TN",
}
_OF_PLACE: Final = {place: currency for currency, places in _BY_PLACE.items() for place in places.split()}
_WHOLE: Final = frozenset(
    {
        *("CLP", "ISK", "JPY", "KRW", "VND", "XAF", "XOF", "XPF"),
        *("PYG", "UGX", "RWF", "KMF", "GNF", "DJF", "BIF", "VUV"),
    }
)
"""Currencies without a smaller unit (ISO 4217, exponent 0)."""
_THOUSAND: Final = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
"""Currencies of a thousand parts (ISO 4217, exponent 3)."""
_SIGNS: Final = {"USD": "$", "CAD": "$", "AUD": "$", "NZD": "$", "GBP": "£", "EUR": "€", "JPY": "¥"}
_ABROAD: Final = {"USD": "US$", "CAD": "CA$", "AUD": "A$", "NZD": "NZ$"}
"""Where another currency of the same sign is at home."""
_CODE = re.compile(r"[A-Z]{3}", re.ASCII)


def currency_of(country: str) -> str:
    """The currency of a place (ISO 3166, two letters); US dollars where it is not known here: the firm can set it."""
    return _OF_PLACE.get(country, "USD")


def fit_currency(words: str, field: str = "currency") -> str:
    """The code of a currency as it is kept. Raises `Refused` ("bad-currency")."""
    code = words.strip().upper()
    if not _CODE.fullmatch(code):
        raise Refused(
            "bad-currency", tr("Please give a currency by its three letters, such as USD."), field=field
        )
    return code


def places(currency: str) -> int:
    """How many places amounts have after the point (ISO 4217, exponent): 2 of most currencies, 0 or 3 of some."""
    return 0 if currency in _WHOLE else 3 if currency in _THOUSAND else 2


def smallest(currency: str) -> Decimal:
    """The smallest amount there is: a cent, a whole unit where the currency has none, or a thousandth."""
    return Decimal(1).scaleb(-places(currency))


def fit_amount(amount: Decimal, currency: str, field: str = "amount") -> Decimal:
    """The amount as it is kept: to the currency's smallest part, never rounded. Raises `Refused` ("bad-amount")."""
    if not amount.is_finite() or not 0 <= amount < MOST:
        raise Refused("bad-amount", tr("Please give an amount of money, such as 11000."), field=field)
    fitted = amount.quantize(smallest(currency))
    if fitted != amount:
        words = (
            tr("An amount in {currency} has whole units alone.")
            if places(currency) == 0
            else tr("An amount in {currency} has at most {places} places after the point.")
        )
        raise Refused("bad-amount", words.format(currency=currency, places=places(currency)), field=field)
    return fitted


def to_the_cent(amount: Decimal, currency: str) -> Decimal:
    """A computed amount, such as hours times a rate, half a cent upwards."""
    return amount.quantize(smallest(currency), ROUND_HALF_UP)


def in_mills(amount: Decimal) -> int:
    """The amount as a whole number of thousandths, the smallest part any currency has: what is added up and
    compared."""
    return int(amount.scaleb(3).to_integral_value())


def from_mills(mills: int) -> Decimal:
    """The amount of so many thousandths, with two places where the third says nothing."""
    amount = Decimal(mills).scaleb(-3)
    return amount if mills % 10 else amount.quantize(Decimal("0.01"))


def say_money(amount: Decimal, currency: str, home: str = "") -> str:
    """As people read it: "$11,000", "CA$11,000" where the firm's own currency (``home``) has the same sign,
    "CHF 90.50"; whole amounts without cents. In the signs of the language that is spoken, and where it puts the
    currency: "11.000 €"."""
    said = in_signs(
        f"{amount:,.0f}" if amount == amount.to_integral_value() else written(amount, currency, grouped=True)
    )
    sign = _SIGNS.get(currency)
    after = signs().currency_after
    if sign is None:
        return f"{said}\xa0{currency}" if after else f"{currency} {said}"
    if home and home != currency and currency in _ABROAD:
        sign = _ABROAD[currency]
    return f"{said}\xa0{sign}" if after else f"{sign}{said}"


def written(amount: Decimal, currency: str, *, grouped: bool = False) -> str:
    """The amount with all the places of its currency: "11000.50", ``grouped`` "11,000.50"; "1.250" of a dinar."""
    fitted = amount.quantize(smallest(currency))
    # One that was kept before its currency was known is not rounded.
    fitted = fitted if fitted == amount else amount
    return f"{fitted:,f}" if grouped else f"{fitted:f}"


def read_amount(words: str, currency: str = "") -> Decimal | None:
    """The amount in "11,000", "$ 6,400.50" or "6.400,50"; None for anything else.

    Of a currency with three places "1.250" is one and a quarter, "1,250" a thousand and more, "1.250,500" both; the
    other way round where a comma stands before decimals.
    """
    plain = "".join(character for character in words if character.isdecimal() or character in ",.-")
    head, mark, cents = plain.rpartition("," if plain.rfind(",") > plain.rfind(".") else ".")
    three = places(currency) == 3 and len(cents) == 3 and mark not in head
    three = three and (mark == signs().point or bool({",", "."} & set(head)))
    if mark and (len(cents) in {1, 2} or three):
        plain = head.replace(",", "").replace(".", "") + "." + cents
    else:
        plain = plain.replace(",", "").replace(".", "")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        return None
    return amount if amount >= 0 else None
