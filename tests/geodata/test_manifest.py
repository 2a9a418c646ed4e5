"""The committed geometry is what the build makes of the committed tables."""

import importlib.util
import sys

import pytest

from tests.geodata.files import GEODATA, ROOT, nodes


@pytest.fixture(name="build")
def fixture_build(monkeypatch):
    monkeypatch.setattr(sys, "path", [*sys.path])
    spec = importlib.util.spec_from_file_location("geodata_build", GEODATA / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_committed_files_match_tables_and_manifest(build):
    assert build.check_manifest() == []


def test_editing_a_note_or_a_dwell_leaves_the_geometry_valid(build, tmp_path):
    manifest = sys.modules["builder.manifest"]
    table = GEODATA / "tables" / "nodes.csv"
    columns = manifest.TABLE_COLUMNS["tables/nodes.csv"]
    edited = tmp_path / "nodes.csv"
    edited.write_text(
        table.read_text(encoding="utf-8").replace("position approximate", "seen"), encoding="utf-8"
    )
    assert manifest.table_hash(edited, columns) == manifest.table_hash(table, columns)


def test_moving_a_node_makes_the_geometry_stale(build, tmp_path):
    manifest = sys.modules["builder.manifest"]
    table = GEODATA / "tables" / "nodes.csv"
    columns = manifest.TABLE_COLUMNS["tables/nodes.csv"]
    lon = nodes()["khavast"]["lon"]
    edited = tmp_path / "nodes.csv"
    edited.write_text(table.read_text(encoding="utf-8").replace(lon, "68.1234"), encoding="utf-8")
    assert manifest.table_hash(edited, columns) != manifest.table_hash(table, columns)


def test_every_chinese_name_can_be_written_with_the_packaged_font():
    characters = (ROOT / "resources" / "fonts" / "NotoSansSC-characters.txt").read_text(encoding="utf-8")
    wanted = {c for node in nodes().values() for c in node["name_zh"] if "\u3400" <= c <= "\u9fff"}
    assert wanted <= set(characters), "run python geodata/build.py fonts"
