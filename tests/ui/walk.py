"""A walk through what stands in a window as who hears it, or has only a keyboard, meets it.

`troubles(window)` is a list of sentences, empty where all is well. What lies on top is walked: the uppermost sheet,
or else the whole window. `Qt`'s accessibility interface answers, as it answers a screen reader.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTableView,
    QWidget,
)

from ui.kit import theme
from ui.kit.chip_line import ChipLine
from ui.kit.chips import Chip, Tone
from ui.kit.colours import contrast
from ui.kit.empty import EmptyState
from ui.kit.row_model import Row, RowRole
from ui.kit.sheet import Sheet, sheets_in
from ui.kit.tables import RowTableModel
from ui.kit.timeline_model import TimelineItem

Role = QAccessible.Role
Names = Callable[[str, str], bool]
CONTROLS = frozenset(
    {
        Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.EditableText,
        Role.SpinBox, Role.Slider, Role.List, Role.Table, Role.Tree, Role.PageTabList, Role.PageTab,
        Role.ProgressBar, Role.Dial, Role.Link, Role.ColumnHeader, Role.MenuItem, Role.Graphic,
    }
)  # fmt: skip
"""What a screen reader stops at: each is called something."""
CELLS = 60
"""Cells of a list that are listened to: the others are made by the same code."""
LINKS = 80
"""Links of a text that Tab goes through before it leaves it."""
ROUNDS, STILL = 12, 4
"""How often the loop of events is gone round, and how often meanwhile a part may ask to be laid out anew."""
SEEN = 12
"""Dots that change, with a contrast of 3 to 1 at least, when the keyboard comes to a control."""


def scope(window: QWidget) -> QWidget:
    """What has the keyboard: the uppermost sheet, or the window."""
    sheets = sheets_in(window)
    return sheets[-1] if sheets else window


def troubles(window: QWidget, names: Names | None = None) -> list[str]:
    """Everything that is wrong with what lies on top in ``window``; ``names`` instead of `says`."""
    root = scope(window)
    return [
        *nameless(root, names or says),
        *wordless_lists(root),
        *of_one_name(root),
        *by_colour_alone(root),
        *unreached(root),
        *unseen(root),
        *restless(root),
        *scrolls_without_need(root),
    ]


def called(widget: QWidget) -> str:
    """The class of a widget and where it stands, for a sentence of a test."""
    parent = widget.parentWidget()
    return f"{type(widget).__name__} in {type(parent).__name__}" if parent else type(widget).__name__


def spoken(widget: QWidget, interface: QAccessibleInterface) -> str:
    """What a control is called. Of a drop-down Qt says what is chosen in it, beside Windows."""
    name = widget.accessibleName() if isinstance(widget, QComboBox) else interface.text(QAccessible.Text.Name)
    return name.strip()


def stops(root: QWidget) -> list[QWidget]:
    """What Tab is to stop at, in the order of the keyboard."""
    inside = {
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and root.isAncestorOf(widget)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus  # last: a flag takes longer than all the others
    }
    found: list[QWidget] = []
    widget = root.nextInFocusChain()
    while len(found) < len(inside) and widget is not None and widget is not root:
        if widget in inside:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def controls(root: QWidget) -> Iterator[tuple[QWidget, QAccessibleInterface]]:
    """Every control that stands there, whether Tab stops at it or not."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.focusProxy() is not None or isinstance(widget, QHeaderView):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None:
            continue
        takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if isinstance(widget.parentWidget(), QAbstractScrollArea) and not takes:
            continue
        if interface.role() in CONTROLS or takes:
            yield widget, interface


def says(text: str, name: str) -> bool:
    """Whether who speaks to the computer presses with ``text``, which stands on it, what is called ``name``."""
    return text.casefold() in name.casefold()


def nameless(root: QWidget, names: Names = says) -> list[str]:
    """Controls that are called nothing, and buttons that are called otherwise than what stands on them."""
    found = []
    for widget, interface in controls(root):
        name, text = spoken(widget, interface), plain(widget)
        if not name:
            found.append(f"{called(widget)} has no name")
        elif not names(text, name):
            found.append(f"{called(widget)} says “{text}” and is called “{name}”")
        if interface.role() == Role.Client and not isinstance(widget, QAbstractScrollArea):
            found.append(f"{called(widget)}, “{name}”, does not say what it is")
    return found


def plain(widget: QWidget) -> str:
    """The words on a button, without the mark of its key and the dots of what goes on; who speaks to the computer says
    them to press it."""
    if not isinstance(widget, QAbstractButton):
        return ""
    text = widget.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("… ")
    return text if any(letter.isalnum() for letter in text) else ""


def wordless_lists(root: QWidget) -> list[str]:
    """Tables without heads, and cells that say nothing."""
    found = []
    for view in root.findChildren(QAbstractItemView):
        model = view.model()
        if not view.isVisible() or isinstance(view, QHeaderView) or model is None:
            continue
        name = view.accessibleName()
        if isinstance(view, QTableView) and not view.horizontalHeader().isHidden():
            found += [
                f"“{name}” has no head over column {column}"
                for column in range(model.columnCount(QModelIndex()))
                if not str(model.headerData(column, Qt.Orientation.Horizontal) or "").strip()
            ]
        said: dict[int, str] = defaultdict(str)
        for row, column in cells_of(model):
            index = model.index(row, column)
            said[row] += str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or "").strip()
        found += [f"line {row} of “{name}” says nothing" for row, words in said.items() if not words]
    return found


def cells_of(model: QAbstractItemModel) -> list[tuple[int, int]]:
    """The first cells, row by row."""
    across = 1 if isinstance(model, QAbstractListModel) else max(1, model.columnCount(QModelIndex()))
    down = min(model.rowCount(QModelIndex()), CELLS // across)
    return [(row, column) for row in range(down) for column in range(across)]


def of_one_name(root: QWidget) -> list[str]:
    """Controls of one kind that nobody could tell from each other by what they are called."""
    named: dict[tuple[Role, str], list[QWidget]] = defaultdict(list)
    for widget, interface in controls(root):
        # what is in a field, or repeats above an empty list what its page begins with, is told apart by that
        if not isinstance(widget.parentWidget(), EmptyState | QLineEdit):
            named[interface.role(), spoken(widget, interface)].append(widget)
    return [
        f"{len(many)} of “{name}”: {', '.join(called(one) for one in many)}"
        for (_, name), many in named.items()
        if len(many) > 1 and name
    ]


def by_colour_alone(root: QWidget) -> list[str]:
    """States that say the same with the same sign and differ in colour alone."""
    found = []
    tones: dict[tuple[str, object], set[Tone]] = defaultdict(set)
    for chip in chips_in(root):
        tones[chip.text, chip.shape].add(chip.tone)
    for (text, _), several in tones.items():
        if len(several) > 1:
            found.append(f"“{text}” is told apart by colour alone: {sorted(one.value for one in several)}")
    return found


def chips_in(root: QWidget) -> Iterator[Chip]:
    """The states that are shown."""
    for line in root.findChildren(ChipLine):
        if line.isVisible():
            yield from line._chips
    for view in root.findChildren(QAbstractItemView):
        model = view.model()
        if not view.isVisible() or isinstance(view, QHeaderView) or model is None:
            continue
        for row, column in cells_of(model):
            index = model.index(row, column)
            item = index.data(RowRole)
            if isinstance(item, Row | TimelineItem):
                yield from item.chips
            elif isinstance(model, RowTableModel):
                yield from model.columns[column].chips(item)


def unreached(root: QWidget) -> list[str]:
    """A tab order that loses the keyboard, cannot leave a control, goes where nobody sees it, or passes one by; there
    and back."""
    found = []
    for back in (False, True):
        wanted = stops(root)
        if not wanted:
            return []
        wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
        reached: list[QWidget] = []
        here = QApplication.focusWidget()
        while here not in reached:
            if here is None or not here.isVisible():
                found.append(f"after {called(reached[-1]) if reached else 'nothing'} the keyboard is nowhere")
                break
            if not root.isAncestorOf(here) and here is not root:
                found.append(f"the keyboard leaves {type(root).__name__} for {called(here)}")
                break
            QApplication.sendPostedEvents()  # what asked meanwhile to be laid out is, before anything is painted
            if in_sight(here, root).isEmpty():
                found.append(f"{called(here)} has the keyboard out of sight")
            reached.append(here)
            here = after(here, back=back, alone=len(wanted) == 1)
        if here is not None and here is reached[-1] and len(wanted) > 1:
            found.append(f"{called(here)} keeps the keyboard")
        way = "Shift+Tab" if back else "Tab"
        # of choices of one question the chosen one alone is a stop, once one has been there
        still = [one for one in stops(root) if one in wanted]
        found += [f"{way} passes {called(one)} by" for one in still if not is_reached(one, reached)]
    return found


def in_sight(widget: QWidget, root: QWidget) -> QRect:
    """What of a control is not cut off by what it scrolls in."""
    seen, above = widget.rect(), widget
    while above is not root and (parent := above.parentWidget()) is not None:
        seen = seen.translated(above.pos()).intersected(parent.rect())
        above = parent
    return seen


def after(here: QWidget, *, back: bool, alone: bool) -> QWidget | None:
    """Where Tab leads from a control. In a text with links it goes from link to link, and it may take what a list
    offers first."""
    modifier = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    for _ in range(1 if alone else LINKS):
        QTest.keyClick(here, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, modifier)
        there = QApplication.focusWidget()
        if there is not here:
            return there
    return here


def is_reached(widget: QWidget, reached: list[QWidget]) -> bool:
    """Whether Tab came to a control, or to the one of its question from which the arrows lead to it."""
    if not isinstance(widget, QRadioButton):
        return widget in reached
    group = widget.group()
    if group is not None:
        return any(one in reached for one in group.buttons())
    return any(isinstance(one, QRadioButton) and one.parent() is widget.parent() for one in reached)


def unseen(root: QWidget) -> list[str]:
    """Controls that look the same with the keyboard and without. Of one kind on one kind of part, in one look, one is
    looked at."""
    found = []
    for widget in stops(root):
        kind = type(widget), type(widget.parentWidget()), theme.colors().page.rgb()
        if kind in _shows:
            continue
        bring_up(widget)
        for _ in range(10):  # a window that was just shown may give the keyboard to its first field once more
            if (here := QApplication.focusWidget()) is None:
                break
            here.clearFocus()
            QApplication.sendPostedEvents()
        without = picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.sendPostedEvents()
        if differing(without, picture(widget)) < SEEN:
            found.append(f"{called(widget)} does not show that it has the keyboard")
        else:
            _shows.add(kind)
    return found


_shows: set[tuple[type, type, int]] = set()
"""What was found to show it: a class, the class of what it stands on, and the colour of the page."""


def restless(root: QWidget) -> list[str]:
    """Parts whose laying out asks for itself again: nothing is seen of it, and it takes all of a core while the page
    stands there."""
    asked = _Asked(root)
    application = QApplication.instance()
    assert application is not None
    for _ in range(ROUNDS):  # what was just shown is laid out a few times
        QApplication.processEvents()
    application.installEventFilter(asked)
    for _ in range(ROUNDS):
        QApplication.processEvents()
    application.removeEventFilter(asked)
    return [f"{called(one)} is laid out without end" for one, times in asked.times.items() if times > STILL]


def scrolls_without_need(root: QWidget) -> list[str]:
    """A sheet that scrolls though the window has room for all of it."""
    if not isinstance(root, Sheet):
        return []
    bar, free = root._scroll.verticalScrollBar(), root.height() - root.card.height()
    return (
        [f"{type(root).__name__} scrolls and leaves {free} pixels free"]
        if 0 < bar.maximum() < free - 60
        else []
    )


class _Asked(QObject):
    """How often each part in a window was asked to lay itself out."""

    def __init__(self, root: QWidget) -> None:
        super().__init__()
        self.times: dict[QWidget, int] = defaultdict(int)
        self._root = root

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(watched, QWidget)
            and event.type() == QEvent.Type.LayoutRequest
            and watched.window() is self._root.window()
        ):
            self.times[watched] += 1
        return False


def bring_up(widget: QWidget) -> None:
    """Scroll to a control."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
    QApplication.sendPostedEvents()


def picture(widget: QWidget) -> QImage:
    """A control with what lies right around it, as far as it is in sight."""
    window = widget.window()
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-6, -6, 6, 6)
    return window.grab(place.intersected(window.rect())).toImage().convertToFormat(QImage.Format.Format_RGB32)


def cut(root: QWidget) -> list[str]:
    """Buttons that are narrower than their words, and titles that are lower than theirs: what longer words do."""
    buttons = [one for one in root.findChildren(QPushButton) if one.isVisible()]
    found = [
        f"{called(one)}, “{one.text()}”, is cut" for one in buttons if one.width() < one.sizeHint().width()
    ]
    titles = [one.title for one in sheets_in(root.window()) if one.title.wordWrap()]
    found += [
        f"the title “{one.text()}” is cut" for one in titles if one.height() < one.heightForWidth(one.width())
    ]
    return found


def differing(one: QImage, other: QImage) -> int:
    """How many dots differ so that everybody can see it; `SEEN` where it is enough."""
    if one.isNull() or one.size() != other.size():
        return 0 if one.isNull() else SEEN
    wide = one.bytesPerLine()
    before, after = bytes(one.constBits()), bytes(other.constBits())
    count = 0
    for y in range(one.height()):
        if before[y * wide : (y + 1) * wide] == after[y * wide : (y + 1) * wide]:
            continue
        for x in range(one.width()):
            was, now = one.pixelColor(x, y), other.pixelColor(x, y)
            count += was != now and contrast(was, now) >= 3
            if count >= SEEN:
                return count
    return count
