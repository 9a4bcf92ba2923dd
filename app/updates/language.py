"""Which language a client reads, as far as it is told by the words in which it was typed."""

from __future__ import annotations

import re
from typing import Final

from app.clients.queries import ClientSheet
from app.kernel.text import fold
from app.languages.resources import base_of

_CALLED: Final = {
    "en": frozenset({"english", "en", "eng", "englisch", "ingles"}),
    "de": frozenset({"german", "de", "ger", "deu", "deutsch", "aleman"}),
    "es": frozenset({"spanish", "es", "spa", "spanisch", "espanol", "castellano"}),
}
"""What people write for a language, folded, in each of them."""


def reads(client: ClientSheet, language: str) -> bool:
    """Whether the client reads a ``language`` (BCP 47); of whom nothing is said reads what the firm writes."""
    words = re.findall(r"[^\W\d_]+", fold(client.details.language))
    return not words or words[0] in _CALLED.get(base_of(language), ())
