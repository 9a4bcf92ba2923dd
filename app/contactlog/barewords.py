"""Words that a bare note is made of: they tell of contact, not what it was about (PRACTICE C3)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.kernel.text import fold

_EMPTY = frozenset(
    word
    for line in (
        "a about above advise advised advising again all also an and answered any anything as ask asked",
        "asking at attendance attended attorney atty back base been below briefed briefly by c call",
        "called calling calls case chat chatted check checked cl client clients concern concerns",
        "confirmed contact contacted conversation correspond correspondence ct date dates deadline detail",
        "details development developments discuss discussed discussing discussion doc docs document",
        "documents done dr e email emailed emailing emails everything explain explained fax faxed file",
        "fine follow followed following for from gave general generally give given good had has have he",
        "heard hearing her him his i in info inform information informed issue issues it its just know",
        "latest lawyer leave left let letter letters lm lvm mail mailed matter matters me meet meeting",
        "memo message messaged messages met miss mr mrs ms msg my news next no note notes notified oc of",
        "off ok okay on or order our out over paralegal per phone phoned progress provided queries query",
        "question questions quick quickly rang re rec recd received regarding replied reply reported",
        "requested returned review reviewed ring ruling said same send sending sent settlement she",
        "situation so solicitor some speak spoke spoken state status step steps stuff t talk talked",
        "talking tc tel telephone telephoned tell text texted that the their them they thing things this",
        "to today told tomorrow touch touched up update updated updates updating us usual video vm vmail",
        "voice voicemail w was we well were wi with written wrote yes yesterday zoom",
    )
    for word in line.split()
)

_ENOUGH = 2
"""So many words that say something make a note."""

_WORD = re.compile(r"[^\W_]+", re.UNICODE)


def says_nothing(summary: str, names: Iterable[str] = ()) -> bool:
    """Whether fewer than two words of ``summary`` remain when names and the words above are left out.

    Scripts without spaces (Chinese, Japanese, Thai) count two letters as a word.
    """
    known = _EMPTY | {word for name in names for word in _WORD.findall(fold(name))}
    told = 0
    for word in _WORD.findall(fold(summary)):
        if word not in known:
            told += max(1, len(word) // 2) if _unspaced(word) else 1
    return told < _ENOUGH


def _unspaced(word: str) -> bool:
    return any(
        "\u3040" <= c <= "\u9fff" or "\u0e00" <= c <= "\u0eff" or "\uac00" <= c <= "\ud7af" for c in word
    )
