"""The packaged data is what was packaged, and a change in it is noticed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from explorer import assets
from explorer.io.integrity import differing_files


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    place = tmp_path / "geodata"
    for name in ("tables", "stories", "derived"):
        shutil.copytree(assets.geodata_dir() / name, place / name)
    shutil.copy(assets.geodata_dir() / "checksums.json", place)
    return place


def test_the_data_is_as_its_checksums_say() -> None:
    assert differing_files() == (), "run: python geodata/checksums.py"


def test_every_kind_of_damage_is_named(copy: Path) -> None:
    nodes, legs = copy / "tables" / "nodes.csv", copy / "derived" / "legs.json"
    content = bytearray(nodes.read_bytes())
    content[len(content) // 2] ^= 1
    nodes.write_bytes(bytes(content))
    legs.unlink()
    (copy / "tables" / "more.csv").write_text("x")
    assert differing_files(copy) == (
        "derived/legs.json: is missing",
        "tables/nodes.csv: is not as packaged",
        "tables/more.csv: does not belong there",
    )


@pytest.mark.parametrize("content", ["", "[]", "{"])
def test_damaged_checksums_say_so(copy: Path, content: str) -> None:
    (copy / "checksums.json").write_text(content)
    assert "checksums.json" in differing_files(copy)[0]
