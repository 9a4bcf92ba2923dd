"""How a status report reads for its client (PRACTICE D6)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from app.kernel.language import tr
from app.matters.development_queries import developments, of_court
from app.plain.jargon import WordList
from app.plain.looking import Plainness, look_over
from app.reports.content import StatusReport
from app.storage.transaction import Reader


def plainness_of(report: StatusReport, words: WordList) -> Plainness | None:
    """Of what is said in sentences: dates, figures and the letter's fixed words are left out. None for a letter in a
    language of which nothing is known. ``words``: the firm's list."""
    point = report.key_point
    said = [f"{point.lead} {point.text}".strip()] if point else []
    for part in (report.progress, report.waiting_for, report.coming_up, report.your_actions):
        said += [line.text for line in part]
    said += [report.options, report.decisions]
    return look_over("\n".join(filter(None, said)), report.stationery.language, words)


def court_days(reader: Reader, matter_id: UUID, report: StatusReport) -> tuple[str, ...]:
    """The days of the news that the client would read as the docket has it, since nobody has put it plainly."""
    told = [line.source for line in report.progress if line.source is not None]
    news = developments(reader, matter_id, ids=told)
    raw = of_court(reader, [one.id for one in news if not one.plain_words])
    return tuple(dict.fromkeys(line.when for line in report.progress if line.source in raw))


def say_court_days(days: Sequence[str]) -> str:
    """What there is to do about them; "" where there are none."""
    if not days:
        return ""
    return tr("The news of {days} is in the court’s words. Say it plainly.").format(days=", ".join(days))
