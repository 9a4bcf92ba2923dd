"""When a client is asked, which score owes a call, and what figures may be made of few answers. Pure (PRACTICE H)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from app.feedback.words import Occasion
from app.kernel.errors import Problem
from app.kernel.language import tr
from app.kernel.numbers import in_signs, say_number

WORST, BEST = 1, 5
LEAST, MOST = 0, 10
"""Of the question whether the client would recommend the firm."""
PROMOTES, DETRACTS = 9, 6
"""From here on, and up to here: the usual halves of "would you recommend us"."""
FEW = 3
"""Of so many answers or fewer no average is made: one of them would be recognised, and one more would turn it."""
BACK_DAYS = 60
"""What happened longer ago is not asked about any more."""
MOST_DAYS = 3_650
MOST_CALL_DAYS = 30
Spell = Callable[[Fraction], str]


@dataclass(frozen=True, slots=True)
class FeedbackRules:
    """The firm's rules. ``every_days``: no client is asked twice within so many; ``on_today``: asking stands on
    Today, too; a score up to ``low_score`` (0: none) or recommending with ``low_recommend`` or less (-1: none) owes
    a call within ``call_days`` working days."""

    occasions: frozenset[Occasion] = frozenset({Occasion.HEARING, Occasion.RULING, Occasion.CLOSING})
    every_days: int = 90
    on_today: bool = False
    low_score: int = 2
    low_recommend: int = 6
    call_days: int = 2

    def problems(self) -> list[Problem]:
        """What makes no sense, by field."""
        bounds = {
            "every_days": (1, MOST_DAYS),
            "low_score": (0, BEST),
            "low_recommend": (-1, MOST),
            "call_days": (1, MOST_CALL_DAYS),
        }
        return [
            Problem(
                name,
                "out-of-range",
                tr("Please give a number from {least} to {most}.").format(
                    least=say_number(least), most=say_number(most)
                ),
            )
            for name, (least, most) in bounds.items()
            if not least <= getattr(self, name) <= most
        ]

    def may_ask(self, on: date, last: date | None) -> bool:
        """Whether a client who was last asked, or answered, on a day may be asked again ``on`` another."""
        return last is None or on - last >= timedelta(days=self.every_days)


@dataclass(frozen=True, slots=True)
class Scores:
    """What was answered; None where nothing was."""

    clarity: int | None = None
    timeliness: int | None = None
    usefulness: int | None = None
    recommend: int | None = None

    @property
    def rated(self) -> dict[str, int]:
        """Those from 1 to 5 that were answered."""
        said = {"clarity": self.clarity, "timeliness": self.timeliness, "usefulness": self.usefulness}
        return {name: value for name, value in said.items() if value is not None}

    @property
    def any(self) -> bool:
        """Whether anything was answered."""
        return bool(self.rated) or self.recommend is not None

    def problems(self) -> list[Problem]:
        """What is out of range."""
        found = [
            Problem(
                name,
                "out-of-range",
                tr("Please give a number from {worst} to {best}.").format(worst=WORST, best=BEST),
            )
            for name, value in self.rated.items()
            if not WORST <= value <= BEST
        ]
        if self.recommend is not None and not LEAST <= self.recommend <= MOST:
            found.append(
                Problem(
                    "recommend",
                    "out-of-range",
                    tr("Please give a number from {least} to {most}.").format(
                        least=say_number(LEAST), most=say_number(MOST)
                    ),
                )
            )
        return found

    def low(self, rules: FeedbackRules) -> tuple[str, ...]:
        """Which of them owe a call, as in "clarity 2" (PRACTICE H2)."""
        found = [say_score(name, value) for name, value in self.rated.items() if value <= rules.low_score]
        if self.recommend is not None and self.recommend <= rules.low_recommend:
            found.append(say_score("recommend", self.recommend))
        return tuple(found)


def say_score(name: str, value: int) -> str:
    """One answer, as in "clarity 2", "recommend 9"."""
    words = {
        "clarity": tr("clarity {value}"),
        "timeliness": tr("timeliness {value}"),
        "usefulness": tr("usefulness {value}"),
        "recommend": tr("recommend {value}"),
    }
    return words[name].format(value=value)


@dataclass(frozen=True, slots=True)
class Average:
    """The sum of so many answers, both exact; no average of `FEW` or fewer."""

    count: int
    sum: int

    @property
    def mean(self) -> Fraction | None:
        """Exact; None where they are too few."""
        return Fraction(self.sum, self.count) if self.count > FEW else None

    @property
    def tenths(self) -> int | None:
        """In tenths, half of one rounded up; None where they are too few."""
        return None if self.mean is None else _rounded(self.mean * 10)

    @property
    def said(self) -> str:
        """For people: "4.2", "too few: 3", "–" for none. Half a tenth is rounded up."""
        return _said(self.count, self.mean, tenths)


@dataclass(frozen=True, slots=True)
class Recommending:
    """How many promote the firm (9-10), are in between (7-8), detract (0-6)."""

    promoters: int = 0
    passives: int = 0
    detractors: int = 0

    @property
    def count(self) -> int:
        """How many answered."""
        return self.promoters + self.passives + self.detractors

    @property
    def net(self) -> Fraction | None:
        """The share of promoters less that of detractors, from -1 to 1, exact; None where they are too few."""
        return Fraction(self.promoters - self.detractors, self.count) if self.count > FEW else None

    @property
    def hundredths(self) -> int | None:
        """The net in hundredths, a half rounded away from 0; None where they are too few."""
        return None if self.net is None else _rounded(self.net * 100)

    @property
    def said(self) -> str:
        """For people, in hundredths: "+25", "too few: 2", "–" for none. A half is rounded away from 0."""
        return _said(self.count, self.net, lambda net: f"{_rounded(net * 100):+d}")


def _said(count: int, figure: Fraction | None, spell: Spell) -> str:
    if figure is not None:
        return spell(figure)
    return tr("too few: {count}").format(count=count) if count else "–"


def tenths(figure: Fraction) -> str:
    """With one decimal, reckoned in whole numbers so that it reads alike on every machine."""
    whole = _rounded(figure * 10)
    return in_signs(f"{whole // 10}.{whole % 10}")


def _rounded(figure: Fraction) -> int:
    sign = -1 if figure < 0 else 1
    return sign * ((2 * abs(figure.numerator) + figure.denominator) // (2 * figure.denominator))


def average(values: Iterable[int | None]) -> Average:
    """Of those that were answered."""
    said = [value for value in values if value is not None]
    return Average(len(said), sum(said))


def recommending(values: Iterable[int | None]) -> Recommending:
    """Of those that were answered."""
    said = [value for value in values if value is not None]
    return Recommending(
        sum(value >= PROMOTES for value in said),
        sum(DETRACTS < value < PROMOTES for value in said),
        sum(value <= DETRACTS for value in said),
    )


def quarter_of(day: date) -> tuple[int, int]:
    """Year and quarter, as in (2026, 4)."""
    return day.year, (day.month - 1) // 3 + 1
