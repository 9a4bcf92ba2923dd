"""A field of a template, as an editor offers it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.kernel.language import tr
from app.wording.template import Known


class FieldInfo(NamedTuple):
    """One field: its name and what it stands for."""

    name: str
    about: str
    group: str
    is_list: bool = False

    @property
    def said(self) -> str:
        """What it stands for, as people read it; ``about`` is English."""
        return tr(self.about)

    @property
    def head(self) -> str:
        """The head it stands under, as people read it; ``group`` is English."""
        return tr(self.group)

    @property
    def written(self) -> str:
        """What is put into the template: a list with what goes through it."""
        if self.is_list:
            return f"{{{{each {self.name}}}}}\n{{{{when}}}} | {{{{text}}}}\n{{{{end}}}}\n"
        return f"{{{{{self.name}}}}}"


def known_of(fields: Sequence[FieldInfo]) -> Known:
    """The names that may stand in a template with these fields."""
    return Known(
        frozenset(one.name for one in fields if not one.is_list),
        frozenset(one.name for one in fields if one.is_list),
    )
