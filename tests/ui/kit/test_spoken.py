"""Qt's own `tr` and the core's answer from one catalogue."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from app.kernel.language import SOURCE, speak, tr
from app.languages.pseudo import pseudo
from ui.kit import spoken


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    locale, before = QLocale(), set(qapp.findChildren(QTranslator))
    yield qapp
    for one in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(one)
        one.deleteLater()
    QLocale.setDefault(locale)
    spoken._settled.clear()
    speak(SOURCE)


def test_window_and_core_say_the_same(app: QApplication) -> None:
    spoken.settle(app, "en-US")
    assert QObject().tr("Responsible lawyer") == tr("Responsible lawyer") == "Responsible attorney"
    assert QCoreApplication.translate("Any", "Nobody says this") == "Nobody says this"


def test_the_pseudo_language_leaves_directions_and_keys_alone(app: QApplication) -> None:
    spoken.settle(app, "pseudo")
    assert QObject().tr("Save") == pseudo("Save")
    assert QCoreApplication.translate("QShortcut", "Del") == "Del"
    assert QCoreApplication.translate("QGuiApplication", "QT_LAYOUT_DIRECTION") == "QT_LAYOUT_DIRECTION"


def test_spanish_keys_are_named_as_the_guide_names_them(app: QApplication) -> None:
    spoken.settle(app, "es")
    keys = ("Ctrl", "Shift", "Return", "Enter", "Space")
    said = [QCoreApplication.translate("QShortcut", key) for key in keys]
    assert said == ["Ctrl", "Mayús", "Intro", "Intro", "Espacio"]
    assert QKeySequence("Ctrl+Return") == QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return)
    assert QKeySequence("Ctrl+Enter") == QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Enter)


def test_english_has_the_terms_of_the_firms_country_unless_it_was_chosen(app: QApplication) -> None:
    spoken.settle(app, spoken.AS_SYSTEM)
    spoken.use_terms_of("GB")
    assert tr("Responsible lawyer") == "Fee earner"
    spoken.settle(app, "en-US")
    spoken.use_terms_of("GB")
    assert tr("Responsible lawyer") == "Responsible attorney"
