"""What leaves this folder: the wheel, the scripts, the pins, the desktop files; and CONTRIBUTING.md."""

from __future__ import annotations

import configparser
import itertools
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from email.parser import Parser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import explorer

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
APP_ID = "org.corridorexplorer.CorridorExplorer"
SCRIPTS = [PACKAGING / "run.sh", PACKAGING / "test.sh", PACKAGING / "setup.sh", ROOT / ".ci" / "run"]
MAX_WHEEL_MB = 12
Done = subprocess.CompletedProcess[str]

WHAT_THE_INSTALLED_PROGRAM_FINDS = """
import explorer.assets as assets
from pathlib import Path
for folder in (assets.resources_dir(), assets.geodata_dir(), assets.stories_dir()):
    assert folder.is_relative_to(Path(assets.__file__).parent), folder
    assert any(folder.iterdir()), folder
from explorer.cli import main
raise SystemExit(main(["route", "xian", "duisburg", "--close", "malaszewicze", "--json"]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", str(folder), str(ROOT)], check=True, timeout=120)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


def files_below(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(ROOT).as_posix()


def pins() -> dict[str, str]:
    lines = (PACKAGING / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def run_bash(
    script: Path, *words: str, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", str(script), *words],
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )


def test_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < MAX_WHEEL_MB * 1_000_000


@pytest.mark.parametrize("folder", ["resources", "geodata/tables", "geodata/derived", "geodata/stories"])
def test_wheel_holds_every_file_the_program_reads(names: set[str], folder: str) -> None:
    expected = {f"explorer/_data/{name}" for name in files_below(ROOT / folder)}
    assert expected, f"{folder} is empty"
    assert expected <= names


def test_wheel_holds_the_code_and_nothing_from_the_workshop(names: set[str]) -> None:
    assert {name for name in files_below(ROOT / "explorer") if name.endswith(".py")} <= names
    workshop = re.compile(r"(^|/)(tests|builder|\.cache|packaging|__pycache__)/")
    assert not [name for name in names if workshop.search(name)]


def test_wheel_tells_version_licence_and_command(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    info = f"corridor_explorer-{explorer.__version__}.dist-info"
    metadata = Parser().parsestr(archive.read(f"{info}/METADATA").decode())
    assert metadata["Name"] == "corridor-explorer"
    assert metadata["Version"] == explorer.__version__
    assert metadata["License-Expression"] == "MIT"
    assert f"{info}/licenses/LICENSE" in archive.namelist()
    assert "corridor-explorer = explorer.cli:main" in archive.read(f"{info}/entry_points.txt").decode()


def test_installed_wheel_answers_from_its_own_data(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    done = subprocess.run(
        [sys.executable, "-c", WHAT_THE_INSTALLED_PROGRAM_FINDS],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert '"corridor-explorer/route/1"' in done.stdout


def test_every_dependency_is_pinned_within_its_range() -> None:
    table = pyproject()
    exact = pins()
    groups = itertools.chain.from_iterable(table["dependency-groups"].values())
    for requirement in map(Requirement, [*table["project"]["dependencies"], *groups]):
        version = exact[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} against {version}"


def test_pyside_that_aborts_on_python_311_is_ruled_out() -> None:
    lines = map(Requirement, pyproject()["project"]["dependencies"])
    qt = [line for line in lines if line.name == "PySide6" and line.marker is not None]
    on_311 = [
        line.specifier for line in qt if line.marker and line.marker.evaluate({"python_version": "3.11"})
    ]
    assert [(pin.contains("6.11.3"), pin.contains("6.12.0")) for pin in on_311] == [(True, False)]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_sound_bash(script: Path) -> None:
    subprocess.run(["bash", "-n", str(script)], check=True)
    shellcheck = shutil.which("shellcheck")
    if shellcheck:
        command = [shellcheck, "-x", str(script)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("script", ["run.sh", "test.sh"])
def test_scripts_explain_themselves_without_setting_up(script: str) -> None:
    done = run_bash(PACKAGING / script, "--help")
    assert done.returncode == 0
    assert f"bash packaging/{script}" in done.stdout
    assert done.stderr == ""


def test_test_script_refuses_what_it_does_not_know() -> None:
    done = run_bash(PACKAGING / "test.sh", "--fats")
    assert done.returncode == 2
    assert "--fats" in done.stderr


def test_too_old_a_python_is_named_with_the_way_out(tmp_path: Path) -> None:
    shutil.copytree(PACKAGING, tmp_path / "packaging")
    (tmp_path / "pyproject.toml").touch()
    path = tmp_path / "bin"
    path.mkdir()
    for tool in ("bash", "cat", "cksum", "dirname", "grep", "id", "uname"):
        found = shutil.which(tool)
        assert found
        (path / tool).symlink_to(found)
    old = path / "python3"
    old.write_text('#!/bin/sh\ncase "$2" in *print*) echo 3.9 ;; *) exit 1 ;; esac\n')
    old.chmod(0o755)
    done = run_bash(tmp_path / "packaging" / "run.sh", env={"PATH": str(path)})
    assert done.returncode == 2
    assert "Python 3.11 or newer; the one here is 3.9" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_nothing_in_packaging_knows_one_machine() -> None:
    places = re.compile(r"/(root|work|tmp|home)/|https?://(pypi|files\.pythonhosted|deb\.debian)")
    files = [PACKAGING / "constraints.txt", ROOT / "pyproject.toml", *SCRIPTS]
    assert not [path.name for path in files if places.search(path.read_text(encoding="utf-8"))]


def test_desktop_entry_starts_the_program() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(PACKAGING / f"{APP_ID}.desktop", encoding="utf-8")
    desktop = entry["Desktop Entry"]
    assert desktop["Exec"].split()[0] in pyproject()["project"]["scripts"]
    assert (PACKAGING / "icons" / f"{desktop['Icon']}.svg").is_file()
    mime = ElementTree.parse(PACKAGING / f"{APP_ID}.mime.xml").getroot()
    assert {kind.get("type") for kind in mime} == set(filter(None, desktop["MimeType"].split(";")))


def test_metainfo_describes_this_version() -> None:
    component = ElementTree.parse(PACKAGING / f"{APP_ID}.metainfo.xml").getroot()
    assert component.findtext("id") == APP_ID
    assert component.findtext("launchable") == f"{APP_ID}.desktop"
    release = component.find("releases/release")
    assert release is not None
    assert release.get("version") == explorer.__version__


def test_contributing_names_only_what_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    tops = ("explorer", "geodata", "packaging", "tests", "resources", r"\.ci")
    named = set(re.findall(rf"`((?:{'|'.join(tops)})/[\w./-]*)`", text))
    assert named
    assert not [path for path in sorted(named) if not (ROOT / path).exists()]
