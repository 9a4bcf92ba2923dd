"""How a match is said: what it has in common with what was looked for, and what not."""

from __future__ import annotations

import re
from typing import Protocol

from app.clients.likeness import name_words
from app.conflicts.words import Match, Source
from app.kernel.language import tr
from app.kernel.text import fold


class AnyHit(Protocol):
    """A match, as far as it is said."""

    @property
    def source(self) -> Source:
        """Where it stands."""

    @property
    def asked(self) -> str:
        """What was looked for."""

    @property
    def found(self) -> str:
        """As it stands there."""

    @property
    def match(self) -> Match:
        """How it matches."""


SHORT = {
    Match.SAME: "same name",
    Match.ORDER: "same name, other order",
    Match.EMAIL: "same e-mail",
    Match.PHONE: "same phone",
    Match.INITIALS: "initials fit",
    Match.NEAR: "similar spelling",
    Match.PART: "part of the name",
}
_SAID = {
    Match.SAME: "same name as {asked}",
    Match.ORDER: "same name as {asked}, in another order",
    Match.EMAIL: "same e-mail: {asked}",
    Match.PHONE: "same phone: {asked}",
    Match.INITIALS: "its initials fit {asked}",
    Match.NEAR: "spelled nearly like {asked}",
}
_WORDS = re.compile(r"[^\s,;()]+")


def short_match(hit: AnyHit) -> str:
    """How it matches, without what was looked for: "same but for LLC/Inc."."""
    behind = but_for(hit.asked, _name(hit)) if hit.match in {Match.SAME, Match.ORDER} else ""
    if behind:
        return tr("same but for {words}").format(words=behind)
    return tr(SHORT[hit.match])


def said_match(hit: AnyHit) -> str:
    """How it matches, in words: "same but for LLC/Inc.: X LLC", "X is part of this name"."""
    asked = hit.asked
    if hit.match is Match.PART:
        whole = len(name_words(asked)) <= len(name_words(_name(hit)))
        said = "{asked} is part of this name" if whole else "part of the name of {asked}"
        if hit.source is Source.MATTER and not set(name_words(asked)) <= set(name_words(hit.found)):
            said = "part of the name of {asked} stands in it"
        return tr(said).format(asked=asked)
    if hit.source is Source.MATTER and hit.match is Match.SAME:
        return tr("names {asked}").format(asked=asked)
    behind = but_for(asked, _name(hit)) if hit.match in {Match.SAME, Match.ORDER} else ""
    if behind:
        return tr("same but for {words}: {asked}").format(asked=asked, words=behind)
    return tr(_SAID[hit.match]).format(asked=asked)


def but_for(one: str, other: str) -> str:
    """What companies put behind their name, where two differ in that: "LLC/Inc."; "" where they do not."""
    mine, theirs = _behind(one), _behind(other)
    if [fold(word).strip(".") for word in mine] == [fold(word).strip(".") for word in theirs]:
        return ""
    return "/".join(" ".join(words) for words in (mine, theirs) if words)


def _behind(name: str) -> list[str]:
    """The words of a name that it is not compared by."""
    compared = name_words(name)
    words = _WORDS.findall(name)
    return [word for word in words if word != "&" and not set(name_words(word)) & set(compared)]


def _name(hit: AnyHit) -> str:
    """The name that was compared: of "Nora Whitcombe (Nora Harbour)" the other one."""
    other = re.fullmatch(r".* \((.*)\)", hit.found)
    return other[1] if other is not None and name_words(other[1]) == name_words(hit.asked) else hit.found
