"""The beginning of a line: how, which way, with whom, about what, how long and when, until the first other word."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome
from app.quickentry.agreed import colleague_of
from app.quickentry.names import Named
from app.quickentry.parts import Kind, Part, Setting
from app.quickentry.times import happened_at, spent_at
from app.quickentry.tokens import Token, phrase
from app.quickentry.vocabulary import Vocabulary, Way, Who

_LONGEST = 4


@dataclass(slots=True)
class Head:
    """What the beginning says, while it is read. ``taken``: tokens whose words are said by a field."""

    channel: Channel | None = None
    direction: Direction | None = None
    outcome: Outcome | None = None
    duration: int | None = None
    doubtful_duration: bool = False
    when: datetime | None = None
    when_words: str = ""
    people: list[tuple[str, str]] = field(default_factory=list)
    other: tuple[str, FollowUpSide] | None = None
    stranger: bool = False
    """A name stands there that the vault does not know."""
    client_said: bool = False
    sentence: bool = False
    """A verb stood there: from then on the words are a sentence, which the note keeps."""
    parts: list[Part] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    end: int = 0
    """The token where the note begins."""


class HeadReader:
    """Reads token after token as long as each is understood."""

    def __init__(
        self,
        line: str,
        tokens: tuple[Token, ...],
        setting: Setting,
        vocabulary: Vocabulary,
        numbers: list[Named],
        name: Named | None,
    ) -> None:
        self._line, self._tokens, self._setting, self._words = line, tokens, setting, vocabulary
        self._named = {one.at: one for one in numbers}
        self._name = name
        self.head = Head()
        self._expects_name = False

    def read(self) -> Head:
        """The whole beginning."""
        at = 0
        while at < len(self._tokens):
            step = (
                self._mark(at)
                or self._number(at)
                or self._subject(at)
                or self._way(at)
                or self._time(at)
                or self._before_name(at)
                or self._person(at)
                or self._filler(at)
            )
            if not step:
                break
            at += step
            if self.head.sentence and self._tokens[at - 1].hard:
                break
        self.head.end = at
        return self.head

    def _take(self, kind: Kind, at: int, count: int, *, stays: bool = False) -> int:
        first, last = self._tokens[at].first, self._tokens[at + count - 1].last
        if first < last:
            self.head.parts.append(Part(kind, first, last))
        if not stays:
            self.head.taken.update(range(at, at + count))
        return count

    def _mark(self, at: int) -> int:
        """Tags and exclamation marks are read apart from here, and a lone dash says nothing."""
        token = self._tokens[at]
        raw = self._line[token.start : token.end]
        if token.key.startswith("#") and at not in self._named:
            return 1
        if raw.strip("!") == "" or raw.strip("-–—:,;/|") == "":
            self.head.taken.add(at)
            return 1
        return 0

    def _number(self, at: int) -> int:
        named = self._named.get(at)
        if named is None:
            return 0
        self._expects_name = False
        if named.about is None:
            return named.count  # stays in the note: nobody knows what it is
        return self._take(Kind.MATTER, at, named.count)

    def _subject(self, at: int) -> int:
        """ "She called", "Nora called", "client called": it came in. "I called": it went out."""
        count = self._name.count if self._name and self._name.at == at else 1
        words = phrase(self._tokens, at, count)
        way = self._way_at(at + count)[0]
        if words is None or way is None or not way.sentence or way.channel is None or self.head.channel:
            return 0
        who = self._words.subjects.get(words)
        role = words in self._words.roles
        if who is None and not role and not (self._name and self._name.at == at):
            return 0
        ours = who in {Who.ME, Who.US}
        self.head.sentence = True
        self.head.direction = way.direction or (Direction.OUT if ours else Direction.IN)
        if role:
            self._met(self._bare(words), "", self._words.roles[words])
        if not ours:
            self.head.client_said = who is Who.CLIENT
            self._take(Kind.PERSON, at, count, stays=True)
        return count

    def _way_at(self, at: int) -> tuple[Way | None, int]:
        for count in range(_LONGEST, 0, -1):
            words = phrase(self._tokens, at, count)
            if words is not None and words in self._words.ways:
                return self._words.ways[words], count
        return None, 0

    def _way(self, at: int) -> int:
        head, words = self.head, self._words
        arrow = words.arrows.get(self._tokens[at].key)
        if arrow is not None and head.direction in {None, arrow}:
            head.direction = arrow
            self._expects_name = True
            return self._take(Kind.DIRECTION, at, 1)
        way, count = self._way_at(at)
        if way is None:
            return 0
        if way.channel is None:
            return self._direction(at, count, way)
        if head.channel is not None:
            return self._second(at, count, way)
        if way.sentence and head.taken and head.direction is Direction.IN and self._expects_name:
            return 0
        head.channel, head.outcome = way.channel, way.outcome
        head.direction = way.direction or head.direction
        head.sentence = head.sentence or way.sentence
        kind = Kind.OUTCOME if way.outcome else Kind.CHANNEL
        self._expects_name = True
        self._take(kind, at, count, stays=way.sentence)
        return count + (self._whom(at + count) if way.sentence else 0)

    def _second(self, at: int, count: int, way: Way) -> int:
        """After "call": "left message", "no answer" say what came of it."""
        head = self.head
        if way.outcome is None or head.outcome is not None or head.channel is not Channel.PHONE:
            return 0
        head.outcome = way.outcome
        head.direction = head.direction or way.direction
        return self._take(Kind.OUTCOME, at, count, stays=head.sentence)

    def _direction(self, at: int, count: int, way: Way) -> int:
        head = self.head
        after = self._tokens[at + count].key if at + count < len(self._tokens) else ""
        stop = self._tokens[at + count - 1]
        if head.direction not in {None, way.direction} or (head.sentence and not way.sentence):
            return 0
        if after in self._words.not_after_direction and not (stop.hard or stop.soft):
            return 0
        if head.channel is None and at > 0 and not head.taken:
            return 0
        if way.sentence and head.channel is None and self._way_at(at + count)[0] is None:
            return 0  # "sent the lease": by what, nobody knows
        head.direction = way.direction
        self._expects_name = True
        head.sentence = head.sentence or way.sentence
        return self._take(Kind.DIRECTION, at, count, stays=way.sentence)

    def _whom(self, at: int) -> int:
        """After "called": "me" is in, "her" is out."""
        if at >= len(self._tokens):
            return 0
        key = self._tokens[at].key
        if key in self._words.to_us and self.head.direction is not Direction.OUT:
            self.head.direction = Direction.IN
            return self._take(Kind.DIRECTION, at, 1, stays=True)
        if key in self._words.objects and self.head.direction is None:
            self.head.direction = Direction.OUT
            self.head.client_said = True
            return self._take(Kind.PERSON, at, 1, stays=True)
        return 0

    def _filler(self, at: int) -> int:
        """ "Called her back 12 min"."""
        return int(self.head.sentence and self._tokens[at].key in self._words.fillers)

    def _time(self, at: int) -> int:
        head = self.head
        lead = 1 if self._tokens[at].key in self._words.spent else 0
        if head.duration is None and at + lead < len(self._tokens):
            spent = spent_at(self._tokens, at + lead, self._words, said=bool(lead))
            if spent is not None:
                head.duration, head.doubtful_duration = spent.minutes, spent.doubtful
                self._take(Kind.DURATION, at + lead, spent.count)
                head.taken.update(range(at, at + lead))
                return spent.count + lead
        if head.when is None and not head.when_words:
            found = happened_at(self._tokens, at, self._setting, self._words)
            after = phrase(self._tokens, at + found.count, 1) if found else None
            if found is not None and after not in self._words.not_when:
                head.when = found.moment
                if found.moment is None:
                    first, last = self._tokens[at].first, self._tokens[at + found.count - 1].last
                    head.when_words = self._line[first:last]
                return self._take(Kind.WHEN, at, found.count)
        return 0

    def _before_name(self, at: int) -> int:
        """From, to, with: only where somebody follows."""
        key, head = self._tokens[at].key, self.head
        if at + 1 >= len(self._tokens):
            return 0
        if key in self._words.ands and at and self._colleague(at + 1):
            self._expects_name = True
            head.taken.update({at} if not head.sentence else ())
            return 1
        if key not in self._words.before_name:
            return 0
        if not self._somebody(at + 1):
            return 0
        direction = self._words.before_name.get(key)
        if direction is not None and head.direction is None:
            head.direction = direction
            self._take(Kind.DIRECTION, at, 1, stays=head.sentence)
        elif not head.sentence:
            head.taken.add(at)
        self._expects_name = True
        return 1

    def _colleague(self, at: int) -> str | None:
        return colleague_of(self._tokens[at].key, self._setting.colleagues)

    def _somebody(self, at: int) -> bool:
        return bool(
            (self._name and self._name.at == at)
            or at in self._named
            or self._role(at)
            or self._tokens[at].key in self._words.objects
            or (self._tokens[at].capital and self._tokens[at].key not in self._words.ways)
            or self._colleague(at)
        )

    def _role(self, at: int) -> int:
        for count in (3, 2, 1):
            if phrase(self._tokens, at, count) in self._words.roles:
                return count
        pair = phrase(self._tokens, at, 2)
        if pair is None or self._tokens[at].key not in self._words.possessives:
            return 0
        return 2 if self._tokens[at + 1].key in self._words.relations else 0

    def _person(self, at: int) -> int:
        if self._name is not None and self._name.at == at:
            return self._known(at, self._name)
        token, head = self._tokens[at], self.head
        role = self._role(at)
        if role and (self._expects_name or at == 0):
            return self._of_role(at, role)
        if token.key in self._words.objects and self._expects_name:
            head.client_said = True
            if head.sentence and head.direction is None:
                head.direction = Direction.OUT
            self._expects_name = False
            return self._take(Kind.PERSON, at, 1, stays=head.sentence)
        return self._capitals(at) if self._expects_name else 0

    def _known(self, at: int, name: Named) -> int:
        self._outward()
        self._expects_name = False
        if name.about is None:
            return name.count  # somebody has to choose: the words stay in the note
        return self._take(Kind.MATTER, at, name.count, stays=self.head.sentence)

    def _of_role(self, at: int, count: int) -> int:
        words = self._bare(phrase(self._tokens, at, count) or "")
        more = self._run_of_capitals(at + count) if not self._tokens[at + count - 1].soft else 0
        name = self._text(at + count, more)
        self._met(name or words, words if name else "", self._words.roles.get(words, FollowUpSide.OTHER))
        self._outward()
        self._expects_name = False
        return self._take(Kind.PERSON, at, count + more, stays=self.head.sentence)

    def _capitals(self, at: int) -> int:
        behind = self._words.before_stranger
        may = not behind or (at > 0 and self._tokens[at - 1].key in behind)
        count = self._run_of_capitals(at) if may else 0
        if not count:
            if self._colleague(at) is None:
                return 0
            count = 1
        name = self._text(at, count)
        colleague = colleague_of(name.casefold(), self._setting.colleagues)
        self._expects_name = False
        if colleague is not None:
            self.head.people.append((colleague, ""))
        else:
            self._met(name, "", FollowUpSide.OTHER)
            self.head.stranger = True
        self._outward()
        return self._take(Kind.PERSON, at, count, stays=self.head.sentence)

    def _bare(self, role: str) -> str:
        """A role without its article."""
        first, _, rest = role.partition(" ")
        return rest if rest and first in self._words.articles else role

    def _outward(self) -> None:
        """ "Called Nora": whoever stands behind the verb is who was called."""
        if self.head.sentence and self.head.direction is None:
            self.head.direction = Direction.OUT

    def _met(self, name: str, role: str, side: FollowUpSide) -> None:
        self.head.people.append((name, role))
        self.head.other = self.head.other or (name, side)

    def _run_of_capitals(self, at: int) -> int:
        count = 0
        for token in self._tokens[at : at + 3]:
            if not token.capital or token.key in self._words.ways:
                break
            count += 1
            if token.hard or token.soft:
                break
        return count

    def _text(self, at: int, count: int) -> str:
        return self._line[self._tokens[at].first : self._tokens[at + count - 1].last] if count else ""
