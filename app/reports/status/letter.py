"""The client status report on paper (PRACTICE K1), as LOOK.md draws it: a letter, the action first."""

from __future__ import annotations

from collections.abc import Sequence

from app.kernel.language import tr
from app.reports.content import DatedLine, Run, StatusReport
from app.reports.press.house import About, HouseDocument, Made
from app.reports.press.looks import LARGE, NORMAL
from app.reports.press.speech import in_its_language


def render_status_report(report: StatusReport) -> bytes:
    """The report as a PDF, in memory. Raises Refused when the logo is not a picture that can be drawn."""
    return set_status_report(report).pdf


@in_its_language
def set_status_report(report: StatusReport) -> Made:
    """The same, and how many pages it has."""
    words = report.words
    letter = begin_letter(
        report, tr("Status report {number}").format(number=report.file_number), words.title, words.footer
    )
    if report.key_point is not None:
        letter.point(report.key_point.lead, report.key_point.text)
    _parts(letter, report)
    for number, runs in enumerate(report.closing):
        letter.text(runs, gap=4 if number else 9.5)
    if report.signatory:
        letter.signature(report.signatory)
    end_letter(letter, report.stationery.notices, words.footer)
    return letter.finish()


def begin_letter(report: StatusReport, called: str, title: str, foot: str) -> HouseDocument:
    """A letter about the matter of ``report``, from the letterhead to its ``title``. The file is ``called`` so, and
    ``foot`` stands in the foot of each page."""
    name, _, day = report.footer_short.rpartition(" · ")
    about = About(
        title=called,
        subject=title,
        note=foot,
        name=name,
        day=day,
        running=report.words.continued.format(title=title.rstrip(" ?!.")) if title.strip() else "",
    )
    letter = HouseDocument(report.stationery, about, look=LARGE if report.large_print else NORMAL)
    opposite = (
        Run(f"{report.date}\n"),
        Run(report.words.confidential, italic=True),
        Run(f"\n{report.file_label}"),
    )
    letter.letterhead()
    letter.addresses(report.addressee, opposite)
    if title.strip():
        letter.title(title, report.matter_line)
    return letter


def end_letter(letter: HouseDocument, notices: Sequence[str], foot: str) -> None:
    """The notices, but for what the foot says already."""
    said = [notice for notice in notices if notice.strip() != foot]
    if said:
        letter.hold()
    for number, notice in enumerate(said):
        letter.small(notice, gap=3 if number else 10)


def _parts(letter: HouseDocument, report: StatusReport) -> None:
    """What has a heading, in the order of K1; a part that is empty is left out."""
    words = report.words
    _text(letter, words.priorities, report.priorities)
    _rows(letter, report.since_heading or words.since, report.progress, words.no_progress)
    _rows(letter, words.waiting_for, report.waiting_for)
    _rows(letter, words.coming_up, report.coming_up)
    _rows(letter, words.your_actions, report.your_actions, report.nothing_to_do)
    _text(letter, words.options, report.options)
    _text(letter, words.decisions, report.decisions)
    _rows(letter, words.fees, [DatedLine(fee.label, fee.text, note=fee.right) for fee in report.fees])


def _text(letter: HouseDocument, heading: str, text: str) -> None:
    if text.strip():
        letter.heading(heading)
        letter.text(text, gap=2.6)


def _rows(letter: HouseDocument, heading: str, rows: Sequence[DatedLine], otherwise: str = "") -> None:
    """A headed table of dated lines; without any, the sentence that says so."""
    if rows:
        letter.heading(heading)
        letter.dated(rows)
    else:
        _text(letter, heading, otherwise)
