"""Words that a bare note is made of: they tell that there was contact, not what it was about (PRACTICE C3)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.kernel.text import fold

_EMPTY = frozenset(
    """
    a about all an and any as at been by for from had has have he her him his i in it its me my no of off on or our
    out over per re regarding she so that the their them they this to today tomorrow up us was we were with w wi
    yesterday yes ok okay good fine well done also just again back briefly quick quickly general generally some thing
    things stuff everything anything matter matters case file issue issues situation status state progress developments
    development latest news information info details detail concern concerns question questions query queries hearing
    date dates document documents docs doc deadline settlement ruling order next steps step same usual above below
    attended attendance note notes memo tc t c tel oc cl ct atty attorney lawyer solicitor paralegal
    advise advised advising answered ask asked asking briefed call called calling calls chat chatted check checked
    client clients confirmed contact contacted conversation correspondence correspond discuss discussed discussing
    discussion email emailed emailing emails e mail mailed explain explained fax faxed follow followed following
    give gave given heard inform informed left leave let know letter letters lm lvm mail meet meeting met message
    messaged messages msg notified phone phoned provided received rec recd reply replied requested rang ring
    reported returned review reviewed said sent send sending speak spoke spoken talk talked talking telephone
    telephoned tell text texted told touch touched base update updated updates updating video vm vmail voice
    voicemail wrote written zoom
    mr mrs ms miss dr
    """.split()
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
