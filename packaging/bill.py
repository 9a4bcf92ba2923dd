"""The bill of materials (CycloneDX 1.6, JSON) of what is shipped: from the lock and what the packages say of
themselves, the same each time for the same inputs.

python packaging/bill.py FILE
"""

from __future__ import annotations

import json
import platform
import re
import sys
from importlib import metadata
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from contents import VERSION
from licences import locked

Json = dict[str, Any]

INSIDE: dict[str, tuple[tuple[str, str, str], ...]] = {
    "pyside6-essentials": (("Qt", "PySide6", "LGPL-3.0-only"),),
    "sqlcipher3": (("SQLCipher", "", "BSD-3-Clause"), ("OpenSSL", "", "Apache-2.0")),
    "pynacl": (("libsodium", "", "ISC"),),
    "uharfbuzz": (("HarfBuzz", "", "MIT"),),
}
"""Package → (what is compiled into it, package whose version is also its own or "", licence)."""
OURS = (
    ("Libertinus, Noto and Inter (fonts)", "OFL-1.1"),
    ("Lucide (icons)", "ISC"),
)
OF_LINUX = (
    ("libxcb", "X11"),
    ("libxcb-util", "X11"),
    ("libxkbcommon", "MIT"),
    ("libffi", "MIT"),
    ("libexpat", "MIT"),
    ("libbz2", "bzip2-1.0.6"),
    ("libuuid", "BSD-3-Clause"),
    ("liblzma", "LicenseRef-public-domain OR 0BSD"),
    ("libsqlite3", "blessing"),
)
"""What goes along of the Linux on which it is built, under the licences in `licences/linux.txt`."""
_SAID = {  # what packages write that SPDX does not know
    "BSD": "BSD-3-Clause",
    "Apache": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "BSD license (see license.txt for details), Copyright (c) 2000-2025, ReportLab Inc.": "BSD-3-Clause",
}
_UNSAID = {"sqlcipher3": "Zlib"}
_SPDX = re.compile(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*")


def bill(names: list[str] | None = None) -> Json:
    """The whole document. ``names``: of the packages that are shipped, by default those of the lock."""
    shipped = sorted(locked() if names is None else names)
    root = f"liaison@{VERSION}"
    packages = [_package(name) for name in shipped]
    inside = [part for name in shipped for part in _inside(name)]
    python = _part(
        "CPython", platform.python_version(), "PSF-2.0", f"pkg:generic/python@{platform.python_version()}"
    )
    of_linux = OF_LINUX if sys.platform.startswith("linux") else ()
    ours = [_part(name, "", licence, "") for name, licence in (*OURS, *of_linux)]
    where = f"{sys.platform}-{platform.machine()}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, f'liaison/{VERSION}/{where}/{platform.python_version()}')}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": "liaison",
                "version": VERSION,
                "licenses": [{"expression": "Apache-2.0"}],
            },
            "properties": [{"name": "liaison:platform", "value": where}],
        },
        "components": [*packages, *inside, python, *ours],
        "dependencies": [
            {"ref": root, "dependsOn": sorted(part["bom-ref"] for part in (*packages, python, *ours))},
            *({"ref": _ref(name), "dependsOn": _needs(name, shipped)} for name in shipped),
        ],
    }


def _package(name: str) -> Json:
    about = metadata.metadata(name)
    return _part(name, metadata.version(name), _licence(about), _ref(name)) | {
        "description": about.get("Summary", "").strip()
    }


def _part(name: str, version: str, licence: str, purl: str) -> Json:
    said = {"expression": licence} if _SPDX.fullmatch(licence) else {"license": {"name": licence}}
    part: Json = {"type": "library", "bom-ref": purl or name, "name": name, "licenses": [said]}
    return part | ({"version": version} if version else {}) | ({"purl": purl} if purl else {})


def _licence(about: Any) -> str:
    if about["Name"] in _UNSAID:
        return _UNSAID[about["Name"]]
    said = about.get("License-Expression") or (about.get("License") or "").strip().split("\n")[0]
    if not said:
        said = next(
            (one.split(" :: ")[-1] for one in about.get_all("Classifier") or () if "License ::" in one), ""
        )
    if "LGPL-3.0-only" in said:
        return "LGPL-3.0-only"  # of those that Qt offers
    return _SAID.get(said, said)


def _inside(name: str) -> list[Json]:
    return [
        _part(part, metadata.version(name) if shared else "", licence, "") | {"group": name}
        for part, shared, licence in INSIDE.get(name, ())
    ]


def _ref(name: str) -> str:
    return f"pkg:pypi/{name}@{metadata.version(name)}"


def _needs(name: str, shipped: list[str]) -> list[str]:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    known = {str(canonicalize_name(one)): one for one in shipped}
    found = set()
    for line in metadata.requires(name) or ():
        wanted = Requirement(line)
        other = known.get(str(canonicalize_name(wanted.name)))
        if other and (wanted.marker is None or wanted.marker.evaluate({"extra": ""})):
            found.add(_ref(other))
    return sorted(found | {part["bom-ref"] for part in _inside(name)})


def write(file: Path) -> None:
    """Write it as JSON."""
    file.write_text(json.dumps(bill(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
