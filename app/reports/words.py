"""The words that documents say by themselves on every page, and the headings of the status report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from app.kernel.language import speaking, tr
from app.languages.offered import catalogue_of


@dataclass(frozen=True, slots=True)
class ReportWords:
    """Headings stand in capitals on paper; they are written as a sentence here."""

    title: str
    confidential: str
    priorities: str
    since: str
    no_progress: str
    waiting_for: str
    coming_up: str
    your_actions: str
    nothing_to_do: str
    sign_off: str
    options: str
    decisions: str
    fees: str
    footer: str
    attendance: str
    """What one contact on paper is called."""
    continued: str
    """With ``{title}``: above the later pages."""
    page_of: str
    """With ``{page}`` and ``{pages}``."""
    inside: str
    """In the foot of what stays in the firm."""
    legend: str
    """Under the firm's name, on its own copies of what was noted of a file: that they are privileged, in the words of
    the place."""
    exchange: str
    """The same on its copy of what went between it and the client in writing."""
    logo: str
    """With ``{firm}``: what a logo is, for who does not see it."""


@cache
def words_in(language: str) -> ReportWords:
    """Those of a language (`app.languages`)."""
    with speaking(catalogue_of(language)):
        return ReportWords(
            title=tr("Where your matter stands"),
            confidential=tr("Private and confidential: legally privileged"),
            priorities=tr("What matters to you"),
            since=tr("What has happened"),
            no_progress=tr("There is nothing new; we are keeping an eye on it for you."),
            waiting_for=tr("What we are waiting for"),
            coming_up=tr("What comes next"),
            your_actions=tr("What we ask of you"),
            nothing_to_do=tr("There is nothing for you to do now."),
            sign_off=tr("Yours sincerely,"),
            options=tr("Options and risks"),
            decisions=tr("Decisions we ask of you"),
            fees=tr("Costs", "heading of a letter"),
            footer=tr(
                "This report is for you alone. It is about your matter only and is no promise of a result."
            ),
            attendance=tr("Attendance note"),
            continued=tr("{title}, continued"),
            page_of=tr("{page} of {pages}"),
            inside=tr("Privileged and confidential"),
            legend=tr("Legally privileged and confidential: for the firm’s file"),
            exchange=tr("Legally privileged and confidential: between lawyer and client"),
            logo=tr("Logo of {firm}"),
        )
