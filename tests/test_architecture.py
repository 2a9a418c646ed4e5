"""The rules of CONTRIBUTING.md that a machine can check: layers, lazy imports, sizes."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "explorer").rglob("*.py"))
MAX_MODULE_LINES = 450
MAX_FUNCTION_LINES = 60
HEAVY = {"PySide6", "geopandas", "pandas", "folium", "matplotlib", "scipy", "shapely", "pyarrow", "pptx"}

IMPORT_ALL = """
import importlib, pkgutil, sys
sys.modules.update(dict.fromkeys({blocked!r}))
package = importlib.import_module({package!r})
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
"""


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_import_contracts_are_kept() -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = run_python(f"import sys; sys.argv[1:] = ['--no-logo', '--no-cache']; {code}")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("module", ["explorer", "explorer.cli", "explorer.errors", "explorer.assets"])
def test_start_of_the_command_line_loads_no_heavy_library(module: str) -> None:
    done = run_python(f"import sys, {module}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))")
    assert done.returncode == 0, done.stderr
    assert not HEAVY & set(done.stdout.split())


def test_core_needs_no_window_file_or_frame_library() -> None:
    blocked = [
        "PySide6",
        "shiboken6",
        "folium",
        "branca",
        "geopandas",
        "pandas",
        "matplotlib",
        "pyogrio",
        "pyarrow",
    ]
    done = run_python(IMPORT_ALL.format(package="explorer.core", blocked=blocked))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("package", ["explorer.io", "explorer.webmap", "explorer.figures"])
def test_everything_but_the_window_works_without_qt(package: str) -> None:
    done = run_python(IMPORT_ALL.format(package=package, blocked=["PySide6", "shiboken6"]))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_modules_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_MODULE_LINES, f"{relative(path)} is too long: make two modules of it"
    too_long = [
        f"{relative(path)}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > MAX_FUNCTION_LINES
    ]
    assert not too_long
