"""What goes into the installed program and what stays out: asked by the recipe (`liaison.spec`), the tests and CI.

The lists say what is *kept* of Qt, not what is dropped: a new plugin of a new Qt stays out until somebody wants it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a script knows nothing beside its own folder

from app.kernel.program import LINE, VERSION, WINDOW

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SCRIPTS = {"window": WINDOW, "line": LINE}
"""Script in `start/` → the program that it becomes."""
IDENTIFIER = "org.liaison.Liaison"
ENTITLEMENTS = HERE / "macos" / "entitlements.plist"
ICONS = HERE / "icons"
ENDING = ".liaison"
MIME = "application/x-liaison"
"""The file that leads to a vault (`ui/shell/shortcut.py`)."""

EXCLUDED = [
    *("tkinter", "_tkinter", "idlelib", "turtle", "test", "lib2to3", "ensurepip", "pydoc_data"),
    *("setuptools", "pkg_resources", "pip", "wheel", "numpy", "IPython", "pytest"),
    *(
        "readline",
        "curses",
        "_curses",
        "_curses_panel",
        "dbm.gnu",
        "_gdbm",
        "_dbm",
    ),  # GNU readline and gdbm are GPL
    *(
        "ssl",
        "_ssl",
    ),  # what is asked of the network, by ui/shell/asking_out.py, is asked with the system's own TLS
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"),
    *("PIL.ImageTk", "PIL.ImageQt", "PIL._imagingtk", "PIL.ImageCms", "PIL._imagingcms"),
    *("PIL.AvifImagePlugin", "PIL._avif", "PIL.WebPImagePlugin", "PIL._webp", "PIL._imagingft"),
    *("sqlalchemy.testing", "alembic.testing", "icalendar.tests", "Crypto.SelfTest"),
    *("MySQLdb", "psycopg2", "pysqlite2", "rlPyCairo", "renderPM", "reportlab.graphics.testshapes"),
]

_QT_LIBRARIES = {
    *("Core", "Gui", "Widgets", "Svg", "Network", "DBus", "Pdf", "PrintSupport", "Test"),
    *("XcbQpa", "WaylandClient", "WaylandEglClientHwIntegration", "OpenGL"),
}
_QT_PLUGINS = {
    "platforms": {"qwindows", "qcocoa", "qxcb", "qwayland", "qoffscreen"},
    "platformthemes": {"qgtk3", "qxdgdesktopportal"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "styles": {"qmacstyle", "qmodernwindowsstyle", "qwindowsvistastyle"},
    "imageformats": {"qjpeg", "qgif", "qwebp", "qtiff", "qico", "qicns", "qsvg"},
    "iconengines": {"qsvgicon"},
    "printsupport": {"cupsprintersupport", "cocoaprintersupport", "windowsprintersupport"},
    "tls": {"qschannelbackend", "qsecuretransportbackend"},
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"adwaita", "bradient"},
}
_TLS_OF_LINUX = "libqopensslbackend.so"
"""Takes the system's OpenSSL; elsewhere there is one of the system's own, and none of ours to keep up to date."""
_QT_WORDS = ("de", "en", "es")
"""Languages of Qt's own words (`qtbase_de.qm`) that go along: those that Liaison speaks."""

_UNWANTED = (
    r"^reportlab/fonts/",  # DarkGarden is GPL; of the others nothing is asked
    r"(^|/)(opengl32sw|d3dcompiler_47)\.dll$",  # drawing by the graphics card, which no page of ours asks for
    r"(^|/)\.?__pycache__/",
    r"^PySide6/Qt/(qml|metatypes|libexec)/",
    r"^(setuptools|pip)(-|/)",
    r"\.dist-info/(RECORD|INSTALLER|WHEEL|REQUESTED|direct_url\.json)$",
)

_OF_LINUX = re.compile(r"lib(python3|ffi|bz2|lzma|expat|uuid|sqlite3|xcb-|xkbcommon)[\w.+-]*\.so[.\d]*")
"""What goes along of the libraries of the Linux on which it is built: what Python needs, and of X11 what not every
desktop has. All else (glib, GTK, fontconfig, cups, the C library) is the desktop's own and of one piece with it.
So is OpenSSL's `libcrypto`, which Python would bring: the system's newer `libssl` would find it, and fail."""

Entry = TypeVar("Entry", bound=tuple[Any, ...])


def version() -> str:
    """Of the program."""
    return VERSION


def hidden_imports() -> list[str]:
    """What is imported by name only: all of ours, the countries with their holidays, and three more."""
    ours = [name for package in ("app", "ui") for name in modules_below(package)]
    from PyInstaller.utils.hooks import collect_submodules

    return [*ours, *collect_submodules("holidays"), "_cffi_backend", "tzdata", "sqlcipher3.dbapi2"]


def modules_below(package: str) -> list[str]:
    """Every module of ours, but for the migrations: alembic reads those as files."""
    found = []
    for file in sorted((ROOT / package).rglob("*.py")):
        parts = file.relative_to(ROOT).with_suffix("").parts
        if "migrations" not in parts:
            found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def data_files() -> list[tuple[str, str]]:
    """(file, folder in the program): resources, migrations, and what libraries read beside their code."""
    from PyInstaller.utils.hooks import collect_data_files

    return [*our_files(), *collect_data_files("holidays")]


def our_files() -> list[tuple[str, str]]:
    """Those of `data_files` that are ours, with the folder of each language."""
    return [
        (str(file), file.parent.relative_to(ROOT).as_posix())
        for folder in (ROOT / "resources", ROOT / "app" / "storage" / "migrations")
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    ]


def without_unused(entries: Iterable[Entry]) -> list[Entry]:
    """Those of PyInstaller's (place in the program, file, kind) that are wanted."""
    return [entry for entry in entries if is_wanted(str(entry[0]).replace("\\", "/"), sys.platform)]


def is_wanted(place: str, platform: str) -> bool:
    """Whether a file is to be at ``place`` in the program, with slashes between."""
    if any(re.search(pattern, place) for pattern in _UNWANTED):
        return False
    path = PurePosixPath(place)
    if "PySide6" in path.parts or path.name.startswith(("libQt6", "Qt6")):
        return _is_wanted_of_qt(path)
    is_of_the_system = (
        platform.startswith("linux") and "/" not in place and re.fullmatch(r"lib.*\.so[.\d]*", place)
    )
    return not is_of_the_system or bool(_OF_LINUX.fullmatch(place))


def _is_wanted_of_qt(path: PurePosixPath) -> bool:
    if "plugins" in path.parts:
        kind = path.parts[path.parts.index("plugins") + 1]
        bare = path.name.split(".")[0].removeprefix("lib")
        return bare in _QT_PLUGINS.get(kind, set()) or path.name == _TLS_OF_LINUX
    if "translations" in path.parts:
        return path.name in {f"qtbase_{word}.qm" for word in _QT_WORDS}
    framework = next((part for part in path.parts if part.endswith(".framework")), "")
    library = re.fullmatch(
        r"(?:lib)?Qt6?([A-Z]\w*?)(?:\.framework|\.dll|\.so[.\d]*|\.dylib|[.\d]+dylib)", framework or path.name
    )
    if library is None or path.suffix == ".pyd":
        return True
    return library[1] in _QT_LIBRARIES


def without_symbols(entries: Iterable[Entry], room: Path) -> list[Entry]:
    """On Linux without the names for debuggers in two large libraries; the copies lie in ``room``."""
    if not sys.platform.startswith("linux"):
        return list(entries)
    room.mkdir(parents=True, exist_ok=True)
    found = []
    for entry in entries:
        if re.search(r"libpython3|sqlcipher3/_sqlite3", str(entry[0])) and entry[2] != "SYMLINK":
            copy = room / Path(entry[0]).name
            subprocess.run(["strip", "--strip-debug", "-o", str(copy), entry[1]], check=True)  # noqa: S603, S607 # binutils
            entry = (entry[0], str(copy), *entry[2:])
        found.append(entry)
    return found


def scripts_of(script: str, entries: Iterable[Entry]) -> list[Entry]:
    """What an executable runs: PyInstaller's own beginnings, then its script and not the other's. The command line
    shows no window, so nothing of Qt is got ready for it."""
    others = set(SCRIPTS) - {script}
    needless = ("pyi_rth_pyside6",) if script == "line" else ()
    return [
        one for one in entries if one[0] not in others and not str(one[0]).startswith(needless or ("\0",))
    ]


def icon(platform: str) -> str | None:
    """The icon as the system wants it inside a program; Linux takes it from the menu's entry."""
    return {"win32": str(ICONS / "liaison.ico"), "darwin": str(ICONS / "liaison.icns")}.get(platform)


def signing_identity() -> str | None:
    """The certificate that signs on macOS ("Developer ID Application: …"), from the environment."""
    return os.environ.get("LIAISON_MAC_IDENTITY") or None


def info_plist() -> dict[str, Any]:
    """What macOS is told of the program: its files, that it follows light and dark, that nothing restores its windows
    behind the lock."""
    return {
        "CFBundleName": "Liaison",
        "CFBundleDisplayName": "Liaison",
        "CFBundleShortVersionString": VERSION,
        "CFBundleVersion": VERSION,
        "LSMinimumSystemVersion": "14.0",
        "LSApplicationCategoryType": "public.app-category.business",
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        "NSSupportsAutomaticGraphicsSwitching": True,
        "NSQuitAlwaysKeepsWindows": False,
        "NSHumanReadableCopyright": "Apache-2.0; the licences of its parts are in Resources/licences",
        "CFBundleLocalizations": list(_QT_WORDS),
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Liaison vault",
                "CFBundleTypeRole": "Viewer",
                "CFBundleTypeIconFile": "liaison.icns",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [f"{IDENTIFIER}.vault"],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": f"{IDENTIFIER}.vault",
                "UTTypeDescription": "Liaison vault",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [ENDING.removeprefix(".")],
                    "public.mime-type": MIME,
                },
            }
        ],
    }


def windows_version(name: str) -> Any:
    """What Windows shows of a program under Properties, as PyInstaller takes it; only on Windows."""
    from PyInstaller.utils.win32 import versioninfo as info

    numbers = (*(int(part) for part in VERSION.split(".")), 0)
    words = {
        "CompanyName": "Liaison",
        "FileDescription": "Liaison" if name == WINDOW else "Liaison on the command line",
        "FileVersion": VERSION,
        "InternalName": name,
        "LegalCopyright": "Apache-2.0",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "Liaison",
        "ProductVersion": VERSION,
    }
    table = info.StringTable("040904B0", [info.StringStruct(key, said) for key, said in words.items()])
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[info.StringFileInfo([table]), info.VarFileInfo([info.VarStruct("Translation", [0x409, 1200])])],
    )
