"""The window speaks the language of `app.kernel.language`: `self.tr` asks the same catalogue as the core's `tr`."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.kernel.language import speak, spoken
from app.languages.offered import Language, catalogue_of, coded, fitting

AS_SYSTEM: Final = ""
"""In place of a language's code: the system's."""
_QTS_OWN: Final = frozenset({"QGuiApplication", "QShortcut"})
"""What Qt asks for here is no word to read: the direction of writing, names of keys that it reads back."""


class Catalogued(QTranslator):
    """Answers Qt from the catalogue that is spoken; what it does not know is left to Qt's own."""

    def translate(self, context: str, words: str, meaning: str | None = None, _count: int = -1) -> str | None:
        """Ours, by words and meaning, None where they are not known; counted things are chosen by `counted`."""
        return None if context in _QTS_OWN else spoken().find(words, meaning or "")

    def isEmpty(self) -> bool:
        """Never: an empty one would not be installed."""
        return False


def chosen(code: str, country: str = "") -> Language:
    """The language of a choice (`AS_SYSTEM` or a code), with the terms of the firm's ``country`` where it is known."""
    return coded(code) or fitting(QLocale.system().uiLanguages(), country)


def settle(app: QCoreApplication, code: str) -> None:
    """Speak this language (or "pseudo") from now on; what is on the screen already stays as it was said."""
    speak(catalogue_of(code))
    system = QLocale.system()
    locale = QLocale(code)
    QLocale.setDefault(system if system.language() == locale.language() else locale)
    for name in ("qt", "ours"):
        before = app.findChild(QTranslator, name)
        if before is not None:
            app.removeTranslator(before)
            before.deleteLater()
    qts = QTranslator(app)
    qts.setObjectName("qt")
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if qts.load(locale, "qtbase", "_", folder):
        app.installTranslator(qts)
    ours = Catalogued(app)
    ours.setObjectName("ours")
    app.installTranslator(ours)  # the last one is asked first
