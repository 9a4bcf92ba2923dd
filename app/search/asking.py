"""What was typed into the search box, understood. Pure; nothing that can be typed raises."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from app.contactlog.words import Channel
from app.kernel.datewords import MONTH_OF
from app.kernel.days import FIRST_YEAR, LAST_YEAR, Order, parse_day
from app.kernel.language import spoken, tr
from app.kernel.typed import plain
from app.search.folding import fold, words_of

OPERATORS = (
    "from",
    "to",
    "matter",
    "client",
    "with",
    "by",
    "channel",
    "tag",
    "before",
    "after",
    "has",
)
"""The words that mean more with a colon behind them; other languages have others beside them (`written_operator`)."""


class Sort(StrEnum):
    """What a token of the box is."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"
    FILTER = "filter"
    """An operator with its value."""
    UNCLEAR = "unclear"
    """An operator whose value is not understood (``before:soon``): searched as words, and said."""


@dataclass(frozen=True, slots=True)
class Token:
    """One thing that was typed: ``text[start:start + length]``, its minus, operator and quotes included.

    ``operator`` is "" for words; ``value`` is without operator, quotes, minus and star, as it was typed.
    """

    start: int
    length: int
    sort: Sort
    operator: str
    value: str
    excluded: bool = False
    """It begins with a minus: what has it is not wanted."""
    begins: bool = False
    """Its last word is a beginning: it has a star, or is still being typed."""
    is_complete: bool = True
    """False for an operator that is still being typed and asks for nothing yet."""
    day: date | None = None
    """What ``before:`` and ``after:`` mean."""
    why: str = ""
    """Of an unclear one, a sentence that says what would be understood."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for. Equal where the same is looked for in the same words."""

    text: str
    tokens: tuple[Token, ...]

    def __hash__(self) -> int:
        return hash(self.text)  # what is made of it is kept by it: asked for several times in each search

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked: every entry fits."""
        return not self.tokens

    @property
    def unclear(self) -> tuple[Token, ...]:
        """What was not understood as the operator that it looks like, and is searched as words."""
        return tuple(token for token in self.tokens if token.sort is Sort.UNCLEAR)


MOST_TOKENS = 32
"""So much of what is typed is asked for: who pastes a whole letter looks for its beginning."""
_MOST_LETTERS = 300
_QUOTES = '"“”„«»'
_TOKEN = re.compile(
    rf"(?P<minus>-(?=[^\s]))?(?:(?P<operator>[^\W\d_]+):)?"
    rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?P<closed>[{_QUOTES}]|$)(?P<star>\*)?|(?P<word>[^\s{_QUOTES}]*))"
)
_MONTH = re.compile(r"(\d{4})(?:-(\d{1,2}))?")
ATTACHMENT: Final = "attachment"
_ATTACHMENTS = (ATTACHMENT, "attachments", "file", "files")
_WHY = {
    "before": "Please give a day: before:2026-03-01, before:March, before:“1 March”.",
    "after": "Please give a day: after:2026-03-01, after:“last Friday”.",
    "channel": "Please give one of {channels}.",
    "has": "Only has:attachment is known.",
}


def parse(text: str, today: date, day_order: Order = "dmy", *, typing: bool = False) -> Asked:
    """What ``text`` asks for. Never raises, whatever was typed.

    Words, "phrases", ``prefix*``, ``-minus`` and the `OPERATORS` (``client:"Nora Whitcombe"``, ``-tag:draft``,
    ``has:attachment``, ``before:2026-03-01``, ``after:"1 March"``). All must hold. ``after:`` is from that day on,
    ``before:`` until the day before it. Unknown operators are words. ``typing``: the last word is not finished,
    so whatever begins with it fits; say False where Return was pressed.
    """
    found: list[Token] = []
    at = 0
    while at < len(text) and len(found) < MOST_TOKENS:
        if text[at].isspace():
            at += 1
            continue
        match = _TOKEN.match(text, at)
        if match is None or match.end() == at:  # a quote that belongs to nothing
            at += 1
            continue
        at = match.end()
        token = _token(match, today, day_order, unfinished=typing and at == len(text))
        if token is not None:
            found.append(token)
    return Asked(text, tuple(found))


def quoted(value: str) -> str:
    """A name as the value of an operator: what it has of the box's own signs is left out or quoted."""
    value = " ".join("".join(" " if letter in _QUOTES else letter for letter in value).split())
    is_plain = value and not any(letter.isspace() or letter in "()*:" for letter in value)
    return value if is_plain else f'"{value}"'


def _token(match: re.Match[str], today: date, order: Order, *, unfinished: bool) -> Token | None:
    operator = _operator(match["operator"] or "")
    phrase, word = match["phrase"], match["word"]
    value = (phrase if phrase is not None else word)[:_MOST_LETTERS]
    starred = bool(match["star"]) or (phrase is None and value.endswith("*"))
    begins = starred or (unfinished and not match["closed"] and not match["minus"])
    base = Token(
        match.start(), match.end() - match.start(), Sort.WORD, "", value, bool(match["minus"]), begins
    )
    if not operator:
        if match["operator"]:  # unknown operators are words
            whole = f"{match['operator']}:{value}"
            return replace(base, value=whole, sort=Sort.PREFIX if begins else Sort.WORD)
        if not words_of(value):
            return None
        sort = Sort.PHRASE if phrase is not None else Sort.PREFIX if begins else Sort.WORD
        return replace(base, sort=sort, value=value if phrase is not None else value.rstrip("*"))
    return _filter(
        replace(base, operator=operator, value=value.rstrip("*")), today, order, unfinished=unfinished
    )


def _operator(typed: str) -> str:
    """Which of `OPERATORS` somebody wrote, in the language that is spoken or in English; "" for none."""
    if not typed:
        return ""
    found = spoken().typed.spelled("finder").get(plain(typed)) or typed.lower()
    return found if found in OPERATORS else ""


def written_operator(operator: str) -> str:
    """One of `OPERATORS` as people write it in the language that is spoken, with its colon: "von:"."""
    return f"{next(iter(spoken().typed.written('finder', operator)), operator)}:"


def in_english(text: str) -> str:
    """What is asked, so that it asks the same whatever is spoken: to be kept, and read by others."""
    typed = spoken().typed

    def put(match: re.Match[str]) -> str:
        operator, whole = _operator(match["operator"] or ""), match[0]
        if not operator:
            return whole
        head, _, tail = whole.partition(":")
        value = match["phrase"] if match["phrase"] is not None else match["word"]
        english = {
            "has": typed.spelled("finder_has").get(plain(value)),
            "channel": typed.spelled("channels").get(plain(value)),
            "before": _day_in_english(value),
            "after": _day_in_english(value),
        }.get(operator)
        return (
            f"{'-' if head.startswith('-') else ''}{operator}:{tail if english is None else quoted(english)}"
        )

    return _TOKEN.sub(put, text) if typed.sections else text


def _day_in_english(value: str) -> str | None:
    english, *others = spoken().typed.readings(value, "days")
    return english if others else None


def _filter(token: Token, today: date, order: Order, *, unfinished: bool) -> Token:
    """An operator with its value; one that is not finished and not understood yet asks for nothing."""
    operator, value = token.operator, token.value
    day = _day(value, today, order) if operator in {"before", "after"} else None
    understood = {
        "before": day is not None,
        "after": day is not None,
        "channel": bool(channels_of(token)),
        "has": _has_attachment(token),
    }.get(operator, bool(words_of(value)))
    if understood or unfinished:
        return replace(token, sort=Sort.FILTER, day=day, is_complete=understood)
    return replace(token, sort=Sort.UNCLEAR, why=_why(operator))


def _why(operator: str) -> str:
    if operator in _WHY:
        return tr(_WHY[operator]).format(channels=", ".join(one.label for one in Channel))
    words = tr("Please write what is meant right behind the colon, as in {operator}lease.")
    return words.format(operator=written_operator(operator))


def channels_of(token: Token) -> frozenset[Channel]:
    """What ``channel:`` means, by its word, its label ("e-mail") or what else the language calls it."""
    key = fold(token.value).split()
    also = spoken().typed
    named = (
        (
            one,
            {
                tuple(fold(name).split())
                for name in (one.value, one.label, *also.written("channels", one.value))
            },
        )
        for one in Channel
    )
    if not key:
        return frozenset()
    if token.begins:
        joined = "".join(key)
        return frozenset(
            one for one, names in named if any("".join(name).startswith(joined) for name in names)
        )
    return frozenset(one for one, names in named if tuple(key) in names)


def _has_attachment(token: Token) -> bool:
    value = plain(token.value)
    words = (*_ATTACHMENTS, *spoken().typed.spelled("finder_has"))
    return bool(value) and (value in words or (token.begins and any(one.startswith(value) for one in words)))


def _day(value: str, today: date, order: Order) -> date | None:
    if month := _MONTH.fullmatch(value.strip()):
        year, number = int(month[1]), int(month[2] or 1)
        return date(year, number, 1) if FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 12 else None
    for key in spoken().typed.readings(value.strip().lower(), "days"):
        if key in MONTH_OF:
            this = date(today.year, MONTH_OF[key], 1)
            return this if this <= today else this.replace(year=today.year - 1)
    return parse_day(value, today, order=order, look="back")
