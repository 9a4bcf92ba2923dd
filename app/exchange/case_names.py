"""Captions of US cases brought to one form, so that a notice and a file agree on what the case is called."""

from __future__ import annotations

import re

_VERSUS = re.compile(r"\s+(?:vs?|VS|Vs|versus)\.?\s+")
_ET_AL = re.compile(r",?\s+et\.?\s+al(?:\.|\b)", re.IGNORECASE)
_UNITED_STATES = re.compile(
    r"(?:USA|US|U\.\s?S\.\s?A\.?|U\.\s?S\.?|(?:the\s+)?united\s+states\s+of\s+america|the\s+united\s+states)[,.]?",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:(?:cross|counter|third[- ]party)[-/ ]*)?"
    r"(?:plaintiffs?|defendants?|petitioners?|respondents?|appell(?:ee|ant)s?|claimants?|complainants?)"
    r"(?:\s*[-/]+\s*(?:plaintiffs?|defendants?|petitioners?|respondents?|appell(?:ee|ant)s?))*(?=[\s,.;]*(?:$|v\.\s))",
    re.IGNORECASE,
)
_EDGES = " \t\n-–_/;,#*"


def tidy_case_name(caption: str) -> str:
    """ "USA v. MANAFORT et al" → "United States v. MANAFORT": "v." between sides, no "et al", no roles."""
    caption = " ".join(caption.replace("’", "'").replace("‘", "'").split())
    sides = [_side(side) for side in _VERSUS.split(f" {caption} ")]
    if len(sides) > 1 and not sides[-1]:  # cut off behind "v."
        sides[-1:] = []
        return f"{' v. '.join(sides)} v."
    return " v. ".join(sides)


def _side(side: str) -> str:
    side = _ET_AL.sub("", side).strip(_EDGES)
    side = _ROLE.sub("", side).strip(_EDGES)
    return "United States" if _UNITED_STATES.fullmatch(side) else side
