"""Names typed into a field, as the people of the firm that they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.kernel.errors import Invalid, Problem
from app.kernel.text import fold
from ui.kit.people import Person
from ui.kit.typeahead import Suggestion


def meant(people: Iterable[Person], known: Mapping[UUID, str], field: str) -> list[UUID]:
    """Who is meant, each once. Raises Invalid, by the ``field``, for a name that is nobody's."""
    found: dict[UUID, None] = {}
    for person in people:
        key = person.key if isinstance(person.key, UUID) else None
        if key is None:
            same = [one for one, name in known.items() if fold(name) == fold(person.text)]
            if len(same) != 1:
                words = QCoreApplication.translate(
                    "People", "“{name}” is nobody of the firm. Choose from the list."
                )
                raise Invalid([Problem(field, "no-colleague", words.format(name=person.text))])
            key = same[0]
        found[key] = None
    return list(found)


def suggested(people: Mapping[UUID, str], words: str) -> list[Suggestion]:
    """Those whose names have these words."""
    return [Suggestion(one, name) for one, name in people.items() if fold(words) in fold(name)]
