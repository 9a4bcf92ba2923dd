"""Names of files that every system takes, made by a firm's pattern: "{document} {matter} {date}"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from app.kernel.language import tr

FIELDS = ("document", "matter", "client", "date")
"""What a pattern may name."""
PATTERN = "{document} {matter} {date}"
"""Without the client: a file's name is read by everybody through whose hands it goes."""
LONGEST, MOST_BYTES = 100, 180
"""Letters and bytes of a name without its ending: paths on Windows end at 260 letters, names elsewhere at 255 bytes."""
_FIELD = re.compile(r"\{([^{}]*)\}")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]+')
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""What is not seen and turns or hides what is: "report\\u202efdp.exe" reads as "reportexe.pdf"."""
_DEVICES = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
    + [f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"]
)
"""Names that Windows keeps for devices, with any ending."""


def pattern_trouble(pattern: str) -> str:
    """What is wrong with a firm's pattern, as a sentence; "" when it is right."""
    unknown = [name for name in _FIELD.findall(pattern) if name not in FIELDS]
    offered = ", ".join(f"{{{name}}}" for name in FIELDS)
    if unknown or "{" in _FIELD.sub("", pattern) or "}" in _FIELD.sub("", pattern):
        return tr("In names of files these can stand in braces: {offered}.").format(offered=offered)
    if "{document}" not in pattern:
        return tr("Names of files need {document}, or a letter and a report would share one.")
    if len(pattern) > LONGEST:
        return tr("The pattern for names of files has at most {longest} letters.").format(longest=LONGEST)
    return ""


def named(pattern: str, facts: Mapping[str, str], ending: str = "pdf") -> str:
    """The name of a file by a pattern that `pattern_trouble` found right; "" stands for the usual one."""
    filled = _FIELD.sub(lambda found: facts.get(found[1], ""), pattern or PATTERN)
    return f"{safe_stem(filled)}.{ending}"


def safe_stem(text: str) -> str:
    """``text`` as a name without ending that Windows, macOS and Linux take and show as it is; never empty."""
    name = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    name = " ".join(_FORBIDDEN.sub("-", name).split())
    name = name[:LONGEST].encode()[:MOST_BYTES].decode(errors="ignore").strip(" .-_") or "document"
    if name.split(".")[0].rstrip().upper() in _DEVICES:
        name = f"_{name}"
    return name


def apart(name: str, taken: frozenset[str] | set[str]) -> str:
    """``name``, or the same with a count behind where ``taken`` (in small letters) has it: "Report (2).pdf"."""
    stem, _, ending = name.rpartition(".")
    found, count = name, 1
    while found.casefold() in taken:
        count += 1
        found = f"{stem} ({count}).{ending}"
    return found
