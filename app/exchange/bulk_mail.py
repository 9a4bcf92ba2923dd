"""Mail that no person wrote to somebody: newsletters, lists, automatic answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_BY_HEADER = {"precedence": {"bulk", "list", "junk", "auto_reply"}}
_OF_LISTS = frozenset(
    {"list-id", "list-unsubscribe", "list-post", "feedback-id", "x-autoreply", "x-autorespond"}
)


def is_automatic(headers: Mapping[str, Sequence[str]]) -> bool:
    """Whether a program sent it to many or by itself (RFC 3834, RFC 2919, RFC 2369); names in lower case."""
    if _OF_LISTS & headers.keys():
        return True
    if any(
        line.partition(";")[0].strip().lower() not in {"", "no"} for line in headers.get("auto-submitted", ())
    ):
        return True
    if any(line.strip() == "<>" for line in headers.get("return-path", ())):
        return True
    return any(
        line.strip().lower() in words for name, words in _BY_HEADER.items() for line in headers.get(name, ())
    )
