"""Captions in one form."""

from __future__ import annotations

import pytest

from app.exchange.case_names import tidy_case_name


@pytest.mark.parametrize(
    ("caption", "tidy"),
    [
        ("USA v. MANAFORT et al", "United States v. MANAFORT"),
        ("Grant, et al v. Gusman, et al", "Grant v. Gusman"),
        ("Roe vs Doe et al.", "Roe v. Doe"),
        ("Roe v Doe", "Roe v. Doe"),
        ("Malcolm V. Stone", "Malcolm V. Stone"),
        ("Roe, Plaintiff v. Doe, Defendant-Appellant", "Roe v. Doe"),
        ("The Plaintiffs Group, Inc. v. Doe", "The Plaintiffs Group, Inc. v. Doe"),
        ("United States of America ex rel. Poe v. Acme", "United States of America ex rel. Poe v. Acme"),
        (
            "Ginger Beeler v. Colonial Management Group, L.P., et al",
            "Ginger Beeler v. Colonial Management Group, L.P.",
        ),
        ("IN RE: NEW YORK  POLICING", "IN RE: NEW YORK POLICING"),
        ("Heartbeat of Miami, Inc. v.", "Heartbeat of Miami, Inc. v."),
        ("", ""),
    ],
)
def test_tidy_case_name(caption: str, tidy: str) -> None:
    assert tidy_case_name(caption) == tidy
    assert tidy_case_name(tidy) == tidy
