"""The filing's name out of subject lines, each court's in its way."""

from __future__ import annotations

import pytest

from app.exchange.notice_subject import short_text


@pytest.mark.parametrize(
    ("subject", "caption", "short"),
    [
        ("Activity in Case 2:24-cv-00031-ABC Roe et al v. Acme Motion (Other)", "Roe et al v. Acme", "Motion (Other)"),
        ("Fwd: RE: Activity in Case 2:24-cv-00031 Roe v. Acme Order", "Roe v. Acme", "Order"),
        ("[EXTERNAL] FW: Activity in Case MDL No. 2967 IN RE: Widget Notice", "IN RE: Widget", "Notice"),
        ("Activity in Case 2:24-cv-00031 Roe v. Acme", "Roe v. Acme", ""),
        ("24-04888-7 Chapter 7 Voluntary Petition", "Omar Poe", "Chapter 7 Voluntary Petition"),
        ("21-10245-BAH Chapter 13 Anna Poe  Chapter 13 Report (batch)", "Anna Poe", "Chapter 13 Report (batch)"),
        ("Ch-11 24-10418-CTG RAVEN Inc. Declaration", "RAVEN Inc.", "Declaration"),
        ("Ch-11 19-27439-MBK Certificate - Order  - Hollis Construc", "Hollis Construction", "Certificate - Order"),
        ("Ch-13 5:23-bk-00774-MJC -Sandra Poe  Hearing Continued", "Sandra Poe and David Poe", "Hearing Continued"),
        ("Ch-13 1:24-bk-70534 Meeting - Second; Michael Poe", "Michael Poe", "Meeting - Second"),
        ("NEF: 22-22507-cgm Ch13 Affidavit Re: Jerry Poe", "Jerry Poe", "Affidavit"),
        ("23-00285-ELG CH11 Hearing Held (BK) - Stables LLC", "Stables LLC", "Hearing Held (BK)"),
        ("22-00193 Order on Motion - CH - Poe v. Raven et al", "Poe v. Raven et al", "Order on Motion"),
        ('Multiple Cases "Close Adversary Case" - AP -', "Poe v. Raven", "Close Adversary Case"),
        ("Order - Stay (Auto) Ch 13 Jeff Poe and Al Poe 1:24-bk-01377", "Jeff Poe and Al Poe", "Order - Stay (Auto)"),
        ('22-2840 Jane Poe v. Anytown, et al "Clerk Order"', "Jane Poe v. Anytown, et al", "Clerk Order"),
        ("1-23-01071-nhl Hearing Settled/Withdrawn", "L. v. Rivera", "Hearing Settled/Withdrawn"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_short_text(subject: str, caption: str, short: str) -> None:
    assert short_text(subject, [caption]) == short
