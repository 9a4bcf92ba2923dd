"""The report's own words: headings and the sentences it says by itself, as the firm's country says them."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class ReportWords:
    """Headings stand in capitals on paper; write them as a sentence here."""

    title: str = "Where your case stands"
    confidential: str = "Privileged and confidential"
    priorities: str = "What matters to you"
    since: str = "What has happened"
    no_progress: str = "There is nothing new since we last wrote; we keep watching."
    waiting_for: str = "What we are waiting for"
    coming_up: str = "What comes next"
    your_actions: str = "What we ask of you"
    nothing_to_do: str = "There is nothing for you to do now."
    sign_off: str = "Sincerely,"
    options: str = "Options and risks"
    decisions: str = "Decisions we ask of you"
    fees: str = "Fees"
    footer: str = "This report is for you alone. It is about your case only and is no promise of a result."
    page_of: str = "{page} of {pages}"
    attendance: str = "File memo"
    """What one contact on paper is called."""
    continued: str = "{title}, continued"


US_WORDS = ReportWords()
UK_WORDS = replace(
    US_WORDS,
    title="Where your matter stands",
    confidential="Private and confidential: legally privileged",
    fees="Costs",
    attendance="Attendance note",
    sign_off="Yours sincerely,",
    footer="This report is for you alone. It is about your matter only and is no promise of a result.",
)
