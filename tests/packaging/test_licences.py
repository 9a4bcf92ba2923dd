"""Each part that is shipped has the text of its licence, none is under one that Liaison cannot go with, and the bill of
materials names them all."""

from __future__ import annotations

import re

import bill
import contents
import licences
import pytest

from app.kernel.program import VERSION


def test_each_locked_package_has_its_text() -> None:
    for name in licences.locked():
        texts = licences.texts_of(name)
        assert all(len(text) > 200 for text in texts.values()), name


def test_qt_comes_with_what_the_lgpl_asks_for() -> None:
    assert set(licences.QT) <= set(licences.texts_of("pyside6-essentials"))
    assert "replace them by your own build" in licences.texts_of("shiboken6")["qt.txt"]


def test_what_is_not_shipped_has_no_text() -> None:
    assert not [name for name in licences.texts_of("reportlab") if "DarkGarden" in name]


def test_a_part_without_a_text_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "KEPT_FOR", {})
    with pytest.raises(licences.NoLicence, match="shiboken6"):
        licences.texts_of("shiboken6")


def test_what_goes_along_of_linux_has_its_text() -> None:
    (names,) = re.findall(r"lib\(([^)]*)\)", contents._OF_LINUX.pattern)
    said = licences.OF_LINUX.read_text(encoding="utf-8")
    listed = {name for name, _licence in bill.OF_LINUX}
    for name in set(names.split("|")) - {"python3"}:
        library = f"lib{name.removesuffix('-')}"
        assert f"\n{library}\n" in said, library
        assert library in listed


def test_python_has_its_text() -> None:
    assert "PYTHON SOFTWARE FOUNDATION" in licences.python_text().upper()


def test_the_bill_names_every_part_once() -> None:
    made = bill.bill()
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert made["metadata"]["component"]["version"] == VERSION
    names = {part["name"] for part in made["components"]}
    assert set(licences.locked()) | {"CPython", "Qt", "SQLCipher", "OpenSSL", "libsodium"} <= names
    refs = [part["bom-ref"] for part in made["components"]]
    assert len(refs) == len(set(refs))
    for line in made["dependencies"]:
        assert set(line["dependsOn"]) <= set(refs)
    assert bill.bill() == made


def test_no_licence_forbids_it() -> None:
    """Of those that Qt offers, the LGPL; nothing under the GPL or AGPL, nothing without a licence."""
    for part in bill.bill()["components"]:
        (said,) = part["licenses"]
        words = said.get("expression") or said["license"]["name"]
        assert words, part["name"]
        assert not re.search(r"(?<!L)GPL", words), part["name"]
        assert "expression" in said, f"{part['name']}: no SPDX expression: {words}"
