"""Text that people typed or machines sent, made fit to keep and to compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from app.kernel.errors import Problem, Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Form = TypeVar("Form", bound="DataclassInstance")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # Cc but for \n and \t, and Cs
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")  # the same but for what is space
_SPACES = re.compile(r"\s+")


def clean(text: str, *, lines: bool = True) -> str:
    """NFC, without control characters (line ends and tabs stay if ``lines``), trimmed.

    Control characters break PDFs and XML; a lone surrogate cannot be stored as UTF-8.
    """
    if text.isascii() and text.isprintable():  # most of what is ever typed: nothing to do but the spaces
        return text.strip() if lines or "  " not in text else " ".join(text.split())
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _CONTROL.sub("", text)
    if not lines:
        return _SPACES.sub(" ", text).strip()
    return text.strip()


LONGEST_NAME = 80
"""Letters of the name of something the firm sorts by: a practice area, a stage."""
LONGEST_CALLED = 300
"""Letters of what a client or a matter is called: captions of courts are long."""
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # they turn the text around them


def unturned(text: str) -> str:
    """``text`` without the marks that turn what stands around them; right-to-left letters need none."""
    return _TURNING.sub("", text)


def is_seen(text: str) -> bool:
    """Whether there is anything in ``text`` that somebody could see: neither space nor letters without a shape."""
    return any(not one.isspace() and unicodedata.category(one) not in {"Cf", "Cc", "Mn"} for one in text)


def plain_name(text: str, field: str) -> str:
    """A name on one line, without what turns the text around it. Raises `Refused` ("name-too-long") beyond 80
    letters."""
    name = on_one_line(text)
    if len(name) > LONGEST_NAME:
        raise Refused("name-too-long", _shorter(LONGEST_NAME), field=field)
    return name


def on_one_line(name: str) -> str:
    """A name cleaned, without what turns the text around it."""
    return clean(unturned(name), lines=False)


def too_long(**names: str) -> list[Problem]:
    """Which fields hold more than a client or a matter can be called."""
    return [
        Problem(field, "name-too-long", _shorter(LONGEST_CALLED))
        for field, name in names.items()
        if len(name) > LONGEST_CALLED
    ]


def _shorter(longest: int) -> str:
    return tr("A name has at most {longest_name} letters. Please shorten it.").format(longest_name=longest)


def fold(text: str) -> str:
    """For comparing and filtering: no case, no accents, single spaces ("Müller  LLC" → "muller llc")."""
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", _UNSEEN.sub("", text.casefold()))
    return _SPACES.sub(" ", "".join(c for c in decomposed if not unicodedata.combining(c))).strip()


def digits(text: str) -> str:
    """Only the digits of a phone number, for matching."""
    return "".join(c for c in text if c.isdecimal())


def number_of(count: int, one: str, several: str = "") -> str:
    """How many of what, in English: "1 entry", "1,284 entries"; without ``several`` an s is added."""
    return f"{say_number(count)} {one if count == 1 else several or one + 's'}"


def capital(words: str) -> str:
    """With a capital at the beginning, as a sentence or a label has it; the other letters stay as they are."""
    return words[:1].upper() + words[1:]


def either(words: Sequence[str]) -> str:
    """As in "phone, e-mail or letter"."""
    if len(words) < 2:
        return "".join(words)
    return tr("{others} or {last}").format(others=", ".join(words[:-1]), last=words[-1])


def together(words: Sequence[str]) -> str:
    """As in "phone, e-mail and letter"."""
    if len(words) < 2:
        return "".join(words)
    return tr("{others} and {last}").format(others=", ".join(words[:-1]), last=words[-1])


def clean_texts(form: Form, several_lines: Collection[str] = (), **others: object) -> Form:
    """A copy of a frozen form with every plain text field cleaned; only those named keep their line ends.

    ``others`` are fields that get another value altogether.
    """
    texts: dict[str, Any] = {
        one.name: clean(value, lines=one.name in several_lines)
        for one in fields(form)
        if type(value := getattr(form, one.name)) is str and value
    }
    return replace(form, **texts | others)
