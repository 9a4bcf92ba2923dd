"""What stands in a form's fields as JSON, and back, for drafts.

A field of ours that holds more than a line says itself what is kept: `kept() -> JSON` and `show_kept(JSON)`. What is
kept may come from another version of the program, so whatever does not fit a field is left out. Passwords are never
kept: not of a `secret` field, and not of one that shows dots.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText, Segmented
from ui.kit.form import Form
from ui.kit.keys import key_of, read_key
from ui.kit.typeahead import TypeAhead

Json = object


@runtime_checkable
class Keeping(Protocol):
    """A field that says itself what is kept of it."""

    def kept(self) -> Json:
        """What JSON can hold of it."""
        ...

    def show_kept(self, value: Json) -> None:
        """Show it again, as far as it makes sense."""
        ...


def values_of(form: Form) -> dict[str, Json]:
    """What stands in each field, by the field's name."""
    found = {name: value_of(field) for name, field in form.fields().items()}
    return {name: value for name, value in found.items() if value is not None}


def show_in(form: Form, values: Mapping[str, Json]) -> None:
    """Put back what was kept; a field that is no more is left out."""
    for name, field in form.fields().items():
        if values.get(name) is not None:
            put_back(field, values[name])


def value_of(field: QWidget) -> Json:
    """What JSON can hold of a field; None of one that keeps nothing: a password, a sentence."""
    if isinstance(field, Keeping):
        return field.kept()
    if isinstance(field, Segmented | Choice):
        return str(field.value())
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QSpinBox):
        return field.value()
    if isinstance(field, GrowingText):
        return field.text()
    if isinstance(field, QLineEdit):
        return _of_line(field)
    return None


def put_back(field: QWidget, value: Json) -> None:
    """Show ``value`` again; one that does not fit leaves the field as it is."""
    if isinstance(field, Keeping):
        field.show_kept(value)
    elif isinstance(field, Segmented | Choice):
        for one in field.values():
            if str(one) == value:
                field.set_value(one)
    elif isinstance(field, QCheckBox):
        if isinstance(value, bool):
            field.setChecked(value)
    elif isinstance(field, QSpinBox):
        if isinstance(value, int):
            field.setValue(value)
    elif isinstance(field, GrowingText):
        if isinstance(value, str):
            field.setText(value)
    elif isinstance(field, QLineEdit):
        _to_line(field, value)


def _of_line(field: QLineEdit) -> Json:
    if getattr(field, "secret", False) or field.echoMode() is not QLineEdit.EchoMode.Normal:
        return None
    if isinstance(field, DateWords):  # "tomorrow" is another day when it comes back
        day = field.value()
        return {"text": field.text(), "day": day.isoformat() if day else None}
    if isinstance(field, TypeAhead):
        return {"text": field.text(), "key": key_of(field.key())}
    return field.text()


def _to_line(field: QLineEdit, value: Json) -> None:
    if getattr(field, "secret", False):
        return
    text = value.get("text") if isinstance(value, dict) else value
    if not isinstance(text, str):
        return
    if isinstance(field, DateWords):
        day = _day(value.get("day")) if isinstance(value, dict) else None
        if day is None:
            field.setText(text)
        else:
            field.set_value(day)
    elif isinstance(field, TypeAhead):
        field.set_key(read_key(value.get("key")) if isinstance(value, dict) else None, text)
    else:
        field.setText(text)


def _day(words: Json) -> date | None:
    """A day, or a moment where there was one."""
    if not isinstance(words, str):
        return None
    try:
        return datetime.fromisoformat(words) if "T" in words else date.fromisoformat(words)
    except ValueError:
        return None
