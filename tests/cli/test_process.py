"""The command as a process of its own: what it imports, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("numpy", "scipy", "shapely", "pyproj", "PySide6", "geopandas", "pandas", "folium", "matplotlib")


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "explorer", *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)


def loaded_after(code: str) -> set[str]:
    script = f"{code}\nimport sys\nprint(' '.join(sorted(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    return {name.partition(".")[0] for name in result.stdout.splitlines()[-1].split()}


def test_importing_the_command_line_loads_nothing_heavy() -> None:
    assert not loaded_after("import explorer.cli") & set(HEAVY)
    assert not loaded_after("from explorer.cli import main; main(['--help'])") & set(HEAVY)


def test_route_never_loads_the_geometry_libraries_or_the_window() -> None:
    loaded = loaded_after("from explorer.cli import main; main(['route', 'xian', 'duisburg', '--json'])")
    assert not loaded & (set(HEAVY) - {"numpy", "scipy"})


def test_a_process_answers_in_json() -> None:
    result = run("route", "Xi'an", "Duisburg", "--json")
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout)["itinerary"]["distance_km"] > 7000


def test_an_unknown_place_is_two() -> None:
    result = run("route", "Xi'an", "Dusburg")
    assert (result.returncode, result.stdout) == (2, "")
    assert "duisburg" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_leaves_early_is_no_accident() -> None:
    command = f"{sys.executable} -m explorer legs --json | head -c 10"
    result = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert result.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_full_disk_ends_in_words() -> None:
    command = f"{sys.executable} -m explorer nodes > /dev/full"
    result = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 1
    assert "No space left" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Exception ignored" not in result.stderr


def test_names_survive_a_terminal_without_unicode() -> None:
    command = [sys.executable, "-m", "explorer", "nodes"]
    env = {"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin:/bin"}
    result = subprocess.run(command, capture_output=True, env=env, timeout=60, check=False)
    assert result.returncode == 0
    assert result.stderr == b""
