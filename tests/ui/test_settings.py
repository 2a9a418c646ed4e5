"""Settings: what is kept comes back, and a damaged file is set aside instead of stopping the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray

from explorer.ui.settings import MAX_BYTES, Settings

pytestmark = pytest.mark.ui


def test_what_was_kept_comes_back_and_is_not_taken_for_damage(tmp_path: Path, qapp: object) -> None:
    place = tmp_path / "own.ini"
    kept = Settings(place)
    kept.set_text("theme", "dark")
    kept.set_text("name", "München = 中欧, “a;b” @Variant(x) % \\ \n")
    kept.set_state("layout", QByteArray(bytes(range(256))))
    kept.add_recent_file(place)
    kept.sync()
    again = Settings(place)
    assert again.notice == ""
    assert again.text("theme") == "dark"
    assert again.text("name") == "München = 中欧, “a;b” @Variant(x) % \\ \n"
    assert bytes(again.state("layout").data()) == bytes(range(256))
    assert again.recent_files() == (place,)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\x00\x01\x02garbage", id="bytes of another kind"),
        pytest.param(b"[General]\ntheme=\xff\xfe\xfd\n", id="no UTF-8"),
        pytest.param(
            b"[General]\nlayout=@Variant(\\0\\0\\0\\x8\\xff\\xff\\xff\\xff)\n", id="a foreign object"
        ),
        pytest.param(b"[General]\nlayout=@DateTime(\\0)\n", id="a foreign value"),
        pytest.param(b"[General\ntheme=dark\n", id="a section without end"),
        pytest.param(b"[General]\na=" + b"x" * (MAX_BYTES + 1), id="too large"),
    ],
)
def test_a_damaged_file_is_set_aside_and_everything_is_as_at_first(
    tmp_path: Path, qapp: object, content: bytes
) -> None:
    place = tmp_path / "own.ini"
    place.write_bytes(content)
    fresh = Settings(place)
    assert "own.ini.damaged" in fresh.notice
    assert (tmp_path / "own.ini.damaged").read_bytes() == content
    assert fresh.text("theme", "system") == "system"
    fresh.set_text("theme", "light")
    fresh.sync()
    assert Settings(place).text("theme") == "light"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: f"[General]\n{text}".encode()))
)
def test_any_file_gives_settings(tmp_path: Path, qapp: object, content: bytes) -> None:
    place = tmp_path / "own.ini"
    place.write_bytes(content)
    found = Settings(place)
    assert isinstance(found.text("theme", "system"), str)
    assert isinstance(found.state("layout"), QByteArray)
    assert all(isinstance(path, Path) for path in found.recent_files())
