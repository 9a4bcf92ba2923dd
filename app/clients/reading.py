"""Which language a client reads, as far as it is told by the words in which it was typed."""

from __future__ import annotations

import re
from typing import Final

from app.kernel.language import tr
from app.kernel.text import fold
from app.languages.resources import base_of

_CALLED: Final = {
    "en": frozenset({"english", "en", "eng", "englisch", "ingles"}),
    "de": frozenset({"german", "de", "ger", "deu", "deutsch", "aleman"}),
    "es": frozenset({"spanish", "es", "spa", "spanisch", "espanol", "castellano"}),
}
"""What people write for a language, folded, in each of them."""


def reads(clients: str, language: str) -> bool:
    """Whether a client whose language is on file as ``clients`` reads a ``language`` (BCP 47); of whom nothing is said
    reads what the firm writes."""
    words = re.findall(r"[^\W\d_]+", fold(clients))
    return not words or words[0] in _CALLED.get(base_of(language), ())


def other_language(clients: str, language: str, *, interpreter: bool) -> str:
    """What is said before a paper in a ``language`` goes to a client who does not read it; "" of one who does. For
    every way to a paper: status reports, letters, updates."""
    if reads(clients, language):
        return ""
    words = (
        tr("The client's language is {language}, and this is in another. An interpreter is needed.")
        if interpreter
        else tr("The client's language is {language}, and this is in another.")
    )
    return words.format(language=" ".join(clients.split()))
