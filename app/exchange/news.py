"""What kind of development a court's docket entry is, by the words courts use."""

from __future__ import annotations

import re

from app.matters.words import DevelopmentKind

# The first that fits counts: an "Order setting hearing" is a ruling of the court before it is a hearing.
_SIGNS: tuple[tuple[DevelopmentKind, re.Pattern[str]], ...] = (
    (
        DevelopmentKind.OFFER,
        re.compile(r"\b(offer of judgment|settlement|plea (?:agreement|offer))\b", re.IGNORECASE),
    ),
    (
        DevelopmentKind.RULING,
        re.compile(
            r"\b(order|judgment|opinion|ruling|decree|verdict|minute entry|decision)\b", re.IGNORECASE
        ),
    ),
    (
        DevelopmentKind.HEARING,
        re.compile(
            r"\b(hearing|conference|trial|341 meeting|meeting of creditors|argument)\b", re.IGNORECASE
        ),
    ),
    (
        DevelopmentKind.DEADLINE,
        re.compile(r"\b(deadline|due by|extension of time|scheduling)\b", re.IGNORECASE),
    ),
    (
        DevelopmentKind.EVIDENCE,
        re.compile(r"\b(transcript|exhibit|deposition|discovery|expert)\b", re.IGNORECASE),
    ),
    (
        DevelopmentKind.PROCEDURE,
        re.compile(
            r"\b(reassign\w*|transfer\w*|remand\w*|stay|closed|terminated|appearance)\b", re.IGNORECASE
        ),
    ),
)


def kind_of_filing(short_text: str, text: str) -> DevelopmentKind:
    """By the filing's name, else by how the docket text begins; "filing" where neither says more."""
    for said in (short_text, text[:80]):
        for kind, sign in _SIGNS:
            if sign.search(said):
                return kind
    return DevelopmentKind.FILING
