"""The shape of the source: limits of CONVENTIONS.md that no linter checks.

Each rule is a function from a parsed module to its findings, and each is shown to find its own defect.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"
MAX_MODULE_LINES = 500
MAX_FUNCTION_LINES = 60
# Talk to people at a terminal, so they print; nothing else does.
INTERFACES = ("onrecord.cli", "onrecord.web")
# The only way to the network.
NETWORK_HOME = "onrecord.intake"
# Test modules that mirror no source module: they test the tree, the documents or the benchmarks.
TESTS_OF_THE_TREE = ("test_architecture", "test_docs", "test_public_names", "test_broken_inputs", "test_benchmark_*")
TODO = re.compile(r"\b(TODO|FIXME|XXX)\b(?!.*#\d+)")


class Module(NamedTuple):
    """One source module: its dotted name, text and syntax tree."""

    name: str
    text: str
    tree: ast.Module


def load(name: str, text: str) -> Module:
    """Parse a module."""
    return Module(name, text, ast.parse(text))


def dotted_name(path: Path) -> str:
    """Name the module at a path under ``src``."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def find_source_modules() -> list[Module]:
    """Parse every module of the package."""
    return [load(dotted_name(path), path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))]


def find_functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give every function and method, nested ones too."""
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def find_long_module(module: Module) -> Iterator[str]:
    """Find a module over the limit of lines."""
    lines = module.text.count("\n")
    if lines > MAX_MODULE_LINES:
        yield f"{module.name}: {lines} lines, at most {MAX_MODULE_LINES}"


def find_long_functions(module: Module) -> Iterator[str]:
    """Find functions over the limit of lines, docstring and decorators included."""
    for node in find_functions(module):
        start = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
        lines = (node.end_lineno or start) - start + 1
        if lines > MAX_FUNCTION_LINES:
            yield f"{module.name}.{node.name}: {lines} lines, at most {MAX_FUNCTION_LINES}"


def find_missing_docstrings(module: Module) -> Iterator[str]:
    """Find modules, public classes and public functions without a docstring."""
    if not ast.get_docstring(module.tree):
        yield f"{module.name}: no docstring"
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Module | ast.ClassDef):
            continue
        for child in node.body:
            if not isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or child.name.startswith(
                "_"
            ):
                continue
            if not ast.get_docstring(child):
                yield f"{module.name}.{child.name}: no docstring"


def find_prints(module: Module) -> Iterator[str]:
    """Find output to the terminal and exits outside the interfaces."""
    if module.name.startswith(INTERFACES):
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {
            "print",
            "exit",
            "sys.exit",
            "sys.stdout.write",
            "sys.stderr.write",
        }:
            yield f"{module.name}:{node.lineno}: {ast.unparse(node.func)} outside an interface"


def find_unowned_todos(module: Module) -> Iterator[str]:
    """Find comments with TODO and no issue number."""
    for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
        if token.type == tokenize.COMMENT and TODO.search(token.string):
            yield f"{module.name}:{token.start[0]}: TODO without an issue number"


def find_import_work(module: Module) -> Iterator[str]:
    """Find network, clocks and configured logging: the library takes them as arguments or leaves them alone."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            imported = [node.module or ""] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names]
            for name in imported:
                parts = name.split(".")
                is_network = parts[0] in {"socket", "http", "requests", "httpx"} or name == "urllib.request"
                if parts[0] == "random" or (is_network and not module.name.startswith(NETWORK_HOME)):
                    yield f"{module.name}:{node.lineno}: imports {name}"
        is_library = not module.name.startswith(INTERFACES)
        if is_library and isinstance(node, ast.Call) and ast.unparse(node.func) == "logging.basicConfig":
            yield f"{module.name}:{node.lineno}: configures logging"


RULES = [
    find_long_module,
    find_long_functions,
    find_missing_docstrings,
    find_prints,
    find_unowned_todos,
    find_import_work,
]
LONG_BODY = "    pass\n" * MAX_FUNCTION_LINES
DEFECTS: list[tuple[Callable[[Module], Iterator[str]], str]] = [
    (find_long_module, "\n" * (MAX_MODULE_LINES + 1)),
    (find_long_functions, f'def long() -> None:\n    """Do."""\n{LONG_BODY}'),
    (find_missing_docstrings, "x = 1\n"),
    (find_missing_docstrings, '"""Doc."""\nclass A:\n    """Doc."""\n    def f(self) -> None: ...\n'),
    (find_prints, "import sys\nsys.stderr.write('x')\n"),
    (find_prints, "def f() -> None:\n    print('x')\n"),
    (find_unowned_todos, "x = 1  # TODO: later\n"),
    (find_import_work, "from urllib.request import urlopen\n"),
    (find_import_work, "import logging\nlogging.basicConfig()\n"),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_source_keeps_the_rule(rule: Callable[[Module], Iterator[str]]) -> None:
    assert [finding for module in find_source_modules() for finding in rule(module)] == []


@pytest.mark.parametrize(("rule", "defect"), DEFECTS, ids=lambda value: getattr(value, "__name__", ""))
def test_rule_finds_its_defect(rule: Callable[[Module], Iterator[str]], defect: str) -> None:
    assert list(rule(load("onrecord.example", defect)))


def test_rules_accept_what_is_allowed() -> None:
    allowed = '"""Doc."""\n\n\ndef f() -> None:\n    """Do."""\n    x = 1  # TODO #12: later\n    _ = x\n'
    assert [finding for rule in RULES for finding in rule(load("onrecord.example", allowed))] == []


def find_imports(module: Module, known: frozenset[str]) -> frozenset[str]:
    """Name the modules of the package that a module imports when it is loaded or called, types aside."""
    found: set[str] = set()
    for node in walk_without_type_checking(module.tree):
        if isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                full = f"{node.module}.{name.name}"
                found.add(full if full in known else node.module)
    return frozenset(found & known - {module.name})


def walk_without_type_checking(node: ast.AST) -> Iterator[ast.AST]:
    """Walk a tree but for the bodies of ``if TYPE_CHECKING``."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield from walk_without_type_checking(child)


def find_cycle(graph: dict[str, frozenset[str]]) -> list[str]:
    """Give one cycle of the import graph, or nothing."""
    done: set[str] = set()

    def visit(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        for target in sorted(graph.get(name, ())):
            if cycle := visit(target, [*path, name]):
                return cycle
        done.add(name)
        return []

    return next((cycle for name in sorted(graph) if (cycle := visit(name, []))), [])


def test_imports_have_no_cycle() -> None:
    modules = find_source_modules()
    known = frozenset(module.name for module in modules)
    assert find_cycle({module.name: find_imports(module, known) for module in modules}) == []


def test_cycle_is_found() -> None:
    known = frozenset({"a", "b", "c"})
    sources = {"a": "from b import x", "b": "def f():\n    import c", "c": "import a"}
    graph = {name: find_imports(load(name, text), known) for name, text in sources.items()}
    assert find_cycle(graph) == ["a", "b", "c", "a"]
    graph["c"] = find_imports(load("c", "if TYPE_CHECKING:\n    import a"), known)
    assert find_cycle(graph) == []


def is_mirrored(path: Path) -> bool:
    """Tell whether a test module stands in the folder of its package, or is one of the tests of the tree."""
    place = path.relative_to(ROOT / "tests")
    if len(place.parts) > 1:
        return (SOURCE / "onrecord" / place.parent / "__init__.py").exists()
    source = SOURCE / "onrecord" / place.name.removeprefix("test_")
    is_of_the_tree = any(path.match(f"{name}.py") for name in TESTS_OF_THE_TREE)
    return is_of_the_tree or source.exists() or source.with_suffix("").is_dir()


def has_tests(name: str) -> bool:
    """Tell whether a source module has a test module of its name, or its package a folder of tests."""
    if name == "onrecord":
        return (ROOT / "tests" / "test_public_names.py").exists()
    room = Path(*name.split(".")[1:2])
    return (ROOT / "tests" / f"test_{room}.py").exists() or any((ROOT / "tests" / room).glob("test_*.py"))


def test_tests_mirror_the_source() -> None:
    strays = [path for path in sorted((ROOT / "tests").rglob("test_*.py")) if not is_mirrored(path)]
    assert strays == []


def test_every_module_with_code_has_tests() -> None:
    untested = [
        module.name
        for module in find_source_modules()
        if any(True for _ in find_functions(module)) and not has_tests(module.name)
    ]
    assert untested == []
