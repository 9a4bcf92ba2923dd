"""What the composer says of what came in since a draft was begun."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.matters.development_queries import DevelopmentRow
from app.updates import Piece, Since

translate = QCoreApplication.translate
_NAMED, _LETTERS = 2, 80
"""So many pieces are named, with so many letters each; the others are counted."""
_WHOLE, _WHOLE_LETTERS = 3, 160
"""The same of what is asked about in lines of their own."""


def news_said(news: Since, gone: Sequence[Piece]) -> tuple[str, str]:
    """In two parts, the first stands out. ``gone``: what is ticked and holds no more (`app.updates.gone_of`): then
    nothing leaves, and what to do about it comes first."""
    said = [_begin(one) for one in news.new[:_NAMED]]
    if news.given is not None and news.given.by:
        words = translate("Composer", "{name} gave the client an update")
        said.insert(0, words.format(name=news.given.by))
    elif news.given is not None:
        said.insert(0, translate("Composer", "the client was given an update by somebody else"))
    named = len(gone[:_NAMED])
    more = len(news.changed) + len(news.gone) - named + len(news.told) + max(0, len(news.new) - _NAMED)
    if more:
        said.append(translate("Composer", "{count} more changes").format(count=more))
    if not gone:
        return translate("Composer", "Since you began:"), "; ".join(said)
    lead = translate("Composer", "This cannot leave as it is:")
    what = ", ".join(f"“{_begin(one)}”" for one in gone[:_NAMED])
    why = translate(
        "Composer",
        "{what}: withdrawn, called off, done, or not to be told any more. Take in the news, or untick it.",
    ).format(what=what)
    return lead, " ".join(filter(None, (why, _sentence(said))))


def untold_said(untold: Sequence[DevelopmentRow]) -> str:
    """What an update passes over that the client has to hear, a line each."""
    said = [" ".join(one.for_client.split())[:_WHOLE_LETTERS] for one in untold[:_WHOLE]]
    if len(untold) > _WHOLE:
        said.append(translate("Composer", "{count} more").format(count=len(untold) - _WHOLE))
    return "\n".join((*said, translate("Composer", "This update does not tell it.")))


def _sentence(said: Sequence[str]) -> str:
    if not said:
        return ""
    return translate("Composer", "Since you began: {news}").format(news="; ".join(said))


def _begin(one: Piece) -> str:
    return " ".join(one.text.split())[:_LETTERS]
