"""Whether a second contact begins inside a line: two were typed into one, and only one of them would be logged."""

from __future__ import annotations

import re

from app.contactlog.words import Channel
from app.kernel.language import tr
from app.quickentry.parts import Doubt
from app.quickentry.tokens import Token, phrase
from app.quickentry.vocabulary import Vocabulary

_LONGEST = 3
_AFTER_TAG = re.compile(r"#[^\W_][\w/-]*\s+$")
_SAID = 40


def second_contact(line: str, tokens: tuple[Token, ...], begins: int, vocabulary: Vocabulary) -> Doubt | None:
    """A channel with its direction ("call in") behind a tag or a full stop, after the head that ends at ``begins``."""
    for at in range(max(begins, 1), len(tokens) - 1):
        behind_tag = _AFTER_TAG.search(line[: tokens[at].first]) is not None
        if not (tokens[at - 1].hard or behind_tag):
            continue
        for count in range(_LONGEST, 0, -1):
            words = phrase(tokens, at, count)
            way = vocabulary.ways.get(words) if words is not None else None
            after = tokens[at + count].key if at + count < len(tokens) else ""
            follows = vocabulary.ways.get(after)
            turns = after in vocabulary.arrows or (
                follows is not None and follows.channel is None and follows.direction is not None
            )
            if way is None or way.channel is None or way.sentence or not (way.direction or turns):
                continue
            if behind_tag or way.channel is Channel.PHONE:  # "Letter in the file." is a sentence of the note
                said = line[tokens[at].first :].strip()
                said = said if len(said) <= _SAID else f"{said[:_SAID].rstrip()} …"
                return Doubt(
                    "second",
                    tr("Does another contact begin at “{said}”? Log one at a time.").format(said=said),
                )
    return None
