"""What a client is told when a matter ends, to begin with: in the language of the firm's paper, whatever the window
speaks, because the letter says what stands here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.engagement.intake_queries import DocumentRow
from app.engagement.words import DocumentState
from app.kernel.language import speaking, tr
from app.kernel.said import say_date
from app.languages.offered import catalogue_of


def say_kept(until: date, language: str) -> str:
    """How long the file is kept: ``until`` is the last day; ``language`` is that of the firm's paper (BCP 47)."""
    with speaking(catalogue_of(language)):
        said = tr(
            "We keep our file until {day} at least, and then destroy it safely. "
            "If you would like anything from it, please ask us before then."
        )
        return said.format(day=say_date(until))


def say_papers(papers: Iterable[DocumentRow], language: str) -> str:
    """What goes back and what never came, one in a line; ``language`` as in `say_kept`."""
    there = tuple(papers)
    here = [one for one in there if one.original and one.state is DocumentState.RECEIVED]
    owed = [one for one in there if one.state is DocumentState.OWED]
    with speaking(catalogue_of(language)):
        said = [tr("To be given back: {title}").format(title=one.title) for one in here]
        return "\n".join([*said, *(tr("Not received: {title}").format(title=one.title) for one in owed)])
