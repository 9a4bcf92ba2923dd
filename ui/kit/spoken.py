"""The window speaks the language of `app.kernel.language`: `self.tr` asks the same catalogue as the core's `tr`.

It is settled at the start (`settle`): chosen on the Firm page, else the system's. What is on the screen stays as it
was said; another choice holds from the next lock or start on, as a fresh process takes the window's place at each lock.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.kernel.language import Catalogue, speak, spoken, tr
from app.languages.offered import catalogue_of, coded, english_of, fitting
from app.languages.pseudo import PSEUDO

AS_SYSTEM: Final = ""
"""In place of a language's code: the system's."""
_DIRECTION, _KEYS = "QGuiApplication", "QShortcut"
"""What Qt asks for here is no word to read: the direction of writing, names of keys that it reads back, too."""
_settled: list[str] = []
_named: tuple[Catalogue, dict[str, str]] | None = None
"""Names of keys, and in which language."""


class Catalogued(QTranslator):
    """Answers Qt from the catalogue that is spoken; what it does not know is left to Qt's own."""

    def translate(self, context: str, words: str, meaning: str | None = None, _count: int = -1) -> str | None:
        """Ours, by words and meaning, None where they are not known; counted things are chosen by `counted`."""
        if context == _KEYS:
            return _keys().get(words)
        return None if context == _DIRECTION else spoken().find(words, meaning or "")

    def isEmpty(self) -> bool:
        """Never: an empty one would not be installed."""
        return False


def _keys() -> dict[str, str]:
    """The keys that the guide names, as it names them: Qt's Spanish says "Control", "Mayúsculas" and "Retorno".

    Looked up once in a language: to read one shortcut, Qt asks for the names of up to two hundred keys.
    """
    global _named
    now, known = spoken(), _named
    if known is None or known[0] is not now:
        names = {
            "Ctrl": tr("Ctrl", "a key"),
            "Shift": tr("Shift", "a key"),
            "Return": tr("Return", "a key"),
            "Enter": tr("Enter", "a key"),
            "Esc": tr("Esc", "a key"),
        }
        known = _named = (now, names)
    return known[1]


def settle(app: QCoreApplication, choice: str) -> None:
    """Speak so from now on: `AS_SYSTEM`, a language's code, or "pseudo". Once, before anything is shown."""
    found = coded(choice) or fitting(QLocale.system().uiLanguages())
    code = choice if choice == PSEUDO.code else found.code
    _settled[:] = [choice]
    speak(catalogue_of(code))
    locale = QLocale(code)
    if locale.language() != QLocale.system().language():
        QLocale.setDefault(locale)  # else the system's, with what somebody set there
    qts = QTranslator(app)
    if qts.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qts)
    app.installTranslator(Catalogued(app))  # the last one is asked first


def use_terms_of(country: str) -> None:
    """English has the terms of the firm's country (ISO 3166), unless somebody chose which English it is to be."""
    if _settled == [AS_SYSTEM] and spoken().code.startswith("en"):
        speak(catalogue_of(english_of(country).code))
