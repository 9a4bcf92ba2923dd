"""What was agreed: "he'll send lease by Fri", "ask Ann to file Monday". Without a day it is no follow-up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.contactlog.follow_ups import say_who
from app.contactlog.words import FollowUpSide
from app.kernel.days import parse_day
from app.kernel.text import fold
from app.quickentry.parts import Agreed, Setting
from app.quickentry.tokens import Token, phrase
from app.quickentry.vocabulary import Vocabulary, Who

_LONGEST_DAY = 6
_LONGEST_ORDER = 8
_LONGEST_CLAUSE = 60


@dataclass(frozen=True, slots=True)
class Other:
    """Whom "he" means: whoever the contact was with."""

    name: str
    side: FollowUpSide = FollowUpSide.CLIENT


@dataclass(frozen=True, slots=True)
class _Begun:
    """A clause that says who does something: the name, the side, and the token where what is done begins."""

    who: str
    side: FollowUpSide
    body: int
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class _Due:
    """A day, and the tokens that name it with the mark before them."""

    day: date
    at: int
    end: int
    marked: bool


class AgreedReader:
    """Finds every follow-up of a line, in order; they do not overlap."""

    def __init__(
        self,
        line: str,
        tokens: tuple[Token, ...],
        setting: Setting,
        vocabulary: Vocabulary,
        other: Other,
        client: str,
    ) -> None:
        self._line, self._tokens, self._setting = line, tokens, setting
        self._words, self._other, self._client = vocabulary, other, client

    def read(self, first: int) -> tuple[Agreed, ...]:
        """Those from token ``first`` on."""
        found: list[Agreed] = []
        at = first
        while at < len(self._tokens):
            begun = self._begins(at) if self._is_start(at, first) else None
            one = self._whole(at, begun, self._clause_end(at, first)) if begun else None
            at += 1
            if one is not None:
                found.append(one)
                while at < len(self._tokens) and self._tokens[at].start < one.end:
                    at += 1
        return tuple(found)

    def _is_start(self, at: int, first: int) -> bool:
        if at == first:
            return True
        before = self._tokens[at - 1]
        return before.hard or before.soft or before.key in self._words.joints or before.first == before.last

    def _clause_end(self, at: int, first: int) -> int:
        """The token after the clause: a stop, a tag, or where somebody else is to do something."""
        most = min(len(self._tokens), at + _LONGEST_CLAUSE)
        for n in range(at, most):
            token = self._tokens[n]
            if n > at and (token.key.startswith("#") or (token.first == token.last and token.hard)):
                return n
            if n > at and self._is_start(n, first) and self._begins(n) is not None:
                return n - 1 if self._tokens[n - 1].key in self._words.joints else n
            if token.hard:
                return n + 1
        return most

    def _begins(self, at: int) -> _Begun | None:
        key, words = self._tokens[at].key, self._words
        if key in words.contractions:
            return self._if_task(self._subject(words.contractions[key][0], at + 1, at))
        if key in words.asks:
            return self._asked(at)
        if key in words.owes:
            return _Begun(_we(), FollowUpSide.FIRM, at, doubt=True)
        alone = self._will(at)
        if alone:  # "will call back Friday": nobody says who
            return self._if_task(_Begun(_we(), FollowUpSide.FIRM, at + alone, doubt=True))
        if key in words.tasks and not self._tokens[at].soft:
            return _Begun(_we(), FollowUpSide.FIRM, at)
        return self._if_task(self._named(at)) or self._ending_in_task(at)

    def _ending_in_task(self, at: int) -> _Begun | None:
        """ "Entwurf senden bis Freitag": nobody is named, and a verb stands behind what is done."""
        words = self._words
        if not words.tasks_behind or any(
            key and self._subject(key, at, at)
            for key in (phrase(self._tokens, at, count) for count in (3, 2, 1))
        ):
            return None
        for token in self._tokens[at : at + _LONGEST_ORDER]:
            if token.key in words.tasks_behind:
                return _Begun(_we(), FollowUpSide.FIRM, at)
            if token.hard or token.soft or token.key.startswith("#"):
                return None
        return None

    def _named(self, at: int) -> _Begun | None:
        """Who, then "will", "owes" or, for people that are known, "to"."""
        for count in (3, 2, 1):
            body = at + count
            words = phrase(self._tokens, at, count)
            if words is None or body >= len(self._tokens) or self._tokens[body - 1].soft:
                continue
            begun = self._subject(words, body, at)
            known = begun is not None
            if begun is None and (self._is_capital(at, count) or self._is_relation(at, count)):
                noun = bool(self._words.before_stranger)  # "Vertrag soll bis Freitag …": is that somebody?
                begun = _Begun(self._text(at, body), FollowUpSide.OTHER, body, noun)
            if begun is None:
                continue
            if known and self._tokens[body].key in self._words.owes:
                return begun
            skipped = self._will(body)
            is_to = self._tokens[body].key == self._words.to and words not in self._words.subjects
            if not skipped and known and is_to:
                skipped = 1
            if skipped:
                doubt = begun.doubt or self._tokens[body].key in self._words.doubtful
                return _Begun(begun.who, begun.side, body + skipped, doubt)
        return None

    def _is_capital(self, at: int, count: int) -> bool:
        """A name that nobody knows yet."""
        return all(one.capital and len(one.key) > 2 for one in self._tokens[at : at + count])

    def _is_relation(self, at: int, count: int) -> bool:
        """ "Her brother"."""
        of, who = self._tokens[at].key, self._tokens[at + count - 1].key
        return count == 2 and of in self._words.possessives and who in self._words.relations

    def _subject(self, words: str, body: int, at: int) -> _Begun | None:
        kind = self._words.subjects.get(words)
        if kind is Who.ME:
            return _Begun(self._setting.me or _we(), FollowUpSide.FIRM, body)
        if kind is Who.US:
            return _Begun(_we(), FollowUpSide.FIRM, body)
        if kind is Who.CLIENT:
            return _Begun(self._client or _the_client(), FollowUpSide.CLIENT, body)
        if kind is Who.THEM:
            return _Begun(self._other.name or _the_client(), self._other.side, body)
        if words in self._words.roles:
            return _Begun(self._text(at, body), self._words.roles[words], body)
        colleague = colleague_of(words, self._setting.colleagues)
        if colleague is not None:
            return _Begun(colleague, FollowUpSide.FIRM, body)
        if self._client and set(words.split()) <= set(fold(self._client).split()):
            return _Begun(self._client, FollowUpSide.CLIENT, body)
        return None

    def _asked(self, at: int) -> _Begun:
        """ "Ask Ann to file Monday": Ann does it, if she is of the firm; else we ask."""
        for count in (3, 2, 1):
            words = phrase(self._tokens, at + 1, count)
            colleague = colleague_of(words, self._setting.colleagues) if words else None
            if colleague is not None:
                body = at + 1 + count
                to = body < len(self._tokens) and self._tokens[body].key == self._words.to
                return _Begun(colleague, FollowUpSide.FIRM, body + to)
        return _Begun(_we(), FollowUpSide.FIRM, at)

    def _will(self, at: int) -> int:
        """How many tokens of "will", "has to" … stand there."""
        for words in self._words.will:
            if tuple(one.key for one in self._tokens[at : at + len(words)]) == words:
                return len(words)
        return 0

    def _if_task(self, begun: _Begun | None) -> _Begun | None:
        """ "The hearing will be" is nobody's task."""
        if begun is None or begun.body >= len(self._tokens):
            return None
        return None if self._tokens[begun.body].key in self._words.not_tasks else begun

    def _text(self, at: int, end: int) -> str:
        return self._line[self._tokens[at].first : self._tokens[end - 1].last]

    def _whole(self, at: int, begun: _Begun, end: int) -> Agreed | None:
        dues = self._dues(begun.body, end)
        if not dues:
            return None
        due = next((one for one in dues if one.marked), dues[-1])
        # After the day a comma ends what was agreed: "… by Fri, asked about costs".
        end = next((n + 1 for n in range(due.end - 1, end) if self._tokens[n].soft), end)
        kept = [n for n in range(begun.body, end) if not due.at <= n < due.end]
        text = " ".join(self._line[self._tokens[n].start : self._tokens[n].end] for n in kept)
        text = text.strip(" ,;:.!?-–—@")
        if not re.search(r"\w", text):
            return None
        works = self._setting.is_working_day
        off = works is not None and not works(due.day)
        first, last = self._tokens[at].first, self._tokens[end - 1].last
        return Agreed(begun.who, begun.side, text, due.day, first, last, begun.doubt, off)

    def _dues(self, first: int, end: int) -> list[_Due]:
        found = []
        at = first
        while at < end:
            due = self._due_at(at, end)
            if due is None:
                at += 1
                continue
            before = self._tokens[due.at - 1] if due.at > first else None
            mark = before is not None and before.key in self._words.day_marks
            soft = before is not None and (
                before.key in self._words.soft_marks or before.first == before.last
            )
            found.append(_Due(due.day, due.at - (mark or soft), due.end, mark or due.marked))
            at = due.end
        return found

    def _may_be_day(self, word: str, at: int) -> bool:
        """Whether one word may be a day: of two letters only behind a mark, "bis Fr"."""
        if word.isdecimal():
            return False
        before = self._tokens[at - 1].key if at else ""
        marked = before in self._words.day_marks or before in self._words.soft_marks
        return len(word) > 2 or (marked and word in self._words.day_abbreviations)

    def _due_at(self, at: int, end: int) -> _Due | None:
        key = self._tokens[at].key.lstrip("@")
        if not (key[:1].isdecimal() or key in self._words.day_starts):
            return None
        today = self._setting.now.date()
        for count in range(min(_LONGEST_DAY, end - at), 0, -1):
            words = phrase(self._tokens, at, count, commas=True)  # "Mon, Nov 23"
            if words is None or (count == 1 and not self._may_be_day(words, at)):
                continue
            words = words.lstrip("@")
            day = parse_day(
                self._words.days.get(words, words),
                today,
                order=self._setting.order,
                add_working_days=self._setting.add_working_days,
            )
            if day is not None and day >= today:
                return _Due(day, at, at + count, key in self._words.day_marks)
        return None


def colleague_of(words: str, colleagues: Sequence[tuple[UUID, str]]) -> str | None:
    """The name of the one colleague whose name has these words."""
    keys = set(words.split())
    meant = [name for _, name in colleagues if keys and keys <= set(fold(name).split())]
    return meant[0] if len(meant) == 1 else None


def _we() -> str:
    """How who types says that the firm does it."""
    return say_who("we")


def _the_client() -> str:
    return say_who("client")
