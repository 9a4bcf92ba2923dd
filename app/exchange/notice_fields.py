"""The labelled fields of a court notice, found in its lines, and which of them belong to one case.

A field runs from its label to the next. The docket text is free text in which a line may begin like a label
("Judge: …", "Document(s): …"), so it ends only where the notice itself goes on: another case, the list of
those who were served, the list of documents.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

CASE_NAME = "case name"
CASE_NUMBER = "case number"
DOCUMENT_NUMBER = "document number"
DOCUMENTS = "documents"
DOCKET_TEXT = "docket text"

_LABEL = re.compile(
    r"^[ \t*_|]{0,20}(?P<label>case\s+name|case\s+number|case\s+no\.?|docket\s+number|document\s+number"
    r"|documents?(?:\(s\))?|docket\s+text|docket\s+entry\s+text|filer|judge|case\s+type)"
    r"[*_]{0,4}[ \t]{0,20}:[*_]{0,4}",
    re.IGNORECASE | re.MULTILINE,
)
_LABELS = {
    "case name": CASE_NAME, "case number": CASE_NUMBER, "case no": CASE_NUMBER, "case no.": CASE_NUMBER,
    "docket number": CASE_NUMBER, "document number": DOCUMENT_NUMBER,
    "document": DOCUMENTS, "documents": DOCUMENTS,
    "document(s)": DOCUMENTS, "docket text": DOCKET_TEXT, "docket entry text": DOCKET_TEXT,
}  # fmt: skip
_NOTICE_TO = re.compile(
    r"^[ \t*_]{0,20}(?:(?:MDL\s+No\.?\s*\d{1,5}|[A-Za-z/]{0,5}\d[\w:/.\-]{1,40})[ \t]+)?"
    r"Notice\s+(?:has|will)\s+(?:not\s+)?be(?:en)?\s+(?:not\s+)?"
    r"(?:electronically\s+)?(?:mailed|delivered|sent|served|stored)[^\n:]{0,60}(?:\n[^\n:]{0,60})?:",
    re.IGNORECASE | re.MULTILINE,
)
_DOCUMENT_LIST = re.compile(
    r"^[ \t*_]{0,20}(?:The\s+following\s+document\(s\)\s+are\s+associated"
    r"|Document\s+description[*_]{0,4}[ \t]{0,20}:)",
    re.IGNORECASE | re.MULTILINE,
)
_ASIDE = re.compile(
    r"^[ \t*]{0,20}WARNING: CASE CLOSED|Copy\s+the\s+URL\s+address", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Field:
    """``label`` (one of the constants above, else "") at ``at``; the value from ``start`` to ``end``."""

    label: str
    at: int
    start: int
    end: int


def find_fields(text: str, begin: int, end: int) -> list[Field]:
    """The fields of ``text`` from ``begin`` to ``end`` in order."""
    labels = [
        (_LABELS.get(" ".join(found["label"].lower().split()), ""), found.start(), found.end())
        for found in _LABEL.finditer(text, begin, end)
    ]
    labels = _outside_docket_texts(labels)
    ends = sorted(
        found.start()
        for pattern in (_NOTICE_TO, _DOCUMENT_LIST)
        for found in pattern.finditer(text, begin, end)
    )
    all_ends = sorted([*ends, *(found.start() for found in _ASIDE.finditer(text, begin, end))])
    fields: list[Field] = []
    for index, (label, at, start) in enumerate(labels):
        following = labels[index + 1][1] if index + 1 < len(labels) else end
        stops = ends if label == DOCKET_TEXT else all_ends
        place = bisect_left(stops, start)
        stop = min(following, stops[place]) if place < len(stops) else following
        fields.append(Field(label, at, start, stop))
    return fields


def _outside_docket_texts(labels: Sequence[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Leaves out labels between a docket text and the next case, which begins with its name and number."""
    named = any(label == CASE_NAME for label, _, _ in labels)
    kept: list[tuple[str, int, int]] = []
    inside = False
    for index, (label, at, start) in enumerate(labels):
        following = labels[index + 1][0] if index + 1 < len(labels) else ""
        if label == (CASE_NAME if named else CASE_NUMBER) and (not named or following == CASE_NUMBER):
            inside = False
        if not inside:
            kept.append((label, at, start))
        inside = inside or label == DOCKET_TEXT
    return kept


def by_case(fields: Sequence[Field]) -> list[list[Field]]:
    """The fields of each case: it begins with its name, or with its number where names are left out."""
    begins = CASE_NAME if any(found.label == CASE_NAME for found in fields) else CASE_NUMBER
    cases: list[list[Field]] = []
    for found in fields:
        if found.label == begins:
            cases.append([])
        if cases:
            cases[-1].append(found)
    return cases


def first(fields: Sequence[Field], label: str) -> Field | None:
    """The first field with that label."""
    return next((found for found in fields if found.label == label), None)


def docket_texts(cases: Sequence[Sequence[Field]]) -> list[Field | None]:
    """The docket text of each case; several cases may share the one that follows the last of them."""
    found: list[Field | None] = []
    following: Field | None = None
    for fields in reversed(cases):
        following = first(fields, DOCKET_TEXT) or following
        found.append(following)
    return found[::-1]
