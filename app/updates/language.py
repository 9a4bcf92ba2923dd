"""Which language a client reads, as far as it matters here: the program's own words are English."""

from __future__ import annotations

import re

from app.clients.queries import ClientSheet
from app.kernel.text import fold

_ENGLISH = frozenset({"english", "en", "eng"})


def is_english(client: ClientSheet) -> bool:
    """Whether the client reads English; nothing said is English, too."""
    words = re.findall(r"[^\W\d_]+", fold(client.details.language))
    return not words or words[0] in _ENGLISH
