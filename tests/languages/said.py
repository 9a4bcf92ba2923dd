"""What the program says: every text that goes through `tr`, `counted` or Qt's own `tr`.

A text stands in the call, or in a table that the call looks into; who hands on a parameter is followed to its callers.
What cannot be followed must be in `tables.py`: else a catalogue would lack it, and nobody would see why.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from tests.languages.source import Module, modules
from tests.languages.tables import TABLES

LANGUAGE = "app.kernel.language"


@dataclass(frozen=True)
class Said:
    """One text of the source, and a place that says it."""

    words: str
    path: str
    line: int
    many: str = ""
    meaning: str = ""


@dataclass(frozen=True)
class Lost:
    """A call whose text cannot be followed."""

    path: str
    line: int
    code: str


@dataclass(frozen=True)
class Speaker:
    """What to call to say something: where its text stands among the arguments."""

    text: int
    many: int = -1
    meaning: int = -1
    parameter: str = ""


TR = Speaker(0, meaning=1)
TRANSLATE = Speaker(1, meaning=2)
COUNTED = Speaker(1, many=2, meaning=3)


@dataclass
class Found:
    """All of it."""

    said: list[Said] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)


def everything() -> Found:
    """What is said in the whole program."""
    return _Reader(modules()).read()


class _Reader:
    def __init__(self, files: dict[str, Module]) -> None:
        self._files = files
        self._handing_on: dict[tuple[str, str], Speaker] = {}
        """(module, function) whose parameter is said."""

    def read(self) -> Found:
        """Again and again until nobody else is found who hands on a parameter."""
        while True:
            before, found = len(self._handing_on), Found()
            for module in self._files.values():
                if module.name != LANGUAGE:
                    self._read(module, found)
            if len(self._handing_on) == before:
                return found

    def _read(self, module: Module, found: Found) -> None:
        for node in module.calls:
            if (speaker := self._speaker(node.func, module, node)) is None:
                continue
            given = _argument(node, speaker.text, speaker.parameter)
            if given is None:
                continue
            many = _argument(node, speaker.many, "many") if speaker.many >= 0 else None
            meaning = _argument(node, speaker.meaning, "meaning") if speaker.meaning >= 0 else None
            try:
                texts = list(self._looked_up(given, module, node))
                several = list(self._looked_up(many, module, node)) if many is not None else [""] * len(texts)
                if len(several) != len(texts):
                    raise _LostError
            except _LostError:
                found.lost.append(Lost(module.path, node.lineno, ast.unparse(node)))
                continue
            meant = meaning.value if isinstance(meaning, ast.Constant) else ""
            found.said.extend(
                Said(one, module.path, node.lineno, more, str(meant or ""))
                for one, more in zip(texts, several, strict=True)
                if one.strip()
            )

    def _looked_up(self, given: ast.expr, module: Module, at: ast.AST) -> Iterator[str]:
        key = f"{module.path}: {ast.unparse(given)}"
        if key not in TABLES:
            yield from self._texts(given, module, at)
            return
        for place in TABLES[key]:
            name, _, what = place.partition(":")
            what, _, column = what.partition("#")
            if place.startswith("="):
                yield place[1:]
            elif what in self._files[name].assigned:
                table = self._files[name].assigned[what]
                yield from self._within(table, self._files[name]) if not column else _column(table, column)
            else:
                yield from _values(next(_classes(self._files[name], what)))

    def _speaker(self, func: ast.expr, module: Module, at: ast.AST) -> Speaker | None:
        if isinstance(func, ast.Attribute):
            if func.attr == "tr":
                return TR
            if func.attr == "translate" and "Application" in ast.unparse(func.value):
                return TRANSLATE
            if isinstance(func.value, ast.Name) and func.value.id in {"self", "cls"}:
                around = module.class_of(at)
                return self._handing_on.get((module.name, f"{around.name}.{func.attr}")) if around else None
            return None
        if not isinstance(func, ast.Name):
            return None
        for scope in module.scope_of(at):
            if isinstance(scope, ast.FunctionDef):
                for given in _assigned_in(scope, func.id):
                    return self._alias(given, module, at)
        if func.id in module.assigned:
            return self._alias(module.assigned[func.id], module, at)
        home = module.imported.get(func.id, (module.name, func.id))
        if home[0] == LANGUAGE:
            return {"tr": TR, "counted": COUNTED}.get(home[1])
        if home[0] in self._files and home[1] in self._files[home[0]].assigned and home[0] != module.name:
            return self._alias(self._files[home[0]].assigned[home[1]], self._files[home[0]], at)
        return self._handing_on.get(home)

    def _alias(self, given: ast.expr, module: Module, at: ast.AST) -> Speaker | None:
        """``translate = QCoreApplication.translate``, ``tr = self.tr``, ``partial(….translate, "…")``."""
        if isinstance(given, ast.Attribute | ast.Name):
            return self._speaker(given, module, at)
        if isinstance(given, ast.Call) and ast.unparse(given.func) == "partial":
            whole = self._speaker(given.args[0], module, at)
            return TR if whole is TRANSLATE else None
        return None

    def _texts(self, given: ast.expr, module: Module, at: ast.AST) -> Iterator[str]:
        """The texts that an expression may be."""
        if isinstance(given, ast.Constant):
            if isinstance(given.value, str):
                yield given.value
        elif isinstance(given, ast.IfExp):
            yield from self._texts(given.body, module, at)
            yield from self._texts(given.orelse, module, at)
        elif isinstance(given, ast.BoolOp):
            for one in given.values:
                yield from self._texts(one, module, at)
        elif isinstance(given, ast.Name):
            yield from self._named(given, module, at)
        elif isinstance(given, ast.Subscript):
            yield from self._table(given.value, module, at)
        elif isinstance(given, ast.Attribute):
            yield from self._attribute(given, module, at)
        elif isinstance(given, ast.Call) and self._speaker(given.func, module, at) is not None:
            return  # said already
        elif isinstance(given, ast.Call) and isinstance(given.func, ast.Attribute):
            yield from self._method(given, given.func, module, at)
        else:
            raise _LostError

    def _method(self, call: ast.Call, func: ast.Attribute, module: Module, at: ast.AST) -> Iterator[str]:
        if func.attr == "get":
            yield from self._table(func.value, module, at)
            if len(call.args) > 1:
                known = set(_keys(func.value)) if isinstance(func.value, ast.Dict) else set()
                yield from (one for one in self._texts(call.args[1], module, at) if one not in known)
        elif func.attr in {"capitalize", "lower", "replace", "format", "removesuffix"}:
            for text in self._texts(func.value, module, at):
                words = [one.value for one in call.args if isinstance(one, ast.Constant)]
                yield text if func.attr == "format" else str(getattr(text, func.attr)(*words))
        else:
            raise _LostError

    def _attribute(self, given: ast.Attribute, module: Module, at: ast.AST) -> Iterator[str]:
        around = module.class_of(at)
        if ast.unparse(given) == "self.value" and around is not None:
            yield from _values(around)
            for kind in _made_of(module, around.name):
                yield from _values(kind)
            return
        raise _LostError

    def _table(self, given: ast.expr, module: Module, at: ast.AST) -> Iterator[str]:
        if isinstance(given, ast.Name):
            for scope in module.scope_of(at):
                if isinstance(scope, ast.FunctionDef):
                    for value in _assigned_in(scope, given.id):
                        yield from self._within(value, module)
                        return
            home = self._home(given.id, module)
            if home is not None:
                yield from self._within(*home)
                return
        elif isinstance(given, ast.Dict | ast.Tuple | ast.List | ast.IfExp | ast.Subscript):
            yield from self._within(given, module)
            return
        raise _LostError

    def _home(self, name: str, module: Module) -> tuple[ast.expr, Module] | None:
        """The value of a name at the top of this file or of the one from which it comes."""
        if name in module.assigned:
            return module.assigned[name], module
        there, known = module.imported.get(name, ("", ""))
        return self._home(known, self._files[there]) if there in self._files else None

    def _named(self, given: ast.Name, module: Module, at: ast.AST) -> Iterator[str]:
        for scope in module.scope_of(at):
            arguments = [
                one.arg for one in (*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs)
            ]
            if given.id in arguments and not isinstance(scope, ast.Lambda):
                around = module.class_of(scope)
                place = arguments.index(given.id) - (1 if arguments[0] in {"self", "cls"} else 0)
                name = f"{around.name}.{scope.name}" if around else scope.name
                self._handing_on[module.name, name] = Speaker(place, parameter=given.id)
                return
            values = list(_assigned_in(scope, given.id))
            if values:
                for value in values:
                    yield from (
                        self._within(value, module)
                        if isinstance(value, ast.Tuple | ast.List | ast.Dict)
                        else self._texts(value, module, value)
                    )
                return
            if looped := _looped_in(scope, given.id):
                for value in looped:
                    yield from self._table(value, module, scope)
                return
        home = self._home(given.id, module)
        if home is None:
            raise _LostError
        yield from self._within(*home)

    def _within(self, given: ast.expr, module: Module) -> Iterator[str]:
        """Every text of a table: its values, at any depth, not its keys."""
        if isinstance(given, ast.Constant):
            if isinstance(given.value, str):
                yield given.value
        elif isinstance(given, ast.Name):
            home = self._home(given.id, module)
            if home:
                yield from self._within(*home)
        else:
            for one in _parts(given):
                yield from self._within(one, module)


class _LostError(Exception):
    pass


def _argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    if 0 <= place < len(call.args):
        return call.args[place]
    return next((one.value for one in call.keywords if one.arg == name), None)


def _assigned_in(scope: ast.FunctionDef | ast.Lambda, name: str) -> Iterable[ast.expr]:
    return _assignments(scope).get(name, ())


@cache
def _assignments(scope: ast.FunctionDef | ast.Lambda) -> dict[str, list[ast.expr]]:
    """What each name of a function is set to."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                for name, value in _set_by(target, node.value):
                    found.setdefault(name, []).append(value)
        elif isinstance(node, ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
            for name, value in _set_by(node.target, node.value) if node.value else ():
                found.setdefault(name, []).append(value)
    return found


def _set_by(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, part in zip(target.elts, value.elts, strict=True):
            yield from _set_by(one, part)
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.IfExp):
        yield from _set_by(target, value.body)
        yield from _set_by(target, value.orelse)


def _looped_in(scope: ast.FunctionDef | ast.Lambda, name: str) -> list[ast.expr]:
    return [
        node.iter
        for node in ast.walk(scope)
        if isinstance(node, ast.For | ast.comprehension)
        and any(isinstance(one, ast.Name) and one.id == name for one in ast.walk(node.target))
    ]


def _parts(given: ast.expr) -> Iterable[ast.expr]:
    """What a table is made of, without the keys of a dict."""
    match given:
        case ast.Dict(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            return parts
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            return one, other
        case ast.Subscript(value=one) | ast.Starred(value=one):
            return (one,)
        case ast.Call(args=parts, keywords=words):
            return *parts, *(word.value for word in words)
    return ()


def _column(table: ast.expr, column: str) -> Iterator[str]:
    """One part of each row; of what is one row itself, its part."""
    rows = list(_parts(table))
    for row in rows if any(isinstance(row, ast.Tuple | ast.Call | ast.Starred) for row in rows) else [table]:
        if isinstance(row, ast.Starred):
            continue
        inside = row.args if isinstance(row, ast.Call) else row.elts if isinstance(row, ast.Tuple) else []
        if len(inside) > int(column) and isinstance(part := inside[int(column)], ast.Constant):
            yield str(part.value)


def _keys(given: ast.Dict) -> Iterable[str]:
    return (str(one.value) for one in given.keys if isinstance(one, ast.Constant))


def _values(around: ast.ClassDef) -> Iterator[str]:
    """The members of an enumeration."""
    for node in around.body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            yield node.value.value


def _made_of(module: Module, name: str) -> Iterator[ast.ClassDef]:
    """The classes of a file that have what the class ``name`` of it says."""
    for one in ast.walk(module.tree):
        if isinstance(one, ast.ClassDef) and any(ast.unparse(base) == name for base in one.bases):
            yield one


def _classes(module: Module, name: str) -> Iterator[ast.ClassDef]:
    return (one for one in ast.walk(module.tree) if isinstance(one, ast.ClassDef) and one.name == name)
