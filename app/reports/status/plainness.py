"""How a status report reads for its client (PRACTICE D6)."""

from __future__ import annotations

from app.plain.jargon import WordList
from app.plain.looking import Plainness, look_over
from app.reports.content import StatusReport


def plainness_of(report: StatusReport, words: WordList) -> Plainness | None:
    """Of what is said in sentences: dates, figures and the letter's fixed words are left out. None for a letter in a
    language of which nothing is known. ``words``: the firm's list."""
    point = report.key_point
    said = [f"{point.lead} {point.text}".strip()] if point else []
    for part in (report.progress, report.waiting_for, report.coming_up, report.your_actions):
        said += [line.text for line in part]
    said += [report.options, report.decisions]
    return look_over("\n".join(filter(None, said)), report.stationery.language, words)
