"""The program's source as far as what is said in it goes: modules, their names, and where a name leads."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEFT_OUT = ("app/cli/", "app/demo/", "app/storage/migrations/")
"""The command line speaks English, as scripts do; the made-up firm writes English."""


@dataclass(eq=False)
class Module:
    """One file."""

    path: str
    """From the root, as in "app/kernel/said.py"."""
    tree: ast.Module = field(repr=False)

    @property
    def name(self) -> str:
        """Dotted."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def above(self) -> dict[ast.AST, ast.AST]:
        """What each node stands in."""
        found: dict[ast.AST, ast.AST] = {}
        waiting: list[ast.AST] = [self.tree]
        while waiting:
            node = waiting.pop()
            inside = list(ast.iter_child_nodes(node))
            found.update(dict.fromkeys(inside, node))
            waiting += inside
        return found

    @cached_property
    def imported(self) -> dict[str, tuple[str, str]]:
        """Local name → (module, name there)."""
        return {
            alias.asname or alias.name: (node.module, alias.name)
            for node in self.above
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        }

    @cached_property
    def assigned(self) -> dict[str, ast.expr]:
        """What stands at the top of the file: name → value."""
        found: dict[str, ast.expr] = {}
        for node in self.tree.body:
            if isinstance(node, ast.Assign):
                found.update((one.id, node.value) for one in node.targets if isinstance(one, ast.Name))
            elif isinstance(node, ast.AnnAssign) and node.value and isinstance(node.target, ast.Name):
                found[node.target.id] = node.value
        return found

    @cached_property
    def calls(self) -> list[ast.Call]:
        """Every call of the file."""
        return [node for node in self.above if isinstance(node, ast.Call)]

    def scope_of(self, node: ast.AST) -> list[ast.FunctionDef | ast.Lambda]:
        """The functions around a node, the nearest first."""
        found = []
        while (node := self.above.get(node, self.tree)) is not self.tree:
            if isinstance(node, ast.FunctionDef | ast.Lambda):
                found.append(node)
        return found

    def class_of(self, node: ast.AST) -> ast.ClassDef | None:
        """The class around a node."""
        while (node := self.above.get(node, self.tree)) is not self.tree:
            if isinstance(node, ast.ClassDef):
                return node
        return None


def room_of(path: str) -> str:
    """The catalogue's file to which the words of a file of the source belong."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else "window" if parts[0] == "ui" else "core"


def modules() -> dict[str, Module]:
    """All that may say something, by dotted name."""
    found = [
        Module(file.relative_to(ROOT).as_posix(), ast.parse(file.read_text(encoding="utf-8")))
        for part in ("app", "ui")
        for file in sorted((ROOT / part).rglob("*.py"))
    ]
    return {one.name: one for one in found if not one.path.startswith(LEFT_OUT)}
