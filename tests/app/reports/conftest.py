"""A status report with every part, and text taken out of a PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.reports.content import DatedLine, FeeLine, KeyPoint, Letterhead, Run, Stationery, StatusReport
from tests.paper import text_of


@pytest.fixture(scope="session")
def report() -> StatusReport:
    """A made-up report with something in every part."""
    return StatusReport(
        stationery=Stationery(
            Letterhead("Aldous & Brant LLP", "Attorneys at Law", ("1 Quay Road, Port Salem · 555 0100",)),
            notices=("We are regulated by nobody, being made up.",),
        ),
        addressee=("Mr. Imre Kovács", "4 Orchard Lane", "Port Salem"),
        date="23 November 2026",
        file_label="Our file 00017",
        file_number="00017",
        matter_line="Kovács v. Tern Logistics · 2:26-cv-01234",
        footer_short="Kovács · 23 Nov 2026",
        key_point=KeyPoint("Please keep 12 January, 9:30, free.", "The mediation is that day."),
        priorities="To keep the van.\nNo trial if it can be helped.",
        since_heading="Since our report of 6 November",
        progress=(
            DatedLine("13 Nov", "We spoke by telephone."),
            DatedLine("18 Nov", "The other side answered (document 9)."),
        ),
        waiting_for=(DatedLine("from you", "The bill of sale"),),
        coming_up=(DatedLine("12 Jan, 9:30", "Mediation, at our office", strong=True),),
        your_actions=(DatedLine("5 Dec", "Send us the bill of sale", note="urgent"),),
        options="Settle now, or go on.",
        decisions="May we offer 4,000?",
        fees=(FeeLine("Estimate", "$11,000, given on 2 September", "58 % used"),),
        closing=((Run("Your next update is due on "), Run("Friday 4 December", bold=True), Run(".")),),
        signatory=("Ann Aldous", "Partner"),
    )


@pytest.fixture(scope="session")
def words_of() -> Callable[[bytes], str]:
    """All text of a PDF as another program reads it, pages one after the other, with single spaces."""

    return text_of


@pytest.fixture(scope="session")
def with_progress(report: StatusReport) -> Callable[[str], StatusReport]:
    """The report with one row of progress that says the text."""

    def make(text: str) -> StatusReport:
        return replace(report, progress=(DatedLine("1 Nov", text),))

    return make


@pytest.fixture(scope="session")
def on(report: StatusReport) -> Callable[..., StatusReport]:
    """The report on the firm's stationery with something changed: `on(paper="a4")`."""

    def make(**changes: object) -> StatusReport:
        return replace(report, stationery=replace(report.stationery, **changes))  # type: ignore[arg-type] # its fields

    return make
